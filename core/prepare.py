"""Making an installation ready: migrations, then what each package wants on a first start. Runs before every command."""

import fcntl
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import click
from flask import Flask

from core import markdown
from core.migrations import migrations
from core.providers import Providers


@dataclass(frozen=True)
class FirstStart:
    """What a package does once, on an empty installation, inside an application context; safe to begin again."""

    title: str
    run: Callable[[], None]
    demo_only: bool = False


FIRST_START: Providers[FirstStart] = Providers()

# What a package keeps in step with the files of this release, at every start and before the first one's data; quick when
# it is, and inside an application context.
EVERY_START: Providers[Callable[[], None]] = Providers()


def prepare(app: Flask) -> None:
    """Bring the database to the newest form and do what a first start asks for. Quick when all is done.

    Only one process prepares at a time; a first start that was cut off begins again.
    """
    settings = app.extensions["settings"]
    with app.app_context(), _alone(settings.data / "prepare.lock"):
        migrate(app)
        for keep_in_step in EVERY_START:
            keep_in_step()
        markdown.keep(settings.data / markdown.KEPT_IN)
        mark = settings.data / "prepared"
        if mark.exists():
            return
        for step in FIRST_START:
            if not step.demo_only or settings.demo:
                say(step.title)
                step.run()
        mark.touch()


def migrate(app: Flask) -> None:
    """Apply the migrations that are missing."""
    alembic = migrations(app)
    if alembic.needs_upgrade():
        say("Đang chuẩn bị cơ sở dữ liệu…")
        alembic.upgrade()


def say(text: str) -> None:
    """Progress, for people: on standard error, because standard output belongs to the command."""
    click.echo(text, err=True)


@contextmanager
def _alone(lock: Path) -> Iterator[None]:
    with lock.open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield
