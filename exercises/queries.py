"""Reads: attempts and their desks. An attempt's desk costs one query, whatever has happened on it."""

import uuid
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

import sqlalchemy as sa
from sqlalchemy.orm import Session

from core.chain import Break, first_break
from core.db import in_order
from exercises import scenario as scenarios
from exercises.dms.domain.desk import Desk, fold
from exercises.dms.domain.events import Event, decode
from exercises.domain import HINT_TAKEN, Mode, Scenario, ScoreCard
from exercises.generators.registry import DESK_ZONE
from exercises.grading import grade
from exercises.models import Attempt, AttemptEvent, AttemptState, KeptScenario

_kept: dict[str, Scenario] = {}  # texts under a digest never change


@dataclass(frozen=True)
class LoadedAttempt:
    """An attempt with its exercise and its events up to now (or up to a position, in a replay)."""

    attempt: Attempt
    scenario: Scenario
    events: tuple[Event, ...]
    last_act: int
    folded: Desk | None = None  # the desk, where the caller has it already

    @cached_property
    def desk(self) -> Desk:
        """The desk after the last of these events, folded once."""
        return fold(self.events) if self.folded is None else self.folded

    @cached_property
    def card(self) -> ScoreCard:
        """The grade of these events in the mode of the attempt, computed once."""
        return grade(self.scenario, self.events, self.attempt.mode, self.desk)

    @property
    def position(self) -> int:
        """The position of the last of these events; 0 where there is none."""
        return self.events[-1].position if self.events else 0

    def up_to(self, position: int) -> "LoadedAttempt":
        """The same attempt as it stood after the event at `position`."""
        return LoadedAttempt(self.attempt, self.scenario, self.events[:position], self.last_act)

    def hints_shown(self, hint_id: str) -> int:
        """How many steps of a hint this person has bought."""
        return sum(
            event.kind == HINT_TAKEN and getattr(event.fact, "data", {}).get("hint") == hint_id for event in self.events
        )


def load_attempt(session: Session, attempt: Attempt) -> LoadedAttempt:
    """The attempt's exercise and events, in order."""
    rows = event_rows(session, attempt.id)
    return LoadedAttempt(
        attempt,
        scenario_of(session, attempt),
        tuple(to_event(row) for row in rows),
        rows[-1].act if rows else 0,
    )


def event_rows(session: Session, attempt_id: uuid.UUID) -> list[AttemptEvent]:
    """An attempt's rows in order."""
    query = sa.select(AttemptEvent).where(AttemptEvent.attempt_id == attempt_id).order_by(AttemptEvent.position)
    return list(session.scalars(query))


def to_event(row: AttemptEvent) -> Event:
    """A stored row as the desk reads it, its simulated time on the desk's own wall clock."""
    return Event(row.position, row.sim_at.astimezone(DESK_ZONE), row.actor, decode(row.kind, row.version, row.data))


def scenario_of(session: Session, attempt: Attempt) -> Scenario:
    """The exercise as it was when the attempt began."""
    current = scenarios.load_all().get(attempt.scenario_id)
    if current is not None and current.digest == attempt.scenario_digest:
        return current
    if attempt.scenario_digest not in _kept:
        row = session.get_one(KeptScenario, attempt.scenario_digest)
        _kept[row.digest] = scenarios.from_texts(scenarios.FOLDER / row.slug, row.texts)
    return _kept[attempt.scenario_digest]


def attempts_of(session: Session, person_id: uuid.UUID) -> list[Attempt]:
    """A person's attempts, newest first."""
    query = sa.select(Attempt).where(Attempt.person_id == person_id).order_by(Attempt.started_at.desc())
    return list(session.scalars(query))


@dataclass(frozen=True)
class OwnRecord:
    """What a person has to show for an exercise: how often handed in, the best score, whether an exam was passed."""

    handed_in: int
    best: int
    is_passed: bool


def own_records(session: Session, person_id: uuid.UUID) -> Mapping[str, OwnRecord]:
    """By exercise, over all attempts that were handed in; one statement."""
    passed = sa.case((sa.and_(Attempt.mode == Mode.EXAM, Attempt.is_passed), 1), else_=0)
    rows = session.execute(
        sa.select(
            Attempt.scenario_id,
            sa.func.count().label("handed_in"),
            sa.func.max(Attempt.score).label("best"),
            sa.func.max(passed).label("passed"),
        )
        .where(Attempt.person_id == person_id, Attempt.state == AttemptState.HANDED_IN)
        .group_by(Attempt.scenario_id)
    )
    return {row.scenario_id: OwnRecord(row.handed_in, row.best or 0, bool(row.passed)) for row in rows}


