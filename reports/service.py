"""Keeping the figures: a change marks its class, a job computes the class again."""

import uuid
from collections.abc import Mapping, Sequence
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Session

from certificates import queries as certificates
from core import jobs
from core.db import Base, insert_into, transaction
from reports import sums
from reports.domain import WHOLE
from reports.models import REFRESH, AgencyFigure, ClassFigure, PersonFigure, StaleClass
from training.domain.rules import Attendance
from training.domain.sessions import ClassState
from training.models import TrainingClass
from training.queries.results import Result, class_results


def mark_stale(session: Session, class_id: uuid.UUID, at: datetime) -> None:
    """Ask once for a class's figures, inside the open transaction; more marks before the job begins cost one statement."""
    row = insert_into(session, StaleClass).values(class_id=class_id, since=at).on_conflict_do_nothing()
    if session.scalar(row.returning(StaleClass.class_id)) is not None:
        jobs.enqueue(session, REFRESH, {"class_id": str(class_id)}, asked_by=None, at=at)


def mark_all_stale(session: Session, at: datetime) -> int:
    """Ask for the figures of every class that was opened; returns how many there are."""
    with transaction(session):
        chosen = session.scalars(sa.select(TrainingClass.id).where(TrainingClass.state != ClassState.DRAFT)).all()
        for class_id in chosen:
            mark_stale(session, class_id, at)
    return len(chosen)


def refresh(session: Session, class_id: uuid.UUID, at: datetime) -> None:
    """Compute the figures of a class. A change during the work marks the class anew and is computed after it.

    What takes long is read outside the transactions: nobody waits for a report to be added.
    """
    with transaction(session):
        session.execute(sa.delete(StaleClass).where(StaleClass.class_id == class_id))
    results = class_results(session, class_id) if session.get_one(TrainingClass, class_id).has_results else []
    numbers = certificates.valid_numbers(session, class_id)
    rows = [_row(class_id, result, numbers, at) for result in results]
    with transaction(session):
        _replace(session, PersonFigure, PersonFigure.class_id == class_id, rows)
    by_class, by_agency = sums.class_rows(session, class_id, at), sums.agency_rows(session, class_id, at)
    with transaction(session):
        _replace(session, ClassFigure, ClassFigure.class_id == class_id, by_class)
        _replace(session, AgencyFigure, AgencyFigure.agency_id.in_(sums.agencies_of(class_id)), by_agency)


def _replace(
    session: Session, model: type[Base], old: sa.ColumnElement[bool], rows: Sequence[Mapping[str, object]]
) -> None:
    session.execute(sa.delete(model).where(old))
    if rows:
        session.execute(sa.insert(model), rows)


def _row(class_id: uuid.UUID, result: Result, numbers: Mapping[uuid.UUID, str], at: datetime) -> dict[str, object]:
    return {
        "class_id": class_id,
        "person_id": result.enrolment.person_id,
        "earned": result.facts.attendance.earned,
        "held": held(result.facts.attendance),
        "is_complete": result.is_complete,
        "certificate": numbers.get(result.enrolment.person_id, ""),
        "computed_at": at,
    }


def held(attendance: Attendance) -> int:
    """The periods that were held so far, in hundredths: all planned ones without those that can still be attended."""
    return attendance.planned * WHOLE - (attendance.reachable - attendance.earned)
