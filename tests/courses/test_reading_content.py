"""A course is read from folders, and every fault is told in one sentence with its file and line."""

import unicodedata
from pathlib import Path

import pytest

from core.markdown import render
from courses.content_reader.bundles import Bundle, gather
from courses.content_reader.counts import count
from courses.content_reader.problems import BrokenContent
from courses.content_reader.prose import Desk, Written, render_block
from courses.content_reader.reader import KnownHtml, read_course
from courses.domain.questions import Kind, Match, Use
from law.register import Verified
from tests.factories.courses import (
    SAMPLE,
    copy_sample,
    plain_html,
    read_sample,
    sample_bundle,
    sample_course,
    small_register,
)

LESSON = "khoa-mau/m1-so-den/01-cap-so-den"


def spoil(root: Path, file: str, old: str, new: str) -> None:
    """Replace the first `old` in a file of the sample."""
    path = root / file
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def problems_after(tmp_path: Path, file: str, old: str, new: str) -> list[str]:
    """What the reader says of the sample with one thing changed, with paths from the content root."""
    root = copy_sample(tmp_path)
    spoil(root, file, old, new)
    return [str(problem).removeprefix(f"{root}/") for problem in read_sample(root).problems]


def test_the_sample_is_read_whole() -> None:
    course = sample_course()
    assert [lesson.slug for lesson in course.lessons] == ["m1-1", "m1-2"]
    assert {question.kind for lesson in course.lessons for question in lesson.questions} == set(Kind)
    assert len(course.modules[0].quiz_pool) == 9
    lesson = course.modules[0].lessons[0]
    assert {question.use for question in lesson.practice} == {Use.PRACTICE}
    assert lesson.cites == ("ND30.D22.K2",)
    assert [term.id for term in lesson.terms] == ["so-den"]


def test_a_match_may_give_two_left_sides_the_same_right_side() -> None:
    question = sample_course().question("M1.2-q01")
    assert question is not None
    assert isinstance(question.body, Match)
    assert len(question.body.rights) == 2
    assert question.body.key == (0, 1, 1)


def test_citations_terms_and_pictures_become_links_and_images() -> None:
    reading = read_course(sample_bundle(), small_register(), render)
    html = reading.sound().modules[0].lessons[0].text.html
    assert 'href="/tra-cuu/dieu/ND30.D22.K2"' in html
    assert ">khoản 2 Điều 22</a>" in html
    assert ">[ND30.D22.K2]</a>" in html, "without own words the register's label is written"
    assert 'href="#tu-so-den"' in html
    assert 'alt="Một dãy số từ 01 đến 03"' in html
    assert f'src="/khoa-hoc/hinh/{reading.course.digest}/m1-so-den/01-cap-so-den/day-so.svg"' in html


def test_only_the_first_citation_of_a_text_writes_its_name() -> None:
    written = Written("Xem [[ND30.D22.K2]] và [[ND30.D22.K2]].", "lesson.md", 1)
    prose, _marks = render_block(written, Desk(small_register(), {}, render, []))
    assert ">[ND30.D22.K2]</a> và <a" in prose.html, "the first carries the full label"
    assert ">ND30.D22.K2</a>." in prose.html, "later ones only say where"


def test_headings_get_anchors_without_diacritics() -> None:
    lesson = read_course(sample_bundle(), small_register(), render).sound().modules[0].lessons[0]
    assert [heading.anchor for heading in lesson.headings] == ["so-chay-trong-nam", "khi-nao-ghi"]
    assert '<h2 id="so-chay-trong-nam">Số chạy trong năm</h2>' in lesson.text.html


def test_our_marks_mean_nothing_inside_code() -> None:
    question = read_course(sample_bundle(), small_register(), render).sound().question("M1.1-q02")
    assert question is not None
    assert "<code>[[mã]]</code>" in question.prompt.html


def test_each_text_is_rendered_once_for_all_readings() -> None:
    made: list[str] = []

    def counting(text: str) -> object:
        made.append(text)
        return plain_html(text)

    first = KnownHtml(counting)  # type: ignore[arg-type]  # the test's renderer returns what plain_html returns
    read_course(sample_bundle(), small_register(), first)
    before = len(made)
    read_course(sample_bundle(), small_register(), KnownHtml(counting, first.known))  # type: ignore[arg-type]  # as above
    assert before > 0
    assert len(made) == before


