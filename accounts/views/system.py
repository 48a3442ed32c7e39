"""The audit log and the background work, for the administrator."""

import uuid
from datetime import timedelta

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from accounts import queries
from accounts.action_names import action_name
from accounts.domain import Role
from accounts.service import jobs as service
from accounts.views import bp
from core import clock, db
from core.access import for_roles
from core.addresses import asked_page
from core.audit import verify_all
from core.jobs import JobState

STATE_NAMES = {
    JobState.WAITING: ("Đang chờ", "wait"),
    JobState.RUNNING: ("Đang làm", "info"),
    JobState.DONE: ("Xong", "good"),
    JobState.FAILED: ("Hỏng", "bad"),
}


@bp.get("/quan-tri/nhat-ky")
@for_roles(Role.ADMINISTRATOR)
def audit_log() -> ResponseReturnValue:
    """Who did what."""
    text, action = request.args.get("tim", "")[:100], request.args.get("viec", "")
    days = request.args.get("ngay", type=int)
    since = clock.now() - timedelta(days=days) if days and 0 < days <= 3650 else None
    found = queries.audit_entries(db.session(), text=text, action=action, since=since, page=asked_page())
    return render_template(
        "accounts/audit_log.html",
        found=found,
        names=queries.names_in(db.session(), found.rows),
        changes=queries.changes_of(db.session(), found.rows),
        text=text,
        action=action,
        days=days,
        actions=[(name, action_name(name)) for name in queries.audit_actions(db.session())],
        action_name=action_name,
    )


@bp.get("/quan-tri/nhat-ky/kiem-tra")
@for_roles(Role.ADMINISTRATOR)
def verify_chains() -> ResponseReturnValue:
    """Check every hash chain now; reads only."""
    results = list(verify_all(db.session()))
    return render_template("accounts/verify_chains.html", results=results)


@bp.get("/quan-tri/viec-nen")
@for_roles(Role.ADMINISTRATOR)
def jobs() -> ResponseReturnValue:
    """Background work and how it went."""
    state = next((state for state in JobState if state.value == request.args.get("tinh-trang")), None)
    found = queries.jobs(db.session(), state=state, page=asked_page())
    return render_template(
        "accounts/jobs.html",
        found=found,
        counts=queries.job_counts(db.session()),
        state=state,
        state_names=STATE_NAMES,
    )


@bp.post("/quan-tri/viec-nen/<uuid:job_id>/chay-lai")
@for_roles(Role.ADMINISTRATOR)
def retry_job(job_id: uuid.UUID) -> ResponseReturnValue:
    """Let a failed job run again."""
    if service.retry(db.session(), current_user, job_id, clock.now()):
        flash("Việc này sẽ chạy lại trong chốc lát.", "success")
    else:
        flash("Việc này không còn ở tình trạng hỏng nên không cần chạy lại.", "info")
    return redirect(url_for("accounts.jobs"), 303)
