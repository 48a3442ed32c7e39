import datetime

import pytest
from hypothesis import given as for_any
from hypothesis import strategies as st

from law.numbering import (
    Code,
    Fault,
    Issued,
    SeriesFault,
    build_code,
    check_series,
    letter_notation,
    next_number,
    notation,
    parse_code,
)

DAYS = st.dates(min_value=datetime.date(2026, 1, 1), max_value=datetime.date(2026, 12, 31))


def test_the_first_number_of_a_year_is_one() -> None:
    """Khoản 1 Điều 15; khoản 2 Điều 22."""
    assert next_number([]) == 1


@for_any(st.lists(st.integers(min_value=1, max_value=9999)))
def test_the_next_number_lies_above_all_that_were_given(issued: list[int]) -> None:
    assert all(next_number(issued) > given for given in issued)


@for_any(st.lists(DAYS, max_size=60))
def test_numbers_taken_in_order_make_a_series_without_fault(days: list[datetime.date]) -> None:
    entries: list[Issued] = []
    for day in sorted(days):
        entries.append(Issued(next_number(entry.number for entry in entries), day))
    assert check_series(entries, 2026) == ()
    assert [entry.number for entry in entries] == list(range(1, len(days) + 1))


@for_any(st.lists(DAYS, min_size=3, max_size=30), st.data())
def test_a_number_left_out_is_found(days: list[datetime.date], data: st.DataObject) -> None:
    entries = [Issued(number, day) for number, day in enumerate(sorted(days), start=1)]
    missing = data.draw(st.sampled_from(entries[:-1]))
    entries.remove(missing)
    assert Fault(SeriesFault.GAP, missing.number) in check_series(entries, 2026)


def test_a_duplicate_a_back_dated_and_a_foreign_number_are_found() -> None:
    """Khoản 1 Điều 15."""
    entries = [
        Issued(1, datetime.date(2026, 1, 5)),
        Issued(1, datetime.date(2026, 1, 6)),
        Issued(2, datetime.date(2026, 1, 2)),
        Issued(3, datetime.date(2025, 12, 31)),
    ]
    assert set(check_series(entries, 2026)) == {
        Fault(SeriesFault.DUPLICATE, 1),
        Fault(SeriesFault.BACK_DATED, 2),
        Fault(SeriesFault.BACK_DATED, 3),
        Fault(SeriesFault.OTHER_YEAR, 3),
    }


def test_every_number_dated_before_an_earlier_one_is_found() -> None:
    """Khoản 1 Điều 15."""
    days = (10, 2, 5)
    entries = [Issued(number, datetime.date(2026, 1, day)) for number, day in enumerate(days, start=1)]
    assert check_series(entries, 2026) == (Fault(SeriesFault.BACK_DATED, 2), Fault(SeriesFault.BACK_DATED, 3))


def test_codes_are_built_as_the_decree_writes_them() -> None:
    """Phụ lục I Phần I Mục II khoản 3 điểm b và c."""
    assert str(build_code(5, notation("QĐ", "UBND"))) == "05/QĐ-UBND"
    assert str(build_code(34, letter_notation("SNV", "VP"))) == "34/SNV-VP"


@pytest.mark.parametrize("text", ["12/QĐ-UBND", "Số: 12/QĐ-UBND", " 12 / QĐ - UBND ", "12/QĐ\u2013UBND"])
def test_a_code_is_read_however_it_was_spaced(text: str) -> None:
    assert parse_code(text).is_same_as(Code("12", "QĐ-UBND"))


@pytest.mark.parametrize("text", ["", "QĐ-UBND", "12 QĐ-UBND", "12/"])
def test_what_is_no_code_gets_an_example(text: str) -> None:
    with pytest.raises(ValueError, match="ví dụ 12/QĐ-UBND"):
        parse_code(text)


def test_a_leading_zero_does_not_make_another_document() -> None:
    assert Code("05", "QĐ-UBND").is_same_as(Code("5", "QĐ-UBND"))
    assert not Code("05", "QĐ-UBND").is_same_as(Code("50", "QĐ-UBND"))
    assert not Code("05", "QyĐ-UBND").is_same_as(Code("05", "QĐ-UBND"))
    assert Code("05", "QĐ-UBND").number_value == 5
