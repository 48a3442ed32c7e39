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
        twin = sa.select(Agency.id).where(
            Agency.folded_name == fold(name),
            Agency.name == name,
            sa.or_(Agency.valid_to.is_(None), Agency.valid_to >= valid_from),
            Agency.valid_from <= (valid_to or date.max),
        )
        if session.scalar(twin) is not None:
            raise AgencyExists(name)
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
