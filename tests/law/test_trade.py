"""Types of document, urgency, secrecy, working time and the states of the exchange axis."""

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from law import register, urgency
from law.document_types import (
    COPY_TYPES,
    DOCUMENT_TYPES,
    document_type,
    document_type_named,
    document_type_of_notation,
)
from law.exchange import ExchangeStatus, may_follow
from law.secrecy import Secrecy
from law.urgency import Urgency
from law.working_time import Timeliness, WorkingCalendar

FRIDAY = datetime.date(2026, 11, 20)
MONDAY = datetime.date(2026, 11, 23)
DAYS = st.dates(min_value=datetime.date(2020, 1, 1), max_value=datetime.date(2035, 1, 1))


def test_there_are_29_types_and_27_have_an_abbreviation() -> None:
    """Điều 7; Phụ lục III Mục I."""
    assert len(DOCUMENT_TYPES) == 29
    assert len([kind for kind in DOCUMENT_TYPES if kind.abbreviation]) == 27
    assert len({kind.abbreviation for kind in (*DOCUMENT_TYPES, *COPY_TYPES) if kind.abbreviation}) == 30


@pytest.mark.parametrize(
    ("key", "abbreviation"),
    [("quy-dinh", "QyĐ"), ("quyet-dinh", "QĐ"), ("chuong-trinh", "CTr"), ("to-trinh", "TTr"), ("trich-sao", "TrS")],
)
def test_the_abbreviations_that_are_often_mistaken(key: str, abbreviation: str) -> None:
    """Phụ lục III Mục I."""
    assert document_type(key).abbreviation == abbreviation


def test_every_model_is_a_provision_of_the_register() -> None:
    loaded = register.load()
    for kind in (*DOCUMENT_TYPES, *COPY_TYPES):
        assert not kind.model or kind.model in loaded


def test_a_type_is_found_by_its_name_and_by_its_symbol() -> None:
    assert document_type_named("  tờ TRÌNH ") == document_type("to-trinh")
    assert document_type_named("Giấy uỷ quyền") == document_type("giay-uy-quyen")
    assert document_type_named("Thư mời") is None
    assert document_type_of_notation("QyĐ-UBND") == document_type("quy-dinh")
    assert document_type_of_notation("SNV-VP") is None


def test_urgency_has_three_levels_with_stamps_of_their_size() -> None:
    """Phụ lục I Phần I Mục III khoản 2 điểm b."""
    sizes = {level.mark: level.mark_size_mm for level in Urgency if level.is_urgent}
    assert sizes == {"HỎA TỐC": (30, 8), "THƯỢNG KHẨN": (40, 8), "KHẨN": (20, 8)}


def test_priority_four_of_the_gateway_counts_as_express() -> None:
    assert urgency.from_priority(4) is Urgency.EXPRESS
    assert urgency.from_priority(0) is Urgency.ORDINARY
    with pytest.raises(ValueError, match="7"):
        urgency.from_priority(7)


def test_only_an_ordinary_document_is_no_state_secret() -> None:
    assert [level.label for level in Secrecy if level.is_state_secret] == ["Mật", "Tối mật", "Tuyệt mật"]
    assert Secrecy.ORDINARY.mark == ""


def test_friday_evening_may_wait_until_monday_and_no_longer() -> None:
    """Điểm c khoản 2 Điều 4."""
    calendar = WorkingCalendar()
    assert calendar.timeliness(FRIDAY, FRIDAY) is Timeliness.SAME_DAY
    assert calendar.timeliness(FRIDAY, MONDAY) is Timeliness.NEXT_WORKING_DAY
    assert calendar.timeliness(FRIDAY, MONDAY + datetime.timedelta(days=1)) is Timeliness.LATE


def test_a_holiday_is_skipped_and_a_make_up_day_counts() -> None:
    saturday = FRIDAY + datetime.timedelta(days=1)
    assert WorkingCalendar(holidays=frozenset({MONDAY})).next_working_day(FRIDAY) == datetime.date(2026, 11, 24)
    assert WorkingCalendar(make_up_days=frozenset({saturday})).next_working_day(FRIDAY) == saturday


@given(DAYS, st.integers(min_value=0, max_value=40))
def test_adding_working_days_and_counting_them_agree(day: datetime.date, count: int) -> None:
    calendar = WorkingCalendar()
    assert calendar.working_days_between(day, calendar.add_working_days(day, count)) == count


def test_a_calendar_without_working_days_is_refused() -> None:
    every_day = frozenset(FRIDAY + datetime.timedelta(days=n) for n in range(100))
    with pytest.raises(ValueError, match="no working day"):
        WorkingCalendar(holidays=every_day).next_working_day(FRIDAY)


def test_the_states_of_the_axis_follow_one_another_in_order() -> None:
    order = ["01", "03", "04", "05", "06"]
    current: ExchangeStatus | None = None
    for code in order:
        assert may_follow(current, ExchangeStatus(code))
        current = ExchangeStatus(code)


@pytest.mark.parametrize(
    ("current", "following"), [("01", "04"), ("02", "03"), ("03", "06"), ("06", "05"), ("13", "03")]
)
def test_states_that_skip_a_step_are_refused(current: str, following: str) -> None:
    assert not may_follow(ExchangeStatus(current), ExchangeStatus(following))


def test_a_recall_may_come_at_any_time_after_arrival() -> None:
    """Khoản 4 Điều 18."""
    assert may_follow(ExchangeStatus.COMPLETED, ExchangeStatus.RECALL_REQUESTED)
    assert not may_follow(None, ExchangeStatus.RECALL_REQUESTED)
    assert may_follow(ExchangeStatus.RECALL_REQUESTED, ExchangeStatus.RECALL_AGREED)


def test_a_return_must_say_why() -> None:
    """Điểm b khoản 2 Điều 21."""
    assert ExchangeStatus.REFUSED.needs_reason
    assert not ExchangeStatus.RECEIVED.needs_reason
