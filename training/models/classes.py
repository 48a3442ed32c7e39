"""Classes, their rules by version, sessions, instructors, and who is enrolled."""

import enum
import uuid
from datetime import date, datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from accounts.models import Agency, Person
from core.clock import in_vietnam
from core.db import Base, UtcDateTime
from training.domain.attendance import Status
from training.domain.rules import Rule
from training.domain.sessions import (
    HALF_DAY_NAMES,
    WRITABLE,
    ClassState,
    HalfDay,
    SessionState,
)


class TrainingClass(Base):
    """A class, opened by a decision.

    A class of the past (`state` history) is known from sources that leave much out: its days may be missing, and
    `has_attendance`, `has_results` say whether such data exist at all. `is_simulated` marks a split or number that the
    sources do not give.
    """

    __tablename__ = "training_class"

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True, default=uuid.uuid4)
    name: Mapped[str] = mapped_column(sa.String(200))
    year: Mapped[int] = mapped_column(index=True)
    decision_number: Mapped[str] = mapped_column(sa.String(60), default="")
    decision_date: Mapped[date | None]
    plan: Mapped[str] = mapped_column(sa.String(300), default="")
    course_id: Mapped[str] = mapped_column(sa.String(80))
    course_digest: Mapped[str] = mapped_column(sa.String(64))
    path_id: Mapped[str] = mapped_column(sa.String(80), default="", server_default=sa.text("''"))
    course_title: Mapped[str] = mapped_column(sa.String(200))
    place: Mapped[str] = mapped_column(sa.String(200))
    first_day: Mapped[date | None]
    last_day: Mapped[date | None]
    days_text: Mapped[str] = mapped_column(sa.String(100), default="")
    organiser: Mapped[str] = mapped_column(sa.String(200))
    partner_school: Mapped[str] = mapped_column(sa.String(200), default="")
    state: Mapped[ClassState] = mapped_column(sa.Enum(ClassState, native_enum=False, length=10), index=True)
    rule_version: Mapped[int] = mapped_column(default=1)
    is_simulated: Mapped[bool] = mapped_column(default=False)
    has_attendance: Mapped[bool] = mapped_column(default=True)
    has_results: Mapped[bool] = mapped_column(default=True)
    officer_id: Mapped[uuid.UUID | None] = mapped_column(sa.ForeignKey("person.id"))
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    finished_at: Mapped[datetime | None] = mapped_column(UtcDateTime)

    __table_args__ = (
        sa.CheckConstraint("last_day IS NULL OR last_day >= first_day", name="days_in_order"),
        sa.CheckConstraint(
            "state = 'HISTORY' OR (first_day IS NOT NULL AND last_day IS NOT NULL)", name="days_are_known"
        ),
    )

    @property
    def decision_words(self) -> str:
        """'Quyết định số 12/QĐ-SNV ngày 05/01/2026', or an empty text."""
        if not self.decision_number or self.decision_date is None:
            return ""
        return f"Quyết định số {self.decision_number} ngày {self.decision_date:%d/%m/%Y}"

    @property
    def days_words(self) -> str:
        """'từ 05/01/2026 đến 09/01/2026', or the words of the source."""
        if self.first_day is None or self.last_day is None:
            return self.days_text
        if self.first_day == self.last_day:
            return f"ngày {self.first_day:%d/%m/%Y}"
        return f"từ {self.first_day:%d/%m/%Y} đến {self.last_day:%d/%m/%Y}"


class ClassRule(Base):
    """One version of a class's rule of completion. Versions are added, never changed."""

    __tablename__ = "class_rule"

    class_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("training_class.id"), primary_key=True)
    version: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    minimum_attendance: Mapped[int]
    credits: Mapped[dict[str, Any]] = mapped_column(sa.JSON)
    period_lost_after: Mapped[int]
    quiz_percent: Mapped[int]
    exercise_score: Mapped[int]
    exercises: Mapped[list[str]] = mapped_column(sa.JSON)
    reason: Mapped[str] = mapped_column(sa.String(300), default="")
    set_by: Mapped[uuid.UUID | None] = mapped_column(sa.ForeignKey("person.id"))
    set_at: Mapped[datetime] = mapped_column(UtcDateTime)

    @property
    def rule(self) -> Rule:
        """The rule as the domain reads it."""
        return Rule(
            version=self.version,
            minimum_attendance=self.minimum_attendance,
            credits={Status(code): percent for code, percent in self.credits.items()},
            period_lost_after=self.period_lost_after,
            quiz_percent=self.quiz_percent,
            exercise_score=self.exercise_score,
            exercises=tuple(self.exercises),
        )


