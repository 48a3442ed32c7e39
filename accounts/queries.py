"""Reads of this package."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Generic, TypeVar

import sqlalchemy as sa
from sqlalchemy.orm import Session, joinedload

from accounts.audit_changes import Change, agencies_in, changes_in
from accounts.domain import WAITING_LIFE, AgencyKind, Role, clean_phone
from accounts.logged import names_of_subjects, subjects_called
from accounts.models import Agency, Installation, Person, RecoveryCode, RoleGrant, UserSession, WaitingPost
from core.audit import AuditEntry
from core.jobs import Job, JobState
from law.vietnamese import clean_name, fold, text_key

PAGE = 30
Row = TypeVar("Row")


@dataclass(frozen=True)
class Page(Generic[Row]):
    """One page of a long list."""

    rows: Sequence[Row]
    number: int
    pages: int
    total: int


def _page(session: Session, query: sa.Select[Row], number: int) -> Page[Row]:
    total = session.scalar(sa.select(sa.func.count()).select_from(query.order_by(None).subquery())) or 0
    pages = max(1, -(-total // PAGE))
    number = min(max(1, number), pages)
    rows = session.scalars(query.limit(PAGE).offset((number - 1) * PAGE)).unique().all()
    return Page(rows, number, pages, total)


def people(
    session: Session,
    *,
    text: str = "",
    role: Role | None = None,
    agency_id: uuid.UUID | None = None,
    page: int = 1,
) -> Page[Person]:
    """People by given name; `text` is looked for in the folded name, the user name and the telephone number."""
    query = sa.select(Person).options(joinedload(Person.agency)).order_by(Person.name_key, Person.id)
    if wanted := fold(text):
        query = query.where(
            sa.or_(
                Person.folded_name.contains(wanted, autoescape=True),
                Person.user_name.contains(wanted, autoescape=True),
                Person.phone.contains(clean_phone(wanted) or wanted, autoescape=True),
            )
        )
    if role:
        query = query.where(Person.grants.any(RoleGrant.role == role))
    if agency_id:
        query = query.where(Person.agency_id == agency_id)
    return _page(session, query, page)


def namesakes(session: Session, full_name: str) -> Sequence[Person]:
    """Everybody of this name, however it is accented; not the made-up people of past classes, who have no sign-in."""
    is_real = sa.or_(Person.is_simulated.is_(False), Person.password_hash.is_not(None))
    query = sa.select(Person).options(joinedload(Person.agency)).order_by(Person.created_at, Person.id)
    return session.scalars(query.where(Person.folded_name == fold(full_name), is_real)).unique().all()


def people_count(session: Session) -> int:
    """How many people there are."""
    return session.scalar(sa.select(sa.func.count()).select_from(Person)) or 0


def people_of_agency(session: Session, agency_id: uuid.UUID) -> Sequence[Person]:
    """Everybody of one agency, by given name."""
    return session.scalars(sa.select(Person).where(Person.agency_id == agency_id).order_by(Person.name_key)).all()


def agencies(session: Session, *, kind: AgencyKind | None = None, text: str = "") -> Sequence[Agency]:
    """Agencies by kind, living ones first, then in the order of the Vietnamese alphabet."""
    query = sa.select(Agency)
    if kind:
        query = query.where(Agency.kind == kind)
    if wanted := fold(text):
        query = query.where(Agency.folded_name.contains(wanted, autoescape=True))
    found = session.scalars(query).all()
    return sorted(found, key=lambda one: (one.kind, one.valid_to is not None, text_key(one.name)))


def living_agencies(session: Session, day: date) -> Sequence[Agency]:
    """Agencies that exist on a day, in the order of the Vietnamese alphabet."""
    return sorted(session.scalars(sa.select(Agency).where(_lives_on(day))), key=lambda one: text_key(one.name))


def living_agency_count(session: Session, day: date) -> int:
    """How many agencies exist on a day."""
    return session.scalar(sa.select(sa.func.count()).select_from(Agency).where(_lives_on(day))) or 0


def _lives_on(day: date) -> sa.ColumnElement[bool]:
    return sa.and_(Agency.valid_from <= day, sa.or_(Agency.valid_to.is_(None), Agency.valid_to >= day))


def last_day_of_namesakes(session: Session, name: str, day: date) -> date | None:
    """The last day of the agencies of exactly this name that had ceased to exist before a day; None without any."""
    ended = sa.select(sa.func.max(Agency.valid_to)).where(Agency.name == clean_name(name), Agency.valid_to < day)
    return session.scalar(ended)


def people_count_by_agency(session: Session) -> dict[uuid.UUID, int]:
    """How many people each agency has."""
    rows = session.execute(
        sa.select(Person.agency_id, sa.func.count()).where(Person.agency_id.is_not(None)).group_by(Person.agency_id)
    )
    return {agency_id: count for agency_id, count in rows if agency_id is not None}


def installation(session: Session) -> Installation | None:
    """The installation's own names, or None while they are not set."""
    return session.get(Installation, 1)


