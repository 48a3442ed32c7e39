"""Each kind of check: when it is met, when it is a mistake, when it is only not reached yet."""

from __future__ import annotations

from typing import Any

import pytest

from exercises.checks import CHECKS, ArgumentError, check_arguments
from exercises.dms.domain import commands as c
from exercises.dms.domain.values import ReturnGround
from exercises.domain import Result
from tests.factories.desk import Clerk, clerk_at


def _check(clerk: Clerk, pred: str, **args: Any) -> Result:
    check_arguments(pred, args, clerk.scenario.slots)
    return CHECKS[pred](clerk.record(), **args)


def _registered(slot: str = "first", **changes: Any) -> Clerk:
    clerk = clerk_at()
    clerk.accept(slot)
    clerk.register(slot, **changes)
    return clerk


def _positions(clerk: Clerk, *kinds: str) -> tuple[int, ...]:
    return tuple(event.position for event in clerk.events if event.kind in kinds)


# field_equals


def test_a_right_field_is_met() -> None:
    assert _check(_registered(), "field_equals", slots=["first"], field="subject").share == 1


def test_a_wrong_field_is_a_mistake_that_shows_both_values_and_its_event() -> None:
    clerk = _registered(code_notation="XX")
    result = _check(clerk, "field_equals", slots=["first"], field="code_notation")
    assert (result.share, result.is_wrong) == (0, True)
    assert "“XX”" in result.found
    assert clerk.item("first").packet.facts.code_notation in result.expected
    assert result.evidence == _positions(clerk, "IncomingRegistered")


def test_a_field_of_a_document_that_is_not_registered_is_no_mistake_yet() -> None:
    result = _check(clerk_at(), "field_equals", slots=["first"], field="subject")
    assert (result.share, result.is_wrong) == (0, False)


def test_one_right_field_of_two_documents_earns_half() -> None:
    clerk = _registered()
    clerk.accept("second")
    clerk.register("second", subject="khác")
    assert _check(clerk, "field_equals", slots=["first", "second"], field="subject").share == 0.5


def test_a_corrected_field_is_met() -> None:
    clerk = _registered(subject="khác")
    clerk.correct("first")
    assert _check(clerk, "field_equals", slots=["first"], field="subject").share == 1


def test_the_date_of_arrival_is_the_day_of_acceptance() -> None:
    clerk = clerk_at()
    clerk.accept("first")
    clerk.wait("D+1 08:00")
    clerk.register("first")
    assert _check(clerk, "field_equals", slots=["first"], field="arrival_date").share == 1
    assert clerk.item("first").registration.arrival_date == clerk.scenario.clock.day  # type: ignore[union-attr]


def test_the_date_of_the_document_is_no_date_of_arrival() -> None:
    clerk = clerk_at()
    clerk.accept("first")
    clerk.register("first", arrival_date=clerk.item("first").packet.facts.issued_date)
    assert _check(clerk, "field_equals", slots=["first"], field="arrival_date").is_wrong


# no_arrival_number


def test_a_returned_document_without_number_is_met() -> None:
    clerk = clerk_at("VBDEN-03")
    clerk.give_back("broken")
    assert _check(clerk, "no_arrival_number", slot="broken").share == 1


def test_a_number_for_the_returned_document_is_a_mistake() -> None:
    clerk = clerk_at("VBDEN-03")
    clerk.accept("broken", send_status=False)
    clerk.register("broken")
    clerk.give_back("broken")
    result = _check(clerk, "no_arrival_number", slot="broken")
    assert result.is_wrong
    assert result.evidence == _positions(clerk, "PacketAccepted", "IncomingRegistered")


def test_no_number_is_earned_only_once_the_document_went_back() -> None:
    result = _check(clerk_at("VBDEN-03"), "no_arrival_number", slot="broken")
    assert (result.share, result.is_wrong) == (0, False)


# numbers_run_on


def test_numbers_of_all_documents_run_on() -> None:
    clerk = _registered()
    clerk.accept("second")
    clerk.register("second")
    assert _check(clerk, "numbers_run_on", slots=["first", "second"]).share == 1


