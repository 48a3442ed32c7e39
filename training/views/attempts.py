"""The instructor's look at the exercises of a class: best scores, who is stuck, one desk read-only."""

import uuid
from typing import Any

from flask import Response, abort, render_template, request, url_for
from flask.typing import ResponseReturnValue

from accounts.domain import Role
from core import clock, responses
from core.access import for_roles
from core.db import session
from exercises.desk import draft_files, render
from exercises.desk.workspaces import screen_of
from exercises.dms.history import line
from exercises.queries import LoadedAttempt, load_attempt
from training import access
from training.models import TrainingClass
from training.queries.attempts import exercise_grid
from training.views import bp, me


@bp.get("/lop/<uuid:class_id>/bai-thuc-hanh")
@for_roles(Role.OFFICER, Role.INSTRUCTOR)
def attempts(class_id: uuid.UUID) -> ResponseReturnValue:
    """Trainees × exercises with the best scores, and the list of those who are stuck."""
    row = access.class_for_instructor(session(), me(), class_id)
    grid = exercise_grid(session(), row, clock.now())
    is_officer = Role.OFFICER in me().roles
    return render_template("training/attempts.html", row=row, tab="attempts", is_officer=is_officer, grid=grid)


@bp.get("/lop/<uuid:class_id>/bai-thuc-hanh/<uuid:attempt_id>")
@for_roles(Role.OFFICER, Role.INSTRUCTOR)
def attempt(class_id: uuid.UUID, attempt_id: uuid.UUID) -> ResponseReturnValue:
    """One desk of the class as it stood after event `buoc` (by default as it stands now); nothing can be done on it."""
    row = access.class_for_instructor(session(), me(), class_id)
    found, person = access.attempt_in_class(session(), class_id, attempt_id)
    loaded = load_attempt(session(), found)
    step = min(max(request.args.get("buoc", default=len(loaded.events), type=int), 1), len(loaded.events))
    crumbs = [
        ("Lớp học", url_for("training.class_list")),
        (row.name, url_for("training.attempts", class_id=class_id)),
        (f"{person.full_name}, {found.scenario_id}, lượt {found.try_number}", None),
    ]
    return _look(row, loaded, step, crumbs)


@bp.get("/lop/<uuid:class_id>/bai-thuc-hanh/<uuid:attempt_id>/ban-thao/<string:draft>/<int:number>")
@for_roles(Role.OFFICER, Role.INSTRUCTOR)
def attempt_file(class_id: uuid.UUID, attempt_id: uuid.UUID, draft: str, number: int) -> Response:
    """A file of a trainee's draft: the given one (0), or the one handed in as the first, second …"""
    access.class_for_instructor(session(), me(), class_id)
    found, _ = access.attempt_in_class(session(), class_id, attempt_id)
    item = load_attempt(session(), found).desk.drafts.get(draft)
    if item is None or number >= len(item.files):
        abort(404)
    file = item.files[number]
    return responses.docx(draft_files.content_of(file), file.name.removesuffix(".docx"))


def _look(row: TrainingClass, loaded: LoadedAttempt, step: int, crumbs: list[tuple[str, str | None]]) -> str:
    shown, event, screen = loaded.up_to(step), loaded.events[step - 1], request.args.get("man")
    address: dict[str, Any] = {"class_id": row.id, "attempt_id": loaded.attempt.id}
    replay = {
        "step": step,
        "last": len(loaded.events),
        "line": line(shown.desk, event),
        "screen": screen or "",
        "url": url_for("training.attempt", **address),
        "result_url": url_for("training.attempts", class_id=row.id),
    }
    return render.observe(
        shown,
        screen or screen_of(event),
        lambda target: url_for("training.attempt", **address, buoc=step, man=target),
        crumbs,
        file_url=lambda draft, number: url_for("training.attempt_file", **address, draft=draft, number=number),
        extra={"replay": replay},
    )
