"""Going back in practice: the last act undone, or everything after an event, in a branch of its own."""

import uuid
from datetime import datetime

from sqlalchemy.orm import Session

from core.db import transaction
from exercises.dms.domain.events import Event
from exercises.domain import HINT_TAKEN, Mode
from exercises.models import Attempt, AttemptState
from exercises.queries import event_rows, load_attempt, open_attempt, open_branch_of
from exercises.service.beginnings import new_branch
from exercises.service.log import NotInExam, append_copies, summarise


def step_back(session: Session, attempt_id: uuid.UUID, at: datetime) -> Attempt:
    """Undo the last thing done, in a branch of its own; hints stay paid. Raises NotInExam.

    Pressed twice, it goes back once: the second press finds the branch.
    """
    with transaction(session):
        session.get_one(Attempt, attempt_id, with_for_update=True)
        if made := open_branch_of(session, attempt_id):
            return made
        rows = event_rows(session, attempt_id)
        acts = [row.act for row in rows if row.act > 0 and row.kind != HINT_TAKEN]
        cut = next((row.position for row in rows if acts and row.act == acts[-1]), None)
        return branch(session, attempt_id, cut, at)


def branch(session: Session, attempt_id: uuid.UUID, before: int | None, at: datetime) -> Attempt:
    """A new attempt with the events before position `before` (all of them for None). Raises NotInExam.

    Hints that were taken later stay taken: going back must not give them back.
    """
    with transaction(session):
        old = session.get_one(Attempt, attempt_id, with_for_update=True)
        if old.mode is not Mode.PRACTICE:
            raise NotInExam
        loaded = load_attempt(session, old)
        if running := open_attempt(session, old.person_id, old.scenario_id, old.mode, old.context_id):
            running.state = AttemptState.LEFT
        attempt = new_branch(session, old, at)
        kept = loaded.events[: _cut_at_act(session, attempt_id, before)]
        later_hints = [event for event in loaded.events[len(kept) :] if event.kind == HINT_TAKEN]
        moved = [
            Event(number, kept[-1].sim_at, event.actor, event.fact)
            for number, event in enumerate(later_hints, start=len(kept) + 1)
        ]
        acts = [row.act for row in event_rows(session, attempt_id)][: len(kept)]
        append_copies(session, attempt, [*kept, *moved], [*acts, *[acts[-1] + 1] * len(moved)], at)
        summarise(load_attempt(session, attempt), at)
        return attempt


def _cut_at_act(session: Session, attempt_id: uuid.UUID, before: int | None) -> int:
    """How many events stay: whole acts only, and never less than the first event."""
    rows = event_rows(session, attempt_id)
    if before is None or not 1 < before <= len(rows):
        return len(rows)
    act_number = rows[before - 1].act
    return max(1, sum(row.act < act_number for row in rows))
