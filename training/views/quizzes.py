"""The quizzes of one person of a class, for its instructors and officers: every attempt, and one more where it is needed."""

import uuid

from flask import abort, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from accounts.domain import Role
from accounts.models import Person
from core import clock, once
from core.access import for_roles
from core.db import session
from courses import queries as course_queries
from courses.domain.content import Module
from courses.domain.limits import MustContinue, NoneLeft, StartDecision, attempts_left
from courses.service import NoGrantNeeded, grant_attempt
from training import access
from training.forms.quiz_form import GrantForm
from training.models import TrainingClass
from training.providers import study_in
from training.queries.results import course_of
from training.service.enrolment import is_enrolled
from training.views import bp, me

OF_PERSON = "/lop/<uuid:class_id>/hoc-vien/<uuid:person_id>/kiem-tra"


@bp.get(OF_PERSON)
@for_roles(Role.OFFICER, Role.INSTRUCTOR)
def person_quizzes(class_id: uuid.UUID, person_id: uuid.UUID) -> ResponseReturnValue:
    """Where one person stands with each quiz that counts in the class."""
    row, person = _person(class_id, person_id)
    return render_template(
        "training/person_quizzes.html",
        row=row,
        person=person,
        standings=course_queries.standings(session(), class_id, person_id, _modules(row), clock.now()),
        left=attempts_left,
        is_open_now=lambda decision: isinstance(decision, MustContinue),
        may_grant=lambda decision: isinstance(decision, NoneLeft),
    )


@bp.route(f"{OF_PERSON}/<module_slug>/them-lan", methods=["GET", "POST"])
@for_roles(Role.OFFICER, Role.INSTRUCTOR)
def grant_quiz_attempt(class_id: uuid.UUID, person_id: uuid.UUID, module_slug: str) -> ResponseReturnValue:
    """Grant one attempt more, with a reason. While one is left the page says so instead."""
    row, person = _person(class_id, person_id)
    module = next((module for module in _modules(row) if module.slug == module_slug), None) or abort(404)
    back, form = url_for("training.person_quizzes", class_id=class_id, person_id=person_id), GrantForm()
    if not is_enrolled(session(), class_id, person_id):
        flash(f"{person.full_name} đã được rút khỏi lớp nên không cho thêm lần làm được.", "info")
        return redirect(back, 303)
    (standing,) = course_queries.standings(session(), class_id, person_id, [module], clock.now())
    try:
        if form.validate_on_submit():
            grant_attempt(
                session(), me().id, person_id, study_in(row), module, str(form.reason.data), clock.now(),
                result=back, token=form.token,
            )  # fmt: skip
            flash(f"Đã cho {person.full_name} làm thêm một lần bài kiểm tra {module.id}.", "success")
            return redirect(back, 303)
    except once.AlreadyDone as done:
        return redirect(done.result, 303)
    except NoGrantNeeded as refusal:
        return _not_needed(person, module, refusal.decision, back)
    if not isinstance(standing.decision, NoneLeft):
        return _not_needed(person, module, standing.decision, back)
    page = render_template("training/grant_attempt.html", row=row, person=person, standing=standing, form=form)
    return page, 422 if form.errors else 200


def _person(class_id: uuid.UUID, person_id: uuid.UUID) -> tuple[TrainingClass, Person]:
    row = access.class_for_instructor(session(), me(), class_id)
    return row, access.person_in_class(session(), class_id, person_id)


def _modules(row: TrainingClass) -> tuple[Module, ...]:
    """The modules whose quizzes count in a class; none in a class of the past."""
    course = course_of(session(), row)
    return course.quiz_modules if course else ()


def _not_needed(person: Person, module: Module, decision: StartDecision, back: str) -> ResponseReturnValue:
    if isinstance(decision, MustContinue):
        until = clock.show_time(decision.until)
        why = f"đang làm dở bài kiểm tra {module.id}, còn đến {until}. Hãy đợi lần này kết thúc rồi xem lại."
    else:
        why = f"còn {attempts_left(decision)} lần làm bài kiểm tra {module.id} nên chưa cần cho thêm."
    flash(f"{person.full_name} {why} Không ghi thêm gì.", "info")
    return redirect(back, 303)
