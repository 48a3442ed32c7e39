"""The results of a class with many quizzes fit a screen: the quizzes are one column, with what is missing below it."""

import re

import pytest

from tests.training.conftest import World
from training.domain.completion import Item, ItemKind, ItemState
from training.queries.results import Result, class_results
from training.views import classes


def _items() -> tuple[Item, ...]:
    states = [ItemState.DONE] * 9 + [ItemState.MISSING] * 5
    quizzes = [Item(ItemKind.QUIZ, f"M{n}", "Bài kiểm tra", state, "chưa nộp bài") for n, state in enumerate(states)]
    return (Item(ItemKind.ATTENDANCE, "", "Dự học", ItemState.DONE, "đã dự 12/12 tiết"), *quizzes)


def test_fourteen_quizzes_are_one_column(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    def many(*given: object) -> list[Result]:
        return [Result(one.enrolment, one.facts, _items(), False, 1) for one in class_results(*given)]  # type: ignore[arg-type]  # passed on

    monkeypatch.setattr(classes, "class_results", many)
    page = world.get("minh", f"/lop/{world.class_id}/ket-qua").get_data(as_text=True)
    assert re.findall(r'<th scope="col">(.*?)</th>', page) == ["Họ và tên", "Kết quả", "Dự học", "Kiểm tra"]
    assert page.count("9/14 bài") == 2
    assert page.count("M13: chưa nộp bài") == 2
    assert "M0: " not in page