def test_a_missing_document_breaks_no_series_but_is_not_met() -> None:
    result = _check(_registered(), "numbers_run_on", slots=["first", "second"])
    assert (result.share, result.is_wrong) == (0, False)


def test_an_empty_register_has_no_series() -> None:
    assert _check(clerk_at(), "numbers_run_on", slots=["first"]).share == 0


# state_is


def test_the_state_that_is_wanted_is_met() -> None:
    clerk = clerk_at("VBDEN-03")
    clerk.give_back("broken")
    assert _check(clerk, "state_is", slots=["broken"], state="returned").share == 1


def test_another_state_is_a_mistake() -> None:
    clerk = clerk_at("VBDEN-03")
    clerk.accept("broken")
    result = _check(clerk, "state_is", slots=["broken"], state="returned")
    assert result.is_wrong
    assert "đã tiếp nhận" in result.found


def test_a_waiting_packet_is_no_mistake_yet() -> None:
    assert not _check(clerk_at("VBDEN-03"), "state_is", slots=["broken"], state="returned").is_wrong


# happened


def test_what_was_done_has_happened() -> None:
    clerk = clerk_at()
    clerk.open("first")
    assert _check(clerk, "happened", slots=["first"], event="DocumentOpened").share == 1


def test_what_was_done_to_one_of_two_counts_half() -> None:
    clerk = clerk_at()
    clerk.open("first")
    assert _check(clerk, "happened", slots=["first", "second"], event="DocumentOpened").share == 0.5


def test_what_was_not_done_is_no_mistake_yet() -> None:
    result = _check(clerk_at(), "happened", slots=["first"], event="DocumentOpened")
    assert (result.share, result.is_wrong) == (0, False)


# never

NEVER = {"slots": ["first"], "event": "DocumentAmended", "once": ["IncomingRegistered"]}


def test_what_was_left_alone_is_met_once_the_work_is_done() -> None:
    assert _check(_registered(), "never", **NEVER).share == 1


def test_what_should_never_be_done_is_a_mistake_with_its_time() -> None:
    clerk = clerk_at()
    clerk.do(c.AmendDocument(clerk.id("first"), "sửa một chữ"))
    result = _check(clerk, "never", **NEVER)
    assert result.is_wrong
    assert "07:36" in result.found


def test_doing_nothing_earns_nothing_for_what_was_never_done() -> None:
    result = _check(clerk_at(), "never", **NEVER)
    assert (result.share, result.is_wrong) == (0, False)


# status_sent

SENT = {"slots": ["first"], "code": "03", "days": 0}


def test_a_status_on_the_day_is_met() -> None:
    assert _check(_registered(), "status_sent", **SENT).share == 1


def test_a_status_on_the_next_day_is_a_mistake() -> None:
    clerk = clerk_at()
    clerk.wait("D+1 07:30")
    clerk.accept("first")
    result = _check(clerk, "status_sent", **SENT)
    assert result.is_wrong
    assert "14/10/2026" in result.expected


def test_a_silent_acceptance_is_a_mistake_and_silence_on_a_waiting_packet_is_not() -> None:
    clerk = clerk_at()
    assert not _check(clerk, "status_sent", **SENT).is_wrong
    clerk.accept("first", send_status=False)
    assert _check(clerk, "status_sent", **SENT).is_wrong


# within_working_days

PRESENTED = {"slots": ["first"], "event": "DocumentPresented"}


def test_presented_on_the_day_is_met() -> None:
    clerk = _registered()
    clerk.present("first")
    assert _check(clerk, "within_working_days", **PRESENTED, days=0).share == 1


def test_presented_on_the_next_working_day_is_met_with_one_day_and_late_with_none() -> None:
    clerk = _registered()
    clerk.wait("D+1 09:00")
    clerk.present("first")
    assert _check(clerk, "within_working_days", **PRESENTED, days=1).share == 1
    assert _check(clerk, "within_working_days", **PRESENTED, days=0).is_wrong


