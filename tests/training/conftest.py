"""The people of the class pages: who teaches, who learns, who only looks."""

import re
import uuid
from collections.abc import Mapping
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from accounts.domain import Role
from core import db
from tests.factories.classes import create_class, plan_class, plan_session, session_on
from tests.factories.people import create_agency, create_person, sign_in
from training.domain.attendance import Mark
from training.queries.rolls import load_roll


class World:
    """Lan and Hoa in Minh's class; a stranger who teaches another class and learns in it; an officer; a contact."""

    def __init__(self, app: Flask) -> None:
        self.app = app
        with app.app_context(), db.transaction(db.session()):  # one commit for all of them
            session = db.session()
            agency, other = create_agency(session), create_agency(session, "UBND phường Tân Thịnh")
            self.people = {
                "lan": create_person(session, "Nông Thị Lan", Role.TRAINEE, agency=agency),
                "hoa": create_person(session, "Hoàng Thị Hoa", Role.TRAINEE, agency=other),
                "minh": create_person(session, "Trần Quang Minh", Role.INSTRUCTOR),
                "stranger": create_person(session, "Lạ Văn Người", Role.INSTRUCTOR, Role.TRAINEE),
                "officer": create_person(session, "Đặng Thị Thu Hà", Role.OFFICER),
                "second": create_person(session, "Dương Ngọc Sơn", Role.OFFICER),
                "contact": create_person(session, "Ma Thị Tâm", Role.AGENCY_CONTACT, agency=agency),
            }
            self.ids = {name: person.id for name, person in self.people.items()}
            self.class_id = create_class(
                session,
                instructor=self.people["minh"],
                trainees=[self.people["lan"], self.people["hoa"]],
                officer=self.people["officer"],
            )
            self.other_id = create_class(
                session,
                instructor=self.people["stranger"],
                trainees=[self.people["stranger"]],
                officer=self.people["officer"],
                plan=plan_class(plan_session(instructor=self.people["stranger"]), name="Lớp khác"),
            )
            self.today = session_on(session, self.class_id).id
        self.clients: dict[str, FlaskClient] = {}

    def browser(self, who: str) -> FlaskClient:
        """The browser of a person."""
        if who not in self.clients:
            self.clients[who] = sign_in(self.app, self.people[who])
        return self.clients[who]

    def get(self, who: str, path: str) -> TestResponse:
        """Open a page."""
        return self.browser(who).get(path)

    def post(self, who: str, path: str, form_page: str | None = None, **data: Any) -> TestResponse:
        """Send a form with the hidden fields of its page."""
        page = self.get(who, form_page or path).get_data(as_text=True)
        hidden = dict(re.findall(r'<input[^>]*type="hidden"[^>]*name="([^"]+)"[^>]*value="([^"]*)"', page))
        hidden |= {
            name: value
            for tag in re.findall(r"<input[^>]*>", page)
            if 'type="hidden"' in tag
            for name in re.findall(r'name="([^"]+)"', tag)
            for value in re.findall(r'value="([^"]*)"', tag)
        }
        return self.browser(who).post(path, data={**hidden, **data}, content_type="multipart/form-data")

    @property
    def roll_path(self) -> str:
        """The roll of today's session."""
        return f"/lop/{self.class_id}/buoi/{self.today}/diem-danh"

    def marks(self) -> Mapping[uuid.UUID, Mark]:
        """Today's marks."""
        with self.app.app_context():
            return load_roll(db.session(), self.today).marks


@pytest.fixture
def world(app: Flask) -> World:
    return World(app)
