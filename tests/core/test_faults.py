"""When the store refuses, people see an honest page and nothing is half written; it goes on when the fault ends."""

import sqlite3
import time
from collections.abc import Iterator

import pytest
import sqlalchemy as sa
from flask import Flask

from accounts.domain import Role
from accounts.models import Agency
from core import db
from tests.conftest import POSTGRES
from tests.factories.forgery import csrf_token
from tests.factories.people import create_person, sign_in

NEW_AGENCY = {"name": "Trung tâm Hành chính công", "kind": "unit", "valid_from": "01/07/2025", "parent_id": ""}


@pytest.fixture
def held(app: Flask) -> Iterator[None]:
    """Another process holds the whole database."""
    if POSTGRES:
        engine = sa.create_engine(app.extensions["engine"].url)
        with engine.connect() as connection:
            connection.exec_driver_sql("LOCK TABLE agency IN ACCESS EXCLUSIVE MODE")
            yield
        engine.dispose()
        return
    other = sqlite3.connect(app.extensions["engine"].url.database, isolation_level=None)
    other.execute("BEGIN EXCLUSIVE")
    yield
    other.execute("ROLLBACK")
    other.close()


def _count(app: Flask) -> int:
    with app.app_context():
        return db.session().scalar(sa.select(sa.func.count()).select_from(Agency)) or 0


def test_a_locked_database_gives_an_honest_page_and_no_row(app: Flask, request: pytest.FixtureRequest) -> None:
    with app.app_context():
        client = sign_in(app, create_person(db.session(), "Triệu Mạnh Quân", Role.ADMINISTRATOR))
    token = csrf_token(app, client)
    request.getfixturevalue("held")
    started = time.monotonic()
    answer = client.post("/quan-tri/co-quan/them", data={**NEW_AGENCY, "csrf_token": token})
    assert answer.status_code == 503
    assert "chưa" in answer.get_data(as_text=True)
    assert time.monotonic() - started < 12


def test_a_full_disk_gives_an_honest_page_and_goes_on_when_there_is_room(app: Flask) -> None:
    if POSTGRES:
        return  # PostgreSQL's own disk cannot be filled from here; its error takes the same path
    with app.app_context():
        client = sign_in(app, create_person(db.session(), "Triệu Mạnh Quân", Role.ADMINISTRATOR))
        engine = app.extensions["engine"]
        with engine.connect() as connection:
            pages = connection.exec_driver_sql("PRAGMA page_count").scalar()
    token = csrf_token(app, client)

    def fill(connection: sqlite3.Connection, _record: object) -> None:
        connection.execute(f"PRAGMA max_page_count={pages}")

    long_name = {**NEW_AGENCY, "name": "Trung tâm " + "rất dài " * 20}
    sa.event.listen(engine, "connect", fill)
    engine.dispose()
    try:
        statuses = {
            client.post(
                "/quan-tri/co-quan/them", data={**long_name, "name": f"{long_name['name']} {n}", "csrf_token": token}
            ).status_code
            for n in range(60)
        }
    finally:
        sa.event.remove(engine, "connect", fill)
        engine.dispose()
    assert 503 in statuses
    before = _count(app)
    client.post("/quan-tri/co-quan/them", data={**NEW_AGENCY, "csrf_token": token})
    assert _count(app) == before + 1
