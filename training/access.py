"""Loaders that fetch a class and authorise: a stranger gets 404, as if there were nothing."""

import uuid

import sqlalchemy as sa
from sqlalchemy.orm import Session, joinedload
from werkzeug.exceptions import NotFound

from accounts.domain import Role
from accounts.models import Person
from exercises.models import Attempt
from training.domain.sessions import ClassState
from training.models import ClassInstructor, ClassSession, Enrolment, EnrolmentState, TrainingClass


def class_for_officer(session: Session, person: Person, class_id: uuid.UUID) -> TrainingClass:
    """Any class, for an officer."""
    row = session.get(TrainingClass, class_id)
    if row is None or Role.OFFICER not in person.roles:
        raise NotFound
    return row


def class_for_instructor(session: Session, person: Person, class_id: uuid.UUID) -> TrainingClass:
    """A class for its instructors and for officers; instructors do not see drafts."""
    row = session.get(TrainingClass, class_id)
    if row is None:
        raise NotFound
    if Role.OFFICER in person.roles:
        return row
    if row.state is ClassState.DRAFT or not _teaches(session, person, class_id):
        raise NotFound
    return row


def session_for_instructor(
    session: Session, person: Person, class_id: uuid.UUID, session_id: uuid.UUID
) -> tuple[TrainingClass, ClassSession]:
    """A session of a class, for the class's instructors and for officers."""
    row = class_for_instructor(session, person, class_id)
    found = session.scalar(
        sa.select(ClassSession)
        .options(joinedload(ClassSession.instructor))
        .where(ClassSession.id == session_id, ClassSession.class_id == class_id)
    )
    if found is None:
        raise NotFound
    return row, found


def class_for_trainee(session: Session, person: Person, class_id: uuid.UUID) -> TrainingClass:
    """A class for a person who is enrolled in it."""
    row = session.scalar(
        sa.select(TrainingClass)
        .join(Enrolment, Enrolment.class_id == TrainingClass.id)
        .where(
            TrainingClass.id == class_id,
            TrainingClass.state != ClassState.DRAFT,
            Enrolment.person_id == person.id,
            Enrolment.state == EnrolmentState.ENROLLED,
        )
    )
    if row is None:
        raise NotFound
    return row


def _teaches(session: Session, person: Person, class_id: uuid.UUID) -> bool:
    if Role.INSTRUCTOR not in person.roles:
        return False
    return session.get(ClassInstructor, (class_id, person.id)) is not None


def person_in_class(session: Session, class_id: uuid.UUID, person_id: uuid.UUID) -> Person:
    """A person who is or was in a class; the caller has authorised the class."""
    person = session.scalar(
        sa.select(Person)
        .join(Enrolment, Enrolment.person_id == Person.id)
        .where(Enrolment.class_id == class_id, Person.id == person_id)
    )
    if person is None:
        raise NotFound
    return person


def enrolment_in_class(session: Session, class_id: uuid.UUID, person_id: uuid.UUID) -> Enrolment:
    """The enrolment of a person who belongs to a class, with person and agency; the caller has authorised the class."""
    row = session.scalar(
        sa.select(Enrolment)
        .options(joinedload(Enrolment.person), joinedload(Enrolment.agency))
        .where(
            Enrolment.class_id == class_id,
            Enrolment.person_id == person_id,
            Enrolment.state == EnrolmentState.ENROLLED,
        )
    )
    if row is None:
        raise NotFound
    return row


def attempt_in_class(session: Session, class_id: uuid.UUID, attempt_id: uuid.UUID) -> tuple[Attempt, Person]:
    """An attempt that counts in a class, and whose it is; the caller has authorised the class."""
    attempt = session.get(Attempt, attempt_id)
    if attempt is None or attempt.context_id != class_id:
        raise NotFound
    return attempt, person_in_class(session, class_id, attempt.person_id)
