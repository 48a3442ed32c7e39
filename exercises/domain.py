"""An exercise as its author wrote it, and what grading says about a list of events. Frozen values only."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import Enum
from functools import cached_property
from typing import Any

from exercises.dms.domain.desk import Desk
from exercises.dms.domain.drafts import DraftItem
from exercises.dms.domain.events import Event
from exercises.dms.domain.values import Item
from law.working_time import WorkingCalendar

HINT_TAKEN = "HintTaken"  # data: hint (id), step (1-based), text


class Mode(Enum):
    """How an attempt is worked: with the coach beside the desk, or alone."""

    PRACTICE = "practice"
    EXAM = "exam"

    @property
    def label(self) -> str:
        """The Vietnamese word for the mode on the screens."""
        return {"practice": "Luyện tập", "exam": "Kiểm tra"}[self.value]


@dataclass(frozen=True, slots=True)
class Check:
    """One thing that is graded. `fail`, `rule` and `fix` are what the trainee is told; `cite` is a key of the law register."""

    id: str
    title: str
    pred: str
    args: Mapping[str, Any]
    weight: int
    cite: str
    fail: str
    rule: str
    fix: str
    critical: bool = False


@dataclass(frozen=True, slots=True)
class Goal:
    """One line of what is to be done; reached when all its checks are met."""

    text: str
    checks: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Hint:
    """Graduated help on one matter: each step says more, each costs the same."""

    id: str
    title: str
    steps: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Scoring:
    """Points of 100: those that pass, the most that a critical failure leaves, the price of one step of a hint."""

    passing: int = 80
    critical_cap: int = 49
    hint_cost: int = 5


@dataclass(frozen=True, slots=True)
class Result:
    """What a predicate found. `share` is 0 to 1; `is_wrong` tells a mistake from something not done yet."""

    share: float
    is_wrong: bool
    evidence: tuple[int, ...] = ()
    found: str = ""
    expected: str = ""


class Outcome(Enum):
    """What became of a check: met in full, missed by a mistake, or not reached yet."""

    MET = "met"
    WRONG = "wrong"
    OPEN = "open"


@dataclass(frozen=True, slots=True)
class Finding:
    """A check applied to an attempt: the share earned, the events that show it, what was found and what was right."""

    check: Check
    earned: float
    outcome: Outcome
    evidence: tuple[int, ...]
    found: str
    expected: str

    @property
    def points(self) -> float:
        """The share earned of the check's weight, unrounded."""
        return self.check.weight * self.earned


@dataclass(frozen=True, slots=True)
class ScoreCard:
    """The grade of one list of events: a whole number of 0 to 100 and where it comes from."""

    score: int
    passing: int
    findings: tuple[Finding, ...]
    hints_taken: int
    hint_cost: int
    is_capped: bool

    @property
    def is_passed(self) -> bool:
        """Enough points, and every critical check met."""
        return self.score >= self.passing and not self.has_critical_error

    @property
    def has_critical_error(self) -> bool:
        """Whether a critical check is not met, be it by a mistake or because nothing was done."""
        return any(finding.check.critical for finding in self.failing)

    @property
    def failing(self) -> tuple[Finding, ...]:
        """The findings that are not met, wrong and open alike, in the order of the checks."""
        return tuple(finding for finding in self.findings if finding.outcome is not Outcome.MET)

    def finding(self, check_id: str) -> Finding:
        """The finding of one check. Raises StopIteration for an id that the scenario does not have."""
        return next(finding for finding in self.findings if finding.check.id == check_id)


@dataclass(frozen=True)
class Record:
    """What predicates look at: the final desk and the events that made it."""

    desk: Desk
    events: tuple[Event, ...]

    @cached_property
    def _by_kind(self) -> Mapping[tuple[str, str], list[Event]]:
        found: dict[tuple[str, str], list[Event]] = {}
        for event in self.events:
            found.setdefault((event.kind, event.subject_id), []).append(event)
        return found

    def item(self, slot: str) -> Item:
        """The item that plays the part `slot`."""
        return self.desk.items[self.desk.slots[slot]]

    def draft(self, slot: str) -> DraftItem:
        """The draft in which the part `slot` stands."""
        return self.desk.drafts[self.desk.slots[slot]]

    def of(self, kind: str, slot: str) -> list[Event]:
        """The events of `kind` on the packet or draft of `slot`, in order."""
        return self._by_kind.get((kind, self.desk.slots[slot]), [])

    def first(self, kind: str, slot: str) -> Event | None:
        """The earliest event of `kind` on the packet or draft of `slot`; None where there is none."""
        found = self.of(kind, slot)
        return found[0] if found else None

    def count(self, kind: str) -> int:
        """How many events of `kind` there are on the whole desk."""
        return sum(len(found) for (name, _), found in self._by_kind.items() if name == kind)


@dataclass(frozen=True, slots=True)
class ClockSetting:
    """Day D and the hours of a scenario; `costs` are simulated minutes of each kind of command."""

    day: date
    start: str
    deadline: str
    costs: Mapping[str, int]
    holidays: tuple[date, ...] = ()

    @property
    def calendar(self) -> WorkingCalendar:
        """The working days on which the scenario counts: Monday to Friday but its holidays."""
        return WorkingCalendar(frozenset(self.holidays))


@dataclass(frozen=True, slots=True)
class NpcRule:
    """What somebody else in the office does (`do`), so many minutes of office time after the event `on`."""

    id: str
    on: str
    after_minutes: int
    do: str


@dataclass(frozen=True, slots=True)
class InjectionRule:
    """A disturbance: `text` reaches the clerk so many simulated minutes after the desk opens.

    It stays away if the packet of the slot `unless_presented` has been presented or returned by then.
    """

    id: str
    at_minutes: int
    sender: str
    text: str
    unless_presented: str = ""


@dataclass(frozen=True, slots=True)
class SeedRule:
    """Which generator makes the starting state, and its parameters."""

    generator: str
    version: int
    params: Mapping[str, Any]

    @property
    def name(self) -> str:
        """Generator and version as they are called together, such as "incoming_packets@1"."""
        return f"{self.generator}@{self.version}"


@dataclass(frozen=True)
class Scenario:
    """One exercise folder, read and checked. `digest` names exactly this text of it."""

    id: str
    version: int
    slug: str
    title: str
    summary: str
    level: int
    minutes: int
    skills: tuple[str, ...]
    practises: tuple[str, ...]
    learner: str
    law_date: date
    clock: ClockSetting
    seed: SeedRule
    npcs: tuple[NpcRule, ...]
    injections: tuple[InjectionRule, ...]
    goals: tuple[Goal, ...]
    checks: tuple[Check, ...]
    scoring: Scoring
    hints: tuple[Hint, ...]
    debrief: tuple[str, ...]
    brief: str
    solution: str
    digest: str
    slots: tuple[str, ...] = field(default=())

    @property
    def possible(self) -> int:
        """The sum of all weights: the points before they are brought to 100."""
        return sum(check.weight for check in self.checks)

    def hint(self, hint_id: str) -> Hint | None:
        """The hint with this id; None where the scenario has none such."""
        return next((hint for hint in self.hints if hint.id == hint_id), None)
