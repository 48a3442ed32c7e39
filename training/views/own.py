"""What a trainee sees of the own classes, and an agency's contact of the own people."""

import uuid

from flask import abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from accounts.domain import Role
from accounts.queries import names_of
from core import clock
from core.access import for_roles
from core.db import session
from training import access
from training.domain.attendance import STATUS_NAMES
from training.providers import checklist_lines, class_steps, own_result
from training.queries import classes as class_queries
from training.queries.agencies import classes_of_agency
from training.queries.results import class_results
from training.views import bp, me


@bp.get("/lop-cua-toi")
@for_roles(Role.TRAINEE)
def own_classes() -> ResponseReturnValue:
    """My classes; the only one at once."""
    rows = class_queries.classes_of_trainee(session(), me().id)
    if len(rows) == 1:
        return redirect(url_for("training.own_class", class_id=rows[0].id), 303)
    return render_template("training/own_classes.html", rows=rows)


@bp.get("/lop-cua-toi/<uuid:class_id>")
@for_roles(Role.TRAINEE)
def own_class(class_id: uuid.UUID) -> ResponseReturnValue:
    """My class: timetable, my attendance, what is missing."""
    row = access.class_for_trainee(session(), me(), class_id)
    result, attended = own_result(session(), row, me().id)
    names = names_of(session(), {one.instructor_id for one in attended.sessions if one.instructor_id})
    return render_template(
        "training/own_class.html", row=row, result=result, attended=attended, names=names, statuses=STATUS_NAMES,
        lines=checklist_lines(row, result), today=clock.today(), person_id=me().id,
        steps=class_steps(session(), me(), row),
    )  # fmt: skip


@bp.get("/co-quan-cua-toi/hoc-vien")
@for_roles(Role.AGENCY_CONTACT)
def agency_people() -> ResponseReturnValue:
    """The people of my agency in one class (`?lop=`, else the newest), how far they are, and the other classes; nobody else's."""
    agency_id = me().agency_id
    classes = classes_of_agency(session(), agency_id) if agency_id else []
    asked = request.args.get("lop", "")
    shown = next((one for one in classes if asked in ("", str(one.row.id))), None)
    if asked and shown is None:
        abort(404)
    results = class_results(session(), shown.row.id, agency_id=agency_id) if shown else []
    return render_template(
        "training/agency_people.html", classes=classes, shown=shown, results=results, has_agency=agency_id is not None
    )
