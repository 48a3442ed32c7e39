"""The editor's look at a course: what a lesson must have, law that is in force, and words of today."""

import datetime
import re
from collections.abc import Iterable
from pathlib import Path

import pytest

from courses import library as content
from courses import skeletons
from courses.content_check import wording
from courses.content_check.review import review
from courses.content_check.texts import Line
from courses.content_reader.bundles import Bundle, gather
from courses.content_reader.problems import Problem
from courses.content_reader.reader import read_course
from law import register
from tests.courses.conftest import School
from tests.courses.test_library import run_app
from tests.courses.test_reading_content import spoil
from tests.factories.courses import copy_sample, plain_html, sample_bundle, small_register

ROOT = Path(__file__).resolve().parents[2]
DAY = datetime.date(2026, 11, 26)
LESSON = "khoa-mau/m1-so-den/01-cap-so-den"
WHOLE = f"""## Chị Lan nhận ba bì

{"Số đến lấy theo thứ tự. " * 120}Xem [[ND30.D22.K2]] và {{{{so-den}}}}.

![Một dãy số từ 01 đến 03](day-so.svg)

/// example | Ba bì
1. Bì thứ nhất mang số 01.
///

/// warning | Lỗi thường gặp
- Hai dãy số ([[ND30.D22.K2]]).
///

## Việc cần nhớ

- Một dãy số.
"""


def said(problems: Iterable[Problem]) -> list[str]:
    return [str(problem) for problem in problems]


def looked_at(root: Path, day: datetime.date = DAY) -> tuple[list[str], list[str]]:
    """Problems and warnings of the sample in that folder."""
    bundle = sample_bundle(root)
    found = review(bundle, read_course(bundle, small_register(), plain_html).course, small_register(), day)
    return said(found.problems), said(found.warnings)


def about(problems: list[str], lesson: str) -> list[str]:
    return [problem for problem in problems if f"/{lesson}/" in problem]


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """The sample, its first lesson written as our programme wants it."""
    made = copy_sample(tmp_path)
    (made / LESSON / "lesson.md").write_text(WHOLE, encoding="utf-8")
    return made


def test_a_whole_lesson_has_no_problem(root: Path) -> None:
    assert about(looked_at(root)[0], "01-cap-so-den") == []


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("Số đến lấy theo thứ tự. " * 120, "Ngắn. ", "tiếng; cần từ 500 đến 1000"),
        ("Số đến lấy theo thứ tự. " * 120, "Số đến lấy theo thứ tự. " * 190, "tiếng; cần từ 500 đến 1000"),
        ("/// example | Ba bì", "/// note | Ba bì", "thiếu hộp /// example"),
        ("/// warning | Lỗi", "/// note | Lỗi", "thiếu hộp /// warning"),
        ("- Hai dãy số ([[ND30.D22.K2]]).", "- Hai dãy số.", "lesson.md:11: hộp lỗi thường gặp chưa dẫn điều luật nào"),
        ("## Việc cần nhớ", "## Kết", "mục cuối phải là '## Việc cần nhớ'"),
        ("Một dãy số.\n", "Xem [phần kia](#khong-co).\n", "lesson.md:17: liên kết #khong-co không dẫn đến mục nào"),
    ],
)
def test_what_a_lesson_lacks_is_told(root: Path, old: str, new: str, message: str) -> None:
    spoil(root, f"{LESSON}/lesson.md", old, new)
    problems = about(looked_at(root)[0], "01-cap-so-den")
    assert len(problems) == 1, problems
    assert message in problems[0]


def test_a_lesson_without_picture_job_aid_and_questions_is_told(root: Path) -> None:
    problems = about(looked_at(root)[0], "02-chuyen-van-ban")
    assert [problem for problem in problems if "chưa có hình nào" in problem]
    assert [problem for problem in problems if "so-tay.md: thiếu sổ tay" in problem]
    spoil(root, f"{LESSON}/quiz.toml", 'use = "practice"', 'use = "quiz"')
    assert "cần ít nhất 3" in about(looked_at(root)[0], "01-cap-so-den")[0]


def test_a_pool_that_only_gives_the_same_paper_is_told(root: Path) -> None:
    spoil(
        root,
        "khoa-mau/m1-so-den/module.toml",
        '"mau-cap-so-den" = 3, "mau-chuyen-giao" = 2',
        '"mau-cap-so-den" = 4, "mau-chuyen-giao" = 5',
    )
    spoil(root, "khoa-mau/m1-so-den/module.toml", "questions = 5", "questions = 9")
    assert any("lần làm sau sẽ gặp lại đúng đề cũ" in problem for problem in looked_at(root)[0])


