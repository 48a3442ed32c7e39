"""The page of the second factor: set up, new recovery codes, switch off."""

from collections.abc import Callable

from flask import abort, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from accounts import access, forms, queries, sessions
from accounts.domain import Stage
from accounts.models import Person
from accounts.second_factor import key_in_groups, qr_data_uri
from accounts.service import own_password
from accounts.service import second_factor as service
from accounts.service.sign_in import SignInRefused
from accounts.views import bp
from core import clock, db
from core.access import public, signed_in


@bp.route("/tai-khoan/xac-thuc-hai-lop", methods=["GET", "POST"])
@public
def second_factor() -> ResponseReturnValue:
    """Set the second factor up; where it is on, its state and what can be done about it."""
    row = access.session_at(Stage.FULL, Stage.SET_UP)
    person = row.person
    if person.totp_confirmed_at is not None:
        return _state(forms.ProveForm(), person)
    form = forms.CodeForm()
    if form.validate_on_submit():
        try:
            codes = service.confirm(db.session(), person, row, form.text("code_secret"), clock.now())
            return render_template("accounts/recovery_codes.html", codes=codes, person=person)
        except SignInRefused as refused:
            form.refuse("code_secret", str(refused))
    key = service.key_to_set_up(row)
    context = {
        "form": form,
        "person": person,
        "must": sessions.must_have_second_factor(person),
        "key": key_in_groups(key),
        "qr": qr_data_uri(key, person.user_name or person.full_name, "Dấu Đến"),
    }
    return render_template("accounts/second_factor_set_up.html", **context), 422 if form.errors else 200


@bp.post("/tai-khoan/xac-thuc-hai-lop/ma-du-phong")
@signed_in
def renew_recovery_codes() -> ResponseReturnValue:
    """Ten new recovery codes, shown once."""

    def renew(person: Person) -> ResponseReturnValue:
        codes = service.renew_recovery_codes(db.session(), person, clock.now())
        return render_template("accounts/recovery_codes.html", codes=codes, person=person)

    return _after_proof(renew)


@bp.post("/tai-khoan/xac-thuc-hai-lop/tat")
@signed_in
def switch_second_factor_off() -> ResponseReturnValue:
    """Switch the second factor off, where the roles allow it."""

    def switch_off(person: Person) -> ResponseReturnValue:
        service.switch_off(db.session(), person, person, clock.now())
        flash("Đã tắt xác thực hai lớp.", "success")
        return redirect(url_for("accounts.account"), 303)

    if sessions.must_have_second_factor(current_user):
        abort(403)
    return _after_proof(switch_off)


def _after_proof(act: Callable[[Person], ResponseReturnValue]) -> ResponseReturnValue:
    row = access.session_at(Stage.FULL)
    if row.person.totp_confirmed_at is None:
        return redirect(url_for("accounts.second_factor"), 303)
    form = forms.ProveForm()
    if form.validate_on_submit():
        try:
            own_password.prove(db.session(), row.person, form.text("current_password"), clock.now())
            return act(row.person)
        except SignInRefused as refused:
            form.refuse("current_password", str(refused))
    return _state(form, row.person)


def _state(form: forms.ProveForm, person: Person) -> ResponseReturnValue:
    left = queries.recovery_codes_left(db.session(), person.id)
    must = sessions.must_have_second_factor(person)
    context = {"form": form, "person": person, "must": must, "left": left}
    return render_template("accounts/second_factor.html", **context), 422 if form.errors else 200
