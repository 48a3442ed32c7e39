"""Pages of officers and trainees: what they show, what they refuse, and to whom."""

import io
import re
import uuid
import zipfile
from datetime import datetime

import openpyxl
import pytest
import sqlalchemy as sa
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from accounts.domain import Role
from accounts.models import Person
from certificates import queries
from certificates.models import Credential
from certificates.queries import Entry
from certificates.service import ending
from certificates.views import register
from core import db, storage
from core.audit import verify_all
from tests.certificates.test_verification import END, page_of
from tests.conftest import NOW
from tests.factories.certificates import (
    create_officer,
    finished_class,
    issue_certificates,
    lock_sessions,
    reach,
    set_names,
)
from tests.factories.classes import create_class
from tests.factories.people import create_person, sign_in
from training.domain.sessions import ClassState
from training.models import TrainingClass

pytestmark = pytest.mark.usefixtures("blank_paper")


@pytest.fixture
def officer(session: Session) -> Person:
    return create_officer(session)


@pytest.fixture
def browser(app: Flask, officer: Person) -> FlaskClient:
    """The officer's browser."""
    return sign_in(app, officer)


@pytest.fixture
def issued(session: Session, monkeypatch: pytest.MonkeyPatch, people: list[Person], officer: Person) -> list[Entry]:
    """The five certificates of a class, with their papers."""
    set_names(session)
    decision = issue_certificates(session, officer, finished_class(session, monkeypatch, people))
    session.rollback()
    return queries.batch(session, decision.id)


def fields(page: str) -> dict[str, str]:
    """The hidden fields of a page's main form."""
    form = page[page.index('class="form"') :] if 'class="form"' in page else page
    found = re.findall(r'<input[^>]*type="hidden"[^>]*>', form)
    named = {}
    for field in found:
        name, value = re.search(r'name="([^"]+)"', field), re.search(r'value="([^"]*)"', field)
        assert name
        named[name[1]] = value[1] if value else ""
    return named


