"""A restore is complete or leaves nothing: what it refuses, and what stands there when it is cut off or the disk is full."""

import hashlib
import io
import json
import os
import resource
import shutil
import signal
import tarfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from flask import Flask

from accounts.domain import Role
from app import create_app
from core import db, storage
from core.backup.archive import BackupProblem, check
from core.backup.restoring import restore
from core.backup.writing import backup
from core.db import Base
from core.prepare import migrate, prepare
from core.problems import CannotStart
from tests.conftest import POSTGRES, empty_database, make_settings
from tests.factories.people import create_person

LARGEST = 100_000  # bytes of a file
Changes = dict[str, bytes | tarfile.TarInfo | None]


@dataclass(frozen=True)
class Whole:
    """What an installation held, and its archive."""

    rows: dict[str, list[Any]]
    files: set[str]
    archive: Path


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory, application: Flask) -> Iterator[Whole]:
    """An installation with a person, a chain and a file. (`application`: these tests run on both databases.)"""
    folder = tmp_path_factory.mktemp("whole")
    for app in _installation(folder / "data", "dauden_whole"):
        settings = app.extensions["settings"]
        settings.mark_of_mode.write_text("production\n")
        with app.app_context():
            migrate(app)
            create_person(db.session(), "Nguyễn Thị Ánh", Role.OFFICER)
            storage.put(hashlib.shake_256(b"").hexdigest(LARGEST // 2).encode())
            db.session().close()
        backup(app.extensions["engine"], settings, folder / "a.tar.gz")
        yield Whole(_tables(app), _holds(app), folder / "a.tar.gz")


@pytest.fixture
def archive(whole: Whole, tmp_path: Path) -> Path:
    """A copy of the archive, to be damaged."""
    return Path(shutil.copy(whole.archive, tmp_path / "a.tar.gz"))


@pytest.fixture
def empty(tmp_path: Path) -> Iterator[Flask]:
    """An installation without a database."""
    yield from _installation(tmp_path / "new", "dauden_cut_off")


@pytest.fixture(scope="module")
def spare(tmp_path_factory: pytest.TempPathFactory, application: Flask) -> Iterator[Flask]:
    """One without a database for all tests in which nothing may come into it. (`application`: as for `whole`.)"""
    yield from _installation(tmp_path_factory.mktemp("spare"), "dauden_spare")


def _installation(data: Path, name: str) -> Iterator[Flask]:
    url = empty_database(name) if POSTGRES else f"sqlite:///{data / 'own.sqlite3'}"
    made = create_app(make_settings(data, url))
    yield made
    made.extensions["engine"].dispose()


def _tables(app: Flask) -> dict[str, list[Any]]:
    names = {name for name in sa.inspect(app.extensions["engine"]).get_table_names() if not name.startswith("huey")}
    with app.extensions["engine"].connect() as connection:
        rows = {
            table.name: list(connection.execute(sa.select(table).order_by(*table.primary_key)))
            for table in Base.metadata.sorted_tables
            if table.name in names
        }
    return rows | {name: [] for name in names - rows.keys() if "fts_" not in name}


def _holds(app: Flask) -> set[str]:
    """Everything that the data folder holds, but the database and what every command makes."""
    data = app.extensions["settings"].data
    found = {str(path.relative_to(data)) for path in data.rglob("*") if path.is_file()}
    return {name for name in found if "sqlite3" not in name and name != "prepare.lock"}


def _is_untouched(app: Flask) -> bool:
    return _tables(app) == {} and _holds(app) == set()


def _remade(source: Path, changes: Changes) -> None:
    """The same archive with other members: new content (the manifest knows it), a strange entry, or None for none."""
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


def _entry(name: str, kind: bytes = tarfile.REGTYPE, target: str = "") -> tarfile.TarInfo:
    made = tarfile.TarInfo(name)
    made.type, made.linkname = kind, target
    return made


@pytest.mark.one_database
@pytest.mark.parametrize(
    "name", ["../x", "/tmp/x", "files/../../x", "keys/../mode", "files//x", "files/.", "else", "tables/X"]
)
def test_a_path_that_leads_elsewhere_is_refused(archive: Path, spare: Flask, name: str) -> None:
    _remade(archive, {name: b"x"})
    with pytest.raises(BackupProblem, match="đường dẫn lạ"):
        restore(spare, archive)
    assert _is_untouched(spare)


@pytest.mark.one_database
@pytest.mark.parametrize("kind", [tarfile.SYMTYPE, tarfile.LNKTYPE, tarfile.CHRTYPE, tarfile.FIFOTYPE, tarfile.DIRTYPE])
def test_only_files_are_taken(archive: Path, spare: Flask, kind: bytes) -> None:
    _remade(archive, {"x": _entry("files/x", kind, "/etc/passwd")})
    with pytest.raises(BackupProblem, match="đường dẫn lạ"):
        restore(spare, archive)
    assert _is_untouched(spare)


def _said(source: Path) -> dict[str, Any]:
    with tarfile.open(source) as archive:
        found = archive.extractfile("manifest.json")
        assert found is not None
        said: dict[str, Any] = json.load(found)
        return said


@pytest.mark.one_database
@pytest.mark.parametrize("content", [b"{}", b"[]", b"null", b"1", b"{", b"\xff", b"[" * 100_000])
def test_a_manifest_that_is_none_is_refused(archive: Path, spare: Flask, content: bytes) -> None:
    _remade(archive, {"manifest.json": content})
    with pytest.raises(BackupProblem, match=r"manifest\.json không còn nguyên vẹn"):
        restore(spare, archive)
    assert _is_untouched(spare)


@pytest.mark.one_database
@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"form": 99}, "nâng cấp"),
        ({"form": 0}, "dạng 0"),
        ({"form": "2"}, "nguyên vẹn"),
        ({"version": 7}, "nguyên vẹn"),
        ({"version": "../x"}, "không biết"),
        ({"tables": []}, "nguyên vẹn"),
        ({"tables": {"person": "1"}}, "nguyên vẹn"),
        ({"tables": {}}, "nguyên vẹn"),
        ({"files": None}, "nguyên vẹn"),
        ({"sha256": None}, "nguyên vẹn"),
        ({"sha256": {}}, "nguyên vẹn"),
        ({"columns": None}, "nguyên vẹn"),
        ({"columns": {"person": {"id": "uuid"}}}, "nguyên vẹn"),
    ],
)
def test_a_manifest_of_another_shape_is_refused(archive: Path, spare: Flask, change: dict[str, Any], says: str) -> None:
    _remade(archive, {"manifest.json": json.dumps(_said(archive) | change).encode()})
    with pytest.raises(BackupProblem, match=says):
        restore(spare, archive)
    assert _is_untouched(spare)


