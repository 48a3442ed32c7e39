"""Provisions that a course cites although they do not apply on the day that it is taught."""

import datetime
from collections.abc import Iterator

from courses.content_check.texts import line_with, path_of, text_of
from courses.content_reader.bundles import Bundle
from courses.content_reader.problems import Problem
from courses.content_reader.teaching import NOTES
from courses.domain.content import Course, Lesson
from law.register import Provision, Register
from law.vietnamese import short_date


def out_of_force(course: Course, register: Register, day: datetime.date) -> Iterator[tuple[Lesson, Provision]]:
    """Each lesson with each provision that it or its questions cite as current and that does not apply on the day."""
    for lesson in course.lessons:
        for key in _cited(lesson):
            text = register[key].text.key if key in register else ""
            if text and text not in lesson.history and _is_out_of_force(register[key], day):
                yield lesson, register[key]


def _is_out_of_force(provision: Provision, day: datetime.date) -> bool:
    # A date that the register does not know says nothing; the tag of the provision does.
    begun, ended = provision.in_force_from, provision.in_force_to
    return (begun is not None and begun > day) or (ended is not None and ended < day)


def _cited(lesson: Lesson) -> tuple[str, ...]:
    in_questions = (cite for question in lesson.questions for cite in question.cites)
    return tuple(dict.fromkeys([*lesson.cites, *in_questions]))


def in_words(provision: Provision, day: datetime.date) -> str:
    """Why the provision does not apply on that day."""
    if provision.in_force_from and provision.in_force_from > day:
        return f"{provision.key} ({provision.label}) đến {short_date(provision.in_force_from)} mới có hiệu lực"
    assert provision.in_force_to is not None, "it has begun, so it must have ended"
    return f"{provision.key} ({provision.label}) chỉ có hiệu lực đến {short_date(provision.in_force_to)}"


def problems(bundle: Bundle, course: Course, register: Register, day: datetime.date) -> Iterator[Problem]:
    """The same with file and line, for the author."""
    for lesson, provision in out_of_force(course, register, day):
        name, line = _place(bundle, lesson, provision.key)
        message = f"{in_words(provision, day)}; nếu nhắc đến như luật cũ thì thêm history = [{provision.text.key!r}] vào lesson.toml"
        yield Problem(bundle.show(path_of(bundle, lesson, name)), line, "", message)
    yield from _in_teaching(bundle, course, register, day)


def _in_teaching(bundle: Bundle, course: Course, register: Register, day: datetime.date) -> Iterator[Problem]:
    """The same in notes and slides; former law that a lesson of the module names may be named there too."""
    for module in course.modules:
        former = {text for lesson in module.lessons for text in lesson.history}
        for key in module.teaching.cites if module.teaching else ():
            if key in register and register[key].text.key not in former and _is_out_of_force(register[key], day):
                path = f"{bundle.course_folder}/{module.folder}/{NOTES}"
                yield Problem(bundle.show(path), 0, "", f"{in_words(register[key], day)}; sửa giáo án hoặc trình chiếu")


def _place(bundle: Bundle, lesson: Lesson, key: str) -> tuple[str, int]:
    for name in ("lesson.md", "quiz.toml", "lesson.toml", "so-tay.md"):
        text = text_of(bundle, path_of(bundle, lesson, name))
        line = next((found for mark in (f"[[{key}]]", f"[[{key}|", f'"{key}"') if (found := line_with(text, mark))), 0)
        if line:
            return name, line
    return "lesson.toml", 0
