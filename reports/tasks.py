"""The job that computes the figures of a class, and the sweep that catches what no change announced."""

import uuid
from datetime import datetime, timedelta

import sqlalchemy as sa
from sqlalchemy.orm import Session

from core import clock, db
from core.jobs import job
from reports import service
from reports.models import REFRESH, ClassFigure
from training.domain.sessions import ClassState
from training.models import Enrolment, EnrolmentState, TrainingClass

# Time alone changes figures too (a session has passed), and so does a changed plan.
OLDEST = timedelta(hours=6)


@job(REFRESH)
def refresh(class_id: str) -> None:
    """Compute one class's figures; doing it again gives the same."""
    service.refresh(db.session(), uuid.UUID(class_id), clock.now())


def sweep(session: Session, at: datetime) -> None:
    """Ask for running classes whose figures are old or missing; a class without people has none."""
    fresh = sa.exists().where(ClassFigure.class_id == TrainingClass.id, ClassFigure.computed_at > at - OLDEST)
    peopled = sa.exists().where(Enrolment.class_id == TrainingClass.id, Enrolment.state == EnrolmentState.ENROLLED)
    rows = sa.select(TrainingClass.id).where(TrainingClass.state == ClassState.OPEN, peopled, ~fresh)
    waiting = list(session.scalars(rows))
    if waiting:
        with db.transaction(session):
            for class_id in waiting:
                service.mark_stale(session, class_id, at)
