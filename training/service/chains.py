"""Appending to the roll of one session: positions without a gap, each row tied to the one before it."""

import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from core import anchors
from core.audit import lock_head
from core.chain import hash_after
from training.domain.attendance import EventKind, Mark
from training.models import AttendanceEvent


@dataclass(frozen=True, slots=True)
class NewEvent:
    """What shall be appended; place, time and hashes come with the appending."""

    kind: EventKind
    person_id: uuid.UUID | None = None
    mark: Mark | None = None
    answers: int | None = None
    reason: str = ""
    head_count: int | None = None


def chain_name(session_id: uuid.UUID) -> str:
    """The name of a session's chain, also of its anchor file."""
    return f"attendance-{session_id}"


def begin(session: Session, session_id: uuid.UUID) -> None:
    """Create the chain of a new session, so that two first writers meet at an existing row."""
    lock_head(session, chain_name(session_id))


def append(
    session: Session,
    session_id: uuid.UUID,
    events: Iterable[NewEvent],
    *,
    actor_id: uuid.UUID | None,
    at: datetime,
    client_id: uuid.UUID | None = None,
) -> list[AttendanceEvent]:
    """Append events inside the open transaction, in the given order; returns their rows."""
    head = lock_head(session, chain_name(session_id))
    client = client_id or uuid.uuid4()
    rows: list[AttendanceEvent] = []
    for new in events:
        row = _row(session_id, head.position + 1, new, actor_id, at, client)
        row.previous_hash = head.hash
        row.hash = hash_after(head.hash, row.content)
        head.position, head.hash = row.position, row.hash
        rows.append(row)
    session.add_all(rows)
    session.flush()
    if rows:
        anchors.anchor_on_commit(session, chain_name(session_id), head.position, head.hash)
    return rows


def _row(
    session_id: uuid.UUID, position: int, new: NewEvent, actor_id: uuid.UUID | None, at: datetime, client: uuid.UUID
) -> AttendanceEvent:
    mark = new.mark
    return AttendanceEvent(
        session_id=session_id,
        position=position,
        kind=new.kind,
        person_id=new.person_id,
        status=mark.status if mark else None,
        minutes=mark.minutes if mark else 0,
        paper=mark.paper if mark else "",
        answers=new.answers,
        reason=new.reason,
        head_count=new.head_count,
        actor_id=actor_id,
        at=at,
        client_id=client,
    )
