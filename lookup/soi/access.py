"""Who may check documents here, and whose reports a request may see."""

import functools
import secrets
import uuid
from collections.abc import Callable
from typing import Any

from flask import abort, current_app
from flask import session as cookie
from flask_login import current_user

from accounts import sessions
from core import clock
from core.access import public
from lookup.soi import keeping
from lookup.soi.keeping import Keeper, Kept

COOKIE_KEY = "soi"


def checkers(view: Callable[..., Any]) -> Callable[..., Any]:
    """Signed-in people; visitors where the installation says so."""

    @functools.wraps(view)
    def guarded(*args: Any, **kwargs: Any) -> Any:
        if not current_user.is_authenticated and not current_app.extensions["settings"].public_soi:
            return current_app.login_manager.unauthorized()  # type: ignore[attr-defined]  # flask-login adds it
        return view(*args, **kwargs)

    return public(guarded)


def keeper(*, begin: bool = False) -> Keeper:
    """The reports of this session: of the sign-in, or of a visitor's browser, which `begin` gives a name."""
    folder = current_app.extensions["settings"].data / keeping.SESSION_FOLDER
    row = sessions.current_session() if current_user.is_authenticated else None
    if row is not None:
        return Keeper(folder, f"sign-in:{row.token_hash}")
    if begin and COOKIE_KEY not in cookie:
        cookie[COOKIE_KEY] = secrets.token_urlsafe(24)
    return Keeper(folder, f"visitor:{cookie.get(COOKIE_KEY, '')}")


def saved() -> Keeper | None:
    """What the person who is signed in has kept; None for a visitor."""
    if not current_user.is_authenticated:
        return None
    folder = current_app.extensions["settings"].data / keeping.SAVED_FOLDER
    owner = f"person:{current_user.id}"
    return Keeper(folder, owner, keeping.LONGEST_SAVED, keeping.MOST_SAVED, drops_oldest=False)


def holder_of(report_id: uuid.UUID) -> Keeper:
    """The session or the person whose report this is; 404 for anybody else's."""
    holders = (one for one in (keeper(), saved()) if one is not None)
    found = next((one for one in holders if one.get(report_id, clock.now()) is not None), None)
    if found is None:
        abort(404)
    return found


def upload_of(report_id: uuid.UUID) -> Kept:
    """A file of this session or person, looked at or not; 404 for anybody else's."""
    found = holder_of(report_id).get(report_id, clock.now())
    assert found is not None
    return found


def report_of(report_id: uuid.UUID) -> Kept:
    """A report of this session or person; 404 for anybody else's, and while the file waits for its turn."""
    found = upload_of(report_id)
    if found.is_waiting:
        abort(404)
    return found
