"""Classes, sessions and enrolled people for tests."""

import uuid
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, time, timedelta

import sqlalchemy as sa
from sqlalchemy.orm import Session

from accounts.domain import Role
from accounts.models import Person
from courses.library import library
from tests.conftest import NOW
from tests.factories.people import create_person
from training.domain.plans import ClassPlan, CourseRef, PlannedSession
from training.domain.sessions import HalfDay
from training.models import ClassSession, TrainingClass
from training.queries.attendance import sessions_of
from training.service import classes
from training.service.enrolment import NewEnrolment, enrol

TODAY = date(2026, 11, 23)


def course_ref() -> CourseRef:
    """The course of this installation, as it is now."""
    course = library().courses[0]
    return CourseRef(course.id, course.digest, course.title)


def plan_session(
    day: date = TODAY, half_day: HalfDay = HalfDay.MORNING, instructor: Person | None = None, periods: int = 4
) -> PlannedSession:
    """A half-day of four periods."""
    hours = (time(7, 30), time(11, 0)) if half_day is HalfDay.MORNING else (time(13, 30), time(17, 0))
    return PlannedSession(day, half_day, *hours, periods, "Hội trường A", instructor.id if instructor else None)


def plan_class(
    *sessions: PlannedSession, name: str = "Lớp bồi dưỡng văn thư khóa 1", exercises: tuple[str, ...] = ()
) -> ClassPlan:
    """A plan around the sessions (by default: yesterday, today, tomorrow, in the morning)."""
    planned = sessions or tuple(plan_session(TODAY + timedelta(days=shift)) for shift in (-1, 0, 1))
    days = [one.day for one in planned]
    return ClassPlan(
        name=name,
        course=course_ref(),
        place="Trung tâm Chính trị phường Phan Đình Phùng",
        first_day=min(days),
        last_day=max(days),
        organiser="Sở Nội vụ tỉnh T",
        sessions=planned,
        decision_number="12/QĐ-SNV",
        decision_date=min(days) - timedelta(days=10),
        exercises=exercises,
    )


def plan_programme(instructor: Person, path_id: str = "chuong-trinh-24-tiet") -> ClassPlan:
    """A plan of our own programme: yesterday, today, tomorrow, with this instructor."""
    course = library().courses[0]
    ref = CourseRef(course.id, course.digest, f"{course.title}: {path_id}", path_id)
    planned = (plan_session(TODAY + timedelta(days=shift), instructor=instructor) for shift in (-1, 0, 1))
    return replace(plan_class(*planned), course=ref)


def create_class(
    session: Session,
    *,
    instructor: Person | None = None,
    trainees: Sequence[Person] = (),
    officer: Person | None = None,
    plan: ClassPlan | None = None,
) -> uuid.UUID:
    """An open class with a session yesterday, today and tomorrow; returns its id."""
    officer = officer or create_person(session, "Cán bộ mở lớp", Role.OFFICER, user_name=f"officer-{uuid.uuid4().hex}")
    if plan is None:
        plan = plan_class(*(plan_session(TODAY + timedelta(days=shift), instructor=instructor) for shift in (-1, 0, 1)))
    namesakes = session.scalar(sa.select(sa.func.count()).where(TrainingClass.name.startswith(plan.name)))
    if namesakes:
        plan = replace(plan, name=f"{plan.name}, lớp {namesakes + 1}")
    class_id = classes.create_class(session, officer, plan, NOW)
    enrol(session, officer, class_id, [NewEnrolment(person.id, person.agency_id) for person in trainees], NOW)
    return class_id


def class_row(session: Session, class_id: uuid.UUID) -> TrainingClass:
    """The class's row."""
    return session.get_one(TrainingClass, class_id)


def session_on(session: Session, class_id: uuid.UUID, shift: int = 0) -> ClassSession:
    """The class's session of today, or of so many days before or after."""
    return next(row for row in sessions_of(session, class_id) if row.day == TODAY + timedelta(days=shift))
