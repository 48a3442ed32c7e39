"""What this package puts on the lists of the lower ones."""

from collections.abc import Iterator
from itertools import groupby

import sqlalchemy as sa
from flask import current_app
from sqlalchemy.orm import Session

from core import anchors
from core.audit import ChainSource
from core.chain import Break, first_break
from training.models import AttendanceEvent, ClassSession
from training.service.chains import chain_name


def verify_attendance(session: Session) -> Iterator[tuple[str, Break | None]]:
    """Every session's roll: its name and its first break. A roll that was deleted whole is found by its head."""
    sessions = {row.id: row for row in session.scalars(sa.select(ClassSession).order_by(ClassSession.starts_at))}
    rows = session.scalars(
        sa.select(AttendanceEvent).order_by(AttendanceEvent.session_id, AttendanceEvent.position)
    ).yield_per(500)
    folder = current_app.extensions["settings"].anchors
    seen = set()
    for session_id, events in groupby(rows, key=lambda row: row.session_id):
        seen.add(session_id)
        head = anchors.read(folder / f"{chain_name(session_id)}.head")
        title = sessions[session_id].title if session_id in sessions else "buổi đã mất"
        yield f"{title} ({session_id})", first_break((row.link for row in events), head)
    for session_id in sessions.keys() - seen:
        head = anchors.read(folder / f"{chain_name(session_id)}.head")
        if head is not None:
            yield f"{sessions[session_id].title} ({session_id})", first_break([], head)


CHAINS = ChainSource("Điểm danh", verify_attendance)
