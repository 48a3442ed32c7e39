"""Adding a person by hand where somebody of the same name is here already."""

import re
import uuid
from datetime import date

import pytest
import sqlalchemy as sa
from flask import Flask
from sqlalchemy.orm import Session

from accounts.domain import may_be_same
from accounts.models import Agency, Person
from core import db
from tests.accounts.conftest import Browser
from tests.factories.people import create_agency

PATH = "/quan-tri/nguoi-dung/them"
HERE, ELSEWHERE = uuid.uuid4(), uuid.uuid4()
BORN, LATER = date(1985, 2, 5), date(1990, 2, 5)


def count(app: Flask, name: str) -> int:
    with app.app_context():
        return db.session().scalar(sa.select(sa.func.count()).where(Person.full_name == name)) or 0


@pytest.mark.parametrize(
    ("birth_date", "agency_id", "expected"),
    [
        (BORN, HERE, True),
        (BORN, ELSEWHERE, True),
        (LATER, HERE, True),
        (LATER, ELSEWHERE, False),
        (None, ELSEWHERE, True),
        (None, None, True),
        (LATER, None, False),
    ],
)
def test_who_may_be_the_same_person(birth_date: date | None, agency_id: uuid.UUID | None, expected: bool) -> None:
    assert may_be_same((BORN, HERE), (birth_date, agency_id)) is expected
    assert may_be_same((birth_date, agency_id), (BORN, HERE)) is expected


@pytest.fixture
def agency(session: Session) -> Agency:
    return create_agency(session)


def test_a_namesake_is_shown_and_a_tick_adds_the_other_person(
    app: Flask, quan: Browser, lan: Person, agency: Agency
) -> None:
    fields = {
        "full_name": "nông thị LAN",
        "agency_id": str(agency.id),
        "position": "Văn thư vừa gõ",
        "roles": ["trainee"],
    }
    answer = quan.post(PATH, fields)
    assert answer.status_code == 422
    assert "Đã có người cùng tên" in answer.text
    assert f'href="/quan-tri/nguoi-dung/{lan.id}"' in answer.text
    assert "chưa có ngày sinh, chưa có cơ quan" in answer.text
    assert 'href="#is_other"' in answer.text
    assert "Vẫn thêm người khác" in answer.text
    assert 'value="Văn thư vừa gõ"' in answer.text
    assert count(app, "nông thị LAN") == 0
    assert quan.post(PATH, {**fields, "is_other": "y"}).status_code == 303
    assert count(app, "nông thị LAN") == 1


def test_a_name_of_nobody_else_asks_nothing(quan: Browser, lan: Person) -> None:
    page = quan.get(PATH).text
    assert "Vẫn thêm người khác" not in page
    assert quan.post(PATH, {"full_name": "Nông Thị Lan Anh", "agency_id": ""}).status_code == 303


def test_a_double_click_is_not_asked_about_the_person_that_it_made(app: Flask, quan: Browser) -> None:
    fields = {"full_name": "Đặng Thị Hoà", "agency_id": "", "once": str(uuid.uuid4())}
    first, second = quan.post(PATH, fields), quan.post(PATH, fields)
    assert first.location == second.location
    assert count(app, "Đặng Thị Hoà") == 1


def test_what_was_ticked_stays_ticked_when_something_else_is_wrong(quan: Browser, lan: Person) -> None:
    fields = {"full_name": "Nông Thị Lan", "agency_id": "", "is_other": "y", "birth_date": "31/02/1980"}
    answer = quan.post(PATH, fields)
    assert answer.status_code == 422
    (box,) = re.findall(r'<input[^>]*id="is_other"[^>]*>', answer.text)
    assert "checked" in box
