"""First passwords: a word phrase on a slip of paper, to be changed at the first sign-in.

The phrase is returned once and kept nowhere in clear: whoever loses the slip gets a new one.
"""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Session

from accounts.domain import user_name_from
from accounts.models import Agency, Person, Throttle
from accounts.namesakes import Bearer, named, told_apart
from accounts.passwords import FirstPassword, hash_known_password, new_first_password
from accounts.service.people import NotAllowed, end_sessions
from core import once
from core.audit import record
from core.db import transaction


@dataclass(frozen=True)
class Slip:
    """What stands on one slip: name, agency (may be empty), user name, phrase."""

    full_name: str
    agency: str
    user_name: str
    phrase: str


def ensure_user_name(session: Session, person: Person) -> str:
    """The person's user name, made from the name where there is none: lan.nong, lan.nong2, …"""
    with transaction(session):
        if person.user_name is None:
            person.user_name = _free_user_name(session, user_name_from(person.full_name))
            session.flush()
        return person.user_name


def _free_user_name(session: Session, base: str) -> str:
    taken = set(session.scalars(sa.select(Person.user_name).where(Person.user_name.startswith(base, autoescape=True))))
    number = 1
    while (name := base if number == 1 else f"{base}{number}") in taken:
        number += 1
    return name


def give_first_password(
    session: Session,
    actor: Person | None,
    person: Person,
    at: datetime,
    prepared: FirstPassword | None = None,
) -> str:
    """Give a person a user name (where missing) and a new first password; returns the phrase.

    Ends the person's sign-ins and lifts the lock after wrong tries. For many people make the hashes
    beforehand (`accounts.passwords.new_first_password`) or call `give_first_passwords`.
    """
    first = prepared or new_first_password()
    with transaction(session):
        ensure_user_name(session, person)
        set_password_hash(session, person, first.password_hash, at, is_first=True)
        record(
            session,
            actor_id=actor.id if actor else None,
            action="accounts.give_first_password",
            subject=f"person:{person.id}",
            at=at,
        )
    return first.phrase


def give_first_passwords(
    session: Session,
    actor: Person | None,
    people: Sequence[Person],
    at: datetime,
    *,
    token: uuid.UUID | None = None,
    result: str = "/",
    is_only_missing: bool = False,
) -> list[Slip]:
    """First passwords for many people in one transaction; the slow hashing is done before it begins.

    `token` is the form's and `result` the page that shows what it did. Raises core.once.AlreadyDone: a double click
    must not make the slips void that have just been printed; with `is_only_missing` neither does a second officer, who
    gets slips for those only who still have no password. Raises NotAllowed for oneself and for a suspended person, whom a
    slip would not let in.
    """
    _refuse_useless(actor, people)
    prepared = [new_first_password() for _ in people]
    with transaction(session):
        once.claim(session, token, result, at)
        passed_over = _with_password(session, people) if is_only_missing else set()
        wanted = {person.agency_id for person in people if person.agency_id}
        rows = session.execute(sa.select(Agency.id, Agency.name).where(Agency.id.in_(wanted))).all() if wanted else []
        agencies = {row.id: row.name for row in rows}
        slips, apart = [], told_apart(Bearer(one.id, one.full_name, one.birth_date, None) for one in people)
        for person, first in zip(people, prepared, strict=True):
            if person.id in passed_over:
                continue
            phrase = give_first_password(session, actor, person, at, first)
            agency = agencies[person.agency_id] if person.agency_id else ""
            slips.append(Slip(named(person.full_name, apart.get(person.id)), agency, person.user_name or "", phrase))
    return slips


def _refuse_useless(actor: Person | None, people: Sequence[Person]) -> None:
    for person in people:
        if actor is not None and person.id == actor.id:
            raise NotAllowed(
                "Không tự cấp phiếu cho mình được: phiếu làm mất phiên đang mở. Hãy mở “Tài khoản” để đổi mật khẩu."
            )
        if person.suspended_at is not None:
            raise NotAllowed(
                f"Tài khoản của {person.full_name} đang tạm dừng nên phiếu không dùng được. Hãy mở lại tài khoản rồi cấp phiếu."
            )


def _with_password(session: Session, people: Sequence[Person]) -> set[uuid.UUID]:
    """Who has a password by now; the others are locked."""
    ids = [person.id for person in people]
    missing = sa.select(Person.id).where(Person.id.in_(ids), Person.password_hash.is_(None)).with_for_update()
    return set(ids) - set(session.scalars(missing))


def give_known_password(session: Session, person: Person, password: str, at: datetime) -> None:
    """A password that everybody may read, for demo accounts and benchmarks. Raises RuntimeError outside demo mode."""
    known = hash_known_password(password)
    with transaction(session):
        ensure_user_name(session, person)
        set_password_hash(session, person, known, at, is_first=False)


def set_password_hash(
    session: Session, person: Person, password_hash: str, at: datetime, *, is_first: bool, keep_session: str = ""
) -> None:
    """Put a password in place inside the open transaction: other sign-ins end, wrong tries are forgotten."""
    person.password_hash = password_hash
    person.password_is_first = is_first
    person.password_set_at = at
    session.flush()
    end_sessions(session, person, at, except_hash=keep_session)
    session.execute(sa.delete(Throttle).where(Throttle.key == f"password:{person.id}"))
