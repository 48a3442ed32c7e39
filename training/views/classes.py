"""A class: the list by year, opening it by decision, its tabs, its rule, its end."""

import uuid
from collections.abc import Iterable
from typing import Any

from flask import current_app, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from accounts.domain import Role, is_trainee_only
from accounts.forms import TokenForm
from accounts.overtaken import tell
from accounts.queries import names_of
from core import clock, once
from core.access import for_roles
from core.db import session
from core.edits import Overtaken
from training import access
from training.domain.completion import Item, ItemKind
from training.domain.plans import values_of
from training.domain.refusals import PlanRefused, Refused, TwinClass
from training.domain.sessions import ENROLLABLE, ClassState, SessionState, may_be_finished, why_not_finished
from training.forms.class_form import ROWS_AT_FIRST, ClassForm
from training.models import ClassSession, TrainingClass
from training.providers import class_steps
from training.queries import classes as class_queries
from training.queries import offers
from training.queries.attendance import class_attendance, rule_of, sessions_of
from training.queries.class_papers import course_of_class, papers_of_class
from training.queries.plans import plan_of
from training.queries.results import class_results, law_that_lapses
from training.service import classes
from training.views import bp, me


@bp.get("/lop")
@for_roles(Role.OFFICER, Role.INSTRUCTOR)
def class_list() -> ResponseReturnValue:
    """Classes by year: all for an officer, their own for an instructor."""
    is_officer = Role.OFFICER in me().roles
    lines = class_queries.classes(session(), clock.now(), year=_year(), instructor_id=None if is_officer else me().id)
    years = class_queries.years(session()) if is_officer else sorted({line.row.year for line in lines}, reverse=True)
    return render_template("training/class_list.html", lines=lines, years=years, year=_year(), is_officer=is_officer)


def _year() -> int | None:
    typed = request.args.get("nam", "")
    return int(typed) if typed.isascii() and typed.isdigit() and len(typed) == 4 else None


@bp.route("/lop/mo-lop", methods=["GET", "POST"])
@for_roles(Role.OFFICER)
def open_class() -> ResponseReturnValue:
    """Open a class by decision, or keep a draft."""
    form, twin = _class_form(), None
    if request.method == "GET":
        form.add_rows(ROWS_AT_FIRST)
    elif "add" in request.form:
        form.add_rows()
        return _class_form_page(form, status=200)
    elif form.validate_on_submit():
        try:
            class_id = classes.create_class(
                session(), me(), form.to_plan(), clock.now(), is_opening=_is_opening(), token=form.token
            )
        except PlanRefused as refusal:
            form.show(refusal.mistakes)
            twin = refusal.class_id if isinstance(refusal, TwinClass) else None
        except once.AlreadyDone as done:
            return redirect(done.result, 303)
        else:
            flash(
                "Đã mở lớp. Việc tiếp theo: ghi danh học viên từ tệp Excel." if _is_opening() else "Đã lưu bản nháp.",
                "success",
            )
            return redirect(url_for("training.overview", class_id=class_id), 303)
    else:
        form.show_gaps(is_opening=_is_opening())
    return _class_form_page(form, twin=twin)


def _is_opening() -> bool:
    return request.form.get("action") != "draft"


def _class_form(row: TrainingClass | None = None) -> ClassForm:
    form = ClassForm()
    form.offer(offers.courses(session(), row), offers.instructors(session()), offers.exercises())
    return form


def _class_form_page(
    form: ClassForm, row: TrainingClass | None = None, status: int | None = None, **context: Any
) -> ResponseReturnValue:
    found = status or (422 if form.summary else 200)
    return render_template(
        "training/class_form.html", form=form, row=row, summary=form.summary if found == 422 else [], **context
    ), found


@bp.route("/lop/<uuid:class_id>/sua", methods=["GET", "POST"])
@for_roles(Role.OFFICER)
def change_class(class_id: uuid.UUID) -> ResponseReturnValue:
    """Change the plan of a draft or an open class."""
    row = access.class_for_officer(session(), me(), class_id)
    if request.method == "GET" and row.state not in ENROLLABLE:
        flash("Lớp đã kết thúc nên không sửa kế hoạch được nữa.", "warning")
        return redirect(url_for("training.overview", class_id=class_id), 303)
    form, plan, begun = _class_form(row), plan_of(session(), row), _begun(class_id)
    form.edits(values_of(plan), clock.now())
    if request.method == "GET":
        form.fill(plan)
    elif "add" in request.form:
        form.add_rows()
        return _class_form_page(form, row, status=200, begun=begun)
    elif form.validate_on_submit():
        try:
            classes.change_class(
                session(), me(), class_id, form.to_plan(begun), clock.now(),
                is_opening=_is_opening(), token=form.token, opened=form.opening,
            )  # fmt: skip
        except Overtaken as overtaken:
            tell(form, overtaken)
            begun = _begun(class_id)
        except once.AlreadyDone as done:
            return redirect(done.result, 303)
        except PlanRefused as refusal:
            form.show(refusal.mistakes)
        except Refused as refusal:
            flash(refusal.message, "error")
            return redirect(url_for("training.overview", class_id=class_id), 303)
        else:
            flash("Đã lưu kế hoạch của lớp.", "success")
            return redirect(url_for("training.overview", class_id=class_id), 303)
    else:
        form.show_gaps(begun, is_opening=_is_opening() or row.state is ClassState.OPEN)
    return _class_form_page(form, row, begun=begun)


