"""Pages of the law register. Reading is open to everybody; officers write changes and looks down."""

from typing import Any

from flask import Blueprint
from flask_login import current_user

from accounts.domain import Role
from core import clock
from lookup import access

bp = Blueprint("lookup", __name__, url_prefix="/tra-cuu")


@bp.context_processor
def reader() -> dict[str, Any]:
    """What the reader of a page may do here, and the day."""
    roles = current_user.roles if current_user.is_authenticated else frozenset()
    return {
        "may_mark": Role.OFFICER in roles,
        "may_read_changes": bool(roles & set(access.READERS)),
        "today": clock.today(),
    }
