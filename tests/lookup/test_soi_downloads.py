"""What is taken away from a report: the file with comments, the corrected file, the paper; keeping it, and for whom."""

import io
import os
import re
import subprocess
from datetime import timedelta
from pathlib import Path
from urllib.parse import unquote

import docx
import pytest
from flask import Flask
from flask.testing import FlaskClient
from pypdf import PdfReader

from core.children import Rejected
from core.jobs import sweep_jobs
from law.layout.word.writer import write_docx
from lookup.samples.reading import load
from lookup.soi import keeping, looking, pdf_notes
from tests.conftest import NOW
from tests.factories.forgery import csrf_token
from tests.factories.libreoffice import convert
from tests.lookup.conftest import Office
from tests.lookup.test_soi_pages import FAULTY, checked, files_in, send

pytestmark = pytest.mark.one_database  # files, kept beside the database


@pytest.fixture(autouse=True)
def nothing_kept(app: Flask) -> Path:
    data: Path = app.extensions["settings"].data
    for folder in (keeping.SESSION_FOLDER, keeping.SAVED_FOLDER):
        keeping.sweep(data / folder, NOW + timedelta(days=365))
    return data


def save(app: Flask, client: FlaskClient, report: str) -> int:
    return client.post(f"{report}/giu-lai", data={"csrf_token": csrf_token(app, client)}).status_code


@pytest.mark.one_database
def test_the_file_with_comments_has_one_for_each_finding(app: Flask, client: FlaskClient) -> None:
    report = checked(app, client, write_docx(FAULTY))
    page = client.get(report).text
    answer = client.get(f"{report}/ban-co-ghi-chu")
    assert "cong-van (có ghi chú).docx" in _name(answer.headers["Content-Disposition"])
    comments = list(docx.Document(io.BytesIO(answer.data)).comments)
    assert len(comments) == len(re.findall(r'id="cho-\d+"', page)) > 0
    assert comments[0].text.startswith("1. Sai")
    assert "(khoản 3 Mục II Phần I Phụ lục I" in comments[0].text or "(điểm" in comments[0].text


def _name(disposition: str) -> str:
    return unquote(disposition)


def test_the_corrected_file_is_told_first_and_has_nothing_left(app: Flask, client: FlaskClient) -> None:
    report = checked(app, client, write_docx(FAULTY))
    assert "Xem bản máy sửa được" in client.get(report).text
    page = client.get(f"{report}/ban-da-sua").text
    assert "số ghi “5”" in page
    assert "Tải bản đã sửa" in page
    answer = client.get(f"{report}/ban-da-sua.docx")
    assert "đã sửa thể thức" in _name(answer.headers["Content-Disposition"])
    again = checked(app, client, answer.data)
    left = client.get(again).text
    assert "so.so-khong" not in left
    assert "số ghi “5”" not in left


def test_a_document_without_faults_offers_no_correction(app: Flask, client: FlaskClient) -> None:
    report = checked(app, client, write_docx(load()["ke-hoach"].document))
    assert "Xem bản máy sửa được" not in client.get(report).text
    assert "không có chỗ nào máy tự sửa được" in client.get(f"{report}/ban-da-sua").text


@pytest.mark.one_database
def test_the_report_is_a_pdf_that_others_can_read(app: Flask, client: FlaskClient, tmp_path: Path) -> None:
    report = checked(app, client, write_docx(FAULTY))
    file = tmp_path / "ket-qua.pdf"
    file.write_bytes(client.get(f"{report}/ket-qua.pdf").data)
    text = subprocess.run(["pdftotext", "-layout", file, "-"], check=True, capture_output=True, text=True).stdout
    for part in (
        "KẾT QUẢ SOI THỂ THỨC",
        "Thấy: số ghi “5”",
        "Quy định:",
        "Sửa trong Word:",
        "Trang 1, vẽ lại từ tệp",
        "CỘNG HÒA XÃ HỘI",
    ):
        assert part in text, part


def printed(folder: Path) -> bytes:
    """The faulty letter as LibreOffice prints it."""
    (folder / "cong-van.docx").write_bytes(write_docx(FAULTY))
    convert([folder / "cong-van.docx"], "pdf", folder)
    return (folder / "cong-van.pdf").read_bytes()


