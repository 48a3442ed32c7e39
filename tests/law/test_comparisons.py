from datetime import date
from pathlib import Path

import pytest

from law import register
from law.provision_keys import touches
from law.register import RegisterError
from law.register.reading_comparisons import read_conflicts, read_terms


@pytest.mark.parametrize(
    ("cited", "changed", "expected"),
    [
        ("ND30.D22", "ND30.D22", True),
        ("ND30.D22.K2", "ND30.D22", True),
        ("ND30.D22", "ND30.D22.K2", True),
        ("ND30", "ND30.D22.K2", True),
        ("ND30.D22.K1", "ND30.D22.K2", False),
        ("ND30.D2", "ND30.D22", False),
        ("ND30.D22.K1", "ND30.D22.K10", False),
        ("ND3", "ND30", False),
    ],
)
def test_a_change_concerns_the_same_place_its_parts_and_what_contains_it(
    cited: str, changed: str, expected: bool
) -> None:
    assert touches(cited, changed) is expected


def test_the_law_goes_before_the_decree_on_the_year_of_handing_over() -> None:
    loaded = register.load()
    conflict = loaded.conflicts["nop-luu-01-nam"]
    assert conflict.cites == ("ND30.D30.K2.B", "LLT2024.D17.N1")
    assert conflict.prevails == "LLT2024.D17.N1"
    assert conflict in loaded.conflicts_of("ND30.D30")
    assert conflict in loaded.conflicts_of("LLT2024.D17.N1")
    assert conflict not in loaded.conflicts_of("ND30.D30.K1")


def test_the_renamed_words_are_those_of_the_archives_law_and_of_two_tiers() -> None:
    assert {term.old: term.new for term in register.load().renamed_terms} == {
        "lưu trữ cơ quan": "lưu trữ hiện hành",
        "thời hạn bảo quản": "thời hạn lưu trữ",
        "tiêu hủy tài liệu hết giá trị": "hủy tài liệu hết thời hạn lưu trữ, trùng lặp",
        "Hội đồng xác định giá trị tài liệu": "Hội đồng xét hủy tài liệu",
        "huyện, quận, thị xã, thị trấn": "xã, phường",
    }


CONFLICT = """
[[conflict]]
id = "a"
title = "A hay B?"
why = "Vì vậy."
checked_on = 2026-11-22
"""
SIDES = '[[conflict.side]]\nkey = "X1"\nsays = "a"\n[[conflict.side]]\nkey = "X2"\nsays = "b"\n'


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        (CONFLICT, "thiếu 'side'"),
        (CONFLICT + '[[conflict.side]]\nkey = "X1"\nsays = "a"\n', "ít nhất hai bên"),
        (CONFLICT + SIDES.replace("X2", "X9"), "nhắc đến 'X9' không có trong sổ"),
        (CONFLICT.replace("why", 'prevails = "X3"\nwhy') + SIDES, "phải là khóa của một bên"),
        ((CONFLICT + SIDES) * 2, "id này viết hai lần"),
        ('[[conflct]]\nid = "a"\n', "không có trường 'conflct'"),
    ],
)
def test_a_wrong_conflict_is_named_with_what_is_wrong(tmp_path: Path, content: str, problem: str) -> None:
    path = tmp_path / "conflicts.toml"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(RegisterError, match=problem):
        read_conflicts(path, {"X1", "X2"})


def test_a_renamed_word_names_provisions_that_exist(tmp_path: Path) -> None:
    path = tmp_path / "terms.toml"
    row = '[[term]]\nold = "a"\nnew = "b"\nold_in = ["X1"]\nnew_in = ["X9"]\nadvice = "c"\nchecked_on = 2026-11-22\n'
    path.write_text(row, encoding="utf-8")
    with pytest.raises(RegisterError, match=r"\[term a\] nhắc đến 'X9'"):
        read_terms(path, {"X1"})
    assert read_terms(path, {"X1", "X9"})[0].cites == ("X1", "X9")
    assert read_terms(path, {"X1", "X9"})[0].checked_on == date(2026, 11, 22)


def test_a_register_without_these_files_has_no_conflicts(tmp_path: Path) -> None:
    assert read_conflicts(tmp_path / "conflicts.toml", {}) == {}
    assert read_terms(tmp_path / "terms.toml", {}) == ()
