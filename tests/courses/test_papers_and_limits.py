"""Papers follow their blueprint and change between attempts; attempts and times are the server's."""

from collections import Counter
from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pytest

from courses.domain.content import Demand, QuizRule
from courses.domain.limits import GRACE, MayStart, MustContinue, MustWait, NoneLeft, PastAttempt, decide_start, is_over
from courses.domain.papers import PoolTooSmall, can_differ, draw
from tests.factories.courses import sample_course

MODULE = sample_course().modules[0]
BLUEPRINT = (Demand("mau-cap-so-den", None, 2), Demand("mau-chuyen-giao", None, 3))
START = datetime(2026, 11, 23, 1, 0, tzinfo=UTC)
RULE = QuizRule(questions=5, minutes=10, attempts=3, wait_minutes=15, blueprint=())


def test_a_paper_has_as_many_questions_of_each_skill_as_asked() -> None:
    for seed in range(50):
        paper = draw(MODULE.quiz_pool, BLUEPRINT, str(seed))
        skills = Counter(question.skill for question in MODULE.quiz_pool if question.id in paper)
        assert skills == {"mau-cap-so-den": 2, "mau-chuyen-giao": 3}
        assert len(set(paper)) == 5


def test_the_same_seed_draws_the_same_paper() -> None:
    assert draw(MODULE.quiz_pool, BLUEPRINT, "seed") == draw(MODULE.quiz_pool, BLUEPRINT, "seed")


def test_no_two_papers_in_a_row_are_the_same_where_the_pool_allows() -> None:
    for seed in range(20):
        papers: list[tuple[str, ...]] = []
        for attempt in range(12):
            papers.append(draw(MODULE.quiz_pool, BLUEPRINT, f"{seed}/{attempt}", papers))
        assert all(set(one) != set(next_one) for one, next_one in pairwise(papers))


def test_every_question_of_the_pool_is_seen_before_one_comes_a_third_time() -> None:
    papers: list[tuple[str, ...]] = []
    for attempt in range(3):
        papers.append(draw(MODULE.quiz_pool, BLUEPRINT, str(attempt), papers))
    assert {question for paper in papers for question in paper} == {question.id for question in MODULE.quiz_pool}


LEVELLED = (Demand("mau-cap-so-den", 1, 1), Demand("mau-cap-so-den", 2, 2), Demand("mau-chuyen-giao", None, 2))


def test_a_paper_has_as_many_questions_of_each_level_as_asked() -> None:
    for seed in range(50):
        asked = [
            question for question in MODULE.quiz_pool if question.id in draw(MODULE.quiz_pool, LEVELLED, str(seed))
        ]
        levels = Counter((question.skill, question.level) for question in asked)
        assert levels[("mau-cap-so-den", 1)] == 1
        assert levels[("mau-cap-so-den", 2)] == 2
        assert len(asked) == 5


def test_by_levels_too_no_two_papers_in_a_row_are_the_same_where_the_pool_allows() -> None:
    assert can_differ(MODULE.quiz_pool, LEVELLED)
    for seed in range(20):
        papers: list[tuple[str, ...]] = []
        for attempt in range(12):
            papers.append(draw(MODULE.quiz_pool, LEVELLED, f"{seed}/{attempt}", papers))
        assert all(set(one) != set(next_one) for one, next_one in pairwise(papers))
    assert not can_differ(MODULE.quiz_pool, (Demand("mau-cap-so-den", 2, 2),))


def test_a_paper_is_shuffled_over_skills_and_levels() -> None:
    firsts = {draw(MODULE.quiz_pool, LEVELLED, str(seed))[0].partition("-")[0] for seed in range(30)}
    assert firsts == {"M1.1", "M1.2"}


def test_a_pool_that_is_too_small_is_named() -> None:
    with pytest.raises(PoolTooSmall) as raised:
        draw(MODULE.quiz_pool, (Demand("mau-chuyen-giao", None, 6),), "seed")
    assert (raised.value.demand, raised.value.found) == (Demand("mau-chuyen-giao", None, 6), 5)


def past(number: int, minutes_ago: float, ended_minutes_ago: float | None) -> PastAttempt:
    ended = None if ended_minutes_ago is None else START - timedelta(minutes=ended_minutes_ago)
    return PastAttempt(number, START - timedelta(minutes=minutes_ago), ended)


def test_the_first_attempt_may_begin_at_once() -> None:
    assert decide_start(RULE, [], START) == MayStart(number=1, left=2)


def test_an_open_attempt_goes_on() -> None:
    assert decide_start(RULE, [past(1, 5, None)], START) == MustContinue(1, START + timedelta(minutes=5))


def test_after_an_attempt_one_waits() -> None:
    decision = decide_start(RULE, [past(1, 20, 14)], START)
    assert decision == MustWait(until=START + timedelta(minutes=1), left=2)
    assert decide_start(RULE, [past(1, 20, 15)], START) == MayStart(number=2, left=1)


def test_an_attempt_that_ran_out_of_time_counts_as_ended_then() -> None:
    assert decide_start(RULE, [past(1, 11, None)], START) == MustWait(START + timedelta(minutes=14), left=2)
    assert decide_start(RULE, [past(1, 25, None)], START) == MayStart(number=2, left=1)


def test_no_more_attempts_than_allowed() -> None:
    three = [past(1, 300, 295), past(2, 200, 195), past(3, 100, 95)]
    assert decide_start(RULE, three, START) == NoneLeft(allowed=3)


def test_an_attempt_that_was_granted_waits_and_begins_like_the_others() -> None:
    three = [past(1, 300, 295), past(2, 200, 195), past(3, 20, 14)]
    assert decide_start(RULE, three, START, granted=1) == MustWait(until=START + timedelta(minutes=1), left=1)
    later = START + timedelta(minutes=1)
    assert decide_start(RULE, three, later, granted=1) == MayStart(number=4, left=0)
    assert decide_start(RULE, [*three, past(4, -1, -2)], later + timedelta(hours=1), granted=1) == NoneLeft(allowed=4)


def test_answers_count_until_thirty_seconds_after_the_told_time() -> None:
    ends_at = START
    assert timedelta(seconds=30) == GRACE
    assert not is_over(ends_at, START + timedelta(seconds=30))
    assert is_over(ends_at, START + timedelta(seconds=31))
