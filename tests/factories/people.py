"""People and agencies for tests."""

from datetime import date

from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from accounts.domain import AgencyKind, Role, name_sort_text
from accounts.models import Agency, Person, RoleGrant
from accounts.sessions import COOKIE_KEY, open_session
from core import db
from law.vietnamese import fold
from tests.conftest import NOW


def create_agency(session: Session, name: str = "UBND xã Văn Yên", kind: AgencyKind = AgencyKind.COMMUNE) -> Agency:
    """An agency of the two-tier structure."""
    agency = Agency(name=name, folded_name=fold(name), kind=kind, valid_from=date(2025, 7, 1))
    with db.transaction(session):
        session.add(agency)
        session.flush()  # it has an id, even within a larger transaction
    return agency


def create_person(
    session: Session, name: str, *roles: Role, agency: Agency | None = None, user_name: str | None = None
) -> Person:
    """A person with these roles who can sign in (the password is never used: see `sign_in`)."""
    person = Person(
        full_name=name,
        name_key=name_sort_text(name),
        folded_name=fold(name),
        agency_id=agency.id if agency else None,
        user_name=user_name or fold(name).replace(" ", "."),
        password_hash="not a hash",
        created_at=NOW,
        grants=[RoleGrant(role=role) for role in roles],
    )
    with db.transaction(session):
        session.add(person)
        session.flush()
    return person


def sign_in(app: Flask, person: Person) -> FlaskClient:
    """A browser in which this person has signed in."""
    client = app.test_client()
    with app.app_context():
        session = db.session()
        with db.transaction(session):
            token = open_session(session, session.get_one(Person, person.id), NOW)
    with client.session_transaction() as cookie:
        cookie[COOKIE_KEY] = token
    return client
