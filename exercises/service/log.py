"""The events of an open attempt: locked, appended to its chain, summarised, closed. Runs inside the caller's transaction."""

import uuid
from collections.abc import Sequence
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Session

from core import audit
from core.chain import hash_after
from exercises.dms.domain.desk import Desk
from exercises.dms.domain.events import Event, encode
from exercises.models import Attempt, AttemptEvent, AttemptState
from exercises.queries import LoadedAttempt, load_attempt
from exercises.signals import attempt_graded


class DeskMovedOn(Exception):
    """Something was done at this desk since the page was made: a double click, the back button, another tab."""


class AttemptIsClosed(Exception):
    """Handed in, or left for another attempt: nothing is done at this desk any more."""


class NotInExam(Exception):
    """Hints and stepping back belong to practice."""


def lock(session: Session, attempt_id: uuid.UUID, expected_position: int | None) -> LoadedAttempt:
    """The attempt, for this transaction alone. Raises AttemptIsClosed, and DeskMovedOn where it is at another position."""
    attempt = session.get_one(Attempt, attempt_id, with_for_update=True)
    if not attempt.is_open:
        raise AttemptIsClosed
    if expected_position is not None and attempt.last_position != expected_position:
        raise DeskMovedOn
    return load_attempt(session, attempt)


def append_guarded(session: Session, loaded: LoadedAttempt, events: Sequence[Event], at: datetime) -> None:
    """Append; where another process was faster, the unique position tells."""
    try:
        append(session, loaded.attempt, events, loaded.last_act + 1, at)
    except sa.exc.IntegrityError as error:
        raise DeskMovedOn from error


def append(session: Session, attempt: Attempt, events: Sequence[Event], act_number: int, at: datetime) -> None:
    """Write the events of one act behind the others."""
    append_copies(session, attempt, events, [act_number] * len(events), at)


def append_copies(
    session: Session, attempt: Attempt, events: Sequence[Event], acts: Sequence[int], at: datetime
) -> None:
    """Write events, each with the number of its act, and link each to the hash of the one before."""
    for event, act_number in zip(events, acts, strict=True):
        kind, version, data = encode(event.fact)
        row = AttemptEvent(
            attempt_id=attempt.id,
            position=event.position,
            act=act_number,
            sim_at=event.sim_at,
            at=at,
            actor=event.actor,
            kind=kind,
            version=version,
            data=data,
            previous_hash=attempt.last_hash,
        )
        row.hash = hash_after(attempt.last_hash, row.content)
        session.add(row)
        attempt.last_position, attempt.last_hash = event.position, row.hash
    session.flush()


def with_events(loaded: LoadedAttempt, events: Sequence[Event], desk: Desk) -> LoadedAttempt:
    """The same as loading again, without a query."""
    return LoadedAttempt(loaded.attempt, loaded.scenario, (*loaded.events, *events), loaded.last_act + 1, desk)


def summarise(loaded: LoadedAttempt, at: datetime) -> None:
    """Keep the result as it stands now in the attempt's row, for lists."""
    card = loaded.card
    loaded.attempt.last_act_at = at
    loaded.attempt.score = card.score
    loaded.attempt.is_passed = card.is_passed
    loaded.attempt.has_critical_error = card.has_critical_error


def close(session: Session, loaded: LoadedAttempt, at: datetime) -> None:
    """Handed in: the head of the chain goes into the audit log, which is anchored outside the database."""
    attempt = loaded.attempt
    attempt.state, attempt.handed_in_at = AttemptState.HANDED_IN, at
    session.flush()
    audit.record(
        session,
        actor_id=attempt.person_id,
        action="attempt.handed_in",
        subject=f"attempt:{attempt.id}",
        at=at,
        details={"score": attempt.score, "position": attempt.last_position, "hash": attempt.last_hash},
    )
    attempt_graded.send("attempt_graded", session=session, attempt=attempt, card=loaded.card, at=at)
