"""People with real passwords, and browsers that send the token against forged requests."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

import pytest
from flask import Flask
from werkzeug.test import TestResponse

from accounts import passwords
from accounts.domain import Role
from accounts.models import Person
from core import clock, db
from tests.conftest import NOW
from tests.factories.forgery import csrf_token
from tests.factories.people import create_person, sign_in

PASSWORD = "chim sẻ nâu ăn bánh cuốn"


@dataclass
class Browser:
    """A browser of this application."""

    app: Flask

    def __post_init__(self) -> None:
        self.client = self.app.test_client()

    def get(self, path: str) -> TestResponse:
        """Open a page."""
        return self.client.get(path)

    def post(self, path: str, data: Mapping[str, object] | None = None, **headers: str) -> TestResponse:
        """Send a form."""
        token = csrf_token(self.app, self.client)
        return self.client.post(path, data={"csrf_token": token, **(data or {})}, headers=headers)

    def sign_in(self, name: str, password: str = PASSWORD, wanted: str | None = None) -> TestResponse:
        """Fill in the sign-in page."""
        return self.post("/dang-nhap", {"name": name, "password": password} | ({"next": wanted} if wanted else {}))

    @property
    def cookie(self) -> str:
        """The cookie as a thief would copy it."""
        found = self.client.get_cookie("dauden")
        return found.value if found else ""


@pytest.fixture
def browser(app: Flask) -> Browser:
    """A browser in which nobody has signed in."""
    return Browser(app)


@pytest.fixture
def open_browser(app: Flask) -> Callable[[], Browser]:
    """Another browser on another machine."""
    return lambda: Browser(app)


@pytest.fixture
def signed_in(app: Flask) -> Callable[[Person], Browser]:
    """A browser in which a person has signed in."""

    def make(person: Person) -> Browser:
        made = Browser(app)
        made.client = sign_in(app, person)
        return made

    return make


@pytest.fixture
def make_person(app: Flask) -> Callable[..., Person]:
    """A person with a password that fits."""

    def make(name: str, *roles: Role, password: str = PASSWORD, is_first: bool = False, **given: object) -> Person:
        with app.app_context(), db.transaction(db.session()) as session:
            person = create_person(session, name, *roles)
            person.password_hash = passwords.hash_password(password)
            person.password_is_first = is_first
            person.password_set_at = NOW
            for key, value in given.items():
                setattr(person, key, value)
        return person

    return make


@pytest.fixture
def lan(make_person: Callable[..., Person]) -> Person:
    """A trainee: lan.nong would be her user name; the factory's is her whole name with dots."""
    return make_person("Nông Thị Lan", Role.TRAINEE, user_name="lan.nong")


@dataclass
class Clock:
    """The time that the application sees."""

    at: datetime

    def forward(self, **length: float) -> datetime:
        """Let time pass."""
        self.at += timedelta(**length)
        return self.at


@pytest.fixture
def time(monkeypatch: pytest.MonkeyPatch) -> Clock:
    """A clock that the test moves."""
    made = Clock(NOW)
    monkeypatch.setattr(clock, "now", lambda: made.at)
    return made


@pytest.fixture
def quan(make_person: Callable[..., Person], browser: Browser) -> Browser:
    """The administrator's browser."""
    make_person("Quản Trị Viên", Role.ADMINISTRATOR, user_name="quan")
    browser.sign_in("quan")
    return browser


@pytest.fixture
def tuan(make_person: Callable[..., Person], open_browser: Callable[[], Browser]) -> Browser:
    """The officer's browser."""
    make_person("Hoàng Văn Tuấn", Role.OFFICER, user_name="tuan")
    made = open_browser()
    made.sign_in("tuan")
    return made
