"""Looks at rows: an officer confirms or corrects how far a row is confirmed; the list, and its download."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from accounts import queries as accounts
from accounts.domain import Role
from accounts.overtaken import tell
from core import clock, db, responses
from core.access import for_roles
from core.edits import Overtaken
from core.once import AlreadyDone
from law import register
from law.register import Verified
from lookup import access, exporting, forms, queries, service
from lookup.domain.checks import counts, shown
from lookup.service import NewCheck
from lookup.views import bp
from lookup.views.texts import trail_of


@bp.route("/dieu/<string:key>/doi-chieu", methods=["GET", "POST"])
@for_roles(Role.OFFICER)
def check_row(key: str) -> ResponseReturnValue:
    """Confirm a row, or correct its mark."""
    found = access.provision_of(key)
    looked_at = shown(found, queries.checks_of(db.session(), [key]))
    now_shown = looked_at.provision
    marks = service.marks_of(db.session(), key)
    form = forms.CheckForm(data={**marks, "checked_on": clock.today()})
    form.edits(marks, clock.now())
    if form.validate_on_submit() and form.check_day(now_shown.checked_on, clock.today()):
        new = NewCheck(
            key=key,
            verified=Verified(form.verified.data),
            checked_on=form.checked_on.day or clock.today(),
            note=form.text("note"),
            reason=form.text("reason"),
        )
        try:
            service.check_row(db.session(), current_user, new, clock.now(), form.token, form.opening)
        except Overtaken as overtaken:
            tell(form, overtaken)
        except AlreadyDone as earlier:
            flash("Lần kiểm tra này đã được ghi ở lần bấm trước.", "info")
            return redirect(earlier.result, 303)
        else:
            flash("Đã ghi lần kiểm tra. Trang công khai hiện mức xác nhận mới ngay từ bây giờ.", "success")
            return redirect(url_for("lookup.provision", key=key), 303)
    history = queries.history_of(db.session(), key)
    page = render_template(
        "lookup/check_form.html",
        form=form,
        provision=found,
        shown=looked_at,
        history=history,
        names=accounts.names_of(db.session(), {row.recorded_by for row in history}),
        breadcrumbs=trail_of(found, "Đối chiếu"),
    )
    return page, 422 if form.errors else 200


@bp.get("/doi-chieu")
@for_roles(*access.READERS)
def checks() -> ResponseReturnValue:
    """The newest look at every row, and which of them the files have overtaken."""
    loaded = register.load()
    rows = queries.newest_checks(db.session())
    known = queries.checks_of(db.session(), [row.key for row in rows])
    return render_template(
        "lookup/checks.html",
        rows=rows,
        counting={row.key for row in rows if row.key in loaded and counts(loaded[row.key], known[row.key])},
        names=accounts.names_of(db.session(), {row.recorded_by for row in rows}),
        register=loaded,
        breadcrumbs=[("Tra cứu văn bản", url_for("lookup.texts")), ("Kết quả đối chiếu", None)],
    )


@bp.get("/doi-chieu/tai-ve")
@for_roles(*access.READERS)
def download_checks() -> ResponseReturnValue:
    """The same as TOML, for `./run law merge`."""
    content = exporting.to_toml(queries.newest_checks(db.session()))
    return responses.download(content.encode(), "doi-chieu-phap-luat.toml")
