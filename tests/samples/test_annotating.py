"""The annotated .docx: every finding is a comment at its place, the words are the same, other programs read it."""

import datetime
import io
import zipfile
from pathlib import Path

import docx
import pytest
from docx.shared import Emu

from law import register
from law.layout.soi import Outcome, Report, judge, read, understand
from law.layout.word.annotating import AUTHOR, annotate
from tests.factories.libreoffice import convert
from tests.samples.faults import FAULTS
from tests.samples.good import by_hand

DAY = datetime.date(2026, 11, 26)
AT = datetime.datetime(2026, 11, 26, 9, 0, tzinfo=datetime.UTC)


def report_on(content: bytes) -> Report:
    return judge(understand(read(content, "van-ban.docx")), register.load(), DAY)


def annotated(content: bytes) -> tuple[bytes, int]:
    findings = [
        one.as_json() for one in report_on(content).findings if one.outcome in (Outcome.FAIL, Outcome.NEEDS_REVIEW)
    ]
    headed = [(f"{number}. Sai", one) for number, one in enumerate(findings, start=1)]
    return annotate(content, "van-ban.docx", headed, AT), len(findings)


def words(content: bytes) -> list[str]:
    return [line.raw for line in read(content, "van-ban.docx").lines]


@pytest.mark.parametrize("step", [16, pytest.param(7, marks=pytest.mark.full)])
def test_every_finding_is_a_comment_and_the_words_stay(step: int) -> None:
    for fault in FAULTS[::step]:
        for name, content in list(fault.files())[:1]:
            made, count = annotated(content)
            assert words(made) == words(content), name
            comments = list(docx.Document(io.BytesIO(made)).comments)
            assert len(comments) == count, name
            assert {one.author for one in comments} <= {AUTHOR}
            assert report_on(made).findings == report_on(content).findings, f"{name}: comments change no finding"


def test_comments_stand_where_the_fault_is_and_say_how_to_mend_it() -> None:
    fault = next(one for one in FAULTS if one.rule == "so.so-khong")
    _, content = next(fault.files())
    made, _ = annotated(content)
    (comment,) = docx.Document(io.BytesIO(made)).comments
    for part in ("1. Sai: Số, ký hiệu", "Thấy: ", "Quy định: ", "Cách sửa: "):
        assert part in comment.text
    xml = zipfile.ZipFile(io.BytesIO(made)).read("word/document.xml").decode()
    marked = xml.partition("commentRangeStart")[2].partition("commentRangeEnd")[0]
    assert "Số:" in marked


def test_comments_of_others_stay() -> None:
    file = docx.Document(io.BytesIO(by_hand("ours", "cong-van")))
    file.sections[0].page_width = Emu(8_200_000)
    run = next(one for paragraph in file.paragraphs for one in paragraph.runs)
    file.add_comment(run, "Anh xem lại giúp em", author="Nguyễn Thị Phương Hoài Thương")
    held = io.BytesIO()
    file.save(held)
    made, count = annotated(held.getvalue())
    comments = list(docx.Document(io.BytesIO(made)).comments)
    assert count >= 1
    assert len(comments) == count + 1
    assert comments[0].text == "Anh xem lại giúp em"
    assert len({one.comment_id for one in comments}) == count + 1


def test_libreoffice_opens_it_with_its_comments(tmp_path: Path) -> None:
    expected: dict[str, int] = {}
    for number, fault in enumerate(FAULTS[::20]):
        _, content = next(fault.files())
        made, count = annotated(content)
        path = tmp_path / f"{number}.docx"
        path.write_bytes(made)
        expected[path.stem] = count
    convert(sorted(tmp_path.glob("*.docx")), "odt", tmp_path)
    for stem, count in expected.items():
        text = zipfile.ZipFile(tmp_path / f"{stem}.odt").read("content.xml").decode()
        assert text.count("<office:annotation ") == count, stem
        assert AUTHOR in text or count == 0


def test_nothing_found_nothing_written() -> None:
    content = by_hand("ours", "ke-hoach")
    assert annotate(content, "van-ban.docx", [], AT) == content


def test_what_is_in_a_margin_is_said_at_the_first_paragraph() -> None:
    content = by_hand("ours", "ke-hoach")
    lines = [line for line in read(content, "van-ban.docx").lines if line.area.is_header]
    where = {"name": "Số trang", "text": "", "lines": [line.id for line in lines], "component": "so-trang"}
    finding = {"where": where, "found": "cỡ 9", "expected": "cỡ 13-14", "article": "PL1", "how": "Đặt cỡ 13."}
    made = annotate(content, "van-ban.docx", [("1. Sai", finding)], AT)
    assert len(list(docx.Document(io.BytesIO(made)).comments)) == 1
