"""People of one name in one list."""

from datetime import date
from uuid import uuid4

import pytest

from accounts.namesakes import Bearer, named, told_apart


def _words(*bearers: tuple[str, date | int | None, str | None]) -> list[str]:
    people = [Bearer(uuid4(), *particulars) for particulars in bearers]
    apart = told_apart(people)
    return [named(one.full_name, apart.get(one.id)) for one in people]


def test_who_is_alone_with_a_name_is_called_by_it() -> None:
    assert _words(("Nông Thị Lan", date(1980, 3, 5), "lan"), ("Nông Thị Lán", 1980, None)) == [
        "Nông Thị Lan",
        "Nông Thị Lán",
    ]


@pytest.mark.parametrize(
    ("first", "second", "words"),
    [
        ((date(1980, 3, 5), "hoa"), (1991, None), ["sinh ngày 05/03/1980", "sinh năm 1991"]),
        ((1980, "hoa"), (1980, "hoa2"), ["sinh năm 1980, tên đăng nhập hoa", "sinh năm 1980, tên đăng nhập hoa2"]),
        ((None, "hoa"), (1991, "hoa2"), ["tên đăng nhập hoa", "sinh năm 1991"]),
    ],
)
def test_namesakes_are_told_apart_by_birth_and_else_by_user_name(
    first: tuple[date | int | None, str | None], second: tuple[date | int | None, str | None], words: list[str]
) -> None:
    assert _words(("Hoà", *first), ("Hòa", *second)) == [f"Hoà ({words[0]})", f"Hòa ({words[1]})"]


def test_nothing_is_written_where_nothing_is_known() -> None:
    assert _words(("Hoa", None, None), ("Hoa", None, "hoa2")) == ["Hoa", "Hoa (tên đăng nhập hoa2)"]
