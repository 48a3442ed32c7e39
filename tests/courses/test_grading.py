"""What an answer is worth, kind by kind. Written answers are compared exactly after normalising, never fuzzily."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markupsafe import escape

from courses.domain.answers import (
    CREDIT_RULES,
    Answer,
    Arranged,
    Matched,
    Picked,
    Written,
    from_json,
    is_answered,
    known_mistake,
    percent,
    points,
    to_json,
)
from courses.domain.questions import (
    Body,
    Choice,
    Field,
    Kind,
    Match,
    Normaliser,
    Option,
    Order,
    Pair,
    Prose,
    Step,
    WrongAnswer,
)


def plain(text: str) -> Prose:
    return Prose(text, escape(text))


WHY = plain("vì thế")


def choice(right: str, *, several: bool = True) -> Choice:
    """Options from a string such as '++-': right, right, wrong."""
    options = tuple(Option(plain(f"{n}"), mark == "+", WHY, "ND30") for n, mark in enumerate(right))
    return Choice(options, several)


def order(steps: int = 4) -> Order:
    return Order(tuple(Step(plain(f"{n}"), WHY) for n in range(steps)))


def match() -> Match:
    return Match(tuple(Pair(plain(left), plain(right), WHY) for left, right in (("a", "1"), ("b", "2"), ("c", "2"))))


def field(answer: str, normaliser: Normaliser, *accept: str) -> Field:
    return Field("Số", answer, accept, normaliser, WHY, (WrongAnswer("11", plain("đã dùng")),))


def picked(*options: int) -> Picked:
    return Picked(frozenset(options))


def test_one_right_option_is_worth_the_whole_point() -> None:
    one = choice("-+-", several=False)
    assert points(one, picked(1)) == 1
    assert points(one, picked(0)) == 0
    assert points(one, picked()) == 0


@pytest.mark.parametrize(
    ("options", "worth"),
    [
        ((0, 1), Fraction(1)),
        ((0,), Fraction(1, 2)),
        ((0, 2), Fraction(0)),
        ((0, 1, 2), Fraction(1, 2)),
        ((0, 1, 2, 3), Fraction(0)),
        ((2, 3), Fraction(0)),
    ],
)
def test_of_several_options_each_wrong_one_takes_a_right_one_away(options: tuple[int, ...], worth: Fraction) -> None:
    assert points(choice("++--"), picked(*options)) == worth


@pytest.mark.parametrize(
    ("places", "worth"),
    [
        ((1, 2, 3, 4), Fraction(1)),
        ((2, 1, 3, 4), Fraction(1, 3)),
        ((2, 3, 4, 1), Fraction(2, 3)),
        ((4, 3, 2, 1), Fraction(0)),
        ((1, 2, 3, None), Fraction(0)),
        ((1, 2, 2, 3), Fraction(0)),
    ],
)
def test_an_order_counts_neighbours_that_stand_in_the_right_order(
    places: tuple[int | None, ...], worth: Fraction
) -> None:
    assert points(order(), Arranged(places)) == worth


@pytest.mark.parametrize(
    ("rights", "worth"),
    [((0, 1, 1), Fraction(1)), ((0, 1, None), Fraction(2, 3)), ((1, 0, 0), Fraction(0))],
)
def test_each_right_pair_counts_alike(rights: tuple[int | None, ...], worth: Fraction) -> None:
    assert points(match(), Matched(rights)) == worth


@pytest.mark.parametrize(
    ("normaliser", "answer", "right", "wrong"),
    [
        (Normaliser.TEXT, "Hòa Bình", ["hoà bình", "  HÒA   BÌNH "], ["hoa binh", "Hòa Bìn"]),
        (Normaliser.TEXT, "10 ngày làm việc", ["10 ngày làm việc"], ["15 ngày làm việc"]),
        (Normaliser.TEXT, "Điều 14", ["điều 14"], ["Điều 15"]),
        (Normaliser.NUMBER, "12", ["12", " 012 "], ["120", "1 2", "mười hai", "12a"]),
        (Normaliser.DATE, "03/3/2026", ["3/3/2026", "03-03-2026", "ngày 03 tháng 3 năm 2026"], ["03/4/2026", "3/3"]),
        (Normaliser.CODE_NOTATION, "15/QĐ-UBND", ["15/QĐ – UBND", "15 / QĐ-UBND"], ["15/qđ-ubnd", "15/QĐ-UBNDX"]),
    ],
)
def test_a_field_forgives_only_what_is_no_mistake(
    normaliser: Normaliser, answer: str, right: list[str], wrong: list[str]
) -> None:
    for text in right:
        assert points(field(answer, normaliser), Written(text)) == 1, text
    for text in wrong:
        assert points(field(answer, normaliser), Written(text)) == 0, text


def test_a_field_accepts_the_other_spellings_that_the_author_listed() -> None:
    assert points(field("vĩnh viễn", Normaliser.TEXT, "không thời hạn"), Written("Không thời hạn")) == 1


def test_a_foreseen_mistake_is_recognised() -> None:
    mistake = known_mistake(field("12", Normaliser.NUMBER), " 11 ")
    assert mistake is not None
    assert mistake.why.source == "đã dùng"
    assert known_mistake(field("12", Normaliser.NUMBER), "13") is None


@pytest.mark.parametrize("body", [choice("+-"), order(), match(), field("12", Normaliser.NUMBER)])
def test_no_answer_is_worth_nothing_and_is_no_error(body: Body) -> None:
    assert points(body, None) == 0
    assert not is_answered(None)


@pytest.mark.parametrize(
    ("answer", "finished"),
    [
        (picked(), False),
        (picked(0), True),
        (Arranged((1, 2, None)), False),
        (Arranged((1, 1, 2)), False),
        (Arranged((3, 1, 2)), True),
        (Matched((0, None)), False),
        (Matched((0, 0)), True),
        (Written("  "), False),
        (Written("x"), True),
    ],
)
def test_an_answer_is_finished_only_when_nothing_is_open(answer: Answer, finished: bool) -> None:
    assert is_answered(answer) is finished


@pytest.mark.parametrize("answer", [None, picked(2, 0), Arranged((2, None, 1)), Matched((None, 1)), Written(" Hòa ")])
def test_answers_come_back_from_the_store_as_they_were(answer: Answer | None) -> None:
    assert from_json(to_json(answer)) == answer


def test_half_is_never_reached_by_rounding() -> None:
    assert percent(Fraction(9, 2), 9) == 50
    assert percent(Fraction(4), 9) == 44
    assert percent(Fraction(199, 400), 1) == 49
    assert percent(Fraction(0), 0) == 0


def test_every_kind_has_its_rule_in_words() -> None:
    assert set(CREDIT_RULES) == set(Kind)


@given(st.text(alphabet="+-", min_size=2, max_size=8), st.frozensets(st.integers(0, 7)))
def test_points_stay_between_nothing_and_all(marks: str, given_options: frozenset[int]) -> None:
    if "+" not in marks:
        marks = "+" + marks[1:]
    worth = points(choice(marks), Picked(frozenset(n for n in given_options if n < len(marks))))
    assert 0 <= worth <= 1


@given(st.permutations(range(1, 6)))
def test_only_the_right_order_is_worth_all(places: list[int]) -> None:
    assert (points(order(5), Arranged(tuple(places))) == 1) is (places == [1, 2, 3, 4, 5])
