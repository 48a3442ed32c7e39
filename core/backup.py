"""Backup and restore of a whole installation: every row, every file, the keys and the anchors, in one archive.

Rows are written as JSON lines from one snapshot of the database, so writers go on meanwhile, and an archive made on
SQLite can be restored into PostgreSQL and the other way round. Files are named by their content and written before the
rows that name them, so the files of a snapshot are always there. The manifest comes last: an archive without it is not whole.
"""

import base64
import hashlib
import io
import json
import tarfile
import tempfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import Enum
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any
from uuid import UUID

import sqlalchemy as sa
from flask import Flask
from sqlalchemy.engine import Connection, Engine

from core import db
from core.db import Base
from core.migrations import migrations
from core.settings import Settings

if TYPE_CHECKING:
    from flask_alembic import Alembic

FORM = 1
BATCH = 500
FOLDERS = ("files", "keys", "anchors")


class BackupProblem(Exception):
    """A backup or restore that cannot be done; the message is a Vietnamese sentence that says what to do."""


@dataclass(frozen=True)
class Summary:
    """What an archive holds: rows by table, number of files, version of the database's form."""

    tables: dict[str, int]
    files: int
    version: str

    @property
    def rows(self) -> int:
        """Rows in all."""
        return sum(self.tables.values())


def backup(engine: Engine, settings: Settings, target: Path) -> Summary:
    """Write an archive; `target` appears whole or not at all. Raises BackupProblem."""
    if target.exists():
        raise BackupProblem(f"Đã có tệp {target}. Hãy chọn tên khác để không ghi đè bản sao lưu cũ.")
    part = target.with_name(target.name + ".part")
    try:
        with tarfile.open(part, "w:gz", compresslevel=3) as archive, _snapshot(engine) as connection:
            digests: dict[str, str] = {}
            # Before the first read of the snapshot: an anchor may lag behind its chain, never run ahead of it.
            files = _put_folders(archive, settings, ("anchors",), digests)
            tables = {
                table.name: _put_table(archive, connection, table, digests) for table in Base.metadata.sorted_tables
            }
            files += _put_folders(archive, settings, ("files", "keys"), digests)
            _put(archive, "mode", (settings.data / "mode").read_bytes(), digests)
            version = connection.execute(sa.text("SELECT version_num FROM alembic_version")).scalar_one()
            manifest = {"form": FORM, "version": version, "tables": tables, "files": files, "sha256": digests}
            _put(archive, "manifest.json", json.dumps(manifest, ensure_ascii=False, indent=1).encode(), {})
    except OSError as error:
        part.unlink(missing_ok=True)
        raise BackupProblem(f"Không ghi được {target}: {error.strerror}. Hãy kiểm tra ổ đĩa rồi làm lại.") from error
    part.replace(target)
    return Summary(tables, files, version)


def _snapshot(engine: Engine) -> Connection:
    """A connection whose reads all see one moment, however long they take."""
    if engine.dialect.name == "postgresql":
        return engine.connect().execution_options(isolation_level="REPEATABLE READ")
    return engine.connect()


def _put_table(archive: tarfile.TarFile, connection: Connection, table: sa.Table, digests: dict[str, str]) -> int:
    count = 0
    with tempfile.TemporaryFile() as lines:
        rows = connection.execution_options(yield_per=BATCH).execute(sa.select(table).order_by(*table.primary_key))
        for row in rows:
            lines.write(json.dumps([_plain(value) for value in row], ensure_ascii=False).encode() + b"\n")
            count += 1
        _put_stream(archive, f"tables/{table.name}.jsonl", lines, digests)
    return count


def _put_folders(archive: tarfile.TarFile, settings: Settings, folders: Iterable[str], digests: dict[str, str]) -> int:
    count = 0
    for folder in folders:
        root = settings.data / folder
        for path in sorted(root.rglob("*")):
            if path.is_file() and not path.name.startswith("."):
                _put(archive, f"{folder}/{path.relative_to(root)}", path.read_bytes(), digests)
                count += 1
    return count


def _put(archive: tarfile.TarFile, name: str, content: bytes, digests: dict[str, str]) -> None:
    _put_stream(archive, name, io.BytesIO(content), digests)


def _put_stream(archive: tarfile.TarFile, name: str, content: IO[bytes], digests: dict[str, str]) -> None:
    entry = tarfile.TarInfo(name)
    entry.size = content.seek(0, io.SEEK_END)
    entry.mode = 0o600
    content.seek(0)
    digests[name] = hashlib.file_digest(content, "sha256").hexdigest()  # type: ignore[arg-type]  # IO has what it needs
    content.seek(0)
    archive.addfile(entry, content)


def _plain(value: Any) -> Any:
    if isinstance(value, Enum):
        return value.name
    if isinstance(value, bytes):
        return base64.b64encode(value).decode()
    if isinstance(value, date | datetime):
        return value.isoformat()
    if isinstance(value, UUID | Decimal):
        return str(value)
    return value


