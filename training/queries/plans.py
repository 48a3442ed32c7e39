"""A class that exists, read as the plan that an officer would write."""

from sqlalchemy.orm import Session

from core.clock import in_vietnam
from training.domain.plans import ClassPlan, CourseRef, PlannedSession
from training.domain.sessions import SessionState
from training.models import ClassSession, TrainingClass
from training.queries.attendance import rule_of, sessions_of


def as_planned(session: ClassSession) -> PlannedSession:
    """A session that exists, as a row of the plan."""
    starts, ends = in_vietnam(session.starts_at), in_vietnam(session.ends_at)
    return PlannedSession(
        session.day,
        session.half_day,
        starts.time(),
        ends.time(),
        session.periods,
        session.room,
        session.instructor_id,
        session.topic,
        session.counts,
        session.id,
    )


def plan_of(session: Session, row: TrainingClass) -> ClassPlan:
    """The plan of a draft or an open class; of its sessions those that can still be planned anew."""
    rule = rule_of(session, row)
    assert row.first_day is not None
    assert row.last_day is not None
    return ClassPlan(
        name=row.name,
        course=CourseRef(row.course_id, row.course_digest, row.course_title, row.path_id),
        place=row.place,
        first_day=row.first_day,
        last_day=row.last_day,
        organiser=row.organiser,
        sessions=tuple(as_planned(one) for one in sessions_of(session, row.id) if one.state is SessionState.PLANNED),
        decision_number=row.decision_number,
        decision_date=row.decision_date,
        plan=row.plan,
        partner_school=row.partner_school,
        minimum_attendance=rule.minimum_attendance,
        quiz_percent=rule.quiz_percent,
        exercise_score=rule.exercise_score,
        exercises=rule.exercises,
    )
