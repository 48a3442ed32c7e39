"""The author's page: what the courses hold, and every fault with its file and line."""

from flask import render_template, request
from flask.typing import ResponseReturnValue

from accounts.domain import Role
from core import clock
from core.access import for_roles
from courses.views import bp, home
from law import vietnamese


@bp.get("/bien-soan/kiem-tra-noi-dung")
@for_roles(Role.AUTHOR)
def content_check() -> ResponseReturnValue:
    """The content as it lies on disk now, as it would be taught on the day in `ngay`, or today."""
    typed = request.args.get("ngay", "").strip()
    fault, day = "", clock.today()
    try:
        day = vietnamese.parse_date(typed) if typed else day
    except ValueError as error:
        fault = str(error)
    return render_template("courses/content_check.html", report=home.check_now(day), day=day, typed=typed, fault=fault)
