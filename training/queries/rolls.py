"""The roll of a class session, as its events make it."""

import uuid

import sqlalchemy as sa
from sqlalchemy.orm import Session

from training.domain.attendance import Roll, fold
from training.models import AttendanceEvent


def load_roll(session: Session, session_id: uuid.UUID, *, until: int | None = None) -> Roll:
    """The roll of a session now, or after position `until`."""
    rows = session.scalars(
        sa.select(AttendanceEvent).where(AttendanceEvent.session_id == session_id).order_by(AttendanceEvent.position)
    )
    return fold((row.event for row in rows), until=until)
