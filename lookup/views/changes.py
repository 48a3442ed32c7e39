"""Changes of the law: an officer writes them down and closes them; the page lists the content to revise."""

import uuid

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from accounts import queries as accounts
from accounts.domain import Role
from core import clock, db
from core.access import for_roles
from core.once import AlreadyDone
from law import register
from law.register import Provision
from lookup import access, forms, queries, service
from lookup.domain.changes import ChangeKind, EndKind
from lookup.providers import grouped, uses_of
from lookup.queries import ChangeRow
from lookup.service import ChangeClosed, ChangeKnown
from lookup.views import bp
from lookup.views.texts import trail_of


@bp.get("/thay-doi")
@for_roles(*access.READERS)
def changes() -> ResponseReturnValue:
    """All changes, open ones first."""
    rows = queries.change_rows(db.session())
    return render_template(
        "lookup/changes.html",
        open_rows=[row for row in rows if row.end is None],
        closed_rows=[row for row in rows if row.end is not None],
        counts={row.change.key: len(uses_of(row.change.key)) for row in rows if row.end is None},
        names=_names(rows),
        register=register.load(),
        today=clock.today(),
        breadcrumbs=[("Tra cứu văn bản", url_for("lookup.texts")), ("Thay đổi của pháp luật", None)],
    )


@bp.route("/dieu/<string:key>/thay-doi", methods=["GET", "POST"])
@for_roles(Role.OFFICER)
def mark_change(key: str) -> ResponseReturnValue:
    """Write down that a provision was amended or ended; before, see what it touches."""
    provision = access.provision_of(key)
    form = forms.ChangeForm()
    if form.validate_on_submit():
        try:
            change = service.mark_change(
                db.session(),
                current_user,
                key=key,
                kind=ChangeKind(form.kind.data),
                effective_on=form.effective_on.day or clock.today(),
                note=form.text("note"),
                at=clock.now(),
                token=form.token,
            )
        except ChangeKnown as known:
            flash("Thay đổi này đã được ghi trước đó. Đây là trang của nó.", "info")
            return redirect(url_for("lookup.change", change_id=known.change_id), 303)
        except AlreadyDone as earlier:
            flash("Thay đổi này đã được ghi ở lần bấm trước.", "info")
            return redirect(earlier.result, 303)
        flash("Đã ghi thay đổi. Dưới đây là nội dung cần rà soát.", "success")
        return redirect(url_for("lookup.change", change_id=change.id), 303)
    page = render_template(
        "lookup/change_form.html",
        form=form,
        provision=provision,
        groups=grouped(uses_of(key)),
        breadcrumbs=trail_of(provision, "Ghi thay đổi"),
    )
    return page, 422 if form.errors else 200


@bp.get("/thay-doi/<uuid:change_id>")
@for_roles(*access.READERS)
def change(change_id: uuid.UUID) -> ResponseReturnValue:
    """A change with the content to revise, by kind."""
    return _change_page(access.change_of(change_id), forms.CloseForm())


@bp.post("/thay-doi/<uuid:change_id>/ket-thuc")
@for_roles(Role.OFFICER)
def close_change(change_id: uuid.UUID) -> ResponseReturnValue:
    """The content is revised, or the change was a mistake."""
    row = access.change_of(change_id)
    form = forms.CloseForm()
    if not form.validate_on_submit():
        return _change_page(row, form)
    kind = EndKind(form.kind.data)
    try:
        service.close_change(db.session(), current_user, change_id, kind, form.text("note"), clock.now())
    except ChangeClosed:
        flash("Thay đổi này đã được kết thúc trước đó.", "info")
    else:
        done = "Đã ghi là rà soát xong" if kind is EndKind.REVISED else "Đã rút lại thay đổi"
        flash(f"{done}. Người học không còn thấy dòng “đang rà soát” vì thay đổi này.", "success")
    return redirect(url_for("lookup.change", change_id=change_id), 303)


def _change_page(row: ChangeRow, form: forms.CloseForm) -> ResponseReturnValue:
    provision = _known(row.change.key)
    page = render_template(
        "lookup/change.html",
        row=row,
        label=provision.label if provision else row.change.key,
        provision=provision,
        groups=grouped(uses_of(row.change.key)),
        names=_names([row]),
        form=form,
        today=clock.today(),
        breadcrumbs=[
            ("Tra cứu văn bản", url_for("lookup.texts")),
            ("Thay đổi của pháp luật", url_for("lookup.changes")),
            (provision.where or provision.text.name if provision else row.change.key, None),
        ],
    )
    return page, 422 if form.errors else 200


def _known(key: str) -> Provision | None:
    """The provision, unless its row has been taken out of the register since."""
    return register.load().provisions.get(key)


def _names(rows: list[ChangeRow]) -> dict[uuid.UUID, str]:
    people = {row.recorded_by for row in rows} | {row.end.recorded_by for row in rows if row.end}
    return accounts.names_of(db.session(), people)
