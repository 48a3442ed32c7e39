"""The application with the sample course, and the people of the permission tests."""

import uuid
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient
from itsdangerous import URLSafeTimedSerializer
from werkzeug.test import TestResponse

from accounts.domain import Role
from accounts.models import Person
from core import db
from courses.content_reader.bundles import gather
from courses.content_reader.reader import read_course
from courses.domain.content import Course
from courses.library import FOLDER, Library, library
from courses.providers import STUDIES, Study
from law import register
from tests.conftest import NOW
from tests.factories.courses import SAMPLE, plain_html
from tests.factories.people import create_person, sign_in


class Browser:
    """A signed-in browser that sends the token against forged requests with every form."""

    def __init__(self, client: FlaskClient) -> None:
        self.client = client
        with client.session_transaction() as cookie:
            cookie["csrf_token"] = "of this session"
        secret = client.application.config["SECRET_KEY"]
        self.csrf = URLSafeTimedSerializer(secret, salt="wtf-csrf-token").dumps("of this session")

    def get(self, path: str) -> TestResponse:
        """Open a page."""
        return self.client.get(path)

    def post(
        self, path: str, data: Mapping[str, str | list[str]] | None = None, headers: Mapping[str, str] | None = None
    ) -> TestResponse:
        """Send a form."""
        return self.client.post(path, data={"csrf_token": self.csrf, **(data or {})}, headers=dict(headers or {}))


@dataclass(frozen=True)
class School:
    """Lan studies the sample course in Minh's class; the Stranger is a trainee without a class."""

    app: Flask
    class_id: uuid.UUID
    lan: Person
    minh: Person
    stranger: Person

    def browser_of(self, person: Person) -> Browser:
        """A browser in which this person has signed in."""
        return Browser(sign_in(self.app, person))

    @contextmanager
    def later(self, **elapsed: float) -> Iterator[datetime]:
        """The server's clock moved on: `with school.later(minutes=5):`."""
        settings = self.app.extensions["settings"]
        moment = NOW + timedelta(**elapsed)
        self.app.extensions["settings"] = replace(settings, fixed_now=moment)
        yield moment
        self.app.extensions["settings"] = settings


@pytest.fixture(scope="session")
def programme() -> Course:
    """Our own programme as it lies on disk, without its HTML."""
    (bundle,) = gather(FOLDER)[0]
    return read_course(bundle, register.load(), plain_html).sound()


@pytest.fixture
def sample_library(app: Flask) -> Iterator[Library]:
    """The sample course instead of the real ones."""
    real = app.extensions["courses"]
    app.extensions["courses"] = Library(SAMPLE, None, register.load())
    yield app.extensions["courses"]
    app.extensions["courses"] = real


@pytest.fixture
def school(app: Flask, sample_library: Library) -> Iterator[School]:
    """A class that studies the sample course; what training knows is said by a provider."""
    with app.app_context():
        session = db.session()
        lan = create_person(session, "Nguyễn Thị Lan", Role.TRAINEE)
        minh = create_person(session, "Trần Văn Minh", Role.INSTRUCTOR)
        stranger = create_person(session, "Lê Văn Lạ", Role.TRAINEE)
        course = sample_library.courses[0]
        with db.transaction(session):
            library().keep(session, course, NOW)
    class_id = uuid.uuid4()
    enrolled = {lan.id: [Study(class_id, course.id, course.digest, "Lớp 1", is_class=True, url="/lop/1")]}
    STUDIES.add("test class", lambda _session, person_id: enrolled.get(person_id, []))
    yield School(app, class_id, lan, minh, stranger)
    STUDIES.add("test class", lambda _session, _person_id: [])