def open_attempts_of(session: Session, person_id: uuid.UUID) -> list[Attempt]:
    """The desks at which a person could go on, the last one used first; at most three."""
    return list(session.scalars(_OPEN_DESKS, {"person": person_id}))


_OPEN_DESKS = (
    sa.select(Attempt)
    .where(Attempt.person_id == sa.bindparam("person"), Attempt.state == AttemptState.OPEN)
    .order_by(Attempt.last_act_at.desc())
    .limit(3)
)


def open_attempt(
    session: Session, person_id: uuid.UUID, scenario_id: str, mode: Mode, context_id: uuid.UUID | None
) -> Attempt | None:
    """The attempt that this person has under way, if any."""
    return session.scalar(
        sa.select(Attempt)
        .where(
            Attempt.person_id == person_id,
            Attempt.scenario_id == scenario_id,
            Attempt.mode == mode,
            Attempt.context_id == context_id if context_id else Attempt.context_id.is_(None),
            Attempt.state == AttemptState.OPEN,
        )
        .order_by(Attempt.started_at.desc())
        .limit(1)
    )


@dataclass(frozen=True)
class ExamResult:
    """A person's best exam on an exercise in a context."""

    person_id: uuid.UUID
    scenario_id: str
    attempt_id: uuid.UUID
    score: int
    is_passed: bool
    has_critical_error: bool
    handed_in_at: datetime


def best_exams(
    session: Session, context_id: uuid.UUID, person_id: uuid.UUID | None = None
) -> Mapping[tuple[uuid.UUID, str], ExamResult]:
    """The best handed-in exam of each person (or of one) and exercise in a context, in one query. Passed beats not passed."""
    query = _EXAMS if person_id is None else _EXAMS_OF_ONE
    best: dict[tuple[uuid.UUID, str], ExamResult] = {}
    for row in session.execute(query, {"context": context_id, "person": person_id}):
        if row.handed_in_at is not None:
            best[row.person_id, row.scenario_id] = ExamResult(
                row.person_id,
                row.scenario_id,
                row.id,
                row.score,
                row.is_passed,
                row.has_critical_error,
                row.handed_in_at,
            )
    return best


_EXAMS = (
    sa.select(
        Attempt.person_id,
        Attempt.scenario_id,
        Attempt.id,
        Attempt.score,
        Attempt.is_passed,
        Attempt.has_critical_error,
        Attempt.handed_in_at,
    )
    .where(
        Attempt.context_id == sa.bindparam("context"),
        Attempt.mode == Mode.EXAM,
        Attempt.state == AttemptState.HANDED_IN,
    )
    .order_by(Attempt.is_passed, Attempt.score, Attempt.handed_in_at.desc())
)
_EXAMS_OF_ONE = _EXAMS.where(Attempt.person_id == sa.bindparam("person"))


def open_branch_of(session: Session, attempt_id: uuid.UUID) -> Attempt | None:
    """The open attempt that goes on from this one, if any."""
    return session.scalar(
        sa.select(Attempt).where(Attempt.branched_from == attempt_id, Attempt.state == AttemptState.OPEN).limit(1)
    )


def attempts_in_context(session: Session, context_id: uuid.UUID) -> list[Attempt]:
    """Every attempt of a class, the last active first: for the instructor's look."""
    query = sa.select(Attempt).where(Attempt.context_id == context_id).order_by(Attempt.last_act_at.desc())
    return list(session.scalars(query))


def verify_attempt(session: Session, attempt: Attempt) -> Break | None:
    """The first place where an attempt's chain does not hold, or None."""
    rows = sa.select(AttemptEvent).where(AttemptEvent.attempt_id == attempt.id).order_by(AttemptEvent.position)
    links = (row.link for row in in_order(session, rows))
    return first_break(links, (attempt.last_position, attempt.last_hash))


def verify_attempts(session: Session) -> Iterator[tuple[str, Break | None]]:
    """Every attempt's chain: its name and its first break."""
    for attempt in session.scalars(sa.select(Attempt).order_by(Attempt.started_at)):
        yield f"bài {attempt.scenario_id}, lượt {attempt.id}", verify_attempt(session, attempt)
