"""The sessions of a class as its plan has them, and with them who teaches it."""

import uuid
from datetime import datetime, time

import sqlalchemy as sa
from sqlalchemy.orm import Session

from core.clock import show_time, vietnam_moment
from training.domain.plans import ClassPlan, PlanMistake, PlannedSession
from training.domain.refusals import PlanRefused
from training.domain.sessions import SessionState
from training.models import ClassInstructor, ClassSession
from training.service import chains


def write_sessions(session: Session, class_id: uuid.UUID, plan: ClassPlan) -> None:
    """Bring the sessions in line with the plan; those whose roll has begun are not touched.

    Runs inside the caller's transaction. Raises PlanRefused where two sessions begin at the same moment.
    """
    present = {row.id: row for row in session.scalars(sa.select(ClassSession).where(ClassSession.class_id == class_id))}
    kept = {planned.session_id for planned in plan.sessions}
    for row in present.values():
        if row.id not in kept and row.state is SessionState.PLANNED:
            session.delete(row)
    session.flush()
    for planned in plan.sessions:
        known = present.get(planned.session_id) if planned.session_id else None
        if known is not None and known.state is not SessionState.PLANNED:
            continue
        target = known or ClassSession(id=uuid.uuid4(), class_id=class_id, state=SessionState.PLANNED)
        _write_session(target, planned)
        if known is None:
            session.add(target)
            session.flush()
            chains.begin(session, target.id)
    session.flush()
    _refuse_same_start(session, class_id)
    _write_instructors(session, class_id)


def _refuse_same_start(session: Session, class_id: uuid.UUID) -> None:
    """A session that is no longer on the form because its roll has begun still takes its place in time."""
    doubled = session.scalar(
        sa.select(ClassSession.starts_at)
        .where(ClassSession.class_id == class_id, ClassSession.state != SessionState.CANCELLED)
        .group_by(ClassSession.starts_at)
        .having(sa.func.count() > 1)
        .limit(1)
    )
    if doubled is not None:
        raise PlanRefused([PlanMistake("sessions", f"Lớp có hai buổi cùng bắt đầu lúc {show_time(doubled)}.")])


def _write_session(row: ClassSession, planned: PlannedSession) -> None:
    row.half_day, row.periods, row.counts = planned.half_day, planned.periods, planned.counts
    row.starts_at, row.ends_at = _moment(planned, planned.starts), _moment(planned, planned.ends)
    row.room, row.instructor_id, row.topic = planned.room, planned.instructor_id, planned.topic


def _moment(planned: PlannedSession, hour: time) -> datetime:
    return vietnam_moment(planned.day, hour.hour, hour.minute)


def _write_instructors(session: Session, class_id: uuid.UUID) -> None:
    """Whoever teaches a session is an instructor of the class."""
    wanted = set(
        session.scalars(
            sa.select(ClassSession.instructor_id)
            .where(ClassSession.class_id == class_id, ClassSession.instructor_id.is_not(None))
            .distinct()
        )
    )
    present = {
        row.person_id: row
        for row in session.scalars(sa.select(ClassInstructor).where(ClassInstructor.class_id == class_id))
    }
    for person_id, row in present.items():
        if person_id not in wanted:
            session.delete(row)
    session.add_all(
        ClassInstructor(class_id=class_id, person_id=person_id)
        for person_id in wanted
        if person_id is not None and person_id not in present
    )
    session.flush()
