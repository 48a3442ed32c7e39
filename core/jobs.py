"""Slow work, done by the job worker. A job is a row, written in the transaction that asks for it.

The row is the truth (a job survives a crash between commit and queue); huey only wakes the worker. A job's function is
idempotent: it may run again after a crash.
"""

import enum
import logging
import sys
import uuid
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from flask import Flask, current_app
from sqlalchemy.orm import Mapped, Session, mapped_column

from core import clock, db
from core.db import Base, UtcDateTime
from core.own_files import make_for_owner
from core.providers import Providers

log = logging.getLogger(__name__)

MOST_TRIES = 3
STALE_AFTER = timedelta(minutes=5)
DONE_KEPT = timedelta(days=30)
WORKER_DIED = "Tiến trình xử lý dừng giữa chừng ở mọi lần thử."


class JobState(enum.StrEnum):
    """Where a job stands."""

    WAITING = "waiting"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"


class Job(Base):
    """One piece of slow work: its kind, what it was asked for, and how it went."""

    __tablename__ = "job"

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(sa.String(80))
    arguments: Mapped[dict[str, Any]] = mapped_column(sa.JSON)
    state: Mapped[JobState] = mapped_column(sa.Enum(JobState, native_enum=False, length=10), index=True)
    asked_by: Mapped[uuid.UUID | None]
    asked_at: Mapped[datetime] = mapped_column(UtcDateTime, index=True)
    started_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    ended_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    tries: Mapped[int] = mapped_column(default=0)
    problem: Mapped[str] = mapped_column(sa.String(500), default="")


# What the worker does every minute: each gets a session and the time, and opens its own transaction; quick, and harmless
# when it runs twice.
SWEEPS: Providers[Callable[[Session, datetime], None]] = Providers()

JOBS: dict[str, Callable[..., None]] = {}


def job(kind: str) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """Register a function as the work of a kind of job, such as `certificates.render`."""

    def register(function: Callable[..., None]) -> Callable[..., None]:
        JOBS[kind] = function
        return function

    return register


def enqueue(
    session: Session, kind: str, arguments: Mapping[str, Any], *, asked_by: uuid.UUID | None, at: datetime
) -> uuid.UUID:
    """Ask for a job inside the open transaction; it starts after the commit. Returns the job's id."""
    if kind not in JOBS:
        raise LookupError(f"no job is registered as {kind}")
    row = Job(
        id=uuid.uuid4(),
        kind=kind,
        arguments=dict(arguments),
        state=JobState.WAITING,
        asked_by=asked_by,
        asked_at=at,
    )
    session.add(row)
    session.flush()
    wake, job_id = current_app.extensions["wake_worker"], row.id
    db.on_commit(session, f"job {job_id}", lambda: wake(job_id))
    return job_id


def run_job(session: Session, job_id: uuid.UUID) -> None:
    """Do one waiting job; a second call for the same job finds it taken and does nothing."""
    with db.transaction(session):
        row = session.get(Job, job_id, with_for_update=True)
        if row is None or row.state is not JobState.WAITING:
            return
        row.state, row.started_at, row.tries = JobState.RUNNING, clock.now(), row.tries + 1
        kind, arguments = row.kind, dict(row.arguments)
    problem = ""
    try:
        JOBS[kind](**arguments)
    except Exception as error:  # whatever a job's work raises belongs on its row, for the administrator to see
        log.exception("job failed", extra={"job": str(job_id), "kind": kind})
        problem = f"{type(error).__name__}: {error}"[:500]
        session.rollback()
    with db.transaction(session):
        row = session.get_one(Job, job_id)
        again = bool(problem) and row.tries < MOST_TRIES
        row.state = JobState.WAITING if again else JobState.FAILED if problem else JobState.DONE
        row.ended_at, row.problem = clock.now(), problem


def waiting_jobs(session: Session, at: datetime) -> list[uuid.UUID]:
    """Jobs to do now, oldest first; those that a dead worker left running are put back first, but not for ever."""
    left = sa.update(Job).where(Job.state == JobState.RUNNING, Job.started_at < at - STALE_AFTER)
    with db.transaction(session):
        session.execute(
            left.where(Job.tries >= MOST_TRIES).values(state=JobState.FAILED, ended_at=at, problem=WORKER_DIED)
        )
        session.execute(left.values(state=JobState.WAITING))
    return list(session.scalars(sa.select(Job.id).where(Job.state == JobState.WAITING).order_by(Job.asked_at)))


def init_app(app: Flask) -> None:
    """Bind the queue: SQLite beside the data by default, PostgreSQL where the database is one; at once in tests."""
    settings = app.extensions["settings"]
    if settings.testing:
        app.extensions["wake_worker"] = lambda job_id: _run_in(app, job_id)
        return
    huey, crontab = _queue(settings.database_url, settings.data / "jobs.sqlite3")

    @huey.task(name="run_job")  # type: ignore[untyped-decorator]  # huey has no types
    def wake(job_id: str) -> None:
        _run_in(app, uuid.UUID(job_id))

    @huey.periodic_task(crontab(minute="*"), name="sweep_jobs")  # type: ignore[untyped-decorator]  # the same
    def sweep() -> None:
        sweep_jobs(app)

    app.extensions["huey"] = huey
    app.extensions["wake_worker"] = lambda job_id: wake(str(job_id))


def forget_done(session: Session, at: datetime) -> None:
    """Drop the rows of work that was done long ago; what failed stays until somebody has seen to it."""
    with db.transaction(session):
        session.execute(sa.delete(Job).where(Job.state == JobState.DONE, Job.asked_at < at - DONE_KEPT))


SWEEPS.add("core.jobs", forget_done)


def sweep_jobs(app: Flask) -> None:
    """Tidy up, then do what waits, whether or not the queue remembers it."""
    for sweep in SWEEPS:
        _sweep_in(app, sweep)
    with app.app_context():
        waiting = waiting_jobs(db.session(), clock.now())
    for job_id in waiting:
        _run_in(app, job_id)


def _sweep_in(app: Flask, sweep: Callable[[Session, datetime], None]) -> None:
    with app.app_context():
        try:
            sweep(db.session(), clock.now())
        except (
            Exception
        ):  # one that fails keeps neither the others nor the jobs from theirs; the next minute tries again
            log.exception("a sweep failed")


def _queue(database_url: str, path: Path) -> tuple[Any, Any]:
    """The queue, and huey's way to name a minute. huey has no types."""
    if database_url.startswith("postgresql"):
        from huey import PostgresHuey, crontab

        return PostgresHuey("dauden", dsn=database_url.replace("+psycopg", "")), crontab
    with _without("psycopg"):  # huey would load it for a queue that is not used here: 6 MiB of every process
        from huey import SqliteHuey, crontab
    make_for_owner(path)
    return SqliteHuey("dauden", filename=str(path), fsync=True), crontab


@contextmanager
def _without(module: str) -> Iterator[None]:
    if module in sys.modules:
        yield
        return
    sys.modules[module] = None  # type: ignore[assignment]  # the import system's own sign for "not to be had"
    try:
        yield
    finally:
        del sys.modules[module]


def _run_in(app: Flask, job_id: uuid.UUID) -> None:
    with app.app_context():
        run_job(db.session(), job_id)


def consume(app: Flask) -> None:
    """Run the worker until it is told to stop."""
    app.extensions["huey"].create_consumer(workers=1, periodic=True, initial_delay=0.1, max_delay=2.0).run()
