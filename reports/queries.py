"""Reads of the report, in a constant number of statements. An officer's come from the kept sums; a contact's few people are added at once."""

import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from accounts.domain import AGENCY_KIND_NAMES, AgencyKind
from accounts.models import Agency, Person
from core.jobs import Job, JobState
from law.vietnamese import text_key
from reports import sums
from reports.domain import LOCAL_KINDS, Figures, Filter, Grouping, Line, PersonLine, Report, Scope, total
from reports.models import NO_KIND, REFRESH, AgencyFigure, ClassFigure, PersonFigure, StaleClass
from training.domain.sessions import ClassState
from training.models import Enrolment, TrainingClass
from training.queries.classes import COUNTED_CLASS, COUNTED_PERSON

NO_AGENCY = "Chưa rõ cơ quan"


def _figures(row: Any, classes: int) -> Figures:
    return Figures(classes=classes, **{name: getattr(row, name) for name in sums.ADDED})


@lru_cache(4096)
def _place(name: str) -> tuple[object, ...]:
    """The place of a name in the alphabet; the same few hundred names are sorted on every page."""
    return text_key(name)


def report(session: Session, scope: Scope, asked: Filter) -> Report:
    """The report that was asked for; classes newest first, agencies in the order of the alphabet."""
    if asked.grouping is Grouping.CLASSES:
        lines = _class_lines(session, scope, asked)
        classes = len(lines)
    else:
        lines = _agency_lines(session, scope, asked)
        classes = _count_classes(session, scope, asked)
    simulated = tuple(year for year in simulated_years(session) if asked.year in {None, year})
    as_of, waiting = _freshness(session, scope, asked)
    return Report(asked, tuple(lines), total(lines, classes=classes), as_of, waiting, simulated)


def _kinds_of(asked: Filter) -> list[str] | None:
    """The kinds of agency that are counted; None for all, also for people without an agency."""
    if asked.kind is not None:
        return [asked.kind.value] if asked.grouping is not Grouping.COMMUNES or asked.kind in LOCAL_KINDS else []
    return [kind.value for kind in LOCAL_KINDS] if asked.grouping is Grouping.COMMUNES else None


def _class_lines(session: Session, scope: Scope, asked: Filter) -> list[Line]:
    keys = (TrainingClass.id, TrainingClass.name, TrainingClass.place, TrainingClass.year, TrainingClass.first_day)
    if scope.agency_id is not None:
        statement = sums.people(*keys, *sums.of_people()).where(Enrolment.agency_id == scope.agency_id)
    else:
        statement = _kept_classes(keys, _kinds_of(asked))
    if asked.year is not None:
        statement = statement.where(TrainingClass.year == asked.year)
    rows = session.execute(statement.group_by(*keys)).all()
    ordered = sorted(rows, key=lambda row: (-row.year, -_ordinal(row.first_day), _place(row.name)))
    return [Line(row.id, row.name, f"{row.year}, {row.place}", _figures(row, 1)) for row in ordered]


def _kept_classes(keys: Sequence[Any], kinds: list[str] | None) -> sa.Select[Any]:
    statement: sa.Select[Any] = sa.select(*keys, *sums.of_rows(ClassFigure)).where(COUNTED_CLASS)
    of_class = ClassFigure.class_id == TrainingClass.id
    if kinds is None:
        return statement.outerjoin(ClassFigure, of_class)
    return statement.join(ClassFigure, of_class).where(ClassFigure.kind.in_(kinds))


def _ordinal(day: date | None) -> int:
    return day.toordinal() if day else 0


def _agency_lines(session: Session, scope: Scope, asked: Filter) -> list[Line]:
    statement = sa.select(
        AgencyFigure.agency_id, sa.func.sum(AgencyFigure.classes).label("classes"), *sums.of_rows(AgencyFigure)
    ).group_by(AgencyFigure.agency_id)
    if asked.year is not None:
        statement = statement.where(AgencyFigure.year == asked.year)
    if scope.agency_id is not None:
        statement = statement.where(AgencyFigure.agency_id == scope.agency_id)
    counted = {row.agency_id: _figures(row, row.classes) for row in session.execute(statement)}
    lines = [
        Line(row.id, row.name, AGENCY_KIND_NAMES[row.kind], counted.get(row.id, Figures()))
        for row in _agencies(session, scope, asked, counted)
    ]
    return lines if scope.agency_id is not None else [*lines, *_people_without_agency(session, asked)]


