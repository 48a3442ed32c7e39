"""Checks of what stands in the register of incoming documents."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from itertools import pairwise
from typing import Any

from exercises.checks.judging import Verdict, name_of, sum_up, verdict
from exercises.checks.normalisers import is_same_value
from exercises.checks.registry import FIELD, SLOT, SLOTS, kind
from exercises.dms.domain.values import Item
from exercises.domain import Record, Result
from law.urgency import Urgency


@kind("field_equals", slots=SLOTS, field=FIELD)
def field_equals(record: Record, slots: Sequence[str], field: str) -> Result:
    """`truong_bang`: the entry of each document says in `field` what the document says."""
    return sum_up(_field_verdict(record, slot, field) for slot in slots)


def _field_verdict(record: Record, slot: str, field: str) -> Verdict:
    item = record.item(slot)
    entered = record.of("RegistrationCorrected", slot)[-1:] or record.of("IncomingRegistered", slot)
    expected = _expected(item, field)
    if item.registration is None:
        return verdict(False, is_reached=False, found=f"{name_of(item)}: chưa vào sổ", expected="")
    found = item.arrival_number if field == "arrival_number" else getattr(item.registration, field)
    accepted = item.packet.facts.accept.get(field, ())
    return verdict(
        is_same_value(field, found, expected, accepted),
        *entered,
        found=f"{name_of(item)}: {_shown(found)}",
        expected=f"{name_of(item)}: {_shown(expected)}",
    )


def _expected(item: Item, field: str) -> Any:
    """Number and date of arrival come from the desk; everything else from the document itself."""
    if field == "arrival_number":
        return item.arrival_number
    if field == "arrival_date":
        return item.accepted_at.date() if item.accepted_at else None
    return getattr(item.packet.facts, field)


def _shown(value: Any) -> str:
    if isinstance(value, Urgency):
        return value.label
    if isinstance(value, date):
        return f"{value:%d/%m/%Y}"
    return "(để trống)" if value in (None, "") else f"“{value}”"


@kind("no_arrival_number", slot=SLOT)
def no_arrival_number(record: Record, slot: str) -> Result:
    """`khong_ton_tai` a number of arrival: nothing in the register for a document that was to be returned.

    Counts as met only once the document has been returned: nothing is earned by not coming to work.
    """
    item = record.item(slot)
    entered = record.first("IncomingRegistered", slot)
    returned = record.first("PacketReturned", slot)
    if entered is not None:
        found = f"{name_of(item)} đã vào sổ với số đến {item.arrival_number}"
        accepted = record.first("PacketAccepted", slot)
        return sum_up([verdict(False, accepted, entered, found=found, expected="không cấp số đến")])
    return sum_up([verdict(returned is not None, returned, is_reached=False, found="", expected="không cấp số đến")])


@kind("numbers_run_on", slots=SLOTS)
def numbers_run_on(record: Record, slots: Sequence[str]) -> Result:
    """`so_den_lien_tuc`: the year's numbers follow one another, and these documents are among them."""
    entered = [event for slot in slots if (event := record.first("IncomingRegistered", slot))]
    numbers = sorted(item.arrival_number for item in record.desk.items.values() if item.arrival_number is not None)
    is_series = all(later == earlier + 1 for earlier, later in pairwise(numbers))
    is_whole = is_series and len(entered) == len(slots)
    found = "" if is_whole else f"các số đến đã cấp: {', '.join(map(str, numbers)) or 'chưa có'}"
    return sum_up([verdict(is_whole, *entered, is_reached=not is_series, found=found, expected="")])
