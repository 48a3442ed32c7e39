"""What the marks of a roll are worth by the class's rule."""

import uuid
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from training.domain.attendance import Mark, Status
from training.domain.completion import (
    ExamResult,
    ExerciseFact,
    Facts,
    Item,
    ItemKind,
    ItemState,
    LessonFacts,
    QuizFact,
    checklist,
    in_short,
    is_complete,
    show_percent,
)
from training.domain.rules import Rule, SessionFact, attendance, credited, lost_periods
from training.domain.sessions import SessionState

RULE = Rule()


def _fact(
    mark: Mark | None, periods: int = 4, *, counts: bool = True, state: SessionState = SessionState.LOCKED
) -> SessionFact:
    return SessionFact(uuid.uuid4(), periods, counts, state, mark)


@pytest.mark.parametrize(("minutes", "lost"), [(0, 0), (15, 0), (16, 1), (45, 1), (60, 1), (61, 2), (180, 4)])
def test_a_period_is_lost_when_more_than_a_quarter_of_an_hour_of_it_is_missed(minutes: int, lost: int) -> None:
    assert lost_periods(RULE, minutes) == lost


def test_excused_absence_adds_no_hours_unless_the_class_rule_says_so() -> None:
    excused = Mark(Status.EXCUSED, paper="GP-1")
    assert credited(RULE, excused, 4) == 0
    assert credited(replace(RULE, credits={**RULE.credits, Status.EXCUSED: 50}), excused, 4) == 200


def test_the_percentage_is_over_all_planned_periods_not_over_those_held_so_far() -> None:
    got = attendance(RULE, [_fact(Mark(Status.PRESENT)), _fact(None, state=SessionState.PLANNED)])
    assert got.percent == 50.0
    assert got.best_percent == 100.0


def test_cancelled_and_uncounted_sessions_count_nowhere() -> None:
    got = attendance(
        RULE,
        [
            _fact(Mark(Status.PRESENT)),
            _fact(None, state=SessionState.CANCELLED),
            _fact(Mark(Status.ABSENT), counts=False),
        ],
    )
    assert (got.planned, got.percent) == (4, 100.0)


def test_a_person_missing_from_a_locked_roll_cannot_earn_that_session_any_more() -> None:
    got = attendance(RULE, [_fact(None), _fact(None, state=SessionState.PLANNED)])
    assert got.best_percent == 50.0


def test_a_percentage_is_cut_so_that_it_never_looks_enough_when_it_is_not() -> None:
    facts = [_fact(Mark(Status.PRESENT), 1)] * 7 + [_fact(Mark(Status.ABSENT), 1)] * 2
    got = attendance(RULE, facts)
    assert got.percent == 77.7
    assert show_percent(got.percent) == "77,7 %"


@given(st.lists(st.tuples(st.sampled_from(list(Status)), st.integers(0, 300), st.integers(1, 6), st.sampled_from(list(SessionState)), st.booleans()), max_size=30))  # fmt: skip
def test_earned_never_exceeds_reachable_and_reachable_never_the_plan(
    made: list[tuple[Status, int, int, SessionState, bool]],
) -> None:
    facts = [
        _fact(Mark(status, minutes) if has_mark else None, periods, state=state)
        for status, minutes, periods, state, has_mark in made
    ]
    got = attendance(RULE, facts)
    assert 0 <= got.earned <= got.reachable <= got.planned * 100
    assert not got.reaches(80) or got.can_reach(80)


DONE = Facts(
    attendance=attendance(RULE, [_fact(Mark(Status.PRESENT))]),
    lessons=LessonFacts(4, 4),
    quizzes=(QuizFact("M5", "Văn bản đến", 50),),
    exercises=(ExerciseFact("VBDEN-02", "Vào sổ", (ExamResult(80, False),)),),
)


def test_everything_done_completes_the_class() -> None:
    assert is_complete(checklist(RULE, DONE))


@pytest.mark.parametrize(
    ("facts", "words"),
    [
        (replace(DONE, lessons=LessonFacts(3, 4, "M5.4", "Sao văn bản đến")), "bài tiếp theo: Sao văn bản đến"),
        (replace(DONE, quizzes=(QuizFact("M5", "Văn bản đến", 49),)), "49 %"),
        (replace(DONE, quizzes=(QuizFact("M5", "Văn bản đến", None),)), "chưa nộp bài"),
        (replace(DONE, exercises=(ExerciseFact("VBDEN-02", "Vào sổ", (ExamResult(79, False),)),)), "79 điểm"),
        (replace(DONE, exercises=(ExerciseFact("VBDEN-02", "Vào sổ"),)), "chưa làm"),
    ],
)
def test_the_checklist_says_what_is_missing(facts: Facts, words: str) -> None:
    items = checklist(RULE, facts)
    assert not is_complete(items)
    missing = [item for item in items if not item.is_done]
    assert len(missing) == 1
    assert missing[0].state is ItemState.MISSING
    assert words in missing[0].detail


def test_enough_points_with_a_critical_error_do_not_pass() -> None:
    facts = replace(
        DONE, exercises=(ExerciseFact("VBDEN-02", "Vào sổ", (ExamResult(95, True), ExamResult(60, False))),)
    )
    item = checklist(RULE, facts)[-1]
    assert item.state is ItemState.MISSING
    assert "lỗi nghiêm trọng" in item.detail


def test_it_says_when_the_minimum_cannot_be_reached_any_more() -> None:
    facts = replace(
        DONE, attendance=attendance(RULE, [_fact(Mark(Status.ABSENT)), _fact(None, state=SessionState.PLANNED)])
    )
    item = checklist(RULE, facts)[0]
    assert item.state is ItemState.FAILED
    assert "50 %" in item.detail


def test_what_is_to_be_attended_yet_is_told_in_whole_periods() -> None:
    held, to_come = _fact(Mark(Status.PRESENT)), _fact(None, periods=20, state=SessionState.PLANNED)
    item = checklist(RULE, replace(DONE, attendance=attendance(RULE, [held, to_come])))[0]
    assert item.detail.endswith("cần thêm ít nhất 16 tiết")  # 80 % of 24 are 19,2


def test_nothing_to_judge_completes_nothing() -> None:
    assert not is_complete(())
    assert not is_complete(checklist(RULE, Facts(attendance(RULE, []), LessonFacts(0, 0))))


def test_what_is_missing_is_named_when_it_is_little_and_counted_by_kind_when_it_is_much() -> None:
    attendance = Item(ItemKind.ATTENDANCE, "", "Dự ít nhất 80 % số tiết của lớp", ItemState.MISSING, "")
    quizzes = [Item(ItemKind.QUIZ, f"M{n}", f"Bài kiểm tra M{n}", ItemState.MISSING, "") for n in range(12)]
    exercise = Item(ItemKind.EXERCISE, "VBDEN-02", "Bài thực hành VBDEN-02", ItemState.MISSING, "")
    assert in_short([attendance, quizzes[0]]) == "Dự ít nhất 80 % số tiết của lớp; Bài kiểm tra M0"
    assert in_short([exercise, *quizzes, attendance]) == "số tiết dự học; 12 bài kiểm tra; 1 bài thực hành"
    assert in_short([]) == ""
