"""Putting an archive into an empty installation: complete, or not at all, whenever it is cut off.

The file `restoring` in the data folder is a mark that every other command refuses to pass. The archive is unpacked beside
the folders of the installation; all rows and migrations are one transaction, and the folders take their places just before
its end. A restore that is run again begins anew as long as the database is empty. A row written in that transaction names
the archive: where it stands, only the mark was left to be taken away.
"""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import sqlalchemy as sa
from flask import Flask
from sqlalchemy.engine import Connection, Engine

from core import db
from core.backup.archive import FOLDERS, BackupProblem, Manifest, check, content_of, not_whole, opened
from core.backup.rows import restart_counters, take_tables
from core.migrations import known_revisions, upgrade_within
from core.prepare import alone
from core.settings import Settings

_MEMORY = sa.table("restored_from", sa.column("manifest", sa.String(64)))


def restore(app: Flask, source: Path) -> Manifest:
    """Put an archive into this installation, whose folder and database must be empty. Raises BackupProblem.

    Everything is checked before anything is written. Whatever fails afterwards leaves the installation empty; where that
    is not possible (the process is killed), the mark stays until this is run again.
    """
    settings: Settings = app.extensions["settings"]
    engine: Engine = app.extensions["engine"]
    with _said_in_words(settings, source), alone(settings):
        if not settings.mark_of_restore.exists():
            _require_empty(settings, engine)
        manifest = check(source)
        if manifest.version not in known_revisions(app):
            raise BackupProblem(
                f"Bản sao lưu thuộc phiên bản mà Dấu Đến ở máy này không biết ({manifest.version})."
                " Hãy nâng cấp Dấu Đến rồi khôi phục."
            )
        if not _is_in_place(settings, engine, manifest):
            with _emptied_on_failure(settings, engine):
                _put_in_place(app, settings, engine, source, manifest)
        _take_mark_away(settings, engine)
    return manifest


def _require_empty(settings: Settings, engine: Engine) -> None:
    keys = {path.name for path in settings.keys.iterdir()} - {"secret.key"}  # made by whoever looks at the settings
    kept = keys or any(settings.files.rglob("*")) or any(settings.anchors.iterdir())
    if kept or settings.mark_of_first_start.exists() or _tables(engine):
        raise BackupProblem(
            f"Thư mục {settings.data} hoặc cơ sở dữ liệu đã có dữ liệu. Hãy đặt DAUDEN_DATA (và DAUDEN_DATABASE_URL) sang chỗ"
            " trống rồi khôi phục."
        )


def _tables(engine: Engine) -> list[str]:
    # On PostgreSQL the queue of jobs has made its own tables by now; they hold nothing that is not in ours.
    return [name for name in sa.inspect(engine).get_table_names() if not name.startswith("huey")]


def _is_in_place(settings: Settings, engine: Engine, manifest: Manifest) -> bool:
    """Whether an earlier run put this archive in place and was cut off after that. Raises BackupProblem for another one."""
    tables = _tables(engine)
    if settings.mark_of_first_start.exists():
        written: str | None = settings.mark_of_restore.read_text(encoding="ascii")
    elif _MEMORY.name in tables:
        with engine.connect() as connection:
            written = connection.scalar(sa.select(_MEMORY.c.manifest))
    elif not tables:
        return False
    else:
        written = None
    if written != manifest.digest:
        raise BackupProblem(
            "Cơ sở dữ liệu không trống và không phải từ bản sao lưu này. Hãy khôi phục lại bằng đúng bản sao lưu của lần bị ngắt, hoặc"
            " đặt DAUDEN_DATA (và DAUDEN_DATABASE_URL) sang chỗ trống."
        )
    return True


