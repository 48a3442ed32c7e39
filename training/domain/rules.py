"""A class's rule of completion, in one version, and what it makes of the marks of the roll.

Percentages belong to each programme and class; nothing here is a constant of the law. (Thông tư 03/2023/TT-BNV asks for
taking part "in full as the programme says" and names no percentage of hours.)
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from uuid import UUID

from training.domain.attendance import WITH_MINUTES, Mark, Status
from training.domain.sessions import ATTENDABLE, SessionState

MINUTES_PER_PERIOD = 45
WHOLE = 100  # hundredths of a period; also percent

# Excused absence and duty travel are accounted for, but add no hours unless the class's rule says so.
USUAL_CREDITS: Mapping[Status, int] = {
    Status.PRESENT: 100,
    Status.LATE: 100,
    Status.LEFT_EARLY: 100,
    Status.EXCUSED: 0,
    Status.ABSENT: 0,
    Status.ON_DUTY: 0,
}


@dataclass(frozen=True, slots=True)
class Rule:
    """One version of a class's rule.

    `credits`: percent of a session's periods that a status earns, before missed minutes are taken off. A period is lost
    when more than `period_lost_after` of its minutes are missed. `exercises`: ids of the scenarios that must be passed
    in exam mode with at least `exercise_score` and no critical error.
    """

    version: int = 1
    minimum_attendance: int = 80
    credits: Mapping[Status, int] = field(default_factory=lambda: dict(USUAL_CREDITS))
    period_lost_after: int = 15
    quiz_percent: int = 50
    exercise_score: int = 80
    exercises: tuple[str, ...] = ()


def lost_periods(rule: Rule, minutes: int) -> int:
    """How many periods are lost by missing this many minutes at the beginning or end of a session."""
    whole, rest = divmod(minutes, MINUTES_PER_PERIOD)
    return whole + (1 if rest > rule.period_lost_after else 0)


def credited(rule: Rule, mark: Mark, periods: int) -> int:
    """What a mark earns in a session of so many periods, in hundredths of a period."""
    attended = periods
    if mark.status in WITH_MINUTES:
        attended = max(0, periods - lost_periods(rule, mark.minutes))
    return attended * rule.credits.get(mark.status, 0)


@dataclass(frozen=True, slots=True)
class SessionFact:
    """One session as it counts for one person; `mark` None where the roll does not name the person."""

    session_id: UUID
    periods: int
    counts: bool
    state: SessionState
    mark: Mark | None


@dataclass(frozen=True, slots=True)
class Attendance:
    """One person's attendance. `planned` in periods; `earned` and `reachable` in hundredths of a period.

    `accounted` counts absences with a reason (P, X); it never adds hours by itself.
    """

    planned: int
    earned: int
    reachable: int
    absent: int = 0
    accounted: int = 0

    @property
    def percent(self) -> float | None:
        """Earned over all planned counting periods, cut (not rounded) to one decimal; None without a plan."""
        return _percent(self.earned, self.planned)

    @property
    def best_percent(self) -> float | None:
        """The percentage if every session to come is attended in full."""
        return _percent(self.reachable, self.planned)

    def reaches(self, minimum: int) -> bool:
        """Whether the earned periods are at least `minimum` percent of the planned ones."""
        return self.planned > 0 and self.earned >= minimum * self.planned

    def can_reach(self, minimum: int) -> bool:
        """Whether the minimum is still within reach."""
        return self.planned > 0 and self.reachable >= minimum * self.planned


def _percent(hundredths: int, planned: int) -> float | None:
    # 79.96 must not be shown as 80.0 beside a verdict that says "not enough".
    return (hundredths * 10 // planned) / 10 if planned else None


def attendance(rule: Rule, facts: Iterable[SessionFact]) -> Attendance:
    """One person's attendance over all planned counting sessions of a class; cancelled sessions count nowhere."""
    planned = earned = reachable = absent = accounted = 0
    for fact in facts:
        if not fact.counts or fact.state is SessionState.CANCELLED:
            continue
        planned += fact.periods
        if fact.mark is None:
            reachable += fact.periods * WHOLE if fact.state in ATTENDABLE else 0
            continue
        got = credited(rule, fact.mark, fact.periods)
        earned += got
        reachable += got
        absent += fact.mark.status is Status.ABSENT
        accounted += fact.mark.status in {Status.EXCUSED, Status.ON_DUTY}
    return Attendance(planned, earned, reachable, absent, accounted)