def test_a_bundle_comes_back_from_the_store_with_the_same_digest() -> None:
    bundle = sample_bundle()
    again = Bundle.from_json(bundle.course_folder, bundle.to_json())
    assert again.digest == bundle.digest
    assert read_course(again, small_register(), plain_html).sound() == sample_course()


def test_one_changed_letter_changes_the_digest(tmp_path: Path) -> None:
    root = copy_sample(tmp_path)
    same = sample_bundle(root).digest
    spoil(root, f"{LESSON}/lesson.md", "năm", "nắm")
    assert same == sample_bundle().digest
    assert sample_bundle(root).digest != same


@pytest.mark.parametrize(
    ("file", "old", "new", "said"),
    [
        (f"{LESSON}/quiz.toml", 'why = "Sai: không', 'why_not = "Sai: không', "quiz.toml:15: [question[1].option[2]] thiếu why"),
        (f"{LESSON}/quiz.toml", "correct = false", "correct = true", "phải có đúng một đáp án đúng, ở đây có 2"),
        (f"{LESSON}/quiz.toml", 'kind = "single"', 'kind = "essay"', "quiz.toml:3: [question[1]] kind = 'essay'"),
        (f"{LESSON}/quiz.toml", "level = 1", "level = 4", "quiz.toml:6: [question[1]] level = 4: phải từ 1 đến 3"),
        (f"{LESSON}/quiz.toml", "ND30.D22.K2", "ND30.D99", "sổ pháp luật không có mục 'ND30.D99'"),
        (f"{LESSON}/quiz.toml", 'id = "M1.1-q02"', 'id = "M1.1-q01"', "id 'M1.1-q01' đã dùng ở"),
        (f"{LESSON}/quiz.toml", 'id = "M1.1-q02"', 'id = "q02"', "id 'q02' phải bắt đầu bằng M1.1-"),
        (f"{LESSON}/quiz.toml", 'skill = "mau-cap-so-den"', 'skill = "bay-lo-lung"', "kỹ năng 'bay-lo-lung' không có trong skills"),
        (f"{LESSON}/quiz.toml", 'value = "11"', 'value = "0012"', "'0012' sau khi chuẩn hóa lại là đáp án đúng"),
        (f"{LESSON}/quiz.toml", 'answer = "12"', 'answer = "mười hai"', "answer không phải một số nguyên"),
        (f"{LESSON}/quiz.toml", 'text = "Nhận bì"', 'text = "Bóc bì"', "bước 'Bóc bì' viết hai lần"),
        (f"{LESSON}/quiz.toml", 'text = "Trong một năm"', 'text = "[[ND30.D23]]"', "đáp án không chứa trích dẫn"),
        (f"{LESSON}/quiz.toml", "correct = true", "corect = true", "không hiểu 'corect'"),
        (f"{LESSON}/quiz.toml", "correct = true", "correct = ", "quiz.toml:12: viết sai cú pháp TOML"),
        (f"{LESSON}/lesson.md", "[[ND30.D22.K2|", "[[ND30.D22.K9|", "lesson.md:5: sổ pháp luật không có mục 'ND30.D22.K9'"),
        (f"{LESSON}/lesson.md", "{{so-den}}", "{{so-di}}", "lesson.md:1: glossary.toml không có từ 'so-di'"),
        (f"{LESSON}/lesson.md", "[[ND30.D22.K2]]", "[[ND30.D22.K2]", "dấu [[ không thành cặp"),
        (f"{LESSON}/lesson.md", "## Khi nào ghi", "Xem [[ND30.D22.K2\n\n## Khi nào ghi", "lesson.md:13: dấu [[ không thành cặp"),
        (f"{LESSON}/lesson.md", "## Khi nào ghi", "/// danger | Cấm\nĐừng.\n///\n\n## Khi nào ghi", "lesson.md:13: không có loại hộp 'danger': hãy dùng note, example, warning, tip, details"),
        (f"{LESSON}/lesson.md", "## Khi nào ghi", "/// note | Nhớ\nMột.\n\n## Khi nào ghi", "lesson.md:13: hộp mở ở đây chưa đóng: thiếu một dòng chỉ có ///"),
        (f"{LESSON}/lesson.md", "## Khi nào ghi", "///\n\n## Khi nào ghi", "lesson.md:13: dấu /// đóng hộp mà phía trên không có hộp nào đang mở"),
        (f"{LESSON}/lesson.md", "day-so.svg", "day-khac.svg", "lesson.md:7: không có hình 'day-khac.svg'"),
        (f"{LESSON}/lesson.md", "Một dãy số từ 01 đến 03", "", "lesson.md:7: hình day-so.svg thiếu lời mô tả"),
        (f"{LESSON}/lesson.md", "## Khi nào ghi", "# Khi nào ghi", "lesson.md:13: đề mục trong bài bắt đầu từ ##"),
        (f"{LESSON}/lesson.md", "**01**", "<b>01</b>", "không dùng thẻ HTML '<b>'"),
        (f"{LESSON}/lesson.md", "**01**", "[01](javascript:x)", "liên kết 'javascript:x' phải bắt đầu bằng https://"),
        (f"{LESSON}/lesson.md", "ngày đầu", unicodedata.normalize("NFD", "ngày đầu"), "lesson.md:5: chữ có dấu rời"),
        (f"{LESSON}/lesson.toml", "minutes = 5", "minutes = true", "lesson.toml:3: minutes phải là một số nguyên"),
        (f"{LESSON}/lesson.toml", '"M1.1"', '"M2.1"', "id 'M2.1' phải bắt đầu bằng M1."),
        (f"{LESSON}/day-so.svg", "<text", "<script/><text", "hình SVG không được chứa script"),
        (f"{LESSON}/day-so.svg", "<text", '<image href="http://x/y.png"/><text', "không được trỏ tới tệp hay trang bên ngoài"),
        (f"{LESSON}/day-so.svg", "<text", "<style>@import url(https://x/y.css);</style><text", "không được trỏ tới tệp hay trang bên ngoài"),
        (f"{LESSON}/day-so.svg", "<text", "<rect fill=\"url( 'https://x/y.svg#a')\"/><text", "không được trỏ tới tệp hay trang bên ngoài"),
        (f"{LESSON}/so-tay.md", "Nhận.", "Nhận. " * 300, "để vừa một trang in, nhiều nhất 250"),
        ("khoa-mau/m1-so-den/module.toml", "questions = 5", "questions = 6", "blueprint cộng lại là 5 câu"),
        ("khoa-mau/m1-so-den/module.toml", '"mau-chuyen-giao" = 2', '"mau-chuyen-giao" = 9', "module.toml:11: [quiz] blueprint cần 9 câu về 'mau-chuyen-giao' nhưng chuyên đề chỉ có 5"),
        ("khoa-mau/course.toml", '"m1-so-den"', '"m9-khong-co"', "course.toml:7: thư mục 'm1-so-den' không có trong modules"),
        ("khoa-mau/course.toml", "quiz_pass_percent = 50", "quiz_pass_percent = 500", "course.toml:11: [rule] quiz_pass_percent = 500"),
        ("glossary.toml", "ND30.D22.K2", "XX1", "glossary.toml:5: [term[1]] sổ pháp luật không có mục 'XX1'"),
    ],
)  # fmt: skip
def test_a_fault_is_told_with_file_line_and_what_is_wrong(
    tmp_path: Path, file: str, old: str, new: str, said: str
) -> None:
    problems = problems_after(tmp_path, file, old, new)
    assert any(said in problem for problem in problems), problems


