"""Registers the package with an application."""

from flask import Flask

from accounts.action_names import ACTION_NAMES
from accounts.providers import HOME_SECTIONS, MENU
from core.jobs import SWEEPS
from reports import models, providers, subscribers, tasks, views
from reports.cli import report

ROWS = (models.PersonFigure,)  # the migrations must know them


def init_app(app: Flask) -> None:
    """Pages, commands, what keeps the figures fresh."""
    app.register_blueprint(views.bp)
    app.cli.add_command(report)
    subscribers.connect()
    ACTION_NAMES["reports.refresh"] = "Tính lại số liệu báo cáo của lớp"
    SWEEPS.add("reports", tasks.sweep)
    MENU.add("reports", providers.REPORTS, order=70)
    HOME_SECTIONS.add("reports", providers.sections, order=70)
