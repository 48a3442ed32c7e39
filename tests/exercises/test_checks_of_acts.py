"""Checks of what was done, in time and with a reason: when they are met, wrong, or not reached yet."""

import pytest

from exercises.dms.domain import commands as c
from exercises.dms.domain.values import ReturnGround
from exercises.domain import Outcome
from tests.factories.desk import clerk_at, clerk_who_registered, result_of

# state_is


def test_the_state_that_is_wanted_is_met() -> None:
    clerk = clerk_at("VBDEN-03")
    clerk.give_back("broken")
    assert result_of(clerk, "state_is", slots=["broken"], state="returned").share == 1


def test_another_state_is_a_mistake() -> None:
    clerk = clerk_at("VBDEN-03")
    clerk.accept("broken")
    result = result_of(clerk, "state_is", slots=["broken"], state="returned")
    assert result.is_wrong
    assert "đã tiếp nhận" in result.found


def test_a_waiting_packet_is_no_mistake_yet() -> None:
    assert not result_of(clerk_at("VBDEN-03"), "state_is", slots=["broken"], state="returned").is_wrong


# happened


def test_what_was_done_has_happened() -> None:
    clerk = clerk_at()
    clerk.open("first")
    assert result_of(clerk, "happened", slots=["first"], event="DocumentOpened").share == 1


def test_what_was_done_to_one_of_two_counts_half() -> None:
    clerk = clerk_at()
    clerk.open("first")
    assert result_of(clerk, "happened", slots=["first", "second"], event="DocumentOpened").share == 0.5


def test_what_was_not_done_is_no_mistake_yet() -> None:
    result = result_of(clerk_at(), "happened", slots=["first"], event="DocumentOpened")
    assert (result.share, result.is_wrong) == (0, False)


# never

NEVER = {"slots": ["first"], "event": "DocumentAmended", "once": ["IncomingRegistered"]}


def test_what_was_left_alone_is_met_once_the_work_is_done() -> None:
    assert result_of(clerk_who_registered(), "never", **NEVER).share == 1


def test_what_should_never_be_done_is_a_mistake_with_its_time() -> None:
    clerk = clerk_at()
    clerk.do(c.AmendDocument(clerk.id("first"), "sửa một chữ"))
    result = result_of(clerk, "never", **NEVER)
    assert result.is_wrong
    assert "07:36" in result.found


def test_doing_nothing_earns_nothing_for_what_was_never_done() -> None:
    result = result_of(clerk_at(), "never", **NEVER)
    assert (result.share, result.is_wrong) == (0, False)


# status_sent

SENT = {"slots": ["first"], "code": "03", "days": 0}


def test_a_status_on_the_day_is_met() -> None:
    assert result_of(clerk_who_registered(), "status_sent", **SENT).share == 1


def test_a_status_on_the_next_day_is_a_mistake() -> None:
    clerk = clerk_at()
    clerk.wait("D+1 07:30")
    clerk.accept("first")
    result = result_of(clerk, "status_sent", **SENT)
    assert result.is_wrong
    assert "14/10/2026" in result.expected


def test_a_silent_acceptance_is_a_mistake_and_silence_on_a_waiting_packet_is_not() -> None:
    clerk = clerk_at()
    assert not result_of(clerk, "status_sent", **SENT).is_wrong
    clerk.accept("first", send_status=False)
    assert result_of(clerk, "status_sent", **SENT).is_wrong


def test_what_was_given_back_is_not_missed_as_an_acceptance_but_as_a_return_without_its_code() -> None:
    clerk = clerk_at()
    clerk.give_back("first", "Chữ ký có vẻ không đúng")
    assert not result_of(clerk, "status_sent", **SENT).is_wrong
    assert result_of(clerk, "status_sent", slots=["first"], code="02", days=0).share == 1


def test_giving_a_sound_document_back_is_the_one_mistake_that_is_named() -> None:
    clerk = clerk_at()
    clerk.give_back("first", "Văn bản này không thuộc việc của phòng mình")
    wrong = [finding for finding in clerk.grade().findings if finding.outcome is Outcome.WRONG]
    assert [finding.check.id for finding in wrong] == ["khong-tra-nham"]


# within_working_days

PRESENTED = {"slots": ["first"], "event": "DocumentPresented"}


def test_presented_on_the_day_is_met() -> None:
    clerk = clerk_who_registered()
    clerk.present("first")
    assert result_of(clerk, "within_working_days", **PRESENTED, days=0).share == 1


def test_presented_on_the_next_working_day_is_met_with_one_day_and_late_with_none() -> None:
    clerk = clerk_who_registered()
    clerk.wait("D+1 09:00")
    clerk.present("first")
    assert result_of(clerk, "within_working_days", **PRESENTED, days=1).share == 1
    assert result_of(clerk, "within_working_days", **PRESENTED, days=0).is_wrong


def test_not_presented_becomes_a_mistake_when_the_day_is_over() -> None:
    clerk = clerk_who_registered()
    assert not result_of(clerk, "within_working_days", **PRESENTED, days=0).is_wrong
    clerk.wait("D+1 07:30")
    assert result_of(clerk, "within_working_days", **PRESENTED, days=0).is_wrong


def test_what_was_given_back_is_never_late() -> None:
    clerk = clerk_at()
    clerk.give_back("first")
    clerk.wait("D+1 07:30")
    assert not result_of(clerk, "within_working_days", **PRESENTED, days=0).is_wrong


# has_reason

REASON = {"slots": ["broken"], "min_length": 15, "grounds": ["integrity"]}


def test_a_reason_with_the_right_ground_is_met() -> None:
    clerk = clerk_at("VBDEN-03")
    clerk.give_back("broken", "Nội dung bị thay đổi sau khi ký")
    assert result_of(clerk, "has_reason", **REASON).share == 1


@pytest.mark.parametrize("reason", ["", "   ", "Chữ ký hỏng"])
def test_a_short_reason_is_a_mistake(reason: str) -> None:
    clerk = clerk_at("VBDEN-03")
    clerk.give_back("broken", reason)
    assert result_of(clerk, "has_reason", **REASON).is_wrong


def test_another_ground_is_a_mistake_that_names_it() -> None:
    clerk = clerk_at("VBDEN-03")
    clerk.give_back("broken", "Văn bản này không gửi cho Sở chúng tôi", ReturnGround.WRONG_ADDRESSEE)
    result = result_of(clerk, "has_reason", **REASON)
    assert result.is_wrong
    assert "Gửi sai nơi nhận" in result.found


def test_without_a_return_there_is_no_reason_to_judge() -> None:
    assert not result_of(clerk_at("VBDEN-03"), "has_reason", **REASON).is_wrong


# at_most


def test_few_enough_refusals_are_met() -> None:
    clerk = clerk_who_registered()
    clerk.accept("first")
    assert result_of(clerk, "at_most", event="Refused", times=1).share == 1


def test_too_many_are_a_mistake_with_each_event_as_evidence() -> None:
    clerk = clerk_who_registered()
    clerk.accept("first")
    clerk.accept("first")
    result = result_of(clerk, "at_most", event="Refused", times=1)
    assert result.is_wrong
    assert len(result.evidence) == 2


def test_doing_nothing_earns_nothing_for_few_refusals() -> None:
    assert result_of(clerk_at(), "at_most", event="Refused", times=3).share == 0
