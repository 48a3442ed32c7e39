"""What no clerk can see or no rule forbids is never a mistake; what the law tells apart is one."""

import unicodedata

import pytest

from exercises.checks.normalisers import is_same_value
from law.urgency import Urgency


@pytest.mark.parametrize(
    ("field", "found", "expected"),
    [
        ("subject", unicodedata.normalize("NFD", "cử công chức dự lớp"), "cử công chức dự lớp"),
        ("subject", "cử\u00a0công  chức dự lớp", "cử công chức dự lớp"),
        ("subject", "V/v cử công chức dự lớp", "cử công chức dự lớp"),
        ("subject", "Về việc cử công chức dự lớp./.", "cử công chức dự lớp"),
        ("subject", "CỬ CÔNG CHỨC DỰ LỚP", "cử công chức dự lớp"),
        ("subject", "giai đoạn 2026 – 2027", "giai đoạn 2026 - 2027"),
        ("signer_full_name", "Trần Thị Hoà", "Trần Thị Hòa"),
        ("signer_full_name", "Lê Thanh Thuý", "Lê Thanh Thúy"),
        ("code_number", "05", "5"),
        ("code_number", "5", "05"),
        ("code_number", "1O5", "105"),
        ("code_notation", "KH – STC", "KH-STC"),
        ("code_notation", "/KH-STC", "KH-STC"),
        ("type_name", "kế hoạch", "Kế hoạch"),
    ],
)
def test_it_keeps_the_points_for_what_is_no_mistake(field: str, found: str, expected: str) -> None:
    assert is_same_value(field, found, expected)


@pytest.mark.parametrize(
    ("field", "found", "expected"),
    [
        ("subject", "cử công chức", "cử công chức dự lớp"),
        ("subject", "", "cử công chức dự lớp"),
        ("code_notation", "KH-SYT", "KH-STC"),
        ("code_notation", "QD-UBND", "QĐ-UBND"),
        ("code_notation", "TTR-SYT", "TTr-SYT"),
        ("code_number", "123/KH-STC", "123"),
        ("code_number", "50", "5"),
        ("type_name", "", "Công văn"),
        ("signer_full_name", "Trần Thị Hoa", "Trần Thị Hòa"),
    ],
)
def test_it_takes_the_points_for_what_is_another_thing(field: str, found: str, expected: str) -> None:
    assert not is_same_value(field, found, expected)


def test_another_right_spelling_is_right() -> None:
    assert is_same_value("organ_name", "SỞ TÀI CHÍNH TỈNH T", "Sở Tài chính", ("Sở Tài chính tỉnh T",))


def test_the_usual_abbreviation_of_a_peoples_committee_is_right() -> None:
    assert is_same_value("organ_name", "UBND xã A", "Ủy ban nhân dân xã A")
    assert is_same_value("signer_position", "Phó Chủ tịch UBND", "Phó Chủ tịch", ("Phó Chủ tịch Ủy ban nhân dân",))


def test_a_position_with_its_authority_is_right_whatever_stands_between() -> None:
    accepted = ("KT. Giám đốc Phó Giám đốc",)
    assert is_same_value("signer_position", "KT. GIÁM ĐỐC, PHÓ GIÁM ĐỐC", "Phó Giám đốc", accepted)
    assert not is_same_value("signer_position", "Giám đốc", "Phó Giám đốc", accepted)


def test_urgency_and_numbers_are_compared_as_they_are() -> None:
    assert is_same_value("priority", Urgency.EXPRESS, Urgency.EXPRESS)
    assert not is_same_value("priority", None, Urgency.ORDINARY)
    assert not is_same_value("page_amount", 2, 1)
