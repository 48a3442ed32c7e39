"""The courses of this installation: the current ones from disk, read at the start, and the kept versions behind them."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

import sqlalchemy as sa
from flask import current_app
from markupsafe import Markup
from sqlalchemy.orm import Session, undefer

from core import markdown
from courses.content_check.currency import out_of_force
from courses.content_check.review import Review, review
from courses.content_reader.bundles import COURSE_FILE, Bundle, gather
from courses.content_reader.counts import Counts, count
from courses.content_reader.problems import BrokenContent, Problem, first_to_mend
from courses.content_reader.prose import Render
from courses.content_reader.reader import KnownHtml, Reading, read_course
from courses.content_reader.shelf import Shelf
from courses.domain.content import Course, Lesson, Picture, Term
from courses.models import ContentVersion
from law.register import Provision, Register

FOLDER = Path(__file__).parent / "content"


@dataclass(frozen=True)
class Kept:
    """What came of reading a bundle, and on its shelf what the store keeps of it: the files, and the HTML by digest."""

    reading: Reading
    course_folder: str
    shelf: Shelf
    files: int
    html: int


# A digest names one content for ever, so every application in this process may share what was read under it.
_READ: dict[str, Kept] = {}


def read_so_far() -> dict[str, Kept]:
    """What this process has read, to be handed to another one."""
    return _READ


def take_over(found: dict[str, Kept]) -> None:
    """What another process has read by `read_so_far` need not be read here."""
    _READ.update(found)


class UnknownVersion(LookupError):
    """No course was ever kept under this id and digest."""


class Library:
    """What can be learned here. Raises BrokenContent when a course on disk has a fault."""

    def __init__(self, root: Path, extra: Path | None, register: Register, render: Render = markdown.render) -> None:
        self._register = register
        self._render = render
        self._out_of_force: dict[tuple[str, date], tuple[tuple[Lesson, Provision], ...]] = {}
        bundles, problems = gather(root, extra)
        readings = [self._read(bundle).reading for bundle in bundles]
        problems += [problem for reading in readings for problem in reading.problems]
        problems += _twins(readings)
        if problems:
            raise BrokenContent(problems)
        self._current = {reading.course.id: reading.course for reading in readings}

    @property
    def courses(self) -> tuple[Course, ...]:
        """The current version of every course."""
        return tuple(self._current.values())

    @property
    def terms(self) -> tuple[Term, ...]:
        """The terms of all current courses in the order of the Vietnamese alphabet, each once."""
        by_id = {term.id: term for course in self.courses for term in course.terms}
        return tuple(sorted(by_id.values(), key=lambda term: term.sort_key))

    @property
    def lesson_ids(self) -> frozenset[str]:
        """The ids of the lessons of all current courses."""
        return frozenset(lesson.id for course in self.courses for lesson in course.lessons)

    @property
    def skill_ids(self) -> frozenset[str]:
        """The ids of `skills.toml`, ours and a department's own."""
        return frozenset(skill.id for course in self.courses for skill in course.skills)

    def current(self, course_id: str) -> Course | None:
        """The current version of a course, or None."""
        return self._current.get(course_id)

    def out_of_force(self, course: Course, day: date) -> tuple[tuple[Lesson, Provision], ...]:
        """Each lesson of a course version with each provision that it cites as current and that does not apply on the day."""
        name = (course.digest, day)
        if name not in self._out_of_force:
            self._out_of_force[name] = tuple(out_of_force(course, self._register, day))
        return self._out_of_force[name]

    def version(self, session: Session, course_id: str, digest: str) -> Course:
        """A course in the version that somebody began. Raises UnknownVersion."""
        if digest not in _READ:
            self._read_kept(session, digest)
        course = _READ[digest].reading.course
        if course.id != course_id:
            raise UnknownVersion(f"{course_id} {digest}")
        return course

    def picture(self, session: Session, digest: str, inside: str) -> Picture | None:
        """A picture of the course version with that digest, or None."""
        try:
            if digest not in _READ:
                self._read_kept(session, digest)
        except UnknownVersion:
            return None
        return _READ[digest].reading.course.pictures.get(inside)

    def keep(self, session: Session, course: Course, at: datetime) -> None:
        """Keep the current version of a course in the store, so that whoever begins now can go on with it.

        Called inside the transaction that begins a class or a self-study.
        """
        if session.get(ContentVersion, (course.id, course.digest)) is not None:
            return
        kept = _READ[course.digest]
        row = ContentVersion(
            course_id=course.id,
            digest=course.digest,
            folder=kept.course_folder,
            title=course.title,
            version=course.version,
            files=json.loads(kept.shelf.take(kept.files)),
            html=json.loads(kept.shelf.take(kept.html)),
            kept_at=at,
        )
        try:
            with session.begin_nested():
                session.add(row)
        except sa.exc.IntegrityError:
            return  # another process kept the same version at this moment

    def _read_kept(self, session: Session, digest: str) -> None:
        row = session.scalar(
            sa.select(ContentVersion)
            .where(ContentVersion.digest == digest)
            .options(undefer(ContentVersion.files), undefer(ContentVersion.html))
        )
        if row is None:
            raise UnknownVersion(digest)
        # Cleaned again: today's allow-list holds for what was rendered under yesterday's.
        known = {name: markdown.clean(text) for name, text in row.html.items()}
        self._read(Bundle.from_json(row.folder, row.files), known)

    def _read(self, bundle: Bundle, known: dict[str, Markup] | None = None) -> Kept:
        if bundle.digest not in _READ:
            shelf, html = Shelf(), KnownHtml(self._render, known)
            reading = read_course(bundle, self._register, html, shelf)
            files, pieces = (shelf.put(json.dumps(one).encode()) for one in (bundle.to_json(), html.known))
            shelf.settle()
            _READ[bundle.digest] = Kept(reading, bundle.course_folder, shelf, files, pieces)
        return _READ[bundle.digest]


