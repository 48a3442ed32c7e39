"""The Department's page: figures by class, agency and commune, down to the people, as table, chart, XLSX and PDF."""

from typing import Any
from uuid import UUID

from flask import Blueprint, Response, render_template, request, url_for
from flask_login import current_user
from werkzeug.exceptions import NotFound

from accounts.domain import AGENCY_KIND_NAMES, AgencyKind, Role
from accounts.models import Agency
from certificates.queries import issuer
from core import clock, db, responses
from core.access import for_roles
from core.addresses import asked_page, bounded
from reports import access, queries
from reports.books import filter_words, people_xlsx, report_pdf, report_xlsx
from reports.domain import GROUPING_HEADS, GROUPING_NAMES, Filter, Grouping, Scope
from reports.queries import PAGE, People, YearFigures

bp = Blueprint("reports", __name__)
READERS = (Role.OFFICER, Role.AGENCY_CONTACT)
ALL_YEARS = "tat-ca"
YEARS = range(1900, 2200)
CHARTED = 12  # bars that can be read at a glance; the table has all rows


def _asked(years: list[YearFigures]) -> Filter:
    """The filter in the address; the newest year where none is named. Raises NotFound for nonsense."""
    given = request.args
    try:
        grouping = Grouping(given.get("nhom") or Grouping.CLASSES)
        kind = _asked_kind()
        year = _year(given.get("nam"), years)
    except ValueError as error:
        raise NotFound from error
    return Filter(grouping, year, kind)


def _year(given: str | None, years: list[YearFigures]) -> int | None:
    if given == ALL_YEARS:
        return None
    if given:
        return bounded(int(given), YEARS)
    return years[-1].year if years else clock.today().year


def _asked_kind() -> AgencyKind | None:
    given = request.args.get("loai")
    if given and given not in set(AgencyKind):
        raise NotFound
    return AgencyKind(given) if given else None


def _asked_year() -> int | None:
    given = request.args.get("nam", type=int)
    return None if given is None else bounded(given, YEARS)


def _whose(scope: Scope) -> str:
    return db.session().get_one(Agency, scope.agency_id).name if scope.agency_id else "toàn tỉnh"


@bp.get("/bao-cao")
@for_roles(*READERS)
def overview() -> str:
    """Figures of the chosen rows beside a chart, under the figures by year."""
    session, scope = db.session(), access.scope_for_reader(current_user)
    years = queries.by_year(session, scope)
    report = queries.report(session, scope, _asked(years))
    charted = sorted((line for line in report.lines if line.figures.enrolled), key=lambda line: -line.figures.enrolled)
    return render_template(
        "reports/overview.html",
        report=report,
        years=years,
        whose=_whose(scope),
        is_own=scope.agency_id is not None,
        groupings=GROUPING_NAMES,
        head=GROUPING_HEADS[report.asked.grouping],
        kinds=[(kind.value, AGENCY_KIND_NAMES[kind]) for kind in queries.kinds(session)],
        points=[(line.name, line.figures.enrolled) for line in charted[:CHARTED]],
        left_out=max(0, len(charted) - CHARTED),
        filter_words=filter_words(report.asked),
    )


@bp.get("/bao-cao.xlsx")
@for_roles(*READERS)
def overview_xlsx() -> Response:
    """The same rows as a spreadsheet."""
    session, scope = db.session(), access.scope_for_reader(current_user)
    years = queries.by_year(session, scope)
    report = queries.report(session, scope, _asked(years))
    content = report_xlsx(report, years, _whose(scope), clock.now())
    return responses.xlsx(content, f"Báo cáo bồi dưỡng văn thư {report.asked.year or 'các năm'}")


@bp.get("/bao-cao.pdf")
@for_roles(*READERS)
def overview_pdf() -> Response:
    """The same rows to print."""
    session, scope = db.session(), access.scope_for_reader(current_user)
    years = queries.by_year(session, scope)
    report = queries.report(session, scope, _asked(years))
    content = report_pdf(report, years, _whose(scope), issuer(session), clock.now())
    return responses.pdf(content, f"Báo cáo bồi dưỡng văn thư {report.asked.year or 'các năm'}")


@bp.get("/bao-cao/lop/<uuid:class_id>")
@for_roles(*READERS)
def class_people(class_id: UUID) -> str:
    """The people of a class."""
    row, scope = access.class_for_reader(db.session(), current_user, class_id)
    asked = People(class_id=row.id, kind=_asked_kind())
    heading = f"{row.name} ({AGENCY_KIND_NAMES[asked.kind].lower()})" if asked.kind else row.name
    return _people_page(scope, asked, heading, "reports.class_people_xlsx", class_id=class_id, loai=asked.kind)


@bp.get("/bao-cao/lop/<uuid:class_id>/hoc-vien.xlsx")
@for_roles(*READERS)
def class_people_xlsx(class_id: UUID) -> Response:
    """The people of a class as a spreadsheet."""
    row, scope = access.class_for_reader(db.session(), current_user, class_id)
    return _people_xlsx(scope, People(class_id=row.id, kind=_asked_kind()), row.name)


@bp.get("/bao-cao/co-quan/<uuid:agency_id>")
@for_roles(*READERS)
def agency_people(agency_id: UUID) -> str:
    """The people whom an agency sent, in one year or in all."""
    row, scope = access.agency_for_reader(db.session(), current_user, agency_id)
    asked = People(agency_id=row.id, year=_asked_year())
    return _people_page(scope, asked, row.name, "reports.agency_people_xlsx", agency_id=agency_id, nam=asked.year)


@bp.get("/bao-cao/co-quan/<uuid:agency_id>/hoc-vien.xlsx")
@for_roles(*READERS)
def agency_people_xlsx(agency_id: UUID) -> Response:
    """The people whom an agency sent as a spreadsheet."""
    row, scope = access.agency_for_reader(db.session(), current_user, agency_id)
    return _people_xlsx(scope, People(agency_id=row.id, year=_asked_year()), row.name)


def _people_page(scope: Scope, asked: People, heading: str, export: str, **address: Any) -> str:
    page = asked_page()
    lines, count = queries.people(db.session(), scope, asked, page)
    if page > 1 and not lines:
        raise NotFound
    return render_template(
        "reports/people.html",
        lines=lines,
        count=count,
        page=page,
        pages=-(-count // PAGE),
        page_url=lambda number: url_for(request.endpoint or "", **(address | {"trang": number})),
        heading=heading,
        year=asked.year,
        is_class=asked.class_id is not None,
        export_url=url_for(export, **address),
    )


def _people_xlsx(scope: Scope, asked: People, heading: str) -> Response:
    lines, _count = queries.people(db.session(), scope, asked)
    return responses.xlsx(people_xlsx(lines, f"HỌC VIÊN: {heading}", clock.now()), f"Học viên {heading}")
