"""Forms that were typed when the sign-in ran out: kept for their person, offered again after signing in."""

import uuid

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from accounts import access, queries, sessions
from accounts.domain import Stage, safe_path
from accounts.service import waiting_posts as service
from accounts.typed import first_words, typed_in
from accounts.views import bp
from core import clock, db
from core.access import signed_in
from core.addresses import page_of_form
from core.inside import page_at

# Whether anything was kept, and whether a file was chosen.
KEPT_WORDS = {
    (False, False): "Hãy đăng nhập lại để tiếp tục.",
    (False, True): "Tệp bạn chọn chưa được nhận: hãy đăng nhập rồi chọn lại tệp.",
    (True, False): "Những gì bạn vừa gửi vẫn còn: hãy đăng nhập để gửi lại.",
    (True, True): "Những gì bạn vừa gõ vẫn còn, nhưng tệp thì phải chọn lại: hãy đăng nhập để gửi lại.",
}
TOO_LARGE = "Bài bạn gửi quá lớn nên máy không giữ lại được: hãy đăng nhập rồi gửi lại."


def _why_ended() -> str:
    return "Bạn đã đăng xuất ở một thẻ khác." if sessions.has_signed_out() else "Phiên làm việc đã hết."


@bp.get("/bai-dang-go/<uuid:post_id>")
@signed_in
def waiting_post(post_id: uuid.UUID) -> ResponseReturnValue:
    """Show what was typed, and ask; name the others that wait."""
    row = access.waiting_post_for(current_user, post_id)
    typed = typed_in(page_at(row.page) if row.page else None, row.path, row.fields)
    waiting = queries.waiting_posts(db.session(), current_user.id, clock.now())
    others = [(other, first_words(other.fields)) for other in waiting if other.id != row.id]
    return render_template("accounts/waiting_post.html", row=row, typed=typed, others=others)


@bp.post("/bai-dang-go/<uuid:post_id>/gui-lai")
@signed_in
def resend_waiting_post(post_id: uuid.UUID) -> ResponseReturnValue:
    """Send it again: 307 lets the browser post the same fields to the page for which they were typed."""
    row = access.waiting_post_for(current_user, post_id)
    service.mark_sent(db.session(), row, clock.now())
    _tell_of_others()
    return redirect(row.path, 307)


@bp.post("/bai-dang-go/<uuid:post_id>/bo")
@signed_in
def discard_waiting_post(post_id: uuid.UUID) -> ResponseReturnValue:
    """Throw it away."""
    service.discard(db.session(), access.waiting_post_for(current_user, post_id))
    flash("Đã bỏ phần bạn đã điền.", "success")
    _tell_of_others()
    return redirect(url_for("accounts.home"), 303)


def _tell_of_others() -> None:
    left = len(queries.waiting_posts(db.session(), current_user.id, clock.now()))
    if left:
        flash(f"Còn {left} việc chưa gửi được vì hết phiên. Mở “Việc của tôi” để gửi lại.", "info")


def ask_to_sign_in() -> ResponseReturnValue:
    """What a page answers to nobody and to a half sign-in; a form that was sent waits for its person."""
    if request.headers.get("X-Background"):
        return "", 401  # a script keeps what was typed by itself; nobody waits for a page
    lacking = sessions.half()
    if lacking is not None:
        return _send_to(url_for(access.STEP_PAGES[lacking[1]]))
    wanted = _page_to_return_to()
    if request.method == "POST":
        _keep_what_was_typed(wanted)
    elif sessions.known_session() is not None and not sessions.has_signed_out():
        flash(f"{_why_ended()} {KEPT_WORDS[False, False]}", "info")
    return _send_to(url_for("accounts.sign_in", next=wanted) if wanted else url_for("accounts.sign_in"))


def _send_to(url: str) -> ResponseReturnValue:
    if request.headers.get("HX-Request"):
        return "", 401, {"HX-Redirect": url}
    return redirect(url, 303)


def _page_to_return_to() -> str | None:
    if request.method == "GET" and not request.headers.get("HX-Request"):
        return safe_path(request.full_path.rstrip("?"))
    return safe_path(page_of_form())


def _keep_what_was_typed(page: str | None) -> None:
    row = sessions.known_session()
    path = safe_path(request.full_path.rstrip("?"))
    if row is None or path is None or not row.person.is_active or sessions.stage(row) is not Stage.FULL:
        flash("Hãy đăng nhập để tiếp tục.", "info")
        return
    if (request.content_length or 0) > service.LARGEST:
        flash(f"{_why_ended()} {TOO_LARGE}", "warning")
        return
    had_files = any(file.filename for file in request.files.values())
    kept = service.keep_post(
        db.session(),
        row.person_id,
        path,
        request.form.items(multi=True),
        had_files,
        clock.now(),
        page=page,
    )
    flash(f"{_why_ended()} {KEPT_WORDS[kept is not None, had_files]}", "info")
