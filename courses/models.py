"""Kept versions of courses, who studies which by themselves, what they read, answered and handed in.

`context_id` is what a person studies in: a class (owned by an upper package, so no foreign key) or a row of `SelfStudy`.
"""

import enum
import uuid
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from accounts.models import Person
from core.db import Base, UtcDateTime

CONTENT_ID = sa.String(80)


class ContentVersion(Base):
    """A course as it was when somebody began it. `files` are its sources, `html` what was rendered from them by digest."""

    __tablename__ = "content_version"

    course_id: Mapped[str] = mapped_column(CONTENT_ID, primary_key=True)
    digest: Mapped[str] = mapped_column(sa.String(64), primary_key=True)
    folder: Mapped[str] = mapped_column(sa.String(120))
    title: Mapped[str] = mapped_column(sa.String(300))
    version: Mapped[str] = mapped_column(sa.String(40))
    files: Mapped[dict[str, str]] = mapped_column(sa.JSON, deferred=True)
    html: Mapped[dict[str, str]] = mapped_column(sa.JSON, deferred=True)
    kept_at: Mapped[datetime] = mapped_column(UtcDateTime)


class SelfStudy(Base):
    """A person who began an open course without a class. Its id is the context of everything done in it."""

    __tablename__ = "self_study"

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True, default=uuid.uuid4)
    person_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("person.id"))
    course_id: Mapped[str] = mapped_column(CONTENT_ID)
    digest: Mapped[str] = mapped_column(sa.String(64))
    path_id: Mapped[str] = mapped_column(CONTENT_ID, default="", server_default=sa.text("''"))
    started_at: Mapped[datetime] = mapped_column(UtcDateTime)

    __table_args__ = (
        sa.UniqueConstraint("person_id", "course_id"),
        sa.ForeignKeyConstraint(["course_id", "digest"], ["content_version.course_id", "content_version.digest"]),
    )


class LessonProgress(Base):
    """How far a person is in a lesson. `practice` maps a question's id to the last answer, as in `answers.to_json`.

    `opened_at` is when the page was served on which reading was confirmed: very fast readers can be told apart.
    """

    __tablename__ = "lesson_progress"

    context_id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    person_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("person.id"), primary_key=True)
    lesson_id: Mapped[str] = mapped_column(CONTENT_ID, primary_key=True)
    practice: Mapped[dict[str, Any]] = mapped_column(sa.JSON, default=dict)
    opened_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    finished_at: Mapped[datetime | None] = mapped_column(UtcDateTime)

    __table_args__ = (sa.Index("ix_lesson_progress_person", "person_id", "context_id"),)


class PracticeAnswer(Base):
    """One try at a practice question; rows are only added. `points` are hundredths of the question's point."""

    __tablename__ = "practice_answer"

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True, default=uuid.uuid4)
    context_id: Mapped[uuid.UUID]
    person_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("person.id"))
    question_id: Mapped[str] = mapped_column(CONTENT_ID)
    answer: Mapped[dict[str, Any]] = mapped_column(sa.JSON)
    points: Mapped[int]
    at: Mapped[datetime] = mapped_column(UtcDateTime)

    __table_args__ = (sa.Index("ix_practice_answer_person", "person_id", "context_id", "question_id"),)


class ClosedBy(enum.StrEnum):
    """How an attempt ended."""

    PERSON = "person"
    TIME = "time"


class QuizAttempt(Base):
    """One attempt at a module's quiz: the drawn paper, its times (the server's), and after it ended the score.

    `salt` orders the options and never leaves the server. `score` is whole percent, None while open.
    """

    __tablename__ = "quiz_attempt"

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True, default=uuid.uuid4)
    person_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("person.id"))
    context_id: Mapped[uuid.UUID]
    course_id: Mapped[str] = mapped_column(CONTENT_ID)
    digest: Mapped[str] = mapped_column(sa.String(64))
    module_id: Mapped[str] = mapped_column(CONTENT_ID)
    number: Mapped[int]
    salt: Mapped[str] = mapped_column(sa.String(64))
    question_ids: Mapped[list[str]] = mapped_column(sa.JSON)
    started_at: Mapped[datetime] = mapped_column(UtcDateTime)
    ends_at: Mapped[datetime] = mapped_column(UtcDateTime)
    ended_at: Mapped[datetime | None] = mapped_column(UtcDateTime, index=True)
    closed_by: Mapped[ClosedBy | None] = mapped_column(sa.Enum(ClosedBy, native_enum=False, length=10))
    score: Mapped[int | None]
    is_passed: Mapped[bool | None]

    __table_args__ = (
        # Two starts at the same moment: one of them meets this and goes on with the other's attempt.
        sa.UniqueConstraint("context_id", "person_id", "module_id", "number"),
        sa.Index("ix_quiz_attempt_person", "person_id", "context_id"),
        sa.CheckConstraint("(ended_at IS NULL) = (score IS NULL)", name="scored_when_ended"),
        sa.CheckConstraint("number >= 1", name="counted_from_one"),
    )


class QuizGrant(Base):
    """One attempt on top of those that the quiz's rule allows, for one person in one context; rows are only added.

    `number` is that of the attempt which it allows; `reason` is read by the trainee too.
    """

    __tablename__ = "quiz_grant"

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True, default=uuid.uuid4)
    context_id: Mapped[uuid.UUID]
    person_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("person.id"))
    module_id: Mapped[str] = mapped_column(CONTENT_ID)
    number: Mapped[int]
    granted_by_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("person.id"))
    reason: Mapped[str] = mapped_column(sa.String(300))
    granted_at: Mapped[datetime] = mapped_column(UtcDateTime)

    granted_by: Mapped[Person] = relationship(foreign_keys=[granted_by_id])

    # Two instructors at the same moment: one of them meets this.
    __table_args__ = (sa.UniqueConstraint("context_id", "person_id", "module_id", "number"),)


class QuizAnswer(Base):
    """The last saved answer to a question of an attempt. `client` and `sequence` put late repetitions in their place.

    `points` are hundredths of the question's point, None until the attempt ended.
    """

    __tablename__ = "quiz_answer"

    attempt_id: Mapped[uuid.UUID] = mapped_column(
        sa.ForeignKey("quiz_attempt.id", ondelete="CASCADE"), primary_key=True
    )
    question_id: Mapped[str] = mapped_column(CONTENT_ID, primary_key=True)
    answer: Mapped[dict[str, Any]] = mapped_column(sa.JSON)
    client: Mapped[str] = mapped_column(sa.String(40), default="")
    sequence: Mapped[int] = mapped_column(sa.BigInteger, default=0)
    saved_at: Mapped[datetime] = mapped_column(UtcDateTime)
    points: Mapped[int | None]
