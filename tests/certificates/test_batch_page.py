"""The page of a recognition: how far its papers are, whom it counts, and what its ZIP holds."""

import io
import re
import zipfile

import pytest
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from accounts.models import Person
from certificates import tasks
from certificates.models import Certificate
from certificates.queries import Entry
from certificates.service import ending
from certificates.service.recognition import recognise
from core import db
from tests.certificates.conftest import END, page_of
from tests.conftest import NOW
from tests.factories.certificates import IMPRINT, command, finished_class, issue_certificates, set_names

pytestmark = pytest.mark.usefixtures("blank_paper")

PEOPLE = r"Số học viên đạt</dt> ?<dd>5<"


def page_address(session: Session, entry: Entry) -> str:
    return f"/chung-nhan/dot/{session.get_one(Certificate, entry.id).recognition_id}"


def replace_paper(session: Session, officer: Person, entry: Entry) -> None:
    with db.transaction(session):
        session.get_one(Person, entry.person_id).full_name += " Hai"
    ending.replace(session, officer, entry.id, END, IMPRINT, NOW)
    session.rollback()


@pytest.mark.usefixtures("no_papers")
def test_the_page_shows_itself_anew_once_the_last_paper_is_made(
    browser: FlaskClient, session: Session, monkeypatch: pytest.MonkeyPatch, people: list[Person], officer: Person
) -> None:
    set_names(session)
    decision = issue_certificates(session, officer, finished_class(session, monkeypatch, people))
    path = f"/chung-nhan/dot/{decision.id}"
    asked = browser.get(f"{path}/tien-do")
    assert "HX-Refresh" not in asked.headers
    assert f'hx-get="{path}/tien-do"' in page_of(asked)
    assert f'href="{path}"' in page_of(asked), "without scripts the link loads the page again"
    assert "đang tạo" in page_of(browser.get(path))
    tasks.render(str(decision.id))
    assert browser.get(f"{path}/tien-do").headers["HX-Refresh"] == "true"
    page = page_of(browser.get(path))
    assert "đang tạo" not in page
    assert "hx-get" not in page, "a page that is complete does not load itself for ever"
    assert "Tải tất cả (ZIP)" in page


def test_people_are_counted_as_people_and_papers_as_papers(
    browser: FlaskClient, session: Session, issued: list[Entry], officer: Person
) -> None:
    replace_paper(session, officer, issued[0])
    page = page_of(browser.get(page_address(session, issued[0])))
    assert re.search(PEOPLE, page)
    assert "6 giấy, còn hợp lệ 5" in page


def test_people_are_counted_before_they_have_papers(
    browser: FlaskClient, session: Session, monkeypatch: pytest.MonkeyPatch, people: list[Person], officer: Person
) -> None:
    class_id = finished_class(session, monkeypatch, people)
    decision = recognise(session, officer, class_id, command(session, class_id), NOW)
    page = page_of(browser.get(f"/chung-nhan/dot/{decision.id}"))
    assert "Chưa cấp giấy" in page
    assert re.search(PEOPLE, page)


def test_the_archive_holds_the_valid_papers_only_and_the_page_says_what_is_left_out(
    browser: FlaskClient, session: Session, issued: list[Entry], officer: Person
) -> None:
    path = page_address(session, issued[0])
    assert "không có trong tệp ZIP" not in page_of(browser.get(path))
    replace_paper(session, officer, issued[0])
    ending.revoke(session, officer, issued[1].id, END, NOW)
    session.rollback()
    names = zipfile.ZipFile(io.BytesIO(browser.get(f"{path}/tat-ca.zip").data)).namelist()
    assert [name[:9] for name in names] == ["0003-2026", "0004-2026", "0005-2026", "0006-2026"]
    assert "2 giấy đã thu hồi hoặc đã thay thế không có trong tệp ZIP" in page_of(browser.get(path))


def test_a_recognition_without_a_valid_paper_offers_no_archive(
    browser: FlaskClient, session: Session, issued: list[Entry], officer: Person
) -> None:
    path = page_address(session, issued[0])
    for entry in issued:
        ending.revoke(session, officer, entry.id, END, NOW)
    session.rollback()
    page = page_of(browser.get(path))
    assert "Tải tất cả (ZIP)" not in page
    assert "nên không có tệp ZIP" in page
    assert browser.get(f"{path}/tat-ca.zip").status_code == 404
