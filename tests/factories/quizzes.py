"""Attempts at quizzes of a class, for tests."""

import uuid
from datetime import timedelta

from sqlalchemy.orm import Session

from courses import service
from courses.domain.content import Module
from tests.conftest import NOW
from tests.factories.classes import class_row
from training.providers import study_in
from training.queries.results import course_of


def first_quiz(session: Session, class_id: uuid.UUID) -> Module:
    """The first module with a quiz that counts in the class."""
    course = course_of(session, class_row(session, class_id))
    assert course is not None, "an open class has a course"
    return course.quiz_modules[0]


def use_up_quiz(session: Session, class_id: uuid.UUID, person_id: uuid.UUID, *, leaving: int = 0) -> Module:
    """Hand in empty papers of the first quiz, a day apart, until `leaving` attempts are left."""
    module, study = first_quiz(session, class_id), study_in(class_row(session, class_id))
    assert module.quiz is not None, "it has a quiz"
    for days in range(module.quiz.attempts, leaving, -1):
        at = NOW - timedelta(days=days)
        service.hand_in_quiz(session, service.start_quiz(session, person_id, study, module, at).id, at)
    return module
