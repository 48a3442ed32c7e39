"""What in the current courses cites a provision: lessons, questions with their lesson, words of the glossary."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from flask import url_for
from flask_login import current_user

from core import db
from core.providers import asked_once
from courses import access
from courses.domain.content import Course, Lesson
from courses.domain.questions import Question, Use
from courses.library import library
from courses.views import lesson_pages, pages
from law.provision_keys import touches
from lookup import providers
from lookup.providers import UseKind


def uses_of(key: str) -> list[providers.Use]:
    """Everything that a change of the provision concerns. Who may not read a lesson is led to its course, or nowhere."""
    return [use for course in library().courses for use in _in_course(course, key)]


def _in_course(course: Course, key: str) -> list[providers.Use]:
    uses = list(_cited_in(course, key))
    if not uses or _may_read(course):
        return uses
    instead = url_for("courses.course", course_id=course.id) if course.open_to_self_study else ""
    return [replace(use, url=instead) for use in uses]


def _may_read(course: Course) -> bool:
    """Visitors are asked to sign in first."""
    if not current_user.is_authenticated or access.READERS & current_user.roles:
        return True
    person_id = current_user.id
    studies = asked_once(("studies", person_id), lambda: access.studies_of(db.session(), person_id))
    return any(study.course_id == course.id for study in studies)


def _cited_in(course: Course, key: str) -> Iterator[providers.Use]:
    terms: dict[str, providers.Use] = {}
    for lesson in course.lessons:
        url = pages.lesson_url(course, lesson)
        name = f"Bài {lesson.id}: {lesson.title}"
        if cites := _touching(lesson.cites, key):
            yield providers.Use(UseKind.LESSON, name, url, cites)
        for question in lesson.questions:
            if cites := _touching(question.cites, key):
                place = _place(url, lesson, question)
                yield providers.Use(UseKind.QUESTION, _question_name(question, lesson), place, cites)
        for term in lesson.terms:
            if cites := _touching([term.cite], key):
                terms.setdefault(term.id, providers.Use(UseKind.TERM, term.term, f"{url}#tu-{term.id}", cites))
    yield from terms.values()


def _touching(cites: Iterable[str], key: str) -> tuple[str, ...]:
    return tuple(cited for cited in cites if touches(cited, key))


def _question_name(question: Question, lesson: Lesson) -> str:
    where = "luyện tập" if question.use is Use.PRACTICE else "bài kiểm tra"
    return f"Câu {question.id} ({where}), bài {lesson.id}: {lesson.title}"


def _place(lesson_url: str, lesson: Lesson, question: Question) -> str:
    """A practice question stands in its lesson; one of a quiz is nowhere to be read, so its lesson is named."""
    return f"{lesson_url}#{lesson_pages.anchor_of(lesson, question)}" if question.use is Use.PRACTICE else lesson_url
