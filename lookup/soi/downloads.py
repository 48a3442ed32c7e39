"""What a person takes away from a report: the file with comments, the corrected file, the report on paper; and keeping it."""

import uuid
from collections.abc import Callable
from typing import TypeVar

from flask import abort, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from core import clock, printing, responses
from core.children import Rejected
from law import register
from lookup.soi import files, keeping, looking, presenting
from lookup.soi.access import checkers, holder_of, report_of, saved
from lookup.soi.keeping import Full, Kept
from lookup.soi.views import BUSY
from lookup.views import bp

SHEETS = ("print.css", "lookup/soi-print.css")
T = TypeVar("T")


def _word_report(report_id: uuid.UUID) -> tuple[Kept, bytes]:
    """A report on a .docx and its file; 404 for another kind of file."""
    kept = report_of(report_id)
    if kept.look["report"]["source"] != "docx":
        abort(404)
    return kept, holder_of(report_id).data_of(report_id)


def _made(report_id: uuid.UUID, make: Callable[[], T]) -> T | ResponseReturnValue:
    """What the child makes; where it cannot, the report again with a sentence."""
    try:
        return make()
    except (Rejected, looking.Busy) as refused:
        flash(BUSY if isinstance(refused, looking.Busy) else str(refused), "danger")
        return redirect(url_for("lookup.soi_report", report_id=report_id), 303)


def _name(kept: Kept, what: str) -> str:
    return f"{kept.name.rpartition('.')[0] or kept.name or 'van-ban'} ({what})"


@bp.get("/soi-the-thuc/<uuid:report_id>/ban-co-ghi-chu")
@checkers
def soi_annotated(report_id: uuid.UUID) -> ResponseReturnValue:
    """The file itself with a note for each finding: comments in a .docx, highlights in a PDF."""
    kept, data = report_of(report_id), holder_of(report_id).data_of(report_id)
    shown = presenting.findings(kept.look["report"])
    is_word = kept.look["report"]["source"] == "docx"

    def make() -> bytes:
        if is_word:
            return files.annotated(data, kept.name, shown, clock.now())
        return files.annotated_pdf(data, kept.look, shown)

    made = _made(report_id, make)
    if not isinstance(made, bytes):
        return made
    return (responses.docx if is_word else responses.pdf)(made, _name(kept, "có ghi chú"))


@bp.get("/soi-the-thuc/<uuid:report_id>/ban-da-sua")
@checkers
def soi_corrected(report_id: uuid.UUID) -> ResponseReturnValue:
    """What the machine can put right by itself, and what is left."""
    kept, data = _word_report(report_id)
    made = _made(report_id, lambda: files.corrected(data, kept.name, clock.today(), kept.pointed))
    if not isinstance(made, files.Corrected):
        return made
    return render_template(
        "lookup/soi_corrected.html",
        kept=kept,
        made=made.made,
        left=presenting.findings(made.report),
        register=register.load(),
        breadcrumbs=[
            ("Tra cứu", url_for("lookup.texts")),
            ("Soi thể thức", url_for("lookup.soi")),
            (kept.name or "Kết quả soi", url_for("lookup.soi_report", report_id=report_id)),
            ("Bản máy sửa", None),
        ],
    )


@bp.get("/soi-the-thuc/<uuid:report_id>/ban-da-sua.docx")
@checkers
def soi_corrected_file(report_id: uuid.UUID) -> ResponseReturnValue:
    """The corrected .docx."""
    kept, data = _word_report(report_id)
    made = _made(report_id, lambda: files.corrected(data, kept.name, clock.today(), kept.pointed))
    return responses.docx(made.data, _name(kept, "đã sửa thể thức")) if isinstance(made, files.Corrected) else made


@bp.get("/soi-the-thuc/<uuid:report_id>/ket-qua.pdf")
@checkers
def soi_paper(report_id: uuid.UUID) -> ResponseReturnValue:
    """The report with the drawn pages and their marks, as a PDF."""
    kept = report_of(report_id)
    report = kept.look["report"]
    shown = presenting.findings(report)
    html = render_template(
        "lookup/print/soi_report.html",
        kept=kept,
        report=report,
        shown=shown,
        counts=presenting.counts(shown),
        parts=presenting.summary(report, shown),
        sheets=presenting.sheets(kept.look["drawing"], shown),
        register=register.load(),
        at=clock.now(),
    )
    return responses.pdf(printing.render_pdf(html, sheets=SHEETS), _name(kept, "kết quả soi"))


@bp.post("/soi-the-thuc/<uuid:report_id>/giu-lai")
@checkers
def soi_save(report_id: uuid.UUID) -> ResponseReturnValue:
    """Keep a report of this session beyond it; for people with an account."""
    kept, own = report_of(report_id), saved()
    if own is None:
        abort(403)
    if own.get(report_id, clock.now()) is None:
        try:
            own.keep(kept, holder_of(report_id).data_of(report_id), clock.now())
        except Full:
            flash(
                f"Bạn đã giữ {keeping.MOST_SAVED} văn bản, là nhiều nhất. Hãy xóa bớt ở mục “Đã giữ lại” rồi bấm lại.",
                "danger",
            )
            return redirect(url_for("lookup.soi_report", report_id=report_id), 303)
    flash(
        f"Đã giữ lại trong {keeping.LONGEST_SAVED.days} ngày. Chỉ mình bạn xem được; văn bản này không vào bản sao lưu.",
        "success",
    )
    return redirect(url_for("lookup.soi_report", report_id=report_id), 303)
