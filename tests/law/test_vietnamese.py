import datetime
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from law import vietnamese

LETTERS = "aăâbcdđeêghiklmnoôơpqrstuưvxyáàảãạấầẩẫậắằẳẵặéèẻẽẹếềểễệíìỉĩịóòỏõọốồổỗộớờởỡợúùủũụứừửữựýỳỷỹỵ"
WORDS = st.text(alphabet=LETTERS + LETTERS.upper() + " -", max_size=40)


@given(WORDS)
def test_folding_leaves_only_plain_latin_letters(text: str) -> None:
    assert vietnamese.fold(text).isascii()


@given(WORDS)
def test_folding_twice_changes_nothing_more(text: str) -> None:
    assert vietnamese.fold(vietnamese.fold(text)) == vietnamese.fold(text)


@given(WORDS)
def test_the_unicode_form_never_makes_two_texts_differ(text: str) -> None:
    assert vietnamese.equal_text(unicodedata.normalize("NFD", text), unicodedata.normalize("NFC", text))


@given(WORDS)
def test_moving_tones_twice_changes_nothing_more(text: str) -> None:
    once = vietnamese.normalise_tone(text)
    assert vietnamese.normalise_tone(once) == once


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Ủy ban nhân dân", "Uỷ ban nhân dân"),
        ("CỘNG HÒA", "CỘNG HOÀ"),
        ("hỏa tốc", "hoả tốc"),
        ("sức khỏe", "sức khoẻ"),
        ("Số 12/QĐ\u2011UBND", "Số 12/QĐ-UBND"),
        ("Sở\u00a0Nội  vụ ", "Sở Nội vụ"),
        ("Ðại Từ", "Đại Từ"),
    ],
)
def test_spelling_habits_are_never_a_mistake(one: str, other: str) -> None:
    assert vietnamese.equal_text(one, other)


@pytest.mark.parametrize(
    ("one", "other"),
    [("hoa", "hòa"), ("Ủy ban", "Ủy bạn"), ("Độc lập - Tự do", "Độc lập-Tự do"), ("sở nội vụ", "Sở Nội vụ")],
)
def test_real_differences_stay_differences(one: str, other: str) -> None:
    assert not vietnamese.equal_text(one, other)


def test_the_tone_stays_where_only_one_place_is_right() -> None:
    assert vietnamese.normalise_tone("hoàn toàn quý thuyền") == "hoàn toàn quý thuyền"


def test_people_are_sorted_by_their_given_name_in_the_vietnamese_alphabet() -> None:
    people = ["Trần Đức", "Nguyễn Văn Ấn", "Lê Thị Anh", "Phạm Dũng", "Nguyễn Thị Ánh", "Hoàng Văn Ăn"]
    assert sorted(people, key=vietnamese.name_key) == [
        "Lê Thị Anh",
        "Nguyễn Thị Ánh",
        "Hoàng Văn Ăn",
        "Nguyễn Văn Ấn",
        "Phạm Dũng",
        "Trần Đức",
    ]


def test_a_name_is_cleaned_of_the_icelandic_letter_and_of_strange_spaces() -> None:
    assert vietnamese.clean_name(" \u00d0ặng\u00a0 Thị\u200b Hà ") == "Đặng Thị Hà"


def test_the_date_has_a_zero_before_days_below_ten_and_months_one_and_two_only() -> None:
    """Phụ lục I Phần I Mục II khoản 4 điểm b."""
    assert vietnamese.official_date(datetime.date(2020, 3, 5)) == "ngày 05 tháng 3 năm 2020"
    assert vietnamese.official_date(datetime.date(2026, 2, 10)) == "ngày 10 tháng 02 năm 2026"


def test_the_number_has_a_zero_below_ten() -> None:
    """Phụ lục I Phần I Mục II khoản 3 điểm c."""
    assert vietnamese.official_number(5) == "05"
    assert vietnamese.official_number(10) == "10"


@given(st.dates(min_value=datetime.date(1900, 1, 1)))
def test_a_date_reads_back_from_both_ways_of_writing_it(day: datetime.date) -> None:
    assert vietnamese.parse_date(vietnamese.short_date(day)) == day
    assert vietnamese.parse_date(vietnamese.official_date(day)) == day


@pytest.mark.parametrize("text", ["31/02/2026", "11/22/2026"])
def test_a_day_that_does_not_exist_is_named(text: str) -> None:
    with pytest.raises(ValueError, match="Không có ngày"):
        vietnamese.parse_date(text)


@pytest.mark.parametrize("text", ["", "22/11/26", "hôm nay"])
def test_an_unreadable_date_gets_an_example(text: str) -> None:
    with pytest.raises(ValueError, match="ví dụ 22/11/2026"):
        vietnamese.parse_date(text)
