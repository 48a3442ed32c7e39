"""The author's page: what the courses hold, and every fault with its file and line."""

from flask import render_template
from flask.typing import ResponseReturnValue

from accounts.domain import Role
from core.access import for_roles
from courses.views import bp, home


@bp.get("/bien-soan/kiem-tra-noi-dung")
@for_roles(Role.AUTHOR)
def content_check() -> ResponseReturnValue:
    """The content as it lies on disk now."""
    return render_template("courses/content_check.html", report=home.check_now())
