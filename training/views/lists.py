"""Enrolling from an Excel file: upload, preview, confirm; first passwords on slips."""

import uuid

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from accounts.domain import Role
from accounts.forms import TokenForm
from accounts.queries import living_agencies
from accounts.service import give_first_passwords
from accounts.slips import answer_with_slips
from core import clock, once, responses
from core.access import for_roles
from core.db import session
from core.uploads import takes_file
from training import access, sample_list, spreadsheet
from training.domain.refusals import Refused
from training.forms.list_form import (
    ConfirmForm,
    UploadForm,
    kinds_to_make,
    open_questions,
    read_choices,
)
from training.models import BatchState, ImportBatch, TrainingClass
from training.queries import classes as class_queries
from training.queries.imports import preview
from training.service import imports
from training.service.list_files import ListRejected
from training.views import bp, me

STAFF_GET_SLIPS_ELSEWHERE = (
    "{names} còn giữ vai trò khác trong hệ thống, nên phiếu đăng nhập do quản trị viên cấp ở mục Người dùng."
)
ONCE_SHOWN = "Phiếu chỉ hiện một lần: nếu chưa kịp in, hãy bấm “Mất phiếu” ở trang Học viên của lớp để cấp lại."


@bp.get("/lop/danh-sach-mau")
@for_roles(Role.OFFICER, Role.AGENCY_CONTACT)
def sample() -> ResponseReturnValue:
    """The template that agencies fill in."""
    return responses.xlsx(sample_list.workbook(), "Mẫu danh sách cử đi học")


@bp.route("/lop/<uuid:class_id>/ghi-danh", methods=["GET", "POST"])
@takes_file(spreadsheet.LARGEST, "Danh sách học viên hãy chép vào tệp mẫu, bỏ hình ảnh và các trang tính thừa.")
@for_roles(Role.OFFICER)
def upload(class_id: uuid.UUID) -> ResponseReturnValue:
    """Choose the file; it is read and shown before anybody is enrolled."""
    row = access.class_for_officer(session(), me(), class_id)
    form, problem, status = UploadForm(), "", 200
    if request.method == "POST":
        try:
            if form.validate_on_submit():
                batch_id = _upload(form, class_id)
                return redirect(url_for("training.show_list", class_id=class_id, batch_id=batch_id), 303)
            status = 422
        except once.AlreadyDone as done:
            return redirect(done.result, 303)
        except ListRejected as refusal:
            problem, status = str(refusal), 413 if refusal.is_too_large else 422
        except Refused as refusal:
            problem, status = refusal.message, 422
    agencies = living_agencies(session(), row.first_day or clock.today())
    return render_template("training/upload.html", row=row, form=form, problem=problem, agencies=agencies), status


def _upload(form: UploadForm, class_id: uuid.UUID) -> uuid.UUID:
    file = form.file.data
    if not file or not file.filename:
        raise ListRejected("Chưa chọn tệp. Hãy bấm “Chọn tệp” rồi chọn danh sách (.xlsx).")
    with file.stream as stream:
        content = stream.read()
    return imports.upload_list(
        session(),
        me(),
        class_id,
        file_name=file.filename,
        content=content,
        default_agency=str(form.agency.data or ""),
        at=clock.now(),
        token=form.token,
    )


@bp.route("/lop/<uuid:class_id>/danh-sach/<uuid:batch_id>", methods=["GET", "POST"])
@for_roles(Role.OFFICER)
def show_list(class_id: uuid.UUID, batch_id: uuid.UUID) -> ResponseReturnValue:
    """The preview: what was read, what is wrong, what must be decided; confirming enrols everybody."""
    row, batch = _batch(class_id, batch_id)
    if batch.state is not BatchState.WAITING:
        return render_template("training/list_done.html", row=row, batch=batch, slips_form=TokenForm())
    form, shown = ConfirmForm(), preview(session(), batch, clock.today())
    choices, complaints = read_choices(request.form, shown), []
    if choices.agencies:  # who works there may be on the list, which is a question of its own
        shown = preview(session(), batch, clock.today(), choices.agencies)
        choices = read_choices(request.form, shown)
    if form.validate_on_submit():
        complaints = open_questions(shown, choices)
        try:
            if not complaints:
                imports.confirm_list(session(), me(), batch_id, choices, clock.now(), form.token)
                flash("Đã ghi danh cả danh sách.", "success")
                return redirect(url_for("training.show_list", class_id=class_id, batch_id=batch_id), 303)
        except once.AlreadyDone as done:
            return redirect(done.result, 303)
        except Refused as refusal:
            complaints = [(refusal.message, "")]
    status = 422 if complaints else 200
    return render_template(
        "training/preview.html", row=row, batch=batch, form=form, shown=shown, choices=choices,
        complaints=complaints, kinds=list(kinds_to_make()),
    ), status  # fmt: skip


def _batch(class_id: uuid.UUID, batch_id: uuid.UUID) -> tuple[TrainingClass, ImportBatch]:
    row = access.class_for_officer(session(), me(), class_id)
    batch = session().get(ImportBatch, batch_id)
    if batch is None or batch.class_id != class_id:
        abort(404)
    return row, batch


@bp.post("/lop/<uuid:class_id>/phieu-dang-nhap")
@for_roles(Role.OFFICER)
def slips(class_id: uuid.UUID) -> ResponseReturnValue:
    """First passwords, shown once, for the people of the class who cannot sign in yet; `again` for lost slips too."""
    access.class_for_officer(session(), me(), class_id)
    is_again = "again" in request.form
    found, staff = class_queries.without_sign_in(session(), class_id, is_again=is_again)
    if staff:
        flash(STAFF_GET_SLIPS_ELSEWHERE.format(names=", ".join(one.full_name for one in staff)), "info")
    back, form = url_for("training.people", class_id=class_id), TokenForm()
    try:
        made = give_first_passwords(
            session(), me(), found, clock.now(), token=form.token, result=back, is_only_missing=not is_again
        )
    except once.AlreadyDone as done:
        flash(f"Phiếu đã được cấp ở lần bấm trước. {ONCE_SHOWN}", "warning")
        return redirect(done.result, 303)
    if not made:
        flash(f"Không còn học viên nào chờ phiếu. {ONCE_SHOWN}", "info")
        return redirect(back, 303)
    return answer_with_slips(made, back_url=back)
