"""What waits for whom today: few statements, each on an index; the home page is opened most often of all."""

import enum
import uuid
from collections.abc import Sequence
from datetime import datetime, timedelta

import sqlalchemy as sa
from sqlalchemy.orm import Session

from core.clock import in_vietnam, vietnam_moment
from training.domain.attendance import EventKind
from training.domain.sessions import ClassState, SessionState
from training.models import (
    AttendanceEvent,
    ClassInstructor,
    ClassSession,
    Enrolment,
    EnrolmentState,
    TrainingClass,
)
from training.queries.classes import ClassLine, classes

_IN_HAND = TrainingClass.state.in_([ClassState.DRAFT, ClassState.OPEN])
SessionOfClass = tuple[ClassSession, TrainingClass]


class Need(enum.Enum):
    """What an officer's class waits for."""

    ANSWER = "answer"
    PEOPLE = "people"
    LOCK = "lock"
    FINISH = "finish"
    OPEN = "open"


def rolls_to_take(session: Session, person_id: uuid.UUID, at: datetime) -> Sequence[SessionOfClass]:
    """The unlocked sessions of today and before in the classes that a person teaches, the newest first.

    A session that names another instructor is that person's work.
    """
    tomorrow = vietnam_moment(in_vietnam(at).date() + timedelta(days=1), 0)
    found = session.execute(
        sa.select(ClassSession, TrainingClass)
        .join(TrainingClass, TrainingClass.id == ClassSession.class_id)
        .join(ClassInstructor, ClassInstructor.class_id == TrainingClass.id)
        .where(
            ClassInstructor.person_id == person_id,
            sa.or_(ClassSession.instructor_id == person_id, ClassSession.instructor_id.is_(None)),
            TrainingClass.state == ClassState.OPEN,
            ClassSession.state.in_([SessionState.PLANNED, SessionState.OPEN, SessionState.CLOSED]),
            ClassSession.starts_at < tomorrow,
        )
        .order_by(ClassSession.starts_at.desc())
        .limit(5)
    )
    return [(row[0], row[1]) for row in found]


def classes_waiting(session: Session, at: datetime) -> list[tuple[TrainingClass, Need]]:
    """Classes that wait for an officer, and for what (the first thing of each)."""
    asked = _classes_with_proposals(session)
    waiting = []
    for line in classes(session, at, only=sa.or_(_IN_HAND, TrainingClass.id.in_(asked))):
        need = _need(line, has_proposal=line.row.id in asked)
        if need is not None:
            waiting.append((line.row, need))
    return waiting


def _need(line: ClassLine, *, has_proposal: bool) -> Need | None:
    if has_proposal:
        return Need.ANSWER
    if line.row.state is ClassState.DRAFT:
        return Need.OPEN
    if line.row.state is not ClassState.OPEN:
        return None
    if line.people == 0:
        return Need.PEOPLE
    if line.overdue:
        return Need.LOCK
    return Need.FINISH if line.sessions and line.locked == line.sessions else None


def _classes_with_proposals(session: Session) -> set[uuid.UUID]:
    answer = sa.orm.aliased(AttendanceEvent)
    return set(
        session.scalars(
            sa.select(ClassSession.class_id)
            .join(AttendanceEvent, AttendanceEvent.session_id == ClassSession.id)
            .where(
                AttendanceEvent.kind == EventKind.PROPOSED,
                ~sa.exists().where(
                    answer.session_id == AttendanceEvent.session_id, answer.answers == AttendanceEvent.position
                ),
            )
            .distinct()
        )
    )


def running_classes(session: Session, at: datetime, *, instructor_id: uuid.UUID | None = None) -> list[ClassLine]:
    """The open classes, of everybody or of one instructor."""
    return classes(session, at, instructor_id=instructor_id, only=TrainingClass.state == ClassState.OPEN)


def open_class_of(session: Session, person_id: uuid.UUID) -> TrainingClass | None:
    """The running class of a trainee (the one that began last)."""
    return session.scalars(_OPEN_CLASS, {"person": person_id}).first()


_OPEN_CLASS = (
    sa.select(TrainingClass)
    .join(Enrolment, Enrolment.class_id == TrainingClass.id)
    .where(
        Enrolment.person_id == sa.bindparam("person"),
        Enrolment.state == EnrolmentState.ENROLLED,
        TrainingClass.state == ClassState.OPEN,
    )
    .order_by(TrainingClass.first_day.desc())
    .limit(1)
)


def sessions_soon(
    session: Session, person_id: uuid.UUID, at: datetime, *, within: timedelta
) -> Sequence[SessionOfClass]:
    """The next session of a trainee's running classes, if it is not over and begins soon."""
    found = session.execute(_SOON, {"person": person_id, "now": at, "until": at + within})
    return [(row[0], row[1]) for row in found]


_SOON = (
    sa.select(ClassSession, TrainingClass)
    .join(TrainingClass, TrainingClass.id == ClassSession.class_id)
    .join(Enrolment, Enrolment.class_id == TrainingClass.id)
    .where(
        Enrolment.person_id == sa.bindparam("person"),
        Enrolment.state == EnrolmentState.ENROLLED,
        TrainingClass.state == ClassState.OPEN,
        ClassSession.state.in_([SessionState.PLANNED, SessionState.OPEN]),
        ClassSession.ends_at > sa.bindparam("now"),
        ClassSession.starts_at < sa.bindparam("until"),
    )
    .order_by(ClassSession.starts_at)
    .limit(1)
)
