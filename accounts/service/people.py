"""People: making them, changing them, their roles, and stopping their sign-in."""

import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields, replace
from datetime import date, datetime

import sqlalchemy as sa
from sqlalchemy.orm import Session

from accounts import queries
from accounts.domain import Role, clean_email, clean_phone, clean_user_name, may_be_same, name_sort_text
from accounts.models import Person, RoleGrant, UserSession
from core import once
from core.audit import record
from core.db import transaction
from core.edits import Opened, Values, as_text, lock, refuse_overtaken
from law.vietnamese import clean, clean_name, fold


class NotAllowed(Exception):
    """An act that would harm the installation; the message says why, in Vietnamese."""


class UserNameTaken(Exception):
    """Somebody else has this user name."""


class Namesakes(Exception):
    """Somebody who may be this person is here already; `people` are those of whom that may be so."""

    def __init__(self, people: Sequence[Person]) -> None:
        super().__init__("somebody of this name is here already")
        self.people = people


@dataclass(frozen=True)
class Particulars:
    """What is written down about a person, cleaned."""

    full_name: str
    birth_date: date | None = None
    position: str = ""
    agency_id: uuid.UUID | None = None
    email: str | None = None
    phone: str | None = None
    user_name: str | None = None

    def cleaned(self) -> "Particulars":
        """One spelling for each value."""
        return replace(
            self,
            full_name=clean_name(self.full_name),
            position=clean(self.position),
            email=clean_email(self.email),
            phone=clean_phone(self.phone),
            user_name=clean_user_name(self.user_name) if self.user_name else None,
        )


def create_person(
    session: Session,
    actor: Person | None,
    *,
    full_name: str,
    roles: Iterable[Role] = (),
    at: datetime,
    agency_id: uuid.UUID | None = None,
    birth_date: date | None = None,
    position: str = "",
    email: str | None = None,
    phone: str | None = None,
    user_name: str | None = None,
    is_simulated: bool = False,
    token: uuid.UUID | None = None,
    is_other: bool = True,
) -> Person:
    """Write down a new person, who cannot sign in until a password is given.

    `token` is the form's, so that a double click makes one person. `is_other`: nobody who is here may be meant.
    Raises UserNameTaken, Namesakes, core.once.AlreadyDone.
    """
    given = Particulars(full_name, birth_date, position, agency_id, email, phone, user_name).cleaned()
    person = Person(id=uuid.uuid4(), created_at=at, is_simulated=is_simulated, grants=[])
    with transaction(session):
        once.claim(session, token, f"/quan-tri/nguoi-dung/{person.id}", at)
        if not is_other:
            _refuse_namesakes(session, given)
        _write(session, person, given)
        person.grants = [RoleGrant(role=role) for role in sorted(set(roles))]
        session.add(person)
        session.flush()
        record(
            session,
            actor_id=actor.id if actor else None,
            action="accounts.create_person",
            subject=f"person:{person.id}",
            at=at,
            details={"name": person.full_name, "roles": sorted(person.roles)},
        )
    return person


def _refuse_namesakes(session: Session, given: Particulars) -> None:
    mine = (given.birth_date, given.agency_id)
    found = [
        one for one in queries.namesakes(session, given.full_name) if may_be_same(mine, (one.birth_date, one.agency_id))
    ]
    if found:
        raise Namesakes(found)


def particulars_of(person: Person) -> Values:
    """What is written down about a person, by the names of Particulars."""
    return {field.name: getattr(person, field.name) for field in fields(Particulars)}


# The log is kept for ever, so it holds how to reach a person only as "was changed".
_REACHED_AT = frozenset({"email", "phone"})


def change_person(
    session: Session, actor: Person, person: Person, given: Particulars, at: datetime, opened: Opened | None = None
) -> bool:
    """Correct what is written down about a person; returns whether anything differed.

    Raises UserNameTaken, core.edits.Overtaken (`opened` is what the form's page knew).
    """
    wanted = vars(given.cleaned())
    subject, act = f"person:{person.id}", "accounts.change_person"
    with transaction(session):
        lock(session, person)
        before = particulars_of(person)
        refuse_overtaken(session, opened, now=before, wanted=wanted, subject=subject, acts={act})
        changed = sorted(name for name, value in wanted.items() if before[name] != value)
        if not changed:
            return False
        _write(session, person, given.cleaned())
        shown = [name for name in changed if name not in _REACHED_AT]
        details = {
            "changed": changed,
            "before": {name: as_text(before[name]) for name in shown},
            "after": {name: as_text(wanted[name]) for name in shown},
        }
        record(session, actor_id=actor.id, action=act, subject=subject, at=at, details=details)
    return True


