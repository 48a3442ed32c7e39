"""What the worker does every minute."""

import uuid
from datetime import datetime, timedelta

import pytest
import sqlalchemy as sa
from flask import Flask
from sqlalchemy.orm import Session

from core import jobs, once
from core.db import transaction
from core.jobs import SWEEPS, Job, JobState, sweep_jobs
from tests.conftest import NOW


@pytest.fixture
def done(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What the sweeps of a test did."""
    monkeypatch.setattr(jobs, "SWEEPS", type(SWEEPS)())
    return []


def test_a_sweep_that_fails_keeps_nobody_else_from_theirs(app: Flask, done: list[str]) -> None:
    def fail(_session: Session, _at: datetime) -> None:
        raise RuntimeError("a sweep with a fault")

    def work(_session: Session, at: datetime) -> None:
        done.append(at.isoformat())

    jobs.SWEEPS.add("fails", fail, order=1)
    jobs.SWEEPS.add("works", work, order=2)
    sweep_jobs(app)
    assert done == ["2026-11-23T01:00:00+00:00"]


def _job(session: Session, state: JobState, tries: int, at: datetime) -> uuid.UUID:
    key = uuid.uuid4()
    with transaction(session):
        session.add(Job(id=key, kind="test", arguments={}, state=state, asked_at=at, started_at=at, tries=tries))
    return key


@pytest.mark.parametrize(("tries", "state"), [(1, JobState.WAITING), (jobs.MOST_TRIES, JobState.FAILED)])
def test_a_job_that_a_dead_worker_left_is_tried_again_but_not_for_ever(
    app: Flask, session: Session, tries: int, state: JobState
) -> None:
    key = _job(session, JobState.RUNNING, tries, NOW - timedelta(hours=1))
    assert jobs.waiting_jobs(session, NOW) == ([key] if state is JobState.WAITING else [])
    row = session.get_one(Job, key)
    assert (row.state, row.problem != "") == (state, state is JobState.FAILED)


def test_a_job_at_work_is_left_to_its_worker(app: Flask, session: Session) -> None:
    key = _job(session, JobState.RUNNING, jobs.MOST_TRIES, NOW)
    assert jobs.waiting_jobs(session, NOW) == []
    assert session.get_one(Job, key).state is JobState.RUNNING


def test_what_was_done_long_ago_is_forgotten_and_what_failed_is_not(app: Flask, session: Session) -> None:
    long_ago = NOW - timedelta(days=31)
    _job(session, JobState.DONE, 1, long_ago)
    kept = {_job(session, JobState.FAILED, 3, long_ago), _job(session, JobState.DONE, 1, NOW)}
    old, new = uuid.uuid4(), uuid.uuid4()
    with transaction(session):
        once.claim(session, old, "/", long_ago)
        once.claim(session, new, "/", NOW)
    for sweep in SWEEPS:
        sweep(session, NOW)
    assert set(session.scalars(sa.select(Job.id))) == kept
    assert session.scalars(sa.select(once.UsedForm.token)).all() == [new]
