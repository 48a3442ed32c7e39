"""What tests of certificates share."""

import re

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from accounts.domain import Role
from accounts.models import Person
from certificates import queries
from certificates.queries import Entry
from certificates.service.ending import End
from tests.conftest import NOW
from tests.factories.certificates import create_officer, finished_class, issue_certificates, set_names
from tests.factories.people import create_agency, create_person, sign_in

NAMES = ("Nguyễn Thị Ánh", "Trần Văn An", "Lê Đình Đức", "Phạm Thị Duyên", "Tòng Văn Ân")
END = End("Cấp nhầm cho người không dự lớp", "50/QĐ-SNV", NOW.date())


def page_of(answer: TestResponse) -> str:
    """The page, each stretch of white space one blank."""
    return re.sub(r"\s+", " ", answer.get_data(as_text=True))


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


@pytest.fixture
def people(session: Session) -> list[Person]:
    """Five trainees of one commune."""
    agency = create_agency(session)
    return [create_person(session, name, Role.TRAINEE, agency=agency) for name in NAMES]


@pytest.fixture
def officer(session: Session) -> Person:
    """An officer."""
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


@pytest.fixture
def no_papers(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    """The job of making papers is asked for but not done: nobody wakes the worker."""
    monkeypatch.setitem(app.extensions, "wake_worker", lambda job_id: None)
