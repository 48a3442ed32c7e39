"""The home page: a welcome for a visitor, the next step for everybody else; and the agency contact's own people."""

from flask import redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from markupsafe import Markup

from accounts import access, queries, sessions
from accounts.domain import Role
from accounts.models import Person
from accounts.providers import HOME_SECTIONS, NEXT_STEPS, NextStep
from accounts.views import bp
from core import clock, db
from core.access import for_roles, public


@bp.get("/")
@public
def home() -> ResponseReturnValue:
    """What do I do next?"""
    lacking = sessions.half()
    if lacking is not None:
        return redirect(url_for(access.STEP_PAGES[lacking[1]]), 303)
    row = sessions.current_session()
    if row is None:
        return render_template("accounts/welcome.html")
    session, at = db.session(), clock.now()
    steps = sorted(
        (step for provider in NEXT_STEPS for step in provider(session, row.person, at)), key=lambda step: step.rank
    )
    sections = [
        (section.heading, Markup(render_template(section.template, **section.context)))  # noqa: S704  our own template
        for provider in HOME_SECTIONS
        for section in provider(session, row.person, at)
    ]
    return render_template(
        "accounts/home.html", person=row.person, steps=steps or [_quiet(row.person)], sections=sections
    )


def _quiet(person: Person) -> NextStep:
    """What stands on the home page when nothing waits for this person."""
    return NextStep(
        title="Hôm nay chưa có việc nào chờ bạn",
        text="Khi có lớp, bài học hoặc việc cần làm, việc đó sẽ hiện ở đây.",
        url=url_for("accounts.account"),
        action="Xem tài khoản của tôi",
    )


@bp.get("/co-quan-cua-toi")
@for_roles(Role.AGENCY_CONTACT)
def own_agency() -> ResponseReturnValue:
    """The people of the contact's own agency."""
    person = access.me(db.session())
    people = queries.people_of_agency(db.session(), person.agency_id) if person.agency_id else []
    return render_template("accounts/own_agency.html", agency=person.agency, people=people)
