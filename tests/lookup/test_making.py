"""A document made by a form: what it makes has no finding, and what cannot be read is told at its field."""

import io
from datetime import date

import docx
import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from law import register
from law.layout.reading import document_of
from law.layout.soi import Outcome, judge, read, understand
from law.layout.word.writer import write_docx
from lookup.making import domain
from lookup.samples.domain import Sample
from lookup.samples.reading import load
from tests.factories.forgery import csrf_token
from tests.factories.pages import forms_of

MAKEABLE = [sample for sample in load().values() if sample.can_be_made]
DAY = date(2026, 11, 23)


def page_of(sample: str) -> str:
    return f"/tra-cuu/soan-mau/{sample}"


def send(app: Flask, client: FlaskClient, sample: str = "cong-van", **changes: str) -> TestResponse:
    """The page's own form with some boxes changed."""
    path = page_of(sample)
    form = next(one for one in forms_of(client.get(path).text) if one.action == path)
    shown = form.untouched | {control.name: control.value for control in form.typed}
    return client.post(path, data=shown | {"csrf_token": csrf_token(app, client)} | changes)


def test_every_model_has_a_form_but_the_electronic_copy() -> None:
    """An electronic copy is a scan with a signature: nothing of it is typed."""
    assert {sample.key for sample in load().values()} - {sample.key for sample in MAKEABLE} == {"ban-sao-dien-tu"}
    assert len({sample.document.document_type.key for sample in MAKEABLE}) == 25


@pytest.mark.parametrize("sample", MAKEABLE, ids=lambda sample: sample.key)
def test_what_a_form_makes_of_a_sample_is_the_sample_and_has_no_finding(sample: Sample) -> None:
    typed = domain.fields_of(sample.document)
    for name in domain.unused(sample.document):
        typed.pop(name, None)
    data = write_docx(document_of(domain.data_of(typed, sample.document)))
    words = [paragraph.text for paragraph in docx.Document(io.BytesIO(data)).paragraphs]
    own = [paragraph.text for paragraph in docx.Document(io.BytesIO(write_docx(sample.document))).paragraphs]
    assert words == own
    report = judge(understand(read(data, "a.docx")), register.load(), DAY)
    attached = sample.document.attached_text.document_type.key if sample.document.attached_text else ""
    assert report.document_type == (attached if sample.document.only_attachments else sample.document.document_type.key)
    assert [
        (one.rule, one.found) for one in report.findings if one.outcome in (Outcome.FAIL, Outcome.NEEDS_REVIEW)
    ] == []


def test_the_preview_shows_the_page_and_says_that_nothing_is_wrong(app: Flask, client: FlaskClient) -> None:
    answer = send(app, client, code_number="07", subject="góp ý dự thảo <b>Quy chế</b>")
    assert answer.status_code == 200
    assert "không thấy chỗ nào sai thể thức" in answer.text
    assert "Số: 07/SNV-VTLT" in answer.text
    assert "<b>Quy chế" not in answer.text


def test_the_preview_tells_what_the_checker_finds_in_the_words(app: Flask, client: FlaskClient) -> None:
    answer = send(app, client, code_number="7", code_notation="CV-SNV")
    assert "nên xem lại" in answer.text
    assert "CV-SNV" in answer.text


def test_the_file_is_downloaded_with_what_was_typed(app: Flask, client: FlaskClient) -> None:
    answer = send(app, client, "quyet-dinh-truc-tiep", viec="tai", organ_name="Ủy ban nhân dân xã An Bình")
    assert answer.mimetype == "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
    assert "ỦY BAN NHÂN DÂN" in docx.Document(io.BytesIO(answer.data)).tables[0].cell(0, 0).text.upper()


def test_what_cannot_be_read_is_told_at_its_field(app: Flask, client: FlaskClient) -> None:
    for changes, says, field in (
        ({"organ_name": " "}, "tên đầy đủ của cơ quan", "organ_name"),
        ({"issued_on": "31/02/2026"}, "Không có ngày này", "issued_on"),
        ({"authorities": "Thay mặt Giám đốc"}, "TM., Q., KT., TL. hoặc TUQ.", "authorities"),
        ({"copies": "nhiều"}, "số nguyên từ 1", "copies"),
        ({"initials": ""}, "phải có ký hiệu người soạn thảo", "initials"),
        ({"body": "| STT | Việc |\n| 1 |"}, "phải có 2 ô", "body"),
        ({"body": "| STT | |\n| 1 | a |"}, "Chưa đọc được", "body"),
        ({"urgency": "gap"}, "trong danh sách", "urgency"),
    ):
        answer = send(app, client, **changes)
        assert answer.status_code == 422, changes
        assert says in answer.text, changes
        assert f'href="#{field}"' in answer.text, changes
        assert "cử công chức tham gia lớp" in answer.text, "what was typed is kept"


def test_an_electronic_copy_has_no_form(client: FlaskClient) -> None:
    for key in ("ban-sao-dien-tu", "khong-co"):
        assert client.get(page_of(key)).status_code == 404


def test_a_document_may_have_several_appendices(app: Flask, client: FlaskClient) -> None:
    typed = "Phụ lục I. Danh sách cử tham gia\n| STT | Họ và tên |\n| 1 | Nguyễn Thị Hường |\nPhụ lục II. Chương trình\nBuổi sáng: khai mạc."
    body = "Sở Nội vụ đề nghị cử công chức tham gia (danh sách tại Phụ lục I, chương trình tại Phụ lục II kèm theo)."
    answer = send(app, client, viec="tai", body=body, appendices=typed)
    report = judge(understand(read(answer.data, "a.docx")), register.load(), DAY)
    assert [(one.rule, one.found) for one in report.of(Outcome.FAIL)] == []
    assert [one.number for one in report.seen.appendices] == ["I", "II"]


def test_an_appendix_without_its_name_is_told_at_its_box(app: Flask, client: FlaskClient) -> None:
    answer = send(app, client, viec="xem", appendices="Danh sách cử tham gia")
    assert answer.status_code == 422
    assert "Dòng đầu của phần phụ lục phải là tên phụ lục" in answer.text
    assert "Danh sách cử tham gia" in answer.text


def test_a_copy_on_paper_is_made_with_the_document_that_it_copies(app: Flask, client: FlaskClient) -> None:
    answer = send(
        app, client, "sao-y", viec="tai", copy_code_number="05", copy_full_name="Nguyễn Thị Phương Hoài Thương"
    )
    seen = understand(read(answer.data, "a.docx"))
    assert seen.paper_copy is not None
    words = " ".join(line.text for line in seen.paper_copy.lines)
    assert "Số: 05/SY-UBND" in words
    assert "Nguyễn Thị Phương Hoài Thương" in words
    refused = send(app, client, "sao-y", viec="tai", copy_organ_name="")
    assert (refused.status_code, "Hãy ghi tên đầy đủ của cơ quan sao" in refused.text) == (422, True)