@pytest.mark.one_database
@pytest.mark.parametrize("change", [("person", "full_name", "strange"), ("person", "full_name", ["uuid"])])
def test_a_column_of_no_kind_is_refused(archive: Path, spare: Flask, change: tuple[str, str, Any]) -> None:
    said = _said(archive)
    table, column, kind = change
    said["columns"][table][column] = kind
    _remade(archive, {"manifest.json": json.dumps(said).encode()})
    with pytest.raises(BackupProblem, match="nguyên vẹn"):
        restore(spare, archive)
    assert _is_untouched(spare)


@pytest.mark.one_database
@pytest.mark.parametrize("missing", ["manifest.json", "mode", "tables/person.jsonl"])
def test_an_archive_without_one_of_its_parts_is_refused(archive: Path, spare: Flask, missing: str) -> None:
    _remade(archive, {missing: None})
    with pytest.raises(BackupProblem, match="nguyên vẹn"):
        restore(spare, archive)
    assert _is_untouched(spare)


@pytest.mark.one_database
@pytest.mark.parametrize(
    "rows", [b"{}\n", b"[1]\n", b"nonsense\n", b'["x", "y"]\n', b'["x", 1, "z"]\n' * 2, b"[null, null, null]\n"]
)
def test_rows_that_are_none_are_refused_and_nothing_stays(archive: Path, spare: Flask, rows: bytes) -> None:
    said = _said(archive)
    said["sha256"]["tables/chain_head.jsonl"] = hashlib.sha256(rows).hexdigest()
    _remade(archive, {"tables/chain_head.jsonl": rows, "manifest.json": json.dumps(said).encode()})
    with pytest.raises(BackupProblem, match="nguyên vẹn"):
        restore(spare, archive)
    assert _is_untouched(spare)


