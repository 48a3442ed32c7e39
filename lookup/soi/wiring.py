"""Registers the checker with an application."""

from datetime import datetime

from flask import Flask, Response, current_app, g, request
from sqlalchemy.orm import Session

from core.jobs import SWEEPS
from lookup.providers import PARTS
from lookup.soi import keeping
from lookup.soi.access import keeper
from lookup.soi.cli import soi

SIGN_OUT = "accounts.sign_out"


def init_app(app: Flask) -> None:
    """Its tab, its command, the wiping of what is too old, and of everything of a session that signs out."""
    PARTS.add("soi", ("lookup.soi", "Soi thể thức"), order=350)
    SWEEPS.add("lookup.soi", _sweep)
    # `./run soi` runs without the application; here the command is only listed with the others.
    app.cli.add_command(soi)
    app.before_request(_remember)
    app.after_request(_wipe)


def _sweep(_session: Session, at: datetime) -> None:
    data = current_app.extensions["settings"].data
    keeping.sweep(data / keeping.SESSION_FOLDER, at)
    keeping.sweep(data / keeping.SAVED_FOLDER, at, keeping.LONGEST_SAVED)


def _remember() -> None:
    # The sign-out empties the cookie by which the folder is found.
    if request.endpoint == SIGN_OUT:
        g.soi_keeper = keeper()


def _wipe(response: Response) -> Response:
    left = g.pop("soi_keeper", None)
    if left is not None and response.status_code < 400:
        left.wipe()
    return response
