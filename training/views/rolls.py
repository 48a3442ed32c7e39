"""The roll of a session: take it, end it, lock it, correct it, look at its history."""

import uuid
from collections.abc import Mapping
from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from accounts.domain import Role
from core import clock, once
from core.access import for_roles
from core.db import session
from training import access
from training.domain.attendance import EVENT_NAMES, STATUS_NAMES, Mark, Roll, Status
from training.domain.refusals import Refused
from training.forms.roll_form import (
    ALL_PRESENT,
    AnswerForm,
    CancelForm,
    CorrectionForm,
    LockForm,
    RollForm,
    RollPage,
    Typed,
    read_roll,
)
from training.models import ClassSession, TrainingClass
from training.queries import offers
from training.queries.attendance import history
from training.queries.classes import enrolments_of_class
from training.service import rolls
from training.service.rolls import Saved
from training.views import bp, me

INSTRUCTING = for_roles(Role.OFFICER, Role.INSTRUCTOR)
ROLL = "/lop/<uuid:class_id>/buoi/<uuid:session_id>"


def _roll_url(class_id: uuid.UUID, session_id: uuid.UUID) -> str:
    return url_for("training.roll", class_id=class_id, session_id=session_id)


@bp.get(f"{ROLL}/diem-danh")
@INSTRUCTING
def roll(class_id: uuid.UUID, session_id: uuid.UUID) -> ResponseReturnValue:
    """The roll, to be written; after the lock to be read."""
    row, one = access.session_for_instructor(session(), me(), class_id, session_id)
    people = enrolments_of_class(session(), class_id)
    return _roll_page(row, one, people, _typed(rolls.load_roll(session(), session_id), people))


@bp.post(f"{ROLL}/diem-danh")
@INSTRUCTING
def save_roll(class_id: uuid.UUID, session_id: uuid.UUID) -> ResponseReturnValue:
    """Write what the page changed."""
    row, one = access.session_for_instructor(session(), me(), class_id, session_id)
    form, people = RollForm(), enrolments_of_class(session(), class_id)
    names = [(enrolment.person_id, enrolment.person.full_name) for enrolment in people]
    sent = read_roll(request.form, names, one.minutes, is_all_present=request.form.get("action") == ALL_PRESENT)
    if not form.validate_on_submit() or sent.complaints:
        return _roll_page(row, one, people, sent.typed, complaints=sent.complaints), 422
    try:
        saved = rolls.save_roll(
            session(), me(), session_id, sent.marks, seen=form.seen_position, at=clock.now(), token=form.token
        )
    except once.AlreadyDone:
        flash("Trang này đã được lưu một lần; không ghi thêm gì.", "info")
        return redirect(_roll_url(class_id, session_id), 303)
    except Refused as refusal:
        return _roll_page(row, one, people, sent.typed, complaints=[(refusal.message, "")]), 422
    return _after_saving(row, one, people, sent, saved)


def _after_saving(
    row: TrainingClass, one: ClassSession, people: Any, sent: RollPage, saved: Saved
) -> ResponseReturnValue:
    now = rolls.load_roll(session(), one.id)
    if saved.clashes:
        return _roll_page(row, one, people, _typed(now, people), complaints=_clash_words(saved, people)), 422
    left = sum(enrolment.person_id not in now.marks for enrolment in people)
    done = f"Đã lưu {saved.changed} thay đổi. " if saved.changed else "Không có gì thay đổi. "
    flash(done + (f"Còn {left} người chưa ghi." if left else "Cả lớp đã được ghi."), "success")
    return redirect(_roll_url(row.id, one.id), 303)


