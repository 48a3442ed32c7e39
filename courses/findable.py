"""What of this package the search finds: the lessons in every version that somebody reads, and the terms of the glossary."""

import hashlib
import re
from collections.abc import Iterable, Iterator

import sqlalchemy as sa
from markupsafe import Markup
from sqlalchemy.orm import Session

from accounts.models import Person
from courses import access
from courses.content_reader.prose import TERM_ANCHOR
from courses.domain.content import Course, Lesson, Module
from courses.domain.questions import Prose
from courses.library import library
from courses.models import ContentVersion
from lookup.search.providers import Kind, Page, Source

LESSON_KIND = Kind("lesson", "Bài học", "tên bài, đề mục và nội dung các bài bạn được đọc", "book")
TERM_KIND = Kind("term", "Từ ngữ", "từ ngữ của nghề, mỗi từ một câu giải thích", "question", is_public=True)

_BLOCK_END = re.compile(r"</(?:p|li|td|th|h\d|dt|dd|div|figcaption|summary)>|<br>")


def sources(session: Session) -> Iterator[Source]:
    """The current courses, the kept versions behind them, outlines of what is open to all, and the glossary."""
    courses = library().courses
    versions = {(course.id, course.digest) for course in courses}
    versions |= {(row.course_id, row.digest) for row in session.execute(_KEPT)}
    for course_id, digest in sorted(versions):
        yield _lessons(session, course_id, digest)
    for course in courses:
        if course.open_to_self_study:
            yield _outline(course)
    yield _terms()


_KEPT = sa.select(ContentVersion.course_id, ContentVersion.digest)


def scopes(session: Session, person: Person) -> list[str]:
    """The versions of courses that a person reads, and the outlines of the open courses besides."""
    reads = access.versions_read_by(session, person)
    open_ids = {course.id for course in library().courses if course.open_to_self_study} - set(reads)
    return [_scope(*version) for version in reads.items()] + [_outline_scope(course_id) for course_id in open_ids]


def _scope(course_id: str, digest: str) -> str:
    return f"course:{course_id}:{digest}"


def _outline_scope(course_id: str) -> str:
    return f"outline:{course_id}"


def _lessons(session: Session, course_id: str, digest: str) -> Source:
    def pages() -> Iterator[Page]:
        course = library().version(session, course_id, digest)
        for module in course.modules:
            for lesson in module.lessons:
                yield _lesson(course, module, lesson)

    return Source(f"lessons:{course_id}:{digest}", digest, pages)


def _lesson(course: Course, module: Module, lesson: Lesson) -> Page:
    return Page(
        kind="lesson",
        ref=lesson.id,
        title=_title(lesson),
        context=f"{course.title} · {module.id}. {module.title}",
        text=" ".join([". ".join(goal.rstrip(".") for goal in lesson.goals) + ".", plain(lesson.text)]),
        endpoint="courses.lesson",
        arguments={"course_id": course.id, "lesson_slug": lesson.slug},
        headings=tuple((heading.anchor, heading.text) for heading in lesson.headings),
        scope=_scope(course.id, course.digest),
    )


def _outline(course: Course) -> Source:
    def pages() -> Iterator[Page]:
        for lesson in course.lessons:
            yield Page(
                kind="lesson",
                ref=lesson.id,
                title=_title(lesson),
                context=f"{course.title} · bắt đầu khóa học để đọc bài này",
                text=". ".join(heading.text for heading in lesson.headings),
                endpoint="courses.course",
                arguments={"course_id": course.id},
                headings=tuple(("", heading.text) for heading in lesson.headings),
                scope=_outline_scope(course.id),
            )

    return Source(f"outline:{course.id}", course.digest, pages)


def _title(lesson: Lesson) -> str:
    return f"Bài {lesson.id}: {lesson.title}"


def _terms() -> Source:
    terms = library().terms

    def pages() -> Iterable[Page]:
        return (
            Page("term", term.id, term.term, term.short, "courses.glossary", anchor=f"{TERM_ANCHOR}{term.id}")
            for term in terms
        )

    told = "\x1e".join(f"{term.id}\x1f{term.term}\x1f{term.short}" for term in terms)
    return Source("terms", hashlib.sha256(told.encode()).hexdigest(), pages)


def plain(prose: Prose) -> str:
    """The words of a text without marks, blocks kept apart."""
    return Markup(_BLOCK_END.sub(r" \g<0>", str(prose.html))).striptags()  # noqa: S704  taken apart to words, never shown as HTML
