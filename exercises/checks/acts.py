"""Checks of what was done and what never was."""

from __future__ import annotations

from collections.abc import Sequence

from exercises.checks.judging import Verdict, name_of, sum_up, verdict
from exercises.checks.registry import EVENT, EVENTS, GROUNDS, NUMBER, SLOTS, STATE, STATUS, kind
from exercises.dms.domain.values import PacketState
from exercises.domain import Record, Result
from law.exchange import ExchangeStatus


@kind("state_is", slots=SLOTS, state=STATE)
def state_is(record: Record, slots: Sequence[str], state: str) -> Result:
    """`trang_thai_la`: each document stands in `state` at the end."""
    wanted = PacketState(state)
    return sum_up(_state_verdict(record, slot, wanted) for slot in slots)


# The events that take a document from one state to the next: where they began is where to try again.
_MOVES = {"PacketAccepted", "PacketReturned", "IncomingRegistered", "DocumentPresented", "InstructionGiven"}


def _state_verdict(record: Record, slot: str, wanted: PacketState) -> Verdict:
    item = record.item(slot)
    moves = [event for event in record.events if event.packet_id == item.packet.id and event.kind in _MOVES]
    return verdict(
        item.state is wanted,
        *moves,
        is_reached=item.state is not PacketState.WAITING,
        found=f"{name_of(item)}: {item.state.label.lower()}",
        expected=f"{name_of(item)}: {wanted.label.lower()}",
    )


@kind("happened", slots=SLOTS, event=EVENT)
def happened(record: Record, slots: Sequence[str], event: str) -> Result:
    """`da_lam`: the event happened to each document."""
    return sum_up(
        verdict(
            (first := record.first(event, slot)) is not None,
            first,
            is_reached=False,
            found=f"{name_of(record.item(slot))}: chưa làm",
            expected="",
        )
        for slot in slots
    )


@kind("never", slots=SLOTS, event=EVENT, once=EVENTS)
def never(record: Record, slots: Sequence[str], event: str, once: Sequence[str]) -> Result:
    """`chua_tung`: the event never happened to these documents; earned only where one of `once` has happened."""
    return sum_up(_never_verdict(record, slot, event, once) for slot in slots)


def _never_verdict(record: Record, slot: str, event: str, once: Sequence[str]) -> Verdict:
    item = record.item(slot)
    done = record.first(event, slot)
    came_so_far = next((found for name in once if (found := record.first(name, slot))), None)
    if done is not None:
        return verdict(False, done, found=f"{name_of(item)}: lúc {done.sim_at:%H:%M ngày %d/%m}", expected="")
    words = "" if came_so_far else f"{name_of(item)}: chưa tới bước này"
    return verdict(came_so_far is not None, came_so_far, is_reached=False, found=words, expected="")


@kind("status_sent", slots=SLOTS, code=STATUS, days=NUMBER)
def status_sent(record: Record, slots: Sequence[str], code: str, days: int) -> Result:
    """`phan_hoi_trang_thai`: the sender got `code` within `days` working days of the arrival (0: the same day).

    A code that is missing is a mistake of its own only where what it tells of was done: 02 of a return, others of an acceptance.
    """
    return sum_up(_status_verdict(record, slot, code, days) for slot in slots)


def _status_verdict(record: Record, slot: str, code: str, days: int) -> Verdict:
    item = record.item(slot)
    last_day = record.desk.office.calendar.add_working_days(item.packet.arrived_at.date(), days)
    sent = next((event for event in record.of("StatusSent", slot) if getattr(event.fact, "code", "") == code), None)
    handled = record.first("PacketReturned" if code == ExchangeStatus.REFUSED.value else "PacketAccepted", slot)
    if sent is None:
        found = f"{name_of(item)}: bên gửi chưa nhận được trạng thái {code}"
        return verdict(False, handled, is_reached=handled is not None, found=found, expected=f"trạng thái {code}")
    return verdict(
        sent.sim_at.date() <= last_day,
        sent,
        found=f"{name_of(item)}: gửi {code} lúc {sent.sim_at:%H:%M ngày %d/%m/%Y}",
        expected=f"chậm nhất trong ngày {last_day:%d/%m/%Y}",
    )


@kind("within_working_days", slots=SLOTS, event=EVENT, days=NUMBER)
def within_working_days(record: Record, slots: Sequence[str], event: str, days: int) -> Result:
    """`trong_ngay_lam_viec`: the event happened at the latest `days` working days after the arrival (0: the same day)."""
    return sum_up(_in_time_verdict(record, slot, event, days) for slot in slots)


def _in_time_verdict(record: Record, slot: str, event: str, days: int) -> Verdict:
    item = record.item(slot)
    last_day = record.desk.office.calendar.add_working_days(item.packet.arrived_at.date(), days)
    done = record.first(event, slot)
    expected = f"chậm nhất trong ngày {last_day:%d/%m/%Y}"
    if done is None:
        has_left = item.state is PacketState.RETURNED  # then the return is the mistake, or nothing is
        is_late = not has_left and record.desk.time.date() > last_day
        return verdict(False, is_reached=is_late, found=f"{name_of(item)}: chưa làm", expected=expected)
    return verdict(
        done.sim_at.date() <= last_day,
        done,
        found=f"{name_of(item)}: lúc {done.sim_at:%H:%M ngày %d/%m/%Y}",
        expected=expected,
    )


@kind("has_reason", slots=SLOTS, min_length=NUMBER, grounds=GROUNDS)
def has_reason(record: Record, slots: Sequence[str], min_length: int, grounds: Sequence[str] = ()) -> Result:
    """`ly_do_neu_can_cu`: the return says why: a text of `min_length` characters, and one of `grounds` if given.

    Only presence, length and the named ground are judged, never the meaning of the text.
    """
    return sum_up(_reason_verdict(record, slot, min_length, grounds) for slot in slots)


def _reason_verdict(record: Record, slot: str, min_length: int, grounds: Sequence[str]) -> Verdict:
    item = record.item(slot)
    returned = record.first("PacketReturned", slot)
    if returned is None or item.return_ground is None:
        return verdict(False, is_reached=False, found=f"{name_of(item)}: chưa trả lại", expected="")
    text = item.return_reason.strip()
    is_ground_right = not grounds or item.return_ground.value in grounds
    said = f"{item.return_ground.label}; lý do ghi thêm: {f'“{text}”' if text else '(để trống)'}"
    expected = f"đúng căn cứ và lý do dài ít nhất {min_length} ký tự"
    is_right = is_ground_right and len(text) >= min_length
    return verdict(is_right, returned, found=f"{name_of(item)}: {said}", expected=expected)


@kind("at_most", event=EVENT, times=NUMBER)
def at_most(record: Record, event: str, times: int) -> Result:
    """`toi_da_lan`: the event happened at most `times` times, whatever the document; earned once anything was registered."""
    found = [each for each in record.events if each.kind == event]
    if len(found) > times:
        return sum_up([verdict(False, *found, found=f"{len(found)} lần", expected=f"không quá {times} lần")])
    has_begun = record.count("IncomingRegistered") > 0
    return sum_up([verdict(has_begun, is_reached=False, found="", expected="")])
