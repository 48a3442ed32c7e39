"""Commands: what they do to an installation before their own work, and where the paths in them begin."""

import os
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from flask import Flask

from app import create_app
from core import cli
from core.problems import CannotStart
from core.settings import ROOT
from tests.conftest import make_settings

pytestmark = pytest.mark.one_database


@pytest.fixture
def fresh(tmp_path: Path) -> Iterator[Flask]:
    """An installation that no command has touched."""
    made = create_app(make_settings(tmp_path / "data", f"sqlite:///{tmp_path / 'data' / 'own.sqlite3'}"))
    yield made
    made.extensions["engine"].dispose()


@pytest.fixture
def prepared(monkeypatch: pytest.MonkeyPatch) -> list[Flask]:
    """The installations that were made ready."""
    asked: list[Flask] = []
    monkeypatch.setattr(cli, "prepare", asked.append)
    return asked


def _run(app: Flask, *arguments: str) -> Result:
    group = cli.PreparedGroup(create_app=lambda: app, add_version_option=False, add_default_commands=False)
    return CliRunner().invoke(group, arguments)


@pytest.mark.parametrize(
    "arguments", [["--help"], ["backup", "--help"], ["people", "--help"], ["people", "add-admin", "--help"], ["people"]]
)
def test_asking_for_help_builds_no_installation(fresh: Flask, prepared: list[Flask], arguments: list[str]) -> None:
    assert "Usage" in _run(fresh, *arguments).output
    assert prepared == []
    data = fresh.extensions["settings"].data
    assert [path for path in data.rglob("*") if path.is_file()] == []


def test_a_wrong_use_builds_none_either(fresh: Flask, prepared: list[Flask]) -> None:
    assert _run(fresh, "backup").exit_code == 2
    assert prepared == []


@pytest.mark.parametrize("arguments", [["audit", "verify"], ["backup", "/khong/co/x"]])
def test_a_command_finds_an_installation_that_is_ready(
    fresh: Flask, prepared: list[Flask], arguments: list[str]
) -> None:
    _run(fresh, *arguments)
    assert prepared == [fresh]


@pytest.mark.parametrize("arguments", [["audit", "verify"], ["backup", "x"], ["serve"], ["work"], ["content", "check"]])
def test_after_a_restore_that_was_cut_off_nothing_else_is_done(fresh: Flask, arguments: list[str]) -> None:
    fresh.extensions["settings"].mark_of_restore.touch()
    refused = _run(fresh, *arguments).exception
    assert isinstance(refused, CannotStart)
    assert "./run restore" in str(refused)


def test_a_place_that_is_none_is_a_sentence_at_the_command_too(fresh: Flask, prepared: list[Flask]) -> None:
    done = _run(fresh, "backup", "/etc/passwd/x")
    assert done.exit_code == 1
    assert done.output.startswith("Error: Không ghi được /etc/passwd/x: ")


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """The script `run` with programs that only say where they stand and what they are told."""
    for folder in ("tools", ".venv/bin"):
        (tmp_path / "checkout" / folder).mkdir(parents=True)
    shutil.copy(ROOT / "run", tmp_path / "checkout" / "run")
    says = '#!/bin/sh\necho "$PWD" "$@"\n'
    for name, script in (("tools/bootstrap.sh", "#!/bin/sh\n"), (".venv/bin/python", says)):
        (tmp_path / "checkout" / name).write_text(script)
        (tmp_path / "checkout" / name).chmod(0o755)
    return tmp_path / "checkout"


@pytest.mark.parametrize("command", ["backup", "restore", "law export", "soi"])
def test_paths_begin_where_the_person_stands(checkout: Path, tmp_path: Path, command: str) -> None:
    (tmp_path / "here").mkdir()
    done = subprocess.run(
        ["../checkout/run", *command.split(), "a.file"],
        cwd=tmp_path / "here",
        env=os.environ,
        capture_output=True,
        text=True,
    )
    place, *told = done.stdout.split()
    assert place == str(tmp_path / "here")
    assert told[-1] == "a.file"
    if command != "soi":
        assert told[0] == str(checkout / "app.py")


def test_the_server_s_processes_find_the_folders_of_the_person(
    fresh: Flask, monkeypatch: pytest.MonkeyPatch, prepared: list[Flask]
) -> None:
    environment: dict[str, str] = {}
    monkeypatch.setattr("core.cli.os.environ", environment)
    monkeypatch.setattr("core.cli.os.chdir", lambda _: None)
    monkeypatch.setattr("core.cli.os.execv", lambda *_: None)
    _run(fresh, "serve")
    assert environment["DAUDEN_DATA"] == str(fresh.extensions["settings"].data)
