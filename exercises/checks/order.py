"""Checks of what came before what."""

from __future__ import annotations

from collections.abc import Sequence

from exercises.checks.judging import Verdict, name_of, sum_up, verdict
from exercises.checks.registry import EVENT, SLOT, SLOTS, kind
from exercises.domain import Record, Result


@kind("before", slots=SLOTS, first=EVENT, then=EVENT)
def before(record: Record, slots: Sequence[str], first: str, then: str) -> Result:
    """`truoc_khi`: on each document `first` came before `then`. Judged once `then` has happened."""
    return sum_up(_before_verdict(record, slot, first, then) for slot in slots)


def _before_verdict(record: Record, slot: str, first: str, then: str) -> Verdict:
    item = record.item(slot)
    earlier, later = record.first(first, slot), record.first(then, slot)
    if later is None:
        return verdict(False, earlier, is_reached=False, found=f"{name_of(item)}: chưa tới bước này", expected="")
    is_right = earlier is not None and earlier.position < later.position
    when = f"lúc {later.sim_at:%H:%M ngày %d/%m}"
    return verdict(is_right, earlier, later, found=f"{name_of(item)}: {when}", expected="")


@kind("before_other", slot=SLOT, first=EVENT, others=SLOTS, then=EVENT)
def before_other(record: Record, slot: str, first: str, others: Sequence[str], then: str) -> Result:
    """`truoc`: `first` on the document of `slot` came before `then` on each of `others`."""
    return sum_up([_before_other_verdict(record, slot, first, other, then) for other in others])


def _before_other_verdict(record: Record, slot: str, first: str, other: str, then: str) -> Verdict:
    earlier, later = record.first(first, slot), record.first(then, other)
    item, other_item = record.item(slot), record.item(other)
    if earlier is None:
        found = f"{name_of(other_item)} đã làm trước" if later else f"{name_of(item)}: chưa làm"
        return verdict(False, later, is_reached=later is not None, found=found, expected="")
    is_right = later is None or earlier.position < later.position
    found = f"{name_of(item)} lúc {earlier.sim_at:%H:%M}, sau {name_of(other_item)}"
    return verdict(is_right, earlier, later, found=found, expected=f"{name_of(item)} làm trước")
