"""Round trip: check, correct, check again. What the machine may put right is right then, and nothing else has changed."""

import datetime
import random
import re
from collections.abc import Iterator

import pytest

from law import register
from law.layout.soi import Outcome, Report, judge, read, understand
from law.layout.word.correcting.corrected import CORRECTIONS, CorrectedFile, correct
from tests.samples.faults import FAULTS, Fault
from tests.samples.good import by_hand, good

DAY = datetime.date(2026, 11, 26)
# Faults of rules with a correction that only the author can put right, by what was found.
FOR_A_PERSON = {
    "trang.phong-chu": "chữ gõ bằng phông mã cũ",
    "phan-chuong.dong-so": "số thứ tự",
    "muc.dong-so": "số thứ tự",
    "diem.trinh-bay": "đứng ở chỗ của điểm",
    "mau.tham-quyen": "không có dòng",
}
BASES = ("ours/cong-van", "word/cong-van", "ours/ke-hoach", "word/ke-hoach", "ours/thong-bao", "styles/thong-bao",
         "ours/quyet-dinh-truc-tiep", "word/quyet-dinh-truc-tiep", "ours/bao-cao", "borders/bao-cao")  # fmt: skip


def corrected(content: bytes) -> CorrectedFile:
    return correct(content, "van-ban.docx", register.load(), DAY)


def fails(report: Report) -> set[str]:
    return {one.rule for one in report.of(Outcome.FAIL)}


def report_on(content: bytes) -> Report:
    return judge(understand(read(content, "van-ban.docx")), register.load(), DAY)


def left_by_mistake(report: Report) -> list[str]:
    """Faults that the machine should have put right."""
    return [
        f"{one.rule}: {one.found}"
        for one in report.of(Outcome.FAIL)
        if one.rule in CORRECTIONS and FOR_A_PERSON.get(one.rule, "no fault says this") not in one.found
    ]


def letters(content: bytes) -> str:
    """All letters and figures of a file; a zero may be put before a figure."""
    whole = "".join(line.text for line in read(content, "van-ban.docx").lines)
    return re.sub(r"[\W_0]", "", whole).lower()


def check(content: bytes, name: str) -> None:
    before, after = report_on(content), corrected(content)
    again = report_on(after.data)
    assert again.findings == after.left.findings, f"{name}: the report on the new file is the one that was told"
    assert left_by_mistake(again) == [], name
    assert fails(again) <= fails(before), f"{name}: nothing new is wrong"
    assert letters(after.data) == letters(content), f"{name}: the words are the author's"
    assert corrected(after.data).made == (), f"{name}: a second time changes nothing"
    gone = fails(before) - fails(again)
    assert gone <= {one.rule for one in after.made}, f"{name}: every correction is told"


def faulty(*, each_once: bool) -> Iterator[tuple[str, bytes]]:
    seen: set[str] = set()
    for fault in FAULTS:
        if fault.rule in CORRECTIONS and not (each_once and fault.rule in seen):
            seen.add(fault.rule)
            for name, content in fault.files():
                yield f"{fault.rule} in {name}", content
                if each_once:
                    break


def test_a_fault_of_each_kind_is_put_right() -> None:
    # Every fourth kind; all of them, in every file, in the long run.
    for name, content in list(faulty(each_once=True))[::4]:
        check(content, name)


@pytest.mark.full
def test_every_planted_fault_is_put_right() -> None:
    for name, content in faulty(each_once=False):
        check(content, name)


def many_faults(seed: int) -> tuple[str, bytes]:
    """A document with several faults at once."""
    chance = random.Random(seed)
    base = chance.choice(BASES)
    content = by_hand(*base.split("/"))
    fit = [fault for fault in FAULTS if _fits(fault, base)]
    planted = []
    for fault in chance.sample(fit, min(len(fit), chance.randint(3, 9))):
        assert fault.file is not None
        try:
            content = fault.file(content)
        except (AssertionError, LookupError, ValueError):
            continue  # its place was taken by the fault before
        planted.append(fault.rule)
    return f"{base} with {', '.join(planted)}", content


def _fits(fault: Fault, base: str) -> bool:
    return fault.file is not None and fault.document is None and base in fault.on


@pytest.mark.parametrize("seed", range(6))
def test_many_faults_at_once_are_put_right(seed: int) -> None:
    name, content = many_faults(seed)
    check(content, name)


@pytest.mark.full
def test_many_more_documents_with_many_faults() -> None:
    for seed in range(100, 400):
        name, content = many_faults(seed)
        check(content, name)


@pytest.mark.parametrize("step", [8, pytest.param(1, marks=pytest.mark.full)])
def test_a_good_document_comes_back_byte_for_byte(step: int) -> None:
    for name, content in list(good())[::step]:
        after = corrected(content)
        assert (after.made, after.data == content) == ((), True), name


def test_only_what_was_touched_is_written_anew() -> None:
    import io
    import zipfile

    fault = next(one for one in FAULTS if one.rule == "so.so-khong")
    _, content = next(fault.files())
    old, new = (zipfile.ZipFile(io.BytesIO(data)) for data in (content, corrected(content).data))
    assert old.namelist() == new.namelist()
    changed = [name for name in old.namelist() if old.read(name) != new.read(name)]
    assert changed == ["word/document.xml"]
