"""From the first release up to the newest form and back, with classes, people and self-studies in the tables."""

import uuid
from collections.abc import Iterator
from pathlib import Path

import pytest
import sqlalchemy as sa
from flask import Flask

from accounts.domain import Role
from app import create_app
from core import db
from core.migrations import migrations
from core.prepare import migrate
from courses.library import library
from courses.service import begin_self_study
from tests.conftest import NOW, POSTGRES, empty_database, make_settings
from tests.factories.classes import create_class
from tests.factories.people import create_person

FIRST = "0001"


@pytest.fixture
def installation(tmp_path: Path, application: Flask) -> Iterator[Flask]:
    """An installation of its own in the newest form. (`application`: this test runs on both databases.)"""
    name = f"dauden_{uuid.uuid4().hex[:12]}"
    url = empty_database(name) if POSTGRES else f"sqlite:///{tmp_path / 'whole.sqlite3'}"
    made = create_app(make_settings(tmp_path, url))
    with made.app_context():
        migrate(made)
    yield made
    made.extensions["engine"].dispose()


def rows(app: Flask) -> dict[str, int]:
    """How many rows each table holds."""
    engine = app.extensions["engine"]
    names = [name for name in sa.inspect(engine).get_table_names() if "search" not in name]
    with engine.connect() as connection:
        return {name: connection.scalar(sa.text(f'SELECT count(*) FROM "{name}"')) for name in names}


def test_nothing_is_lost_on_the_way_down_and_up_again(installation: Flask) -> None:
    with installation.app_context():
        session = db.session()
        minh = create_person(session, "Trần Văn Minh", Role.INSTRUCTOR)
        lan = create_person(session, "Nông Thị Lan", Role.TRAINEE)
        create_class(session, instructor=minh, trainees=[lan])
        begin_self_study(session, lan.id, library().courses[0], NOW)
        session.close()
        before = rows(installation)
        migrations(installation).downgrade(FIRST)
    old = rows(installation)
    assert old["enrolment"] == old["self_study"] == 1
    assert all(old[name] == before[name] for name in old), "what the first release knew is still there"
    with installation.app_context():
        migrate(installation)
        assert rows(installation) == before
        assert migrations(installation).compare_metadata() == []
