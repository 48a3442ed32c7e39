"""Pages of Soi thể thức: send a file, its report, point out a component, wipe. What is sent is kept for the session only."""

import uuid

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from core import clock
from core.children import Rejected
from core.uploads import takes_file
from law import register
from law.layout.readers import refusals
from law.layout.understanding.parts import Kind, Part
from lookup.soi import looking, presenting
from lookup.soi.access import checkers, holder_of, keeper, report_of, saved, upload_of
from lookup.soi.forms import PARTS, PointOutForm, UploadForm
from lookup.soi.inspection import TooLarge
from lookup.soi.keeping import Full, Kept
from lookup.views import bp

# Seconds that an upload waits for its turn in its own request; then it waits in its folder.
PATIENCE = 1.0
BUSY = "Đang có nhiều người soi văn bản. Hãy đợi một phút rồi gửi lại."
WIPED = "Tệp vừa gửi đã bị xóa khỏi máy chủ, không có gì được giữ lại."
BEARS_A_MARK = (
    "Văn bản mang dấu chỉ độ mật nên không được soi ở đây. Đừng gửi lại; hãy báo ngay người phụ trách bảo vệ bí mật nhà nước của"
    " cơ quan, và xử lý văn bản theo pháp luật về bảo vệ bí mật nhà nước."
)


@bp.route("/soi-the-thuc", methods=["GET", "POST"])
@takes_file(refusals.LARGEST_FILE, "Hãy bỏ bớt hoặc thu nhỏ ảnh trong văn bản, lưu lại rồi gửi lại.")
@checkers
def soi() -> ResponseReturnValue:
    """Send a file; the reports of this session."""
    form = UploadForm()
    if request.method == "GET":
        return _ask(form, 200)
    if not form.validate():
        return _ask(form, 422)
    file = form.file.data
    data, name = file.read(), looking.short_name(file.filename or "")
    kept = Kept(uuid.uuid4(), name, {})
    try:
        kept = _looked_at(kept, data)
        keeper(begin=True).keep(kept, data, clock.now())
    except Rejected as refused:
        return _refuse(form, refused)
    except Full:
        form.refuse("file", BUSY)
        return _ask(form, 503)
    return redirect(url_for("lookup.soi_report", report_id=kept.id), 303)


def _looked_at(kept: Kept, data: bytes) -> Kept:
    """The report on a file, or, while others are being served, the file as it waits. Raises Rejected."""
    if len(data) > refusals.LARGEST_FILE:
        raise TooLarge(refusals.LARGE)
    try:
        found = looking.look(data, kept.name, clock.today(), patience=PATIENCE)
    except looking.Busy:
        return kept
    refusal = _refusal(found)
    if refusal:
        raise Rejected(f"{refusal} {WIPED}")
    return Kept(kept.id, found["report"]["file"], found)


def _refuse(form: UploadForm, refused: Rejected) -> ResponseReturnValue:
    form.refuse("file", str(refused))
    return _ask(form, 413 if isinstance(refused, TooLarge) else 422)


@bp.get("/soi-the-thuc/<uuid:report_id>")
@checkers
def soi_report(report_id: uuid.UUID) -> ResponseReturnValue:
    """What was found in a file of this session. A file that waits is looked at now, if it can be; the page asks again."""
    kept, own = upload_of(report_id), holder_of(report_id)
    if kept.is_waiting:
        try:
            kept = _looked_at(kept, own.data_of(report_id))
        except Rejected as refused:
            own.drop(report_id)
            return _refuse(UploadForm(), refused)
        if kept.is_waiting:
            return render_template("lookup/soi_waiting.html", kept=kept), 200
        own.update(kept, clock.now())
    form = PointOutForm(data={"part": request.args.get("phan", ""), "last": "0"})
    form.offer(kept.look["lines"])
    return _show(kept, form, 200)


@bp.post("/soi-the-thuc/<uuid:report_id>/chi-ra")
@checkers
def soi_point_out(report_id: uuid.UUID) -> ResponseReturnValue:
    """Judge again with a component that a person has pointed out."""
    kept = report_of(report_id)
    own, lines = holder_of(report_id), kept.look["lines"]
    form = PointOutForm()
    form.offer(lines)
    if not form.validate():
        return _show(kept, form, 422)
    pointed = {**kept.pointed, form.part.data: form.chosen(lines)}
    try:
        found = looking.look(own.data_of(report_id), kept.name, clock.today(), pointed)
    except (Rejected, looking.Busy) as refused:
        form.refuse("part", BUSY if isinstance(refused, looking.Busy) else str(refused))
        return _show(kept, form, 503)
    refusal = BEARS_A_MARK if pointed.get(Part.SECRECY.key) else _refusal(found)
    if refusal:
        own.drop(report_id)
        upload = UploadForm()
        upload.refuse("file", f"{refusal} {WIPED}")
        return _ask(upload, 422)
    own.update(Kept(kept.id, kept.name, found, pointed), clock.now())
    flash("Đã soi lại theo thành phần bạn vừa chỉ ra.", "success")
    return redirect(url_for("lookup.soi_report", report_id=report_id), 303)


@bp.post("/soi-the-thuc/<uuid:report_id>/xoa")
@checkers
def soi_wipe(report_id: uuid.UUID) -> ResponseReturnValue:
    """Wipe a file and its report at once."""
    holder_of(report_id).drop(report_id)
    flash("Đã xóa tệp và kết quả soi.", "success")
    return redirect(url_for("lookup.soi"), 303)


def _refusal(found: dict[str, object]) -> str:
    report = found["report"]
    assert isinstance(report, dict)
    return BEARS_A_MARK if report["kind"] == Kind.SECRET.value else str(report["refusal"])


def _ask(form: UploadForm, status: int) -> ResponseReturnValue:
    page = render_template(
        "lookup/soi.html",
        form=form,
        reports=keeper().listed(clock.now()),
        saved=_saved_reports(),
        breadcrumbs=[("Tra cứu", url_for("lookup.texts")), ("Soi thể thức", None)],
    )
    return page, status


def _saved_reports() -> list[Kept]:
    own = saved()
    return own.listed(clock.now()) if own is not None else []


def _show(kept: Kept, form: PointOutForm, status: int) -> ResponseReturnValue:
    report = kept.look["report"]
    shown = presenting.findings(report)
    page = render_template(
        "lookup/soi_report.html",
        kept=kept,
        report=report,
        shown=shown,
        counts=presenting.counts(shown),
        parts=presenting.summary(report, shown),
        sheets=presenting.sheets(kept.look["drawing"], shown),
        to_point_at={key for key, _ in PARTS},
        form=form,
        register=register.load(),
        may_save=saved() is not None,
        is_saved=any(one.id == kept.id for one in _saved_reports()),
        breadcrumbs=[
            ("Tra cứu", url_for("lookup.texts")),
            ("Soi thể thức", url_for("lookup.soi")),
            (kept.name or "Kết quả soi", None),
        ],
    )
    return page, status
