"""Soi thể thức on its pages: three people, what is refused, what is wiped, and nobody sees another's report."""

import io
import os
import re
import time
import zipfile
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from core.jobs import sweep_jobs
from courses.providers import practice_of
from law.layout.draft import Draft, Form, Line, Run, Section, Source, Stroke, StrokeKind
from law.layout.soi import read
from law.layout.word.writer import write_docx
from law.secrecy import Secrecy
from lookup.samples.reading import load
from lookup.soi import keeping, looking, views
from lookup.soi.drawing import drawing_of
from tests.conftest import NOW
from tests.factories.forgery import csrf_token
from tests.factories.people import sign_in
from tests.lookup.conftest import Office

pytestmark = pytest.mark.one_database  # files, kept beside the database

ASK = "/tra-cuu/soi-the-thuc"
LETTER = load()["cong-van"].document
# The number without its zero: a fault that the checker finds.
FAULTY = replace(LETTER, code_number="5", code_notation="CV-SNV")


@pytest.fixture(autouse=True)
def nothing_kept(app: Flask) -> Path:
    """The folder of reports, empty."""
    folder: Path = app.extensions["settings"].data / "soi"
    keeping.sweep(folder, NOW + timedelta(days=365))
    return folder


def files_in(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file()]


def send(app: Flask, client: FlaskClient, data: bytes, name: str = "cong-van.docx") -> TestResponse:
    fields = {"csrf_token": csrf_token(app, client), "file": (io.BytesIO(data), name)}
    answer = client.post(ASK, data=fields, content_type="multipart/form-data")
    answer.request.environ[
        "wsgi.input"
    ].close()  # a large form stands in a temporary file, which the client leaves open
    return answer


def checked(app: Flask, client: FlaskClient, data: bytes) -> str:
    """The address of the report."""
    answer = send(app, client, data)
    assert answer.status_code == 303
    return answer.headers["Location"]


def test_a_faulty_letter_gets_a_report_with_marks_that_lead_there_and_back(app: Flask, client: FlaskClient) -> None:
    page = client.get(checked(app, client, write_docx(FAULTY)))
    html = page.text
    assert page.status_code == 200
    numbers = re.findall(r'id="cho-(\d+)"', html)
    assert numbers
    assert [int(one) for one in numbers] == list(range(1, len(numbers) + 1))
    for number in numbers:
        assert f'id="vet-{number}" href="#cho-{number}"' in html
        assert f'href="#vet-{number}"' in html
    assert "Số, ký hiệu" in html
    assert 'href="/tra-cuu/dieu/ND30.PL1' in html
    assert "Sửa trong Word" in html
    assert "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM" in html
    assert " style=" not in html


def test_a_good_letter_has_nothing_to_put_right(app: Flask, client: FlaskClient) -> None:
    html = client.get(checked(app, client, write_docx(LETTER))).text
    assert "Không thấy chỗ nào sai" in html
    assert 'id="cho-1"' not in html


def test_nobody_else_reads_a_report(app: Flask, office: Office) -> None:
    lan, minh, visitor = office.browser(office.lan), office.browser(office.tuan), app.test_client()
    address = checked(app, lan, write_docx(FAULTY))
    again = sign_in(app, office.lan)  # the same person in another browser
    for other in (minh, visitor, again):
        assert other.get(address).status_code == 404
        token = csrf_token(app, other)
        assert other.post(f"{address}/xoa", data={"csrf_token": token}).status_code == 404
        point = {"csrf_token": token, "part": "so-ky-hieu", "first": "0", "last": "0"}
        assert other.post(f"{address}/chi-ra", data=point).status_code == 404
    assert address not in minh.get(ASK).text
    assert address in lan.get(ASK).text
    assert lan.get(address).status_code == 200


def test_a_visitor_is_asked_to_sign_in_where_the_installation_says_so(
    app: Flask, monkeypatch: pytest.MonkeyPatch, office: Office
) -> None:
    monkeypatch.setitem(app.extensions, "settings", replace(app.extensions["settings"], public_soi=False))
    answer = app.test_client().get(ASK)
    assert (answer.status_code, answer.headers["Location"].split("?")[0]) == (303, "/dang-nhap")
    assert office.browser(office.lan).get(ASK).status_code == 200


def test_a_secret_document_is_refused_and_wiped(app: Flask, client: FlaskClient, nothing_kept: Path) -> None:
    answer = send(app, client, write_docx(replace(LETTER, secrecy=Secrecy.SECRET)))
    assert answer.status_code == 422
    assert "báo ngay người phụ trách bảo vệ bí mật nhà nước" in answer.text
    assert "đã bị xóa khỏi máy chủ" in answer.text
    assert "cử công chức" not in answer.text
    assert files_in(nothing_kept) == []


