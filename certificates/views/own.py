"""A person's own certificates."""

from flask import Blueprint, render_template
from flask_login import current_user

from certificates import queries
from core import db
from core.access import signed_in

bp = Blueprint("certificates", __name__)


@bp.get("/chung-nhan-cua-toi")
@signed_in
def mine() -> str:
    """Certificates that name this person."""
    return render_template("certificates/mine.html", entries=queries.of_person(db.session(), current_user.id))
