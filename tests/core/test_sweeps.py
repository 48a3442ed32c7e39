"""What the worker does every minute."""

from datetime import datetime

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from core import jobs
from core.jobs import SWEEPS, sweep_jobs


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
