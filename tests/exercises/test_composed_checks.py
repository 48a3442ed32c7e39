"""Checks that are made of others, and arguments that no check takes."""

from typing import Any

import pytest

from exercises.checks import ArgumentError, check_arguments
from tests.factories.desk import clerk_at, result_of

# all, any, weighted

OPENED = {"pred": "happened", "args": {"slots": ["first"], "event": "DocumentOpened"}}
CHECKED_PART = {"pred": "happened", "args": {"slots": ["first"], "event": "SignatureChecked"}, "weight": 3}
IN_ORDER = {"pred": "before", "args": {"slots": ["first"], "first": "SignatureChecked", "then": "PacketAccepted"}}


def test_all_needs_every_part_and_any_needs_one() -> None:
    clerk = clerk_at()
    clerk.open("first")
    parts = [OPENED, CHECKED_PART]
    assert result_of(clerk, "all", parts=parts).share == 0
    assert result_of(clerk, "any", parts=parts).share == 1
    assert result_of(clerk, "weighted", parts=parts).share == 0.25


def test_composed_checks_are_met_together() -> None:
    clerk = clerk_at()
    clerk.open("first")
    clerk.check_signature("first")
    for pred in ("all", "any", "weighted"):
        assert result_of(clerk, pred, parts=[OPENED, CHECKED_PART]).share == 1


def test_a_composed_check_is_wrong_when_a_missed_part_is() -> None:
    clerk = clerk_at()
    clerk.accept("first")
    assert result_of(clerk, "all", parts=[OPENED, IN_ORDER]).is_wrong
    assert not result_of(clerk, "all", parts=[OPENED]).is_wrong


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