def _agencies(session: Session, scope: Scope, asked: Filter, counted: Iterable[uuid.UUID]) -> list[Any]:
    """Agencies that sent people; in the view by communes also the communes of that year that sent nobody."""
    shown = set(counted)
    kinds = _kinds_of(asked)
    found = [
        row
        for row in session.execute(sa.select(Agency.id, Agency.name, Agency.kind, Agency.valid_from, Agency.valid_to))
        if (kinds is None or row.kind.value in kinds) and (row.id in shown or _is_waited_for(row, scope, asked))
    ]
    return sorted(found, key=lambda row: _place(row.name))


def _is_waited_for(row: Any, scope: Scope, asked: Filter) -> bool:
    if asked.grouping is not Grouping.COMMUNES or asked.year is None or scope.agency_id is not None:
        return False
    last_day = date(asked.year, 12, 31)
    return row.kind is AgencyKind.COMMUNE and row.valid_from <= last_day <= (row.valid_to or last_day)


def _people_without_agency(session: Session, asked: Filter) -> list[Line]:
    if _kinds_of(asked) is not None:
        return []
    statement = (
        sa.select(sa.func.count(sa.distinct(ClassFigure.class_id)).label("classes"), *sums.of_rows(ClassFigure))
        .join(TrainingClass, TrainingClass.id == ClassFigure.class_id)
        .where(ClassFigure.kind == NO_KIND)
    )
    if asked.year is not None:
        statement = statement.where(TrainingClass.year == asked.year)
    row = session.execute(statement).one()
    return [Line(None, NO_AGENCY, "", _figures(row, row.classes))] if row.enrolled else []


def _count_classes(session: Session, scope: Scope, asked: Filter) -> int:
    if scope.agency_id is not None:
        statement = sa.select(sa.func.sum(AgencyFigure.classes)).where(AgencyFigure.agency_id == scope.agency_id)
        return (
            session.scalar(statement if asked.year is None else statement.where(AgencyFigure.year == asked.year)) or 0
        )
    counted = sa.select(sa.func.count(TrainingClass.id)).where(COUNTED_CLASS)
    if (kinds := _kinds_of(asked)) is not None:
        counted = counted.where(
            sa.exists().where(ClassFigure.class_id == TrainingClass.id, ClassFigure.kind.in_(kinds))
        )
    return session.scalar(counted if asked.year is None else counted.where(TrainingClass.year == asked.year)) or 0


def _freshness(session: Session, scope: Scope, asked: Filter) -> tuple[datetime | None, int]:
    """Since when the oldest of the figures that are shown stand, and how many classes wait for theirs: marked, or being computed just now.

    Only those of open classes (of the year, where one is asked for) grow old: what changes in a class that has ended is announced. The oldest is the
    one time of which it is true that all that happened until then is counted; a class in which something happened later is newer than that.
    """
    oldest = _oldest(scope, asked).scalar_subquery()
    waiting = sa.select(sa.func.count()).select_from(StaleClass).scalar_subquery()
    at_work = (
        sa.select(sa.func.count())
        .select_from(Job)
        .where(Job.kind == REFRESH, Job.state == JobState.RUNNING)
        .scalar_subquery()
    )
    row = session.execute(sa.select(oldest, waiting + at_work)).one()
    return row[0], row[1]


def _oldest(scope: Scope, asked: Filter) -> sa.Select[datetime | None]:
    statement = sa.select(sa.func.min(ClassFigure.computed_at)).where(
        ClassFigure.class_id == TrainingClass.id, TrainingClass.state == ClassState.OPEN
    )
    if asked.year is not None:
        statement = statement.where(TrainingClass.year == asked.year)
    if scope.agency_id is not None:
        of_class = Enrolment.class_id == TrainingClass.id
        return statement.where(sa.exists().where(of_class, Enrolment.agency_id == scope.agency_id, COUNTED_PERSON))
    kinds = _kinds_of(asked)
    return statement if kinds is None else statement.where(ClassFigure.kind.in_(kinds))


