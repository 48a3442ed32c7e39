"""Reads: how far a person is, which attempts there were, and the same for a whole class in one query."""

import uuid
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session, joinedload

from accounts.models import Person
from courses.domain.content import Course, Lesson, Module
from courses.domain.limits import PastAttempt, StartDecision, decide_start
from courses.models import LessonProgress, QuizAnswer, QuizAttempt, QuizGrant
from courses.providers import Study


@dataclass(frozen=True, slots=True)
class LessonState:
    """One lesson of a study: when it was finished, and the last practice answers by question id."""

    finished_at: datetime | None
    practice: Mapping[str, Any]


NOT_BEGUN = LessonState(None, {})


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a person is in a course: states of the lessons by id, best score and passing of the quizzes by module id."""

    lessons: Mapping[str, LessonState]
    quizzes: Mapping[str, "QuizState"]

    def of(self, lesson: Lesson) -> LessonState:
        """The state of one lesson."""
        return self.lessons.get(lesson.id, NOT_BEGUN)

    def is_finished(self, lesson: Lesson) -> bool:
        """Whether the lesson was confirmed as read."""
        return self.of(lesson).finished_at is not None

    @property
    def finished_ids(self) -> set[str]:
        """The ids of the lessons that were confirmed as read."""
        return {lesson_id for lesson_id, state in self.lessons.items() if state.finished_at is not None}

    @property
    def best_scores(self) -> dict[str, int]:
        """Best score in percent by module id, of the modules with a finished attempt."""
        return {module_id: state.best for module_id, state in self.quizzes.items() if state.best is not None}

    def finished_lessons(self, course: Course) -> int:
        """How many lessons of this version were confirmed as read."""
        return sum(self.is_finished(lesson) for lesson in course.lessons)

    def quiz(self, module: Module) -> "QuizState":
        """The state of a module's quiz."""
        return self.quizzes.get(module.id, QuizState(None, False, None))


@dataclass(frozen=True, slots=True)
class QuizState:
    """Best score in percent (None: no attempt has ended), whether passed, and the id of an open attempt."""

    best: int | None
    is_passed: bool
    open_attempt: uuid.UUID | None


NOTHING = Progress({}, {})

_LESSONS = sa.select(LessonProgress.lesson_id, LessonProgress.finished_at, LessonProgress.practice).where(
    LessonProgress.context_id == sa.bindparam("context"), LessonProgress.person_id == sa.bindparam("person")
)
_ATTEMPTS = (
    sa.select(QuizAttempt.id, QuizAttempt.module_id, QuizAttempt.score, QuizAttempt.is_passed, QuizAttempt.ended_at)
    .where(QuizAttempt.context_id == sa.bindparam("context"), QuizAttempt.person_id == sa.bindparam("person"))
    .order_by(QuizAttempt.number)
)


def lessons_of(session: Session, study: Study, person_id: uuid.UUID) -> Mapping[str, LessonState]:
    """The states of all begun lessons of a study, by lesson id. One query."""
    rows = session.execute(_LESSONS, {"context": study.context_id, "person": person_id})
    return {row.lesson_id: LessonState(row.finished_at, row.practice) for row in rows}


def progress_of(session: Session, study: Study, person_id: uuid.UUID) -> Progress:
    """How far a person is. Two queries."""
    attempts = session.execute(_ATTEMPTS, {"context": study.context_id, "person": person_id})
    quizzes: dict[str, QuizState] = {}
    for attempt in attempts:
        before = quizzes.get(attempt.module_id, QuizState(None, False, None))
        quizzes[attempt.module_id] = QuizState(
            best=max((score for score in (before.best, attempt.score) if score is not None), default=None),
            is_passed=before.is_passed or bool(attempt.is_passed),
            open_attempt=attempt.id if attempt.ended_at is None else before.open_attempt,
        )
    return Progress(lessons_of(session, study, person_id), quizzes)


def attempts_of(session: Session, context_id: uuid.UUID, person_id: uuid.UUID, module_id: str) -> list[QuizAttempt]:
    """All attempts at a quiz, the first one first."""
    return list(
        session.scalars(
            sa.select(QuizAttempt)
            .where(
                QuizAttempt.context_id == context_id,
                QuizAttempt.person_id == person_id,
                QuizAttempt.module_id == module_id,
            )
            .order_by(QuizAttempt.number)
        )
    )


