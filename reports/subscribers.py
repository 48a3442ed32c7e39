"""What makes figures old: enrolment, the roll, lessons, quizzes, exercises, certificates, another kind of agency."""

import uuid
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from accounts.signals import agency_kind_changed
from certificates.signals import certificates_changed
from courses.signals import lesson_finished, quiz_handed_in
from exercises.signals import attempt_graded
from reports.models import AgencyFigure
from reports.service import mark_stale
from training import signals as training
from training.models import Enrolment, TrainingClass


def class_changed(_sender: object, *, session: Session, class_id: uuid.UUID, at: datetime, **_more: Any) -> None:
    """A signal that names its class."""
    mark_stale(session, class_id, at)


def lesson_changed(
    _sender: object, *, session: Session, context_id: uuid.UUID | None, at: datetime, **_more: Any
) -> None:
    """A lesson was finished, perhaps in a class."""
    _mark_context(session, context_id, at)


def attempt_changed(_sender: object, *, session: Session, attempt: Any, at: datetime, **_more: Any) -> None:
    """A quiz or an exercise was handed in, perhaps in a class."""
    _mark_context(session, attempt.context_id, at)


def _mark_context(session: Session, context_id: uuid.UUID | None, at: datetime) -> None:
    # Self-study has no context; other packages may use contexts that are no classes.
    if context_id is not None and session.get(TrainingClass, context_id) is not None:
        mark_stale(session, context_id, at)


def kind_changed(_sender: object, *, session: Session, agency_id: uuid.UUID, at: datetime, **_more: Any) -> None:
    """An agency is counted among others now, in every class that had people from it."""
    classes = sa.select(Enrolment.class_id).where(Enrolment.agency_id == agency_id).distinct()
    for class_id in session.scalars(classes).all():
        mark_stale(session, class_id, at)


def agency_left(
    _sender: object, *, session: Session, agency_before: uuid.UUID | None, at: datetime, **_more: Any
) -> None:
    """An enrolment belongs to another agency now: the sums of the one that it left are old too."""
    if agency_before is None:
        return
    left = sa.select(Enrolment.class_id).where(Enrolment.agency_id == agency_before).limit(1)
    other_class = session.scalar(left)
    if other_class is None:
        session.execute(sa.delete(AgencyFigure).where(AgencyFigure.agency_id == agency_before))
    else:
        mark_stale(session, other_class, at)


def connect() -> None:
    """Subscribe; a second time changes nothing."""
    for signal in (
        training.people_enrolled,
        training.person_withdrawn,
        training.enrolment_corrected,
        training.class_changed,
        training.class_opened,
        training.class_finished,
        training.attendance_locked,
        training.attendance_corrected,
        certificates_changed,
    ):
        signal.connect(class_changed)
    agency_kind_changed.connect(kind_changed)
    training.enrolment_corrected.connect(agency_left)
    lesson_finished.connect(lesson_changed)
    for signal in (quiz_handed_in, attempt_graded):
        signal.connect(attempt_changed)
