"""The sheet never tells which answer is right: not by form values, not by their order."""

from collections import Counter

import pytest

from courses.domain.answers import Arranged, Matched, Picked, Written, points
from courses.domain.questions import Question
from courses.domain.sheets import LONGEST_WRITTEN, ForgedAnswer, Sheet, sheet_for
from tests.factories.courses import sample_course


def question(question_id: str) -> Question:
    found = sample_course().question(question_id)
    assert found is not None
    return found


def sheet(question_id: str, salt: str = "salt") -> Sheet:
    return sheet_for(question(question_id), "q1", salt)


def test_the_same_salt_gives_the_same_sheet_and_another_salt_another() -> None:
    assert sheet("M1.1-q02") == sheet("M1.1-q02")
    assert [t.token for t in sheet("M1.1-q02").tickets] != [t.token for t in sheet("M1.1-q02", "other").tickets]


def test_form_values_sorted_tell_nothing_about_the_right_answer() -> None:
    first = Counter(sheet("M1.1-q05", f"salt {n}").tickets[0].index for n in range(400))
    assert 140 < first[0] < 260, "the right option of two stands first about half of the time"
    orders = {tuple(t.index for t in sheet("M1.1-q03", f"salt {n}").tickets) for n in range(400)}
    assert len(orders) == 24, "every order of four steps comes up"


def test_left_and_right_sides_of_a_match_share_no_order() -> None:
    same = sum(
        [t.index for t in s.lefts][:2] == [t.index for t in s.tickets]
        for s in (sheet("M1.2-q01", f"salt {n}") for n in range(200))
    )
    assert same < 100


def test_an_answer_on_the_form_is_read_back_to_the_authors_order() -> None:
    several = sheet("M1.1-q02")
    by_index = {ticket.index: ticket.token for ticket in several.tickets}
    assert several.read({"q1": [by_index[0], by_index[1]]}) == Picked(frozenset({0, 1}))
    order = sheet("M1.1-q03")
    right = {f"q1-{ticket.token}": [str(ticket.index + 1)] for ticket in order.tickets}
    assert points(order.question.body, order.read(right)) == 1
    match = sheet("M1.2-q01")
    rights = {ticket.index: ticket.token for ticket in match.tickets}
    chosen = {f"q1-{left.token}": [rights[0 if left.index == 0 else 1]] for left in match.lefts}
    assert points(match.question.body, match.read(chosen)) == 1
    assert sheet("M1.1-q04").read({"q1": ["12"]}) == Written("12")


def test_what_was_left_open_is_read_as_open() -> None:
    assert sheet("M1.1-q02").read({}) == Picked(frozenset())
    assert sheet("M1.1-q03").read({}) == Arranged((None, None, None, None))
    assert sheet("M1.2-q01").read({}) == Matched((None, None, None))
    assert sheet("M1.1-q04").read({}) == Written("")


def test_a_given_answer_is_shown_again_where_it_was() -> None:
    several, order, match = sheet("M1.1-q02"), sheet("M1.1-q03"), sheet("M1.2-q01")
    assert [t.index for t in several.tickets if several.is_picked(t, Picked(frozenset({2})))] == [2]
    assert [order.place_of(t, Arranged((4, 3, 2, 1))) for t in order.tickets] == [4 - t.index for t in order.tickets]
    assert [match.right_of(t, Matched((1, None, 0))) for t in match.lefts] == [
        (1, None, 0)[t.index] for t in match.lefts
    ]
    assert sheet("M1.1-q04").text_in(Written("x")) == "x"


@pytest.mark.parametrize(
    ("question_id", "values"),
    [
        ("M1.1-q02", {"q1": ["0"]}),
        ("M1.1-q05", {"q1": ["forged"]}),
    ],
)
def test_a_value_that_was_never_offered_is_refused(question_id: str, values: dict[str, list[str]]) -> None:
    with pytest.raises(ForgedAnswer):
        sheet(question_id).read(values)


@pytest.mark.parametrize("place", ["0", "5", "-1", "²", "1.0", "a"])
def test_a_place_that_does_not_exist_is_refused(place: str) -> None:
    order = sheet("M1.1-q03")
    with pytest.raises(ForgedAnswer):
        order.read({f"q1-{order.tickets[0].token}": [place]})


def test_two_options_of_a_single_choice_are_refused() -> None:
    single = sheet("M1.1-q05")
    with pytest.raises(ForgedAnswer):
        single.read({"q1": [ticket.token for ticket in single.tickets]})


def test_a_written_answer_is_cut_at_its_longest() -> None:
    assert sheet("M1.1-q04").read({"q1": ["9" * 9999]}) == Written("9" * LONGEST_WRITTEN)
