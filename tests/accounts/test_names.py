"""What passes for a person's name, on the forms and in lists."""

import unicodedata

import pytest

from accounts.domain import person_name_mistake, position_mistake


@pytest.mark.parametrize(
    ("name", "sign"),
    [
        ("Nông Thị Lan (Nữ)", "("),
        ("Nông Thị Lan)", ")"),
        ("Nông × Lan", "×"),
        ("Nguyê¨n Thị Lan", "¨"),
        ("Nông Thị Lan; Vi Thị Hoa", ";"),
        ("Nông Thị Lan: văn thư", ":"),
        ("Nông Thị Lan, Văn thư", ","),
        ("Nông Thị Lan - Văn thư", "-"),
        ("Nông Thị Lan – Văn thư", "–"),
        ("Nông Thị Lan\u00a0- Văn thư", "-"),
        ("Nguyễn Văn A - Văn thư", "-"),
        ("- Nông Thị Lan", "-"),
        ("Nông Thị Lan -", "-"),
        ("Nông Thị Lan!", "!"),
        ("Nông Thị Lan & Hoa", "&"),
        ("Nông Thị Lan²", "²"),
    ],
)
def test_a_name_with_an_odd_sign_is_refused_and_the_sign_is_named(name: str, sign: str) -> None:
    mistake = person_name_mistake(name)
    assert f"“{sign}”" in mistake
    assert "Hãy bỏ" in mistake


@pytest.mark.parametrize(
    "name",
    [
        "Y-Blim",
        "Y-Blim Êban",
        "Y - Blim",
        "Y - Blim Êban",
        "Y – Blim Êban",
        "Y\u00a0- Blim Êban",
        "H'Hen Niê",
        "H’Loan Mlô",
        "H` Bia Ayŭn",
        "K'Brêu Mlô",
        "Giàng A Páo",
        "Phê-rô Nguyễn Văn Ba",
        "Nguyễn-Phúc Bảo Ngọc",
        "H'Loê̆ Êñuôl",
        "Công Tằng Tôn Nữ Thị Hoàng Lê Quỳnh Hương",
    ],
)
def test_names_of_every_people_pass_in_both_forms_of_unicode(name: str) -> None:
    assert person_name_mistake(name) == ""
    assert person_name_mistake(unicodedata.normalize("NFD", name)) == ""


def test_a_position_may_have_the_signs_that_a_name_may_not() -> None:
    assert position_mistake("PHÓ GIÁM ĐỐC - PHỤ TRÁCH (KIÊM NHIỆM)") == ""


@pytest.mark.parametrize(
    "typed",
    [
        "TS. Nguyễn Văn An",
        "ThS Lê Thị Bình",
        "Th.S. Lê Thị Bình",
        "PGS.TS. Trần Văn Bình",
        "Thạc sĩ Lê Thị Bình",
        "Tiến sỹ Ma Văn Cò",
    ],
)
def test_a_degree_is_no_part_of_a_name(typed: str) -> None:
    assert "không kèm học hàm, học vị" in person_name_mistake(typed)


@pytest.mark.parametrize(
    "name", ["Ông Cao Thắng", "Bà Văn Tư", "Tiến Văn Sĩ", "Giáo Thị Sư", "Tsan Văn Minh", "Kỹ Văn Sư"]
)
def test_who_is_called_like_a_title_keeps_the_name(name: str) -> None:
    assert person_name_mistake(name) == ""
