"""The roll of a session: take it, end it, lock it, correct it, look at its history."""

import uuid
from collections.abc import Mapping, Sequence
from datetime import datetime

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from accounts.domain import Role
from accounts.namesakes import named
from accounts.queries import names_of
from core import clock, once
from core.access import for_roles
from core.db import session
from training import access
from training.domain.attendance import EVENT_NAMES, STATUS_NAMES, Clash, Mark, Status
from training.domain.refusals import Refused
from training.domain.sessions import SessionState, roll_opens_at
from training.forms.roll_form import (
    ALL_PRESENT,
    COUNT,
    END,
    AnswerForm,
    CancelForm,
    CorrectionForm,
    LockForm,
    RollForm,
    Typed,
    read_roll,
)
from training.models import ClassSession, TrainingClass
from training.queries.attendance import history
from training.queries.classes import namesakes, people_on_roll, told_name
from training.queries.rolls import load_roll
from training.service import rolls
from training.service.rolls import Saved
from training.views import bp, me

INSTRUCTING = for_roles(Role.OFFICER, Role.INSTRUCTOR)
NOT_SAVED = "Chưa lưu được. Hãy sửa các chỗ sau:"
CLASHED = "Người khác vừa ghi cho các học viên sau. Hãy xem rồi chọn lại nếu cần:"
ROLL = "/lop/<uuid:class_id>/buoi/<uuid:session_id>"


def _roll_url(class_id: uuid.UUID, session_id: uuid.UUID) -> str:
    return url_for("training.roll", class_id=class_id, session_id=session_id)


@bp.get(f"{ROLL}/diem-danh")
@INSTRUCTING
def roll(class_id: uuid.UUID, session_id: uuid.UUID) -> ResponseReturnValue:
    """The roll, to be written; after the lock to be read."""
    return _roll_page(class_id, session_id)


@bp.post(f"{ROLL}/diem-danh")
@INSTRUCTING
def save_roll(class_id: uuid.UUID, session_id: uuid.UUID) -> ResponseReturnValue:
    """Write what the page changed; then end the session or go on to the head-count, as the button says."""
    _row, one = access.session_for_instructor(session(), me(), class_id, session_id)
    form, names, action = RollForm(), _names(class_id, session_id), request.form.get("action")
    sent = read_roll(request.form, names.items(), one.minutes, is_all_present=action == ALL_PRESENT)
    if not form.validate_on_submit() or sent.complaints:
        return _roll_page(class_id, session_id, sent.typed, sent.complaints)
    try:
        saved = rolls.save_roll(
            session(), me(), session_id, sent.marks,
            seen=form.seen_position, at=clock.now(), token=form.token, is_end=action == END,
        )  # fmt: skip
    except once.AlreadyDone:
        flash("Trang này đã được lưu một lần; không ghi thêm gì.", "info")
        return redirect(_after_saving(class_id, session_id, action), 303)
    except Refused as refusal:
        return _roll_page(class_id, session_id, sent.typed, [(refusal.message, "")])
    if saved.clashes:
        flash(
            f"Đã lưu {saved.changed} thay đổi. Còn {len(saved.clashes)} người hai bên ghi khác nhau, xem ở dưới.",
            "warning",
        )
        return _roll_page(class_id, session_id, complaints=_clash_words(saved, names), title=CLASHED)
    if action != COUNT or saved.changed:
        flash(_saved_words(saved, len(names.keys() - load_roll(session(), session_id).marks.keys())), "success")
    return redirect(_after_saving(class_id, session_id, action), 303)


def _after_saving(class_id: uuid.UUID, session_id: uuid.UUID, action: str | None) -> str:
    if action == COUNT:
        return url_for("training.lock", class_id=class_id, session_id=session_id)
    return _roll_url(class_id, session_id)


def _saved_words(saved: Saved, left: int) -> str:
    done = f"Đã lưu {saved.changed} thay đổi. " if saved.changed else ""
    if saved.absent is not None:
        return done + (
            f"Đã kết thúc buổi; {saved.absent} người chưa ghi được ghi vắng không phép (K). Vẫn sửa được cho đến khi khóa."
        )
    return (done or "Không có gì thay đổi. ") + (f"Còn {left} người chưa ghi." if left else "Cả lớp đã được ghi.")