def test_not_presented_becomes_a_mistake_when_the_day_is_over() -> None:
    clerk = _registered()
    assert not _check(clerk, "within_working_days", **PRESENTED, days=0).is_wrong
    clerk.wait("D+1 07:30")
    assert _check(clerk, "within_working_days", **PRESENTED, days=0).is_wrong


# has_reason

REASON = {"slots": ["broken"], "min_length": 15, "grounds": ["integrity"]}


def test_a_reason_with_the_right_ground_is_met() -> None:
    clerk = clerk_at("VBDEN-03")
    clerk.give_back("broken", "Nội dung bị thay đổi sau khi ký")
    assert _check(clerk, "has_reason", **REASON).share == 1


@pytest.mark.parametrize("reason", ["", "   ", "Chữ ký hỏng"])
def test_a_short_reason_is_a_mistake(reason: str) -> None:
    clerk = clerk_at("VBDEN-03")
    clerk.give_back("broken", reason)
    assert _check(clerk, "has_reason", **REASON).is_wrong


def test_another_ground_is_a_mistake_that_names_it() -> None:
    clerk = clerk_at("VBDEN-03")
    clerk.give_back("broken", "Văn bản này không gửi cho Sở chúng tôi", ReturnGround.WRONG_ADDRESSEE)
    result = _check(clerk, "has_reason", **REASON)
    assert result.is_wrong
    assert "Gửi sai nơi nhận" in result.found


def test_without_a_return_there_is_no_reason_to_judge() -> None:
    assert not _check(clerk_at("VBDEN-03"), "has_reason", **REASON).is_wrong


# at_most


def test_few_enough_refusals_are_met() -> None:
    clerk = _registered()
    clerk.accept("first")
    assert _check(clerk, "at_most", event="Refused", times=1).share == 1


def test_too_many_are_a_mistake_with_each_event_as_evidence() -> None:
    clerk = _registered()
    clerk.accept("first")
    clerk.accept("first")
    result = _check(clerk, "at_most", event="Refused", times=1)
    assert result.is_wrong
    assert len(result.evidence) == 2


def test_doing_nothing_earns_nothing_for_few_refusals() -> None:
    assert _check(clerk_at(), "at_most", event="Refused", times=3).share == 0


# before

CHECKED = {"slots": ["first"], "first": "SignatureChecked", "then": "PacketAccepted"}


def test_the_right_order_is_met() -> None:
    clerk = clerk_at()
    clerk.check_signature("first")
    clerk.accept("first")
    assert _check(clerk, "before", **CHECKED).share == 1


def test_the_wrong_order_is_a_mistake_with_both_events() -> None:
    clerk = clerk_at()
    clerk.accept("first")
    clerk.check_signature("first")
    result = _check(clerk, "before", **CHECKED)
    assert result.is_wrong
    assert result.evidence == _positions(clerk, "PacketAccepted", "SignatureChecked")


def test_the_order_is_judged_only_when_the_later_act_has_happened() -> None:
    clerk = clerk_at()
    assert not _check(clerk, "before", **CHECKED).is_wrong
    clerk.check_signature("first")
    assert not _check(clerk, "before", **CHECKED).is_wrong


# before_other

URGENT_FIRST = {
    "slot": "urgent",
    "first": "DocumentPresented",
    "others": ["normal"],
    "then": "IncomingRegistered",
}


def _do_all(clerk: Clerk, slot: str) -> None:
    clerk.accept(slot)
    clerk.register(slot)
    clerk.present(slot)


def test_the_urgent_one_first_is_met_even_while_the_other_waits() -> None:
    clerk = clerk_at("VBDEN-03")
    _do_all(clerk, "urgent")
    assert _check(clerk, "before_other", **URGENT_FIRST).share == 1
    _do_all(clerk, "normal")
    assert _check(clerk, "before_other", **URGENT_FIRST).share == 1


