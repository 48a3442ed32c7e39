"""What a class can be made of: courses, instructors, exercises, agencies."""

from collections.abc import Sequence
from contextlib import suppress

import sqlalchemy as sa
from sqlalchemy.orm import Session

from accounts.domain import Role
from accounts.models import Person, RoleGrant
from courses.domain.content import Course
from courses.library import UnknownVersion, library
from exercises.scenario import load_all
from law.vietnamese import text_key
from training.domain.plans import CourseRef
from training.models import TrainingClass


def courses(session: Session, row: TrainingClass | None = None) -> list[CourseRef]:
    """The courses of this installation with their programmes; a class that exists keeps the version that it began with."""
    versions = {course.id: course for course in library().courses}
    kept = CourseRef("", "", "")
    if row is not None:
        kept = CourseRef(row.course_id, row.course_digest, row.course_title, row.path_id)
        with suppress(UnknownVersion):
            versions[row.course_id] = library().version(session, row.course_id, row.course_digest)
    offered = {ref.key: ref for course in versions.values() for ref in refs_of(course)}
    if row is not None:
        offered[kept.key] = kept
    return sorted(offered.values(), key=lambda ref: text_key(ref.title))


def refs_of(course: Course) -> list[CourseRef]:
    """A course as a class may teach it: the programmes of classes, and the whole."""
    programmes = [
        CourseRef(course.id, course.digest, f"{course.title}: {path.title}", path.id)
        for path in course.paths
        if path.is_programme
    ]
    return [*programmes, CourseRef(course.id, course.digest, course.title)]


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
