"""Registers the ground floor with an application."""

from flask import Flask
from flask_alembic import Alembic

from core import access, assets, compression, db, errors, health, jobs, logs, once, security, templating
from core.cli import audit, make_backup, restore_backup, serve, work
from core.db import Base
from core.settings import Settings


def init_app(app: Flask, settings: Settings) -> None:
    """Settings first, then the database, security, errors, jobs, commands."""
    app.extensions["settings"] = settings
    app.testing = settings.testing
    db.init_app(app)
    app.config["ALEMBIC"] = {"script_location": "migrations", "path_separator": "os"}
    app.config["ALEMBIC_CONTEXT"] = {
        "render_as_batch": True,
        "compare_type": True,
        "include_object": _is_ours,
    }
    Alembic(app, run_mkdir=False, metadatas=Base.metadata, engines=app.extensions["engine"])
    for room in (compression, security, access, errors, logs, assets, templating, jobs):
        room.init_app(app)
    app.register_blueprint(health.bp)
    for command in (serve, work, audit, make_backup, restore_backup):
        app.cli.add_command(command)


ROWS = (once.UsedForm,)  # rows that no other room imports; the migrations must know them


def _is_ours(_thing: object, name: str | None, kind: str, _reflected: bool, _other: object) -> bool:
    # The job queue keeps its own tables beside ours on PostgreSQL.
    return not (kind == "table" and name is not None and name.startswith("huey"))
