"""The programme of a class and its papers before and after, from the course version that the class began with."""

import uuid

import sqlalchemy as sa
from sqlalchemy.orm import Session

from courses.domain.content import Course
from courses.domain.twin_papers import Paper, papers, secret_seed
from courses.library import UnknownVersion, library
from training.domain.sessions import ClassState
from training.models import Enrolment, EnrolmentState, TrainingClass


def course_of_class(session: Session, row: TrainingClass) -> Course | None:
    """The whole course in the class's version; None for a class of the past, which has none."""
    try:
        return library().version(session, row.course_id, row.course_digest)
    except UnknownVersion:
        return None


def papers_of_class(session: Session, row: TrainingClass, secret: str) -> tuple[Paper, Paper] | None:
    """Both papers: the same at each printing, others in each class. None where the programme has none."""
    course = course_of_class(session, row)
    path = course.path(row.path_id) if course else None
    if course is None or path is None or path.papers is None:
        return None
    return papers(course.along(path.id), path.papers, secret_seed(secret, "class", str(row.id), course.digest))


def withheld(session: Session, person_id: uuid.UUID, secret: str) -> frozenset[str]:
    """Questions on the papers of a person's running classes."""
    running = session.scalars(
        sa.select(TrainingClass)
        .join(Enrolment, Enrolment.class_id == TrainingClass.id)
        .where(
            Enrolment.person_id == person_id,
            Enrolment.state == EnrolmentState.ENROLLED,
            TrainingClass.state == ClassState.OPEN,
        )
    )
    both = [papers_of_class(session, row, secret) or () for row in running]
    return frozenset().union(*(paper.question_ids for pair in both for paper in pair))
