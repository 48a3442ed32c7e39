"""Verbs on attempts: each is one transaction. Time is a parameter; the simulated clock is the desk's own."""

import hashlib
import hmac
import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Session

from accounts.models import Person
from core import audit
from core.chain import FIRST, hash_after
from core.db import transaction
from exercises import scenario as scenarios
from exercises.dms.domain import commands as c
from exercises.dms.domain.clock import LEARNER, perform
from exercises.dms.domain.desk import Desk, evolve
from exercises.dms.domain.events import Event, OtherFact, encode
from exercises.domain import HINT_TAKEN, Mode, Scenario
from exercises.models import Attempt, AttemptEvent, AttemptState, KeptScenario
from exercises.queries import LoadedAttempt, event_rows, load_attempt, open_attempt, open_branch_of
from exercises.signals import attempt_graded


class DeskMovedOn(Exception):
    """Something was done at this desk since the page was made: a double click, the back button, another tab."""


class AttemptIsClosed(Exception):
    """Handed in, or left for another attempt: nothing is done at this desk any more."""


class NotInExam(Exception):
    """Hints and stepping back belong to practice."""


@dataclass(frozen=True)
class Begun:
    """A new attempt, or the one that was already under way."""

    attempt: Attempt
    is_new: bool


def seed_for(key: str, person_id: uuid.UUID, scenario_id: str, try_number: int) -> str:
    """32 hex digits: each person and try has data of its own, and nobody can compute them without the server's key."""
    message = f"{person_id}|{scenario_id}|{try_number}".encode()
    return hmac.new(key.encode(), message, hashlib.sha256).hexdigest()[:32]


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
        _one_at_a_time(session, person_id)
        if running := open_attempt(session, person_id, scenario_id, mode, context_id):
            return Begun(running, is_new=False)
        attempt = _new_attempt(session, person_id, scenario, mode, at, seed_key, context_id)
        _append(session, attempt, [scenarios.materialise(scenario, attempt.seed)], 0, at)
        return Begun(attempt, is_new=True)


def act(
    session: Session, attempt_id: uuid.UUID, command: c.Command, at: datetime, expected_position: int | None = None
) -> tuple[LoadedAttempt, Sequence[Event]]:
    """Perform a command at an open desk; the attempt as it stands now, and the new events.

    `expected_position` is the position that the person's page showed. Raises DeskMovedOn if it is another one now,
    AttemptIsClosed if the attempt is not open.
    """
    with transaction(session):
        loaded = _lock(session, attempt_id, expected_position)
        desk, events = perform(loaded.desk, command)
        _append_guarded(session, loaded, events, at)
        done = _with_events(loaded, events, desk)
        _summarise(done, at)
        if done.desk.is_closed:
            _close(session, done, at)
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
        loaded = _lock(session, attempt_id, expected_position)
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
        _append_guarded(session, loaded, [event], at)
        done = _with_events(loaded, [event], evolve(loaded.desk, event))
        _summarise(done, at)
        return done


def reset(session: Session, attempt_id: uuid.UUID, at: datetime, seed_key: str) -> Attempt:
    """Begin anew with other data; the attempt that was open is kept and closed. A fresh one is not thrown away."""
    with transaction(session):
        old = session.get_one(Attempt, attempt_id, with_for_update=True)
        _one_at_a_time(session, old.person_id)
        if running := open_attempt(session, old.person_id, old.scenario_id, old.mode, old.context_id):
            if running.id != old.id and running.last_position == 1:
                return running
            running.state = AttemptState.LEFT
        scenario = scenarios.load_all()[old.scenario_id]
        attempt = _new_attempt(session, old.person_id, scenario, old.mode, at, seed_key, old.context_id)
        _append(session, attempt, [scenarios.materialise(scenario, attempt.seed)], 0, at)
        return attempt


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
        attempt = _branch_row(session, old, at)
        kept = loaded.events[: _cut_at_act(session, attempt_id, before)]
        later_hints = [event for event in loaded.events[len(kept) :] if event.kind == HINT_TAKEN]
        moved = [
            Event(number, kept[-1].sim_at, event.actor, event.fact)
            for number, event in enumerate(later_hints, start=len(kept) + 1)
        ]
        acts = [row.act for row in event_rows(session, attempt_id)][: len(kept)]
        _append_copies(session, attempt, [*kept, *moved], [*acts, *[acts[-1] + 1] * len(moved)], at)
        _summarise(load_attempt(session, attempt), at)
        return attempt


