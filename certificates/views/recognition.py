"""The officer recognises the results of a class and follows the making of its papers."""

from uuid import UUID

from flask import Blueprint, Response, current_app, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user
from werkzeug.exceptions import NotFound

from accounts.domain import Role
from certificates import access, queries
from certificates.domain.recognition import ClassResults, Refused
from certificates.domain.states import State
from certificates.forms import RecognitionForm
from certificates.results import class_results
from certificates.service.issuing import Imprint, issue
from certificates.service.recognition import AlreadyRecognised, recognise_and_issue
from core import clock, db, responses
from core.access import for_roles
from law.vietnamese import slug

bp = Blueprint("recognition", __name__)


def imprint() -> Imprint:
    """What this installation prints on certificates."""
    settings = current_app.extensions["settings"]
    return Imprint(settings.public_url, settings.demo)


@bp.get("/lop/<uuid:class_id>/cong-nhan")
@for_roles(Role.OFFICER)
def preview(class_id: UUID) -> ResponseReturnValue:
    """Who has reached the result, who has not and why, and the decision to be entered."""
    access.class_to_recognise(db.session(), current_user, class_id)
    return _page(RecognitionForm(), class_results(db.session(), class_id))


@bp.post("/lop/<uuid:class_id>/cong-nhan")
@for_roles(Role.OFFICER)
def recognise(class_id: UUID) -> ResponseReturnValue:
    """Recognise and issue in one act."""
    access.class_to_recognise(db.session(), current_user, class_id)
    form = RecognitionForm()
    if not form.validate_on_submit():
        return _page(form, class_results(db.session(), class_id)), 422
    try:
        made = recognise_and_issue(db.session(), current_user, class_id, form.to_command(), imprint(), clock.now())
    except AlreadyRecognised as earlier:
        flash("Kết quả của lớp này đã được công nhận và cấp giấy trước đó. Không có giấy nào được cấp thêm.", "info")
        return redirect(url_for("recognition.batch", recognition_id=earlier.recognition_id), 303)
    except Refused as refused:
        return _page(form, class_results(db.session(), class_id), refused), 422
    flash("Đã công nhận kết quả và cấp số cho cả lớp. Hệ thống đang tạo các tệp PDF.", "success")
    return redirect(url_for("recognition.batch", recognition_id=made.id), 303)


def _page(form: RecognitionForm, results: ClassResults, refused: Refused | None = None) -> str:
    form.seen.data = results.digest  # the list that this page shows is the list that is signed
    return render_template(
        "certificates/recognition.html",
        form=form,
        results=results,
        refused=refused,
        has_names=queries.issuer(db.session()) is not None,
        earlier=queries.recognitions_of(db.session(), results.class_id),
        done=queries.recognised_persons(db.session(), results.class_id),
    )


@bp.get("/chung-nhan/dot/<uuid:recognition_id>")
@for_roles(Role.OFFICER)
def batch(recognition_id: UUID) -> str:
    """The certificates of one recognition, and how far the making of their papers is."""
    decision = access.recognition_for_officer(db.session(), current_user, recognition_id)
    return render_template(
        "certificates/batch.html",
        decision=decision,
        training=decision.training,
        entries=queries.batch(db.session(), recognition_id),
        people=queries.count_people(db.session(), recognition_id),
        progress=queries.progress(db.session(), recognition_id),
    )


@bp.get("/chung-nhan/dot/<uuid:recognition_id>/tien-do")
@for_roles(Role.OFFICER)
def progress(recognition_id: UUID) -> ResponseReturnValue:
    """The part of the page that says how far the papers are, for a page that asks again by itself.

    With the last paper the rows and the buttons around it change too: htmx loads the whole page again.
    """
    decision = access.recognition_for_officer(db.session(), current_user, recognition_id)
    made = queries.progress(db.session(), recognition_id)
    part = render_template("certificates/progress.html", decision=decision, progress=made)
    return part, {"HX-Refresh": "true"} if made.is_done else {}


@bp.post("/chung-nhan/dot/<uuid:recognition_id>/cap-giay")
@for_roles(Role.OFFICER)
def issue_again(recognition_id: UUID) -> ResponseReturnValue:
    """Issue what a recognition still lacks, and ask again for papers that could not be made."""
    access.recognition_for_officer(db.session(), current_user, recognition_id)
    try:
        issue(db.session(), current_user, recognition_id, imprint(), clock.now())
    except Refused as refused:
        flash(refused.sentence, "error")
    return redirect(url_for("recognition.batch", recognition_id=recognition_id), 303)


@bp.get("/chung-nhan/dot/<uuid:recognition_id>/tat-ca.zip")
@for_roles(Role.OFFICER)
def all_papers(recognition_id: UUID) -> Response:
    """The valid papers of a recognition in one ZIP: it is printed and handed out as it is, so nothing revoked or replaced is in it."""
    access.recognition_for_officer(db.session(), current_user, recognition_id)
    entries = queries.batch(db.session(), recognition_id)
    papers = [
        (f"{entry.register_no:04d}-{entry.year} {slug(entry.facts.holder.full_name)}.pdf", entry.pdf_sha256)
        for entry in entries
        if entry.pdf_sha256 and entry.state is State.VALID
    ]
    if not papers:
        raise NotFound
    return responses.archive(papers, "Giấy chứng nhận")
