"""What tests of exercises share: Lan, a trainee, and her desk."""

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from accounts.domain import Role
from accounts.models import Person
from tests.factories.desk_browser import Browser, begin
from tests.factories.people import create_person


@pytest.fixture
def lan(session: Session) -> Person:
    """Lan, who practises."""
    return create_person(session, "Nông Thị Lan", Role.TRAINEE)


@pytest.fixture
def browser(app: Flask, lan: Person) -> Browser:
    """Lan's desk."""
    return begin(app, lan)
