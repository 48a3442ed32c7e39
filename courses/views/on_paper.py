"""Texts of a course for the printer, and papers made of them."""

import re
from base64 import b64encode
from collections.abc import Sequence
from urllib.parse import unquote

from flask import render_template
from markupsafe import Markup

from core import printing
from courses.content_reader import pictures
from courses.domain.agenda import HalfDay, shortened
from courses.domain.content import Course
from courses.domain.questions import Prose
from courses.domain.twin_papers import LETTERS, Paper, Which, reasons, right_answer
from courses.providers import practice_of
from courses.views.pages import KIND_WORDS

_LINK = re.compile(r"<a\b([^>]*)>(.*?)</a>", re.DOTALL)
_SOURCE = re.compile(rf'src="{re.escape(pictures.PATH)}[0-9a-f]+/([^"]+)"')
_SHEETS = ("print.css", "courses/teaching-print.css")
WHICH_WORDS = {Which.BEFORE: "Đề đầu khóa", Which.AFTER: "Đề cuối khóa"}


def printed(course: Course, text: Prose) -> Markup:
    """A text of the course for the printer: without links, with its pictures inside."""

    def embed(found: re.Match[str]) -> str:
        picture = course.pictures[unquote(found[1])]
        return f'src="data:{picture.media_type};base64,{b64encode(picture.data).decode("ascii")}"'

    html = _SOURCE.sub(embed, _LINK.sub(_without_link, str(text.html)))
    return Markup(html)  # noqa: S704  sanitised when it was loaded; only links taken out and our pictures put in


def _without_link(found: re.Match[str]) -> str:
    return f'<span class="cite">{found[2]}</span>' if 'class="cite"' in found[1] else found[2]


def test_paper_html(course: Course, paper: Paper, heading: str) -> str:
    """The paper as people get it: nothing in it tells an answer. `heading` names the class or programme."""
    return render_template(
        "courses/print/test_paper.html", course=course, paper=paper, heading=heading, letters=LETTERS,
        which=WHICH_WORDS[paper.which], kind_words=KIND_WORDS, printed=printed,
    )  # fmt: skip


def test_key_html(course: Course, paper: Paper, heading: str) -> str:
    """The key of a paper, with reasons and provisions; for instructors and officers only."""
    return render_template(
        "courses/print/test_key.html", course=course, paper=paper, heading=heading,
        which=WHICH_WORDS[paper.which], reasons=reasons, right_answer=right_answer, printed=printed,
    )  # fmt: skip


def agenda_html(
    course: Course, path_id: str, days: tuple[HalfDay, ...], heading: str, titles: Sequence[str] = ()
) -> str:
    """An agenda as a paper. `titles` are the sessions of a class, for the half-days from the first one on."""
    return render_template(
        "courses/print/agenda.html", course=course, path=course.path(path_id), days=days, heading=heading,
        shortened=shortened(course, path_id), titles=titles, practice_of=practice_of,
    )  # fmt: skip


def as_pdf(html: str) -> bytes:
    """One of these papers as a PDF."""
    return printing.render_pdf(html, sheets=_SHEETS)
