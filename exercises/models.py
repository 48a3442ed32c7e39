"""Attempts, the events that make them, and the texts of the exercises that they were worked on."""

import uuid
from collections.abc import Mapping
from datetime import datetime
from enum import Enum
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from core.chain import Link
from core.db import Base, UtcDateTime
from exercises.domain import Mode


class AttemptState(Enum):
    """Open until it is handed in, or left for a new one."""

    OPEN = "open"
    HANDED_IN = "handed_in"
    LEFT = "left"


class KeptScenario(Base):
    """The texts of an exercise under their digest: an attempt is shown and graded by what it was begun with."""

    __tablename__ = "kept_scenario"

    digest: Mapped[str] = mapped_column(sa.String(64), primary_key=True)
    scenario_id: Mapped[str] = mapped_column(sa.String(40), index=True)
    version: Mapped[int]
    slug: Mapped[str] = mapped_column(sa.String(120))
    texts: Mapped[dict[str, str]] = mapped_column(sa.JSON)
    kept_at: Mapped[datetime] = mapped_column(UtcDateTime)


class Attempt(Base):
    """One person at one desk. Score and the like are a summary: the truth is in the events.

    `context_id` is the class (or nothing) in which it counts; only upper packages know what it means.
    """

    __tablename__ = "attempt"

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True, default=uuid.uuid4)
    person_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("person.id"), index=True)
    context_id: Mapped[uuid.UUID | None] = mapped_column(index=True)
    scenario_id: Mapped[str] = mapped_column(sa.String(40))
    scenario_digest: Mapped[str] = mapped_column(sa.ForeignKey("kept_scenario.digest"))
    mode: Mapped[Mode] = mapped_column(sa.Enum(Mode, native_enum=False, length=10))
    state: Mapped[AttemptState] = mapped_column(sa.Enum(AttemptState, native_enum=False, length=10))
    try_number: Mapped[int]
    seed: Mapped[str] = mapped_column(sa.String(32))
    branched_from: Mapped[uuid.UUID | None] = mapped_column(sa.ForeignKey("attempt.id"), index=True)
    started_at: Mapped[datetime] = mapped_column(UtcDateTime)
    last_act_at: Mapped[datetime] = mapped_column(UtcDateTime)
    handed_in_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    last_position: Mapped[int] = mapped_column(default=0)
    last_hash: Mapped[str] = mapped_column(sa.String(64))
    score: Mapped[int] = mapped_column(default=0)
    is_passed: Mapped[bool] = mapped_column(default=False)
    has_critical_error: Mapped[bool] = mapped_column(default=False)

    __table_args__ = (
        sa.UniqueConstraint("person_id", "scenario_id", "try_number"),
        sa.Index("ix_attempt_context_scenario", "context_id", "scenario_id", "mode"),
    )

    @property
    def is_open(self) -> bool:
        """Whether work may still be done in it: neither handed in nor left for a new one."""
        return self.state is AttemptState.OPEN


class AttemptEvent(Base):
    """One line of an attempt's flight recorder: appended, chained, never changed. `act` groups what one command led to."""

    __tablename__ = "attempt_event"

    attempt_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("attempt.id"), primary_key=True)
    position: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    act: Mapped[int]
    sim_at: Mapped[datetime] = mapped_column(UtcDateTime)
    at: Mapped[datetime] = mapped_column(UtcDateTime)
    actor: Mapped[str] = mapped_column(sa.String(80))
    kind: Mapped[str] = mapped_column(sa.String(60))
    version: Mapped[int]
    data: Mapped[dict[str, Any]] = mapped_column(sa.JSON)
    previous_hash: Mapped[str] = mapped_column(sa.String(64))
    hash: Mapped[str] = mapped_column(sa.String(64))

    @property
    def content(self) -> Mapping[str, Any]:
        """What the hash covers."""
        return {
            "attempt": self.attempt_id,
            "position": self.position,
            "act": self.act,
            "sim_at": self.sim_at,
            "at": self.at,
            "actor": self.actor,
            "kind": self.kind,
            "version": self.version,
            "data": self.data,
        }

    @property
    def link(self) -> Link:
        """This row as the chain sees it."""
        return Link(self.position, self.content, self.previous_hash, self.hash)
