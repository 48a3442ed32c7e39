"""Doing things at one's own desk. Each post is a command; a mistake of the trade goes through like anything else."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from flask import abort, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from core import clock, db
from core.access import signed_in
from exercises import service
from exercises.access import attempt_for
from exercises.desk import render
from exercises.desk.frame import own_frame
from exercises.desk.views import bp, loaded_for_me
from exercises.desk.workspaces import DOCUMENT_PREFIX
from exercises.dms.domain import commands as c
from exercises.dms.domain.events import DuplicateWarned, Event, Refused
from exercises.dms.forms import (
    AcceptForm,
    CorrectionForm,
    NoteForm,
    RegistrationForm,
    ReturnForm,
    WaitForm,
    entry_values,
)
from exercises.dms.history import Line, line

MOVED_ON = "Bàn làm việc đã đi tiếp từ lúc bạn mở trang này (bấm hai lần, hoặc mở ở hai cửa sổ). Đây là trang mới nhất."
NOT_WRITTEN = "Điều bạn gõ vẫn ở đây nhưng chưa được ghi. Hãy đối chiếu với trang mới nhất rồi gửi lại."
NO_PLACE = "Văn bản này không ở danh sách chờ đăng ký, nên mục bạn gõ không được ghi. Hãy xem trạng thái của văn bản trên trang này."
CLOSED = "Lượt này đã đóng, không làm thêm được. Bạn có thể xem kết quả hoặc làm lượt mới."
QUIET = frozenset({"DocumentOpened", "DraftFetched", "TimeWaited", "StatusSent"})


def position() -> int | None:
    """The last event that the page knew when its form was sent; None where the field is missing or no whole number."""
    return request.form.get("position", type=int)


def act_and_tell(attempt_id: uuid.UUID, command: c.Command, quiet: frozenset[str] = QUIET) -> Sequence[Event]:
    """Perform a command at my desk and say what came of it. Raises DeskMovedOn."""
    session = db.session()
    attempt = attempt_for(session, current_user, attempt_id)
    loaded, events = service.act(session, attempt.id, command, clock.now(), position())
    for event in events:
        if event.kind not in quiet:
            told = line(loaded.desk, event)
            tone = "warning" if event.kind in ("Refused", "MessageReceived", "DuplicateWarned") else "success"
            flash(_told(event, told, tone), tone)
    return events


def _told(event: Event, told: Line, tone: str) -> str:
    if event.actor != "learner":
        return f"{told.at:%H:%M} {told.title if event.kind == 'MessageReceived' else f'{told.actor}: {told.title}'}"
    if event.kind == "Refused":
        return told.detail
    return f"Đã ghi: {told.title[:1].lower()}{told.title[1:]}." if tone == "success" else told.title


def _act_on_document(attempt_id: uuid.UUID, packet_id: str, command: c.Command) -> ResponseReturnValue:
    with tolerated(attempt_id):
        act_and_tell(attempt_id, command)
    return redirect(url_for("desk.document", attempt_id=attempt_id, packet=packet_id), 303)


@contextmanager
def tolerated(attempt_id: uuid.UUID) -> Iterator[None]:
    """A page that is behind its desk is told so; one whose attempt is over goes to the result."""
    try:
        yield
    except service.DeskMovedOn:
        flash(MOVED_ON, "warning")
    except service.AttemptIsClosed:
        flash(CLOSED, "warning")
        abort(redirect(url_for("results.result", attempt_id=attempt_id), 303))


def _page(attempt_id: uuid.UUID, packet_id: str, status: int, **forms: Any) -> ResponseReturnValue:
    """The document's page again, with a form as it was typed."""
    frame = own_frame(loaded_for_me(attempt_id), DOCUMENT_PREFIX + packet_id)
    return render.render(frame, **forms), status


@bp.post("/van-ban/<string:packet>/mo")
@signed_in
def open_document(attempt_id: uuid.UUID, packet: str) -> ResponseReturnValue:
    """Open a document for the first time."""
    return _act_on_document(attempt_id, packet, c.OpenDocument(packet))


@bp.post("/van-ban/<string:packet>/kiem-tra-chu-ky")
@signed_in
def check_signature(attempt_id: uuid.UUID, packet: str) -> ResponseReturnValue:
    """Look at the panel of digital signatures."""
    return _act_on_document(attempt_id, packet, c.CheckSignature(packet))


@bp.post("/van-ban/<string:packet>/tiep-nhan")
@signed_in
def accept(attempt_id: uuid.UUID, packet: str) -> ResponseReturnValue:
    """Take a packet in."""
    return _act_on_document(attempt_id, packet, AcceptForm().to_command(packet))


@bp.post("/van-ban/<string:packet>/bao-da-nhan")
@signed_in
def send_acceptance(attempt_id: uuid.UUID, packet: str) -> ResponseReturnValue:
    """Send status 03 later."""
    return _act_on_document(attempt_id, packet, c.SendAcceptance(packet))


@bp.post("/van-ban/<string:packet>/tra-lai")
@signed_in
def give_back(attempt_id: uuid.UUID, packet: str) -> ResponseReturnValue:
    """Send a packet back (02)."""
    form = ReturnForm()
    if not form.validate_on_submit():
        return _page(attempt_id, packet, 422, return_form=form, form=form)
    return _act_on_document(attempt_id, packet, form.to_command(packet))


@bp.post("/van-ban/<string:packet>/sua-tep")
@signed_in
def amend(attempt_id: uuid.UUID, packet: str) -> ResponseReturnValue:
    """Change the sender's file."""
    form = NoteForm()
    if not form.validate_on_submit():
        return _page(attempt_id, packet, 422, note_form=form, form=form)
    return _act_on_document(attempt_id, packet, form.to_amendment(packet))


