"""What the templates of this package are given."""

import re
from base64 import b64encode
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from math import ceil
from typing import Any
from urllib.parse import unquote

from flask import render_template, url_for
from markupsafe import Markup
from sqlalchemy.orm import Session

from accounts.models import Person
from core import clock
from courses import access, forms, queries
from courses.access import AttemptAtHand, LessonReading
from courses.access import Reading as CourseReading
from courses.content_reader import pictures
from courses.domain import answers, limits
from courses.domain.answers import CREDIT_RULES, HINTS, Answer
from courses.domain.content import Course, Kind, Lesson, Module, Question
from courses.domain.review import Review, review
from courses.domain.sheets import Sheet
from courses.library import library
from courses.models import QuizAttempt
from courses.providers import PRACTICE, Study
from courses.queries import NOTHING, Progress

Context = dict[str, Any]
Trail = list[tuple[str, str]]

KIND_WORDS = {
    Kind.SINGLE: "Chọn một đáp án",
    Kind.MULTIPLE: "Chọn tất cả đáp án đúng",
    Kind.ORDER: "Sắp xếp các bước theo thứ tự",
    Kind.MATCH: "Ghép mỗi dòng với một mục",
    Kind.FIELD: "Điền vào ô",
}


@dataclass(frozen=True, slots=True)
class Asked:
    """A question on a page: its sheet, the given answer, and (only when it may be seen) its review."""

    sheet: Sheet
    answer: Answer | None
    review: Review | None

    @property
    def is_answered(self) -> bool:
        """Whether nothing is open."""
        return answers.is_answered(self.answer)


@dataclass(frozen=True, slots=True)
class Next:
    """The next thing to do in a course: its name, where it is, and the words of the button. `is_running`: a clock runs."""

    title: str
    url: str
    action: str
    is_running: bool = False


_ANCHOR = re.compile(r"</?a\b[^>]*>")
_SOURCE = re.compile(rf'src="{re.escape(pictures.PATH)}[0-9a-f]+/([^"]+)"')


def on_paper(reading: LessonReading) -> Markup:
    """The handbook of a lesson for the printer: without links, with its pictures inside."""

    def embed(found: re.Match[str]) -> str:
        picture = reading.course.pictures[unquote(found[1])]
        return f'src="data:{picture.media_type};base64,{b64encode(picture.data).decode("ascii")}"'

    assert reading.lesson.job_aid is not None, "the view answers 404 without one"
    html = _SOURCE.sub(embed, _ANCHOR.sub("", str(reading.lesson.job_aid.html)))
    return Markup(html)  # noqa: S704  sanitised when it was loaded; only links taken out and our pictures put in


def courses_page(session: Session, person: Person) -> Context:
    """My courses with how far I am; open ones that I have not begun; for readers all others."""
    studies = access.studies_of(session, person.id)
    mine = [_my_course(session, person, study) for study in _first_of_each(studies)]
    begun = {study.course_id for study in studies}
    others = [course for course in library().courses if course.id not in begun]
    return {
        "mine": mine,
        "open_courses": [course for course in others if course.open_to_self_study],
        "closed_courses": [
            course for course in others if not course.open_to_self_study and access.READERS & person.roles
        ],
    }


def _first_of_each(studies: Sequence[Study]) -> list[Study]:
    return list({study.course_id: study for study in reversed(studies)}.values())[::-1]


@dataclass(frozen=True, slots=True)
class MyCourse:
    """A course on the list of those that I study."""

    course: Course
    study: Study
    finished: int
    following: Next | None


def _my_course(session: Session, person: Person, study: Study) -> MyCourse:
    course = library().version(session, study.course_id, study.digest)
    progress = queries.progress_of(session, study, person.id)
    return MyCourse(course, study, progress.finished_lessons(course), next_in(course, progress))


def my_courses(session: Session, person: Person) -> list[MyCourse]:
    """What a person studies, each course once."""
    return [_my_course(session, person, study) for study in _first_of_each(access.studies_of(session, person.id))]


def next_in(course: Course, progress: Progress) -> Next | None:
    """The open attempt, else the first lesson that was not read, else the first quiz that was not passed."""
    for module in course.quiz_modules:
        open_attempt = progress.quiz(module).open_attempt
        if open_attempt is not None:
            url = url_for("courses.attempt", attempt_id=open_attempt)
            return Next(
                f"Làm tiếp bài kiểm tra {module.id}: {module.title}", url, "Làm tiếp bài kiểm tra", is_running=True
            )
    for lesson in course.lessons:
        if not progress.is_finished(lesson):
            return Next(f"Đọc bài {lesson.id}: {lesson.title}", lesson_url(course, lesson), f"Mở bài {lesson.id}")
    for module in course.quiz_modules:
        if not progress.quiz(module).is_passed:
            return _next_quiz(course, module)
    return None


