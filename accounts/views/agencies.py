"""Agencies with their dates, and the installation's own names."""

import uuid

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]  # newer than the stubs

from accounts import access, forms, queries
from accounts.domain import AGENCY_KIND_NAMES, AgencyKind, Role
from accounts.service import agencies as service
from accounts.views import bp
from accounts.views.people import _uuid as uuid_or_none
from core import clock, db
from core.access import for_roles
from core.once import AlreadyDone


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
    form = forms.AgencyForm()
    living = queries.living_agencies(db.session(), clock.today())
    form.parent_id.choices = [
        SelectChoice("", "– Không –"),
        *(SelectChoice(str(agency.id), agency.name) for agency in living),
    ]
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
            form.refuse("name", "Đã có cơ quan tên này đang hoạt động vào ngày đó. Hãy xem lại danh sách.")
        except AlreadyDone as earlier:
            flash("Cơ quan này đã được thêm ở lần bấm trước.", "info")
            return redirect(earlier.result, 303)
        else:
            flash(f"Đã thêm {form.name.data}.", "success")
            return redirect(url_for("accounts.agencies"), 303)
    return render_template("accounts/agency_form.html", form=form), 422 if form.errors else 200


@bp.route("/quan-tri/co-quan/<uuid:agency_id>/ket-thuc", methods=["GET", "POST"])
@for_roles(Role.ADMINISTRATOR, Role.OFFICER)
def end_agency(agency_id: uuid.UUID) -> ResponseReturnValue:
    """Say on which day an agency ceased to exist."""
    agency = access.agency_for_staff(agency_id)
    form = forms.EndAgencyForm(obj=agency)
    if form.validate_on_submit():
        try:
            service.end_agency(db.session(), current_user, agency, form.valid_to.day or clock.today(), clock.now())
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
    if form.validate_on_submit():
        names = {name: form.text(name) for name in ("parent_organ", "organ", "place", "signer_position", "signer_name")}
        service.set_installation(db.session(), current_user, **names, at=clock.now())
        flash("Đã lưu tên của đơn vị.", "success")
        return redirect(url_for("accounts.installation"), 303)
    return render_template("accounts/installation.html", form=form, row=row), 422 if form.errors else 200