def test_pointing_out_a_secrecy_mark_wipes_what_was_kept(app: Flask, client: FlaskClient, nothing_kept: Path) -> None:
    address = checked(app, client, write_docx(LETTER))
    fields = {"csrf_token": csrf_token(app, client), "part": "do-mat", "first": "3", "last": "0"}
    answer = client.post(f"{address}/chi-ra", data=fields)
    assert (answer.status_code, "dấu chỉ độ mật" in answer.text) == (422, True)
    assert files_in(nothing_kept) == []
    assert client.get(address).status_code == 404


def test_a_legal_text_is_refused_politely(app: Flask, client: FlaskClient, nothing_kept: Path) -> None:
    law = replace(
        load()["nghi-quyet"].document, code_number="12", code_notation="2026/NQ-HĐND", organ_name="Hội đồng nhân dân tỉnh T",
        subject="Quy định mức hỗ trợ",
    )  # fmt: skip
    answer = send(app, client, write_docx(law))
    assert answer.status_code == 422
    assert "văn bản quy phạm pháp luật" in answer.text
    assert files_in(nothing_kept) == []


def _bomb() -> bytes:
    box = io.BytesIO()
    with zipfile.ZipFile(box, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("word/document.xml", b"0" * 8_000_000)
    return box.getvalue()


@pytest.mark.parametrize(
    ("data", "name", "says"),
    [
        (b"", "rong.docx", "Tệp rỗng"),
        (b"\x89PNG\r\n\x1a\n" + b"0" * 100, "anh.docx", "tệp ảnh"),
        (write_docx(LETTER)[:2000], "cat.docx", "bị hỏng"),
        (write_docx(LETTER), "cong-van.pdf", "đuôi .pdf"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"0" * 600, "cu.doc", ".doc kiểu cũ"),
        (b"%PDF-1.7\n%%EOF", "cat.pdf", "PDF bị hỏng"),
        (_bomb(), "bom.docx", "bung ra lớn bất thường"),
    ],
    ids=["empty", "picture", "truncated", "wrong ending", "old Word", "broken PDF", "bomb"],
)
def test_a_bad_file_gets_a_sentence_and_leaves_nothing(
    app: Flask, client: FlaskClient, nothing_kept: Path, data: bytes, name: str, says: str
) -> None:
    answer = send(app, client, data, name)
    assert answer.status_code in (413, 422)
    assert says in answer.text
    assert 'class="error-summary"' in answer.text
    assert files_in(nothing_kept) == []


def test_a_form_without_a_file_says_so(app: Flask, client: FlaskClient) -> None:
    answer = client.post(ASK, data={"csrf_token": csrf_token(app, client)})
    assert (answer.status_code, "Hãy chọn một tệp" in answer.text) == (422, True)


def test_a_report_is_gone_after_two_hours_and_its_file_is_swept(
    app: Flask, client: FlaskClient, nothing_kept: Path
) -> None:
    checked(app, client, write_docx(LETTER))
    assert len(files_in(nothing_kept)) == 2
    keeping.sweep(nothing_kept, NOW + timedelta(hours=1, minutes=59))
    assert len(files_in(nothing_kept)) == 2
    for path in files_in(nothing_kept):
        assert path.stat().st_mode & 0o077 == 0
    keeping.sweep(nothing_kept, NOW + timedelta(hours=2))
    assert files_in(nothing_kept) == []


def test_the_worker_sweeps(app: Flask, client: FlaskClient, nothing_kept: Path) -> None:
    checked(app, client, write_docx(LETTER))
    for path in files_in(nothing_kept):
        os.utime(path, (0, 0))
    sweep_jobs(app)
    assert files_in(nothing_kept) == []


def test_signing_out_wipes_what_was_sent(app: Flask, office: Office, nothing_kept: Path) -> None:
    lan = office.browser(office.lan)
    checked(app, lan, write_docx(LETTER))
    lan.post("/dang-xuat", data={"csrf_token": csrf_token(app, lan)})
    assert files_in(nothing_kept) == []


def test_a_person_can_wipe_at_once_and_only_the_newest_five_stay(
    app: Flask, client: FlaskClient, nothing_kept: Path
) -> None:
    addresses = [checked(app, client, write_docx(LETTER)) for _ in range(6)]
    assert len(files_in(nothing_kept)) == 10
    assert client.get(addresses[-1]).status_code == 200
    answer = client.post(f"{addresses[-1]}/xoa", data={"csrf_token": csrf_token(app, client)})
    assert answer.status_code == 303
    assert client.get(addresses[-1]).status_code == 404
    assert len(files_in(nothing_kept)) == 8


def test_a_pointed_out_component_is_judged_again(app: Flask, client: FlaskClient) -> None:
    data = write_docx(LETTER)
    address = checked(app, client, data)
    number = next(line.id for line in read(data, "a.docx").lines if line.text == "KHẨN")
    fields = {"csrf_token": csrf_token(app, client), "part": "so-ky-hieu", "first": str(number), "last": "0"}
    assert client.post(f"{address}/chi-ra", data=fields).status_code == 303
    assert "“KHẨN”" in client.get(address).text
    wrong = client.post(f"{address}/chi-ra", data={**fields, "first": "99999"})
    assert (wrong.status_code, "Hãy chọn một mục trong danh sách" in wrong.text) == (422, True)


def test_while_others_are_served_the_file_waits_and_need_not_be_sent_again(
    app: Flask, client: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(views, "PATIENCE", 0.01)
    with looking._turn:
        began = time.monotonic()
        address = checked(app, client, write_docx(FAULTY))
        waiting = client.get(address)
        assert time.monotonic() - began < 4, "neither request is held up"
        assert "không phải gửi lại" in waiting.text
        assert 'http-equiv="refresh"' in waiting.text
        assert "đang chờ lượt" in client.get(ASK).text
        assert client.get(f"{address}/ket-qua.pdf").status_code == 404
    assert "Các chỗ cần sửa" in client.get(address).text
    assert "Các chỗ cần sửa" in client.get(address).text


def test_a_file_that_waited_may_be_refused_and_is_wiped(
    app: Flask, client: FlaskClient, nothing_kept: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(views, "PATIENCE", 0.01)
    with looking._turn:
        address = checked(app, client, write_docx(replace(LETTER, secrecy=Secrecy.SECRET)))
    answer = client.get(address)
    assert (answer.status_code, "đã bị xóa khỏi máy chủ" in answer.text) == (422, True)
    assert files_in(nothing_kept) == []
    assert client.get(address).status_code == 404


def test_only_two_requests_are_held_up_at_once() -> None:
    with looking._turn, looking._room, looking._room, pytest.raises(looking.Busy):
        looking.look(b"%PDF-", "a.pdf", NOW.date(), patience=30)


def test_a_full_store_asks_to_wait(app: Flask, client: FlaskClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(keeping, "MOST_BYTES", 10)
    assert send(app, client, write_docx(LETTER)).status_code == 503


@pytest.mark.parametrize("sample", load().values(), ids=lambda sample: sample.key)
def test_every_line_of_every_sample_is_drawn_on_its_paper(sample: object) -> None:
    draft = read(write_docx(sample.document), "a.docx")  # type: ignore[attr-defined]
    drawing = drawing_of(draft)
    assert set(drawing["places"]) >= {str(line.id) for line in draft.body}
    for sheet in drawing["sheets"]:
        for word in sheet["words"]:
            assert -1 <= word["x"] <= sheet["width"], word
            assert 0 < word["y"] <= sheet["height"] + 1, word


def test_lines_of_a_pdf_stand_where_the_file_says_and_a_rule_below_its_words() -> None:
    paper = Section(width=595.0, height=842.0, top=57.0, bottom=57.0, left=85.0, right=43.0)
    motto = Line(
        1, (Run("Độc lập - Tự do - Hạnh phúc", size=13.0, bold=True),), Form(), 1, x0=300.0, x1=470.0, room=(85.0, 552.0),
        page=1, top=90.0,
    )  # fmt: skip
    number = Line(2, (Run("2", size=13.0),), Form(), 2, x0=316.0, x1=322.0, room=(85.0, 552.0), page=2, top=40.0)
    rule = Stroke(300.0, 470.0, StrokeKind.SHAPE, page=1, top=93.0)
    sheets = drawing_of(Draft("a.pdf", Source.PDF, (paper,), (motto, rule, number), pages=2))["sheets"]
    assert [(word["x"], word["y"]) for word in sheets[0]["words"]] == [(300.0, 90.0)]
    assert sheets[0]["rules"][0]["y"] == 93.0
    assert [(word["text"], word["y"]) for word in sheets[1]["words"]] == [("2", 40.0)]


def test_the_lessons_on_layout_lead_to_the_checker(app: Flask) -> None:
    with app.test_request_context("/"):
        assert ASK in [entry.url for entry in practice_of(["M1.2"])]
        assert ASK not in [entry.url for entry in practice_of(["M5.2"])]