def _names(class_id: uuid.UUID, session_id: uuid.UUID) -> dict[uuid.UUID, str]:
    people = people_on_roll(session(), class_id, load_roll(session(), session_id))
    apart = namesakes(people)
    return {one.person_id: named(one.person.full_name, apart.get(one.person_id)) for one in people}


def _clash_words(saved: Saved, names: Mapping[uuid.UUID, str]) -> list[tuple[str, str]]:
    who = names_of(session(), {clash.earlier.actor_id for clash in saved.clashes if clash.earlier.actor_id})
    return [(_clash(clash, names[clash.person_id], who), f"status-{clash.person_id}") for clash in saved.clashes]


def _clash(clash: Clash, name: str, who: Mapping[uuid.UUID, str]) -> str:
    actor = who.get(clash.earlier.actor_id, "người khác") if clash.earlier.actor_id else "máy"
    written = clash.earlier.mark.words if clash.earlier.mark else ""
    return (
        f"{name}: trong lúc trang này mở, {actor} đã ghi “{written}” lúc {clock.show_hour(clash.earlier.at)}."
        f" Bạn chọn “{clash.wanted.words}”: chưa ghi. Nếu đúng như vậy, hãy chọn lại rồi lưu."
    )


def _as_typed(mark: Mark | None) -> Typed:
    if mark is None:
        return Typed()
    return Typed(mark.status.value, str(mark.minutes or ""), mark.paper)


def _roll_page(
    class_id: uuid.UUID,
    session_id: uuid.UUID,
    typed: Mapping[uuid.UUID, Typed] | None = None,
    complaints: Sequence[tuple[str, str]] = (),
    answer: tuple[int, AnswerForm] | None = None,
    title: str = NOT_SAVED,
) -> tuple[str, int]:
    """The page, read afresh; `typed` and `answer` are what was sent and could not be written."""
    row, one = access.session_for_instructor(session(), me(), class_id, session_id)
    now = load_roll(session(), session_id)
    people = people_on_roll(session(), class_id, now)
    actors = {event.actor_id for event in (*now.made_by.values(), *now.proposals.values()) if event.actor_id}
    form = RollForm(formdata=None)
    form.seen.data = str(now.position)
    page = render_template(
        "training/roll.html" if one.is_writable else "training/roll_locked.html",
        row=row, one=one, people=people, roll=now, form=form, complaints=complaints, title=title, statuses=STATUS_NAMES,
        typed={each.person_id: _as_typed(now.marks.get(each.person_id)) for each in people} | dict(typed or {}),
        names=names_of(session(), actors | ({one.locked_by} if one.locked_by else set())),
        is_officer=Role.OFFICER in me().roles, my_id=me().id, answer_form=AnswerForm(formdata=None), answered=answer,
        opens_at=_still_to_open(one), left=sum(each.person_id not in now.marks for each in people),
    )  # fmt: skip
    return page, 422 if complaints else 200


def _still_to_open(one: ClassSession) -> datetime | None:
    opens_at = roll_opens_at(one.starts_at)
    return opens_at if clock.now() < opens_at else None


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
    now = load_roll(session(), one.id)
    people = people_on_roll(session(), row.id, now)
    unmarked = [enrolment for enrolment in people if enrolment.person_id not in now.marks]
    page = render_template(
        "training/lock.html", row=row, one=one, form=form, roll=now, unmarked=unmarked, people=people,
        statuses=STATUS_NAMES, Status=Status, differs=differs or bool(form.note.data),
    )  # fmt: skip
    return page, 422 if form.errors else 200


