"""Who belongs to a class."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Session

from accounts.models import Person
from core import audit
from core.db import transaction
from training import signals
from training.models import Enrolment, EnrolmentState, TrainingClass


@dataclass(frozen=True, slots=True)
class NewEnrolment:
    """A person with agency and position as they are at the time of the class."""

    person_id: uuid.UUID
    agency_id: uuid.UUID | None
    position: str = ""
    birth_year: int | None = None


def enrol(
    session: Session, actor: Person | None, class_id: uuid.UUID, people: Sequence[NewEnrolment], at: datetime
) -> int:
    """Put people into a class; returns how many came in.

    Those who are in it already are left as they are; those who were withdrawn come back, with agency and position of now.
    """
    with transaction(session):
        session.get_one(TrainingClass, class_id, with_for_update=True)  # two lists at once come one after the other
        known = {
            row.person_id: row for row in session.scalars(sa.select(Enrolment).where(Enrolment.class_id == class_id))
        }
        present = {key for key, row in known.items() if row.state is EnrolmentState.ENROLLED}
        fresh = {new.person_id: new for new in people if new.person_id not in present}
        for new in fresh.values():
            row = known.get(new.person_id) or Enrolment(class_id=class_id, person_id=new.person_id)
            row.agency_id, row.position, row.birth_year = new.agency_id, new.position, new.birth_year
            row.state, row.enrolled_at = EnrolmentState.ENROLLED, at
            session.add(row)
        session.flush()
        audit.record(
            session,
            actor_id=actor.id if actor else None,
            action="training.people_enrolled",
            subject=f"class:{class_id}",
            at=at,
            details={"count": len(fresh)},
        )
        signals.people_enrolled.send(
            "enrol",
            session=session,
            at=at,
            actor_id=actor.id if actor else None,
            class_id=class_id,
            person_ids=tuple(fresh),
        )
    return len(fresh)


def is_enrolled(session: Session, class_id: uuid.UUID, person_id: uuid.UUID) -> bool:
    """Whether a person is in a class and has not been taken out."""
    row = sa.select(Enrolment.state).where(Enrolment.class_id == class_id, Enrolment.person_id == person_id)
    return session.scalar(row) is EnrolmentState.ENROLLED


def withdraw(
    session: Session, actor: Person, class_id: uuid.UUID, person_id: uuid.UUID, reason: str, at: datetime
) -> None:
    """Take a person out of a class; the roll keeps what it says."""
    with transaction(session):
        row = session.scalars(
            sa.select(Enrolment)
            .where(Enrolment.class_id == class_id, Enrolment.person_id == person_id)
            .with_for_update()
        ).one()
        if row.state is EnrolmentState.WITHDRAWN:
            return  # another click was faster
        row.state = EnrolmentState.WITHDRAWN
        audit.record(
            session,
            actor_id=actor.id,
            action="training.person_withdrawn",
            subject=f"class:{class_id}",
            at=at,
            details={"person": str(person_id), "reason": reason},
        )
        signals.person_withdrawn.send(
            "withdraw", session=session, at=at, actor_id=actor.id, class_id=class_id, person_id=person_id
        )
