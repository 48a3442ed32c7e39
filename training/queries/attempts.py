"""Attempts at the exercises of a class, for the instructor: a grid, and who is stuck."""

import uuid
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from exercises.domain import Mode
from exercises.models import Attempt, AttemptState
from exercises.queries import attempts_in_context
from training.models import Enrolment, TrainingClass
from training.queries.attendance import rule_of
from training.queries.classes import enrolments_of_class
from training.queries.results import exercise_title

STUCK_TRIES = 3
STUCK_AFTER = timedelta(minutes=20)


@dataclass(frozen=True, slots=True)
class GridCell:
    """One person's attempts at one exercise, the newest first."""

    attempts: tuple[Attempt, ...]

    def _best(self, mode: Mode) -> Attempt | None:
        done = [one for one in self.attempts if one.mode is mode and one.state is AttemptState.HANDED_IN]
        return max(done, key=lambda one: (one.is_passed, one.score), default=None)

    @property
    def best_exam(self) -> Attempt | None:
        """The best handed-in exam."""
        return self._best(Mode.EXAM)

    @property
    def best_practice(self) -> Attempt | None:
        """The best handed-in practice."""
        return self._best(Mode.PRACTICE)

    @property
    def open_one(self) -> Attempt | None:
        """The attempt that is under way."""
        return next((one for one in self.attempts if one.state is AttemptState.OPEN), None)

    @property
    def is_passed(self) -> bool:
        """Whether an exam was passed."""
        return any(one.is_passed and one.mode is Mode.EXAM for one in self.attempts)

    @property
    def tries(self) -> int:
        """Handed-in attempts that did not pass."""
        return sum(one.state is AttemptState.HANDED_IN and not one.is_passed for one in self.attempts)


NOTHING = GridCell(())


@dataclass(frozen=True, slots=True)
class Stuck:
    """Somebody who does not get on with an exercise, and why we think so."""

    enrolment: Enrolment
    scenario_id: str
    title: str
    why: str
    attempt: Attempt


@dataclass(frozen=True, slots=True)
class Grid:
    """The exercises of a class (id, title), its people, and their cells."""

    exercises: Sequence[tuple[str, str]]
    people: Sequence[Enrolment]
    cells: Mapping[tuple[uuid.UUID, str], GridCell]
    stuck: Sequence[Stuck]

    def cell(self, person_id: uuid.UUID, scenario_id: str) -> GridCell:
        """One person's cell."""
        return self.cells.get((person_id, scenario_id), NOTHING)


def exercise_grid(session: Session, row: TrainingClass, at: datetime) -> Grid:
    """The grid of a class; a constant number of statements."""
    by_cell: dict[tuple[uuid.UUID, str], list[Attempt]] = defaultdict(list)
    for attempt in attempts_in_context(session, row.id):
        by_cell[attempt.person_id, attempt.scenario_id].append(attempt)
    cells = {key: GridCell(tuple(found)) for key, found in by_cell.items()}
    demanded = rule_of(session, row).exercises
    others = sorted({scenario_id for _, scenario_id in cells} - set(demanded))
    exercises = [(scenario_id, exercise_title(scenario_id)) for scenario_id in (*demanded, *others)]
    people = enrolments_of_class(session, row.id)
    stuck = [
        Stuck(one, scenario_id, title, why, cell.attempts[0])
        for one in people
        for scenario_id, title in exercises
        if (cell := cells.get((one.person_id, scenario_id))) is not None and (why := _why_stuck(cell, at))
    ]
    return Grid(exercises, people, cells, stuck)


def _why_stuck(cell: GridCell, at: datetime) -> str:
    if cell.is_passed:
        return ""
    if cell.tries >= STUCK_TRIES:
        return f"đã nộp {cell.tries} lần mà chưa đạt"
    under_way = cell.open_one
    if under_way is not None and at - under_way.last_act_at > STUCK_AFTER:
        minutes = int((at - under_way.last_act_at).total_seconds()) // 60
        if minutes < 24 * 60:
            return f"bàn làm việc đang mở, {minutes} phút chưa làm gì"
        return f"bàn làm việc bỏ dở từ {minutes // (24 * 60)} ngày trước"
    return ""
