"""Rows of new attempts: whose turn, which data, which version of the exercise."""

import hashlib
import hmac
import uuid
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Session

from accounts.models import Person
from core.chain import FIRST
from exercises import scenario as scenarios
from exercises.domain import Mode, Scenario
from exercises.models import Attempt, AttemptState, KeptScenario


def seed_for(key: str, person_id: uuid.UUID, scenario_id: str, try_number: int) -> str:
    """32 hex digits: each person and try has data of its own, and nobody can compute them without the server's key."""
    message = f"{person_id}|{scenario_id}|{try_number}".encode()
    return hmac.new(key.encode(), message, hashlib.sha256).hexdigest()[:32]


def new_attempt(
    session: Session,
    person_id: uuid.UUID,
    scenario: Scenario,
    mode: Mode,
    at: datetime,
    seed_key: str,
    context_id: uuid.UUID | None,
) -> Attempt:
    """The row of a person's next try, without an event yet; the exercise's version is kept with it."""
    _keep(session, scenario, at)
    number = _next_try(session, person_id, scenario.id)
    attempt = Attempt(
        person_id=person_id,
        context_id=context_id,
        scenario_id=scenario.id,
        scenario_digest=scenario.digest,
        mode=mode,
        try_number=number,
        seed=seed_for(seed_key, person_id, scenario.id, number),
    )
    return _open(session, attempt, at)


def new_branch(session: Session, old: Attempt, at: datetime) -> Attempt:
    """The row of a try that goes on from another one, with its data and version; without an event yet."""
    attempt = Attempt(
        person_id=old.person_id,
        context_id=old.context_id,
        scenario_id=old.scenario_id,
        scenario_digest=old.scenario_digest,
        mode=old.mode,
        try_number=_next_try(session, old.person_id, old.scenario_id),
        seed=old.seed,
        branched_from=old.id,
    )
    return _open(session, attempt, at)


def _open(session: Session, attempt: Attempt, at: datetime) -> Attempt:
    attempt.id, attempt.state = uuid.uuid4(), AttemptState.OPEN
    attempt.started_at = attempt.last_act_at = at
    attempt.last_position, attempt.last_hash = 0, FIRST
    session.add(attempt)
    session.flush()
    return attempt


def one_at_a_time(session: Session, person_id: uuid.UUID) -> None:
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
