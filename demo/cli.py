"""Commands of the demonstration."""

import json
import subprocess
import sys
from pathlib import Path

import click
from flask import current_app
from flask.cli import AppGroup

from demo.cast import PLAYERS

ROOT = Path(__file__).resolve().parent.parent

demo = AppGroup("demo", help="The demonstration.")


@demo.command("accounts")
@click.option("--json", "as_json", is_flag=True, help="A list of objects: role, user_name, password, full_name.")
def accounts(as_json: bool) -> None:
    """The demo accounts with their passwords."""
    if not current_app.extensions["settings"].demo:
        raise click.ClickException("Bản cài đặt thật không có tài khoản trình diễn.")
    if as_json:
        rows = [
            {"role": p.role.value, "user_name": p.user_name, "password": p.password, "full_name": p.full_name}
            for p in PLAYERS
        ]
        click.echo(json.dumps(rows, ensure_ascii=False, indent=1))
        return
    for player in PLAYERS:
        click.echo(f"{player.role.value:15} {player.user_name:15} {player.password:40} {player.full_name}")


@click.command("bench")
@click.option("--quick", is_flag=True, help="Fewer requests: a first look.")
@click.option("--json", "json_file", type=click.Path(dir_okay=False), help="Write all figures to this file.")
def bench(quick: bool, json_file: str | None) -> None:
    """Measure the site: a server of its own on a throw-away folder with 300 trainees (docs/performance.md)."""
    # The measuring program stands with the tests: it looks at the site from outside, so nobody may import it.
    arguments = [*(["--quick"] if quick else []), *(["--json", str(Path(json_file).resolve())] if json_file else [])]
    command = [sys.executable, "-m", "tests.bench", *arguments]
    raise SystemExit(subprocess.run(command, cwd=ROOT, check=False).returncode)  # noqa: S603  our own program
