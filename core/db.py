"""The database: engine, one session per application context, aware datetimes, and who commits.

Views and queries read in a short deferred transaction that ends with the request. A service writes inside
`with transaction(session):`, which on SQLite takes the write lock at its beginning (BEGIN IMMEDIATE), so that no
decision is made on rows that another process is about to change. Only the outermost `transaction` commits.
"""

import logging
import math
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, TypeVar

import sqlalchemy as sa
from flask import Flask, current_app, g
from sqlalchemy import event
from sqlalchemy.engine import Connection, Dialect, Engine
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import DeclarativeBase, Session, sessionmaker
from sqlalchemy.types import TypeDecorator

from core.database_address import require_database
from core.own_files import make_for_owner

BUSY_MILLISECONDS = 5000
PATIENCE = 10  # seconds for a database that does not answer
# Statements that a connection to SQLite keeps prepared: each thread has one, and 128 of them, the driver's own number,
# are 2.5 MiB a process; to prepare one again costs some 50 microseconds.
PREPARED = 24
log = logging.getLogger(__name__)
Row = TypeVar("Row")

# SQLite has one writer, and those who wait for it only look again now and then. The threads of one process queue up here
# first, where each is woken in its turn, so that at most one a process waits in that way.
_turn = threading.Lock()
# Milliseconds. Where the lock could not be had just now, others are not let wait as long again: all threads would hang on it.
REFUSED_PATIENCE, SHORTEST, NO_WAIT = 500, 200, 50


class _Lock:
    """When the write lock was last refused, by the clock of `time.monotonic`."""

    refused_at = -math.inf