class TestRecognitionPage:
    """The officer sees who may be recognised, and recognises."""

    def test_it_names_what_each_person_lacks(
        self, browser: FlaskClient, session: Session, monkeypatch: pytest.MonkeyPatch, people: list[Person]
    ) -> None:
        set_names(session)
        class_id = finished_class(session, monkeypatch, people)
        reach(monkeypatch, people[:3], lacking=people[3:])
        page = page_of(browser.get(f"/lop/{class_id}/cong-nhan"))
        assert "Đủ điều kiện (3)" in page
        assert "Chưa đủ điều kiện (2)" in page
        assert "Bài kiểm tra đạt ít nhất 50 %: chưa nộp bài" in page
        assert "Công nhận và cấp 3 giấy chứng nhận" in page

    def test_without_names_it_says_who_sets_them_and_offers_no_button(
        self, browser: FlaskClient, session: Session, monkeypatch: pytest.MonkeyPatch, people: list[Person]
    ) -> None:
        class_id = finished_class(session, monkeypatch, people)
        page = page_of(browser.get(f"/lop/{class_id}/cong-nhan"))
        assert "Người quản trị đặt các tên này một lần" in page
        assert "Công nhận và cấp" not in page

    def test_one_act_recognises_and_issues_for_the_whole_class(
        self, browser: FlaskClient, session: Session, monkeypatch: pytest.MonkeyPatch, people: list[Person]
    ) -> None:
        set_names(session)
        path = f"/lop/{finished_class(session, monkeypatch, people)}/cong-nhan"
        data = fields(page_of(browser.get(path))) | {
            "number": "45/QĐ-SNV",
            "signed_on": "23/11/2026",
            "checked": "y",
        }
        answer = browser.post(path, data=data)
        assert answer.status_code == 303
        page = page_of(browser.get(answer.headers["Location"]))
        assert "Đã tạo đủ 5 tệp PDF" in page
        assert "0005/2026/GCN-SNV" in page
        again = browser.post(path, data=data, follow_redirects=True)
        assert "đã được công nhận và cấp giấy trước đó" in page_of(again)
        session.rollback()
        assert session.scalar(sa.select(sa.func.count()).select_from(Credential)) == 5
        assert [broken for *_names, broken in verify_all(session) if broken] == []

    def test_what_is_wrong_is_named_and_nothing_typed_is_lost(
        self, browser: FlaskClient, session: Session, monkeypatch: pytest.MonkeyPatch, people: list[Person]
    ) -> None:
        set_names(session)
        path = f"/lop/{finished_class(session, monkeypatch, people)}/cong-nhan"
        data = fields(page_of(browser.get(path))) | {"number": "QĐ", "signed_on": "31/02/2026"}
        answer = browser.post(path, data=data)
        page = page_of(answer)
        assert answer.status_code == 422
        assert 'href="#number"' in page
        assert 'href="#signed_on"' in page
        assert 'href="#checked"' in page
        assert 'value="31/02/2026"' in page
        assert "ví dụ 45/QĐ-SNV" in page

    def test_a_changed_list_is_shown_again_before_it_is_signed(
        self, browser: FlaskClient, session: Session, monkeypatch: pytest.MonkeyPatch, people: list[Person]
    ) -> None:
        set_names(session)
        path = f"/lop/{finished_class(session, monkeypatch, people)}/cong-nhan"
        data = fields(page_of(browser.get(path))) | {"number": "45/QĐ-SNV", "signed_on": "23/11/2026", "checked": "y"}
        reach(monkeypatch, people[1:], lacking=people[:1])
        answer = browser.post(path, data=data)
        assert answer.status_code == 422
        assert "Kết quả của lớp đã thay đổi" in page_of(answer)
        assert browser.post(path, data=data | fields(page_of(answer))).status_code == 303

    def test_the_number_of_statements_does_not_grow_with_the_class(
        self,
        browser: FlaskClient,
        session: Session,
        monkeypatch: pytest.MonkeyPatch,
        count_queries: list[str],
        people: list[Person],
    ) -> None:
        set_names(session)
        counts = []
        for chosen in (people[:1], people):
            class_id = finished_class(session, monkeypatch, chosen)
            session.rollback()
            count_queries.clear()
            browser.get(f"/lop/{class_id}/cong-nhan")
            counts.append(len(count_queries))
        assert counts[0] == counts[1]


