"""Classes for lists and pages: by year, of an instructor, of a trainee; with their counts in a constant number of statements."""

import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

import sqlalchemy as sa
from sqlalchemy.orm import Session, defer, joinedload

from accounts.domain import is_trainee_only
from accounts.models import Person
from accounts.namesakes import Bearer, named, told_apart
from core.audit import AuditEntry
from law.vietnamese import text_key
from training.domain.attendance import Roll
from training.domain.sessions import ClassState, SessionState
from training.models import ClassInstructor, ClassSession, Enrolment, EnrolmentState, ImportBatch, TrainingClass


@dataclass(frozen=True, slots=True)
class ClassLine:
    """A class in a list: how many people, sessions, locked sessions, and sessions over that are not locked."""

    row: TrainingClass
    people: int
    sessions: int
    locked: int
    overdue: int


def _line_statement(at: datetime) -> sa.Select[TrainingClass, int, int, int, int]:
    people = (
        sa.select(sa.func.count())
        .where(Enrolment.class_id == TrainingClass.id, Enrolment.state == EnrolmentState.ENROLLED)
        .correlate(TrainingClass)
        .scalar_subquery()
    )
    planned = ClassSession.state != SessionState.CANCELLED
    locked = ClassSession.state == SessionState.LOCKED
    sessions = sa.select(sa.func.count()).where(ClassSession.class_id == TrainingClass.id).correlate(TrainingClass)
    return sa.select(
        TrainingClass,
        people,
        sessions.where(planned).scalar_subquery(),
        sessions.where(locked).scalar_subquery(),
        sessions.where(planned, ~locked, ClassSession.ends_at < at).scalar_subquery(),
    )


def classes(
    session: Session,
    at: datetime,
    *,
    year: int | None = None,
    instructor_id: uuid.UUID | None = None,
    only: sa.ColumnElement[bool] | None = None,
) -> list[ClassLine]:
    """Classes, newest first, those of one day by name; only those of a year, of an instructor, of a condition where given."""
    statement = _line_statement(at)
    if only is not None:
        statement = statement.where(only)
    if year is not None:
        statement = statement.where(TrainingClass.year == year)
    if instructor_id is not None:
        mine = sa.select(ClassInstructor.class_id).where(ClassInstructor.person_id == instructor_id)
        statement = statement.where(TrainingClass.id.in_(mine), TrainingClass.state != ClassState.DRAFT)
    found = (ClassLine(*row) for row in session.execute(statement))
    return sorted(found, key=lambda line: (-line.row.year, _newest(line.row.first_day), text_key(line.row.name)))


def _newest(day: date | None) -> int:
    return -day.toordinal() if day else 0


def years(session: Session) -> list[int]:
    """Years that have classes, newest first."""
    return list(session.scalars(sa.select(TrainingClass.year).distinct().order_by(TrainingClass.year.desc())))


@dataclass(frozen=True, slots=True)
class YearCount:
    """A year: how many classes and how many enrolled people."""

    year: int
    classes: int
    people: int


# What "lớp" and "học viên" mean wherever they are counted. A class counts from the day it is opened, also while nobody is on its list; a draft is
# none. A person counts once in each class whose list he stands on; who has left the list counts no more.
COUNTED_CLASS = TrainingClass.state != ClassState.DRAFT
COUNTED_PERSON = Enrolment.state == EnrolmentState.ENROLLED


def enrolments_by_year(session: Session) -> list[YearCount]:
    """Classes and people by year, oldest first."""
    statement = (
        sa.select(
            TrainingClass.year,
            sa.func.count(sa.distinct(TrainingClass.id)),
            sa.func.count(Enrolment.id),
        )
        .outerjoin(Enrolment, (Enrolment.class_id == TrainingClass.id) & COUNTED_PERSON)
        .where(COUNTED_CLASS)
        .group_by(TrainingClass.year)
        .order_by(TrainingClass.year)
    )
    return [YearCount(*found) for found in session.execute(statement)]


def enrolments_of_class(session: Session, class_id: uuid.UUID, *, withdrawn: bool = False) -> Sequence[Enrolment]:
    """The people of a class in the order of their given names, with person and agency loaded."""
    statement = (
        sa.select(Enrolment)
        .join(Enrolment.person)
        .options(joinedload(Enrolment.person), joinedload(Enrolment.agency))
        .where(Enrolment.class_id == class_id)
        .order_by(Person.name_key, Person.id)
    )
    if not withdrawn:
        statement = statement.where(Enrolment.state == EnrolmentState.ENROLLED)
    return session.scalars(statement).unique().all()


