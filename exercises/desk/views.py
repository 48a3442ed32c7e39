"""Looking at one's own desk: folders, documents, the register and its prints."""

from __future__ import annotations

import uuid

from flask import Blueprint, Response, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from core import db, responses
from core.access import signed_in
from core.printing import render_pdf
from exercises.access import attempt_for
from exercises.desk import render
from exercises.desk.frame import own_frame
from exercises.desk.register_files import register_html, register_workbook
from exercises.desk.workspaces import DOCUMENT_PREFIX, FOLDER_PREFIX, REGISTER, workspace_of
from exercises.prose import html_of
from exercises.queries import LoadedAttempt, load_attempt

bp = Blueprint("desk", __name__, url_prefix="/luyen-tap/<uuid:attempt_id>")


def loaded_for_me(attempt_id: uuid.UUID) -> LoadedAttempt:
    """My own attempt with its desk; 404 for anybody else's."""
    session = db.session()
    return load_attempt(session, attempt_for(session, current_user, attempt_id))


@bp.get("")
@signed_in
def desk(attempt_id: uuid.UUID) -> ResponseReturnValue:
    """The first screen; after handing in, the result."""
    loaded = loaded_for_me(attempt_id)
    if not loaded.attempt.is_open:
        return redirect(url_for("results.result", attempt_id=attempt_id), 303)
    return render.render(own_frame(loaded, workspace_of(loaded.desk).first_screen(loaded.desk)))


@bp.get("/thu-muc/<string:slug>")
@signed_in
def folder(attempt_id: uuid.UUID, slug: str) -> str:
    """One folder of documents."""
    return render.render(own_frame(loaded_for_me(attempt_id), FOLDER_PREFIX + slug))


@bp.get("/van-ban/<string:packet>")
@signed_in
def document(attempt_id: uuid.UUID, packet: str) -> str:
    """One document with everything that can be done with it."""
    return render.render(own_frame(loaded_for_me(attempt_id), DOCUMENT_PREFIX + packet))


@bp.get("/de-bai")
@signed_in
def brief(attempt_id: uuid.UUID) -> str:
    """The brief, beside the desk."""
    loaded = loaded_for_me(attempt_id)
    return render_template(
        "exercises/desk/brief.html",
        frame=own_frame(loaded, "de-bai"),
        desk=loaded.desk,
        breadcrumbs=own_frame(loaded, "de-bai").breadcrumbs,
        brief=html_of(loaded.scenario.brief),
    )


@bp.get("/van-ban-den")
@signed_in
def register(attempt_id: uuid.UUID) -> str:
    """The register of incoming documents."""
    return render.render(own_frame(loaded_for_me(attempt_id), REGISTER))


@bp.get("/van-ban-den.pdf")
@signed_in
def register_pdf(attempt_id: uuid.UUID) -> Response:
    """The register on paper."""
    loaded = loaded_for_me(attempt_id)
    return responses.pdf(render_pdf(register_html(loaded.desk)), "Sổ đăng ký văn bản đến (mô phỏng)")


@bp.get("/van-ban-den.xlsx")
@signed_in
def register_xlsx(attempt_id: uuid.UUID) -> Response:
    """The register as a spreadsheet."""
    return responses.xlsx(register_workbook(loaded_for_me(attempt_id).desk), "Sổ đăng ký văn bản đến (mô phỏng)")
