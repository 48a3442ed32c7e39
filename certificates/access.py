"""Loaders that fetch and authorise: a stranger gets 404, as if there were nothing."""

import uuid

from sqlalchemy.orm import Session
from werkzeug.exceptions import NotFound

from accounts.domain import Role
from accounts.models import Person
from certificates import queries
from certificates.models import RecognitionDecision
from certificates.queries import Entry
from training.access import class_for_officer
from training.domain.sessions import ClassState
from training.models import TrainingClass

RECOGNISABLE = frozenset({ClassState.OPEN, ClassState.FINISHED})


def class_to_recognise(session: Session, person: Person, class_id: uuid.UUID) -> TrainingClass:
    """A class that is or was run here, for an officer; drafts and classes of the past have nothing to recognise."""
    row = class_for_officer(session, person, class_id)
    if row.state not in RECOGNISABLE:
        raise NotFound
    return row


def recognition_for_officer(session: Session, person: Person, recognition_id: uuid.UUID) -> RecognitionDecision:
    """A recognition, for an officer."""
    row = session.get(RecognitionDecision, recognition_id)
    if row is None or Role.OFFICER not in person.roles:
        raise NotFound
    return row


def certificate_for_officer(session: Session, person: Person, certificate_id: uuid.UUID) -> Entry:
    """A certificate, for an officer."""
    found = queries.entry(session, certificate_id)
    if found is None or Role.OFFICER not in person.roles:
        raise NotFound
    return found


def certificate_for_reader(session: Session, person: Person, certificate_id: uuid.UUID) -> Entry:
    """A certificate for the person whom it names, or for an officer."""
    found = queries.entry(session, certificate_id)
    if found is None or not (found.person_id == person.id or Role.OFFICER in person.roles):
        raise NotFound
    return found
