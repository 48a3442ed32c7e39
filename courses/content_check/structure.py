"""What every lesson of our programme has: length, a picture, an example, mistakes with their articles, questions, a job aid."""

import re
from collections.abc import Iterator

from courses.content_check.texts import line_with, path_of, shown, text_of
from courses.content_reader.bundles import Bundle
from courses.content_reader.problems import Problem
from courses.content_reader.prose import count_words
from courses.domain.content import Course, Lesson
from courses.domain.papers import can_differ

FEWEST_WORDS, MOST_WORDS = 500, 1000
PRACTICE = 3
SUMMARY = "## Việc cần nhớ"
_BOX = re.compile(r"^/// (\w+)[^\n]*\n(.*?)^///", re.MULTILINE | re.DOTALL)
_LINK = re.compile(r"\]\(#([^)\s]+)\)")
_PICTURE = re.compile(r"!\[[^\]]+\]\([^)]+\)")


def problems(bundle: Bundle, course: Course) -> Iterator[Problem]:
    """What a lesson lacks, and quizzes that can only ask the same again."""
    for module in course.modules:
        if module.quiz and not can_differ(module.quiz_pool, module.quiz.blueprint):
            path = f"{bundle.course_folder}/{module.folder}/module.toml"
            line = line_with(text_of(bundle, path), "blueprint")
            message = "kho câu hỏi vừa khít blueprint: lần làm sau sẽ gặp lại đúng đề cũ; hãy viết thêm câu kiểm tra"
            yield Problem(bundle.show(path), line, "quiz", message)
        for lesson in module.lessons:
            yield from _lesson(bundle, lesson)
    for lesson in list(course.lessons)[1:]:
        if not lesson.recall:
            message = "chưa có recall: ba câu luyện tập của các bài trước để ôn đầu bài"
            yield Problem(shown(bundle, lesson, "lesson.toml"), 0, "", message)


def _lesson(bundle: Bundle, lesson: Lesson) -> Iterator[Problem]:
    path = path_of(bundle, lesson, "lesson.md")
    text = text_of(bundle, path)
    for line, message in [*_length(text), *_boxes(text), *_parts(text), *_links(lesson, text)]:
        yield Problem(bundle.show(path), line, "", message)
    if len(lesson.practice) < PRACTICE:
        quiz = shown(bundle, lesson, "quiz.toml")
        yield Problem(quiz, 0, "", f'có {len(lesson.practice)} câu use = "practice", cần ít nhất {PRACTICE}')
    if lesson.job_aid is None:
        yield Problem(shown(bundle, lesson, "so-tay.md"), 0, "", "thiếu sổ tay một trang của bài")


def _length(text: str) -> Iterator[tuple[int, str]]:
    words = count_words(text)
    if not FEWEST_WORDS <= words <= MOST_WORDS:
        yield 0, f"bài có {words} tiếng; cần từ {FEWEST_WORDS} đến {MOST_WORDS}"


def _boxes(text: str) -> Iterator[tuple[int, str]]:
    boxes = [(found[1], found[2], found.start()) for found in _BOX.finditer(text)]
    if not any(kind == "example" for kind, _inside, _start in boxes):
        yield 0, "thiếu hộp /// example: một ví dụ làm từng bước"
    warned = [(inside, start) for kind, inside, start in boxes if kind == "warning"]
    if not warned:
        yield 0, "thiếu hộp /// warning | Lỗi thường gặp"
    elif not any("[[" in inside for inside, _start in warned):
        yield text.count("\n", 0, warned[0][1]) + 1, "hộp lỗi thường gặp chưa dẫn điều luật nào"


def _parts(text: str) -> Iterator[tuple[int, str]]:
    if not _PICTURE.search(text):
        yield 0, "chưa có hình nào"
    headings = [line for line in text.splitlines() if line.startswith("## ")]
    if not headings or headings[-1].strip() != SUMMARY:
        yield 0, f"mục cuối phải là {SUMMARY!r}"


def _links(lesson: Lesson, text: str) -> Iterator[tuple[int, str]]:
    anchors = {heading.anchor for heading in lesson.headings}
    for found in _LINK.finditer(text):
        if found[1] not in anchors:
            yield text.count("\n", 0, found.start()) + 1, f"liên kết #{found[1]} không dẫn đến mục nào trong bài"