def _next_quiz(course: Course, module: Module) -> Next:
    return Next(f"Làm bài kiểm tra {module.id}: {module.title}", quiz_url(course, module), "Đến bài kiểm tra")


def lesson_url(course: Course, lesson: Lesson) -> str:
    """The page of a lesson."""
    return url_for("courses.lesson", course_id=course.id, lesson_slug=lesson.slug)


def quiz_url(course: Course, module: Module) -> str:
    """The start page of a quiz."""
    return url_for("courses.quiz", course_id=course.id, module_slug=module.slug)


def course_page(session: Session, person: Person, reading: CourseReading) -> Context:
    """A course with my progress."""
    study = reading.study
    progress = queries.progress_of(session, study, person.id) if study else NOTHING
    return {
        "course": reading.course,
        "study": study,
        "progress": progress,
        "following": next_in(reading.course, progress) if study else None,
        "may_read": study is not None or bool(access.READERS & person.roles),
        "breadcrumbs": [("Khóa học", url_for("courses.courses")), (reading.course.title, "")],
    }


def lesson_page(session: Session, person: Person, reading: LessonReading, secret: str) -> Context:
    """A lesson. One query of its own."""
    states = queries.lessons_of(session, reading.study, person.id) if reading.study else {}
    progress = Progress(states, {})
    state = progress.of(reading.lesson)
    opened = (
        forms.opened_mark(secret, reading.study.context_id, reading.lesson.id, clock.now()) if reading.study else ""
    )
    return {
        "reading": reading,
        "progress": progress,
        "state": state,
        "opened": opened,
        "practice": [
            _asked_in_lesson(forms.practice_sheet(secret, person.id, question), state.practice.get(question.id))
            for question in reading.lesson.practice
        ],
        "exercises": [entry for provider in PRACTICE for entry in provider(reading.lesson.id)],
        "following": _after_lesson(reading),
        "breadcrumbs": trail(reading, f"Bài {reading.lesson.id}"),
        "kind_words": KIND_WORDS,
        "hints": HINTS,
    }


def _asked_in_lesson(sheet: Sheet, kept: dict[str, Any] | None) -> Asked:
    answer = answers.from_json(kept)
    return Asked(sheet, answer, review(sheet.question, answer) if answer is not None else None)


def _after_lesson(reading: LessonReading) -> Next:
    course, module = reading.course, reading.module
    following = course.lesson_after(reading.lesson)
    if following is not None and following in module.lessons:
        return Next(f"Bài {following.id}: {following.title}", lesson_url(course, following), "Sang bài tiếp theo")
    if module.quiz is not None:
        return Next(f"Bài kiểm tra {module.id}: {module.title}", quiz_url(course, module), "Đến bài kiểm tra")
    if following is not None:
        return Next(f"Bài {following.id}: {following.title}", lesson_url(course, following), "Sang bài tiếp theo")
    return Next(course.title, url_for("courses.course", course_id=course.id), "Về trang khóa học")


def practice_answer(reading: LessonReading, sheet: Sheet, laid_open: Review, is_part: bool) -> str:
    """An answered practice question: the part of the page that a script swaps, or a page of its own."""
    asked = Asked(sheet, None, laid_open)
    return _practice(reading, asked, "courses/practice_part.html" if is_part else "courses/practice_page.html")


def practice_question(reading: LessonReading, sheet: Sheet) -> str:
    """A practice question that waits for an answer: the part of the page that a script swaps."""
    return _practice(reading, Asked(sheet, None, None), "courses/practice_part.html")


def _practice(reading: LessonReading, asked: Asked, template: str) -> str:
    return render_template(
        template,
        reading=reading,
        asked=asked,
        number=reading.lesson.practice.index(asked.sheet.question) + 1,
        breadcrumbs=trail(reading, f"Bài {reading.lesson.id}"),
        kind_words=KIND_WORDS,
        hints=HINTS,
    )


def anchor_of(question: Question) -> str:
    """The place of a practice question in its lesson."""
    return f"cau-{question.id.rpartition('-')[2]}"


def trail(reading: LessonReading, here: str) -> Trail:
    """Where a page of a lesson stands."""
    course = reading.course
    return [
        ("Khóa học", url_for("courses.courses")),
        (course.title, url_for("courses.course", course_id=course.id)),
        (here, ""),
    ]


