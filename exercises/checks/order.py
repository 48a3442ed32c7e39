"""Checks of what came before what."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from exercises.checks.judging import Verdict, name_of, sum_up, verdict
from exercises.checks.registry import EVENT, SLOT, SLOTS, kind
from exercises.dms.domain.events import Event, TimeWaited
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


@kind("no_waiting", slot=SLOT, until=EVENT)
def no_waiting(record: Record, slot: str, until: str) -> Result:
    """`khong_de_cho`: while `until` on the document of `slot` was to do, nobody let the clock run.

    For what must be done at once, where the law names no hours: not judged before one of the two has happened.
    """
    item, done = record.item(slot), record.first(until, slot)
    waits = (event for event in record.events if isinstance(event.fact, TimeWaited))
    idle = next((event for event in waits if _ran_past(event, item.packet.arrived_at, done)), None)
    if idle is not None:
        found = f"{name_of(item)}: còn nằm đó khi bạn chờ đến {idle.sim_at:%H:%M ngày %d/%m}"
        return sum_up([verdict(False, idle, done, found=found, expected="làm ngay, không để chờ")])
    found = "" if done else f"{name_of(item)}: chưa tới bước này"
    return sum_up([verdict(done is not None, done, is_reached=False, found=found, expected="")])


def _ran_past(wait: Event, arrived_at: datetime, done: Event | None) -> bool:
    assert isinstance(wait.fact, TimeWaited)
    return wait.fact.until > arrived_at and (done is None or wait.position < done.position)


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
    found = f"{name_of(item)} lúc {earlier.sim_at:%H:%M ngày %d/%m}, sau {name_of(other_item)}"
    return verdict(is_right, earlier, later, found=found, expected=f"{name_of(item)} làm trước")
