"""Three people of the law register: Tuấn the officer, Lan a trainee, Chi an author; and their browsers."""

import re
import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from accounts.domain import Role
from accounts.models import Person
from core import db
from lookup import service
from lookup.domain.changes import ChangeKind
from lookup.models import LawChange
from tests.conftest import NOW
from tests.factories.forgery import csrf_token
from tests.factories.people import create_person, sign_in

TODAY = date(2026, 11, 23)


@dataclass(frozen=True)
class Office:
    """The people, and how they open pages and send forms."""

    app: Flask
    tuan: Person
    lan: Person
    chi: Person

    def browser(self, person: Person) -> FlaskClient:
        """A browser in which this person has signed in."""
        return sign_in(self.app, person)

    def send(self, client: FlaskClient, path: str, fields: Mapping[str, str], once: str | None = None) -> TestResponse:
        """Send a form as its page would."""
        tokens = {"csrf_token": csrf_token(self.app, client), "once": once or str(uuid.uuid4())}
        return client.post(path, data={**tokens, **fields})

    def mark(
        self, key: str = "ND30.D22.K2", effective_on: date = TODAY, kind: ChangeKind = ChangeKind.AMENDED
    ) -> uuid.UUID:
        """Tuấn has written down a change."""
        with self.app.app_context():
            made = service.mark_change(
                db.session(),
                self.tuan,
                key=key,
                kind=kind,
                effective_on=effective_on,
                note="Nghị định 999/2026/NĐ-CP sửa cách cấp số đến.",
                at=NOW,
            )
            return made.id

    def changes(self) -> list[LawChange]:
        """Every change that was written down."""
        with self.app.app_context():
            return list(db.session().query(LawChange))


@pytest.fixture
def office(app: Flask, session: Session) -> Office:
    """An office with its three people."""
    return Office(
        app,
        create_person(session, "Hoàng Văn Tuấn", Role.OFFICER),
        create_person(session, "Nông Thị Lan", Role.TRAINEE),
        create_person(session, "Đặng Thị Chi", Role.AUTHOR),
    )


def page_of(response: TestResponse) -> str:
    """The text of a page that was answered well, with blanks in one piece."""
    assert response.status_code == 200
    return re.sub(r"\s+", " ", response.get_data(as_text=True))
