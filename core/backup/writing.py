"""Writing an archive while the site runs."""

import hashlib
import io
import json
import os
import tarfile
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

import sqlalchemy as sa
from sqlalchemy.engine import Connection, Engine

from core.backup.archive import FORM, BackupProblem, Manifest
from core.backup.values import as_json, kind_of
from core.db import Base
from core.settings import Settings

BATCH = 500


def backup(engine: Engine, settings: Settings, target: Path) -> Manifest:
    """Write an archive, readable by its owner only; `target` appears whole or not at all. Raises BackupProblem."""
    try:
        if target.exists():
            raise BackupProblem(f"Đã có tệp {target}. Hãy chọn tên khác để không ghi đè bản sao lưu cũ.")
        with _whole_or_not_at_all(target) as file, tarfile.open(fileobj=file, mode="w:gz", compresslevel=3) as archive:
            return _write(archive, engine, settings)
    except OSError as error:
        raise BackupProblem(
            f"Không ghi được {target}: {error.strerror}. Hãy kiểm tra đường dẫn và ổ đĩa rồi làm lại."
        ) from error
    except sa.exc.DBAPIError as error:
        why = str(error.orig).partition("\n")[0]
        raise BackupProblem(
            f"Không đọc được cơ sở dữ liệu ({why}) nên chưa sao lưu. Hãy kiểm tra cơ sở dữ liệu rồi làm lại."
        ) from error


def _write(archive: tarfile.TarFile, engine: Engine, settings: Settings) -> Manifest:
    digests: dict[str, str] = {}
    with _snapshot(engine) as connection:
        # Before the first read of the snapshot: an anchor may lag behind its chain, never run ahead of it.
        files = _put_folders(archive, settings, ("anchors",), digests)
        tables = {table.name: _put_table(archive, connection, table, digests) for table in Base.metadata.sorted_tables}
        files += _put_folders(archive, settings, ("files", "keys"), digests)
        _put(archive, "mode", settings.mark_of_mode.read_bytes(), digests)
        version = connection.execute(sa.text("SELECT version_num FROM alembic_version")).scalar_one()
    columns = {
        table.name: {column.name: kind_of(column) for column in table.c} for table in Base.metadata.sorted_tables
    }
    said = {"form": FORM, "version": version, "tables": tables, "files": files, "columns": columns, "sha256": digests}
    content = json.dumps(said, ensure_ascii=False, indent=1).encode()
    _put(archive, "manifest.json", content, {})
    return Manifest(tables, files, version, columns, hashlib.sha256(content).hexdigest())


@contextmanager
def _whole_or_not_at_all(target: Path) -> Iterator[IO[bytes]]:
    """A file beside the target, for its owner only, that takes its place at the end; whatever fails leaves neither."""
    handle, name = tempfile.mkstemp(dir=target.parent, prefix=f"{target.name}.", suffix=".part")
    part = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        part.replace(target)
    finally:
        part.unlink(missing_ok=True)


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
            lines.write(json.dumps([as_json(value) for value in row], ensure_ascii=False).encode() + b"\n")
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
