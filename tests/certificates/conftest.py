"""What tests of certificates share."""

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from accounts.domain import Role
from accounts.models import Person
from tests.factories.people import create_agency, create_person

NAMES = ("Nguyễn Thị Ánh", "Trần Văn An", "Lê Đình Đức", "Phạm Thị Duyên", "Tòng Văn Ân")


@pytest.fixture
def people(session: Session) -> list[Person]:
    """Five trainees of one commune."""
    agency = create_agency(session)
    return [create_person(session, name, Role.TRAINEE, agency=agency) for name in NAMES]


@pytest.fixture
def no_papers(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    """The job of making papers is asked for but not done: nobody wakes the worker."""
    monkeypatch.setitem(app.extensions, "wake_worker", lambda job_id: None)
