"""Who may read a course, and in which context. A stranger gets 404."""

import uuid
from contextlib import suppress
from dataclasses import dataclass

import sqlalchemy as sa
from flask import abort
from sqlalchemy.orm import Session

from accounts.domain import Role
from accounts.models import Person
from core.providers import asked_once
from courses import queries
from courses.domain.content import Course, Lesson, Module, Path
from courses.domain.teaching import Teaching
from courses.library import UnknownVersion, library
from courses.models import QuizAttempt, SelfStudy
from courses.providers import STUDIES, Study
from courses.queries import Progress

# They look at courses without studying them; nothing that they try is recorded.
READERS = frozenset({Role.INSTRUCTOR, Role.AUTHOR, Role.OFFICER, Role.ADMINISTRATOR})
# They prepare lessons: notes, slides and agendas; and of these, who may see papers with their keys.
TEACHERS = frozenset({Role.INSTRUCTOR, Role.OFFICER, Role.AUTHOR})
EXAMINERS = frozenset({Role.INSTRUCTOR, Role.OFFICER})
SELF_STUDY = "Tự học"

# Statements of the pages that are opened most are built once: building one costs as much as running it.
_SELF_STUDIES = (
    sa.select(SelfStudy.id, SelfStudy.course_id, SelfStudy.digest, SelfStudy.path_id)
    .where(SelfStudy.person_id == sa.bindparam("person"))
    .order_by(SelfStudy.started_at.desc())
)


@dataclass(frozen=True, slots=True)
class Reading:
    """A course in the version that this person reads, along the path that counts for them, and the whole of it.

    `study` is None for someone who only looks at it.
    """

    course: Course
    study: Study | None
    whole: Course


@dataclass(frozen=True, slots=True)
class LessonReading:
    """A lesson that this person reads, with its course and module."""

    course: Course
    module: Module
    lesson: Lesson
    study: Study | None


@dataclass(frozen=True, slots=True)
class AttemptAtHand:
    """The person's own attempt at a quiz, with the course version that it was drawn from."""

    attempt: QuizAttempt
    course: Course
    module: Module


def studies_of(session: Session, person_id: uuid.UUID) -> list[Study]:
    """Everything that a person studies now: classes first (newest first), then self-studies. Read once for a page."""
    return asked_once(
        ("studies", person_id), lambda: _in_classes(session, person_id) + _by_themselves(session, person_id)
    )


def study_of(session: Session, person_id: uuid.UUID, course_id: str) -> Study | None:
    """In what context a person studies a course: the newest class, else self-study, else None."""
    for study in _in_classes(session, person_id):
        if study.course_id == course_id:
            return study
    return next((study for study in _by_themselves(session, person_id) if study.course_id == course_id), None)


def versions_read_by(session: Session, person: Person) -> dict[str, str]:
    """The courses that a person may read, each with the digest of the version that this person reads."""
    reads = {study.course_id: study.digest for study in reversed(studies_of(session, person.id))}
    if READERS & person.roles:
        reads = {course.id: course.digest for course in library().courses} | reads
    return reads


def courses_read_by(session: Session, person: Person) -> list[Course]:
    """The same as courses; a kept version that is lost is left out."""
    found = []
    for course_id, digest in versions_read_by(session, person).items():
        with suppress(UnknownVersion):
            found.append(library().version(session, course_id, digest))
    return found


def progress_of(session: Session, study: Study, person_id: uuid.UUID) -> Progress:
    """How far a person is in a study; read once for a page although several of its parts ask."""
    return asked_once(("progress", study.context_id, person_id), lambda: queries.progress_of(session, study, person_id))


def reading_for(session: Session, person: Person, course_id: str) -> Reading:
    """The course that a person may read, or 404."""
    study = study_of(session, person.id, course_id)
    if study is not None:
        whole = _version_of(session, study)
        return Reading(whole.along(study.path_id), study, whole)
    course = library().current(course_id)
    if course is None or not READERS & person.roles:
        abort(404)
    return Reading(course, None, course)


def visible_course_for(session: Session, person: Person, course_id: str) -> Reading:
    """As `reading_for`, and open courses for anyone who might begin them."""
    course = library().current(course_id)
    study = study_of(session, person.id, course_id)
    if study is None and course is not None and course.open_to_self_study:
        return Reading(course, None, course)
    return reading_for(session, person, course_id)


def lesson_for(session: Session, person: Person, course_id: str, lesson_slug: str) -> LessonReading:
    """The lesson that a person may read, or 404. Beside their path people may read whatever the course has."""
    reading = reading_for(session, person, course_id)
    for course in (reading.course, reading.whole):
        found = course.lesson(lesson_slug)
        if found is not None:
            return LessonReading(course, *found, reading.study)
    return abort(404)


def quiz_for(session: Session, person: Person, course_id: str, module_slug: str) -> tuple[Course, Module, Study | None]:
    """The module whose quiz a person may look at, or 404. Only who studies it (`study`) may begin it."""
    reading = reading_for(session, person, course_id)
    for course in (reading.course, reading.whole):
        module = course.module(module_slug)
        if module is not None and module.quiz is not None:
            return course, module, reading.study
    return abort(404)


def taught_course_for(person: Person, course_id: str, among: frozenset[Role] = TEACHERS) -> Course:
    """The current version of a course for people who teach it, or 404: a trainee learns not even that there is something."""
    course = library().current(course_id)
    if course is None or not among & person.roles:
        abort(404)
    return course


def programme_for(
    person: Person, course_id: str, path_id: str, among: frozenset[Role] = TEACHERS
) -> tuple[Course, Path]:
    """A programme of classes with its course, for people who teach it, or 404."""
    course = taught_course_for(person, course_id, among)
    path = course.path(path_id)
    if path is None or not path.is_programme:
        abort(404)
    return course, path


def taught_module_for(person: Person, course_id: str, module_slug: str) -> tuple[Course, Module, Teaching]:
    """The notes and slides of a module, for people who teach it, or 404."""
    course = taught_course_for(person, course_id)
    module = course.module(module_slug)
    if module is None or module.teaching is None:
        abort(404)
    return course, module, module.teaching


def attempt_for(session: Session, person: Person, attempt_id: uuid.UUID) -> AttemptAtHand:
    """A person's own attempt, or 404."""
    attempt = session.get(QuizAttempt, attempt_id)
    if attempt is None or attempt.person_id != person.id:
        abort(404)
    return at_hand(session, attempt)


def at_hand(session: Session, attempt: QuizAttempt) -> AttemptAtHand:
    """An attempt together with its course version. Upper packages authorise before they call this."""
    course = library().version(session, attempt.course_id, attempt.digest)
    module = next(module for module in course.modules if module.id == attempt.module_id)
    return AttemptAtHand(attempt, course, module)


def course_of(session: Session, study: Study) -> Course:
    """What counts in a study: its course version along its path."""
    return library().version(session, study.course_id, study.digest).along(study.path_id)


def _version_of(session: Session, study: Study) -> Course:
    try:
        return library().version(session, study.course_id, study.digest)
    except UnknownVersion:
        abort(404)


def _in_classes(session: Session, person_id: uuid.UUID) -> list[Study]:
    return [study for provider in STUDIES for study in provider(session, person_id)]


def _by_themselves(session: Session, person_id: uuid.UUID) -> list[Study]:
    rows = session.execute(_SELF_STUDIES, {"person": person_id})
    return [Study(row.id, row.course_id, row.digest, SELF_STUDY, is_class=False, path_id=row.path_id) for row in rows]
