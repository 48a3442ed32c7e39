"""One person of a class: position and agency put right, taken out of the class."""

import uuid

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from accounts.domain import Role
from accounts.overtaken import tell
from accounts.queries import living_agencies
from core import clock
from core.access import for_roles
from core.db import session
from core.edits import Overtaken
from training import access
from training.domain.refusals import Refused
from training.forms.enrolment_form import EnrolmentForm, WithdrawForm
from training.queries.classes import told_name
from training.service import enrolment
from training.views import bp, me


@bp.route("/lop/<uuid:class_id>/hoc-vien/<uuid:person_id>/sua", methods=["GET", "POST"])
@for_roles(Role.OFFICER)
def correct_enrolment(class_id: uuid.UUID, person_id: uuid.UUID) -> ResponseReturnValue:
    """Put right where a person of the class worked at its time; also after the class, for a certificate to be replaced."""
    row = access.class_for_officer(session(), me(), class_id)
    found = access.enrolment_in_class(session(), class_id, person_id)
    form = EnrolmentForm(obj=found)
    form.offer(living_agencies(session(), row.first_day or clock.today()), found.agency)
    form.edits(enrolment.placement_of(found), clock.now())
    if form.validate_on_submit():
        try:
            changed = enrolment.correct_enrolment(
                session(), me(), found, form.to_placement(), clock.now(), form.opening
            )
        except Overtaken as overtaken:
            tell(form, overtaken)
        else:
            name = told_name(session(), class_id, person_id)
            flash(
                f"Đã sửa thông tin của {name} trong lớp." if changed else "Không có gì thay đổi.",
                "success" if changed else "info",
            )
            return redirect(url_for("training.people", class_id=class_id), 303)
    name = told_name(session(), class_id, person_id)
    return render_template("training/enrolment.html", row=row, name=name, form=form), 422 if form.errors else 200


@bp.route("/lop/<uuid:class_id>/hoc-vien/<uuid:person_id>/rut", methods=["GET", "POST"])
@for_roles(Role.OFFICER)
def withdraw(class_id: uuid.UUID, person_id: uuid.UUID) -> ResponseReturnValue:
    """Take a person out of the class."""
    row = access.class_for_officer(session(), me(), class_id)
    access.person_in_class(session(), class_id, person_id)
    name = told_name(session(), class_id, person_id)
    back = url_for("training.people", class_id=class_id)
    if not enrolment.is_enrolled(session(), class_id, person_id):
        flash(f"{name} đã được rút khỏi lớp từ trước. Không ghi thêm gì.", "info")
        return redirect(back, 303)
    form = WithdrawForm()
    if form.validate_on_submit():
        try:
            enrolment.withdraw(session(), me(), class_id, person_id, str(form.reason.data), clock.now())
        except Refused as refusal:
            flash(refusal.message, "warning")
        else:
            flash(f"Đã rút {name} khỏi lớp.", "success")
        return redirect(back, 303)
    return render_template("training/withdraw.html", row=row, name=name, form=form), 422 if form.errors else 200