def _write(session: Session, person: Person, given: Particulars) -> None:
    if given.user_name and is_user_name_taken(session, given.user_name, except_for=person.id):
        raise UserNameTaken(given.user_name)
    for name, value in vars(given).items():
        setattr(person, name, value)
    person.name_key = name_sort_text(given.full_name)
    person.folded_name = fold(given.full_name)


def is_user_name_taken(session: Session, user_name: str, except_for: uuid.UUID | None = None) -> bool:
    """Whether somebody (else) has this user name."""
    taken = sa.select(Person.id).where(Person.user_name == user_name)
    if except_for is not None:
        taken = taken.where(Person.id != except_for)
    return session.scalar(taken) is not None


def grant_roles(
    session: Session,
    actor: Person | None,
    person: Person,
    roles: Iterable[Role],
    at: datetime,
    opened: Opened | None = None,
) -> None:
    """Give a person exactly these roles; it counts from the person's next request.

    Raises NotAllowed, core.edits.Overtaken (`opened` is what the form's page knew).
    """
    wanted = frozenset(roles)
    subject, act = f"person:{person.id}", "accounts.grant_roles"
    with transaction(session):
        lock(session, person)
        before = {grant.role for grant in person.grants}
        refuse_overtaken(session, opened, now={"roles": before}, wanted={"roles": wanted}, subject=subject, acts={act})
        if Role.ADMINISTRATOR in before and Role.ADMINISTRATOR not in wanted:
            _refuse_without_administrator(session, actor, person)
        person.grants = [
            *(grant for grant in person.grants if grant.role in wanted),
            *(RoleGrant(role=role) for role in sorted(wanted - before)),
        ]
        session.flush()
        record(
            session,
            actor_id=actor.id if actor else None,
            action=act,
            subject=subject,
            at=at,
            details={"before": sorted(before), "after": sorted(wanted)},
        )


def suspend(session: Session, actor: Person, person: Person, at: datetime) -> None:
    """Stop a person's sign-in at once; what the person did stays. Raises NotAllowed."""
    with transaction(session):
        if Role.ADMINISTRATOR.value in person.roles or person.id == actor.id:
            _refuse_without_administrator(session, actor, person)
        if person.suspended_at is None:
            person.suspended_at = at
            end_sessions(session, person, at)
            record(session, actor_id=actor.id, action="accounts.suspend", subject=f"person:{person.id}", at=at)


def resume(session: Session, actor: Person, person: Person, at: datetime) -> None:
    """Let a suspended person sign in again."""
    with transaction(session):
        if person.suspended_at is not None:
            person.suspended_at = None
            record(session, actor_id=actor.id, action="accounts.resume", subject=f"person:{person.id}", at=at)


def end_sessions(session: Session, person: Person, at: datetime, *, except_hash: str = "") -> int:
    """End a person's live sign-ins inside the open transaction, but for one; returns how many."""
    ended = session.scalars(
        sa.update(UserSession)
        .where(
            UserSession.person_id == person.id,
            UserSession.ended_at.is_(None),
            UserSession.token_hash != except_hash,
        )
        .values(ended_at=at)
        .returning(UserSession.token_hash)
    )
    return len(ended.all())


def _refuse_without_administrator(session: Session, actor: Person | None, person: Person) -> None:
    if actor is not None and actor.id == person.id:
        raise NotAllowed("Bạn không thể tự bỏ quyền quản trị hoặc tự tạm dừng mình. Hãy nhờ một quản trị viên khác.")
    others = session.scalar(
        sa.select(sa.func.count())
        .select_from(RoleGrant)
        .join(Person, Person.id == RoleGrant.person_id)
        .where(
            RoleGrant.role == Role.ADMINISTRATOR,
            Person.id != person.id,
            Person.suspended_at.is_(None),
            Person.password_hash.is_not(None),
        )
    )
    if not others:
        raise NotAllowed("Đây là quản trị viên duy nhất còn đăng nhập được. Hãy thêm một quản trị viên khác trước.")


def end_other_sessions(session: Session, person: Person, own_hash: str, at: datetime) -> int:
    """Sign a person out everywhere but here; returns on how many machines."""
    with transaction(session):
        count = end_sessions(session, person, at, except_hash=own_hash)
        if count:
            record(session, actor_id=person.id, action="accounts.end_sessions", subject=f"person:{person.id}", at=at)
    return count
