"""`/healthz` says that this process answers; `/readyz` that its database and folders can be written."""

import os

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
    problems = [name for name in ("files", "keys", "anchors") if not os.access(getattr(settings, name), os.W_OK)]
    try:
        db.session().execute(sa.text("SELECT 1 FROM alembic_version"))
    except sa.exc.SQLAlchemyError:
        problems.append("database")
    if problems:
        return {"status": "not ready", "missing": problems}, 503
    return {"status": "ok"}
