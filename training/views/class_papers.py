"""What an instructor prints for a class besides the roll: its programme, and the papers before and after with their keys.

The pages answer 404 to everybody else: a trainee does not even learn that there is a key.
"""

import uuid
from typing import cast

from flask import abort, current_app, render_template
from flask.typing import ResponseReturnValue

from core import responses
from core.access import signed_in
from core.db import session
from courses.domain.agenda import HalfDay, half_days, shortened
from courses.domain.content import Course
from courses.domain.twin_papers import Paper, Which
from courses.providers import practice_of
from courses.views import on_paper
from training import access
from training.domain.sessions import SessionState
from training.models import ClassSession, TrainingClass
from training.queries.attendance import sessions_of
from training.queries.class_papers import course_of_class, papers_of_class
from training.views import bp, me


@bp.get("/lop/<uuid:class_id>/chuong-trinh")
@signed_in
def programme(class_id: uuid.UUID) -> ResponseReturnValue:
    """The programme of a class, half-day by half-day, beside its sessions."""
    row, course = _course(class_id)
    sessions, days = _sessions_and_days(row, course)
    return render_template(
        "training/programme.html", row=row, tab="papers", course=course, path=course.path(row.path_id),
        days=days, sessions=sessions, shortened=shortened(course, row.path_id), practice_of=practice_of,
    )  # fmt: skip


@bp.get("/lop/<uuid:class_id>/chuong-trinh/ban-in")
@signed_in
def programme_paper(class_id: uuid.UUID) -> ResponseReturnValue:
    """The same as a paper."""
    row, course = _course(class_id)
    sessions, days = _sessions_and_days(row, course)
    titles = [one.title for one in sessions]
    html = on_paper.agenda_html(course, row.path_id, days, row.name, titles)
    return responses.pdf(on_paper.as_pdf(html), f"Chương trình {row.name}".replace("/", "-"))


@bp.get("/lop/<uuid:class_id>/de-kiem-tra/<any('dau-khoa', 'cuoi-khoa'):which>")
@signed_in
def test_paper(class_id: uuid.UUID, which: str) -> ResponseReturnValue:
    """A paper of the class, before or after."""
    row, course = _course(class_id)
    paper = _paper(row, which)
    html = on_paper.test_paper_html(course, paper, row.name)
    return responses.pdf(on_paper.as_pdf(html), f"{on_paper.WHICH_WORDS[paper.which]} {paper.code}")


@bp.get("/lop/<uuid:class_id>/de-kiem-tra/<any('dau-khoa', 'cuoi-khoa'):which>/dap-an")
@signed_in
def test_key(class_id: uuid.UUID, which: str) -> ResponseReturnValue:
    """The key of that paper."""
    row, course = _course(class_id)
    paper = _paper(row, which)
    html = on_paper.test_key_html(course, paper, row.name)
    return responses.pdf(on_paper.as_pdf(html), f"Đáp án {on_paper.WHICH_WORDS[paper.which].lower()} {paper.code}")


def _course(class_id: uuid.UUID) -> tuple[TrainingClass, Course]:
    row = access.class_for_instructor(session(), me(), class_id)
    course = course_of_class(session(), row)
    if course is None:
        abort(404)
    return row, course


def _sessions_and_days(row: TrainingClass, course: Course) -> tuple[list[ClassSession], tuple[HalfDay, ...]]:
    sessions = [one for one in sessions_of(session(), row.id) if one.state is not SessionState.CANCELLED]
    return sessions, half_days(course, row.path_id, [one.periods for one in sessions])


def _paper(row: TrainingClass, which: str) -> Paper:
    both = papers_of_class(session(), row, secret())
    if both is None:
        abort(404)
    return next(paper for paper in both if paper.which is Which(which))


def secret() -> str:
    """The key with which this installation signs; the papers of a class are drawn by it."""
    return cast(str, current_app.config["SECRET_KEY"])
