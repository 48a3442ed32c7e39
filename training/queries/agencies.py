"""The classes of one agency's people."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.orm import Session

from training.domain.sessions import ClassState
from training.models import Enrolment, EnrolmentState, TrainingClass


@dataclass(frozen=True, slots=True)
class AgencyClass:
    """A class, and how many of its people came from the agency."""

    row: TrainingClass
    people: int


def classes_of_agency(session: Session, agency_id: uuid.UUID) -> Sequence[AgencyClass]:
    """Classes with people who were of this agency at the time, newest first, in one statement."""
    people = (
        sa.select(Enrolment.class_id, sa.func.count().label("people"))
        .where(Enrolment.agency_id == agency_id, Enrolment.state == EnrolmentState.ENROLLED)
        .group_by(Enrolment.class_id)
        .subquery()
    )
    rows = session.execute(
        sa.select(TrainingClass, people.c.people)
        .join(people, people.c.class_id == TrainingClass.id)
        .where(TrainingClass.state != ClassState.DRAFT)
        .order_by(TrainingClass.year.desc(), TrainingClass.first_day.desc().nulls_last(), TrainingClass.name)
    )
    return [AgencyClass(row, count) for row, count in rows]
