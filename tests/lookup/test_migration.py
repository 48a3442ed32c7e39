"""The tables of changes and looks come and go without touching what else is kept."""

import uuid
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
import sqlalchemy as sa
from flask import Flask

from accounts.domain import Role
from app import create_app
from core import db
from core.migrations import migrations
from core.prepare import migrate
from law.register import Verified
from lookup import queries, service
from lookup.domain.changes import ChangeKind, EndKind
from lookup.service import NewCheck
from tests.conftest import NOW, POSTGRES, empty_database, make_settings
from tests.factories.people import create_person

OURS = {"law_change", "law_change_end", "law_check"}


@pytest.fixture
def old_app(tmp_path: Path, application: Flask) -> Iterator[Flask]:
    """An installation of its own, as the last release left it. (`application`: these tests run on both databases.)"""
    name = f"dauden_{uuid.uuid4().hex[:12]}"
    url = empty_database(name) if POSTGRES else f"sqlite:///{tmp_path / 'old.sqlite3'}"
    made = create_app(make_settings(tmp_path, url))
    with made.app_context():
        migrations(made).upgrade("0003")
    yield made
    made.extensions["engine"].dispose()


def tables(app: Flask) -> set[str]:
    """The names of the tables that there are."""
    return set(sa.inspect(app.extensions["engine"]).get_table_names())


def test_up_and_down_and_up_again_with_rows_in_the_tables(old_app: Flask) -> None:
    assert not OURS & tables(old_app)
    with old_app.app_context():
        tuan = create_person(db.session(), "Hoàng Văn Tuấn", Role.OFFICER)
        migrate(old_app)
    assert tables(old_app) >= OURS
    with old_app.app_context():
        session = db.session()
        made = service.mark_change(
            session, tuan, key="ND30.D22", kind=ChangeKind.ENDED, effective_on=date(2026, 12, 1), note="Thử.", at=NOW
        )
        service.close_change(session, tuan, made.id, EndKind.REVISED, "Xong.", NOW)
        service.check_row(session, tuan, NewCheck("ND30.D22", Verified.READ, date(2026, 11, 23), "", "Đọc."), NOW)
        session.close()
        migrations(old_app).downgrade("0003")
    assert not OURS & tables(old_app)
    with old_app.app_context():
        migrate(old_app)
        session = db.session()
        assert queries.known_changes(session) == ()
        assert session.get(type(tuan), tuan.id) is not None
        assert (
            service.mark_change(
                session,
                tuan,
                key="ND30.D23",
                kind=ChangeKind.AMENDED,
                effective_on=date(2026, 12, 1),
                note="Thử.",
                at=NOW,
            ).key
            == "ND30.D23"
        )