def test_missing_recall_is_told_but_in_the_first_lesson(root: Path) -> None:
    assert not any("chưa có recall" in problem for problem in looked_at(root)[0])
    path = root / "khoa-mau/m1-so-den/02-chuyen-van-ban/lesson.toml"
    path.write_text(re.sub(r"recall = .*\n", "", path.read_text(encoding="utf-8")), encoding="utf-8")
    (problem,) = [problem for problem in looked_at(root)[0] if "chưa có recall" in problem]
    assert "02-chuyen-van-ban/lesson.toml: chưa có recall" in problem


def test_a_departments_own_course_is_only_told_how_lessons_are_built(tmp_path: Path) -> None:
    extra = copy_sample(tmp_path)
    (extra / "khoa-mau").rename(extra / "khoa-rieng")
    bundles, _problems = gather(extra.parent / "none", extra)
    found = review(bundles[0], read_course(bundles[0], small_register(), plain_html).course, small_register(), DAY)
    assert found.problems == ()
    assert any("thiếu hộp /// example" in str(warning) for warning in found.warnings)


# Words


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Nộp vào lưu trữ cơ quan đúng hạn.", ["lưu trữ cơ quan"]),
        ("Ghi Thời hạn bảo quản vào danh mục.", ["Thời hạn bảo quản"]),
        ("Tiêu hủy tài liệu hết giá trị.", ["Tiêu hủy tài liệu", "tài liệu hết giá trị"]),
        ("Gửi UBND huyện và Huyện ủy.", ["UBND huyện", "Huyện ủy"]),
        ("Phòng Nội vụ huyện trả lời.", ["Phòng Nội vụ huyện"]),
        ("Trước đây gọi là lưu trữ cơ quan.", []),
        ("Luật mới không còn cấp huyện.", []),
        ("Mẫu của Nghị định 30 ghi “thời hạn bảo quản”.", []),
        ("Cột {{thoi-han-luu-tru|thời hạn bảo quản}} của mẫu.", []),
        ("Lưu trữ hiện hành giữ hồ sơ theo thời hạn lưu trữ.", []),
        ("UBND xã và UBND tỉnh.", []),
        ("Văn bản ban hành ngày 30/6/2025 của UBND huyện X.", []),
    ],
)
def test_old_words_are_refused_unless_they_are_named_as_old(text: str, found: list[str]) -> None:
    assert [words for words, _old in wording.load().in_line(Line("lesson.md", 1, text, text))] == found


def test_every_old_word_names_its_law() -> None:
    assert all(word.cite in register.load() for word in wording.load().words)


@pytest.mark.parametrize(
    ("file", "old", "new", "line"),
    [
        (f"{LESSON}/lesson.md", "- Một dãy số.", "- Nộp vào lưu trữ cơ quan.", "lesson.md:17: 'lưu trữ cơ quan' là từ cũ"),
        (f"{LESSON}/so-tay.md", "Nhận.", "Nộp vào lưu trữ cơ quan.", "so-tay.md:"),
        (f"{LESSON}/quiz.toml", 'why = "Sai: không', 'why = "Không thuộc thời hạn bảo quản nào; không', "quiz.toml:18:"),
        (f"{LESSON}/quiz.toml", 'text = "Trong một năm"', 'text = "Theo thời hạn bảo quản"', "quiz.toml:11:"),
        (f"{LESSON}/day-so.svg", "<text", "<desc>UBND huyện</desc><text", "day-so.svg:1:"),
        ("glossary.toml", "short = ", 'short = "Nằm ở lưu trữ cơ quan." #', "glossary.toml:4:"),
    ],
)  # fmt: skip
def test_an_old_word_is_told_with_its_line_wherever_we_speak(
    root: Path, file: str, old: str, new: str, line: str
) -> None:
    spoil(root, file, old, new)
    (problem,) = [problem for problem in looked_at(root)[0] if "là từ cũ" in problem]
    assert line in problem


def test_a_wrong_option_may_use_an_old_word_and_a_lesson_about_them_too(root: Path) -> None:
    spoil(root, f"{LESSON}/quiz.toml", 'text = "Trong một tháng"', 'text = "Theo thời hạn bảo quản"')
    assert about(looked_at(root)[0], "01-cap-so-den") == []
    spoil(root, f"{LESSON}/lesson.md", "- Một dãy số.", "- Nộp vào lưu trữ cơ quan.")
    spoil(root, f"{LESSON}/lesson.toml", "minutes = 5", "minutes = 5\nmay_name_old_terms = true")
    assert about(looked_at(root)[0], "01-cap-so-den") == []


