"""Notes and slides of the modules: what an author may write, what an instructor prints, who may see them."""

from pathlib import Path

import pytest

from courses import skeletons
from courses.content_check.review import review
from courses.content_reader.bundles import gather
from courses.content_reader.reader import Reading, read_course
from courses.domain.teaching import PARTS
from law import register
from tests.conftest import NOW
from tests.factories.courses import copy_sample, plain_html

NOTES = "\n\n".join(f"## {part}\n\nMột câu." for part in PARTS)
TIMING = "| Phần | chương trình 2 tiết |\n| --- | --- |\n| Mở đầu | {first} |\n| Làm thử | 60 |\n"
SLIDES = "## Trang một\n\nMột ý. [[ND30.D22.K2]]\n\n## Trang hai\n\n- hai ý\n"
PROGRAMME = """
[[path]]
id = "lop-hai-tiet"
title = "chương trình 2 tiết"
audience = "Lớp một buổi."
programme = true
modules = ["M1"]
agenda = { M1 = 2 }
"""


def written(tmp_path: Path, notes: str | None = NOTES, slides: str | None = SLIDES) -> Path:
    """The sample course with notes and slides in its module."""
    root = copy_sample(tmp_path)
    module = root / "khoa-mau" / "m1-so-den"
    for name, text in (("giao-an.md", notes), ("trinh-chieu.md", slides)):
        if text is not None:
            (module / name).write_text(text, encoding="utf-8")
    return root


def read(root: Path) -> Reading:
    bundles, problems = gather(root)
    assert problems == []
    return read_course(bundles[0], register.load(), plain_html)


def messages(reading: Reading) -> str:
    return "\n".join(problem.message for problem in reading.problems)


def test_a_module_may_have_neither() -> None:
    bundles, _ = gather(Path(__file__).with_name("sample"))
    assert read_course(bundles[0], register.load(), plain_html).course.modules[0].teaching is None


def test_each_heading_of_the_slides_is_a_page(tmp_path: Path) -> None:
    teaching = read(written(tmp_path)).sound().modules[0].teaching
    assert teaching is not None
    assert [slide.title for slide in teaching.slides] == ["Trang một", "Trang hai"]
    assert teaching.cites == ("ND30.D22.K2",)


@pytest.mark.parametrize(
    ("notes", "slides", "said"),
    [
        (NOTES, None, "thiếu tệp này"),
        (None, SLIDES, "thiếu tệp này"),
        (NOTES.replace("Hay hiểu lầm", "Chuyện vui"), SLIDES, "không hiểu mục Chuyện vui; thiếu mục Hay hiểu lầm"),
        ("\n\n".join(f"## {part}\n\nMột câu." for part in reversed(PARTS)), SLIDES, "chưa đúng thứ tự"),
        (NOTES + " chữ" * 1001, SLIDES, "nhiều nhất 1000 tiếng"),
        (NOTES + "[[ND30.D99]]", SLIDES, "không có mục 'ND30.D99'"),
        (NOTES, "Lời đầu.\n\n" + SLIDES, "phải bắt đầu bằng ##"),
        (NOTES, SLIDES + "\n## Trang ba\n", "đang để trống"),
        (NOTES, "## Dài\n\n" + "chữ " * 90, "nhiều nhất 80"),
        (NOTES, SLIDES + "\n![hình](khac.svg)\n", "không có hình 'khac.svg'"),
        (NOTES, SLIDES + "\n{{khong-co}}\n", "không có từ 'khong-co'"),
        (NOTES, SLIDES + "\n<b>đậm</b>\n", "không dùng thẻ HTML"),
    ],
)
def test_what_is_wrong_in_notes_and_slides_is_told(tmp_path: Path, notes: str, slides: str, said: str) -> None:
    assert said in messages(read(written(tmp_path, notes, slides)))


def test_a_fault_on_a_slide_is_told_with_its_line(tmp_path: Path) -> None:
    reading = read(written(tmp_path, slides=SLIDES + "\n## Trang ba\n\n[[ND30.D99]]\n"))
    (problem,) = reading.problems
    assert problem.path.endswith("trinh-chieu.md")
    assert problem.line == (SLIDES + "\n## Trang ba\n\n[[ND30.D99]]").count("\n") + 1


@pytest.mark.parametrize(("first", "said"), [(30, ""), (25, "cộng lại là 85 phút")])
def test_the_minutes_of_a_programme_fill_its_periods(tmp_path: Path, first: int, said: str) -> None:
    notes = NOTES.replace("## Thời gian\n\nMột câu.", "## Thời gian\n\n" + TIMING.format(first=first))
    root = written(tmp_path, notes)
    course = root / "khoa-mau" / "course.toml"
    course.write_text(course.read_text(encoding="utf-8") + PROGRAMME, encoding="utf-8")
    bundles, _ = gather(root)
    found = review(bundles[0], read(root).sound(), register.load(), NOW.date()).problems
    minutes = [problem.message for problem in found if "phút" in problem.message]
    assert [said in message for message in minutes] == ([True] if said else [])


def test_old_words_in_slides_are_found(tmp_path: Path) -> None:
    root = written(tmp_path, slides=SLIDES + "\nNộp vào lưu trữ cơ quan.\n")
    bundles, _ = gather(root)
    found = review(bundles[0], read(root).sound(), register.load(), NOW.date()).problems
    assert any("lưu trữ cơ quan" in problem.message for problem in found if problem.path.endswith("trinh-chieu.md"))


def test_a_new_module_begins_with_notes_and_slides_to_fill_in(tmp_path: Path) -> None:
    root = copy_sample(tmp_path)
    skeletons.write(skeletons.new_lesson(root, "khoa-mau/m2-chuyen-moi/01-bai-dau"))
    course = root / "khoa-mau" / "course.toml"
    text = course.read_text(encoding="utf-8")
    course.write_text(
        text.replace('modules = ["m1-so-den"', 'modules = ["m1-so-den", "m2-chuyen-moi"'), encoding="utf-8"
    )
    found = read(root).problems
    assert any(problem.path.endswith("giao-an.md") and "chưa viết" in problem.message for problem in found)
    assert not any("không hiểu mục" in problem.message for problem in found)