@dataclass(frozen=True)
class Report:
    """The content on disk as an author wants to see it: figures of each course, every problem, and what may wait."""

    counts: tuple[tuple[Course, Counts], ...]
    problems: tuple[Problem, ...]
    warnings: tuple[Problem, ...]


def check(root: Path, extra: Path | None, register: Register, day: date) -> Report:
    """Read everything from disk and say what is wrong, taught on that day. Files may have changed since the start."""
    bundles, problems = gather(root, extra)
    readings = [_reading(bundle, register, markdown.render) for bundle in bundles]
    problems += [problem for reading in readings for problem in reading.problems]
    whole = [(bundle, reading) for bundle, reading in zip(bundles, readings, strict=True) if reading.is_readable]
    reviews = [_review(bundle, reading, register, day) for bundle, reading in whole]
    problems += [problem for one in reviews for problem in one.problems]
    counts = tuple((reading.course, count(reading, register)) for _bundle, reading in whole)
    return Report(
        counts,
        tuple(sorted(first_to_mend(problems + _twins(readings)))),
        tuple(sorted(warning for one in reviews for warning in one.warnings)),
    )


# An author's home page asks each time; the answer changes with the files and the day only.
_REVIEWED: dict[tuple[str, str, date], Review] = {}
_MOST_REVIEWED = 20


def _review(bundle: Bundle, reading: Reading, register: Register, day: date) -> Review:
    name = (bundle.digest, bundle.show(f"{bundle.course_folder}/{COURSE_FILE}"), day)
    found = _REVIEWED.get(name) or review(bundle, reading.course, register, day)
    if len(_REVIEWED) >= _MOST_REVIEWED:
        _REVIEWED.clear()
    _REVIEWED[name] = found
    return found


def _reading(bundle: Bundle, register: Register, render: Render) -> Reading:
    known = _READ.get(bundle.digest)
    return known.reading if known else read_course(bundle, register, render)


def _twins(readings: Iterable[Reading]) -> list[Problem]:
    seen: set[str] = set()
    problems = []
    for reading in readings:
        if reading.course.id in seen:
            problems.append(Problem(reading.course.id, 0, "", "hai khóa học có cùng một id trong course.toml"))
        seen.add(reading.course.id)
    return problems


def library() -> Library:
    """The library of the running application."""
    found: Library = current_app.extensions["courses"]
    return found