class TestRegister:
    """The register book on screen, as a spreadsheet, on paper, and as one ZIP."""

    def test_it_lists_every_number_of_the_year(self, browser: FlaskClient, issued: list[Entry]) -> None:
        page = page_of(browser.get("/so-cap"))
        assert [page.index(entry.number) for entry in issued] == sorted(page.index(entry.number) for entry in issued)

    def test_the_book_of_another_year_is_chosen_above_the_list(
        self, browser: FlaskClient, session: Session, issued: list[Entry]
    ) -> None:
        with db.transaction(session):
            session.get_one(Credential, issued[-1].id).year = 2027
        page = page_of(browser.get("/so-cap?nam=2026"))
        assert '<option value="2026" selected>2026</option>' in page
        assert '<option value="2027">2027</option>' in page
        assert issued[0].number in page
        assert issued[-1].number not in page

    def test_a_long_book_is_shown_page_by_page(
        self, browser: FlaskClient, issued: list[Entry], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(register, "PER_PAGE", 2)
        first, last = page_of(browser.get("/so-cap")), page_of(browser.get("/so-cap?trang=99"))
        assert [entry.number in first for entry in issued[:3]] == [True, True, False]
        assert issued[-1].number in last
        assert issued[0].number not in last

    def test_a_year_without_a_book_is_not_found(self, browser: FlaskClient, issued: list[Entry]) -> None:
        assert browser.get("/so-cap?nam=1999").status_code == 404

    def test_an_empty_book_says_how_to_begin(self, browser: FlaskClient) -> None:
        assert "chưa có giấy nào" in page_of(browser.get("/so-cap"))

    def test_the_spreadsheet_has_texts_numbers_and_days(self, browser: FlaskClient, issued: list[Entry]) -> None:
        sheet = openpyxl.load_workbook(io.BytesIO(browser.get("/so-cap.xlsx").data)).active
        assert sheet is not None
        rows = list(sheet.iter_rows(min_row=4))
        first = rows[1]
        assert [cell.data_type for cell in first[:3]] == ["n", "s", "s"]
        assert first[2].value == "Trần Văn An"
        assert isinstance(first[10].value, datetime)
        assert rows[0][13].value == "Người nhận ký"

    def test_nothing_that_a_person_typed_becomes_a_formula(
        self, browser: FlaskClient, session: Session, monkeypatch: pytest.MonkeyPatch, officer: Person
    ) -> None:
        set_names(session)
        trainee = create_person(session, "=HYPERLINK(1)", Role.TRAINEE, user_name="x")
        issue_certificates(session, officer, finished_class(session, monkeypatch, [trainee]))
        sheet = openpyxl.load_workbook(io.BytesIO(browser.get("/so-cap.xlsx").data)).active
        assert sheet is not None
        assert {cell.data_type for row in sheet.iter_rows() for cell in row} <= {"s", "n", "d"}

    def test_the_book_is_printed_with_a_column_for_signatures(self, browser: FlaskClient, issued: list[Entry]) -> None:
        answer = browser.get("/so-cap.pdf")
        assert answer.mimetype == "application/pdf"
        assert answer.data.startswith(b"%PDF")

    def test_the_archive_holds_every_paper_under_a_plain_name(
        self, app: Flask, browser: FlaskClient, issued: list[Entry], session: Session
    ) -> None:
        recognition = session.get_one(Credential, issued[0].id).recognition_id
        answer = browser.get(f"/chung-nhan/dot/{recognition}/tat-ca.zip")
        box = zipfile.ZipFile(io.BytesIO(answer.data))
        assert box.namelist()[0] == "0001-2026 tran-van-an.pdf"
        for entry, name in zip(issued, box.namelist(), strict=True):
            assert entry.pdf_sha256 is not None
            assert box.read(name) == storage.get(entry.pdf_sha256)

    def test_no_decision_is_older_than_what_it_speaks_of(
        self, browser: FlaskClient, session: Session, issued: list[Entry]
    ) -> None:
        path = f"/chung-nhan/{issued[0].id}/thu-hoi"
        data = fields(page_of(browser.get(path))) | {"reason": "Khai gian khi đăng ký học", "decision": "50/QĐ-SNV"}
        refused = browser.post(path, data=data | {"signed_on": "22/11/2026"})
        assert refused.status_code == 422
        assert "trước ngày cấp giấy" in page_of(refused)

    def test_a_certificate_that_has_ended_shows_no_form_to_end_it(
        self, browser: FlaskClient, session: Session, issued: list[Entry], officer: Person
    ) -> None:
        ending.revoke(session, officer, issued[0].id, END, NOW)
        for act in ("thu-hoi", "thay-the"):
            answer = browser.get(f"/chung-nhan/{issued[0].id}/{act}")
            assert answer.location == f"/chung-nhan/{issued[0].id}"
            assert "đã bị thu hồi hoặc đã được thay" in page_of(browser.get(answer.location))

    def test_the_class_page_of_a_trainee_leads_to_the_paper(
        self, app: Flask, session: Session, issued: list[Entry]
    ) -> None:
        one = sign_in(app, session.get_one(Person, issued[0].person_id))
        page = page_of(one.get(f"/lop-cua-toi/{issued[0].class_id}"))
        assert f"Đã cấp, số {issued[0].number}" in page
        assert "/chung-nhan-cua-toi" in page

    def test_revoking_needs_a_reason_and_a_decision_and_keeps_the_number(
        self, browser: FlaskClient, issued: list[Entry]
    ) -> None:
        path = f"/chung-nhan/{issued[0].id}/thu-hoi"
        hidden = fields(page_of(browser.get(path)))
        refused = browser.post(path, data=hidden | {"reason": "sai", "decision": "", "signed_on": ""})
        assert refused.status_code == 422
        assert 'href="#decision"' in page_of(refused)
        data = hidden | {"reason": "Khai gian khi đăng ký học", "decision": "50/QĐ-SNV", "signed_on": "23/11/2026"}
        page = page_of(browser.post(path, data=data, follow_redirects=True))
        assert "Đã thu hồi" in page
        assert "50/QĐ-SNV ngày 23/11/2026" in page
        assert "đã được thu hồi từ lần bấm trước" in page_of(browser.post(path, data=data, follow_redirects=True))
        fresh = fields(page_of(browser.get(f"/chung-nhan/{issued[1].id}/thu-hoi")))
        second = browser.post(path, data=data | {"once": fresh["once"]})
        assert second.status_code == 422
        assert "đã bị thu hồi" in page_of(second)
        assert "Khai gian khi đăng ký học" in page_of(browser.get("/so-cap"))

    def test_a_wrong_certificate_is_replaced_only_when_something_is_different(
        self, browser: FlaskClient, issued: list[Entry], session: Session
    ) -> None:
        path = f"/chung-nhan/{issued[1].id}/thay-the"
        hidden = fields(page_of(browser.get(path)))
        data = hidden | {"reason": "Sai dấu trong tên", "decision": "51/QĐ-SNV", "signed_on": "23/11/2026"}
        assert "vẫn giống giấy đã cấp" in page_of(browser.post(path, data=data))
        with db.transaction(session):
            session.get_one(Person, issued[1].person_id).full_name = "Nguyễn Thị Ảnh"
        assert "(thay đổi)" in page_of(browser.get(path))
        page = page_of(browser.post(path, data=data, follow_redirects=True))
        assert "0006/2026/GCN-SNV" in page
        assert "Nguyễn Thị Ảnh" in page
        old = page_of(browser.get(f"/chung-nhan/{issued[1].id}"))
        assert "Giấy này đã được thay bằng giấy số 0006/2026/GCN-SNV" in old
        assert "Đã thay thế" in page_of(browser.get("/so-cap"))


class TestPermissions:
    """Lan (trainee of the class), Minh (instructor of the class), a Stranger."""

    @pytest.fixture
    def everybody(
        self, app: Flask, session: Session, monkeypatch: pytest.MonkeyPatch, officer: Person
    ) -> dict[str, Person]:
        set_names(session)
        lan = create_person(session, "Lan", Role.TRAINEE)
        minh = create_person(session, "Minh", Role.INSTRUCTOR)
        stranger = create_person(session, "Stranger", Role.TRAINEE)
        class_id = create_class(session, instructor=minh, trainees=[lan])

        lock_sessions(session, class_id)
        reach(monkeypatch, [lan])
        issue_certificates(session, officer, class_id)
        session.rollback()
        return {"lan": lan, "minh": minh, "stranger": stranger, "officer": officer}

    @pytest.mark.parametrize(("who", "status"), [("lan", 200), ("minh", 404), ("stranger", 404), ("officer", 200)])
    def test_a_paper_is_for_its_holder_and_for_officers(
        self, app: Flask, session: Session, everybody: dict[str, Person], who: str, status: int
    ) -> None:
        credential_id = session.scalar(sa.select(Credential.id))
        answer = sign_in(app, everybody[who]).get(f"/chung-nhan/{credential_id}/giay.pdf")
        assert answer.status_code == status
        assert "no-store" in answer.headers["Cache-Control"]

    @pytest.mark.parametrize("who", ["lan", "minh", "stranger"])
    def test_only_officers_recognise_revoke_and_see_the_book(
        self, app: Flask, session: Session, everybody: dict[str, Person], who: str
    ) -> None:
        client = sign_in(app, everybody[who])
        found = session.scalars(sa.select(Credential)).one()
        for path in (
            f"/lop/{found.class_id}/cong-nhan",
            f"/chung-nhan/dot/{found.recognition_id}",
            f"/chung-nhan/dot/{found.recognition_id}/tat-ca.zip",
            f"/chung-nhan/dot/{found.recognition_id}/tien-do",
            f"/chung-nhan/{found.id}",
            f"/chung-nhan/{found.id}/thu-hoi",
            f"/chung-nhan/{found.id}/thay-the",
            "/so-cap",
            "/so-cap.pdf",
            "/so-cap.xlsx",
        ):
            assert client.get(path).status_code in {403, 404}, path

    def test_everybody_sees_only_his_own_certificates(
        self, app: Flask, session: Session, everybody: dict[str, Person]
    ) -> None:
        assert "0001/2026/GCN-SNV" in page_of(sign_in(app, everybody["lan"]).get("/chung-nhan-cua-toi"))
        for who in ("minh", "stranger"):
            assert "Bạn chưa có giấy chứng nhận nào" in page_of(sign_in(app, everybody[who]).get("/chung-nhan-cua-toi"))

    def test_unknown_things_are_not_found(self, browser: FlaskClient) -> None:
        nothing = uuid.uuid4()
        for path in (f"/lop/{nothing}/cong-nhan", f"/chung-nhan/dot/{nothing}", f"/chung-nhan/{nothing}"):
            assert browser.get(path).status_code == 404

    def test_the_next_step_of_an_officer_is_a_class_that_is_over(
        self, session: Session, monkeypatch: pytest.MonkeyPatch, officer: Person, people: list[Person]
    ) -> None:
        class_id = finished_class(session, monkeypatch, people)
        assert [found for found, _name in queries.classes_to_recognise(session)] == [class_id]
        set_names(session)
        issue_certificates(session, officer, class_id)
        assert queries.classes_to_recognise(session) == []

    def test_who_meets_the_conditions_later_is_recognised_from_the_class_page(
        self, browser: FlaskClient, session: Session, monkeypatch: pytest.MonkeyPatch, people: list[Person],
        officer: Person,
    ) -> None:  # fmt: skip
        set_names(session)
        class_id = finished_class(session, monkeypatch, people)
        reach(monkeypatch, people[:4], lacking=people[4:])
        first = issue_certificates(session, officer, class_id)
        assert f"/lop/{class_id}/cong-nhan" not in page_of(browser.get(f"/lop/{class_id}"))
        reach(monkeypatch, people)
        page = page_of(browser.get(f"/lop/{class_id}"))
        assert "1 học viên đủ điều kiện sau lần công nhận trước" in page
        assert f"/lop/{class_id}/cong-nhan" in page
        assert f"/chung-nhan/dot/{first.id}" in page

    def test_a_revoked_certificate_is_no_news_and_says_why_it_ended(
        self, app: Flask, session: Session, issued: list[Entry], officer: Person
    ) -> None:
        one = sign_in(app, session.get_one(Person, issued[0].person_id))
        assert "Giấy chứng nhận của bạn đã có" in page_of(one.get("/"))
        ending.revoke(session, officer, issued[0].id, END, NOW)
        assert "Giấy chứng nhận của bạn đã có" not in page_of(one.get("/"))
        assert END.reason in page_of(one.get("/chung-nhan-cua-toi"))
        assert "được chứng nhận hoàn thành" not in page_of(one.get(f"/xac-minh/{issued[0].facts.code}"))
        assert "được chứng nhận hoàn thành" in page_of(one.get(f"/xac-minh/{issued[1].facts.code}"))

    def test_the_page_of_a_finished_class_leads_to_recognition_and_then_to_the_certificates(
        self,
        browser: FlaskClient,
        session: Session,
        monkeypatch: pytest.MonkeyPatch,
        officer: Person,
        people: list[Person],
    ) -> None:
        set_names(session)
        class_id = finished_class(session, monkeypatch, people)
        assert f"/lop/{class_id}/cong-nhan" in page_of(browser.get(f"/lop/{class_id}"))
        decision = issue_certificates(session, officer, class_id)
        assert f"/chung-nhan/dot/{decision.id}" in page_of(browser.get(f"/lop/{class_id}"))

    def test_recognising_finishes_a_class_that_was_still_open(
        self, session: Session, monkeypatch: pytest.MonkeyPatch, officer: Person, people: list[Person]
    ) -> None:
        set_names(session)
        class_id = create_class(session, trainees=people)
        lock_sessions(session, class_id)
        reach(monkeypatch, people)
        issue_certificates(session, officer, class_id)
        session.rollback()
        assert session.get_one(TrainingClass, class_id).state is ClassState.FINISHED
