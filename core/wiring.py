"""Registers the ground floor with an application."""

from flask import Flask

from core import (
    access,
    addresses,
    assets,
    compression,
    db,
    errors,
    health,
    jobs,
    logs,
    markdown,
    once,
    security,
    templating,
)
from core.cli import audit, make_backup, restore_backup, serve, work
from core.settings import Settings


def init_app(app: Flask, settings: Settings) -> None:
    """Settings first, then the database, security, errors, jobs, commands."""
    app.extensions["settings"] = settings
    app.testing = settings.testing
    db.init_app(app)
    if not settings.testing:
        markdown.recall(settings.data / markdown.KEPT_IN)
    for room in (compression, addresses, security, access, errors, logs, assets, templating, jobs):
        room.init_app(app)
    app.register_blueprint(health.bp)
    for command in (serve, work, audit, make_backup, restore_backup):
        app.cli.add_command(command)


ROWS = (once.UsedForm,)  # rows that no other room imports; the migrations must know them
