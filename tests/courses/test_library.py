"""Versions: whoever began with a course goes on with it, whatever happens to the files; broken files stop the start."""

import io
import os
import re
import sys
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass
from pathlib import Path
from unittest import mock

import pytest
from flask import Flask

from accounts.domain import Role
from app import main
from core import db
from core.problems import CannotStart
from courses import library as content
from courses.access import studies_of
from courses.domain.questions import Kind
from courses.library import Library, UnknownVersion
from courses.service import begin_self_study
from law import register
from tests.conftest import NOW
from tests.courses.conftest import School
from tests.factories.courses import SAMPLE, copy_sample
from tests.factories.people import create_person

LESSON = "khoa-mau/m1-so-den/01-cap-so-den/lesson.md"


def changed(tmp_path: Path) -> Path:
    """The sample with other words in its first lesson."""
    root = copy_sample(tmp_path)
    path = root / LESSON
    path.write_text(path.read_text(encoding="utf-8").replace("Ngay khi nhận", "Sau khi nhận"), encoding="utf-8")
    return root


def test_a_class_keeps_its_version_when_the_files_change(school: School, tmp_path: Path) -> None:
    lan, stranger = school.browser_of(school.lan), school.browser_of(school.stranger)
    school.app.extensions["courses"] = Library(changed(tmp_path), None, register.load())
    stranger.post("/khoa-hoc/khoa-mau/bat-dau")
    assert "Ngay khi nhận" in lan.get("/khoa-hoc/khoa-mau/bai/m1-1").text
    assert "Sau khi nhận" in stranger.get("/khoa-hoc/khoa-mau/bai/m1-1").text


def test_a_kept_version_is_read_from_the_store_after_a_restart(
    school: School, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (course,) = school.app.extensions["courses"].courses
    monkeypatch.setattr(content, "_READ", {})
    rendered: list[str] = []

    def note(text: str) -> object:
        rendered.append(text)
        raise AssertionError("rendered again")

    later = Library(changed(tmp_path), None, register.load())
    monkeypatch.setattr(later, "_render", note)
    with school.app.app_context():
        again = later.version(db.session(), course.id, course.digest)
    assert again == course
    assert rendered == [], "the HTML was kept with the version"


def test_an_unknown_version_is_an_error_with_its_name(school: School) -> None:
    with school.app.app_context(), pytest.raises(UnknownVersion, match="0000"):
        (course,) = school.app.extensions["courses"].courses
        school.app.extensions["courses"].version(db.session(), "khoa-mau", "0" * 64)
    with school.app.app_context(), pytest.raises(UnknownVersion):
        school.app.extensions["courses"].version(db.session(), "another", course.digest)


def test_self_study_comes_after_classes(school: School) -> None:
    with school.app.app_context():
        (course,) = school.app.extensions["courses"].courses
        begin_self_study(db.session(), school.lan.id, course, NOW)
        assert [study.is_class for study in studies_of(db.session(), school.lan.id)] == [True, False]


def test_two_courses_with_one_id_stop_the_start(tmp_path: Path) -> None:
    with pytest.raises(CannotStart, match="hai khóa học có cùng một id"):
        Library(SAMPLE, copy_sample(tmp_path), register.load())


def test_a_broken_file_stops_the_start_with_its_path_and_reason(tmp_path: Path) -> None:
    root = copy_sample(tmp_path)
    (root / LESSON).unlink()
    with pytest.raises(CannotStart, match=r"01-cap-so-den/lesson\.md: thiếu tệp này"):
        Library(root, None, register.load())


@dataclass(frozen=True)
class Done:
    """What a command left behind."""

    returncode: int
    stdout: str
    stderr: str


def run_app(tmp_path: Path, extra: Path, *arguments: str) -> Done:
    """A command of the application with a department's own courses, in this process: ours have been read already."""
    environment = {"DAUDEN_DATA": str(tmp_path / "data"), "DAUDEN_EXTRA_COURSES": str(extra)}
    out, err = io.StringIO(), io.StringIO()
    with (
        mock.patch.dict(os.environ, environment),
        mock.patch.object(sys, "argv", ["app.py", *arguments]),
        redirect_stdout(out),
        redirect_stderr(err),
    ):
        try:
            code: object = main()
        except SystemExit as end:
            code = end.code
    return Done(int(str(code or 0)), out.getvalue(), err.getvalue())


def test_the_check_lists_figures_and_every_fault_with_its_line(tmp_path: Path) -> None:
    extra = copy_sample(tmp_path)
    (extra / "glossary.toml").unlink()  # ours has the term already
    good = run_app(tmp_path, extra, "content", "check")
    assert good.returncode == 0, good.stderr
    assert "khoa-mau (bản 1): Khóa mẫu để thử" in good.stdout
    assert "15 câu hỏi (6 luyện tập, 9 kiểm tra)" in good.stdout
    assert good.stdout.endswith("0 lỗi.\n")
    (extra / LESSON).write_text("# Sai\n\n[[XX1]]\n", encoding="utf-8")
    bad = run_app(tmp_path, extra, "content", "check")
    assert bad.returncode == 1
    assert "lesson.md:1: đề mục trong bài bắt đầu từ ##" in bad.stdout
    assert "lesson.md:3: sổ pháp luật không có mục 'XX1'" in bad.stdout
    other = run_app(tmp_path, extra, "people", "--help")
    assert other.returncode != 0
    assert "lesson.md:3" in other.stderr, "nothing else starts with broken content"


def test_the_real_courses_have_no_fault_and_every_old_kind_of_question(app: Flask) -> None:
    report = content.check(content.FOLDER, None, register.load(), NOW.date())
    assert [str(problem) for problem in report.problems] == []
    for course, counts in report.counts:
        assert counts.lessons >= 4, course.id
        assert all(counts.questions[kind] >= 4 for kind in set(Kind) - {Kind.FIND, Kind.CASE}), course.id
        assert counts.quiz_questions >= 20, course.id


def test_the_authors_page_shows_the_same(school: School, app: Flask) -> None:
    with app.app_context():
        author = create_person(db.session(), "Phạm Thị Biên", Role.AUTHOR)
    page = school.browser_of(author).get("/bien-soan/kiem-tra-noi-dung").text
    assert re.search(r'<th scope="row"><code>[\w.-]+</code></th><td class="number">\d+</td>', page), (
        "skills are a table"
    )
    assert "Không có lỗi" in page
    assert "câu hỏi" in page
    assert school.browser_of(school.lan).get("/bien-soan/kiem-tra-noi-dung").status_code == 403


@pytest.mark.parametrize("roles", [(), (Role.TRAINEE,)])
def test_who_studies_alone_begins_from_the_home_page(school: School, roles: tuple[Role, ...]) -> None:
    with school.app.app_context():
        person = create_person(db.session(), "Đàm Thị Tự Học", *roles)
    course = school.app.extensions["courses"].courses[0]
    assert f"Tự học: {course.title}" in school.browser_of(person).get("/").text
