"""Rows of an archive into a database that has the form in which they were written."""

import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from core.backup.archive import BackupProblem, Manifest
from core.backup.values import from_json, kind_of, type_of
from core.db import Base

BATCH = 500


def take_tables(connection: Connection, manifest: Manifest, folder: Path) -> None:
    """Insert the rows of `<table>.jsonl` in `folder`, inside the open transaction.

    Raises BackupProblem for a table or column that the database does not have, ValueError for rows that are none.
    """
    there = sa.MetaData()
    names = sa.inspect(connection).get_table_names()
    there.reflect(connection, only=[name for name in manifest.tables if name in names])
    if missing := sorted(manifest.tables.keys() - there.tables.keys()):
        raise _strange(missing[0], manifest)
    for table in there.sorted_tables:
        kinds = manifest.columns.get(table.name) or _kinds_of_the_time(table, manifest)
        if not kinds.keys() <= set(table.c.keys()):
            raise _strange(table.name, manifest)
        with (folder / f"{table.name}.jsonl").open("rb") as lines:
            rows = (_row(kinds, json.loads(line)) for line in lines)
            into = sa.table(table.name, *(sa.column(name, type_of(kind)) for name, kind in kinds.items()))
            count = 0
            for batch in _batches(_parents_first(table, rows)):
                connection.execute(sa.insert(into), batch)
                count += len(batch)
        if count != manifest.tables[table.name]:
            raise ValueError(f"{count} rows of {table.name}")


def _kinds_of_the_time(table: sa.Table, manifest: Manifest) -> dict[str, str]:
    """The columns of a table in the first form of the archive, which does not name them: today's order, and of today's columns
    those that the database had at the time."""
    today = Base.metadata.tables.get(table.name)
    if today is None:
        raise _strange(table.name, manifest)
    return {column.name: kind_of(column) for column in today.c if column.name in table.c}


def _strange(table: str, manifest: Manifest) -> BackupProblem:
    return BackupProblem(
        f"Bảng {table} trong bản sao lưu không khớp với phiên bản {manifest.version}. Hãy dùng một bản sao lưu khác."
    )


def _row(kinds: dict[str, str], values: Any) -> dict[str, Any]:
    if not isinstance(values, list):
        raise ValueError("a row is a list")
    return {name: from_json(kind, value) for (name, kind), value in zip(kinds.items(), values, strict=True)}


def _parents_first(table: sa.Table, rows: Iterable[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """Rows of a table that points to itself come after the rows that they point to."""
    own = [(fk.parent.name, fk.column.name) for fk in table.foreign_keys if fk.column.table is table]
    if not own:
        yield from rows
        return
    (child, parent), waiting = own[0], list(rows)
    there: set[Any] = {None}
    while waiting:
        ready = [row for row in waiting if row[child] in there]
        if not ready:
            raise BackupProblem(f"Bảng {table.name} trong bản sao lưu có vòng lặp. Hãy dùng một bản sao lưu khác.")
        yield from ready
        there |= {row[parent] for row in ready}
        waiting = [row for row in waiting if row[parent] not in there]


def _batches(rows: Iterable[dict[str, Any]]) -> Iterator[list[dict[str, Any]]]:
    batch: list[dict[str, Any]] = []
    for row in rows:
        batch.append(row)
        if len(batch) == BATCH:
            yield batch
            batch = []
    if batch:
        yield batch


def restart_counters(connection: Connection) -> None:
    """PostgreSQL's own counters must go on after the restored rows."""
    if connection.dialect.name != "postgresql":
        return
    for table in Base.metadata.sorted_tables:
        column = table.autoincrement_column
        if column is not None and column.autoincrement is not False:
            highest = sa.select(sa.func.coalesce(sa.func.max(column), 1)).scalar_subquery()
            sequence = sa.func.pg_get_serial_sequence(table.name, column.name)
            connection.execute(sa.select(sa.func.setval(sequence, highest)))
