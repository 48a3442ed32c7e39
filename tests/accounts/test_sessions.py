"""A session lives in the database: what ended there opens nothing."""

import sqlalchemy as sa
from flask import Flask
from flask_login import current_user

from accounts.domain import Role
from accounts.models import UserSession
from core import db
from tests.conftest import NOW
from tests.factories.people import create_person, sign_in


def _who(app: Flask, client_headers: dict[str, str]) -> str:
    with app.test_request_context(headers=client_headers):
        return current_user.full_name if current_user.is_authenticated else "nobody"


def test_an_ended_session_opens_nothing_even_with_a_copied_cookie(app: Flask) -> None:
    with app.app_context():
        client = sign_in(app, create_person(db.session(), "Nông Thị Lan", Role.TRAINEE))
    cookie = client.get_cookie("dauden")
    assert cookie is not None
    header = {"Cookie": f"dauden={cookie.value}"}
    assert _who(app, header) == "Nông Thị Lan"
    with app.app_context(), db.transaction(db.session()) as session:
        session.execute(sa.update(UserSession).values(ended_at=NOW))
    assert _who(app, header) == "nobody"
