"""The commands that belong to no feature: serve, work, audit. `PreparedGroup` makes the installation ready first."""

import copy
import functools
import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import click
from flask import current_app
from flask.cli import AppGroup, FlaskGroup, ScriptInfo

from core import db
from core.audit import verify_all
from core.prepare import prepare, refuse_half_restored, say

ROOT = Path(__file__).resolve().parent.parent

# These put a database in place or look at its making, or need none; they must find the folder as it is.
UNPREPARED = {"restore", "db", "content", "bench", "soi"}


class PreparedGroup(FlaskGroup):
    """All commands of the application; each finds a migrated database and, the first time, its first data."""

    def get_command(self, ctx: click.Context, name: str) -> click.Command | None:
        """Find the command; the installation is made ready when it runs, not when it is asked for its help."""
        found = super().get_command(ctx, name)
        return found if found is None or name == "restore" else _begun_by(found, _ready_for(name))

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The names of all commands. Raises CannotStart, where Flask would print a traceback and go on."""
        ctx.ensure_object(ScriptInfo).load_app()
        return super().list_commands(ctx)


def _ready_for(name: str) -> Callable[[], None]:
    def ready() -> None:
        app = current_app._get_current_object()  # type: ignore[attr-defined]  # werkzeug's proxy
        if name in UNPREPARED:
            refuse_half_restored(app.extensions["settings"])
        else:
            prepare(app)

    return ready


def _begun_by(command: click.Command, begin: Callable[[], None]) -> click.Command:
    """The same command, or group of commands, that does `begin` before its own work."""
    made = copy.copy(command)
    if isinstance(made, click.Group):
        made.commands = {name: _begun_by(inner, begin) for name, inner in made.commands.items()}
    elif (work := made.callback) is not None:

        @functools.wraps(work)
        def both(*arguments: Any, **named: Any) -> Any:
            begin()
            return work(*arguments, **named)

        made.callback = both
    return made


@click.command("serve")
def serve() -> None:
    """Start the site (web processes) and its job worker."""
    settings = current_app.extensions["settings"]
    say("Đang khởi động…")
    os.environ.update(settings.paths())
    os.chdir(ROOT)
    # A fresh, light process: the supervisor must not carry the application in its memory.
    arguments = [settings.host, str(settings.port), str(settings.web_processes), settings.public_url]
    os.execv(sys.executable, [sys.executable, "-m", "core.serve", *arguments])  # noqa: S606  our own program


@click.command("work")
def work() -> None:
    """Do the slow jobs (started by `serve`; on its own for a second machine)."""
    from core.jobs import consume

    consume(current_app._get_current_object())  # type: ignore[attr-defined]  # werkzeug's proxy


@click.command("backup")
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
def make_backup(file: Path) -> None:
    """Write the whole installation (database, files, keys) to FILE while it runs."""
    from core.backup.archive import BackupProblem
    from core.backup.writing import backup

    try:
        made = backup(db.engine(), current_app.extensions["settings"], file.resolve())
    except BackupProblem as problem:
        raise click.ClickException(str(problem)) from problem
    click.echo(f"Đã sao lưu {made.rows} dòng của {len(made.tables)} bảng và {made.files} tệp vào {file}.")


@click.command("restore")
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
def restore_backup(file: Path) -> None:
    """Put the installation of FILE into an empty data folder (and database)."""
    from core.backup.archive import BackupProblem
    from core.backup.restoring import restore

    try:
        made = restore(current_app._get_current_object(), file.resolve())  # type: ignore[attr-defined]  # a proxy
    except BackupProblem as problem:
        raise click.ClickException(str(problem)) from problem
    click.echo(f"Đã khôi phục {made.rows} dòng của {len(made.tables)} bảng và {made.files} tệp.")


audit = AppGroup("audit", help="The audit log.")


@audit.command("verify")
def verify() -> None:
    """Check every hash chain; names the first changed row of each that does not hold (exit 1)."""
    chains = broken = 0
    for source, chain, found in verify_all(db.session()):
        chains += 1
        if found:
            broken += 1
            click.echo(f"HỎNG  {source}: {chain}: {found.reason}")
    click.echo(f"{chains} chuỗi đã kiểm tra, {broken} chuỗi hỏng.")
    if broken:
        raise SystemExit(1)
