"""Making an installation ready: migrations, then what each package wants on a first start. Runs before every command."""

import fcntl
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import click
from flask import Flask

from core import markdown
from core.migrations import migrations
from core.problems import CannotStart
from core.providers import Providers
from core.settings import Settings


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
    settings: Settings = app.extensions["settings"]
    with app.app_context(), alone(settings):
        refuse_half_restored(settings)
        settings.keep_mode()
        migrate(app)
        for keep_in_step in EVERY_START:
            keep_in_step()
        markdown.keep(settings.data / markdown.KEPT_IN)
        if settings.mark_of_first_start.exists():
            return
        for step in FIRST_START:
            if not step.demo_only or settings.demo:
                say(step.title)
                step.run()
        settings.mark_of_first_start.touch(mode=0o600)


def refuse_half_restored(settings: Settings) -> None:
    """Raise CannotStart where a restore was cut off: nothing may be added to half of an installation."""
    if settings.mark_of_restore.exists():
        raise CannotStart(
            f"Lần khôi phục vào {settings.data} bị ngắt giữa chừng. Hãy chạy lại ./run restore với đúng bản sao lưu đó rồi mới dùng"
            " lệnh khác."
        )


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
def alone(settings: Settings) -> Iterator[None]:
    """Wait until no other process prepares or restores this installation, and keep others waiting meanwhile."""
    with (settings.data / "prepare.lock").open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield
