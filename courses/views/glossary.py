"""The glossary: the terms of all courses in the order of the alphabet, each with its source and the lessons that use it."""

from dataclasses import dataclass
from itertools import groupby

from flask import render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user
from sqlalchemy.orm import Session

from core import db
from core.access import public
from courses import access
from courses.domain.content import Course, Lesson, Term
from courses.library import library
from courses.views import bp, me
from law.vietnamese import fold, initial


@dataclass(frozen=True, slots=True)
class Entry:
    """A term with the lessons that use it, of those that the reader may open."""

    term: Term
    lessons: list[tuple[Course, Lesson]]


@dataclass(frozen=True, slots=True)
class Letter:
    """The terms under one letter of the index."""

    letter: str
    entries: list[Entry]


@bp.get("/tra-cuu/tu-ngu")
@public
def glossary() -> ResponseReturnValue:
    """All terms, or those that hold the words of `?tim=` in their name or sentence."""
    words = request.args.get("tim", "").strip()[:100]
    terms = library().terms
    found = [term for term in terms if _holds(term, fold(words).split())]
    lessons = _lessons_by_term(db.session())
    entries = [Entry(term, lessons.get(term.id, [])) for term in found]
    return render_template(
        "courses/glossary.html",
        words=words,
        number=len(terms),
        found=len(found),
        letters=[
            Letter(letter, list(under)) for letter, under in groupby(entries, lambda entry: initial(entry.term.term))
        ],
        breadcrumbs=[("Tra cứu", url_for("lookup.texts")), ("Từ ngữ", "")],
    )


def _holds(term: Term, words: list[str]) -> bool:
    text = fold(f"{term.term} {term.short}")
    return all(word in text for word in words)


def _lessons_by_term(session: Session) -> dict[str, list[tuple[Course, Lesson]]]:
    found: dict[str, list[tuple[Course, Lesson]]] = {}
    if not current_user.is_authenticated:
        return found
    for course in access.courses_read_by(session, me()):
        for lesson in course.lessons:
            for term in lesson.terms:
                found.setdefault(term.id, []).append((course, lesson))
    return found