def restore(app: Flask, source: Path) -> Summary:
    """Put an archive into this installation, whose database must be empty. Raises BackupProblem, having changed nothing.

    The archive's every member is checked against the manifest before the first row is written.
    """
    settings: Settings = app.extensions["settings"]
    engine: Engine = app.extensions["engine"]
    # On PostgreSQL the queue of jobs has made its own tables by now; they hold nothing that is not in ours.
    if any(not name.startswith("huey") for name in sa.inspect(engine).get_table_names()):
        raise BackupProblem(
            "Cơ sở dữ liệu này đã có dữ liệu. Hãy đặt DAUDEN_DATA (và DAUDEN_DATABASE_URL) sang chỗ trống rồi khôi phục."
        )
    manifest = check(source)
    with tarfile.open(source, "r:*") as archive:
        with app.app_context():
            alembic = migrations(app)
            _require_known(alembic, manifest["version"])
            alembic.upgrade(manifest["version"])
        _take_folders(archive, settings)
        with engine.connect().execution_options(patience=db.BUSY_MILLISECONDS) as connection, connection.begin():
            for table in Base.metadata.sorted_tables:
                if table.name in manifest["tables"]:
                    _take_table(archive, connection, table)
            _restart_counters(connection)
    with app.app_context():
        migrations(app).upgrade()
    (settings.data / "prepared").touch()
    return Summary(manifest["tables"], manifest["files"], manifest["version"])


def check(source: Path) -> dict[str, Any]:
    """The manifest of an archive whose members all fit it. Raises BackupProblem."""
    try:
        with tarfile.open(source, "r:*") as archive:
            found = {entry.name: _digest(archive, entry) for entry in archive if entry.isfile()}
            manifest: dict[str, Any] = json.load(_open(archive, "manifest.json"))
    except FileNotFoundError as error:
        raise BackupProblem(f"Không có tệp {source}.") from error
    except (tarfile.TarError, EOFError, OSError, ValueError, KeyError) as error:
        raise BackupProblem(f"{source} không phải bản sao lưu còn nguyên vẹn. Hãy dùng một bản khác.") from error
    found.pop("manifest.json")
    wrong = sorted(name for name in found | manifest["sha256"] if found.get(name) != manifest["sha256"].get(name))
    if wrong:
        raise BackupProblem(f"{source}: phần {wrong[0]} không còn nguyên vẹn. Hãy dùng một bản sao lưu khác.")
    return manifest


def _digest(archive: tarfile.TarFile, entry: tarfile.TarInfo) -> str:
    return hashlib.file_digest(_open(archive, entry), "sha256").hexdigest()  # type: ignore[arg-type]  # the same


def _open(archive: tarfile.TarFile, name: str | tarfile.TarInfo) -> IO[bytes]:
    found = archive.extractfile(name)
    if found is None:
        raise KeyError(name)
    return found


def _require_known(alembic: "Alembic", version: str) -> None:
    known = {script.revision for script in alembic.script_directory.walk_revisions()}
    if version not in known:
        raise BackupProblem(f"Bản sao lưu thuộc phiên bản mới hơn ({version}). Hãy nâng cấp Dấu Đến rồi khôi phục.")


def _take_folders(archive: tarfile.TarFile, settings: Settings) -> None:
    for entry in archive:
        top = entry.name.split("/")[0]
        if not entry.isfile() or top not in {*FOLDERS, "mode"}:
            continue
        target = (settings.data / entry.name).resolve()
        if settings.data not in target.parents:
            raise BackupProblem(f"Bản sao lưu chứa đường dẫn lạ: {entry.name}.")
        target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        target.write_bytes(_open(archive, entry).read())
        target.chmod(0o600)


def _take_table(archive: tarfile.TarFile, connection: Connection, table: sa.Table) -> None:
    with _open(archive, f"tables/{table.name}.jsonl") as lines:
        rows = (dict(zip(table.c.keys(), json.loads(line), strict=True)) for line in lines)
        typed = ({name: _typed(table.c[name], value) for name, value in row.items()} for row in rows)
        for batch in _batches(_parents_first(table, typed)):
            connection.execute(table.insert(), batch)


def _typed(column: sa.Column[Any], value: Any) -> Any:
    if value is None or isinstance(column.type, sa.JSON):
        return value
    kind = column.type.impl if isinstance(column.type, sa.types.TypeDecorator) else column.type
    if isinstance(kind, sa.Enum):
        assert kind.enum_class is not None
        return kind.enum_class[value]
    if isinstance(kind, sa.LargeBinary):
        return base64.b64decode(value)
    if isinstance(kind, sa.DateTime):
        return datetime.fromisoformat(value)
    if isinstance(kind, sa.Date):
        return date.fromisoformat(value)
    if isinstance(kind, sa.Uuid):
        return UUID(value)
    return Decimal(value) if isinstance(kind, sa.Numeric) and not isinstance(kind, sa.Float) else value


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
            raise BackupProblem(f"Bảng {table.name} trong bản sao lưu có vòng lặp.")
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


def _restart_counters(connection: Connection) -> None:
    """PostgreSQL's own counters must go on after the restored rows."""
    if connection.dialect.name != "postgresql":
        return
    for table in Base.metadata.sorted_tables:
        column = table.autoincrement_column
        if column is not None and column.autoincrement is not False:
            highest = sa.select(sa.func.coalesce(sa.func.max(column), 1)).scalar_subquery()
            sequence = sa.func.pg_get_serial_sequence(table.name, column.name)
            connection.execute(sa.select(sa.func.setval(sequence, highest)))