def _clash_words(saved: Saved, people: Any) -> list[tuple[str, str]]:
    names = {enrolment.person_id: enrolment.person.full_name for enrolment in people}
    who = offers.names_of(session(), {clash.earlier.actor_id for clash in saved.clashes if clash.earlier.actor_id})
    return [
        (
            f"{names[clash.person_id]}: trong lúc trang này mở, {who.get(clash.earlier.actor_id, 'người khác') if clash.earlier.actor_id else 'máy'}"
            f" đã ghi “{clash.earlier.mark.words if clash.earlier.mark else ''}” lúc {clock.show_hour(clash.earlier.at)}."
            f" Bạn chọn “{clash.wanted.words}”: chưa ghi. Nếu đúng như vậy, hãy chọn lại rồi lưu.",
            f"status-{clash.person_id}",
        )
        for clash in saved.clashes
    ]


def _typed(roll: Roll, people: Any) -> dict[uuid.UUID, Typed]:
    return {enrolment.person_id: _as_typed(roll.marks.get(enrolment.person_id)) for enrolment in people}


def _as_typed(mark: Mark | None) -> Typed:
    if mark is None:
        return Typed()
    return Typed(mark.status.value, str(mark.minutes or ""), mark.paper)


def _roll_page(
    row: TrainingClass, one: ClassSession, people: Any, typed: Mapping[uuid.UUID, Typed], *, complaints: Any = ()
) -> str:
    now = rolls.load_roll(session(), one.id)
    actors = {event.actor_id for event in (*now.made_by.values(), *now.proposals.values()) if event.actor_id}
    names = offers.names_of(session(), actors | ({one.locked_by} if one.locked_by else set()))
    template = "training/roll.html" if one.is_writable else "training/roll_locked.html"
    form = RollForm(formdata=None)
    form.seen.data = str(now.position)
    return render_template(
        template, row=row, one=one, people=people, typed=typed, roll=now, form=form, complaints=complaints,
        statuses=STATUS_NAMES, names=names, is_officer=Role.OFFICER in me().roles, answer_form=AnswerForm(formdata=None),
        is_early=clock.today() < one.day, left=sum(enrolment.person_id not in now.marks for enrolment in people),
    )  # fmt: skip


@bp.route(f"{ROLL}/khoa", methods=["GET", "POST"])
@INSTRUCTING
def lock(class_id: uuid.UUID, session_id: uuid.UUID) -> ResponseReturnValue:
    """Count heads and sign the roll; a difference is asked once and kept."""
    row, one = access.session_for_instructor(session(), me(), class_id, session_id)
    if not one.is_writable:
        flash("Buổi này đã khóa hoặc đã hủy; không có gì thay đổi.", "info")
        return redirect(_roll_url(class_id, session_id), 303)
    form, differs = LockForm(), False
    if form.validate_on_submit():
        try:
            rolls.lock_session(
                session(), me(), session_id, head_count=int(form.head_count.data or 0), note=str(form.note.data or ""),
                at=clock.now(), token=form.token,
            )  # fmt: skip
            flash("Đã khóa điểm danh. Từ nay chỉ sửa được bằng đề nghị có lý do.", "success")
            return redirect(_roll_url(class_id, session_id), 303)
        except once.AlreadyDone as done:
            return redirect(done.result, 303)
        except Refused as refusal:
            differs = refusal.field == "note"
            field = form.note if differs else form.head_count
            field.errors = [*field.errors, refusal.message]
    return _lock_page(row, one, form, differs=differs)


def _lock_page(row: TrainingClass, one: ClassSession, form: LockForm, *, differs: bool) -> ResponseReturnValue:
    now, people = rolls.load_roll(session(), one.id), enrolments_of_class(session(), row.id)
    unmarked = [enrolment for enrolment in people if enrolment.person_id not in now.marks]
    page = render_template(
        "training/lock.html", row=row, one=one, form=form, roll=now, unmarked=unmarked, people=people,
        statuses=STATUS_NAMES, Status=Status, differs=differs or bool(form.note.data), is_early=clock.today() < one.day,
    )  # fmt: skip
    return page, 422 if form.errors else 200