def namesakes(enrolments: Iterable[Enrolment]) -> dict[uuid.UUID, str]:
    """What to write behind the names that several people of a list bear, by person."""
    return told_apart(
        Bearer(one.person_id, one.person.full_name, one.person.birth_date or one.birth_year, one.person.user_name)
        for one in enrolments
    )


def told_name(session: Session, class_id: uuid.UUID, person_id: uuid.UUID) -> str:
    """The name of somebody who is or was in a class, told from the namesakes there."""
    people = enrolments_of_class(session, class_id, withdrawn=True)
    name = next(one.person.full_name for one in people if one.person_id == person_id)
    return named(name, namesakes(people).get(person_id))


def people_on_roll(session: Session, class_id: uuid.UUID, roll: Roll) -> Sequence[Enrolment]:
    """Who stands on the roll of a session: everybody of the class, and who was taken out of it after being named there."""
    named_there = roll.marks.keys() | {event.person_id for event in roll.proposals.values()}
    return [
        one
        for one in enrolments_of_class(session, class_id, withdrawn=True)
        if one.state is EnrolmentState.ENROLLED or one.person_id in named_there
    ]


@dataclass(frozen=True, slots=True)
class Withdrawal:
    """Somebody who was taken out of a class: when and why, by the audit log."""

    enrolment: Enrolment
    at: datetime | None
    reason: str


def withdrawals(session: Session, class_id: uuid.UUID) -> list[Withdrawal]:
    """Who was taken out of a class and has not come back, by given name."""
    written = session.scalars(
        sa.select(AuditEntry)
        .where(AuditEntry.subject == f"class:{class_id}", AuditEntry.action == "training.person_withdrawn")
        .order_by(AuditEntry.position)
    )
    last = {entry.details["person"]: entry for entry in written}
    found = (
        (one, last.get(str(one.person_id)))
        for one in enrolments_of_class(session, class_id, withdrawn=True)
        if one.state is EnrolmentState.WITHDRAWN
    )
    return [Withdrawal(one, *((entry.at, entry.details["reason"]) if entry else (None, ""))) for one, entry in found]


def without_sign_in(
    session: Session, class_id: uuid.UUID, *, is_again: bool = False
) -> tuple[list[Person], list[Person]]:
    """Who of a class has no password, by given name: trainees, and staff, whose sign-in only an administrator settles.

    `is_again`: also who has not changed the first one.
    """
    everybody = (one.person for one in enrolments_of_class(session, class_id))
    people = [one for one in everybody if one.password_hash is None or (is_again and one.password_is_first)]
    staff = [person for person in people if not is_trainee_only(person.roles)]
    return [person for person in people if person not in staff], staff


def instructors_of_class(session: Session, class_id: uuid.UUID) -> Sequence[Person]:
    """The instructors of a class in the order of their names."""
    return session.scalars(
        sa.select(Person)
        .join(ClassInstructor, ClassInstructor.person_id == Person.id)
        .where(ClassInstructor.class_id == class_id)
        .order_by(Person.name_key)
    ).all()


def classes_of_trainee(session: Session, person_id: uuid.UUID) -> Sequence[TrainingClass]:
    """The classes that a person is or was enrolled in, the running one first; drafts are not shown."""
    return session.scalars(
        sa.select(TrainingClass)
        .join(Enrolment, Enrolment.class_id == TrainingClass.id)
        .where(
            Enrolment.person_id == person_id,
            Enrolment.state == EnrolmentState.ENROLLED,
            TrainingClass.state != ClassState.DRAFT,
        )
        .order_by(
            sa.case((TrainingClass.state == ClassState.OPEN, 0), else_=1),
            TrainingClass.first_day.desc().nulls_last(),
        )
    ).all()


def enrolment_count(session: Session, class_id: uuid.UUID) -> int:
    """How many people are in a class."""
    return (
        session.scalar(
            sa.select(sa.func.count()).where(Enrolment.class_id == class_id, Enrolment.state == EnrolmentState.ENROLLED)
        )
        or 0
    )


def batches_of_class(session: Session, class_id: uuid.UUID) -> Sequence[ImportBatch]:
    """The lists uploaded for a class, newest first, without what is in them."""
    return session.scalars(
        sa.select(ImportBatch)
        .options(defer(ImportBatch.content))
        .where(ImportBatch.class_id == class_id)
        .order_by(ImportBatch.uploaded_at.desc())
    ).all()