@pytest.mark.parametrize(
    ("file", "old", "new", "said"),
    [
        ("skills.toml", 'id = "', 'id = ', "skills.toml:2: viết sai cú pháp TOML ở cột 6: thiếu giá trị"),
        ("khoa-mau/course.toml", "[rule]", "[rule", "course.toml:9: viết sai cú pháp TOML ở cột 6: tên bảng phải đứng giữa [ và ]"),
        ("khoa-mau/m1-so-den/module.toml", 'title = "', 'title = ""', "module.toml:2: viết sai cú pháp TOML ở cột 11: sau giá trị còn chữ thừa"),
        (f"{LESSON}/lesson.toml", '"M1.1"', '"M1.1', "lesson.toml:1: viết sai cú pháp TOML ở cột 11: thiếu dấu ngoặc kép đóng"),
        (f"{LESSON}/quiz.toml", "correct = true", 'correct = true\ncorrect = true', "tên hoặc bảng này đã viết ở trên"),
    ],
)  # fmt: skip
def test_a_file_that_cannot_be_read_is_the_only_fault_and_is_told_in_vietnamese(
    tmp_path: Path, file: str, old: str, new: str, said: str
) -> None:
    problems = problems_after(tmp_path, file, old, new)
    (problem,) = problems
    assert said in problem


