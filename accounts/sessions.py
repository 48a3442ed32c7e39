"""Server-side sessions: the cookie holds a random token, the row decides whether it still opens anything.

A sign-in that lacks a step (the code, the change of a first password, the set-up of a second factor) is a half sign-in:
`current_user` is nobody, and only the page of that step knows the person (`half`).
"""

import hashlib
import logging
import secrets
import uuid
from datetime import datetime, timedelta
from functools import cache
from typing import cast

import sqlalchemy as sa
from flask import Flask, Response, current_app, g
from flask import session as cookie
from flask_login import LoginManager
from sqlalchemy.orm import Session, joinedload

from accounts.domain import PRIVILEGED, Role, Stage, stage_of
from accounts.models import Person, UserSession
from core import clock, db

COOKIE_KEY = "token"
SIGNED_OUT = "signed_out"
LONGEST = timedelta(hours=12)
IDLE = timedelta(hours=8)  # a class day
IDLE_ADMINISTRATOR = timedelta(minutes=30)
SEEN_EVERY = timedelta(minutes=5)  # a page view must not cost a write

log = logging.getLogger(__name__)


def token_hash(token: str) -> str:
    """What the database keeps of a token."""
    return hashlib.sha256(token.encode()).hexdigest()


def open_session(
    session: Session, person: Person, at: datetime, device: str = "", *, second_factor_at: datetime | None = None
) -> str:
    """Begin a sign-in inside the open transaction; returns the token for the cookie."""
    return insert_session(session, person.id, at, device, second_factor_at=second_factor_at)


def insert_session(
    session: Session,
    person_id: uuid.UUID,
    at: datetime,
    device: str = "",
    *,
    second_factor_at: datetime | None = None,
) -> str:
    """As `open_session`, for a person of whom only the id is at hand."""
    token = secrets.token_urlsafe(32)
    row = {
        "token_hash": token_hash(token),
        "id": uuid.uuid4(),
        "person_id": person_id,
        "created_at": at,
        "second_factor_at": second_factor_at,
        "last_seen_at": at,
        "device": device[:120],
    }
    session.execute(_INSERT, row)
    return token


_INSERT = sa.insert(cast(sa.Table, UserSession.__table__))


def is_live(row: UserSession, at: datetime) -> bool:
    """Whether a session still opens anything."""
    idle = IDLE_ADMINISTRATOR if Role.ADMINISTRATOR.value in row.person.roles else IDLE
    return (
        row.ended_at is None and row.person.is_active and at - row.created_at < LONGEST and at - row.last_seen_at < idle
    )


def must_have_second_factor(person: Person) -> bool:
    """Whether this person's roles ask for a second factor here."""
    required: bool = current_app.extensions["settings"].require_mfa
    return required and bool(PRIVILEGED & person.roles)


def stage(row: UserSession) -> Stage:
    """How far a live session has come."""
    return stage_of(
        has_second_factor=row.person.totp_confirmed_at is not None,
        has_entered_code=row.second_factor_at is not None,
        password_is_first=row.person.password_is_first,
        must_have_second_factor=must_have_second_factor(row.person),
    )


def known_session() -> UserSession | None:
    """The row that this request's cookie names, live or ended, loaded once."""
    if "known_session" not in g:
        g.known_session = _load()
    found: UserSession | None = g.known_session
    return found


def _load() -> UserSession | None:
    token = cookie.get(COOKIE_KEY)
    if not isinstance(token, str):
        return None
    row = db.session().scalars(_by_token(), {"token": token_hash(token)}).unique().one_or_none()
    if row is not None:
        at = clock.now()
        g.is_seen_due = is_live(row, at) and at - row.last_seen_at >= SEEN_EVERY
    return row


def current_session() -> UserSession | None:
    """The live session of this request, whole or half."""
    row = known_session()
    return row if row is not None and is_live(row, clock.now()) else None


@cache
def _by_token() -> sa.Select[UserSession]:
    with_roles = joinedload(UserSession.person).joinedload(Person.grants)  # one statement, on every page
    return sa.select(UserSession).where(UserSession.token_hash == sa.bindparam("token")).options(with_roles)


def half() -> tuple[UserSession, Stage] | None:
    """The half sign-in of this request and the step that it lacks."""
    row = current_session()
    if row is None:
        return None
    lacking = stage(row)
    return None if lacking is Stage.FULL else (row, lacking)


def load_person(_request: object) -> Person | None:
    """The person behind this request, for flask-login; nobody while a step is lacking."""
    row = current_session()
    return row.person if row is not None and stage(row) is Stage.FULL else None


def put_in_cookie(token: str, *, keep_forms: bool) -> None:
    """Let the browser hold this sign-in and nothing of an earlier one.

    `keep_forms`: the same person signs in again, so forms that are open in other tabs stay valid.
    """
    forgery_token = cookie.get("csrf_token") if keep_forms else None
    cookie.clear()
    cookie[COOKIE_KEY] = token
    if forgery_token:
        cookie["csrf_token"] = forgery_token
    g.pop("csrf_token", None)
    g.pop("known_session", None)
    g.pop("_login_user", None)


def sign_out_in_cookie() -> None:
    """Empty the browser's cookie, but for the sign-in that has ended: it opens nothing.

    By it, forms that are still open in other tabs wait for the person who typed them (`views.waiting`) instead of being lost.
    Whoever signs in next and is somebody else gets a cookie of his own.
    """
    kept = {name: cookie[name] for name in (COOKIE_KEY, "csrf_token") if name in cookie}
    cookie.clear()
    cookie.update(kept | {SIGNED_OUT: True})
    for name in ("known_session", "_login_user"):
        g.pop(name, None)


def has_signed_out() -> bool:
    """Whether the last person of this browser left by the button."""
    return bool(cookie.get(SIGNED_OUT))


def _note_seen(response: Response) -> Response:
    """Move `last_seen_at` now and then; a busy store is no reason to spoil the page that was made."""
    row = g.get("known_session")
    if row is None or not g.get("is_seen_due") or g.get("failed") or response.status_code >= 500:
        return response
    try:
        at = clock.now()
        if sa.inspect(row).persistent and is_live(row, at) and at - row.last_seen_at >= SEEN_EVERY:
            with db.transaction(db.session()):
                row.last_seen_at = at
    except sa.exc.SQLAlchemyError:
        log.warning("could not note that a session was seen", exc_info=True)
    return response


def init_app(app: Flask) -> LoginManager:
    """Bind flask-login to these sessions; it keeps nothing of its own in the cookie."""
    # Templates get `me` from accounts.frame: an error page must not ask the database who is there.
    manager = LoginManager(app, add_context_processor=False)
    manager.session_protection = None
    manager.request_loader(load_person)
    app.after_request(_note_seen)
    return manager
