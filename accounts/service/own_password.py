"""A person's own password: changing it, and setting it through a one-time link."""

import secrets
import uuid
from datetime import datetime, timedelta

import sqlalchemy as sa
from sqlalchemy.orm import Session

from accounts import passwords, sessions
from accounts.domain import MOST_PASSWORD_TRIES
from accounts.models import Agency, PasswordLink, Person, Throttle, UserSession
from accounts.password_rules import problem_with
from accounts.service.first_passwords import set_password_hash
from accounts.service.sign_in import SignInRefused, count_try
from core.audit import record
from core.db import transaction

LINK_LIFE = timedelta(hours=24)


class PasswordRefused(Exception):
    """A new password that is not good enough; the message says what to do."""


class LinkGone(Exception):
    """A one-time link that was used, ran out, or never existed."""


def change_password(
    session: Session, person: Person, row: UserSession, current: str | None, new: str, at: datetime
) -> str:
    """Put a new password in place; all sign-ins of the person end, the present one gets a new token, which is returned.

    `current` is None only for a first password, which has just been typed. Raises PasswordRefused, SignInRefused.
    """
    if not person.password_is_first:
        prove(session, person, current or "", at)
    _check(session, person, new)
    new_hash = passwords.hash_password(new)
    with transaction(session):
        set_password_hash(session, person, new_hash, at, is_first=False)
        token = sessions.open_session(session, person, at, row.device, second_factor_at=row.second_factor_at)
        record(session, actor_id=person.id, action="accounts.change_password", subject=f"person:{person.id}", at=at)
    return token


def prove(session: Session, person: Person, password: str, at: datetime) -> None:
    """Ask for the password again before something delicate. Raises SignInRefused; counts like a sign-in."""
    key = f"password:{person.id}"
    count_try(session, key, at, MOST_PASSWORD_TRIES)
    if not passwords.fits(person.password_hash, password):
        raise SignInRefused("Mật khẩu hiện tại chưa đúng. Hãy gõ lại.")
    forget_tries(session, key)


def forget_tries(session: Session, key: str) -> None:
    """The secret was right: wrong tries before it do not count any more."""
    with transaction(session):
        session.execute(sa.delete(Throttle).where(Throttle.key == key))


def _check(session: Session, person: Person, new: str) -> None:
    agency = session.get(Agency, person.agency_id) if person.agency_id else None
    own = [person.full_name, person.user_name or "", agency.name if agency else "", (person.email or "").split("@")[0]]
    # Whoever must have a second factor still types this password alone until it is set up: the long rule holds.
    problem = problem_with(new, has_second_factor=person.totp_confirmed_at is not None, own_words=own)
    if problem:
        raise PasswordRefused(problem)
    if passwords.fits(person.password_hash, passwords.as_phrase(new) if person.password_is_first else new):
        raise PasswordRefused("Mật khẩu mới giống mật khẩu đang dùng. Hãy chọn mật khẩu khác.")


def make_link(session: Session, actor: Person | None, person: Person, at: datetime) -> str:
    """A one-time link token, valid for 24 hours; earlier links of the person are void. Returned once."""
    token = secrets.token_urlsafe(32)
    with transaction(session):
        session.execute(sa.delete(PasswordLink).where(PasswordLink.person_id == person.id))
        session.add(PasswordLink(token_hash=sessions.token_hash(token), person_id=person.id, expires_at=at + LINK_LIFE))
        record(
            session,
            actor_id=actor.id if actor else None,
            action="accounts.make_link",
            subject=f"person:{person.id}",
            at=at,
        )
    return token


def person_of_link(session: Session, token: str, at: datetime) -> Person:
    """Whose one-time link this is. Raises LinkGone."""
    link = session.get(PasswordLink, sessions.token_hash(token))
    if link is None or link.used_at is not None or link.expires_at <= at:
        raise LinkGone
    return session.get_one(Person, link.person_id)


def set_password_by_link(session: Session, token: str, new: str, at: datetime) -> uuid.UUID:
    """Use a one-time link up. Raises LinkGone, PasswordRefused."""
    person = person_of_link(session, token, at)
    _check(session, person, new)
    new_hash = passwords.hash_password(new)
    with transaction(session):
        used = session.execute(
            sa.update(PasswordLink)
            .where(
                PasswordLink.token_hash == sessions.token_hash(token),
                PasswordLink.used_at.is_(None),
                PasswordLink.expires_at > at,
            )
            .values(used_at=at)
            .returning(PasswordLink.person_id)
        ).first()
        if used is None:
            raise LinkGone
        set_password_hash(session, person, new_hash, at, is_first=False)
        record(session, actor_id=person.id, action="accounts.use_link", subject=f"person:{person.id}", at=at)
    return person.id
