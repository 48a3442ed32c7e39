"""A person's own account: particulars, password, the machines that are signed in."""

import uuid

from flask import abort, flash, redirect, render_template, url_for
from flask import session as cookie
from flask.typing import ResponseReturnValue
from flask_login import current_user

from accounts import access, forms, queries, sessions
from accounts.domain import ROLE_NAMES, Stage, safe_path
from accounts.password_rules import LEAST_ALONE, LEAST_WITH_CODE
from accounts.service import own_password, people
from accounts.service import sign_in as service
from accounts.service.sign_in import SignInRefused
from accounts.views import bp
from accounts.views.sign_in import NEXT, onward
from core import clock, db
from core.access import public, signed_in


@bp.get("/tai-khoan")
@signed_in
def account() -> ResponseReturnValue:
    """What is written down about the person, and the ways to change it."""
    person = access.me(db.session())
    roles = [name for role, name in ROLE_NAMES.items() if role.value in person.roles]
    return render_template(
        "accounts/account.html",
        person=person,
        roles=roles,
        must_have_second_factor=sessions.must_have_second_factor(person),
        codes_left=queries.recovery_codes_left(db.session(), person.id),
    )


@bp.route("/mat-khau", methods=["GET", "POST"])
@public
def password() -> ResponseReturnValue:
    """Change the password; the first one must be changed before anything else."""
    row = access.session_at(Stage.FULL, Stage.PASSWORD)
    person = row.person
    is_first = person.password_is_first
    form = forms.NewPasswordForm() if is_first else forms.ChangePasswordForm()
    if form.validate_on_submit():
        current = None if is_first else form.text("current_password")
        try:
            token = own_password.change_password(
                db.session(), person, row, current, form.text("new_password"), clock.now()
            )
        except own_password.PasswordRefused as refused:
            form.refuse("new_password", str(refused))
        except SignInRefused as refused:
            form.refuse("current_password", str(refused))
        else:
            wanted = safe_path(cookie.get(NEXT)) or (None if is_first else url_for("accounts.account"))
            sessions.put_in_cookie(token, keep_forms=True)
            flash("Đã đổi mật khẩu. Các máy khác đã được đăng xuất.", "success")
            return onward(wanted)
    least = LEAST_WITH_CODE if person.totp_confirmed_at else LEAST_ALONE
    context = {"form": form, "person": person, "is_first": is_first, "least": least}
    return render_template("accounts/password.html", **context), 422 if form.errors else 200


@bp.get("/tai-khoan/may-dang-nhap")
@signed_in
def devices() -> ResponseReturnValue:
    """The machines on which the person is signed in."""
    at = clock.now()
    rows = queries.live_sessions(db.session(), current_user.id, at - sessions.LONGEST)
    own = sessions.current_session()
    live = [row for row in rows if sessions.is_live(row, at)]
    return render_template("accounts/devices.html", rows=live, own=own)


@bp.post("/tai-khoan/may-dang-nhap/<uuid:session_id>/ket-thuc")
@signed_in
def end_device(session_id: uuid.UUID) -> ResponseReturnValue:
    """Sign one machine out."""
    if not service.end_session(db.session(), current_user, session_id, clock.now()):
        abort(404)
    flash("Đã đăng xuất máy đó.", "success")
    return redirect(url_for("accounts.devices"), 303)


@bp.post("/tai-khoan/may-dang-nhap/ket-thuc-het")
@signed_in
def end_other_devices() -> ResponseReturnValue:
    """Sign all other machines out."""
    own = sessions.current_session()
    count = people.end_other_sessions(db.session(), current_user, own.token_hash if own else "", clock.now())
    flash(f"Đã đăng xuất {count} máy khác." if count else "Không có máy nào khác đang đăng nhập.", "success")
    return redirect(url_for("accounts.devices"), 303)
