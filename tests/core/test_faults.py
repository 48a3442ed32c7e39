"""When the store refuses, people see an honest page and nothing is half written; it goes on when the fault ends."""

import errno
import os
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
    assert time.monotonic() - started < 8
    if not POSTGRES:
        again = time.monotonic()
        assert client.post("/quan-tri/co-quan/them", data={**NEW_AGENCY, "csrf_token": token}).status_code == 503
        assert time.monotonic() - again < 2, "a lock that was just refused must not hold every thread as long again"


def test_it_is_not_ready_while_nothing_can_be_written(
    app: Flask, request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch
) -> None:
    client = app.test_client()
    assert client.get("/readyz").status_code == 200

    def full(_handle: int) -> None:
        raise OSError(errno.ENOSPC, "no space left")

    with monkeypatch.context() as patch:
        patch.setattr(os, "fsync", full)
        assert client.get("/readyz").get_json()["missing"] == ["files", "keys", "anchors"]
    if not POSTGRES:
        request.getfixturevalue("held")
        answer = client.get("/readyz")
        assert (answer.status_code, answer.get_json()["missing"]) == (503, ["database"])


def test_what_a_person_typed_never_stands_in_an_error_of_the_store(app: Flask) -> None:
    with app.app_context(), pytest.raises(sa.exc.DBAPIError) as refused:
        db.session().execute(sa.text("INSERT INTO nowhere VALUES (:phone)"), {"phone": "0912345678"})
    assert "0912345678" not in str(refused.value)


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