@pytest.mark.one_database
def test_a_pdf_comes_back_with_notes_at_its_lines_and_untouched_below(
    app: Flask, client: FlaskClient, tmp_path: Path
) -> None:
    data = printed(tmp_path)
    answer = send(app, client, data, "cong-van.pdf")
    report = answer.headers["Location"]
    noted = client.get(f"{report}/ban-co-ghi-chu")
    assert noted.mimetype == "application/pdf"
    assert noted.data.startswith(data), "what is added stands behind the file"
    notes = [note for page in PdfReader(io.BytesIO(noted.data)).pages for note in page.get("/Annots", ())]
    texts = [note.get_object()["/Contents"] for note in notes]
    assert len(texts) == len(re.findall(r'id="cho-\d+"', client.get(report).text)) > 0
    assert any("Sai: Số, ký hiệu" in text and "Cách sửa: " in text for text in texts)
    (tmp_path / "ghi-chu.pdf").write_bytes(noted.data)
    for file in ("cong-van.pdf", "ghi-chu.pdf"):
        subprocess.run(["pdftotext", tmp_path / file, tmp_path / f"{file}.txt"], check=True)
    assert (tmp_path / "cong-van.pdf.txt").read_text() == (tmp_path / "ghi-chu.pdf.txt").read_text()
    # Another program shows the highlights: the pictures of the pages differ.
    for file in ("cong-van", "ghi-chu"):
        subprocess.run(
            ["pdftoppm", "-r", "40", "-f", "1", "-l", "1", "-png", tmp_path / f"{file}.pdf", tmp_path / file],
            check=True,
        )
    assert next(tmp_path.glob("cong-van-*.png")).read_bytes() != next(tmp_path.glob("ghi-chu-*.png")).read_bytes()
    assert [client.get(f"{report}/{one}").status_code for one in ("ban-da-sua", "ban-da-sua.docx")] == [404, 404]
    page = client.get(report).text
    assert "có ghi chú từng chỗ (PDF)" in page
    assert "Bản máy sửa được" not in page


def test_a_pdf_that_cannot_be_added_to_is_told(tmp_path: Path) -> None:
    with pytest.raises(Rejected, match="Không ghi chú được"):
        pdf_notes.annotate(printed(tmp_path)[:2000], [{"page": 0, "box": (1, 1, 2, 2), "words": "a"}])


def test_while_others_are_served_the_report_says_so(
    app: Flask, client: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    report = checked(app, client, write_docx(FAULTY))

    def busy(*_: object) -> None:
        raise looking.Busy

    monkeypatch.setattr(looking, "ask", busy)
    for one in ("ban-co-ghi-chu", "ban-da-sua", "ban-da-sua.docx"):
        answer = client.get(f"{report}/{one}", follow_redirects=True)
        assert "Đang có nhiều người soi văn bản" in answer.text


def test_a_report_is_kept_once_and_for_its_owner_alone(app: Flask, office: Office, nothing_kept: Path) -> None:
    owner, other, nobody = office.browser(office.lan), office.browser(office.tuan), app.test_client()
    report = checked(app, owner, write_docx(FAULTY))
    assert [save(app, owner, report), save(app, owner, report)] == [303, 303]
    assert len(files_in(nothing_kept / keeping.SAVED_FOLDER)) == 2
    assert "đã được giữ lại cho bạn" in owner.get(report).text
    owner.post("/dang-xuat", data={"csrf_token": csrf_token(app, owner)})
    assert [one.get(report).status_code for one in (owner, other, nobody)] == [404, 404, 404]
    assert [save(app, one, report) for one in (other, nobody)] == [404, 404]
    again = office.browser(office.lan)
    assert again.get(report).status_code == 200
    assert "Đã giữ lại" in again.get("/tra-cuu/soi-the-thuc").text
    assert again.get(f"{report}/ban-da-sua.docx").status_code == 200
    again.post(f"{report}/xoa", data={"csrf_token": csrf_token(app, again)})
    assert files_in(nothing_kept / keeping.SAVED_FOLDER) == []


def test_a_visitor_cannot_keep_a_report(app: Flask, client: FlaskClient) -> None:
    report = checked(app, client, write_docx(FAULTY))
    assert "Người có tài khoản có thể giữ lại" in client.get(report).text
    assert save(app, client, report) == 403


def test_what_is_kept_goes_after_ninety_days(app: Flask, office: Office, nothing_kept: Path) -> None:
    owner = office.browser(office.lan)
    save(app, owner, checked(app, owner, write_docx(FAULTY)))
    for path in files_in(nothing_kept / keeping.SAVED_FOLDER):
        os.utime(path, ((NOW - timedelta(days=89)).timestamp(),) * 2)
    sweep_jobs(app)
    assert len(files_in(nothing_kept / keeping.SAVED_FOLDER)) == 2
    for path in files_in(nothing_kept / keeping.SAVED_FOLDER):
        os.utime(path, ((NOW - timedelta(days=90)).timestamp(),) * 2)
    sweep_jobs(app)
    assert files_in(nothing_kept / keeping.SAVED_FOLDER) == []


def test_only_so_many_are_kept(app: Flask, office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(keeping, "MOST_SAVED", 1)
    owner = office.browser(office.lan)
    first, second = checked(app, owner, write_docx(FAULTY)), checked(app, owner, write_docx(FAULTY))
    save(app, owner, first)
    answer = owner.post(f"{second}/giu-lai", data={"csrf_token": csrf_token(app, owner)}, follow_redirects=True)
    assert "là nhiều nhất" in answer.text
    assert "Giữ lại 90 ngày" in answer.text
