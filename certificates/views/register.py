"""The register book: screen, PDF, XLSX; one certificate with its history, revoking and replacing it."""

from uuid import UUID

from flask import Blueprint, Response, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user
from werkzeug.exceptions import NotFound

from accounts.domain import Role
from certificates import access, queries
from certificates.books import register_pdf, register_xlsx
from certificates.domain.recognition import REFUSALS, Refusal, Refused
from certificates.domain.states import EVENT_NAMES, State, may_be_followed
from certificates.forms import EndForm
from certificates.queries import Entry
from certificates.service import ending
from certificates.views.recognition import imprint
from core import clock, db, responses, storage
from core.access import for_roles, signed_in
from core.addresses import asked_page
from core.once import AlreadyDone

bp = Blueprint("register", __name__)
PER_PAGE = 100


def _year() -> int:
    """The year asked for, else the newest book."""
    asked = request.args.get("nam", type=int)
    years = queries.years(db.session())
    if asked is not None and asked not in years:
        raise NotFound
    return asked or (years[0] if years else clock.today().year)


@bp.get("/so-cap")
@for_roles(Role.OFFICER)
def book() -> str:
    """The register book of a year, page by page."""
    year = _year()
    pages = -(-queries.register_size(db.session(), year) // PER_PAGE)
    page = min(asked_page(), max(pages, 1))
    return render_template(
        "certificates/register.html",
        year=year,
        year_options=[(one, one) for one in queries.years(db.session())],
        entries=queries.register(db.session(), year, page, PER_PAGE),
        page=page,
        pages=pages,
        page_url=lambda number: url_for("register.book", nam=year, trang=number),
    )


@bp.get("/so-cap.pdf")
@for_roles(Role.OFFICER)
def book_pdf() -> Response:
    """The register book on paper, with a column for the signature of who receives."""
    year = _year()
    content = register_pdf(year, queries.register(db.session(), year), queries.issuer(db.session()), clock.now())
    return responses.pdf(content, f"Sổ cấp giấy chứng nhận năm {year}")


@bp.get("/so-cap.xlsx")
@for_roles(Role.OFFICER)
def book_xlsx() -> Response:
    """The register book as a spreadsheet."""
    year = _year()
    content = register_xlsx(year, queries.register(db.session(), year), clock.now())
    return responses.xlsx(content, f"Sổ cấp giấy chứng nhận năm {year}")


@bp.get("/chung-nhan/<uuid:certificate_id>/giay.pdf")
@signed_in
def paper(certificate_id: UUID) -> Response:
    """The paper itself, byte for byte as it was made."""
    found = access.certificate_for_reader(db.session(), current_user, certificate_id)
    if found.pdf_sha256 is None:
        raise NotFound
    return responses.pdf(storage.get(found.pdf_sha256), f"Giấy chứng nhận {found.number.replace('/', '-')}")


@bp.get("/chung-nhan/<uuid:certificate_id>")
@for_roles(Role.OFFICER)
def certificate(certificate_id: UUID) -> str:
    """One certificate with its history."""
    found = access.certificate_for_officer(db.session(), current_user, certificate_id)
    return _page(found, "certificates/certificate.html")


@bp.get("/chung-nhan/<uuid:certificate_id>/thu-hoi")
@for_roles(Role.OFFICER)
def revoke_form(certificate_id: UUID) -> ResponseReturnValue:
    """Why this certificate is to be revoked."""
    found = access.certificate_for_officer(db.session(), current_user, certificate_id)
    return _form_of_the_end(found, "certificates/revoke.html", is_open=found.state is State.VALID)


@bp.post("/chung-nhan/<uuid:certificate_id>/thu-hoi")
@for_roles(Role.OFFICER)
def revoke(certificate_id: UUID) -> ResponseReturnValue:
    """Revoke."""
    found = access.certificate_for_officer(db.session(), current_user, certificate_id)
    form = EndForm()
    if not form.validate_on_submit():
        return _page(found, "certificates/revoke.html", form), 422
    try:
        ending.revoke(db.session(), current_user, found.id, form.to_command(), clock.now(), token=form.token)
        flash(f"Đã thu hồi giấy số {found.number}. Trang xác minh báo thu hồi từ lúc này.", "success")
    except AlreadyDone:
        flash("Giấy này đã được thu hồi từ lần bấm trước.", "info")
    except Refused as refused:
        return _page(found, "certificates/revoke.html", form, refused), 422
    return redirect(url_for("register.certificate", certificate_id=found.id), 303)


@bp.get("/chung-nhan/<uuid:certificate_id>/thay-the")
@for_roles(Role.OFFICER)
def replace_form(certificate_id: UUID) -> ResponseReturnValue:
    """What was wrong on this certificate, or why it was wrong to revoke it."""
    found = access.certificate_for_officer(db.session(), current_user, certificate_id)
    new_number = queries.replacement_number(db.session(), found.id)
    return _form_of_the_end(found, "certificates/replace.html", is_open=may_be_followed(found.state, new_number))


@bp.post("/chung-nhan/<uuid:certificate_id>/thay-the")
@for_roles(Role.OFFICER)
def replace(certificate_id: UUID) -> ResponseReturnValue:
    """Issue a right one in place of a wrong one, or a new one after one that was revoked by mistake."""
    found = access.certificate_for_officer(db.session(), current_user, certificate_id)
    form = EndForm()
    if not form.validate_on_submit():
        return _page(found, "certificates/replace.html", form), 422
    command, at = form.to_command(), clock.now()
    try:
        new_id = ending.replace(db.session(), current_user, found.id, command, imprint(), at, token=form.token)
    except AlreadyDone as done:
        return redirect(done.result, 303)
    except Refused as refused:
        return _page(found, "certificates/replace.html", form, refused), 422
    way = "thay cho" if found.state is State.VALID else "sau khi thu hồi"
    flash(f"Đã cấp giấy mới {way} giấy số {found.number}.", "success")
    return redirect(url_for("register.certificate", certificate_id=new_id), 303)


def _form_of_the_end(found: Entry, template: str, *, is_open: bool) -> ResponseReturnValue:
    if not is_open:
        flash(REFUSALS[Refusal.NOT_VALID], "warning")
        return redirect(url_for("register.certificate", certificate_id=found.id), 303)
    return _page(found, template, EndForm())


def _page(found: Entry, template: str, form: EndForm | None = None, refused: Refused | None = None) -> str:
    session = db.session()
    new_number = queries.replacement_number(session, found.id)
    return render_template(
        template,
        entry=found,
        form=form,
        refused=refused,
        event_names=EVENT_NAMES,
        events=queries.events(session, found.id),
        new_number=new_number,
        may_be_followed=may_be_followed(found.state, new_number),
        now_named=queries.named_today(session, found),
    )