def live_sessions(session: Session, person_id: uuid.UUID, since: datetime) -> Sequence[UserSession]:
    """Sign-ins of a person that have not ended and began after `since`, newest first."""
    return session.scalars(
        sa.select(UserSession)
        .where(UserSession.person_id == person_id, UserSession.ended_at.is_(None), UserSession.created_at > since)
        .order_by(UserSession.last_seen_at.desc())
    ).all()


def recovery_codes_left(session: Session, person_id: uuid.UUID) -> int:
    """How many recovery codes a person has not used."""
    return (
        session.scalar(
            sa.select(sa.func.count()).where(RecoveryCode.person_id == person_id, RecoveryCode.used_at.is_(None))
        )
        or 0
    )


def waiting_posts(session: Session, person_id: uuid.UUID, at: datetime) -> Sequence[WaitingPost]:
    """What waits for this person, newest first."""
    return session.scalars(_WAITING_POSTS, {"person": person_id, "since": at - WAITING_LIFE}).all()


# Every home page asks: built once.
_WAITING_POSTS = (
    sa.select(WaitingPost)
    .where(
        WaitingPost.person_id == sa.bindparam("person"),
        WaitingPost.sent_at.is_(None),
        WaitingPost.kept_at >= sa.bindparam("since"),
    )
    .order_by(WaitingPost.kept_at.desc())
)


def demo_person(session: Session, role: Role, user_name: str | None) -> Person | None:
    """The demo account of a role: the named one, else the first that may sign in and has this role."""
    query = sa.select(Person).where(
        Person.password_hash.is_not(None),
        Person.suspended_at.is_(None),
        Person.password_is_first.is_(False),
        Person.grants.any(RoleGrant.role == role),
    )
    if user_name:
        query = query.where(Person.user_name == user_name)
    return session.scalars(query.order_by(Person.created_at, Person.user_name).limit(1)).first()


def audit_entries(
    session: Session, *, text: str = "", action: str = "", since: datetime | None = None, page: int = 1
) -> Page[AuditEntry]:
    """The audit log, newest first; `text` is looked for in the names of the actor and of the subject, and in its id."""
    query = sa.select(AuditEntry).order_by(AuditEntry.position.desc())
    if action:
        query = query.where(AuditEntry.action == action)
    if since:
        query = query.where(AuditEntry.at >= since)
    if wanted := fold(text):
        actors = sa.select(Person.id).where(Person.folded_name.contains(wanted, autoescape=True))
        query = query.where(
            sa.or_(
                AuditEntry.actor_id.in_(actors),
                AuditEntry.subject.in_(subjects_called(session, wanted)),
                AuditEntry.subject.contains(wanted, autoescape=True),
            )
        )
    return _page(session, query, page)


def last_audit_entries(session: Session, most: int) -> Sequence[AuditEntry]:
    """The last acts of the audit log, newest first."""
    return session.scalars(sa.select(AuditEntry).order_by(AuditEntry.position.desc()).limit(most)).all()


def audit_actions(session: Session) -> Sequence[str]:
    """The kinds of acts that the log holds."""
    return session.scalars(sa.select(AuditEntry.action).distinct().order_by(AuditEntry.action)).all()


def names_in(session: Session, entries: Sequence[AuditEntry]) -> dict[uuid.UUID, str]:
    """Names of those who acted and of what the acts concern."""
    actors = {entry.actor_id for entry in entries if entry.actor_id}
    return names_of_subjects(session, [entry.subject for entry in entries], actors)


def changes_of(session: Session, entries: Sequence[AuditEntry]) -> dict[int, list[Change]]:
    """Old and new values of these acts, by position in the log. One query at most."""
    ids = set().union(*(agencies_in(entry.details) for entry in entries))
    rows = session.execute(sa.select(Agency.id, Agency.name).where(Agency.id.in_(ids))) if ids else ()
    names = {row.id: row.name for row in rows}
    return {entry.position: changes_in(entry.details, names) for entry in entries}


def names_of(session: Session, person_ids: set[uuid.UUID]) -> dict[uuid.UUID, str]:
    """Full names by id."""
    if not person_ids:
        return {}
    rows = session.execute(sa.select(Person.id, Person.full_name).where(Person.id.in_(person_ids)))
    return {row.id: row.full_name for row in rows}


def jobs(session: Session, *, state: JobState | None = None, page: int = 1) -> Page[Job]:
    """Background work, newest first."""
    query = sa.select(Job).order_by(Job.asked_at.desc(), Job.id)
    if state:
        query = query.where(Job.state == state)
    return _page(session, query, page)


def job_counts(session: Session) -> dict[JobState, int]:
    """How many jobs stand in each state."""
    rows = session.execute(sa.select(Job.state, sa.func.count()).group_by(Job.state))
    return {row[0]: row[1] for row in rows}
