"""The list of exercises, and one exercise with its brief, past attempts and beginning."""

from __future__ import annotations

import uuid
from itertools import groupby

from flask import Blueprint, abort, current_app, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from core import clock, db
from core.access import signed_in
from exercises import queries, service
from exercises import scenario as scenarios
from exercises.domain import Mode, Scenario
from exercises.prose import html_of
from exercises.providers import contexts_of

bp = Blueprint("exercises", __name__, url_prefix="/luyen-tap")


@bp.get("")
@signed_in
def exercise_list() -> str:
    """Every exercise: what it practises, level, minutes, and how often I have worked on it."""
    attempts = sorted(queries.attempts_of(db.session(), current_user.id), key=lambda row: row.scenario_id)
    by_scenario = {key: list(rows) for key, rows in groupby(attempts, key=lambda row: row.scenario_id)}
    return render_template(
        "exercises/list.html",
        scenarios=list(scenarios.load_all().values()),
        attempts=by_scenario,
        breadcrumbs=[("Luyện tập", None)],
    )


def _scenario(slug: str) -> Scenario:
    found = scenarios.load_all().get(slug.upper())
    if found is None:
        abort(404)
    return found


@bp.get("/bai/<string:slug>")
@signed_in
def exercise(slug: str) -> str:
    """One exercise before it is begun."""
    scenario = _scenario(slug)
    mine = queries.attempts_of(db.session(), current_user.id)
    return render_template(
        "exercises/exercise.html",
        scenario=scenario,
        brief=html_of(scenario.brief),
        attempts=[row for row in mine if row.scenario_id == scenario.id],
        contexts=contexts_of(db.session(), current_user, scenario.id),
        modes=list(Mode),
        breadcrumbs=[("Luyện tập", url_for("exercises.exercise_list")), (scenario.title, None)],
    )


@bp.post("/bai/<string:slug>/bat-dau")
@signed_in
def begin(slug: str) -> ResponseReturnValue:
    """Open a desk, or go on at the one that is open."""
    scenario = _scenario(slug)
    session = db.session()
    begun = service.start_attempt(
        session,
        person_id=current_user.id,
        scenario_id=scenario.id,
        mode=_mode(),
        at=clock.now(),
        seed_key=current_app.extensions["settings"].secret_key,
        context_id=_context(scenario),
    )
    if not begun.is_new:
        flash("Bạn đang làm dở lượt này. Bàn làm việc vẫn như lúc bạn rời đi.", "info")
    return redirect(url_for("desk.desk", attempt_id=begun.attempt.id), 303)


def _mode() -> Mode:
    try:
        return Mode(request.form.get("mode", Mode.PRACTICE.value))
    except ValueError:
        abort(400)


def _context(scenario: Scenario) -> uuid.UUID | None:
    """The class that the person chose among those that are theirs; the only one where there is one."""
    offered = [context.id for context in contexts_of(db.session(), current_user, scenario.id)]
    asked = request.form.get("context", type=uuid.UUID)
    if asked is not None:
        if asked not in offered:
            abort(404)
        return asked
    return offered[0] if offered else None