def _put_in_place(app: Flask, settings: Settings, engine: Engine, source: Path, manifest: Manifest) -> None:
    settings.mark_of_restore.write_text(manifest.digest, encoding="ascii")
    unpacked = _unpacked(settings)
    shutil.rmtree(unpacked, ignore_errors=True)
    _unpack(source, unpacked)
    with engine.connect().execution_options(patience=db.BUSY_MILLISECONDS) as connection, connection.begin():
        upgrade_within(app, connection, manifest.version)
        take_tables(connection, manifest, unpacked / "tables")
        upgrade_within(app, connection, "heads")
        restart_counters(connection)
        _remember(connection, manifest)
        _take_places(settings)


def _unpacked(settings: Settings) -> Path:
    return settings.data / "unpacked"


def _unpack(source: Path, folder: Path) -> None:
    for name in FOLDERS:
        (folder / name).mkdir(mode=0o700, parents=True)
    with opened(source) as archive:
        for entry in archive:
            target = folder / entry.name
            target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            fresh = os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
            with content_of(archive, entry) as content, os.fdopen(fresh, "wb") as file:
                shutil.copyfileobj(content, file)


def _remember(connection: Connection, manifest: Manifest) -> None:
    connection.execute(sa.text(f"CREATE TABLE {_MEMORY.name} (manifest VARCHAR(64))"))
    connection.execute(sa.insert(_MEMORY), {"manifest": manifest.digest})


def _take_places(settings: Settings) -> None:
    """Put what was unpacked where it belongs. What stood there is empty, or left by a restore that was cut off."""
    for name in FOLDERS:
        shutil.rmtree(settings.data / name, ignore_errors=True)
        (_unpacked(settings) / name).replace(settings.data / name)
    (_unpacked(settings) / "mode").replace(settings.mark_of_mode)
    os.sync()  # the commit that follows must not reach the disk before the files


@contextmanager
def _emptied_on_failure(settings: Settings, engine: Engine) -> Iterator[None]:
    mode = settings.mark_of_mode.read_bytes() if settings.mark_of_mode.exists() else None
    try:
        yield
    except BaseException:
        shutil.rmtree(_unpacked(settings), ignore_errors=True)
        if _has_no_tables(engine):  # a connection that breaks at the commit does not tell whether it came to pass
            _empty(settings, mode)
        raise


def _has_no_tables(engine: Engine) -> bool:
    try:
        return not _tables(engine)
    except sa.exc.SQLAlchemyError:
        return False
    finally:
        engine.dispose()  # the last connection to SQLite takes with it what was written ahead


def _empty(settings: Settings, mode: bytes | None) -> None:
    for name in FOLDERS:
        shutil.rmtree(settings.data / name, ignore_errors=True)
        (settings.data / name).mkdir(mode=0o700, exist_ok=True)
    settings.mark_of_mode.unlink(missing_ok=True)
    if mode is not None:
        settings.mark_of_mode.write_bytes(mode)
    settings.mark_of_restore.unlink()


@contextmanager
def _said_in_words(settings: Settings, source: Path) -> Iterator[None]:
    try:
        yield
    except (OSError, sa.exc.OperationalError) as error:
        where = settings.data if isinstance(error, OSError) else "cơ sở dữ liệu"
        why = error.strerror if isinstance(error, OSError) else error.orig
        raise BackupProblem(
            f"Không ghi được vào {where} ({why}) nên chưa khôi phục xong. Hãy kiểm tra ổ đĩa rồi chạy lại lệnh này."
        ) from error
    except (sa.exc.SQLAlchemyError, ValueError) as error:
        raise not_whole(source, "tables") from error


def _take_mark_away(settings: Settings, engine: Engine) -> None:
    settings.mark_of_first_start.touch(mode=0o600)
    with engine.connect().execution_options(patience=db.BUSY_MILLISECONDS) as connection, connection.begin():
        connection.execute(sa.text(f"DROP TABLE IF EXISTS {_MEMORY.name}"))
    shutil.rmtree(_unpacked(settings), ignore_errors=True)
    settings.mark_of_restore.unlink()
