"""Agencies with their dates, and the installation's own names."""

import uuid
from datetime import date, datetime

import sqlalchemy as sa
from sqlalchemy.orm import Session

from accounts.domain import AgencyKind
from accounts.models import Agency, Installation, Person
from core import once
from core.audit import record
from core.db import transaction
from law.vietnamese import clean, clean_name, fold


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


def change_agency(
    session: Session,
    actor: Person | None,
    agency: Agency,
    *,
    name: str,
    valid_from: date,
    valid_to: date | None,
    parent_id: uuid.UUID | None,
    at: datetime,
) -> bool:
    """Correct what was typed wrong; returns whether anything differed. Raises AgencyExists, AgencyCircle.

    People and classes keep the agency and show its right name; certificates keep what was printed on them. An agency
    that really gets another name ends, and a new one begins.
    """
    wanted = {"name": clean_name(name), "valid_from": valid_from, "valid_to": valid_to, "parent_id": parent_id}
    changes = {key: value for key, value in wanted.items() if getattr(agency, key) != value}
    if not changes:
        return False
    with transaction(session):
        _refuse_a_twin(session, clean_name(name), valid_from, valid_to, but=agency.id)
        _refuse_a_circle(session, agency.id, parent_id)
        before = {key: str(getattr(agency, key) or "") for key in changes}
        for key, value in changes.items():
            setattr(agency, key, value)
        agency.folded_name = fold(agency.name)
        record(
            session,
            actor_id=actor.id if actor else None,
            action="accounts.change_agency",
            subject=f"agency:{agency.id}",
            at=at,
            details={"before": before, "after": {key: str(value or "") for key, value in changes.items()}},
        )
    return True


def _refuse_a_circle(session: Session, agency_id: uuid.UUID, parent_id: uuid.UUID | None) -> None:
    above = parent_id
    while above is not None:
        if above == agency_id:
            raise AgencyCircle(agency_id)
        above = session.scalar(sa.select(Agency.parent_id).where(Agency.id == above))


def end_agency(session: Session, actor: Person | None, agency: Agency, last_day: date, at: datetime) -> None:
    """Say on which day an agency ceased to exist; people and past classes keep it. Raises ValueError before its first day."""
    if last_day < agency.valid_from:
        raise ValueError("an agency cannot end before it begins")
    with transaction(session):
        agency.valid_to = last_day
        record(
            session,
            actor_id=actor.id if actor else None,
            action="accounts.end_agency",
            subject=f"agency:{agency.id}",
            at=at,
            details={"last_day": last_day.isoformat()},
        )


def set_installation(
    session: Session,
    actor: Person | None,
    *,
    parent_organ: str,
    organ: str,
    place: str,
    signer_position: str,
    signer_name: str,
    at: datetime,
) -> Installation:
    """Set the installation's own names, as they stand on certificates from now on."""
    with transaction(session):
        row = session.get(Installation, 1) or Installation(id=1)
        row.parent_organ, row.organ, row.place = clean(parent_organ), clean(organ), clean(place)
        row.signer_position, row.signer_name, row.set_at = clean(signer_position), clean_name(signer_name), at
        session.add(row)
        session.flush()
        record(
            session,
            actor_id=actor.id if actor else None,
            action="accounts.set_installation",
            subject="installation:1",
            at=at,
            details={"organ": row.organ, "signer": row.signer_name},
        )
    return row
