"""What a class can be made of: courses, instructors, exercises, agencies."""

import uuid
from collections.abc import Sequence

import sqlalchemy as sa
from sqlalchemy.orm import Session

from accounts.domain import Role
from accounts.models import Person, RoleGrant
from courses.library import library
from exercises.scenario import load_all
from training.domain.plans import CourseRef
from training.models import TrainingClass


def courses(row: TrainingClass | None = None) -> list[CourseRef]:
    """The courses of this installation; a class that exists keeps the version that it began with."""
    offered = {course.id: CourseRef(course.id, course.digest, course.title) for course in library().courses}
    if row is not None:
        offered[row.course_id] = CourseRef(row.course_id, row.course_digest, row.course_title)
    return sorted(offered.values(), key=lambda ref: ref.title)


def instructors(session: Session) -> Sequence[Person]:
    """People who may teach, by given name."""
    return session.scalars(
        sa.select(Person)
        .where(Person.grants.any(RoleGrant.role == Role.INSTRUCTOR), Person.suspended_at.is_(None))
        .order_by(Person.name_key)
    ).all()


def exercises() -> list[tuple[str, str]]:
    """Exercises (id, 'id · title')."""
    return [(scenario.id, f"{scenario.id} · {scenario.title}") for scenario in load_all().values()]


def names_of(session: Session, person_ids: set[uuid.UUID]) -> dict[uuid.UUID, str]:
    """Full names by id."""
    if not person_ids:
        return {}
    rows = session.execute(sa.select(Person.id, Person.full_name).where(Person.id.in_(person_ids)))
    return {row.id: row.full_name for row in rows}