@bp.post("/van-ban/<string:packet>/trinh")
@signed_in
def present(attempt_id: uuid.UUID, packet: str) -> ResponseReturnValue:
    """Present a document to the leader."""
    form = NoteForm()
    if not form.validate_on_submit():
        return _page(attempt_id, packet, 422, note_form=form, form=form)
    return _act_on_document(attempt_id, packet, form.to_presentation(packet))


@bp.post("/van-ban-den")
@signed_in
def register_incoming(attempt_id: uuid.UUID) -> ResponseReturnValue:
    """Enter a document into the register; the system numbers it."""
    form = RegistrationForm()
    return _entry(attempt_id, request.form.get("packet", ""), form, form.to_command)


@bp.post("/van-ban-den/sua")
@signed_in
def correct_registration(attempt_id: uuid.UUID) -> ResponseReturnValue:
    """Change an entry; the old one is kept beside it."""
    form = CorrectionForm()
    return _entry(attempt_id, request.form.get("packet", ""), form, form.to_correction)


def _entry(
    attempt_id: uuid.UUID, packet_id: str, form: RegistrationForm, to_command: Callable[[str], c.Command]
) -> ResponseReturnValue:
    """A long form: whatever happens, nothing that was typed is lost."""
    if not form.validate_on_submit():
        return _page(attempt_id, packet_id, 422, entry_form=form, form=form)
    events: Sequence[Event] | None = None
    with tolerated(attempt_id):
        events = act_and_tell(attempt_id, to_command(packet_id), QUIET | {"Refused"})
    if events is None:
        return _typed_page(attempt_id, packet_id, 409, form)
    last = events[-1].fact if events else None
    if isinstance(last, Refused):
        return _typed_page(attempt_id, packet_id, 422, form, last.explanation)
    if isinstance(last, DuplicateWarned):
        return _page(attempt_id, packet_id, 409, entry_form=form, duplicate_of=last.same_as_number)
    return redirect(url_for("desk.document", attempt_id=attempt_id, packet=packet_id), 303)


def _typed_page(
    attempt_id: uuid.UUID, packet_id: str, status: int, form: RegistrationForm, refusal: str = ""
) -> ResponseReturnValue:
    """The page as it now stands, with the typed entry in whichever form fits: entered meanwhile, it is a correction.

    `refusal` is why the system does not take the entry.
    """
    item = loaded_for_me(attempt_id).desk.items.get(packet_id)
    if item is None or not item.takes_entry:
        return _page(attempt_id, packet_id, status, refusal=refusal or NO_PLACE)
    if item.registration is None or isinstance(form, CorrectionForm):
        if refusal:
            form.point_out()
        told = "" if form.errors else refusal or NOT_WRITTEN
        return _page(attempt_id, packet_id, status, entry_form=form, form=form, refusal=told)
    if item.registration == form.entry():
        return _page(attempt_id, packet_id, status, refusal=refusal)
    typed = CorrectionForm(formdata=None, data=entry_values(form.entry()))
    return _page(attempt_id, packet_id, status, entry_form=typed, is_entry_open=True, refusal=refusal or NOT_WRITTEN)


@bp.post("/cho")
@signed_in
def wait(attempt_id: uuid.UUID) -> ResponseReturnValue:
    """Let the simulated clock run on."""
    attempt_for(db.session(), current_user, attempt_id)
    until = WaitForm().moment()
    if until is None:
        flash("Hãy chọn một thời điểm trong danh sách “Chờ đến…”.", "warning")
    else:
        with tolerated(attempt_id):
            act_and_tell(attempt_id, c.WaitUntil(until))
    return redirect(_back(attempt_id), 303)


@bp.post("/goi-y")
@signed_in
def take_hint(attempt_id: uuid.UUID) -> ResponseReturnValue:
    """Show the next step of a hint (practice only)."""
    session = db.session()
    attempt = attempt_for(session, current_user, attempt_id)
    try:
        with tolerated(attempt_id):
            service.take_hint(session, attempt.id, request.form.get("hint", ""), clock.now(), position())
    except (service.NotInExam, KeyError):
        flash("Không có gợi ý này.", "warning")
    return redirect(f"{_back(attempt_id)}#goi-y", 303)


@bp.post("/lui")
@signed_in
def step_back(attempt_id: uuid.UUID) -> ResponseReturnValue:
    """Undo the last thing done, in a branch (practice only)."""
    session = db.session()
    attempt = attempt_for(session, current_user, attempt_id)
    try:
        before = request.form.get("before", type=int)
        if before is None:
            branched = service.step_back(session, attempt.id, clock.now())
        else:
            branched = service.branch(session, attempt.id, before, clock.now())
    except service.NotInExam:
        flash("Bài kiểm tra không lùi lại được. Bạn có thể làm lượt mới sau khi nộp bài.", "warning")
        return redirect(url_for("desk.desk", attempt_id=attempt_id), 303)
    flash("Đã lùi lại. Lượt trước vẫn được lưu để xem lại.", "success")
    return redirect(url_for("desk.desk", attempt_id=branched.id), 303)


def _back(attempt_id: uuid.UUID) -> str:
    """The screen on which the form stood, if it is one of this desk."""
    home = url_for("desk.desk", attempt_id=attempt_id)
    asked = request.form.get("back", "")
    return (
        asked if (asked == home or asked.startswith(home + "/")) and "\\" not in asked and "//" not in asked else home
    )
