"""Letting a failed job run again."""

import uuid
from datetime import datetime

from sqlalchemy.orm import Session

from accounts.models import Person
from core.audit import record
from core.db import transaction
from core.jobs import Job, JobState


def retry(session: Session, actor: Person, job_id: uuid.UUID, at: datetime) -> bool:
    """Put a failed job back; the worker's sweep takes it up within a minute. False where it had not failed."""
    with transaction(session):
        row = session.get(Job, job_id, with_for_update=True)
        if row is None or row.state is not JobState.FAILED:
            return False
        row.state, row.tries = JobState.WAITING, 0
        record(session, actor_id=actor.id, action="accounts.retry_job", subject=f"job:{job_id}", at=at)
    return True