# Law in force


def dated_bundle(root: Path) -> Bundle:
    """The sample, with a citation of the archives law of 2011 in its first lesson."""
    spoil(root, f"{LESSON}/lesson.md", "- Một dãy số.", "- Một dãy số ([[LLT2011]]).")
    return sample_bundle(root)


def test_law_that_has_ended_or_not_begun_is_told_for_the_day(root: Path) -> None:
    bundle, law = dated_bundle(root), register.load()
    course = read_course(bundle, law, plain_html).course
    today = said(review(bundle, course, law, DAY).problems)
    assert any("lesson.md:17: LLT2011" in problem and "chỉ có hiệu lực đến 30/06/2025" in problem for problem in today)
    before = said(review(bundle, course, law, datetime.date(2019, 1, 1)).problems)
    assert any("ND30.D22.K2" in problem and "mới có hiệu lực" in problem for problem in before)
    assert not any("LLT2011" in problem for problem in before)


def test_law_may_be_cited_as_former_law(root: Path) -> None:
    spoil(root, f"{LESSON}/lesson.toml", "minutes = 5", 'minutes = 5\nhistory = ["LLT2011"]')
    bundle, law = dated_bundle(root), register.load()
    reading = read_course(bundle, law, plain_html)
    assert not any("LLT2011" in problem for problem in said(review(bundle, reading.course, law, DAY).problems))
    spoil(root, f"{LESSON}/lesson.toml", '"LLT2011"', '"LLT2012"')
    assert any("history: 'LLT2012'" in str(one) for one in read_course(sample_bundle(root), law, plain_html).problems)


# A lesson to fill in


def test_a_new_lesson_complains_of_every_place_that_is_not_written(tmp_path: Path) -> None:
    root = copy_sample(tmp_path)
    skeleton = skeletons.new_lesson(root, "khoa-mau/m1-so-den/03-dong-dau")
    skeletons.write(skeleton)
    problems = read_course(sample_bundle(root), register.load(), plain_html).problems
    unwritten = [problem for problem in said(problems) if "chưa viết:" in problem]
    marks = sum(text.count("@@") for text in skeleton.files.values()) // 2
    assert len(set(unwritten)) >= marks - 10, "the same words twice in a line are told once"
    assert any("03-dong-dau/lesson.toml:2: chưa viết: tên bài" in problem for problem in unwritten)
    assert any("03-dong-dau/lesson.md:1: chưa viết: một tình huống thật" in problem for problem in unwritten)
    assert not any("cú pháp TOML" in problem for problem in said(problems)), "it can be read"
    assert 'id = "M1.3"' in (root / "khoa-mau/m1-so-den/03-dong-dau/lesson.toml").read_text(encoding="utf-8")


def test_a_new_lesson_that_is_filled_in_is_sound(tmp_path: Path) -> None:
    root = copy_sample(tmp_path)
    skeletons.write(skeletons.new_lesson(root, "khoa-mau/m1-so-den/03-dong-dau"))
    fill(root / "khoa-mau/m1-so-den/03-dong-dau")
    reading = read_course(sample_bundle(root), register.load(), plain_html)
    assert said(reading.problems) == []


def fill(folder: Path) -> None:
    """Write something into every place, as an author would."""
    numbers = iter(range(1000))
    for path in folder.iterdir():
        text = path.read_text(encoding="utf-8")
        text = re.sub(r"@@ kỹ năng[^@]*@@", "mau-cap-so-den", text)
        text = re.sub(r"@@ khóa của điều luật[^@]*@@", "ND30.D22.K2", text)
        for recalled, place in zip(("q01", "q06", "q07"), re.findall(r"@@ câu [^@]*@@", text), strict=False):
            text = text.replace(place, f"M1.1-{recalled}", 1)
        path.write_text(re.sub(r"@@.*?@@", lambda _found: f"chữ {next(numbers)}", text), encoding="utf-8")


def test_a_new_module_is_begun_with_its_first_lesson(tmp_path: Path) -> None:
    root = copy_sample(tmp_path)
    skeleton = skeletons.new_lesson(root, "khoa-mau/m2-lap-ho-so/01-mo-ho-so")
    assert next(path.name for path in skeleton.files) == "module.toml"
    assert 'id = "M2"' in next(iter(skeleton.files.values()))
    assert 'id = "M2.1"' in skeleton.files[root / "khoa-mau/m2-lap-ho-so/01-mo-ho-so/lesson.toml"]
    assert "thêm 'm2-lap-ho-so' vào modules" in skeleton.then[0]


