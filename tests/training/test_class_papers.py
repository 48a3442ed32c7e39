"""The programme of a class and its papers before and after, as its people meet them."""

import re
import uuid

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from accounts.domain import Role
from accounts.models import Person
from core import db
from courses import access, service
from courses.library import library
from courses.views import on_paper
from tests.conftest import NOW
from tests.factories.classes import class_row, create_class, plan_programme
from tests.factories.people import create_person, sign_in
from training.domain.sessions import SessionState
from training.queries.attendance import sessions_of
from training.queries.class_papers import papers_of_class, withheld
from training.service.classes import finish_class

pytestmark = pytest.mark.usefixtures("session")


@pytest.fixture(autouse=True)
def as_html(monkeypatch: pytest.MonkeyPatch) -> None:
    """Papers arrive as the HTML that the printer would get."""
    monkeypatch.setattr(on_paper, "as_pdf", str.encode)


def person(role: Role, name: str) -> Person:
    return create_person(db.session(), name, role, user_name=f"{role.value}-{uuid.uuid4().hex[:6]}")


@pytest.fixture
def minh(session: Session) -> Person:
    return person(Role.INSTRUCTOR, "Trần Quang Minh")


@pytest.fixture
def lan(session: Session) -> Person:
    return person(Role.TRAINEE, "Nông Thị Lan")


@pytest.fixture
def class_id(minh: Person, lan: Person) -> uuid.UUID:
    return create_class(db.session(), instructor=minh, trainees=[lan], plan=plan_programme(minh))


@pytest.fixture
def teacher(app: Flask, minh: Person) -> FlaskClient:
    return sign_in(app, minh)


def test_the_programme_stands_beside_the_sessions_of_the_class(teacher: FlaskClient, class_id: uuid.UUID) -> None:
    page = teacher.get(f"/lop/{class_id}/chuong-trinh").text
    headings = re.findall(r"<h2 id=\"buoi-\d\">(.*?)</h2>", page)
    assert headings[0] == "Buổi 1 · 4 tiết · Sáng 22/11/2026"
    assert headings[3] == "Buổi 4 · 4 tiết", "the plan of the class has three sessions, the programme six"
    assert "Kế hoạch lớp chưa có buổi này" in page
    assert "Thể thức: chín thành phần" in page.split('id="buoi-2"')[0]


def test_the_papers_tab_leads_to_both_papers_and_their_keys(teacher: FlaskClient, class_id: uuid.UUID) -> None:
    page = teacher.get(f"/lop/{class_id}/giay-to").text
    for which in ("dau-khoa", "cuoi-khoa"):
        paper = teacher.get(f"/lop/{class_id}/de-kiem-tra/{which}")
        key = teacher.get(f"/lop/{class_id}/de-kiem-tra/{which}/dap-an")
        code = re.findall(r"<strong>([0-9A-F]{6})</strong>", paper.text)[0]
        assert code in key.text
        assert code in page
        assert paper.text == teacher.get(f"/lop/{class_id}/de-kiem-tra/{which}").text
        assert paper.text.count('class="test-question"') == 20
        assert "Trả lời:" not in paper.text


def test_two_classes_on_one_programme_get_different_papers(
    teacher: FlaskClient, class_id: uuid.UUID, minh: Person
) -> None:
    other = create_class(db.session(), instructor=minh, plan=plan_programme(minh))
    paths = [f"/lop/{one}/de-kiem-tra/dau-khoa" for one in (class_id, other)]
    first, second = (re.findall(r"<strong>([0-9A-F]{6})</strong>", teacher.get(path).text)[0] for path in paths)
    assert first != second


def test_a_class_on_the_whole_course_has_a_programme_but_no_papers(teacher: FlaskClient, minh: Person) -> None:
    plain = create_class(db.session(), instructor=minh)
    assert teacher.get(f"/lop/{plain}/chuong-trinh").status_code == 200
    assert teacher.get(f"/lop/{plain}/de-kiem-tra/dau-khoa").status_code == 404
    assert "Đáp án" not in teacher.get(f"/lop/{plain}/giay-to").text


def test_a_trainee_of_the_class_and_another_instructor_get_404(app: Flask, class_id: uuid.UUID, lan: Person) -> None:
    for stranger in (lan, person(Role.INSTRUCTOR, "Giảng viên lớp khác")):
        client = sign_in(app, stranger)
        for path in ("chuong-trinh", "de-kiem-tra/cuoi-khoa", "de-kiem-tra/cuoi-khoa/dap-an"):
            assert client.get(f"/lop/{class_id}/{path}").status_code == 404


def test_quizzes_of_the_trainees_keep_the_questions_of_the_papers_back_while_the_class_runs(
    app: Flask, class_id: uuid.UUID, lan: Person
) -> None:
    session = db.session()
    both = papers_of_class(session, class_row(session, class_id), app.config["SECRET_KEY"])
    assert both is not None
    kept = both[0].question_ids | both[1].question_ids
    study = access.study_of(session, lan.id, "van-thu-co-ban")
    assert study is not None
    for module in access.course_of(session, study).quiz_modules:
        drawn = set(service.start_quiz(session, lan.id, study, module, NOW).question_ids)
        assert not kept & drawn, module.id


def test_by_herself_too_a_trainee_does_not_meet_them(app: Flask, class_id: uuid.UUID, lan: Person) -> None:
    session = db.session()
    both = papers_of_class(session, class_row(session, class_id), app.config["SECRET_KEY"])
    assert both is not None
    kept = both[0].question_ids | both[1].question_ids
    service.begin_self_study(session, lan.id, library().courses[0], NOW)
    alone = next(study for study in access.studies_of(session, lan.id) if not study.is_class)
    for module in access.course_of(session, alone).quiz_modules:
        assert not kept & set(service.start_quiz(session, lan.id, alone, module, NOW).question_ids), module.id


def test_after_the_class_nothing_is_kept_back(app: Flask, lan: Person, class_id: uuid.UUID) -> None:
    session, secret = db.session(), app.config["SECRET_KEY"]
    assert len(withheld(session, lan.id, secret)) == 40
    row = class_row(session, class_id)
    for one in sessions_of(session, class_id):
        one.state = SessionState.CANCELLED
    session.commit()
    finish_class(session, session.get_one(Person, row.officer_id), class_id, NOW)
    assert withheld(session, lan.id, secret) == frozenset()
