"""The people of one agency in their classes."""

import uuid
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.orm import Session

from training.domain.sessions import ClassState
from training.models import Enrolment, EnrolmentState, TrainingClass
from training.queries.results import Result, class_results


@dataclass(frozen=True, slots=True)
class AgencyClass:
    """A class and the results of one agency's people in it."""

    row: TrainingClass
    results: tuple[Result, ...]

    @property
    def complete(self) -> int:
        """How many have done everything."""
        return sum(result.is_complete for result in self.results)


def people_of_agency(session: Session, agency_id: uuid.UUID) -> list[AgencyClass]:
    """Classes with people who were of this agency at the time, newest first; each with these people only."""
    rows = session.scalars(
        sa.select(TrainingClass)
        .where(
            TrainingClass.state != ClassState.DRAFT,
            TrainingClass.id.in_(
                sa.select(Enrolment.class_id).where(
                    Enrolment.agency_id == agency_id, Enrolment.state == EnrolmentState.ENROLLED
                )
            ),
        )
        .order_by(TrainingClass.year.desc(), TrainingClass.first_day.desc().nulls_last())
    ).all()
    return [AgencyClass(row, tuple(class_results(session, row.id, agency_id=agency_id))) for row in rows]
