"""Installations of their own, what they hold, and archives of them that are written anew with other members."""

import io
import json
import tarfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from flask import Flask

from app import create_app
from core.db import Base
from tests.conftest import POSTGRES, empty_database, make_settings

Changes = dict[str, bytes | tarfile.TarInfo | None]


@dataclass(frozen=True)
class Whole:
    """What an installation held, and its archive."""

    rows: dict[str, list[Any]]
    files: set[str]
    archive: Path


@contextmanager
def installation(data: Path, name: str) -> Iterator[Flask]:
    """An installation in this folder without a database; on PostgreSQL its database has the name."""
    url = empty_database(name) if POSTGRES else f"sqlite:///{data / 'own.sqlite3'}"
    made = create_app(make_settings(data, url))
    try:
        yield made
    finally:
        made.extensions["engine"].dispose()


def tables_of(app: Flask) -> dict[str, list[Any]]:
    """The rows of every table that the database has, but those of the queue and of the search."""
    names = {name for name in sa.inspect(app.extensions["engine"]).get_table_names() if not name.startswith("huey")}
    with app.extensions["engine"].connect() as connection:
        rows = {
            table.name: list(connection.execute(sa.select(table).order_by(*table.primary_key)))
            for table in Base.metadata.sorted_tables
            if table.name in names
        }
    return rows | {name: [] for name in names - rows.keys() if "fts_" not in name}


def files_of(app: Flask) -> set[str]:
    """Everything that the data folder holds, but the database and what every command makes."""
    data = app.extensions["settings"].data
    found = {str(path.relative_to(data)) for path in data.rglob("*") if path.is_file()}
    return {name for name in found if "sqlite3" not in name and name != "prepare.lock"}


def is_untouched(app: Flask) -> bool:
    """Whether nothing of a restore has stayed: no table and no file."""
    return tables_of(app) == {} and files_of(app) == set()


def remake(source: Path, changes: Changes) -> None:
    """Write the archive anew with other members: new content (the manifest knows it), a strange entry, or None for none."""
    members: dict[str, bytes] = {}
    with tarfile.open(source) as old:
        for entry in old:
            found = old.extractfile(entry)
            assert found is not None
            members[entry.name] = found.read()
    strange = [change for change in changes.values() if isinstance(change, tarfile.TarInfo)]
    members |= {name: change for name, change in changes.items() if isinstance(change, bytes)}
    for name in [name for name, change in changes.items() if change is None]:
        del members[name]
    with tarfile.open(source, "w:gz") as new:
        for name, content in members.items():
            entry = tarfile.TarInfo(name)
            entry.size = len(content)
            new.addfile(entry, io.BytesIO(content))
        for entry in strange:
            new.addfile(entry)


def manifest_of(source: Path) -> dict[str, Any]:
    """What the archive says of itself."""
    with tarfile.open(source) as archive:
        found = archive.extractfile("manifest.json")
        assert found is not None
        said: dict[str, Any] = json.load(found)
        return said
