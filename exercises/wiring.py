"""Registers the package with an application."""

from flask import Flask

from core import audit
from core.problems import CannotStart
from exercises import cli, models, queries, scenario
from exercises.table import ScenarioError

CHAINS = audit.ChainSource("Bài thực hành", queries.verify_attempts)
ROWS = (models.Attempt, models.AttemptEvent, models.KeptScenario)  # the migrations must know them


def init_app(app: Flask) -> None:
    """Read every exercise at the start: a broken folder stops it with its path and what is wrong."""
    try:
        app.extensions["scenarios"] = scenario.load_all()
    except ScenarioError as problem:
        raise CannotStart(str(problem)) from None
    app.cli.add_command(cli.exercises)
    if CHAINS not in audit.SOURCES:
        audit.SOURCES.append(CHAINS)