@pytest.mark.one_database
@pytest.mark.parametrize(
    ("part", "content", "says"),
    [
        ("mode", None, "phần mode"),
        ("mode", b"", "phần mode"),
        ("mode", b"demo production", "phần mode"),
        ("tables/person.jsonl", None, "phần tables"),
        ("tables/strange.jsonl", b"", "phần tables"),
    ],
)
def test_parts_that_do_not_make_an_installation_are_refused_though_the_manifest_names_them(
    archive: Path, spare: Flask, part: str, content: bytes | None, says: str
) -> None:
    said = _said(archive)
    said["sha256"].pop(part, None)
    if content is not None:
        said["sha256"][part] = hashlib.sha256(content).hexdigest()
    _remade(archive, {part: content, "manifest.json": json.dumps(said).encode()})
    with pytest.raises(BackupProblem, match=says):
        restore(spare, archive)
    assert _is_untouched(spare)


@pytest.mark.one_database
def test_fewer_rows_than_the_manifest_counts_are_refused_and_nothing_stays(archive: Path, spare: Flask) -> None:
    said = _said(archive)
    said["tables"]["person"] += 1
    _remade(archive, {"manifest.json": json.dumps(said).encode()})
    with pytest.raises(BackupProblem, match="nguyên vẹn"):
        restore(spare, archive)
    assert _is_untouched(spare)


