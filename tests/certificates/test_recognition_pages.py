"""The officer sees who may be recognised, and recognises: the page, and the way to it from the class."""

import pytest
import sqlalchemy as sa
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from accounts.models import Person
from certificates import queries
from certificates.models import Certificate
from core.audit import verify_all
from tests.certificates.conftest import fields, page_of
from tests.factories.certificates import finished_class, issue_certificates, lock_sessions, reach, set_names
from tests.factories.classes import create_class
from training.domain.sessions import ClassState
from training.models import TrainingClass

pytestmark = pytest.mark.usefixtures("blank_paper")


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
        assert session.scalar(sa.select(sa.func.count()).select_from(Certificate)) == 5
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


class TestClassToRecognise:
    """The way from a class that is over to its recognition."""

    def test_the_next_step_of_an_officer_is_a_class_that_is_over(
        self, session: Session, monkeypatch: pytest.MonkeyPatch, officer: Person, people: list[Person]
    ) -> None:
        class_id = finished_class(session, monkeypatch, people)
        assert [found for found, _name in queries.classes_to_recognise(session)] == [class_id]
        set_names(session)
        issue_certificates(session, officer, class_id)
        assert queries.classes_to_recognise(session) == []

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
