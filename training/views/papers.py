"""Papers of a class: the sign-in sheet, the locked roll, the timetable."""

import uuid

from flask import abort, render_template
from flask.typing import ResponseReturnValue

from accounts.domain import Role
from accounts.queries import names_of
from core import clock, responses
from core.access import for_roles
from core.db import session
from core.printing import render_pdf
from training import access
from training.domain.attendance import STATUS_NAMES
from training.domain.sessions import SessionState
from training.queries.attendance import sessions_of
from training.queries.classes import enrolments_of_class, instructors_of_class, people_on_roll
from training.queries.rolls import load_roll
from training.views import bp, me

WALK_INS = 5
SHEETS = ("print.css", "training/papers.css")


@bp.get("/lop/<uuid:class_id>/buoi/<uuid:session_id>/phieu-ky-ten")
@for_roles(Role.OFFICER, Role.INSTRUCTOR)
def sign_in_sheet(class_id: uuid.UUID, session_id: uuid.UUID) -> ResponseReturnValue:
    """The sheet that people sign, with empty lines for those who come unannounced."""
    row, one = access.session_for_instructor(session(), me(), class_id, session_id)
    people = enrolments_of_class(session(), class_id)
    html = render_template(
        "training/print/sign_in_sheet.html", row=row, one=one, instructor=one.instructor,
        people=people, walk_ins=range(WALK_INS),
        page_note=f"Phiếu ký tên {one.title.lower()} · {row.name}",
    )  # fmt: skip
    return responses.pdf(render_pdf(html, sheets=SHEETS), f"Phiếu ký tên {one.title}".replace("/", "-"))


@bp.get("/lop/<uuid:class_id>/buoi/<uuid:session_id>/bang-diem-danh")
@for_roles(Role.OFFICER, Role.INSTRUCTOR)
def roll_paper(class_id: uuid.UUID, session_id: uuid.UUID) -> ResponseReturnValue:
    """The roll as it stands; only after the lock."""
    row, one = access.session_for_instructor(session(), me(), class_id, session_id)
    if one.state is not SessionState.LOCKED:
        abort(404)
    roll = load_roll(session(), session_id)
    html = render_template(
        "training/print/roll.html", row=row, one=one, instructor=one.instructor, roll=roll, statuses=STATUS_NAMES,
        people=[one for one in people_on_roll(session(), class_id, roll) if one.person_id in roll.marks],
        names=names_of(session(), {one.locked_by} if one.locked_by else set()),
        page_note=f"Bảng điểm danh {one.title.lower()} · in lúc {clock.show_time(clock.now())}",
    )  # fmt: skip
    return responses.pdf(render_pdf(html, sheets=SHEETS), f"Điểm danh {one.title}".replace("/", "-"))


@bp.get("/lop/<uuid:class_id>/thoi-khoa-bieu")
@for_roles(Role.OFFICER, Role.INSTRUCTOR)
def timetable(class_id: uuid.UUID) -> ResponseReturnValue:
    """The timetable as a paper."""
    row = access.class_for_instructor(session(), me(), class_id)
    sessions = sessions_of(session(), class_id)
    html = render_template(
        "training/print/timetable.html", row=row, instructors=instructors_of_class(session(), class_id),
        sessions=[one for one in sessions if one.state is not SessionState.CANCELLED],
        names=names_of(session(), {one.instructor_id for one in sessions if one.instructor_id}),
        page_note=row.name,
    )  # fmt: skip
    return responses.pdf(render_pdf(html, sheets=SHEETS), f"Thời khóa biểu {row.name}".replace("/", "-"))
