"""Reports to take away: spreadsheets and printed tables, each stamped with its time and filter."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from flask import current_app

from accounts.domain import AGENCY_KIND_NAMES
from certificates.domain.facts import Issuer
from core import sheets
from core.clock import in_vietnam, show_time
from core.printing import render_pdf
from core.sheets import Cell, Column, Sheet
from law.vietnamese import official_date
from reports.domain import GROUPING_HEADS, GROUPING_NAMES, Figures, Filter, PersonLine, Report
from reports.queries import YearFigures

UNKNOWN = "không có dữ liệu"

COUNTS = (
    Column("Số lớp", 9),
    Column("Học viên", 10),
    Column("Tỷ lệ dự học (%)", 16),
    Column("Hoàn thành", 16),
    Column("Đã cấp giấy chứng nhận", 16),
)


def filter_words(asked: Filter) -> str:
    """What was asked for, in words, as every export carries it."""
    year = f"năm {asked.year}" if asked.year else "mọi năm"
    kind = AGENCY_KIND_NAMES[asked.kind] if asked.kind else "mọi loại cơ quan"
    return f"{GROUPING_NAMES[asked.grouping].lower()}; {year}; {kind}"


def stamp(asked: Filter, as_of: datetime | None, at: datetime) -> str:
    """When, by which filter, and since when the figures of learning stand."""
    since = f"; số liệu lớp đang mở tính đến {show_time(as_of)} hoặc mới hơn" if as_of else ""
    return f"Lập lúc {show_time(at)}; {filter_words(asked)}{since}"


def report_xlsx(report: Report, years: Iterable[YearFigures], whose: str, at: datetime) -> bytes:
    """The rows of a report and the figures by year, as numbers."""
    asked = report.asked
    columns = (Column(GROUPING_HEADS[asked.grouping], 48), Column("Ghi chú", 30), *COUNTS)
    rows = [(line.name, line.note, *_cells(line.figures)) for line in report.lines]
    rows.append(("Tổng cộng", "", *_cells(report.total)))
    title = (
        f"BÁO CÁO BỒI DƯỠNG VĂN THƯ, LƯU TRỮ: {whose}",
        stamp(asked, report.as_of, at),
        *([report.warning] if report.warning else []),
    )
    by_year = [(row.year, *_cells(row.figures)) for row in years]
    return sheets.workbook(
        [
            Sheet(GROUPING_NAMES[asked.grouping], columns, rows, title),
            Sheet("Theo năm", (Column("Năm", 8), *COUNTS), by_year, title[:1]),
        ]
    )


def _cells(figures: Figures) -> tuple[Cell, ...]:
    return (
        figures.classes,
        figures.enrolled,
        _known(figures.attendance),
        _known(figures.completions),
        _known(figures.certificates),
    )


def _known(value: float | None) -> Cell:
    return UNKNOWN if value is None else value


def report_pdf(report: Report, years: Sequence[YearFigures], whose: str, issuer: Issuer | None, at: datetime) -> bytes:
    """The report on A4 landscape. Raises PrintingFailed."""
    template = current_app.jinja_env.get_template("reports/report_print.html")
    return render_pdf(
        template.render(
            report=report,
            years=years,
            whose=whose,
            issuer=issuer,
            head=GROUPING_HEADS[report.asked.grouping],
            page_note=stamp(report.asked, report.as_of, at),
            date_words=official_date(in_vietnam(at).date()),
            landscape=True,
        )
    )


PEOPLE = (
    Column("Họ và tên", 28),
    Column("Chức vụ", 26),
    Column("Cơ quan", 40),
    Column("Lớp", 40),
    Column("Năm", 8),
    Column("Tỷ lệ dự học (%)", 16),
    Column("Hoàn thành", 16),
    Column("Số giấy chứng nhận", 22),
)


def people_xlsx(lines: Iterable[PersonLine], heading: str, at: datetime) -> bytes:
    """The people behind a row of the report."""
    rows = (
        (
            line.full_name,
            line.position,
            line.agency,
            line.class_name,
            line.year,
            _known(line.attendance),
            {True: "đã hoàn thành", False: "chưa", None: UNKNOWN}[line.is_complete],
            line.certificate or (UNKNOWN if line.is_complete is None else ""),
        )
        for line in lines
    )
    return sheets.workbook([Sheet("Học viên", PEOPLE, rows, (heading, f"Lập lúc {show_time(at)}"))])
