"""Paths through a course: what counts for whom, in self-study and in a class; and the final test that draws on the course."""

import dataclasses
from pathlib import Path

import pytest

from courses.content_reader.bundles import gather
from courses.content_reader.reader import Reading, read_course
from courses.domain.papers import draw
from courses.library import Library
from law import register
from tests.courses.conftest import School
from tests.factories.courses import copy_sample, plain_html

SHORT = """
[[path]]
id = "ngan"
title = "Người bận rộn"
audience = "Chỉ cần biết cấp số đến."
programme = false
lessons = ["M1.1"]

[[path]]
id = "lop-hai-tiet"
title = "chương trình 2 tiết"
audience = "Lớp một buổi."
programme = true
modules = ["M1"]
agenda = { M1 = 2 }
"""


def with_paths(tmp_path: Path, more: str = SHORT) -> Path:
    """The sample course with paths."""
    root = copy_sample(tmp_path)
    course = root / "khoa-mau" / "course.toml"
    course.write_text(course.read_text(encoding="utf-8") + more, encoding="utf-8")
    return root


def read(root: Path) -> Reading:
    """The sample course as it lies there."""
    bundles, problems = gather(root)
    assert problems == []
    return read_course(bundles[0], register.load(), plain_html)


def test_a_path_leaves_out_lessons_and_the_quiz_of_a_module_that_it_does_not_take_whole(tmp_path: Path) -> None:
    course = read(with_paths(tmp_path)).sound()
    short = course.along("ngan")
    assert short.lesson_ids == ("M1.1",)
    assert short.quiz_modules == ()
    assert course.along("lop-hai-tiet").lesson_ids == course.lesson_ids
    assert course.path("lop-hai-tiet").periods == 2  # type: ignore[union-attr]
    assert course.along("").lesson_ids == course.along("la").lesson_ids == course.lesson_ids


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ('modules = ["M1"]', "agenda phải ghi"),
        ('modules = ["M9"]\nagenda = { M9 = 1 }', "không có chuyên đề 'M9'"),
        ('lessons = ["M1.7"]\nagenda = {}', "không có bài 'M1.7'"),
        ('modules = ["M1"]\nagenda = { M1 = 0 }', "số tiết là số nguyên"),
    ],
)
def test_a_path_that_names_nothing_is_told_with_its_line(tmp_path: Path, wrong: str, said: str) -> None:
    head = '[[path]]\nid = "x"\ntitle = "x"\naudience = "x"\nprogramme = true\n'
    found = read(with_paths(tmp_path, f"\n{head}{wrong}\n")).problems
    assert any(said in problem.message and problem.line > 0 for problem in found), found


def test_a_final_test_draws_on_the_course_and_on_no_more_than_the_path(tmp_path: Path) -> None:
    course = read(with_paths(tmp_path)).sound()
    (module,) = course.modules
    assert module.quiz is not None
    quiz = dataclasses.replace(module.quiz, draws_on_course=True)
    own = module.lessons[1].questions
    final = dataclasses.replace(
        module, id="KT", quiz=quiz, lessons=(dataclasses.replace(module.lessons[0], id="KT.1", questions=own),)
    )
    first = dataclasses.replace(module, quiz=None, lessons=module.lessons[:1])
    whole = dataclasses.replace(course, modules=(first, final))
    path = dataclasses.replace(course.paths[0], lesson_ids=frozenset({"KT.1"}), quiz_ids=frozenset({"KT"}))
    alone = dataclasses.replace(whole, paths=(path,)).along(path.id)
    (kept,) = alone.modules
    assert kept.quiz is not None
    assert kept.borrowed == ()
    assert kept.quiz.questions == sum(demand.count for demand in kept.quiz.blueprint) < quiz.questions
    assert len(draw(kept.quiz_pool, kept.quiz.blueprint, "seed")) == kept.quiz.questions


class TestSelfStudy:
    """A person alone chooses a path, changes it, and loses nothing."""

    def test_a_path_is_chosen_at_the_beginning_and_changed_later(self, school: School, tmp_path: Path) -> None:
        school.app.extensions["courses"] = Library(with_paths(tmp_path / "again"), None, register.load())
        stranger = school.browser_of(school.stranger)
        page = stranger.get("/khoa-hoc/khoa-mau").text
        assert "Người bận rộn" in page
        assert "chương trình 2 tiết" not in page, "programmes are for classes"
        stranger.post("/khoa-hoc/khoa-mau/bat-dau", {"lo-trinh": "ngan"})
        page = stranger.get("/khoa-hoc/khoa-mau").text
        assert "0/1 bài đã đọc" in page
        assert "Các bài khác của khóa (1)" in page
        assert stranger.get("/khoa-hoc/khoa-mau/bai/m1-2").status_code == 200, "beside the path one may still read"
        stranger.post("/khoa-hoc/khoa-mau/bai/m1-1/da-doc")
        assert "1/1 bài đã đọc" in stranger.get("/khoa-hoc/khoa-mau").text
        answer = stranger.post("/khoa-hoc/khoa-mau/lo-trinh", {"lo-trinh": ""})
        assert answer.status_code == 303
        assert "1/2 bài đã đọc" in stranger.get("/khoa-hoc/khoa-mau").text

    def test_a_forged_path_means_the_whole_course(self, school: School, tmp_path: Path) -> None:
        school.app.extensions["courses"] = Library(with_paths(tmp_path), None, register.load())
        stranger = school.browser_of(school.stranger)
        stranger.post("/khoa-hoc/khoa-mau/bat-dau", {"lo-trinh": "lop-hai-tiet"})
        assert "0/2 bài đã đọc" in stranger.get("/khoa-hoc/khoa-mau").text

    def test_who_studies_in_a_class_follows_the_class(self, school: School) -> None:
        assert school.browser_of(school.lan).post("/khoa-hoc/khoa-mau/lo-trinh", {"lo-trinh": ""}).status_code == 404
        assert school.browser_of(school.stranger).post("/khoa-hoc/khoa-mau/lo-trinh").status_code == 404
