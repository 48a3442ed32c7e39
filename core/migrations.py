"""The migrations in `migrations/`, bound to an application when somebody asks; a web process never does, and saves 11 MiB."""

from typing import TYPE_CHECKING

from flask import Flask
from sqlalchemy.engine import Connection

from core.db import Base

if TYPE_CHECKING:
    from flask_alembic import Alembic


def migrations(app: Flask) -> "Alembic":
    """Flask-Alembic for this application, with the metadata of all rows."""
    if "alembic" not in app.extensions:
        from flask_alembic import Alembic

        app.config["ALEMBIC"] = {"script_location": "migrations", "path_separator": "os"}
        app.config["ALEMBIC_CONTEXT"] = {
            "render_as_batch": True,
            "compare_type": True,
            "include_object": _is_ours,
        }
        Alembic(app, run_mkdir=False, metadatas=Base.metadata, engines=app.extensions["engine"])
    found: Alembic = app.extensions["alembic"]
    return found


def known_revisions(app: Flask) -> set[str]:
    """The revisions of the database that this release can read."""
    with app.app_context():
        return {script.revision for script in migrations(app).script_directory.walk_revisions()}


def upgrade_within(app: Flask, connection: Connection, target: str) -> None:
    """Migrate up to `target` inside the transaction of this connection, whose owner commits."""
    from alembic.runtime.environment import EnvironmentContext

    with app.app_context():
        alembic = migrations(app)
        scripts, config = alembic.script_directory, alembic.config
    with EnvironmentContext(config, scripts, fn=lambda now, _: scripts._upgrade_revs(target, now)) as environment:
        environment.configure(connection=connection, target_metadata=Base.metadata, render_as_batch=True)
        environment.run_migrations()


def _is_ours(_thing: object, name: str | None, _kind: str, _reflected: bool, _other: object) -> bool:
    # The job queue keeps tables of its own beside ours on PostgreSQL; full-text search has tables, columns and indexes that
    # only its migration knows.
    return not (name or "").startswith(("huey", "fts_"))
