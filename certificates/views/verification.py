"""The public page: is this paper real? For everybody, without sign-in and without JavaScript."""

import hashlib
from collections.abc import Callable
from functools import partial
from typing import IO

from flask import Blueprint, Response, current_app, jsonify, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from certificates.domain.answers import Answer, Told
from certificates.domain.codes import grouped, normalise
from certificates.forms import LARGEST_FILE, CodeForm, FileForm, NumberForm
from certificates.service import verification
from certificates.service.verification import TooMany, Visitor
from certificates.throttle import visitor
from core import clock, db
from core.access import public
from core.forms import Form
from core.uploads import takes_file

bp = Blueprint("verification", __name__)

CHUNK = 256 * 1024
WAIT_SECONDS = 60


@bp.after_request
def _hide(response: Response) -> Response:
    response.headers["X-Robots-Tag"] = "noindex, nofollow"
    return response


@bp.get("/xac-minh")
@public
def ask() -> ResponseReturnValue:
    """Three ways to ask: the code, the number with the name, the PDF file."""
    if "ma" not in request.args:  # an empty one was sent, and is told what to type
        return _ask_page()
    form = CodeForm(request.args)
    if not form.validate():
        return _ask_page(code_form=form), 422
    return redirect(url_for("verification.by_code", code=normalise(form.ma.data or "") or "0"), 303)


@bp.get("/xac-minh/<string:code>")
@public
def by_code(code: str) -> ResponseReturnValue:
    """The address behind the QR; the answer as JSON where the visitor's program asks for it."""
    plain = grouped(normalise(code[:80]))
    form = CodeForm(formdata=None, ma=plain or code[:80])
    return _answer(partial(verification.by_code, db.session(), code[:80]), plain, "by_code", form)


@bp.post("/xac-minh/theo-so")
@public
def by_number() -> ResponseReturnValue:
    """The number and the name together; both must fit. Names never stand in an address."""
    form = NumberForm()
    if not form.validate_on_submit():
        return _ask_page(number_form=form), 422
    number, name = form.number.data or "", form.full_name.data or ""
    look_up = partial(verification.by_number, db.session(), number, name)
    return _answer(look_up, f"{number}, {name}", "by_number", form)


@bp.post("/xac-minh/theo-tep")
@takes_file(LARGEST_FILE, "Tệp giấy chứng nhận gốc nhỏ hơn 1 MB: hãy chọn đúng tệp PDF đã nhận.")
@public
def by_file() -> ResponseReturnValue:
    """The PDF file: only its SHA-256 is compared; the file is neither opened nor kept."""
    form = FileForm()
    if not form.validate_on_submit():
        return _ask_page(file_form=form), 422
    digest = _sha256(form.paper.data.stream)
    return _answer(partial(verification.by_file, db.session(), digest), "tệp bạn vừa gửi", "by_file", form)


def _sha256(stream: IO[bytes]) -> str:
    sums = hashlib.sha256()
    while part := stream.read(CHUNK):
        sums.update(part)
    return sums.hexdigest()


def _visitor() -> Visitor:
    secret = current_app.extensions["settings"].secret_key
    return Visitor(visitor(request.remote_addr or "", secret), clock.now())


def _answer(look_up: Callable[[Visitor], Answer], asked: str, way: str, form: Form) -> ResponseReturnValue:
    """`asked` in words; `form` is the one of this `way`, to be corrected where nothing was found."""
    try:
        found = look_up(_visitor())
    except TooMany:
        return _too_many()
    status = 404 if found.told is Told.UNKNOWN else 200
    if _wants_json():
        return jsonify(found.to_json()), status
    return render_template("certificates/answer.html", answer=found, asked=asked, way=way, form=form), status


def _too_many() -> ResponseReturnValue:
    headers = {"Retry-After": str(WAIT_SECONDS)}
    if _wants_json():
        return jsonify({"state": "too_many", "message": "Hãy đợi một phút rồi thử lại."}), 429, headers
    return render_template("certificates/too_many.html"), 429, headers


def _wants_json() -> bool:
    return request.accept_mimetypes.best_match(["text/html", "application/json"]) == "application/json"


def _ask_page(
    code_form: CodeForm | None = None, number_form: NumberForm | None = None, file_form: FileForm | None = None
) -> str:
    forms: tuple[Form | None, ...] = (code_form, number_form, file_form)
    return render_template(
        "certificates/ask.html",
        code_form=code_form or CodeForm(formdata=None),
        number_form=number_form or NumberForm(formdata=None),
        file_form=file_form or FileForm(formdata=None),
        failed=next((form for form in forms if form is not None), None),
    )
