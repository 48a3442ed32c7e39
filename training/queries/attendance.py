"""Attendance read for a whole class or for one person, in a constant number of statements."""

import uuid
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from training.domain.attendance import Event, Mark, Roll, fold
from training.domain.rules import Attendance, Rule, SessionFact, attendance
from training.domain.sessions import SessionState
from training.models import AttendanceEvent, ClassRule, ClassSession, TrainingClass

# Plain columns: a class of 270 people has thousands of events, and rows of the ORM would cost ten times as much.
_EVENT = (
    AttendanceEvent.session_id,
    AttendanceEvent.position,
    AttendanceEvent.kind,
    AttendanceEvent.at,
    AttendanceEvent.actor_id,
    AttendanceEvent.person_id,
    AttendanceEvent.status,
    AttendanceEvent.minutes,
    AttendanceEvent.paper,
    AttendanceEvent.answers,
    AttendanceEvent.reason,
)


@dataclass(frozen=True, slots=True)
class ClassAttendance:
    """The sessions of a class in the order of time, their rolls, and each person's totals by the class's rule."""

    rule: Rule
    sessions: Sequence[ClassSession]
    rolls: Mapping[uuid.UUID, Roll]

    @property
    def planned_periods(self) -> int:
        """All periods that count."""
        return sum(row.periods for row in self.sessions if row.counts and row.state is not SessionState.CANCELLED)

    def of(self, person_id: uuid.UUID) -> Attendance:
        """One person's totals."""
        return attendance(self.rule, self.facts(person_id))

    def facts(self, person_id: uuid.UUID) -> list[SessionFact]:
        """One person's sessions, in the order of time."""
        return [
            SessionFact(row.id, row.periods, row.counts, row.state, self.rolls[row.id].marks.get(person_id))
            for row in self.sessions
        ]


def sessions_of(session: Session, class_id: uuid.UUID) -> Sequence[ClassSession]:
    """The sessions of a class in the order of time, cancelled ones too."""
    return session.scalars(_SESSIONS, {"row": class_id}).all()


_SESSIONS = sa.select(ClassSession).where(ClassSession.class_id == sa.bindparam("row")).order_by(ClassSession.starts_at)


def rule_of(session: Session, row: TrainingClass) -> Rule:
    """The rule that a class follows now."""
    return session.get_one(ClassRule, (row.id, row.rule_version)).rule


def class_attendance(session: Session, row: TrainingClass, *, person_id: uuid.UUID | None = None) -> ClassAttendance:
    """The attendance of a class, or (quicker) of one person in it."""
    sessions = sessions_of(session, row.id)
    statement = _EVENTS if person_id is None else _EVENTS_OF_ONE
    by_session: dict[uuid.UUID, list[Event]] = defaultdict(list)
    for found in session.execute(statement, {"row": row.id, "person": person_id}):
        by_session[found.session_id].append(_event(found))
    rolls = {row.id: fold(by_session[row.id]) for row in sessions}
    return ClassAttendance(rule_of(session, row), sessions, rolls)


_EVENTS = (
    sa.select(*_EVENT)
    .join(ClassSession, ClassSession.id == AttendanceEvent.session_id)
    .where(ClassSession.class_id == sa.bindparam("row"))
    .order_by(AttendanceEvent.session_id, AttendanceEvent.position)
)
_EVENTS_OF_ONE = _EVENTS.where(
    sa.or_(AttendanceEvent.person_id == sa.bindparam("person"), AttendanceEvent.person_id.is_(None))
)


def history(session: Session, session_id: uuid.UUID) -> list[Event]:
    """Every event of a session, oldest first."""
    statement = sa.select(*_EVENT).where(AttendanceEvent.session_id == session_id).order_by(AttendanceEvent.position)
    return [_event(found) for found in session.execute(statement)]


def _event(found: Any) -> Event:  # a row of the columns in _EVENT; SQLAlchemy types only the first of so many
    mark = Mark(found.status, found.minutes, found.paper) if found.status is not None else None
    return Event(
        found.position, found.kind, found.at, found.actor_id, found.person_id, mark, found.answers, found.reason
    )