def _begun(class_id: uuid.UUID) -> list[ClassSession]:
    """Sessions whose roll has begun, which the form may not change (cancelled ones are not shown)."""
    rows = sessions_of(session(), class_id)
    return [row for row in rows if row.state not in {SessionState.PLANNED, SessionState.CANCELLED}]


@bp.get("/lop/<uuid:class_id>")
@for_roles(Role.OFFICER, Role.INSTRUCTOR)
def overview(class_id: uuid.UUID) -> ResponseReturnValue:
    """What the class is, and what waits to be done."""
    row = access.class_for_instructor(session(), me(), class_id)
    attended = class_attendance(session(), row)
    return _tab(
        "overview",
        row,
        attended=attended,
        rule=attended.rule,
        people=class_queries.enrolment_count(session(), class_id),
        instructors=class_queries.instructors_of_class(session(), class_id),
        proposals=sum(len(roll.proposals) for roll in attended.rolls.values()),
        waiting=[one for one in attended.sessions if one.is_writable and one.ends_at < clock.now()],
        can_finish=may_be_finished(row.state, [one.state for one in attended.sessions]),
        today=[one for one in attended.sessions if one.day == clock.today()],
        steps=class_steps(session(), me(), row),
        lapsing=law_that_lapses(session(), row),
    )


@bp.get("/lop/<uuid:class_id>/buoi")
@for_roles(Role.OFFICER, Role.INSTRUCTOR)
def sessions(class_id: uuid.UUID) -> ResponseReturnValue:
    """The sessions of the class, with the state of each roll."""
    row = access.class_for_instructor(session(), me(), class_id)
    attended = class_attendance(session(), row)
    people = names_of(session(), {one.instructor_id for one in attended.sessions if one.instructor_id})
    return _tab(
        "sessions", row, attended=attended, names=people, enrolled=class_queries.enrolment_count(session(), class_id)
    )


@bp.get("/lop/<uuid:class_id>/hoc-vien")
@for_roles(Role.OFFICER, Role.INSTRUCTOR)
def people(class_id: uuid.UUID) -> ResponseReturnValue:
    """The people of the class, and for an officer the lists that brought them."""
    row = access.class_for_instructor(session(), me(), class_id)
    enrolments = class_queries.enrolments_of_class(session(), class_id)
    return _tab(
        "people",
        row,
        enrolments=enrolments,
        without=[one for one in enrolments if one.person.password_hash is None],
        unchanged=[one for one in enrolments if one.person.password_is_first and is_trainee_only(one.person.roles)],
        can_correct=Role.OFFICER in me().roles and row.state is not ClassState.HISTORY,
        withdrawn=class_queries.withdrawals(session(), class_id),
        batches=class_queries.batches_of_class(session(), class_id),
        slips_form=TokenForm(),
    )


@bp.get("/lop/<uuid:class_id>/ket-qua")
@for_roles(Role.OFFICER, Role.INSTRUCTOR)
def results(class_id: uuid.UUID) -> ResponseReturnValue:
    """The checklist of everybody: what is done, what is missing, who cannot pass any more."""
    row = access.class_for_instructor(session(), me(), class_id)
    found = class_results(session(), class_id)
    columns = [_columns(result.checklist) for result in found]
    return _tab("results", row, results=found, rule=rule_of(session(), row), columns=columns)


_SHORT = {ItemKind.ATTENDANCE: "Dự học", ItemKind.LESSONS: "Bài học", ItemKind.QUIZ: "Kiểm tra", ItemKind.EXERCISE: ""}


def _columns(items: Iterable[Item]) -> list[tuple[str, list[Item]]]:
    """The columns of one person's line: all quizzes are one."""
    columns: dict[str, list[Item]] = {}
    for item in items:
        columns.setdefault(_SHORT[item.kind] or item.key, []).append(item)
    return list(columns.items())


@bp.get("/lop/<uuid:class_id>/giay-to")
@for_roles(Role.OFFICER, Role.INSTRUCTOR)
def papers(class_id: uuid.UUID) -> ResponseReturnValue:
    """Everything of the class that can be printed."""
    row = access.class_for_instructor(session(), me(), class_id)
    return _tab(
        "papers",
        row,
        sessions=sessions_of(session(), class_id),
        has_programme=course_of_class(session(), row) is not None,
        tests=papers_of_class(session(), row, current_app.config["SECRET_KEY"]) or (),
    )


@bp.route("/lop/<uuid:class_id>/ket-thuc", methods=["GET", "POST"])
@for_roles(Role.OFFICER)
def finish_class(class_id: uuid.UUID) -> ResponseReturnValue:
    """End the class; its rule stays from now on."""
    row = access.class_for_officer(session(), me(), class_id)
    if request.method == "POST":
        try:
            classes.finish_class(session(), me(), class_id, clock.now())
            flash("Lớp đã kết thúc. Kết quả của lớp được tính theo quy định đang có.", "success")
        except Refused as refusal:
            flash(refusal.message, "error")
        return redirect(url_for("training.overview", class_id=class_id), 303)
    if refused := why_not_finished(row.state):
        flash(refused, "warning")
        return redirect(url_for("training.overview", class_id=class_id), 303)
    return render_template("training/finish_class.html", row=row, results=class_results(session(), class_id))


def _tab(name: str, row: TrainingClass, **context: Any) -> ResponseReturnValue:
    """A tab of the class's page."""
    is_officer = Role.OFFICER in me().roles
    is_editable = is_officer and row.state in {ClassState.DRAFT, ClassState.OPEN}
    return render_template(
        f"training/{name}.html", row=row, tab=name, is_officer=is_officer, is_editable=is_editable, **context
    )
