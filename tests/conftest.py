"""The application under test: one a worker, with a freshly copied database for each test.

`DAUDEN_TEST_DATABASE_URL` (a PostgreSQL server, given by the gate) runs the same tests there.
"""

import contextvars
import gc
import os
import shutil
import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy.engine import Engine
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from app import create_app
from core import db, markdown
from core.db import Base
from core.jobs import JOBS
from core.prepare import migrate
from core.printing import RenderProcess
from core.settings import Settings
from courses.library import library
from courses.models import ContentVersion
from reports.models import REFRESH

POSTGRES = os.environ.get("DAUDEN_TEST_DATABASE_URL")
MADE = Path(os.environ["DAUDEN_TEST_MADE"]) if "DAUDEN_TEST_MADE" in os.environ else None  # a demo installation to copy
NOW = datetime(2026, 11, 23, 1, 0, tzinfo=UTC)  # a Monday, 08:00 in Vietnam
READS_FIGURES = {"reports", "demo", "house_rules"}  # folders whose tests look at the Department's figures
KEPT_AT = NOW - timedelta(days=365)  # of the courses that stand in every test's store


class Browser(FlaskClient):
    """A browser whose requests know nothing of the test around them.

    A test that holds the `session` fixture stands in an application context; without this, all its requests would
    share that context's `g`: the session of the database, and the person who was signed in first.
    """

    def open(self, *arguments: Any, **named: Any) -> TestResponse:
        """One request, from beginning to end, in a context of its own."""
        named.setdefault("buffered", True)
        return contextvars.Context().run(super().open, *arguments, **named)


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """On PostgreSQL only the tests that reach a database run again; the rules of the house do not depend on it."""
    if POSTGRES:
        reaching = [
            item
            for item in items
            if "application" in getattr(item, "fixturenames", ())
            and "house_rules" not in item.nodeid
            and not item.get_closest_marker("one_database")
        ]
        config.hook.pytest_deselected(items=[item for item in items if item not in set(reaching)])
        items[:] = reaching


def pytest_collection_finish() -> None:
    """Look at rubbish seldom, and never again at what is loaded by now: it took a seventh of the time."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(100_000, 20, 20)


@dataclass
class Store:
    """Gives each test a database as it is after the migrations, with the courses in it."""

    engine: Engine
    path: Path
    pristine: Path

    def fresh(self) -> None:
        """Forget what the last test wrote."""
        if POSTGRES:
            _empty_tables(self.engine)
            return
        self.engine.dispose()
        for leftover in self.path.parent.glob(self.path.name + "*"):
            leftover.unlink()
        shutil.copy(self.pristine, self.path)


def _empty_tables(engine: Engine) -> None:
    # A tenth of the time that a copy of the database takes; foreign keys are not asked meanwhile.
    tables = (table for table in Base.metadata.sorted_tables if table is not ContentVersion.__table__)
    deletes = "; ".join(f'DELETE FROM "{table.name}"' for table in tables)
    others = f"DELETE FROM content_version WHERE kept_at <> '{KEPT_AT.isoformat()}'"
    with engine.begin() as connection:
        connection.exec_driver_sql(f"SET LOCAL session_replication_role = replica; {deletes}; {others}")


def keep_courses(application: Flask) -> None:
    """Put the courses on disk in the store, as if a class had begun with each: megabytes that not every test writes again."""
    with application.app_context(), db.transaction(db.session()):
        for course in library().courses:
            library().keep(db.session(), course, KEPT_AT)


def empty_database(name: str) -> str:
    """The address of a new, empty database on the PostgreSQL server."""
    server = sa.create_engine(sa.make_url(POSTGRES or ""), isolation_level="AUTOCOMMIT")
    with server.connect() as connection:
        connection.exec_driver_sql(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
        connection.exec_driver_sql(f'CREATE DATABASE "{name}" TEMPLATE template0')
    server.dispose()
    return sa.make_url(POSTGRES or "").set(database=name).render_as_string(hide_password=False)


def make_settings(data: Path, database_url: str) -> Settings:
    """Settings of a test installation; `NOW` is a Monday morning."""
    for name in ("files", "keys", "anchors"):
        (data / name).mkdir(parents=True, exist_ok=True)
    return Settings(
        data=data,
        host="127.0.0.1",
        port=8000,
        public_url="http://localhost",
        database_url=database_url,
        secret_key="a test key that no installation uses: 0123456789",
        demo=True,
        https=False,
        require_mfa=False,
        fixed_now=NOW,
        web_processes=1,
        trusted_proxies=0,
        extra_courses=None,
        public_soi=True,
        testing=True,
    )


@pytest.fixture(scope="session")
def application(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Flask]:
    """The application of this test worker."""
    data = tmp_path_factory.mktemp("data")
    name = f"dauden_{uuid.uuid4().hex[:12]}"
    url = empty_database(name) if POSTGRES else f"sqlite:///{data / 'test.sqlite3'}"
    if MADE:
        markdown.recall(MADE / markdown.KEPT_IN)  # the lessons, rendered by the same rules
    made = create_app(make_settings(data, url))
    made.test_client_class = Browser
    with made.app_context():
        migrate(made)
    keep_courses(made)
    made.extensions["engine"].dispose()
    if not POSTGRES:
        with made.extensions["engine"].connect() as connection:
            connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
        made.extensions["engine"].dispose()
        shutil.copy(data / "test.sqlite3", data / "pristine.sqlite3")
    yield made
    made.extensions["engine"].dispose()


@pytest.fixture
def app(application: Flask) -> Flask:
    """The application with an empty, migrated database."""
    fresh_store(application)
    return application


def fresh_store(application: Flask) -> None:
    """Give the application an empty, migrated database and no anchors."""
    settings = application.extensions["settings"]
    store = Store(application.extensions["engine"], settings.data / "test.sqlite3", settings.data / "pristine.sqlite3")
    store.fresh()
    for anchor in settings.anchors.iterdir():
        anchor.unlink()
    application.extensions["law_watch"].forget()


@pytest.fixture(autouse=True)
def figures_where_they_are_read(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """The Department's figures follow each change of a class: a sixth of the work of tests that never look at them."""
    if request.path.parent.name not in READS_FIGURES:
        monkeypatch.setitem(JOBS, REFRESH, lambda class_id: None)


@pytest.fixture
def session(app: Flask) -> Iterator[Session]:
    """A session inside an application context, for calling services and queries."""
    with app.app_context():
        yield db.session()


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    """A browser without a session."""
    return app.test_client()


@pytest.fixture
def count_queries(app: Flask) -> Iterator[list[str]]:
    """The statements that reach the database while a test runs; clear the list to begin counting."""
    seen: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        if not statement.startswith(("BEGIN", "PRAGMA", "SAVEPOINT", "RELEASE")):
            seen.append(statement)

    engine = app.extensions["engine"]
    sa.event.listen(engine, "before_cursor_execute", note)
    yield seen
    sa.event.remove(engine, "before_cursor_execute", note)


@pytest.fixture
def blank_paper(monkeypatch: pytest.MonkeyPatch) -> None:
    """No page is set on paper: for tests that ask who gets one and not what stands on it. Different pages stay different."""
    monkeypatch.setattr(
        RenderProcess, "pdf", lambda _process, page, *_how: b"%PDF-1.7 " + sha256(page.encode()).digest() + b"\n%%EOF\n"
    )
