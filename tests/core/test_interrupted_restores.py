"""A restore that is cut off holds everybody up until it is finished; one that meets a full disk leaves nothing."""

import json
import os
import resource
import shutil
import signal
from collections.abc import Callable
from pathlib import Path

import pytest
from flask import Flask

from core.backup.archive import BackupProblem
from core.backup.restoring import restore
from core.prepare import prepare
from core.problems import CannotStart
from tests.core.conftest import LARGEST
from tests.factories.archives import Whole, files_of, is_untouched, manifest_of, remake, tables_of


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
    assert tables_of(restored) == whole.rows
    assert files_of(restored) == whole.files | {"prepared"}
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
    before, mark = tables_of(app), app.extensions["settings"].mark_of_restore
    mark.write_text("0" * 64)
    try:
        with pytest.raises(BackupProblem, match="không trống"):
            restore(app, archive)
    finally:
        mark.unlink()
    assert tables_of(app) == before


@pytest.mark.one_database
def test_after_a_kill_at_the_end_another_archive_is_refused(
    archive: Path, empty: Flask, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patched:
        patched.setattr("core.backup.restoring._take_mark_away", _kill)
        _in_a_fork(lambda: restore(empty, archive))
    other = Path(shutil.copy(archive, tmp_path / "other.tar.gz"))
    remake(other, {"manifest.json": json.dumps(manifest_of(archive) | {"note": "another"}).encode()})
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
    assert is_untouched(empty)
    restore(empty, archive)
    _is_complete(whole, empty)


@pytest.mark.one_database  # the server of the other one writes where no limit of ours reaches
def test_a_disk_that_is_full_for_the_rows_leaves_nothing(whole: Whole, archive: Path, empty: Flask) -> None:
    assert _with_full_disk(empty, archive, LARGEST) == 7
    assert is_untouched(empty)
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
    assert is_untouched(empty)
    restore(empty, archive)
    _is_complete(whole, empty)
