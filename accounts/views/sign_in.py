"""Signing in and out, the second step, and the one-time link."""

from flask import abort, current_app, flash, redirect, render_template, request, url_for
from flask import session as cookie
from flask.typing import ResponseReturnValue
from flask_wtf.csrf import CSRFError

from accounts import access, forms, queries, sessions
from accounts.domain import ROLE_NAMES, Role, Stage, device_name, safe_path
from accounts.providers import DEMO_USERS
from accounts.service import own_password, second_factor
from accounts.service import sign_in as service
from accounts.service.sign_in import SignedIn, SignInRefused
from accounts.views import bp
from core import clock, db
from core.access import public
from core.errors import csrf_error, page

NEXT = "next"


@bp.route("/dang-nhap", methods=["GET", "POST"])
@public
def sign_in() -> ResponseReturnValue:
    """The sign-in page."""
    wanted = safe_path(request.values.get(NEXT))
    if request.method == "GET" and sessions.current_session() is not None:
        return onward(wanted)
    form = forms.SignInForm()
    status = 200
    if form.validate_on_submit():
        try:
            done = service.sign_in(db.session(), form.text("name"), form.text("password"), clock.now(), _device())
            return _enter(done, wanted)
        except SignInRefused as refused:
            form.refuse("password", str(refused))
            status = 429 if refused.is_locked else 422
    elif request.method == "POST":
        status = 422
    return render_template("accounts/sign_in.html", form=form, wanted=wanted, demo_roles=_demo_roles()), status


@bp.post("/dang-nhap/trinh-dien")
@public
def demo_sign_in() -> ResponseReturnValue:
    """One button for each role, in demo mode only."""
    if not current_app.extensions["settings"].demo:
        abort(404)
    role = next((role for role in Role if role.value == request.form.get("role")), None)
    if role is None:
        abort(404)
    user_name = next((name for known, name in DEMO_USERS if known is role), None)
    person = queries.demo_person(db.session(), role, user_name) or queries.demo_person(db.session(), role, None)
    if person is None:
        flash(f"Chưa có tài khoản trình diễn cho vai trò {ROLE_NAMES[role]}.", "warning")
        return redirect(url_for("accounts.sign_in"), 303)
    done = service.begin(db.session(), person.id, clock.now(), _device())
    return _enter(done, safe_path(request.form.get(NEXT)))


@bp.errorhandler(CSRFError)
def refuse_form(error: CSRFError) -> ResponseReturnValue:
    """The sign-in page of another tab: the answer names whoever has signed in meanwhile."""
    if request.endpoint not in {"accounts.sign_in", "accounts.demo_sign_in"}:
        return csrf_error(error)
    row = sessions.current_session()
    return page(400, reason="sign_in", here=row.person.full_name if row else None)


@bp.route("/dang-nhap/ma-xac-thuc", methods=["GET", "POST"])
@public
def enter_code() -> ResponseReturnValue:
    """The second step of a sign-in."""
    row = access.session_at(Stage.CODE)
    form = forms.CodeForm()
    if form.validate_on_submit():
        try:
            token = second_factor.enter_code(db.session(), row.person, row, form.text("code_secret"), clock.now())
        except SignInRefused as refused:
            form.refuse("code_secret", str(refused))
        else:
            wanted = safe_path(cookie.get(NEXT))
            sessions.put_in_cookie(token, keep_forms=True)
            return onward(wanted)
    status = 422 if form.errors else 200
    return render_template("accounts/enter_code.html", form=form, person=row.person), status


@bp.post("/dang-xuat")
@public
def sign_out() -> ResponseReturnValue:
    """End this sign-in, whole or half."""
    row = sessions.current_session()
    if row is not None:
        service.sign_out(db.session(), row, clock.now())
    sessions.sign_out_in_cookie()
    flash("Bạn đã đăng xuất.", "success")
    return redirect(url_for("accounts.home"), 303)


@bp.route("/dat-mat-khau/<token>", methods=["GET", "POST"])
@public
def use_link(token: str) -> ResponseReturnValue:
    """Set a password through a one-time link."""
    form = forms.NewPasswordForm()
    try:
        person = own_password.person_of_link(db.session(), token, clock.now())
        if form.validate_on_submit():
            own_password.set_password_by_link(db.session(), token, form.text("new_password"), clock.now())
            flash("Đã đặt mật khẩu. Hãy đăng nhập bằng mật khẩu mới.", "success")
            return redirect(url_for("accounts.sign_in"), 303)
    except own_password.LinkGone:
        return render_template("accounts/link_gone.html"), 410
    except own_password.PasswordRefused as refused:
        form.refuse("new_password", str(refused))
    return render_template("accounts/use_link.html", form=form, person=person), 422 if form.errors else 200


def _enter(done: SignedIn, wanted: str | None) -> ResponseReturnValue:
    before = sessions.known_session()
    is_another = before is not None and before.person_id != done.person_id
    # A page that was asked for when a sign-in ran out is its person's; after a sign-out whoever comes next asks.
    is_meant_for_another = is_another and not sessions.has_signed_out()
    sessions.put_in_cookie(done.token, keep_forms=before is not None and not is_another)
    return onward(None if is_meant_for_another else wanted)


def onward(wanted: str | None) -> ResponseReturnValue:
    """Where a person goes after a step: the next step, what waits to be sent again, the wanted page, or home."""
    lacking = sessions.half()
    if lacking is not None:
        if wanted:
            cookie[NEXT] = wanted
        return redirect(url_for(access.STEP_PAGES[lacking[1]]), 303)
    cookie.pop(NEXT, None)
    row = sessions.current_session()
    waiting = queries.waiting_posts(db.session(), row.person_id, clock.now()) if row else []
    if waiting:
        return redirect(url_for("accounts.waiting_post", post_id=waiting[0].id), 303)
    return redirect(wanted or url_for("accounts.home"), 303)


def _device() -> str:
    return device_name(request.user_agent.string)


def _demo_roles() -> list[tuple[str, str]]:
    if not current_app.extensions["settings"].demo:
        return []
    return [(role.value, name) for role, name in ROLE_NAMES.items()]