def test_a_picture_may_point_into_itself(tmp_path: Path) -> None:
    inside = '<rect fill="url(#a)" stroke="url( \'#b\' )"/><style>i{background:url(data:image/png;base64,AA)}</style>'
    assert problems_after(tmp_path, f"{LESSON}/day-so.svg", "<text", f"{inside}<text") == []


def test_a_lesson_without_its_text_is_told(tmp_path: Path) -> None:
    root = copy_sample(tmp_path)
    (root / LESSON / "lesson.md").unlink()
    with pytest.raises(BrokenContent, match=r"01-cap-so-den/lesson\.md: thiếu tệp này"):
        read_sample(root).sound()


def test_a_file_that_is_not_utf_8_or_unknown_is_told(tmp_path: Path) -> None:
    root = copy_sample(tmp_path)
    (root / LESSON / "lesson.md").write_bytes("# Số đến\n\nDòng này ".encode() + b"\xff")
    (root / LESSON / "bai.docx").write_bytes(b"x")
    _bundles, problems = gather(root)
    assert [problem.message for problem in problems] == [
        "tệp lạ: chỉ nhận .toml, .md và hình .svg, .png, .jpg, .webp",
        "tệp phải được lưu bằng mã UTF-8",
    ]
    assert problems[1].line == 3


def test_the_path_of_an_unreadable_file_begins_at_our_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    root = copy_sample(tmp_path)
    (root / LESSON / "lesson.md").write_bytes(b"\xff")
    assert [problem.path for problem in gather(root)[1]] == [f"{root.relative_to(tmp_path)}/{LESSON}/lesson.md"]


def test_a_missing_content_folder_is_told(tmp_path: Path) -> None:
    _bundles, problems = gather(tmp_path / "none")
    assert [problem.message for problem in problems] == ["không tìm thấy thư mục nội dung này"]


def test_a_department_may_mount_its_own_folder_and_use_our_terms(tmp_path: Path) -> None:
    extra = tmp_path / "so-noi-vu"
    copy_sample(tmp_path).rename(extra)
    (extra / "glossary.toml").unlink()
    (extra / "skills.toml").unlink()
    (extra / "khoa-mau").rename(extra / "khoa-rieng")
    bundles, problems = gather(SAMPLE, extra)
    assert problems == []
    assert [bundle.course_folder for bundle in bundles] == ["khoa-mau", "extra/khoa-rieng"]
    reading = read_course(bundles[1], small_register(), plain_html)
    assert reading.problems == ()
    assert list(reading.course.pictures) == ["m1-so-den/01-cap-so-den/day-so.svg"]


def test_a_disputed_provision_never_decides_a_score() -> None:
    problems = read_sample(register=small_register(D23=Verified.DISPUTED)).problems
    said = [str(problem) for problem in problems]
    assert len(said) == 5, "the five quiz questions on it, not the practice questions"
    assert all("chưa được xác nhận hoặc còn tranh cãi: không được dùng để chấm điểm" in line for line in said)


def test_the_counts_are_what_an_author_asks_for() -> None:
    register = small_register(D22_K2=Verified.SECONDARY)
    counts = count(read_sample(register=register), register)
    assert (counts.modules, counts.lessons, counts.pictures) == (1, 2, 1)
    assert counts.questions == {
        Kind.SINGLE: 4, Kind.MULTIPLE: 1, Kind.ORDER: 2, Kind.MATCH: 1, Kind.FIELD: 3, Kind.FIND: 2, Kind.CASE: 2
    }  # fmt: skip
    assert (counts.practice_questions, counts.quiz_questions) == (6, 9)
    assert counts.citations[Verified.SECONDARY] == 11
    assert counts.share(Verified.SECONDARY) + counts.share(Verified.READ) == 100
