"""The statements that add the figures of people; used to keep the sums and, for one agency, to read them at once."""

import uuid
from collections.abc import Mapping
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from accounts.models import Agency
from reports.models import NO_KIND, AgencyFigure, ClassFigure, PersonFigure
from training.models import Enrolment, TrainingClass
from training.queries.classes import COUNTED_CLASS, COUNTED_PERSON

ADDED = ("enrolled", "measured", "earned", "held", "judged", "completed", "certified")


def _sum(column: Any, name: str) -> sa.ColumnElement[int]:
    return sa.func.coalesce(sa.func.sum(column), 0).label(name)


def of_people() -> tuple[sa.ColumnElement[int], ...]:
    """Sums over people, in the order of ADDED."""
    return (
        sa.func.count(Enrolment.id).label("enrolled"),
        sa.func.count(PersonFigure.person_id).label("measured"),
        _sum(PersonFigure.earned, "earned"),
        _sum(PersonFigure.held, "held"),
        _sum(sa.case((TrainingClass.has_results, 1), else_=0), "judged"),
        _sum(sa.case((PersonFigure.is_complete, 1), else_=0), "completed"),
        _sum(sa.case((PersonFigure.certificate != "", 1), else_=0), "certified"),
    )


def of_rows(model: type[ClassFigure] | type[AgencyFigure]) -> tuple[sa.ColumnElement[int], ...]:
    """Sums over kept sums, in the order of ADDED."""
    return tuple(_sum(getattr(model, name), name) for name in ADDED)


def people(*columns: Any) -> sa.Select[Any]:
    """Everybody who counts, with figures and agency where there are any."""
    return (
        sa.select(*columns)
        .select_from(Enrolment)
        .join(TrainingClass, TrainingClass.id == Enrolment.class_id)
        .outerjoin(
            PersonFigure,
            (PersonFigure.class_id == Enrolment.class_id) & (PersonFigure.person_id == Enrolment.person_id),
        )
        .outerjoin(Agency, Agency.id == Enrolment.agency_id)
        .where(COUNTED_PERSON, COUNTED_CLASS)
    )


def class_rows(session: Session, class_id: uuid.UUID, at: datetime) -> list[dict[str, Any]]:
    """The rows of ClassFigure for a class, as they should be."""
    rows = session.execute(
        people(Agency.kind, *of_people()).where(Enrolment.class_id == class_id).group_by(Agency.kind)
    )
    return [
        {"class_id": class_id, "kind": row.kind.value if row.kind else NO_KIND, "computed_at": at, **_added(row)}
        for row in rows
    ]


def agency_rows(session: Session, class_id: uuid.UUID, at: datetime) -> list[dict[str, Any]]:
    """The rows of AgencyFigure, in every year, for the agencies of a class, as they should be."""
    keys = (Enrolment.agency_id, TrainingClass.year)
    classes = sa.func.count(sa.distinct(Enrolment.class_id)).label("classes")
    chosen = people(*keys, classes, *of_people()).where(Enrolment.agency_id.in_(agencies_of(class_id)))
    return [
        {"agency_id": row.agency_id, "year": row.year, "classes": row.classes, "computed_at": at, **_added(row)}
        for row in session.execute(chosen.group_by(*keys))
    ]


def agencies_of(class_id: uuid.UUID) -> sa.Select[Any]:
    """The agencies that have or had people in a class."""
    return sa.select(Enrolment.agency_id).where(Enrolment.class_id == class_id, Enrolment.agency_id.is_not(None))


def _added(row: Any) -> Mapping[str, int]:
    return {name: getattr(row, name) for name in ADDED}
