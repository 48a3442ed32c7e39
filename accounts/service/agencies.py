"""Agencies with their dates, and the installation's own names."""

import uuid
from dataclasses import dataclass, fields, replace
from datetime import date, datetime

import sqlalchemy as sa
from sqlalchemy.orm import Session

from accounts import signals
from accounts.domain import AgencyKind
from accounts.models import Agency, Installation, Person
from core import once
from core.audit import record
from core.db import insert_into, transaction
from core.edits import Opened, Values, as_text, lock, refuse_overtaken
from law.vietnamese import clean, clean_name, fold

CHANGES = frozenset({"accounts.change_agency", "accounts.end_agency"})


class AgencyExists(Exception):
    """An agency of this name lives on that day already."""


class AgencyCircle(Exception):
    """The agency above would stand below this one."""


def create_agency(
    session: Session,
    actor: Person | None,
    *,
    name: str,
    kind: AgencyKind,
    valid_from: date,
    at: datetime,
    valid_to: date | None = None,
    parent_id: uuid.UUID | None = None,
    token: uuid.UUID | None = None,
) -> Agency:
    """Write down an agency from the day on which it exists. Raises AgencyExists, core.once.AlreadyDone."""
    name = clean_name(name)
    with transaction(session):
        once.claim(session, token, "/quan-tri/co-quan", at)
        _refuse_a_twin(session, name, valid_from, valid_to)
        agency = Agency(
            id=uuid.uuid4(),
            name=name,
            folded_name=fold(name),
            kind=kind,
            parent_id=parent_id,
            valid_from=valid_from,
            valid_to=valid_to,
        )
        session.add(agency)
        session.flush()
        record(
            session,
            actor_id=actor.id if actor else None,
            action="accounts.create_agency",
            subject=f"agency:{agency.id}",
            at=at,
            details={"name": name, "kind": kind.value},
        )
    return agency


def _refuse_a_twin(
    session: Session, name: str, valid_from: date, valid_to: date | None, but: uuid.UUID | None = None
) -> None:
    twin = sa.select(Agency.id).where(
        Agency.folded_name == fold(name),
        Agency.name == name,
        sa.or_(Agency.valid_to.is_(None), Agency.valid_to >= valid_from),
        Agency.valid_from <= (valid_to or date.max),
    )
    if but is not None:
        twin = twin.where(Agency.id != but)
    if session.scalar(twin) is not None:
        raise AgencyExists(name)


@dataclass(frozen=True)
class AgencyFacts:
    """What can be corrected about an agency."""

    name: str
    kind: AgencyKind
    valid_from: date
    valid_to: date | None
    parent_id: uuid.UUID | None


def facts_of(agency: Agency) -> Values:
    """What is written down about an agency, by the names of AgencyFacts."""
    return {field.name: getattr(agency, field.name) for field in fields(AgencyFacts)}


def change_agency(
    session: Session, actor: Person, agency: Agency, facts: AgencyFacts, at: datetime, opened: Opened | None = None
) -> bool:
    """Correct what was typed wrong; returns whether anything differed.

    People and classes keep the agency and show its right name; certificates keep what was printed on them. An agency
    that really gets another name ends, and a new one begins. Raises AgencyExists, AgencyCircle, core.edits.Overtaken
    (`opened` is what the form's page knew).
    """
    wanted = vars(replace(facts, name=clean_name(facts.name)))
    subject = f"agency:{agency.id}"
    with transaction(session):
        lock(session, agency)
        before = facts_of(agency)
        refuse_overtaken(session, opened, now=before, wanted=wanted, subject=subject, acts=CHANGES)
        changes = {key: value for key, value in wanted.items() if before[key] != value}
        if not changes:
            return False
        _refuse_a_twin(session, wanted["name"], facts.valid_from, facts.valid_to, but=agency.id)
        _refuse_a_circle(session, agency.id, facts.parent_id)
        for key, value in changes.items():
            setattr(agency, key, value)
        agency.folded_name = fold(agency.name)
        details = {
            "before": {key: as_text(before[key]) for key in changes},
            "after": {key: as_text(value) for key, value in changes.items()},
        }
        record(session, actor_id=actor.id, action="accounts.change_agency", subject=subject, at=at, details=details)
        if "kind" in changes:
            signals.agency_kind_changed.send("change_agency", session=session, at=at, agency_id=agency.id)
    return True


def _refuse_a_circle(session: Session, agency_id: uuid.UUID, parent_id: uuid.UUID | None) -> None:
    above = parent_id
    while above is not None:
        if above == agency_id:
            raise AgencyCircle(agency_id)
        above = session.scalar(sa.select(Agency.parent_id).where(Agency.id == above))


def end_agency(
    session: Session, actor: Person, agency: Agency, last_day: date, at: datetime, opened: Opened | None = None
) -> None:
    """Say on which day an agency ceased to exist; people and past classes keep it.

    Raises ValueError before its first day, core.edits.Overtaken (`opened` is what the form's page knew).
    """
    subject = f"agency:{agency.id}"
    with transaction(session):
        lock(session, agency)
        if last_day < agency.valid_from:
            raise ValueError("an agency cannot end before it begins")
        now, wanted = {"valid_to": agency.valid_to}, {"valid_to": last_day}
        refuse_overtaken(session, opened, now=now, wanted=wanted, subject=subject, acts=CHANGES)
        agency.valid_to = last_day
        record(
            session,
            actor_id=actor.id,
            action="accounts.end_agency",
            subject=subject,
            at=at,
            details={"last_day": last_day.isoformat()},
        )


@dataclass(frozen=True)
class Names:
    """The installation's own names."""

    parent_organ: str = ""
    organ: str = ""
    place: str = ""
    signer_position: str = ""
    signer_name: str = ""

    def cleaned(self) -> "Names":
        """One spelling for each."""
        return Names(
            parent_organ=clean(self.parent_organ),
            organ=clean(self.organ),
            place=clean(self.place),
            signer_position=clean(self.signer_position),
            signer_name=clean_name(self.signer_name),
        )


def names_of(row: Installation | None) -> Values:
    """The installation's own names; empty while they are not set."""
    return {field.name: getattr(row, field.name, "") for field in fields(Names)}


def set_installation(
    session: Session, actor: Person | None, names: Names, at: datetime, opened: Opened | None = None
) -> Installation:
    """Set the installation's own names, as they stand on certificates from now on.

    Raises core.edits.Overtaken (`opened` is what the form's page knew).
    """
    wanted, subject, act = vars(names.cleaned()), "installation:1", "accounts.set_installation"
    with transaction(session):
        # Two who set them for the first time meet at this row, then queue for its lock.
        nothing = {**vars(Names()), "id": 1, "set_at": at}
        session.execute(insert_into(session, Installation).values(nothing).on_conflict_do_nothing())
        row = session.get_one(Installation, 1, with_for_update=True)
        refuse_overtaken(session, opened, now=names_of(row), wanted=wanted, subject=subject, acts={act})
        for name, value in wanted.items():
            setattr(row, name, value)
        row.set_at = at
        details = {"organ": row.organ, "signer": row.signer_name}
        record(session, actor_id=actor.id if actor else None, action=act, subject=subject, at=at, details=details)
    return row
