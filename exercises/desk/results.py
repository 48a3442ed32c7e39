"""After the work: handing in, the result with its findings, the replay, starting anew."""

from __future__ import annotations

import uuid

from flask import Blueprint, current_app, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from core import clock, db
from core.access import signed_in
from exercises import service
from exercises.access import attempt_for
from exercises.desk import draft_waiting, render
from exercises.desk.acts import tolerated
from exercises.desk.findings import shown_findings
from exercises.desk.frame import own_frame
from exercises.desk.views import loaded_for_me
from exercises.desk.workspaces import screen_of
from exercises.dms.history import line
from exercises.domain import Mode

bp = Blueprint("results", __name__, url_prefix="/luyen-tap/<uuid:attempt_id>")


@bp.get("/nop-bai")
@signed_in
def ask_to_hand_in(attempt_id: uuid.UUID) -> ResponseReturnValue:
    """What is still open, and the question."""
    loaded = loaded_for_me(attempt_id)
    if not loaded.attempt.is_open:
        return redirect(url_for("results.result", attempt_id=attempt_id), 303)
    if draft_id := draft_waiting.first_that_waits(attempt_id, loaded.desk.drafts):
        return _still_waits(attempt_id, draft_id)
    frame = own_frame(loaded, "nop-bai")
    return render_template("exercises/desk/hand_in.html", frame=frame, desk=loaded.desk, breadcrumbs=frame.breadcrumbs)


@bp.post("/nop-bai")
@signed_in
def hand_in(attempt_id: uuid.UUID) -> ResponseReturnValue:
    """Close the desk and show the result; not while a file that was sent waits for its turn."""
    loaded = loaded_for_me(attempt_id)
    if loaded.attempt.is_open and (draft_id := draft_waiting.first_that_waits(attempt_id, loaded.desk.drafts)):
        return _still_waits(attempt_id, draft_id)
    with tolerated(attempt_id):
        service.hand_in(db.session(), attempt_id, clock.now(), request.form.get("position", type=int))
    return redirect(url_for("desk.desk", attempt_id=attempt_id), 303)  # which leads to the result once it is closed


def _still_waits(attempt_id: uuid.UUID, draft_id: str) -> ResponseReturnValue:
    flash("Tệp bạn vừa nộp còn chờ đến lượt. Đợi tệp được nhận xong rồi hãy nộp bài.", "warning")
    return redirect(url_for("desk.draft", attempt_id=attempt_id, draft=draft_id), 303)


@bp.get("/ket-qua")
@signed_in
def result(attempt_id: uuid.UUID) -> ResponseReturnValue:
    """The score, and for each finding: what you did, the rule, the article, how to put it right, the evidence."""
    loaded = loaded_for_me(attempt_id)
    if loaded.attempt.is_open:
        return redirect(url_for("desk.desk", attempt_id=attempt_id), 303)
    return render_template(
        "exercises/result.html",
        loaded=loaded,
        card=loaded.card,
        groups=shown_findings(loaded),
        can_branch=loaded.attempt.mode is Mode.PRACTICE,
        breadcrumbs=[*own_frame(loaded, "").breadcrumbs[:2], ("Kết quả", None)],
    )


@bp.get("/xem-lai")
@signed_in
def replay(attempt_id: uuid.UUID) -> ResponseReturnValue:
    """The desk as it stood after event `buoc`, read-only; the same screens."""
    loaded = loaded_for_me(attempt_id)
    if loaded.attempt.is_open and loaded.attempt.mode is Mode.EXAM:
        return redirect(url_for("desk.desk", attempt_id=attempt_id), 303)
    step = min(max(request.args.get("buoc", default=1, type=int), 1), len(loaded.events))
    screen = request.args.get("man")
    shown = loaded.up_to(step)
    event = loaded.events[step - 1]
    return render.observe(
        shown,
        screen or screen_of(event),
        lambda target: url_for("results.replay", attempt_id=attempt_id, buoc=step, man=target),
        [*own_frame(loaded, "").breadcrumbs[:2], ("Xem lại", None)],
        shows_coach=not loaded.attempt.is_open or loaded.attempt.mode is Mode.PRACTICE,
        file_url=own_frame(loaded, "").file_url,
        extra={
            "replay": {
                "step": step,
                "last": len(loaded.events),
                "line": line(shown.desk, event),
                "screen": screen or "",
                "url": url_for("results.replay", attempt_id=attempt_id),
                "result_url": url_for("results.result", attempt_id=attempt_id),
            }
        },
    )


@bp.post("/lam-lai")
@signed_in
def reset(attempt_id: uuid.UUID) -> ResponseReturnValue:
    """A new attempt with other data; this one is kept."""
    session = db.session()
    attempt = attempt_for(session, current_user, attempt_id)
    key = current_app.extensions["settings"].secret_key
    fresh = service.reset(session, attempt.id, clock.now(), key)
    flash("Lượt mới đã sẵn sàng, với bộ văn bản khác.", "success")
    return redirect(url_for("desk.desk", attempt_id=fresh.id), 303)
