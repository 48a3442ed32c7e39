"""Take a quiz: begin an attempt, keep its answers, hand it in; one attempt more where an instructor gives it."""

import secrets
import uuid
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from fractions import Fraction

import sqlalchemy as sa
from sqlalchemy.orm import Session

from core import audit, once
from core.db import transaction
from courses import queries, signals
from courses.domain import answers
from courses.domain.answers import Answer
from courses.domain.content import Course, Module
from courses.domain.limits import MayStart, MustContinue, NoneLeft, StartDecision, deadline, is_over
from courses.domain.papers import draw
from courses.library import library
from courses.models import ClosedBy, QuizAnswer, QuizAttempt, QuizGrant
from courses.providers import Study, withheld_from


class MayNotStart(Exception):
    """A quiz cannot begin now; `decision` says why and until when."""

    def __init__(self, decision: StartDecision) -> None:
        super().__init__(type(decision).__name__)
        self.decision = decision


class NoGrantNeeded(Exception):
    """An attempt is open or left, so none is granted; `decision` says which."""

    def __init__(self, decision: StartDecision) -> None:
        super().__init__(type(decision).__name__)
        self.decision = decision


class AttemptEnded(Exception):
    """The attempt was handed in, or its time is over: nothing more is saved."""


@dataclass(frozen=True, slots=True)
class SavedAnswer:
    """An answer to one question of an attempt, as it arrives. `client` and `sequence` are those of the browser's outbox;
    without a script they are empty and 0.
    """

    question_id: str
    answer: Answer
    client: str = ""
    sequence: int = 0


def start_quiz(session: Session, person_id: uuid.UUID, study: Study, module: Module, at: datetime) -> QuizAttempt:
    """Begin an attempt, or go on with the open one. Raises MayNotStart.

    However many requests arrive at once, one attempt begins: the rows are counted under the write lock (SQLite), and
    the number of an attempt is unique (PostgreSQL).
    """
    rule = module.quiz
    assert rule is not None, "access.quiz_for gives only modules with a quiz"
    with transaction(session):
        standing = _standing(session, person_id, study, module, at)
        past, decision = standing.attempts, standing.decision
        if isinstance(decision, MustContinue):
            return past[-1]
        if not isinstance(decision, MayStart):
            raise MayNotStart(decision)
        salt = secrets.token_hex(16)
        attempt = QuizAttempt(
            id=uuid.uuid4(),
            person_id=person_id,
            context_id=study.context_id,
            course_id=study.course_id,
            digest=study.digest,
            module_id=module.id,
            number=decision.number,
            salt=salt,
            question_ids=list(
                draw(
                    module.quiz_pool,
                    rule.blueprint,
                    salt,
                    [row.question_ids for row in past],
                    withheld_from(session, person_id),
                )
            ),
            started_at=at,
            ends_at=deadline(rule, at),
        )
        try:
            with session.begin_nested():
                session.add(attempt)
        except sa.exc.IntegrityError:
            return queries.attempts_of(session, study.context_id, person_id, module.id)[-1]
        return attempt


def grant_attempt(
    session: Session,
    actor_id: uuid.UUID,
    person_id: uuid.UUID,
    study: Study,
    module: Module,
    reason: str,
    at: datetime,
    *,
    result: str,
    token: uuid.UUID | None = None,
) -> None:
    """Give a person one attempt more at a quiz; it counts like any other. Upper packages authorise before they call this.

    Raises NoGrantNeeded while an attempt is open or left, and `once.AlreadyDone` for a form that is sent again (`result`
    is the path that shows what came of it).
    """
    with transaction(session):
        once.claim(session, token, result, at)
        decision = _standing(session, person_id, study, module, at).decision
        if not isinstance(decision, NoneLeft):
            raise NoGrantNeeded(decision)
        number = decision.allowed + 1
        grant = QuizGrant(
            context_id=study.context_id,
            person_id=person_id,
            module_id=module.id,
            number=number,
            granted_by_id=actor_id,
            reason=reason,
            granted_at=at,
        )
        try:
            with session.begin_nested():
                session.add(grant)
        except sa.exc.IntegrityError as error:  # another instructor at the same moment
            raise NoGrantNeeded(_standing(session, person_id, study, module, at).decision) from error
        audit.record(
            session,
            actor_id=actor_id,
            action="quiz.attempt_granted",
            subject=f"person:{person_id}",
            at=at,
            details={"context": str(study.context_id), "module": module.id, "number": number, "reason": reason},
        )


