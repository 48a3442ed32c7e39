"""Server-side sessions: the cookie holds a random token, the row decides whether it still opens anything."""

import hashlib
import secrets
from datetime import datetime, timedelta

import sqlalchemy as sa
from flask import Flask, g
from flask import session as cookie
from flask_login import LoginManager
from sqlalchemy.orm import Session

from accounts.models import Person, UserSession
from core import clock, db

COOKIE_KEY = "token"
LONGEST = timedelta(hours=12)
IDLE = timedelta(hours=8)  # a class day
SEEN_EVERY = timedelta(minutes=5)  # a page view must not cost a write


def token_hash(token: str) -> str:
    """What the database keeps of a token."""
    return hashlib.sha256(token.encode()).hexdigest()


def open_session(session: Session, person: Person, at: datetime, device: str = "") -> str:
    """Begin a sign-in inside the open transaction; returns the token for the cookie."""
    token = secrets.token_urlsafe(32)
    session.add(
        UserSession(
            token_hash=token_hash(token), person_id=person.id, created_at=at, last_seen_at=at, device=device[:120]
        )
    )
    session.flush()
    return token


def is_live(row: UserSession, at: datetime) -> bool:
    """Whether a session still opens anything."""
    return (
        row.ended_at is None and row.person.is_active and at - row.created_at < LONGEST and at - row.last_seen_at < IDLE
    )


def current_session() -> UserSession | None:
    """The live session of this request, loaded once."""
    if "user_session" not in g:
        g.user_session = _load()
    found: UserSession | None = g.user_session
    return found


def _load() -> UserSession | None:
    token = cookie.get(COOKIE_KEY)
    if not isinstance(token, str):
        return None
    row = db.session().scalar(sa.select(UserSession).where(UserSession.token_hash == token_hash(token)))
    if row is None or not is_live(row, clock.now()):
        return None
    return row


def load_person(_request: object) -> Person | None:
    """The person behind this request, for flask-login."""
    row = current_session()
    return row.person if row else None


def init_app(app: Flask) -> LoginManager:
    """Bind flask-login to these sessions; it keeps nothing of its own in the cookie."""
    manager = LoginManager(app)
    manager.session_protection = None
    manager.request_loader(load_person)
    return manager