def _cut_at_act(session: Session, attempt_id: uuid.UUID, before: int | None) -> int:
    """How many events stay: whole acts only, and never less than the first event."""
    rows = event_rows(session, attempt_id)
    if before is None or not 1 < before <= len(rows):
        return len(rows)
    act_number = rows[before - 1].act
    return max(1, sum(row.act < act_number for row in rows))


def _new_attempt(
    session: Session,
    person_id: uuid.UUID,
    scenario: Scenario,
    mode: Mode,
    at: datetime,
    seed_key: str,
    context_id: uuid.UUID | None,
) -> Attempt:
    _keep(session, scenario, at)
    number = _next_try(session, person_id, scenario.id)
    attempt = Attempt(
        id=uuid.uuid4(),
        person_id=person_id,
        context_id=context_id,
        scenario_id=scenario.id,
        scenario_digest=scenario.digest,
        mode=mode,
        state=AttemptState.OPEN,
        try_number=number,
        seed=seed_for(seed_key, person_id, scenario.id, number),
        started_at=at,
        last_act_at=at,
        last_position=0,
        last_hash=FIRST,
    )
    session.add(attempt)
    session.flush()
    return attempt


def _branch_row(session: Session, old: Attempt, at: datetime) -> Attempt:
    attempt = Attempt(
        id=uuid.uuid4(),
        person_id=old.person_id,
        context_id=old.context_id,
        scenario_id=old.scenario_id,
        scenario_digest=old.scenario_digest,
        mode=old.mode,
        state=AttemptState.OPEN,
        try_number=_next_try(session, old.person_id, old.scenario_id),
        seed=old.seed,
        branched_from=old.id,
        started_at=at,
        last_act_at=at,
        last_position=0,
        last_hash=FIRST,
    )
    session.add(attempt)
    session.flush()
    return attempt


def _one_at_a_time(session: Session, person_id: uuid.UUID) -> None:
    """Two beginnings at once stand in line, so that the second finds what the first has made."""
    session.get_one(Person, person_id, with_for_update=True)


def _next_try(session: Session, person_id: uuid.UUID, scenario_id: str) -> int:
    query = sa.select(sa.func.max(Attempt.try_number)).where(
        Attempt.person_id == person_id, Attempt.scenario_id == scenario_id
    )
    return (session.scalar(query) or 0) + 1


def _keep(session: Session, scenario: Scenario, at: datetime) -> None:
    if session.get(KeptScenario, scenario.digest) is None:
        session.add(
            KeptScenario(
                digest=scenario.digest,
                scenario_id=scenario.id,
                version=scenario.version,
                slug=scenario.slug,
                texts=scenarios.texts_of(scenarios.FOLDER / scenario.slug),
                kept_at=at,
            )
        )
        session.flush()


def _lock(session: Session, attempt_id: uuid.UUID, expected_position: int | None) -> LoadedAttempt:
    attempt = session.get_one(Attempt, attempt_id, with_for_update=True)
    if not attempt.is_open:
        raise AttemptIsClosed
    if expected_position is not None and attempt.last_position != expected_position:
        raise DeskMovedOn
    return load_attempt(session, attempt)


def _append_guarded(session: Session, loaded: LoadedAttempt, events: Sequence[Event], at: datetime) -> None:
    """Append; where another process was faster, the unique position tells."""
    try:
        _append(session, loaded.attempt, events, loaded.last_act + 1, at)
    except sa.exc.IntegrityError as error:
        raise DeskMovedOn from error


def _append(session: Session, attempt: Attempt, events: Sequence[Event], act_number: int, at: datetime) -> None:
    _append_copies(session, attempt, events, [act_number] * len(events), at)


def _append_copies(
    session: Session, attempt: Attempt, events: Sequence[Event], acts: Sequence[int], at: datetime
) -> None:
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


def _with_events(loaded: LoadedAttempt, events: Sequence[Event], desk: Desk) -> LoadedAttempt:
    """The same as loading again, without a query."""
    return LoadedAttempt(loaded.attempt, loaded.scenario, (*loaded.events, *events), loaded.last_act + 1, desk)


def _summarise(loaded: LoadedAttempt, at: datetime) -> None:
    card = loaded.card
    loaded.attempt.last_act_at = at
    loaded.attempt.score = card.score
    loaded.attempt.is_passed = card.is_passed
    loaded.attempt.has_critical_error = card.has_critical_error


def _close(session: Session, loaded: LoadedAttempt, at: datetime) -> None:
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


__all__ = [
    "AttemptIsClosed",
    "Begun",
    "DeskMovedOn",
    "NotInExam",
    "act",
    "branch",
    "hand_in",
    "reset",
    "seed_for",
    "start_attempt",
    "step_back",
    "take_hint",
]
