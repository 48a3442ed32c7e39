"""`/healthz` says that this process answers; `/readyz` that its database and its folders can be written now."""

import os
import tempfile
from pathlib import Path

import sqlalchemy as sa
from flask import Blueprint, current_app
from flask.typing import ResponseReturnValue

from core import db
from core.access import public

bp = Blueprint("health", __name__)


@bp.get("/healthz")
@public
def live() -> ResponseReturnValue:
    """Alive."""
    return {"status": "ok"}


@bp.get("/readyz")
@public
def ready() -> ResponseReturnValue:
    """Ready for people: 200, or 503 with the name of what is missing."""
    settings = current_app.extensions["settings"]
    problems = [name for name in ("files", "keys", "anchors") if not _can_write(getattr(settings, name))]
    if not _can_change_the_database():
        problems.append("database")
    if problems:
        return {"status": "not ready", "missing": problems}, 503
    return {"status": "ok"}


def _can_write(folder: Path) -> bool:
    """Whether a page of a file goes onto the disk: a full one takes the name and not the bytes."""
    try:
        with tempfile.TemporaryFile(dir=folder, buffering=0) as probe:
            probe.write(bytes(os.sysconf("SC_PAGESIZE")))
            os.fsync(probe.fileno())
    except OSError:
        return False
    return True


def _can_change_the_database() -> bool:
    """Whether a row could be changed; the change is taken back."""
    try:
        with db.engine().connect().execution_options(patience=db.SHORTEST) as connection:
            connection.execute(sa.text("UPDATE alembic_version SET version_num = version_num"))
            connection.rollback()
    except sa.exc.SQLAlchemyError:
        return False
    return True