def test_the_urgent_one_after_the_other_is_a_mistake() -> None:
    clerk = clerk_at("VBDEN-03")
    _do_all(clerk, "normal")
    assert _check(clerk, "before_other", **URGENT_FIRST).is_wrong
    _do_all(clerk, "urgent")
    assert _check(clerk, "before_other", **URGENT_FIRST).is_wrong


def test_nothing_done_is_no_wrong_order() -> None:
    result = _check(clerk_at("VBDEN-03"), "before_other", **URGENT_FIRST)
    assert (result.share, result.is_wrong) == (0, False)


# no_waiting

AT_ONCE = {"slot": "urgent", "until": "DocumentPresented"}


def test_what_is_done_without_letting_the_clock_run_is_done_at_once() -> None:
    clerk = clerk_at("VBDEN-03")
    _do_all(clerk, "urgent")
    clerk.wait("D+0 13:30")
    assert _check(clerk, "no_waiting", **AT_ONCE).share == 1


@pytest.mark.parametrize("is_done_later", [True, False])
def test_who_lets_the_clock_run_first_has_let_it_wait(is_done_later: bool) -> None:
    clerk = clerk_at("VBDEN-03")
    clerk.wait("D+0 13:30")
    if is_done_later:
        _do_all(clerk, "urgent")
    result = _check(clerk, "no_waiting", **AT_ONCE)
    assert (result.share, result.is_wrong) == (0, True)
    assert "chờ đến 13:30 ngày 21/10" in result.found


def test_nothing_done_has_let_nothing_wait() -> None:
    result = _check(clerk_at("VBDEN-03"), "no_waiting", **AT_ONCE)
    assert (result.share, result.is_wrong) == (0, False)


# all, any, weighted

OPENED = {"pred": "happened", "args": {"slots": ["first"], "event": "DocumentOpened"}}
CHECKED_PART = {"pred": "happened", "args": {"slots": ["first"], "event": "SignatureChecked"}, "weight": 3}


def test_all_needs_every_part_and_any_needs_one() -> None:
    clerk = clerk_at()
    clerk.open("first")
    parts = [OPENED, CHECKED_PART]
    assert _check(clerk, "all", parts=parts).share == 0
    assert _check(clerk, "any", parts=parts).share == 1
    assert _check(clerk, "weighted", parts=parts).share == 0.25


def test_composed_checks_are_met_together() -> None:
    clerk = clerk_at()
    clerk.open("first")
    clerk.check_signature("first")
    for pred in ("all", "any", "weighted"):
        assert _check(clerk, pred, parts=[OPENED, CHECKED_PART]).share == 1


def test_a_composed_check_is_wrong_when_a_missed_part_is() -> None:
    clerk = clerk_at()
    clerk.accept("first")
    order = {"pred": "before", "args": CHECKED}
    assert _check(clerk, "all", parts=[OPENED, order]).is_wrong
    assert not _check(clerk, "all", parts=[OPENED]).is_wrong


# arguments


@pytest.mark.parametrize(
    ("pred", "args", "said"),
    [
        ("field_equal", {}, "không có loại kiểm tra"),
        ("field_equals", {"slots": ["first"]}, "cần có field"),
        ("field_equals", {"slots": ["fifth"], "field": "subject"}, "bộ sinh chỉ có first"),
        ("field_equals", {"slots": ["first"], "field": "colour"}, "không nằm trong"),
        ("field_equals", {"slots": ["first"], "field": "subject", "wight": 1}, "không nhận wight"),
        ("status_sent", {"slots": ["first"], "code": "99", "days": 0}, "không nằm trong"),
        ("status_sent", {"slots": ["first"], "code": "03", "days": -1}, "phải là số nguyên"),
        ("all", {"parts": [{"pred": "nothing"}]}, "có phần bị sai"),
    ],
)
def test_wrong_arguments_are_told_before_anyone_is_graded(pred: str, args: dict[str, Any], said: str) -> None:
    with pytest.raises(ArgumentError, match=said):
        check_arguments(pred, args, ("first", "second"))
