"""What the templates of a lesson are given."""

from typing import Any

from flask import render_template, url_for
from markupsafe import Markup
from sqlalchemy.orm import Session

from accounts.models import Person
from core import clock
from courses import forms, queries
from courses.access import LessonReading
from courses.domain import answers
from courses.domain.answers import HINTS
from courses.domain.content import Lesson, slug
from courses.domain.questions import Question
from courses.domain.review import review
from courses.domain.sheets import Sheet
from courses.providers import PRACTICE
from courses.queries import Progress
from courses.views.on_paper import printed
from courses.views.pages import KIND_WORDS, Asked, Context, Next, Trail, lesson_url, quiz_url, shows_a_page


def on_paper(reading: LessonReading) -> Markup:
    """The job aid of a lesson for the printer."""
    assert reading.lesson.job_aid is not None, "the view answers 404 without one"
    return printed(reading.course, reading.lesson.job_aid)


def lesson_page(
    session: Session, person: Person, reading: LessonReading, secret: str, unfinished: Asked | None = None
) -> Context:
    """A lesson, with an unfinished answer where one was just sent. One query of its own."""
    states = queries.lessons_of(session, reading.study, person.id) if reading.study else {}
    progress = Progress(states, {})
    state = progress.of(reading.lesson)
    opened = (
        forms.opened_mark(secret, reading.study.context_id, reading.lesson.id, clock.now()) if reading.study else ""
    )
    asked = [
        unfinished
        if unfinished is not None and unfinished.sheet.question is question
        else _asked_in_lesson(forms.practice_sheet(secret, person.id, question), state.practice.get(question.id))
        for question in reading.lesson.answered_at_once
    ]
    return {
        "reading": reading,
        "progress": progress,
        "state": state,
        "opened": opened,
        "recall": asked[: len(reading.lesson.recall)],
        "practice": asked[len(reading.lesson.recall) :],
        "mistakes": [(unfinished.problem, anchor_of(reading.lesson, unfinished.sheet.question))] if unfinished else [],
        "exercises": [entry for provider in PRACTICE for entry in provider(reading.lesson.id)],
        "following": _after_lesson(reading),
        "breadcrumbs": trail(reading, f"Bài {reading.lesson.id}"),
        "shows_a_page": shows_a_page(reading.lesson.answered_at_once),
        "anchor_of": anchor_of,
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


def practice_part(reading: LessonReading, asked: Asked) -> str:
    """One practice question: the part of the lesson's page that a script swaps."""
    return _practice(reading, asked, "courses/practice_part.html")


def practice_page(reading: LessonReading, asked: Asked) -> str:
    """One practice question on a page of its own, for a reader whose answers are not kept."""
    return _practice(reading, asked, "courses/practice_page.html")


def _practice(reading: LessonReading, asked: Asked, template: str) -> str:
    return render_template(
        template,
        reading=reading,
        asked=asked,
        number=_number(reading.lesson, asked.sheet.question),
        breadcrumbs=trail(reading, f"Bài {reading.lesson.id}"),
        anchor_of=anchor_of,
        shows_a_page=shows_a_page([asked.sheet.question]),
        kind_words=KIND_WORDS,
        hints=HINTS,
    )


def _number(lesson: Lesson, question: Question) -> int:
    among = lesson.recall if question in lesson.recall else lesson.practice
    return among.index(question) + 1


def anchor_of(lesson: Lesson, question: Question) -> str:
    """The place of a question in the page of a lesson."""
    return f"on-{slug(question.id)}" if question in lesson.recall else f"cau-{question.id.rpartition('-')[2]}"


def trail(reading: LessonReading, here: str) -> Trail:
    """Where a page of a lesson stands."""
    course = reading.course
    return [
        ("Khóa học", url_for("courses.courses")),
        (course.title, url_for("courses.course", course_id=course.id)),
        (here, ""),
    ]
