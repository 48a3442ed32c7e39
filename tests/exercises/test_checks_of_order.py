"""Checks of what was done before what: when they are met, wrong, or not reached yet."""

import pytest

from tests.factories.desk import Clerk, clerk_at, positions_of, result_of

# before

CHECKED = {"slots": ["first"], "first": "SignatureChecked", "then": "PacketAccepted"}


def test_the_right_order_is_met() -> None:
    clerk = clerk_at()
    clerk.check_signature("first")
    clerk.accept("first")
    assert result_of(clerk, "before", **CHECKED).share == 1


def test_the_wrong_order_is_a_mistake_with_both_events() -> None:
    clerk = clerk_at()
    clerk.accept("first")
    clerk.check_signature("first")
    result = result_of(clerk, "before", **CHECKED)
    assert result.is_wrong
    assert result.evidence == positions_of(clerk, "PacketAccepted", "SignatureChecked")


def test_the_order_is_judged_only_when_the_later_act_has_happened() -> None:
    clerk = clerk_at()
    assert not result_of(clerk, "before", **CHECKED).is_wrong
    clerk.check_signature("first")
    assert not result_of(clerk, "before", **CHECKED).is_wrong


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
    assert result_of(clerk, "before_other", **URGENT_FIRST).share == 1
    _do_all(clerk, "normal")
    assert result_of(clerk, "before_other", **URGENT_FIRST).share == 1


def test_the_urgent_one_after_the_other_is_a_mistake() -> None:
    clerk = clerk_at("VBDEN-03")
    _do_all(clerk, "normal")
    assert result_of(clerk, "before_other", **URGENT_FIRST).is_wrong
    _do_all(clerk, "urgent")
    assert result_of(clerk, "before_other", **URGENT_FIRST).is_wrong


def test_nothing_done_is_no_wrong_order() -> None:
    result = result_of(clerk_at("VBDEN-03"), "before_other", **URGENT_FIRST)
    assert (result.share, result.is_wrong) == (0, False)


# no_waiting

AT_ONCE = {"slot": "urgent", "until": "DocumentPresented"}


def test_what_is_done_without_letting_the_clock_run_is_done_at_once() -> None:
    clerk = clerk_at("VBDEN-03")
    _do_all(clerk, "urgent")
    clerk.wait("D+0 13:30")
    assert result_of(clerk, "no_waiting", **AT_ONCE).share == 1


@pytest.mark.parametrize("is_done_later", [True, False])
def test_who_lets_the_clock_run_first_has_let_it_wait(is_done_later: bool) -> None:
    clerk = clerk_at("VBDEN-03")
    clerk.wait("D+0 13:30")
    if is_done_later:
        _do_all(clerk, "urgent")
    result = result_of(clerk, "no_waiting", **AT_ONCE)
    assert (result.share, result.is_wrong) == (0, True)
    assert "chờ đến 13:30 ngày 21/10" in result.found


def test_nothing_done_has_let_nothing_wait() -> None:
    result = result_of(clerk_at("VBDEN-03"), "no_waiting", **AT_ONCE)
    assert (result.share, result.is_wrong) == (0, False)
