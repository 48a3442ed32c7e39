"""Invented trainees as people of the installation, without a sign-in."""

from collections.abc import Iterable
from datetime import datetime
from itertools import cycle

from sqlalchemy.orm import Session

from accounts.domain import Role
from accounts.models import Agency, Person
from accounts.service.people import create_person
from demo.names import Invented
from training.service.enrolment import NewEnrolment


def make_trainees(
    session: Session, invented: Iterable[Invented], agencies: dict[str, Agency], holders: list[str], at: datetime
) -> list[Person]:
    """Write down invented people, spread evenly over the agencies with these names."""
    return [
        create_person(
            session,
            None,
            full_name=one.full_name,
            roles=[Role.TRAINEE],
            at=at,
            agency_id=agencies[holder].id,
            birth_date=one.birth_date,
            position=one.position,
            is_simulated=True,
        )
        for one, holder in zip(invented, cycle(holders), strict=False)
    ]


def enrolment_of(person: Person) -> NewEnrolment:
    """A person with agency, position and year of birth as they are now."""
    year = person.birth_date.year if person.birth_date else None
    return NewEnrolment(person.id, person.agency_id, position=person.position, birth_year=year)
