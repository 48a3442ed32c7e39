"""Our own programme as a whole: the modules and their order, the programmes of classes, the final test along each path."""

import pytest

from courses.domain.content import Course
from courses.domain.papers import draw
from law.exchange import ExchangeStatus

WHOLE = (*(f"M{number}" for number in range(13)), "KT")


def test_the_whole_programme_stands_in_its_order(programme: Course) -> None:
    assert tuple(module.id for module in programme.modules) == WHOLE
    assert programme.periods == sum(module.periods for module in programme.modules if module.id != "KT") == 40


@pytest.mark.parametrize(
    ("path_id", "periods", "left_out"),
    [("chuong-trinh-40-tiet", 40, set()), ("chuong-trinh-24-tiet", 24, {"M7", "M11"})],
)
def test_a_programme_fills_its_periods(programme: Course, path_id: str, periods: int, left_out: set[str]) -> None:
    path = programme.path(path_id)
    assert path is not None
    assert path.is_programme
    assert path.periods == periods
    assert set(path.agenda) == set(WHOLE) - left_out


def test_every_lesson_but_the_first_begins_with_three_questions_on_earlier_ones(programme: Course) -> None:
    first, *others = programme.lessons
    assert first.recall == ()
    assert {lesson.id for lesson in others if len(lesson.recall) != 3} == set()


@pytest.mark.parametrize("path_id", ["", "chuong-trinh-40-tiet", "chuong-trinh-24-tiet", "van-thu-co-quan"])
def test_the_final_test_asks_at_least_twenty_questions_of_what_the_path_teaches(
    programme: Course, path_id: str
) -> None:
    final = programme.along(path_id).module("kt")
    assert final is not None
    assert final.quiz is not None
    taught = {module.id for module in programme.along(path_id).modules}
    drawn = draw(final.quiz_pool, final.quiz.blueprint, "seed")
    assert len(drawn) == final.quiz.questions >= 20
    assert {question_id.split(".")[0] for question_id in drawn} <= taught
    assert len({question_id.split(".")[0] for question_id in drawn}) >= 9, "no module fills the test alone"


@pytest.mark.parametrize(
    "path_id", ["van-thu-co-quan", "luu-tru", "lanh-dao-ky", "chuyen-vien-xu-ly", "can-bo-xa-kiem-nhiem"]
)
def test_each_job_has_a_path_of_its_own_for_self_study(programme: Course, path_id: str) -> None:
    path = programme.path(path_id)
    assert path is not None
    assert not path.is_programme
    assert 10 <= len(path.lesson_ids) < len(programme.lesson_ids)


def test_the_lesson_on_electronic_documents_names_the_codes_as_the_desk_does(programme: Course) -> None:
    lesson = next(lesson for lesson in programme.lessons if lesson.id == "M5.2")
    codes = [one for one in ExchangeStatus if one.value <= ExchangeStatus.COMPLETED.value]
    missing = [
        f"{one.value} {one.label.lower()}"
        for one in codes
        if f"{one.value} {one.label.lower()}" not in lesson.text.source
    ]
    assert missing == []
