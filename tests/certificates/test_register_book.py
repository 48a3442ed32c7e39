"""The register book and the papers in it: on screen, on paper, ended, and who may see them."""

import io
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
from certificates.domain.recognition import Refused
from certificates.models import Certificate
from certificates.queries import Entry
from certificates.service import ending
from certificates.views import register
from core import db, storage
from core.audit import verify_all
from tests.certificates.conftest import END, fields, page_of
from tests.conftest import NOW
from tests.factories.certificates import IMPRINT, finished_class, issue_certificates, lock_sessions, reach, set_names
from tests.factories.classes import create_class
from tests.factories.people import create_person, sign_in

pytestmark = pytest.mark.usefixtures("blank_paper")


class TestRegister:
    """The register book on screen, as a spreadsheet, on paper, and as one ZIP."""

    def test_it_lists_every_number_of_the_year(self, browser: FlaskClient, issued: list[Entry]) -> None:
        page = page_of(browser.get("/so-cap"))
        assert [page.index(entry.number) for entry in issued] == sorted(page.index(entry.number) for entry in issued)

    def test_the_book_of_another_year_is_chosen_above_the_list(
        self, browser: FlaskClient, session: Session, issued: list[Entry]
    ) -> None:
        with db.transaction(session):
            session.get_one(Certificate, issued[-1].id).year = 2027
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
        recognition = session.get_one(Certificate, issued[0].id).recognition_id
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
        ending.replace(session, officer, issued[0].id, END, IMPRINT, NOW)
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

    def test_after_a_mistaken_revocation_a_new_one_is_issued_and_the_old_one_stays_revoked(
        self, browser: FlaskClient, client: FlaskClient, issued: list[Entry], session: Session, officer: Person
    ) -> None:
        old = issued[0]
        ending.revoke(session, officer, old.id, END, NOW)
        path = f"/chung-nhan/{old.id}/thay-the"
        assert f'href="{path}"' in page_of(browser.get(f"/chung-nhan/{old.id}"))
        form = page_of(browser.get(path))
        assert "Cấp giấy mới sau khi thu hồi giấy số" in form
        data = fields(form) | {"reason": "Nhầm với người trùng tên", "decision": "52/QĐ-SNV", "signed_on": "23/11/2026"}
        page = page_of(browser.post(path, data=data, follow_redirects=True))
        assert "0006/2026/GCN-SNV" in page
        assert "Hợp lệ" in page
        history = page_of(browser.get(f"/chung-nhan/{old.id}"))
        assert "đã cấp giấy mới số 0006/2026/GCN-SNV" in history
        assert "Cấp giấy mới sau khi thu hồi" in history
        assert "Nhầm với người trùng tên" in history
        assert f'href="{path}"' not in history
        assert "ĐÃ THU HỒI" in page_of(client.get(f"/xac-minh/{old.facts.code}"))
        session.rollback()
        assert queries.valid_numbers(session, old.class_id)[old.person_id] == "0006/2026/GCN-SNV"
        with pytest.raises(Refused, match="đã bị thu hồi hoặc đã được thay"):
            ending.replace(session, officer, old.id, END, IMPRINT, NOW)
        assert [found for _, _, found in verify_all(session) if found] == []

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
        certificate_id = session.scalar(sa.select(Certificate.id))
        answer = sign_in(app, everybody[who]).get(f"/chung-nhan/{certificate_id}/giay.pdf")
        assert answer.status_code == status
        assert "no-store" in answer.headers["Cache-Control"]

    @pytest.mark.parametrize("who", ["lan", "minh", "stranger"])
    def test_only_officers_recognise_revoke_and_see_the_book(
        self, app: Flask, session: Session, everybody: dict[str, Person], who: str
    ) -> None:
        client = sign_in(app, everybody[who])
        found = session.scalars(sa.select(Certificate)).one()
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
