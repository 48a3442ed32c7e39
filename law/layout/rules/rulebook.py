"""What a rule is, what it answers, and the list of all rules."""

import datetime
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from law.layout.draft import Line
from law.layout.understanding.parts import Part, Understood
from law.register import Register


class Severity(StrEnum):
    """How much a fault matters."""

    WRONG = "sai"
    BETTER = "nen-sua"
    PERSON = "can-nguoi-xem"


class Outcome(StrEnum):
    """What became of a rule."""

    PASS = "PASS"  # noqa: S105  no password
    FAIL = "FAIL"
    NOT_APPLICABLE = "NOT_APPLICABLE"
    NEEDS_REVIEW = "NEEDS_REVIEW"


@dataclass(frozen=True)
class Verdict:
    """One answer of a rule. `found` and `expected` are Vietnamese; empty texts are filled from the rule."""

    outcome: Outcome
    found: str = ""
    expected: str = ""
    how: str = ""
    lines: tuple[Line, ...] = ()


@dataclass(frozen=True)
class Case:
    """What a rule may look at."""

    seen: Understood
    register: Register
    day: datetime.date


# The decree has no model for what two parties sign: the day stands in the text, the names are often written by hand.
OF_TWO_PARTIES = {"hop-dong", "ban-ghi-nho", "ban-thoa-thuan"}

Check = Callable[[Case], Iterator[Verdict]]


@dataclass(frozen=True)
class Rule:
    """One sentence of the appendices that can be observed."""

    id: str
    article: str
    """Key of the law register."""
    part: Part
    asks: str
    """What is asked, in Vietnamese and in our own words; also what a fault says was expected."""
    how: str
    """How to put it right in Word, one sentence."""
    check: Check
    severity: Severity = Severity.WRONG


RULES: dict[str, Rule] = {}


def rule(
    id: str,  # noqa: A002  the name that readers of the table know
    article: str,
    part: Part,
    asks: str,
    how: str,
    severity: Severity = Severity.WRONG,
) -> Callable[[Check], Check]:
    """Enter a check into the list of rules. A check that yields nothing does not apply."""

    def enter(check: Check) -> Check:
        if id in RULES:
            raise ValueError(f"two rules are called {id}")
        RULES[id] = Rule(id, f"ND30.{article}", part, asks, how, check, severity)
        return check

    return enter


def ok(found: str = "", lines: Sequence[Line] = ()) -> Verdict:
    """The sentence is kept."""
    return Verdict(Outcome.PASS, found, lines=tuple(lines))


def wrong(found: str, lines: Sequence[Line] = (), expected: str = "", how: str = "") -> Verdict:
    """It is broken, and this was found."""
    return Verdict(Outcome.FAIL, found, expected, how, tuple(lines))


def unsure(found: str, lines: Sequence[Line] = (), expected: str = "", how: str = "") -> Verdict:
    """A person has to look."""
    return Verdict(Outcome.NEEDS_REVIEW, found, expected, how, tuple(lines))