def quiz_page(
    session: Session, person: Person, course: Course, module: Module, study: Study | None, at: datetime
) -> Context:
    """The start page of a quiz: its rules, my attempts, and whether I may begin."""
    rule = module.quiz
    assert rule is not None, "access.quiz_for gives only modules with a quiz"
    attempts = queries.attempts_of(session, study.context_id, person.id, module.id) if study else []
    kinds = {question.kind for question in module.quiz_pool}
    states = queries.lessons_of(session, study, person.id) if study else {}
    unread = [lesson for lesson in module.lessons if not Progress(states, {}).is_finished(lesson)]
    decision = limits.decide_start(rule, queries.as_past(attempts), at)
    return {
        "course": course,
        "module": module,
        "rule": rule,
        "study": study,
        "attempts": attempts,
        "decision": decision,
        "decision_kind": type(decision).__name__,
        "unread": unread if study else [],
        "credit_rules": [CREDIT_RULES[kind] for kind in Kind if kind in kinds],
        "breadcrumbs": [
            ("Khóa học", url_for("courses.courses")),
            (course.title, url_for("courses.course", course_id=course.id)),
            (f"Kiểm tra {module.id}", ""),
        ],
    }


def is_over(attempt: QuizAttempt, at: datetime) -> bool:
    """Whether the time of an attempt is over."""
    return limits.is_over(attempt.ends_at, at)


def attempt_page(session: Session, at_hand: AttemptAtHand, at: datetime) -> Context:
    """The paper with the answers so far. Nothing of the key is in it."""
    saved = queries.answers_of(session, at_hand.attempt.id)
    asked = [
        Asked(sheet, answers.from_json(saved[sheet.question.id].answer) if sheet.question.id in saved else None, None)
        for sheet in forms.paper_of(at_hand.course, at_hand.attempt).sheets
    ]
    seconds = max(0, ceil((at_hand.attempt.ends_at - at).total_seconds()))
    return {
        "at_hand": at_hand,
        "asked": asked,
        "answered": sum(one.is_answered for one in asked),
        "open_numbers": [number for number, one in enumerate(asked, start=1) if not one.is_answered],
        "seconds_left": seconds,
        "minutes_left": ceil(seconds / 60),
        "kind_words": KIND_WORDS,
        "hints": HINTS,
        "breadcrumbs": _attempt_trail(at_hand),
    }


def result_page(session: Session, at_hand: AttemptAtHand, at: datetime) -> Context:
    """A finished attempt, question by question, and what to do next."""
    attempt, course, module = at_hand.attempt, at_hand.course, at_hand.module
    saved = queries.answers_of(session, attempt.id)
    reviews = []
    for question_id in attempt.question_ids:
        question = course.question(question_id)
        assert question is not None, "the paper was drawn from this version"
        reviews.append(review(question, answers.from_json(saved[question_id].answer) if question_id in saved else None))
    return {
        "at_hand": at_hand,
        "reviews": reviews,
        "right": sum(one.points == 1 for one in reviews),
        "to_read_again": _lessons_behind(module, [one.question for one in reviews if one.points < 1]),
        "following": _after_result(at_hand),
        "quiz_url": quiz_url(course, module),
        "kind_words": KIND_WORDS,
        "breadcrumbs": _attempt_trail(at_hand),
    }


def _lessons_behind(module: Module, questions: Sequence[Question]) -> list[tuple[Lesson, int]]:
    """Lessons with the number of their questions that were not fully right, most first."""
    counted = [(lesson, sum(question in lesson.questions for question in questions)) for lesson in module.lessons]
    return sorted([entry for entry in counted if entry[1]], key=lambda entry: -entry[1])


def _after_result(at_hand: AttemptAtHand) -> Next:
    course, module = at_hand.course, at_hand.module
    if not at_hand.attempt.is_passed:
        return Next("Đọc lại những bài còn sai, rồi làm lại", quiz_url(course, module), "Về trang bài kiểm tra")
    return Next(course.title, url_for("courses.course", course_id=course.id), "Về trang khóa học")


def _attempt_trail(at_hand: AttemptAtHand) -> Trail:
    course, module = at_hand.course, at_hand.module
    return [
        (course.title, url_for("courses.course", course_id=course.id)),
        (f"Kiểm tra {module.id}", quiz_url(course, module)),
        (f"Lần {at_hand.attempt.number}", ""),
    ]