class ClassInstructor(Base):
    """An instructor of a class; only these (and officers) see the class's roll and attempts."""

    __tablename__ = "class_instructor"

    class_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("training_class.id"), primary_key=True)
    person_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("person.id"), primary_key=True, index=True)


class ClassSession(Base):
    """One half-day of a class. `position` numbers the sessions of a class in the order of their time."""

    __tablename__ = "class_session"

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True, default=uuid.uuid4)
    class_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("training_class.id"), index=True)
    half_day: Mapped[HalfDay] = mapped_column(sa.Enum(HalfDay, native_enum=False, length=10))
    starts_at: Mapped[datetime] = mapped_column(UtcDateTime, index=True)
    ends_at: Mapped[datetime] = mapped_column(UtcDateTime)
    periods: Mapped[int]
    counts: Mapped[bool] = mapped_column(default=True)
    topic: Mapped[str] = mapped_column(sa.String(200), default="")
    room: Mapped[str] = mapped_column(sa.String(120))
    instructor_id: Mapped[uuid.UUID | None] = mapped_column(sa.ForeignKey("person.id"), index=True)
    state: Mapped[SessionState] = mapped_column(sa.Enum(SessionState, native_enum=False, length=10))
    head_count: Mapped[int | None]
    head_count_note: Mapped[str] = mapped_column(sa.String(300), default="")
    locked_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    locked_by: Mapped[uuid.UUID | None] = mapped_column(sa.ForeignKey("person.id"))

    instructor: Mapped[Person | None] = relationship(lazy="raise", foreign_keys=[instructor_id])

    __table_args__ = (
        sa.CheckConstraint("ends_at > starts_at", name="hours_in_order"),
        sa.CheckConstraint("periods BETWEEN 1 AND 8", name="periods_of_a_half_day"),
    )

    @property
    def day(self) -> date:
        """The day in Vietnam."""
        return in_vietnam(self.starts_at).date()

    @property
    def minutes(self) -> int:
        """How long the session takes."""
        return int((self.ends_at - self.starts_at).total_seconds()) // 60

    @property
    def title(self) -> str:
        """'Sáng 05/01/2026'."""
        return f"{HALF_DAY_NAMES[self.half_day]} {self.day:%d/%m/%Y}"

    @property
    def hours(self) -> str:
        """'07:30–11:00'."""
        return f"{in_vietnam(self.starts_at):%H:%M}–{in_vietnam(self.ends_at):%H:%M}"

    @property
    def is_writable(self) -> bool:
        """Whether the roll can still be written without a correction."""
        return self.state in WRITABLE


class EnrolmentState(enum.StrEnum):
    """A person belongs to a class until withdrawn; withdrawn people keep their roll."""

    ENROLLED = "enrolled"
    WITHDRAWN = "withdrawn"


class Enrolment(Base):
    """A person in a class, with agency and position as they were at that time."""

    __tablename__ = "enrolment"

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True, default=uuid.uuid4)
    class_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("training_class.id"))
    person_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("person.id"), index=True)
    agency_id: Mapped[uuid.UUID | None] = mapped_column(sa.ForeignKey("agency.id"), index=True)
    position: Mapped[str] = mapped_column(sa.String(200), default="")
    birth_year: Mapped[int | None]
    state: Mapped[EnrolmentState] = mapped_column(sa.Enum(EnrolmentState, native_enum=False, length=10))
    enrolled_at: Mapped[datetime] = mapped_column(UtcDateTime)

    person: Mapped[Person] = relationship(lazy="raise")
    agency: Mapped[Agency | None] = relationship(lazy="raise")

    __table_args__ = (sa.UniqueConstraint("class_id", "person_id"),)
