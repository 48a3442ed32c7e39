"""Begin a course, follow a path in it, answer practice questions, finish lessons."""

import uuid
from datetime import datetime
from fractions import Fraction

import sqlalchemy as sa
from sqlalchemy.orm import Session

from core.db import transaction
from courses import signals
from courses.domain import answers
from courses.domain.answers import Answer
from courses.domain.content import Course, Lesson
from courses.domain.questions import Question
from courses.library import library
from courses.models import LessonProgress, PracticeAnswer, SelfStudy
from courses.providers import Study


def begin_self_study(
    session: Session, person_id: uuid.UUID, course: Course, at: datetime, path_id: str = ""
) -> uuid.UUID:
    """Begin an open course without a class; a second time finds the first one. Returns the context's id."""
    with transaction(session):
        found = _self_study(session, person_id, course.id)
        if found is not None:
            return found
        library().keep(session, course, at)
        row = SelfStudy(
            id=uuid.uuid4(),
            person_id=person_id,
            course_id=course.id,
            digest=course.digest,
            path_id=path_id,
            started_at=at,
        )
        try:
            with session.begin_nested():
                session.add(row)
        except sa.exc.IntegrityError:
            return _self_study(session, person_id, course.id) or row.id
        return row.id


def choose_path(session: Session, person_id: uuid.UUID, course_id: str, path_id: str) -> None:
    """Follow another path in a self-study; what was read and answered stays. Nothing without a self-study."""
    with transaction(session):
        session.execute(
            sa.update(SelfStudy)
            .where(SelfStudy.person_id == person_id, SelfStudy.course_id == course_id)
            .values(path_id=path_id)
        )


def _self_study(session: Session, person_id: uuid.UUID, course_id: str) -> uuid.UUID | None:
    return session.scalar(
        sa.select(SelfStudy.id).where(SelfStudy.person_id == person_id, SelfStudy.course_id == course_id)
    )


def finish_lesson(
    session: Session, person_id: uuid.UUID, study: Study, lesson: Lesson, opened_at: datetime | None, at: datetime
) -> None:
    """Confirm that a lesson was read; the first time counts. `opened_at` is when the page was served."""
    with transaction(session):
        row = _lesson_row(session, person_id, study, lesson)
        if row.finished_at is not None:
            return
        row.opened_at, row.finished_at = opened_at, at
        session.flush()
        signals.lesson_finished.send(
            "courses",
            session=session,
            person_id=person_id,
            context_id=study.context_id,
            course_id=study.course_id,
            lesson_id=lesson.id,
            at=at,
        )


def answer_practice(
    session: Session,
    person_id: uuid.UUID,
    study: Study,
    lesson: Lesson,
    question: Question,
    answer: Answer,
    at: datetime,
) -> Fraction:
    """Record a try at a practice question. Returns its points, 0 to 1."""
    worth = answers.points(question.body, answer)
    kept = answers.to_json(answer) or {}
    with transaction(session):
        row = _lesson_row(session, person_id, study, lesson)
        row.practice = {**row.practice, question.id: kept}
        session.add(
            PracticeAnswer(
                id=uuid.uuid4(),
                context_id=study.context_id,
                person_id=person_id,
                question_id=question.id,
                answer=kept,
                points=answers.hundredths(worth),
                at=at,
            )
        )
    return worth


def clear_practice(session: Session, person_id: uuid.UUID, study: Study, lesson: Lesson, question: Question) -> None:
    """Take the last answer off the page, so that the question can be tried again. The tries stay recorded."""
    with transaction(session):
        row = _lesson_row(session, person_id, study, lesson)
        row.practice = {name: kept for name, kept in row.practice.items() if name != question.id}


def _lesson_row(session: Session, person_id: uuid.UUID, study: Study, lesson: Lesson) -> LessonProgress:
    key = (study.context_id, person_id, lesson.id)
    row = session.get(LessonProgress, key, populate_existing=True, with_for_update=True)
    if row is not None:
        return row
    row = LessonProgress(context_id=study.context_id, person_id=person_id, lesson_id=lesson.id, practice={})
    try:
        with session.begin_nested():
            session.add(row)
    except sa.exc.IntegrityError:  # the same person in a second tab
        return session.get_one(LessonProgress, key, populate_existing=True, with_for_update=True)
    return row