@pytest.mark.parametrize(
    ("place", "words"),
    [
        ("khoa-mau/m1-so-den", "viết <khóa>/<chuyên đề>/<nn-tên-bài>"),
        ("khoa-mau/m1-so-den/dong-dau", "viết <khóa>/<chuyên đề>/<nn-tên-bài>"),
        ("../khoa-mau/03-a", "viết <khóa>/<chuyên đề>/<nn-tên-bài>"),
        ("khong-co/m1/01-a", "không có khóa học 'khong-co'"),
        ("khoa-mau/m1-so-den/01-cap-so-den", "đã có: hãy chọn số và tên khác"),
        ("khoa-mau/m1-so-den/02-dong-dau", "M1.2 đã là bài 02-chuyen-van-ban: số còn trống tiếp theo của M1 là 03"),
        ("khoa-mau/m1-dong-dau/01-dau-den", "M1 đã là chuyên đề m1-so-den: viết khoa-mau/m1-so-den/<nn-tên-bài>"),
        ("khoa-mau/m1-dong-dau/01-dau-den", "hoặc khoa-mau/m2-dong-dau/01-<tên-bài> để mở chuyên đề mới"),
    ],
)
def test_a_lesson_that_cannot_be_made_is_told(tmp_path: Path, place: str, words: str) -> None:
    with pytest.raises(skeletons.CannotMake, match=re.escape(words)):
        skeletons.new_lesson(copy_sample(tmp_path), place)


@pytest.mark.parametrize(
    "path", ["docs/operations.md", "docs/writing-courses.md", "courses/skeletons.py", "courses/cli.py"]
)
def test_the_example_of_the_documents_works_when_typed(path: str) -> None:
    examples = set(re.findall(r"van-thu-co-ban/m[\w-]+/\d\d-[\w-]+", (ROOT / path).read_text(encoding="utf-8")))
    assert examples == {skeletons.EXAMPLE}
    assert skeletons.new_lesson(content.FOLDER, skeletons.EXAMPLE).files


def test_the_commands_make_a_lesson_and_check_it(tmp_path: Path) -> None:
    extra = copy_sample(tmp_path)
    (extra / "glossary.toml").unlink()
    made = run_app(tmp_path, extra, "content", "new", "khoa-mau/m1-so-den/03-dong-dau")
    assert made.returncode == 0, made.stderr
    assert "Đã tạo" in made.stdout
    assert "Tiếp theo: viết vào mọi chỗ giữa @@ và @@" in made.stdout
    checked = run_app(tmp_path, extra, "content", "check")
    assert checked.returncode == 1
    assert "03-dong-dau/lesson.toml:2: chưa viết: tên bài" in checked.stdout
    again = run_app(tmp_path, extra, "content", "new", "khoa-mau/m1-so-den/03-dong-dau")
    assert "đã có: hãy chọn số và tên khác" in again.stderr, "it runs although there are faults"
    assert again.returncode == 1


def test_the_check_takes_a_day(tmp_path: Path) -> None:
    early = run_app(tmp_path, copy_sample(tmp_path), "content", "check", "--on", "01/01/2019")
    assert "mới có hiệu lực" in early.stdout
    assert "Cho ngày 01/01/2019" in early.stdout
    wrong = run_app(tmp_path, tmp_path / "content", "content", "check", "--on", "31/02/2026")
    assert "ngày viết như 22/11/2026" in wrong.stderr


@pytest.mark.one_database
def test_the_page_takes_a_day_and_says_what_it_cannot_read(school: School) -> None:
    from accounts.domain import Role
    from core import db
    from tests.factories.people import create_person

    with school.app.app_context():
        author = create_person(db.session(), "Phạm Thị Biên", Role.AUTHOR)
    browser = school.browser_of(author)
    assert "mới có hiệu lực" in browser.get("/bien-soan/kiem-tra-noi-dung?ngay=01/01/2019").text
    wrong = browser.get("/bien-soan/kiem-tra-noi-dung?ngay=31/02/2026").text
    assert "Không có ngày 31/02/2026" in wrong
    assert 'value="31/02/2026"' in wrong


def test_our_own_courses_are_whole_for_today_and_next_year() -> None:
    for day in (DAY, DAY.replace(year=2027)):
        report = content.check(content.FOLDER, None, register.load(), day)
        assert said(report.problems) == []
