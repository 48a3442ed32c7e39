"""The papers before and after: of equal difficulty, without a common question, the same at each printing, and kept from quizzes."""

from collections import Counter
from pathlib import Path

import pytest

from courses.domain.content import Course, Demand
from courses.domain.papers import draw
from courses.domain.questions import Kind
from courses.domain.twin_papers import (
    PRINTABLE,
    NoTwins,
    Paper,
    draw_twins,
    papers,
    pool_of,
    reasons,
    right_answer,
    secret_seed,
)
from tests.courses.test_paths import read, with_paths

PROGRAMMES = ["chuong-trinh-40-tiet", "chuong-trinh-24-tiet"]
CLASSES = [secret_seed("key", "class", str(number)) for number in range(40)]


def twins(programme: Course, path_id: str, seed: str) -> tuple[Paper, Paper]:
    path = programme.path(path_id)
    assert path is not None
    assert path.papers is not None
    return papers(programme.along(path_id), path.papers, seed)


def make_up(paper: Paper) -> list[tuple[str, int, Kind]]:
    """Skill, level and kind, question by question."""
    return [(one.question.skill, one.question.level, one.question.kind) for one in paper.sheets]


@pytest.mark.parametrize("path_id", PROGRAMMES)
@pytest.mark.parametrize("seed", CLASSES)
def test_both_papers_are_equally_difficult_and_share_no_question(programme: Course, path_id: str, seed: str) -> None:
    before, after = twins(programme, path_id, seed)
    assert make_up(before) == make_up(after)
    assert not before.question_ids & after.question_ids
    rule = programme.path(path_id).papers  # type: ignore[union-attr]
    assert rule is not None
    assert len(before.question_ids) == len(after.question_ids) == rule.questions >= 20
    asked = Counter({(one.skill, one.level): one.count for one in rule.blueprint})
    assert Counter((skill, level) for skill, level, _kind in make_up(before)) == asked
    assert {kind for _skill, _level, kind in make_up(before)} <= PRINTABLE


@pytest.mark.parametrize("path_id", PROGRAMMES)
def test_a_class_gets_the_same_papers_at_each_printing_and_another_class_others(
    programme: Course, path_id: str
) -> None:
    assert twins(programme, path_id, CLASSES[0]) == twins(programme, path_id, CLASSES[0])
    codes = {paper.code for seed in CLASSES for paper in twins(programme, path_id, seed)}
    assert len(codes) == 2 * len(CLASSES)


def test_papers_cannot_be_drawn_again_without_the_key_of_the_installation() -> None:
    assert secret_seed("key", "class", "1") != secret_seed("another", "class", "1")
    assert secret_seed("key", "class", "1") != secret_seed("key", "class", "2")


@pytest.mark.parametrize("path_id", PROGRAMMES)
@pytest.mark.parametrize("seed", CLASSES[:8])
def test_no_quiz_of_the_class_needs_a_question_of_its_papers(programme: Course, path_id: str, seed: str) -> None:
    kept = frozenset().union(*(paper.question_ids for paper in twins(programme, path_id, seed)))
    for module in programme.along(path_id).quiz_modules:
        assert module.quiz is not None
        earlier: list[tuple[str, ...]] = []
        for attempt in range(module.quiz.attempts):
            drawn = draw(module.quiz_pool, module.quiz.blueprint, f"{seed}{attempt}", earlier, kept)
            assert not kept & set(drawn), f"{module.id}, attempt {attempt + 1}"
            earlier.append(drawn)


@pytest.mark.parametrize("path_id", PROGRAMMES)
def test_every_question_of_a_paper_has_a_key_with_reasons(programme: Course, path_id: str) -> None:
    for seed in CLASSES[:8]:
        for paper in twins(programme, path_id, seed):
            for sheet in paper.sheets:
                assert right_answer(sheet).strip()
                assert all(reason.why.source for reason in reasons(sheet))


def test_the_key_names_the_letters_of_this_very_paper(programme: Course) -> None:
    for seed in CLASSES[:8]:
        for sheet in twins(programme, "chuong-trinh-24-tiet", seed)[0].sheets:
            if sheet.question.kind is Kind.SINGLE:
                right = [reason.label for reason in reasons(sheet) if reason.is_right]
                assert right_answer(sheet) == ", ".join(right)


def test_a_pool_without_pairs_of_one_kind_is_refused(programme: Course) -> None:
    pool = pool_of(programme)[:1]
    demand = Demand(pool[0].skill, pool[0].level, 1)
    with pytest.raises(NoTwins) as refused:
        draw_twins(pool, [demand], "seed")
    assert (refused.value.demand, refused.value.found) == (demand, 0)


@pytest.mark.parametrize(
    ("papers_table", "said"),
    [
        ("questions = 5\nminutes = 10\nblueprint = { so-den = { 1 = 5 } }", "cặp câu cùng loại"),
        ("questions = 5\nminutes = 10\nblueprint = { mau-cap-so-den = { 2 = 5 } }", "không còn đủ câu cho học viên"),
        ("questions = 5\nminutes = 10\nblueprint = { so-den = 5 }", "phải ghi rõ mức"),
        ("questions = 6\nminutes = 10\nblueprint = { so-den = { 1 = 5 } }", "cộng lại là 5 câu"),
        ("questions = 5\nminutes = 10\nblueprint = { so-den = { 1 = 5 } }\nhelp = 1", "không hiểu"),
    ],
)
def test_papers_that_cannot_be_drawn_are_told_before_the_start(tmp_path: Path, papers_table: str, said: str) -> None:
    table = (
        '[[path]]\nid = "lop"\ntitle = "lớp"\naudience = "x"\nprogramme = true\nmodules = ["M1"]\nagenda = { M1 = 2 }\n'
    )
    found = read(with_paths(tmp_path, f"\n{table}[path.papers]\n{papers_table}\n")).problems
    assert any(said in problem.message for problem in found), found


@pytest.mark.parametrize("seed", CLASSES[:8])
def test_several_pairs_of_one_line_share_no_question(programme: Course, seed: str) -> None:
    before, after = draw_twins(pool_of(programme), [Demand("kt-uu-tien", 3, 3)], seed)
    assert len({question.id for question in (*before, *after)}) == 6