def _standing(
    session: Session, person_id: uuid.UUID, study: Study, module: Module, at: datetime
) -> queries.QuizStanding:
    """Where a person stands with a quiz after attempts whose time is over were closed."""
    past = queries.attempts_of(session, study.context_id, person_id, module.id)
    for overdue in past:
        _close_if_over(session, overdue, at)
    grants = queries.grants_of(session, study.context_id, person_id)
    return queries.standing_of(module, past, [one for one in grants if one.module_id == module.id], at)


def save_answers(session: Session, attempt_id: uuid.UUID, saved: Iterable[SavedAnswer], at: datetime) -> int:
    """Keep answers of an open attempt; returns how many questions now have a finished answer.

    A repetition that arrives late (same client, smaller sequence) changes nothing. Raises AttemptEnded.
    """
    with transaction(session):
        attempt = _locked(session, attempt_id)
        if attempt.ended_at is not None or is_over(attempt.ends_at, at):
            raise AttemptEnded
        return _keep_answers(session, attempt, saved, at)


def _keep_answers(session: Session, attempt: QuizAttempt, saved: Iterable[SavedAnswer], at: datetime) -> int:
    rows = queries.answers_of(session, attempt.id)
    for one in saved:
        if one.question_id not in attempt.question_ids:
            continue
        row = rows.get(one.question_id)
        if row is None:
            row = QuizAnswer(attempt_id=attempt.id, question_id=one.question_id)
            rows[one.question_id] = row
            session.add(row)
        elif one.client and row.client == one.client and one.sequence <= row.sequence:
            continue
        row.answer = answers.to_json(one.answer) or {}
        row.client, row.sequence, row.saved_at = one.client, one.sequence, at
    session.flush()
    return sum(answers.is_answered(answers.from_json(row.answer)) for row in rows.values())


def hand_in_quiz(session: Session, attempt_id: uuid.UUID, at: datetime) -> QuizAttempt:
    """End an attempt and grade it; a second time changes nothing. After its time it counts as it was saved till then."""
    with transaction(session):
        attempt = _locked(session, attempt_id)
        if attempt.ended_at is None and not _close_if_over(session, attempt, at):
            _close(session, attempt, ClosedBy.PERSON, ended_at=at, at=at)
        return attempt


def close_overdue(session: Session, at: datetime) -> int:
    """End every attempt whose time is over; returns how many. Runs each minute and before results are decided."""
    with transaction(session):
        overdue = session.scalars(
            sa.select(QuizAttempt).where(QuizAttempt.ended_at.is_(None), QuizAttempt.ends_at < at).with_for_update()
        )
        return sum(_close_if_over(session, attempt, at) for attempt in list(overdue))


def _locked(session: Session, attempt_id: uuid.UUID) -> QuizAttempt:
    return session.get_one(QuizAttempt, attempt_id, populate_existing=True, with_for_update=True)


def _close_if_over(session: Session, attempt: QuizAttempt, at: datetime) -> bool:
    if attempt.ended_at is not None or not is_over(attempt.ends_at, at):
        return False
    _close(session, attempt, ClosedBy.TIME, ended_at=attempt.ends_at, at=at)
    return True


def _close(session: Session, attempt: QuizAttempt, closed_by: ClosedBy, *, ended_at: datetime, at: datetime) -> None:
    course = library().version(session, attempt.course_id, attempt.digest)
    rows = queries.answers_of(session, attempt.id)
    earned = grade_all(course, attempt.question_ids, rows)
    for question_id, worth in earned.items():
        if question_id in rows:
            rows[question_id].points = answers.hundredths(worth)
    attempt.score = answers.percent(sum(earned.values(), Fraction(0)), len(attempt.question_ids))
    attempt.is_passed = attempt.score >= course.rule.quiz_pass_percent
    attempt.ended_at, attempt.closed_by = ended_at, closed_by
    session.flush()
    audit.record(
        session,
        actor_id=attempt.person_id,
        action="quiz.handed_in",
        subject=f"quiz_attempt:{attempt.id}",
        at=at,
        details={"module": attempt.module_id, "number": attempt.number, "score": attempt.score, "by": closed_by.value},
    )
    signals.quiz_handed_in.send("courses", session=session, attempt=attempt, at=at)


def grade_all(course: Course, question_ids: Sequence[str], rows: Mapping[str, QuizAnswer]) -> dict[str, Fraction]:
    """Points of each question of a paper, 0 to 1; what was not answered is worth 0."""
    earned = {}
    for question_id in question_ids:
        question = course.question(question_id)
        assert question is not None, "the paper was drawn from this version"
        row = rows.get(question_id)
        earned[question_id] = answers.points(question.body, answers.from_json(row.answer) if row else None)
    return earned
