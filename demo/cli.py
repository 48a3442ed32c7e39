"""Commands of the demonstration."""

import json

import click
from flask import current_app
from flask.cli import AppGroup

from demo.cast import PLAYERS

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
