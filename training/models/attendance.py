"""The roll: rows that are appended and chained session by session, never changed."""

import uuid
from collections.abc import Mapping
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from core.chain import Link
from core.db import Base, UtcDateTime
from training.domain.attendance import Event, EventKind, Mark, Status


class AttendanceEvent(Base):
    """One event of a session's roll. `person_id` is None for what happens to the whole session.

    `client_id` is the token of the form that was sent: the same form cannot write the same person twice.
    """

    __tablename__ = "attendance_event"

    session_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("class_session.id"), primary_key=True)
    position: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    kind: Mapped[EventKind] = mapped_column(sa.Enum(EventKind, native_enum=False, length=10))
    person_id: Mapped[uuid.UUID | None] = mapped_column(sa.ForeignKey("person.id"), index=True)
    status: Mapped[Status | None] = mapped_column(sa.Enum(Status, native_enum=False, length=15))
    minutes: Mapped[int] = mapped_column(default=0)
    paper: Mapped[str] = mapped_column(sa.String(120), default="")
    answers: Mapped[int | None]
    reason: Mapped[str] = mapped_column(sa.String(500), default="")
    head_count: Mapped[int | None]
    actor_id: Mapped[uuid.UUID | None] = mapped_column(sa.ForeignKey("person.id"))
    at: Mapped[datetime] = mapped_column(UtcDateTime)
    client_id: Mapped[uuid.UUID]
    previous_hash: Mapped[str] = mapped_column(sa.String(64))
    hash: Mapped[str] = mapped_column(sa.String(64), unique=True)

    __table_args__ = (
        sa.UniqueConstraint("session_id", "person_id", "client_id"),
        sa.CheckConstraint("minutes >= 0", name="minutes_not_negative"),
        sa.Index("ix_attendance_event_kind", "kind", "session_id"),
    )

    @property
    def mark(self) -> Mark | None:
        """The status that the event speaks of."""
        return Mark(self.status, self.minutes, self.paper) if self.status is not None else None

    @property
    def event(self) -> Event:
        """The event as the domain reads it."""
        return Event(
            self.position, self.kind, self.at, self.actor_id, self.person_id, self.mark, self.answers, self.reason
        )

    @property
    def content(self) -> Mapping[str, Any]:
        """What the chain protects."""
        return {
            "session": self.session_id,
            "position": self.position,
            "kind": self.kind,
            "person": self.person_id,
            "status": self.status,
            "minutes": self.minutes,
            "paper": self.paper,
            "answers": self.answers,
            "reason": self.reason,
            "head_count": self.head_count,
            "actor": self.actor_id,
            "at": self.at,
            "client": self.client_id,
        }

    @property
    def link(self) -> Link:
        """This row as the chain sees it."""
        return Link(self.position, self.content, self.previous_hash, self.hash)
