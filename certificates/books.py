"""The register book outside the screen: PDF with a column for signatures, and spreadsheet."""

from collections.abc import Sequence
from datetime import datetime

from flask import current_app

from certificates.domain.facts import Issuer
from certificates.domain.states import STATE_NAMES, State
from certificates.queries import Entry
from core import sheets
from core.clock import in_vietnam, show_time
from core.printing import render_pdf
from core.sheets import Cell, Column, Sheet
from law.vietnamese import official_date

COLUMNS = (
    Column("Số vào sổ", 8),
    Column("Số giấy chứng nhận", 20),
    Column("Họ và tên", 28),
    Column("Ngày sinh", 12),
    Column("Chức vụ", 24),
    Column("Cơ quan", 36),
    Column("Khóa học", 32),
    Column("Lớp", 32),
    Column("Quyết định công nhận", 18),
    Column("Ngày quyết định", 12),
    Column("Ngày cấp", 12),
    Column("Tình trạng", 14),
    Column("Ghi chú", 30),
    Column("Người nhận ký", 18),
)


def register_xlsx(year: int, entries: Sequence[Entry], at: datetime) -> bytes:
    """The register book of a year as an .xlsx file: numbers are numbers, days are days."""
    title = (f"SỔ CẤP GIẤY CHỨNG NHẬN NĂM {year}", f"Lập lúc {show_time(at)}; {len(entries)} giấy")
    return sheets.workbook([Sheet(f"Sổ cấp {year}", COLUMNS, map(_row, entries), title)])


def _row(entry: Entry) -> Sequence[Cell]:
    facts = entry.facts
    holder = facts.holder
    return (
        entry.register_no,
        entry.number,
        holder.full_name,
        holder.birth_date or holder.birth_year,
        holder.position,
        holder.agency,
        facts.training.course,
        facts.training.class_name,
        facts.decision.number,
        facts.decision.signed_on,
        facts.issued_on,
        STATE_NAMES[entry.state],
        note(entry),
        None,
    )


def note(entry: Entry) -> str:
    """Why and by which decision a certificate ended; empty while it is valid."""
    if entry.state is State.VALID:
        return ""
    return f"{ending_words(entry)}. {entry.reason}"


def ending_words(entry: Entry) -> str:
    """How and by which decision a certificate ended, without the reason."""
    return f"{STATE_NAMES[entry.state]} theo Quyết định số {entry.ending_decision}"


def register_pdf(year: int, entries: Sequence[Entry], issuer: Issuer | None, at: datetime) -> bytes:
    """The register book of a year on A4 landscape. Raises PrintingFailed."""
    template = current_app.jinja_env.get_template("certificates/register_print.html")
    return render_pdf(
        template.render(
            year=year,
            entries=entries,
            issuer=issuer,
            date_words=official_date(in_vietnam(at).date()),
            made_at=at,
            ending_words=ending_words,
            landscape=True,
        ),
        sheets=("print.css", "certificates/book.css"),
    )