@bp.route(f"{ROLL}/huy", methods=["GET", "POST"])
@for_roles(Role.OFFICER)
def cancel(class_id: uuid.UUID, session_id: uuid.UUID) -> ResponseReturnValue:
    """Strike a session from the plan."""
    row, one = access.session_for_instructor(session(), me(), class_id, session_id)
    if one.state is SessionState.CANCELLED:
        flash(f"Buổi {one.title.lower()} đã hủy từ trước. Không ghi thêm gì.", "info")
        return redirect(url_for("training.sessions", class_id=class_id), 303)
    form = CancelForm()
    if form.validate_on_submit():
        try:
            rolls.cancel_session(session(), me(), session_id, str(form.reason.data), clock.now())
            flash(f"Đã hủy buổi {one.title.lower()}.", "success")
            return redirect(url_for("training.sessions", class_id=class_id), 303)
        except Refused as refusal:
            form.reason.errors = [*form.reason.errors, refusal.message]
    return render_template("training/cancel.html", row=row, one=one, form=form), 422 if form.errors else 200


@bp.route(f"{ROLL}/de-nghi-sua/<uuid:person_id>", methods=["GET", "POST"])
@INSTRUCTING
def propose(class_id: uuid.UUID, session_id: uuid.UUID, person_id: uuid.UUID) -> ResponseReturnValue:
    """Ask for a change after the lock, with a reason."""
    row, one = access.session_for_instructor(session(), me(), class_id, session_id)
    access.person_in_class(session(), class_id, person_id)
    name = told_name(session(), class_id, person_id)
    form = CorrectionForm()
    if form.validate_on_submit():
        try:
            rolls.propose_correction(
                session(), me(), session_id, person_id, form.to_mark(), str(form.reason.data), clock.now(), form.token
            )
            flash(f"Đã gửi đề nghị sửa cho {name}. Cán bộ Sở Nội vụ sẽ duyệt.", "success")
            return redirect(_roll_url(class_id, session_id), 303)
        except once.AlreadyDone as done:
            return redirect(done.result, 303)
        except Refused as refusal:
            field = form[refusal.field] if refusal.field else form.reason
            field.errors = [*field.errors, refusal.message]
    mark = load_roll(session(), session_id).marks.get(person_id)
    page = render_template("training/propose.html", row=row, one=one, name=name, form=form, mark=mark)
    return page, 422 if form.errors else 200


@bp.post(f"{ROLL}/de-nghi-sua/<int:position>/tra-loi")
@for_roles(Role.OFFICER)
def answer(class_id: uuid.UUID, session_id: uuid.UUID, position: int) -> ResponseReturnValue:
    """Approve or refuse a proposed correction."""
    access.session_for_instructor(session(), me(), class_id, session_id)
    form = AnswerForm()
    if form.validate_on_submit():
        try:
            rolls.answer_correction(
                session(), me(), session_id, position, approve=form.answer.data == "approve",
                reason=str(form.reason.data or ""), at=clock.now(),
            )  # fmt: skip
            flash("Đã ghi câu trả lời.", "success")
            return redirect(_roll_url(class_id, session_id), 303)
        except Refused as refusal:
            form.reason.errors = [*form.reason.errors, refusal.message]
    if position not in load_roll(session(), session_id).proposals:
        flash("Đề nghị này đã được trả lời từ trước. Không ghi thêm gì.", "info")
        return redirect(_roll_url(class_id, session_id), 303)
    target = f"reason-{position}"
    complaints = [(f"{field.label.text}: {message}", target) for field in form for message in field.errors]
    return _roll_page(class_id, session_id, complaints=complaints, answer=(position, form))


@bp.get(f"{ROLL}/lich-su/<uuid:person_id>")
@INSTRUCTING
def person_history(class_id: uuid.UUID, session_id: uuid.UUID, person_id: uuid.UUID) -> ResponseReturnValue:
    """Who wrote what of one person, when and why."""
    row, one = access.session_for_instructor(session(), me(), class_id, session_id)
    access.person_in_class(session(), class_id, person_id)
    events = [event for event in history(session(), session_id) if event.person_id in {person_id, None}]
    names = names_of(session(), {event.actor_id for event in events if event.actor_id})
    return render_template(
        "training/history.html",
        row=row,
        one=one,
        name=told_name(session(), class_id, person_id),
        events=events,
        names=names,
        event_names=EVENT_NAMES,
    )
