"""The programmes of classes laid into half-days."""

import pytest

from courses.domain.agenda import half_days, periods_of, shortened
from courses.domain.content import Course

PROGRAMMES = [("chuong-trinh-40-tiet", 10), ("chuong-trinh-24-tiet", 6)]


@pytest.mark.parametrize(("path_id", "number"), PROGRAMMES)
def test_half_days_are_full_and_hold_each_lesson_once(programme: Course, path_id: str, number: int) -> None:
    days = half_days(programme, path_id)
    assert [day.number for day in days] == list(range(1, number + 1))
    assert {sum(part.periods for part in day.parts) for day in days} == {4}
    lessons = [lesson.id for day in days for part in day.parts for lesson in part.lessons]
    assert lessons == list(programme.along(path_id).lesson_ids)


@pytest.mark.parametrize(("path_id", "_number"), PROGRAMMES)
def test_each_module_gets_the_periods_of_the_programme(programme: Course, path_id: str, _number: int) -> None:
    given: dict[str, int] = {}
    for day in half_days(programme, path_id):
        for part in day.parts:
            given[part.module.id] = given.get(part.module.id, 0) + part.periods
            assert part.is_last == (given[part.module.id] == part.total)
    assert given == periods_of(programme, path_id)


def test_what_a_programme_shortens_is_said(programme: Course) -> None:
    assert [(module.id, periods) for module, periods in shortened(programme, "chuong-trinh-40-tiet")] == [
        ("M8", 2),
        ("M11", 2),
    ]


def test_a_class_with_other_half_days_spreads_the_modules_over_them(programme: Course) -> None:
    days = half_days(programme, "chuong-trinh-24-tiet", [3, 5, 4])
    assert [day.periods for day in days] == [3, 5, 4, 4, 4, 4]
    assert [sum(part.periods for part in day.parts) for day in days] == [3, 5, 4, 4, 4, 4]


def test_sessions_beyond_the_programme_stay_free(programme: Course) -> None:
    days = half_days(programme, "chuyen-de-van-ban-den", [4, 4])
    assert [len(day.parts) for day in days] == [1, 0]
