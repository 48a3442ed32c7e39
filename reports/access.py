"""Whose figures a person may see: officers all, an agency's contact those of the own agency."""

import uuid

import sqlalchemy as sa
from sqlalchemy.orm import Session
from werkzeug.exceptions import NotFound

from accounts.domain import Role
from accounts.models import Agency, Person
from reports.domain import Scope
from training.domain.sessions import ClassState
from training.models import Enrolment, EnrolmentState, TrainingClass


def scope_for_reader(person: Person) -> Scope:
    """What this person's reports count. A contact without an agency has nothing to report on: 404."""
    if Role.OFFICER in person.roles:
        return Scope()
    if Role.AGENCY_CONTACT in person.roles and person.agency_id is not None:
        return Scope(person.agency_id)
    raise NotFound


def class_for_reader(session: Session, person: Person, class_id: uuid.UUID) -> tuple[TrainingClass, Scope]:
    """A class that is no draft; for a contact only one that people of the own agency attend."""
    scope = scope_for_reader(person)
    row = session.get(TrainingClass, class_id)
    if row is None or row.state is ClassState.DRAFT:
        raise NotFound
    if scope.agency_id is not None:
        own = sa.exists().where(
            Enrolment.class_id == class_id,
            Enrolment.agency_id == scope.agency_id,
            Enrolment.state == EnrolmentState.ENROLLED,
        )
        if not session.scalar(sa.select(own)):
            raise NotFound
    return row, scope


def agency_for_reader(session: Session, person: Person, agency_id: uuid.UUID) -> tuple[Agency, Scope]:
    """An agency; for a contact only the own one."""
    scope = scope_for_reader(person)
    row = session.get(Agency, agency_id)
    if row is None or scope.agency_id not in {None, agency_id}:
        raise NotFound
    return row, scope