NAMING = {
    "ix": "ix_%(column_0_label)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}


class Base(DeclarativeBase):
    """The base of every row."""

    metadata = sa.MetaData(naming_convention=NAMING)


class UtcDateTime(TypeDecorator[datetime]):
    """An aware moment, kept in UTC; naive values are refused on the way in and never come out."""

    impl = sa.DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a moment without a zone must not reach the database")
        return value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


def make_engine(url: str) -> Engine:
    """An engine with this project's manners for SQLite (WAL, foreign keys, full sync) or PostgreSQL."""
    if url.startswith("sqlite"):
        engine = sa.create_engine(
            url,
            connect_args={"timeout": BUSY_MILLISECONDS / 1000, "cached_statements": PREPARED},
            hide_parameters=True,  # they are names, telephone numbers, hashes: not for a log
        )
        event.listen(engine, "do_connect", _keep_file_from_others)
        event.listen(engine, "connect", _set_sqlite_manners)
        event.listen(engine, "begin", _begin_sqlite)
        return engine
    options = {"options": f"-c lock_timeout={BUSY_MILLISECONDS}", "connect_timeout": PATIENCE}
    return sa.create_engine(url, pool_pre_ping=True, connect_args=options, hide_parameters=True)


def _keep_file_from_others(_dialect: Any, _record: Any, arguments: Any, _named: Any) -> None:
    make_for_owner(Path(arguments[0]))  # what SQLite writes beside it gets the same rights


def _set_sqlite_manners(connection: Any, _record: Any) -> None:
    connection.isolation_level = None  # we send BEGIN ourselves: the driver's own would come too late
    cursor = connection.cursor()
    for pragma in (
        "journal_mode=WAL",
        "foreign_keys=ON",
        f"busy_timeout={BUSY_MILLISECONDS}",
        "synchronous=FULL",  # an acknowledged write survives a power cut
        "cache_size=-128",  # KiB a connection: each thread of a process has one, and the system keeps the file's pages
    ):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def _begin_sqlite(connection: Connection) -> None:
    patience = connection.get_execution_options().get("patience")
    if patience is None:
        connection.exec_driver_sql("BEGIN")
        return
    if connection.info.setdefault("patience", BUSY_MILLISECONDS) != patience:
        connection.exec_driver_sql(f"PRAGMA busy_timeout={patience}")
        connection.info["patience"] = patience
    connection.exec_driver_sql("BEGIN IMMEDIATE")


def init_app(app: Flask) -> None:
    """Give the application its engine; sessions are closed when their context ends. Raises CannotStart without a database."""
    engine = make_engine(app.extensions["settings"].database_url)
    require_database(engine)
    app.extensions["engine"] = engine
    app.extensions["sessions"] = sessionmaker(engine, expire_on_commit=False, autoflush=True)
    app.teardown_appcontext(_close_session)


def engine() -> Engine:
    """The engine of the running application."""
    found: Engine = current_app.extensions["engine"]
    return found


def session() -> Session:
    """The session of this application context (one request, one job, one command)."""
    if "session" not in g:
        g.session = current_app.extensions["sessions"]()
    current: Session = g.session
    return current


def _close_session(_error: BaseException | None) -> None:
    current: Session | None = g.pop("session", None)
    if current is not None:
        current.close()


@contextmanager
def transaction(session: Session) -> Iterator[Session]:
    """Everything inside is kept together or not at all; joins a transaction that is already open.

    Rows read before the outermost block are read afresh inside it, under the write lock.
    """
    if session.info.get("writing"):
        yield session
        return
    if session.new or session.dirty or session.deleted:
        raise RuntimeError("rows were changed outside a transaction(session) block")
    session.rollback()
    session.info["on_commit"] = {}
    try:
        with _turn_to_write(session) as patience:
            yield from _write(session, patience)
    finally:
        afterwards = session.info.pop("on_commit")
    for name, act in afterwards.items():
        try:
            act()
        except Exception:  # what was asked for is kept; the page must not say that it is not
            log.exception("after the commit: %s", name)


def _write(session: Session, patience: int) -> Iterator[Session]:
    try:
        session.connection(execution_options={"patience": patience})
    except OperationalError:
        _Lock.refused_at = time.monotonic()
        raise
    session.info["writing"] = True
    try:
        yield session
        session.commit()
    except BaseException:
        session.rollback()
        raise
    finally:
        session.info["writing"] = False


@contextmanager
def _turn_to_write(session: Session) -> Iterator[int]:
    """Wait for this process's turn; gives the milliseconds that are left to wait for the other processes."""
    if session.get_bind().dialect.name != "sqlite":
        yield BUSY_MILLISECONDS
        return
    begun = time.monotonic()
    most = REFUSED_PATIENCE if begun - _Lock.refused_at < BUSY_MILLISECONDS / 1000 else BUSY_MILLISECONDS
    has_turn = _turn.acquire(timeout=most / 1000)
    waited = 1000 * (time.monotonic() - begun)
    try:
        # Without a turn after that long, SQLite itself decides, and says so.
        yield BUSY_MILLISECONDS if waited < NO_WAIT and most == BUSY_MILLISECONDS else max(SHORTEST, int(most - waited))
    finally:
        if has_turn:
            _turn.release()


def in_order(session: Session, statement: sa.Select[Row]) -> Iterator[Row]:
    """The rows of an ordered statement, a few hundred at a time.

    Raises ValueError or LookupError at the first row that holds what cannot be read, never before it.
    """
    done = 0
    try:
        for row in session.scalars(statement).yield_per(500):
            yield row
            done += 1
    except (ValueError, LookupError):
        yield from session.scalars(statement.offset(done)).yield_per(1)


def insert_into(session: Session, table: Any) -> Any:
    """An INSERT of the session's database, with its ON CONFLICT. The other one's dialect is not loaded: 2 MiB a process."""
    if session.get_bind().dialect.name == "postgresql":
        from sqlalchemy.dialects.postgresql import insert

        return insert(table)
    from sqlalchemy.dialects.sqlite import insert as sqlite_insert

    return sqlite_insert(table)


def on_commit(session: Session, name: str, act: Callable[[], None]) -> None:
    """Do something once the outermost open block has committed, never for a savepoint; the same name counts once.

    What fails there is logged: it must be of a kind that is made good later (an anchor lags, a job is swept).
    """
    session.info["on_commit"][name] = act
