"""What this package puts on the lists of the lower ones: a menu entry and the year's figures on the officer's home page."""

from datetime import datetime

from sqlalchemy.orm import Session

from accounts.domain import Role
from accounts.models import Person
from accounts.providers import MenuEntry, Section
from reports import queries
from reports.domain import Scope

REPORTS = MenuEntry("Báo cáo", "reports.overview", frozenset({Role.OFFICER, Role.AGENCY_CONTACT}))


def sections(session: Session, person: Person, at: datetime) -> list[Section]:
    """The newest year at a glance, for an officer."""
    if Role.OFFICER not in person.roles:
        return []
    years = queries.by_year(session, Scope())
    if not years:
        return []
    newest = years[-1]
    return [Section(f"Năm {newest.year} đến nay", "reports/year_section.html", {"newest": newest})]
