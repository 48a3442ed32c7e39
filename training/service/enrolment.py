"""Who belongs to a class."""

import uuid
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Session

from accounts.models import Person
from core import audit
from core.db import transaction
from core.edits import Opened, Values, as_text, lock, refuse_overtaken
from training import signals
from training.domain.refusals import Refused
from training.domain.sessions import ENROLLABLE
from training.models import Enrolment, EnrolmentState, TrainingClass

CORRECTED = "training.enrolment_corrected"


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


@dataclass(frozen=True, slots=True)
class Placement:
    """Position and agency of a person at the time of a class: what certificates and reports say."""

    position: str
    agency_id: uuid.UUID | None


def placement_of(row: Enrolment) -> Values:
    """What can be corrected about an enrolment, by the names of Placement."""
    return {"position": row.position, "agency_id": row.agency_id}


def correct_enrolment(
    session: Session, actor: Person, row: Enrolment, wanted: Placement, at: datetime, opened: Opened | None = None
) -> bool:
    """Put right what a list said wrong, also after the class; returns whether anything differed.

    Certificates keep what was printed on them until they are replaced. Raises core.edits.Overtaken (`opened` is what the
    form's page knew).
    """
    subject = f"enrolment:{row.id}"
    with transaction(session):
        lock(session, row)
        now, asked = placement_of(row), asdict(wanted)
        refuse_overtaken(session, opened, now=now, wanted=asked, subject=subject, acts={CORRECTED})
        changes = {name: value for name, value in asked.items() if now[name] != value}
        if not changes:
            return False
        row.position, row.agency_id = wanted.position, wanted.agency_id
        details = {
            "before": {name: as_text(now[name]) for name in changes},
            "after": {name: as_text(value) for name, value in changes.items()},
            "person": str(row.person_id),
        }
        session.flush()
        audit.record(session, actor_id=actor.id, action=CORRECTED, subject=subject, at=at, details=details)
        signals.enrolment_corrected.send(
            "correct_enrolment",
            session=session,
            at=at,
            actor_id=actor.id,
            class_id=row.class_id,
            person_id=row.person_id,
            agency_before=now["agency_id"],
        )
    return True


def is_enrolled(session: Session, class_id: uuid.UUID, person_id: uuid.UUID) -> bool:
    """Whether a person is in a class and has not been taken out."""
    row = sa.select(Enrolment.state).where(Enrolment.class_id == class_id, Enrolment.person_id == person_id)
    return session.scalar(row) is EnrolmentState.ENROLLED


def withdraw(
    session: Session, actor: Person, class_id: uuid.UUID, person_id: uuid.UUID, reason: str, at: datetime
) -> None:
    """Take a person out of a draft or an open class; the roll keeps what it says. Raises Refused once the class has ended."""
    with transaction(session):
        if session.get_one(TrainingClass, class_id, with_for_update=True).state not in ENROLLABLE:
            raise Refused("Lớp đã kết thúc nên không rút tên được nữa; kết quả của lớp được giữ nguyên.")
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