def simulated_years(session: Session) -> list[int]:
    """Years of the past whose people were spread over classes and agencies by us, because the sources give only the sum."""
    rows = sa.select(TrainingClass.year).where(TrainingClass.is_simulated, TrainingClass.state == ClassState.HISTORY)
    return list(session.scalars(rows.distinct().order_by(TrainingClass.year)))


@dataclass(frozen=True)
class YearFigures:
    """A year and its figures."""

    year: int
    figures: Figures


def by_year(session: Session, scope: Scope) -> list[YearFigures]:
    """Every year that has classes, oldest first; for one agency the years in which it sent people."""
    if scope.agency_id is not None:
        own = sa.select(AgencyFigure).where(AgencyFigure.agency_id == scope.agency_id).order_by(AgencyFigure.year)
        return [YearFigures(row.year, _figures(row, row.classes)) for row in session.scalars(own)]
    classes = sa.func.count(sa.distinct(TrainingClass.id)).label("classes")
    statement = (
        sa.select(TrainingClass.year, classes, *sums.of_rows(ClassFigure))
        .outerjoin(ClassFigure, ClassFigure.class_id == TrainingClass.id)
        .where(COUNTED_CLASS)
        .group_by(TrainingClass.year)
        .order_by(TrainingClass.year)
    )
    return [YearFigures(row.year, _figures(row, row.classes)) for row in session.execute(statement)]


@dataclass(frozen=True)
class People:
    """Whose people are listed: one class's (of one kind of agency, or of all) or one agency's (in one year, or in all)."""

    class_id: uuid.UUID | None = None
    kind: AgencyKind | None = None
    agency_id: uuid.UUID | None = None
    year: int | None = None


PAGE = 50


def people(session: Session, scope: Scope, asked: People, page: int | None = None) -> tuple[list[PersonLine], int]:
    """People behind a row, by given name, and how many there are; `page` from 1, or None for all."""
    columns = (
        Person.full_name,
        Enrolment.position,
        Agency.name.label("agency"),
        TrainingClass.name.label("class_name"),
        TrainingClass.year,
        TrainingClass.has_results,
        PersonFigure.earned,
        PersonFigure.held,
        PersonFigure.is_complete,
        PersonFigure.certificate,
    )
    chosen = _chosen(sums.people(*columns).join(Person, Person.id == Enrolment.person_id), scope, asked)
    ordered = chosen.order_by(Person.name_key, Person.id, TrainingClass.year.desc())
    if page is not None:
        ordered = ordered.limit(PAGE).offset((page - 1) * PAGE)
    count = session.scalar(_chosen(sums.people(sa.func.count()), scope, asked)) or 0
    return [_person(row) for row in session.execute(ordered)], count


def _chosen(statement: sa.Select[Any], scope: Scope, asked: People) -> sa.Select[Any]:
    if scope.agency_id is not None:
        statement = statement.where(Enrolment.agency_id == scope.agency_id)
    if asked.year is not None:
        statement = statement.where(TrainingClass.year == asked.year)
    if asked.class_id is not None:
        statement = statement.where(Enrolment.class_id == asked.class_id)
    if asked.kind is not None:
        statement = statement.where(Agency.kind == asked.kind)
    if asked.agency_id is not None:
        statement = statement.where(Enrolment.agency_id == asked.agency_id)
    return statement


def _person(row: Any) -> PersonLine:
    return PersonLine(
        full_name=row.full_name,
        position=row.position,
        agency=row.agency or "",
        class_name=row.class_name,
        year=row.year,
        attendance=Figures(earned=row.earned, held=row.held).attendance if row.held else None,
        is_complete=row.is_complete if row.has_results else None,
        certificate=row.certificate or "",
    )


def kinds(session: Session) -> Sequence[AgencyKind]:
    """The kinds of agencies that have sent people, in the order of the enumeration."""
    found = set(session.scalars(sa.select(ClassFigure.kind).distinct()))
    return [kind for kind in AgencyKind if kind.value in found]
