"""What `training` knows of a class, as recognition and certificates need it."""

import uuid
from collections.abc import Mapping, Sequence

import sqlalchemy as sa
from sqlalchemy.orm import Session, joinedload

from certificates.domain.facts import Holder, Training
from certificates.domain.recognition import Candidate, ClassResults, Condition, Named
from training.domain.completion import Item
from training.domain.sessions import SessionState
from training.models import ClassSession, Enrolment, EnrolmentState, TrainingClass
from training.queries import results as training_results


def class_results(session: Session, class_id: uuid.UUID) -> ClassResults:
    """A class, its people and how each of them stands by the class's rule now."""
    row = session.get_one(TrainingClass, class_id)
    sessions = session.scalars(sa.select(ClassSession).where(ClassSession.class_id == class_id)).all()
    held = [item for item in sessions if item.state is not SessionState.CANCELLED]
    lists = checklists(session, class_id)
    enrolled = (Enrolment.class_id == class_id) & (Enrolment.state == EnrolmentState.ENROLLED)
    return ClassResults(
        class_id=class_id,
        training=_training(row, sum(item.periods for item in held if item.counts)),
        rule_version=str(row.rule_version),
        is_over=bool(held) and all(item.state is SessionState.LOCKED for item in held),
        candidates=tuple(
            Candidate(person.person_id, person.holder, _conditions(lists.get(person.person_id, ())))
            for person in _named(session, enrolled)
        ),
    )


def checklists(session: Session, class_id: uuid.UUID) -> Mapping[uuid.UUID, Sequence[Item]]:
    """The checklist of every person of a class, as it stands now."""
    return {result.person.id: result.checklist for result in training_results.class_results(session, class_id)}


def _training(row: TrainingClass, periods: int) -> Training:
    if row.first_day is None or row.last_day is None:
        raise ValueError(f"the class {row.id} has no days: classes of the past are not recognised here")
    return Training(
        class_name=row.name,
        course=row.course_title,
        place=row.place,
        starts_on=row.first_day,
        ends_on=row.last_day,
        periods=periods,
    )


def _conditions(items: Sequence[Item]) -> tuple[Condition, ...]:
    return tuple(Condition(item.label, item.is_done, item.detail) for item in items)


def holders(session: Session, class_id: uuid.UUID, person_ids: Sequence[uuid.UUID]) -> list[Named]:
    """How certificates name these people of a class: name and birth of today, agency and position of the class."""
    wanted = set(person_ids)
    return [person for person in _named(session, Enrolment.class_id == class_id) if person.person_id in wanted]


def _named(session: Session, condition: sa.ColumnElement[bool]) -> list[Named]:
    rows = sa.select(Enrolment).where(condition)
    loaded = rows.options(joinedload(Enrolment.person), joinedload(Enrolment.agency))
    return [Named(row.person_id, _holder(row)) for row in session.scalars(loaded)]


def _holder(row: Enrolment) -> Holder:
    return Holder(
        full_name=row.person.full_name,
        birth_date=row.person.birth_date,
        birth_year=row.birth_year,
        position=row.position,
        agency=row.agency.name if row.agency else "",
    )
