"""One verdict for each document, and their sum: a share, the evidence, and words that name the document."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from exercises.dms.domain.events import Event
from exercises.dms.domain.values import Item
from exercises.domain import Result


@dataclass(frozen=True, slots=True)
class Verdict:
    """On one document. `is_reached` is False while the learner has not come to that step."""

    is_right: bool
    is_reached: bool
    evidence: tuple[int, ...] = ()
    found: str = ""
    expected: str = ""


def verdict(is_right: bool, *events: Event | None, is_reached: bool = True, found: str, expected: str) -> Verdict:
    """A verdict whose evidence are those of `events` that happened."""
    positions = tuple(event.position for event in events if event is not None)
    return Verdict(is_right, is_reached, positions, found, expected)


def sum_up(verdicts: Iterable[Verdict]) -> Result:
    """Equal parts for each document; words only about those that are not right."""
    each = list(verdicts)
    missed = [one for one in each if not one.is_right]
    # Beside a mistake, what was not come to yet is no news.
    told = [one for one in missed if one.is_reached] or missed
    return Result(
        share=(len(each) - len(missed)) / len(each),
        is_wrong=any(one.is_reached for one in missed),
        evidence=tuple(sorted({position for one in missed or each for position in one.evidence})),
        found="; ".join(dict.fromkeys(one.found for one in told if one.found)),
        expected="; ".join(dict.fromkeys(one.expected for one in told if one.expected)),
    )


def name_of(item: Item) -> str:
    """How a document is called in a finding."""
    return f"văn bản số {item.packet.facts.code}"
