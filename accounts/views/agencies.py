"""Agencies with their dates, and the installation's own names."""

import uuid
from dataclasses import fields
from typing import TypeVar

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]  # newer than the stubs

from accounts import access, forms, queries
from accounts.domain import AGENCY_KIND_NAMES, AgencyKind, Role
from accounts.models import Agency
from accounts.overtaken import tell
from accounts.service import agencies as service
from accounts.views import bp
from accounts.views.people import _uuid as uuid_or_none
from core import clock, db
from core.access import for_roles
from core.edits import Overtaken
from core.once import AlreadyDone

TWIN = "Đã có cơ quan tên này đang hoạt động vào ngày đó. Hãy xem lại danh sách."
FormOfAgency = TypeVar("FormOfAgency", bound=forms.AgencyForm)


@bp.get("/quan-tri/co-quan")
@for_roles(Role.ADMINISTRATOR, Role.OFFICER)
def agencies() -> ResponseReturnValue:
    """Agencies by kind."""
    kind = next((kind for kind in AgencyKind if kind.value == request.args.get("loai")), None)
    text = request.args.get("tim", "")[:100]
    rows = queries.agencies(db.session(), kind=kind, text=text)
    return render_template(
        "accounts/agencies.html",
        groups=[(name, [row for row in rows if row.kind is kind]) for kind, name in AGENCY_KIND_NAMES.items()],
        counts=queries.people_count_by_agency(db.session()),
        kinds=[(kind.value, name) for kind, name in AGENCY_KIND_NAMES.items()],
        kind=kind,
        text=text,
        today=clock.today(),
    )


@bp.route("/quan-tri/co-quan/them", methods=["GET", "POST"])
@for_roles(Role.ADMINISTRATOR, Role.OFFICER)
def add_agency() -> ResponseReturnValue:
    """Write down a new agency."""
    form = _with_parents(forms.AgencyForm())
    if form.validate_on_submit():
        try:
            service.create_agency(
                db.session(),
                current_user,
                name=form.text("name"),
                kind=AgencyKind(form.kind.data),
                valid_from=form.valid_from.day or clock.today(),
                parent_id=uuid_or_none(form.parent_id.data),
                at=clock.now(),
                token=form.token,
            )
        except service.AgencyExists:
            form.refuse("name", TWIN)
        except AlreadyDone as earlier:
            flash("Cơ quan này đã được thêm ở lần bấm trước.", "info")
            return redirect(earlier.result, 303)
        else:
            flash(f"Đã thêm {form.name.data}.", "success")
            return redirect(url_for("accounts.agencies"), 303)
    return render_template("accounts/agency_form.html", form=form, agency=None), 422 if form.errors else 200


def _with_parents(form: FormOfAgency, agency: Agency | None = None) -> FormOfAgency:
    """The living agencies as those above; of an agency that exists not itself, and also the one that it had."""
    shown = {row.id: row.name for row in queries.living_agencies(db.session(), clock.today())}
    if agency is not None:
        shown.pop(agency.id, None)
        if agency.parent_id and agency.parent_id not in shown:
            shown[agency.parent_id] = access.agency_for_staff(agency.parent_id).name
    form.parent_id.choices = [
        SelectChoice("", "– Không –"),
        *(SelectChoice(str(key), name) for key, name in shown.items()),
    ]
    form.parent_id.data = "" if form.parent_id.data in {None, "None"} else str(form.parent_id.data)
    return form


@bp.route("/quan-tri/co-quan/<uuid:agency_id>/sua", methods=["GET", "POST"])
@for_roles(Role.ADMINISTRATOR, Role.OFFICER)
def change_agency(agency_id: uuid.UUID) -> ResponseReturnValue:
    """Correct a name or a day that was typed wrong."""
    agency = access.agency_for_staff(agency_id)
    form = _with_parents(forms.ChangeAgencyForm(obj=agency), agency)
    form.edits(service.facts_of(agency), clock.now())
    if form.validate_on_submit():
        facts = service.AgencyFacts(
            name=form.text("name"),
            kind=AgencyKind(form.kind.data),
            valid_from=form.valid_from.day or agency.valid_from,
            valid_to=form.valid_to.day,
            parent_id=uuid_or_none(form.parent_id.data),
        )
        try:
            changed = service.change_agency(db.session(), current_user, agency, facts, clock.now(), form.opening)
        except Overtaken as overtaken:
            tell(form, overtaken)
        except service.AgencyExists:
            form.refuse("name", TWIN)
        except service.AgencyCircle:
            form.refuse("parent_id", "Cơ quan này đang ở dưới chính cơ quan bạn sửa. Hãy chọn cơ quan khác.")
        else:
            flash(f"Đã sửa {form.name.data}." if changed else "Không có gì thay đổi.", "success" if changed else "info")
            return redirect(url_for("accounts.agencies"), 303)
    return render_template("accounts/agency_form.html", form=form, agency=agency), 422 if form.errors else 200


@bp.route("/quan-tri/co-quan/<uuid:agency_id>/ket-thuc", methods=["GET", "POST"])
@for_roles(Role.ADMINISTRATOR, Role.OFFICER)
def end_agency(agency_id: uuid.UUID) -> ResponseReturnValue:
    """Say on which day an agency ceased to exist."""
    agency = access.agency_for_staff(agency_id)
    form = forms.EndAgencyForm(obj=agency)
    form.edits({"valid_to": agency.valid_to}, clock.now())
    if form.validate_on_submit():
        last_day = form.valid_to.day or clock.today()
        try:
            service.end_agency(db.session(), current_user, agency, last_day, clock.now(), form.opening)
        except Overtaken as overtaken:
            tell(form, overtaken)
        except ValueError:
            form.refuse("valid_to", f"Ngày này trước ngày cơ quan bắt đầu hoạt động ({agency.valid_from:%d/%m/%Y}).")
        else:
            flash(f"Đã ghi ngày hoạt động cuối cùng của {agency.name}.", "success")
            return redirect(url_for("accounts.agencies"), 303)
    return render_template("accounts/agency_end.html", form=form, agency=agency), 422 if form.errors else 200


@bp.route("/quan-tri/don-vi", methods=["GET", "POST"])
@for_roles(Role.ADMINISTRATOR)
def installation() -> ResponseReturnValue:
    """The names that stand on certificates and letters."""
    row = queries.installation(db.session())
    form = forms.InstallationForm(obj=row)
    form.edits(service.names_of(row), clock.now())
    if form.validate_on_submit():
        names = service.Names(**{field.name: form.text(field.name) for field in fields(service.Names)})
        try:
            service.set_installation(db.session(), current_user, names, clock.now(), form.opening)
        except Overtaken as overtaken:
            tell(form, overtaken)
        else:
            flash("Đã lưu tên của đơn vị.", "success")
            return redirect(url_for("accounts.installation"), 303)
    return render_template("accounts/installation.html", form=form, row=row), 422 if form.errors else 200