def grants_of(session: Session, context_id: uuid.UUID, person_id: uuid.UUID) -> list[QuizGrant]:
    """The attempts that a person was granted on top of the rule, the first one first, with who granted them."""
    return list(
        session.scalars(
            sa.select(QuizGrant)
            .options(joinedload(QuizGrant.granted_by).lazyload(Person.grants))
            .where(QuizGrant.context_id == context_id, QuizGrant.person_id == person_id)
            .order_by(QuizGrant.granted_at, QuizGrant.number)
        )
    )


@dataclass(frozen=True, slots=True)
class QuizStanding:
    """Where a person stands with one quiz: the attempts, those granted on top of the rule, and what may happen now."""

    module: Module
    attempts: Sequence[QuizAttempt]
    grants: Sequence[QuizGrant]
    decision: StartDecision

    @property
    def allowed(self) -> int:
        """How many attempts there are altogether."""
        assert self.module.quiz is not None, "only modules with a quiz have a standing"
        return self.module.quiz.attempts + len(self.grants)

    @property
    def best(self) -> QuizAttempt | None:
        """The attempt that counts; None while none has ended."""
        ended = [attempt for attempt in self.attempts if attempt.score is not None]
        return max(ended, key=lambda attempt: attempt.score or 0, default=None)


def standings(
    session: Session, context_id: uuid.UUID, person_id: uuid.UUID, modules: Iterable[Module], at: datetime
) -> list[QuizStanding]:
    """Where a person stands with these modules' quizzes. Two queries."""
    attempts, grants = defaultdict(list), defaultdict(list)
    for attempt in _attempts_in(session, context_id, QuizAttempt.person_id == person_id):
        attempts[attempt.module_id].append(attempt)
    for grant in grants_of(session, context_id, person_id):
        grants[grant.module_id].append(grant)
    return [standing_of(module, attempts[module.id], grants[module.id], at) for module in modules]


def standing_of(
    module: Module, attempts: Sequence[QuizAttempt], grants: Sequence[QuizGrant], at: datetime
) -> QuizStanding:
    """The standing that follows from these rows of one person and one quiz."""
    assert module.quiz is not None, "only modules with a quiz have a standing"
    decision = decide_start(module.quiz, as_past(attempts), at, len(grants))
    return QuizStanding(module, attempts, grants, decision)


def as_past(attempts: Collection[QuizAttempt]) -> list[PastAttempt]:
    """Attempts as the rules on limits see them."""
    return [PastAttempt(attempt.number, attempt.started_at, attempt.ended_at) for attempt in attempts]


def answers_of(session: Session, attempt_id: uuid.UUID) -> dict[str, QuizAnswer]:
    """The saved answers of an attempt, by question id."""
    rows = session.scalars(sa.select(QuizAnswer).where(QuizAnswer.attempt_id == attempt_id))
    return {row.question_id: row for row in rows}


def finished_lessons_in(session: Session, context_id: uuid.UUID) -> dict[uuid.UUID, set[str]]:
    """For a class: the ids of the lessons that each person has confirmed as read. One query."""
    query = sa.select(LessonProgress.person_id, LessonProgress.lesson_id).where(
        LessonProgress.context_id == context_id, LessonProgress.finished_at.is_not(None)
    )
    finished: dict[uuid.UUID, set[str]] = {}
    for row in session.execute(query):
        finished.setdefault(row.person_id, set()).add(row.lesson_id)
    return finished


def best_scores_in(session: Session, context_id: uuid.UUID) -> dict[uuid.UUID, dict[str, int]]:
    """For a class: each person's best score in percent by module id; open attempts count nothing. One query."""
    query = (
        sa.select(QuizAttempt.person_id, QuizAttempt.module_id, sa.func.max(QuizAttempt.score).label("best"))
        .where(QuizAttempt.context_id == context_id, QuizAttempt.score.is_not(None))
        .group_by(QuizAttempt.person_id, QuizAttempt.module_id)
    )
    best: dict[uuid.UUID, dict[str, int]] = {}
    for row in session.execute(query):
        best.setdefault(row.person_id, {})[row.module_id] = row.best
    return best


def _attempts_in(session: Session, context_id: uuid.UUID, *only: sa.ColumnElement[bool]) -> list[QuizAttempt]:
    return list(
        session.scalars(
            sa.select(QuizAttempt)
            .where(QuizAttempt.context_id == context_id, *only)
            .order_by(QuizAttempt.person_id, QuizAttempt.module_id, QuizAttempt.number)
        )
    )
