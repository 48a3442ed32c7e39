"""The instructor's look at the exercises of a class: best scores, who is stuck, one desk read-only."""

import uuid

from flask import render_template
from flask.typing import ResponseReturnValue

from accounts.domain import Role
from core import clock
from core.access import for_roles
from core.db import session
from training import access
from training.queries.attempts import exercise_grid
from training.views import bp, me


@bp.get("/lop/<uuid:class_id>/bai-thuc-hanh")
@for_roles(Role.OFFICER, Role.INSTRUCTOR)
def attempts(class_id: uuid.UUID) -> ResponseReturnValue:
    """Trainees × exercises with the best scores, and the list of those who are stuck."""
    row = access.class_for_instructor(session(), me(), class_id)
    grid = exercise_grid(session(), row, clock.now())
    return render_template(
        "training/attempts.html", row=row, tab="attempts", is_officer=Role.OFFICER in me().roles, grid=grid
    )