@pytest.mark.one_database
def test_flipped_bytes_never_end_in_a_traceback(archive: Path, spare: Flask) -> None:
    whole, refused = archive.read_bytes(), 0
    for position in range(0, len(whole), max(1, len(whole) // 200)):
        archive.write_bytes(whole[:position] + bytes([whole[position] ^ 0x55]) + whole[position + 1 :])
        try:
            check(archive)
        except BackupProblem:
            refused += 1
    assert refused > 150
    archive.write_bytes(whole[:100] + bytes([whole[100] ^ 0xFF]) + whole[101:])
    with pytest.raises(BackupProblem):
        restore(spare, archive)
    assert _is_untouched(spare)


@pytest.mark.one_database
@pytest.mark.parametrize(
    ("make", "says"),
    [
        (lambda path: path.write_bytes(b"words"), "nguyên vẹn"),
        (lambda path: path.write_bytes(b""), "nguyên vẹn"),
        (lambda path: path.mkdir(), "Không đọc được"),
        (lambda path: None, "Không có tệp"),
    ],
)
def test_what_is_no_archive_is_told_as_such(
    spare: Flask, tmp_path: Path, make: Callable[[Path], Any], says: str
) -> None:
    make(tmp_path / "b.tar.gz")
    with pytest.raises(BackupProblem, match=says):
        restore(spare, tmp_path / "b.tar.gz")


@pytest.mark.one_database
@pytest.mark.parametrize("kept", ["files/ab/x", "anchors/audit.head", "keys/own.key", "prepared"])
def test_a_folder_with_data_is_never_overwritten(archive: Path, empty: Flask, kept: str) -> None:
    path = empty.extensions["settings"].data / kept
    path.parent.mkdir(exist_ok=True)
    path.write_text("kept")
    with pytest.raises(BackupProblem, match="đã có dữ liệu"):
        restore(empty, archive)
    assert _holds(empty) == {kept}
    assert _tables(empty) == {}


def _in_a_fork(act: Callable[[], object]) -> int:
    """How a fork of this process ended that did this (as `os.waitpid` says it)."""
    child = os.fork()
    if child == 0:
        try:
            act()
        finally:
            os._exit(1)
    return os.waitpid(child, 0)[1]


def _kill(*_: object, **__: object) -> None:
    os.kill(os.getpid(), signal.SIGKILL)


# Rooms of a restore, in their order; the process is killed where it enters one. Each time: among the rows, and at the end.
ROOMS = {
    "_unpack": True,
    "content_of": True,
    "upgrade_within": True,
    "take_tables": False,
    "_remember": True,
    "_take_places": False,
    "os.sync": True,
    "_take_mark_away": True,
}


@pytest.mark.parametrize(
    "room", [pytest.param(room, marks=pytest.mark.full if is_long else ()) for room, is_long in ROOMS.items()]
)
def test_one_that_is_killed_holds_everybody_up_until_it_is_run_again(
    whole: Whole, archive: Path, empty: Flask, monkeypatch: pytest.MonkeyPatch, room: str
) -> None:
    with monkeypatch.context() as patched:
        patched.setattr(f"core.backup.restoring.{room}", _kill)
        assert _in_a_fork(lambda: restore(empty, archive)) == signal.SIGKILL
    with pytest.raises(CannotStart, match=r"\./run restore"):
        prepare(empty)
    restore(empty, archive)
    _is_complete(whole, empty)


def _is_complete(whole: Whole, restored: Flask) -> None:
    assert _tables(restored) == whole.rows
    assert _holds(restored) == whole.files | {"prepared"}
    assert restored.extensions["settings"].mark_of_mode.read_text() == "production\n"


def test_one_that_is_killed_while_the_mark_is_taken_away_is_finished(
    whole: Whole, archive: Path, empty: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    def kill_at_the_end(*_: object, **__: object) -> None:
        if empty.extensions["settings"].mark_of_first_start.exists():
            _kill()

    with monkeypatch.context() as patched:
        patched.setattr("core.backup.restoring.shutil.rmtree", kill_at_the_end)
        assert _in_a_fork(lambda: restore(empty, archive)) == signal.SIGKILL
    restore(empty, archive)
    _is_complete(whole, empty)


@pytest.mark.one_database
def test_after_a_kill_another_database_with_data_is_left_alone(archive: Path, app: Flask) -> None:
    before, mark = _tables(app), app.extensions["settings"].mark_of_restore
    mark.write_text("0" * 64)
    try:
        with pytest.raises(BackupProblem, match="không trống"):
            restore(app, archive)
    finally:
        mark.unlink()
    assert _tables(app) == before


@pytest.mark.one_database
def test_after_a_kill_at_the_end_another_archive_is_refused(
    archive: Path, empty: Flask, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patched:
        patched.setattr("core.backup.restoring._take_mark_away", _kill)
        _in_a_fork(lambda: restore(empty, archive))
    other = Path(shutil.copy(archive, tmp_path / "other.tar.gz"))
    _remade(other, {"manifest.json": json.dumps(_said(archive) | {"note": "another"}).encode()})
    with pytest.raises(BackupProblem, match="đúng bản sao lưu"):
        restore(empty, other)


def _with_full_disk(app: Flask, archive: Path, largest: int) -> int:
    def act() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (largest, largest))
        try:
            restore(app, archive)
        except BackupProblem as problem:
            os._exit(7 if "ổ đĩa" in str(problem) else 8)

    return os.waitstatus_to_exitcode(_in_a_fork(act))


@pytest.mark.one_database
@pytest.mark.parametrize("room", [0, 10_000, 50_000])
def test_a_disk_that_is_full_for_the_files_leaves_nothing(whole: Whole, archive: Path, empty: Flask, room: int) -> None:
    assert _with_full_disk(empty, archive, room) == 7
    assert _is_untouched(empty)
    restore(empty, archive)
    _is_complete(whole, empty)


@pytest.mark.one_database  # the server of the other one writes where no limit of ours reaches
def test_a_disk_that_is_full_for_the_rows_leaves_nothing(whole: Whole, archive: Path, empty: Flask) -> None:
    assert _with_full_disk(empty, archive, LARGEST) == 7
    assert _is_untouched(empty)
    restore(empty, archive)
    _is_complete(whole, empty)


def test_a_failure_at_the_very_end_leaves_nothing(
    whole: Whole, archive: Path, empty: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail() -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patched:
        patched.setattr("core.backup.restoring.os.sync", fail)
        with pytest.raises(BackupProblem, match="ổ đĩa"):
            restore(empty, archive)
    assert _is_untouched(empty)
    restore(empty, archive)
    _is_complete(whole, empty)