@bp.post(f"{ROLL}/ket-thuc")
@INSTRUCTING
def close(class_id: uuid.UUID, session_id: uuid.UUID) -> ResponseReturnValue:
    """End the session: everyone without a mark is absent."""
    access.session_for_instructor(session(), me(), class_id, session_id)
    try:
        absent = rolls.close_session(session(), me(), session_id, clock.now())
        flash(
            f"Đã kết thúc buổi; {absent} người chưa ghi được ghi vắng không phép (K). Vẫn sửa được cho đến khi khóa.",
            "success",
        )
    except Refused as refusal:
        flash(refusal.message, "error")
    return redirect(_roll_url(class_id, session_id), 303)


@bp.route(f"{ROLL}/huy", methods=["GET", "POST"])
@for_roles(Role.OFFICER)
def cancel(class_id: uuid.UUID, session_id: uuid.UUID) -> ResponseReturnValue:
    """Strike a session from the plan."""
    row, one = access.session_for_instructor(session(), me(), class_id, session_id)
    form = CancelForm()
    if form.validate_on_submit():
        try:
            rolls.cancel_session(session(), me(), session_id, str(form.reason.data), clock.now())
            flash(f"Đã hủy buổi {one.title}.", "success")
        except Refused as refusal:
            flash(refusal.message, "error")
        return redirect(url_for("training.sessions", class_id=class_id), 303)
    return render_template("training/cancel.html", row=row, one=one, form=form), 422 if form.errors else 200


@bp.route(f"{ROLL}/de-nghi-sua/<uuid:person_id>", methods=["GET", "POST"])
@INSTRUCTING
def propose(class_id: uuid.UUID, session_id: uuid.UUID, person_id: uuid.UUID) -> ResponseReturnValue:
    """Ask for a change after the lock, with a reason."""
    row, one = access.session_for_instructor(session(), me(), class_id, session_id)
    person = access.person_in_class(session(), class_id, person_id)
    form = CorrectionForm()
    if form.validate_on_submit():
        try:
            rolls.propose_correction(
                session(), me(), session_id, person_id, form.to_mark(), str(form.reason.data), clock.now(), form.token
            )
            flash(f"Đã gửi đề nghị sửa cho {person.full_name}. Cán bộ Sở Nội vụ sẽ duyệt.", "success")
            return redirect(_roll_url(class_id, session_id), 303)
        except once.AlreadyDone as done:
            return redirect(done.result, 303)
        except Refused as refusal:
            field = form[refusal.field] if refusal.field else form.reason
            field.errors = [*field.errors, refusal.message]
    mark = rolls.load_roll(session(), session_id).marks.get(person_id)
    page = render_template("training/propose.html", row=row, one=one, person=person, form=form, mark=mark)
    return page, 422 if form.errors else 200


@bp.post(f"{ROLL}/de-nghi-sua/<int:position>/tra-loi")
@for_roles(Role.OFFICER)
def answer(class_id: uuid.UUID, session_id: uuid.UUID, position: int) -> ResponseReturnValue:
    """Approve or refuse a proposed correction."""
    access.session_for_instructor(session(), me(), class_id, session_id)
    form = AnswerForm()
    try:
        rolls.answer_correction(
            session(), me(), session_id, position, approve=form.answer.data == "approve",
            reason=str(form.reason.data or ""), at=clock.now(),
        )  # fmt: skip
        flash("Đã ghi câu trả lời.", "success")
    except Refused as refusal:
        flash(refusal.message, "error")
    return redirect(_roll_url(class_id, session_id), 303)


@bp.get(f"{ROLL}/lich-su/<uuid:person_id>")
@INSTRUCTING
def person_history(class_id: uuid.UUID, session_id: uuid.UUID, person_id: uuid.UUID) -> ResponseReturnValue:
    """Who wrote what of one person, when and why."""
    row, one = access.session_for_instructor(session(), me(), class_id, session_id)
    person = access.person_in_class(session(), class_id, person_id)
    events = [event for event in history(session(), session_id) if event.person_id in {person_id, None}]
    names = offers.names_of(session(), {event.actor_id for event in events if event.actor_id})
    return render_template(
        "training/history.html", row=row, one=one, person=person, events=events, names=names, event_names=EVENT_NAMES
    )
