"""What a person does with an attempt: open its desk, act, take hints, hand in, begin anew."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from core.db import transaction
from exercises import scenario as scenarios
from exercises.dms.domain import commands as c
from exercises.dms.domain.clock import LEARNER, perform
from exercises.dms.domain.desk import evolve
from exercises.dms.domain.events import Event, OtherFact
from exercises.domain import HINT_TAKEN, Mode
from exercises.models import Attempt, AttemptState
from exercises.queries import LoadedAttempt, open_attempt
from exercises.service.beginnings import new_attempt, one_at_a_time
from exercises.service.log import NotInExam, append, append_guarded, close, lock, summarise, with_events


@dataclass(frozen=True)
class Begun:
    """A new attempt, or the one that was already under way."""

    attempt: Attempt
    is_new: bool


def start_attempt(
    session: Session,
    *,
    person_id: uuid.UUID,
    scenario_id: str,
    mode: Mode,
    at: datetime,
    seed_key: str,
    context_id: uuid.UUID | None = None,
) -> Begun:
    """Open a desk, or give back the one that is open. Raises KeyError for an unknown exercise."""
    scenario = scenarios.load_all()[scenario_id]
    with transaction(session):
        one_at_a_time(session, person_id)
        if running := open_attempt(session, person_id, scenario_id, mode, context_id):
            return Begun(running, is_new=False)
        attempt = new_attempt(session, person_id, scenario, mode, at, seed_key, context_id)
        append(session, attempt, [scenarios.materialise(scenario, attempt.seed)], 0, at)
        return Begun(attempt, is_new=True)


def act(
    session: Session, attempt_id: uuid.UUID, command: c.Command, at: datetime, expected_position: int | None = None
) -> tuple[LoadedAttempt, Sequence[Event]]:
    """Perform a command at an open desk; the attempt as it stands now, and the new events.

    `expected_position` is the position that the person's page showed. Raises DeskMovedOn if it is another one now,
    AttemptIsClosed if the attempt is not open.
    """
    with transaction(session):
        loaded = lock(session, attempt_id, expected_position)
        desk, events = perform(loaded.desk, command)
        append_guarded(session, loaded, events, at)
        done = with_events(loaded, events, desk)
        summarise(done, at)
        if done.desk.is_closed:
            close(session, done, at)
        return done, events


def hand_in(
    session: Session, attempt_id: uuid.UUID, at: datetime, expected_position: int | None = None
) -> LoadedAttempt:
    """Close the desk and grade it for good."""
    return act(session, attempt_id, c.Finish(), at, expected_position)[0]


def take_hint(
    session: Session, attempt_id: uuid.UUID, hint_id: str, at: datetime, expected_position: int | None = None
) -> LoadedAttempt:
    """Show the next step of a hint, at its cost. Nothing happens when all steps are shown. Raises NotInExam, KeyError."""
    with transaction(session):
        loaded = lock(session, attempt_id, expected_position)
        if loaded.attempt.mode is not Mode.PRACTICE:
            raise NotInExam
        hint = loaded.scenario.hint(hint_id)
        if hint is None:
            raise KeyError(hint_id)
        step = loaded.hints_shown(hint_id)
        if step >= len(hint.steps):
            return loaded
        fact = OtherFact(HINT_TAKEN, {"hint": hint_id, "step": step + 1, "text": hint.steps[step]})
        event = Event(loaded.position + 1, loaded.desk.time, LEARNER, fact)
        append_guarded(session, loaded, [event], at)
        done = with_events(loaded, [event], evolve(loaded.desk, event))
        summarise(done, at)
        return done


def reset(session: Session, attempt_id: uuid.UUID, at: datetime, seed_key: str) -> Attempt:
    """Begin anew with other data; the attempt that was open is kept and closed. A fresh one is not thrown away."""
    with transaction(session):
        old = session.get_one(Attempt, attempt_id, with_for_update=True)
        one_at_a_time(session, old.person_id)
        if running := open_attempt(session, old.person_id, old.scenario_id, old.mode, old.context_id):
            if running.id != old.id and running.last_position == 1:
                return running
            running.state = AttemptState.LEFT
        scenario = scenarios.load_all()[old.scenario_id]
        attempt = new_attempt(session, old.person_id, scenario, old.mode, at, seed_key, old.context_id)
        append(session, attempt, [scenarios.materialise(scenario, attempt.seed)], 0, at)
        return attempt
