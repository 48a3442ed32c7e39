"""When a quiz may begin, and until when its answers count. Every time here is the server's."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from courses.domain.content import QuizRule

# An answer sent in the last second still has to travel over a slow line.
GRACE = timedelta(seconds=30)


@dataclass(frozen=True, slots=True)
class PastAttempt:
    """One attempt so far: its number from 1, when it began, and when it was handed in or closed (None: open)."""

    number: int
    started_at: datetime
    ended_at: datetime | None


@dataclass(frozen=True, slots=True)
class MayStart:
    """A new attempt may begin, under this number; `left` more after it."""

    number: int
    left: int


@dataclass(frozen=True, slots=True)
class MustContinue:
    """An attempt is open and goes on."""

    number: int
    until: datetime


@dataclass(frozen=True, slots=True)
class MustWait:
    """The pause after the last attempt is not over; `left` attempts remain."""

    until: datetime
    left: int


@dataclass(frozen=True, slots=True)
class NoneLeft:
    """All attempts are used up."""

    allowed: int


StartDecision = MayStart | MustContinue | MustWait | NoneLeft


def deadline(rule: QuizRule, started_at: datetime) -> datetime:
    """When the time is up, as the person is told."""
    return started_at + timedelta(minutes=rule.minutes)


def is_over(ends_at: datetime, at: datetime) -> bool:
    """Whether answers no longer count: the told time and 30 seconds of grace have passed."""
    return at > ends_at + GRACE


def decide_start(rule: QuizRule, past: Sequence[PastAttempt], at: datetime, granted: int = 0) -> StartDecision:
    """What happens when the person asks to begin now. Attempts that ran out of time count as ended then.

    `granted` attempts were given on top of those of the rule.
    """
    allowed = rule.attempts + granted
    if not past:
        return MayStart(1, allowed - 1)
    last = max(past, key=lambda attempt: attempt.number)
    ends_at = deadline(rule, last.started_at)
    if last.ended_at is None and not is_over(ends_at, at):
        return MustContinue(last.number, ends_at)
    left = allowed - last.number
    if left <= 0:
        return NoneLeft(allowed)
    again_at = (last.ended_at or ends_at) + timedelta(minutes=rule.wait_minutes)
    if at < again_at:
        return MustWait(again_at, left)
    return MayStart(last.number + 1, left - 1)


def attempts_left(decision: StartDecision) -> int:
    """How many attempts can still begin; one that is open now is none of them."""
    match decision:
        case MayStart():
            return decision.left + 1
        case MustWait():
            return decision.left
    return 0
