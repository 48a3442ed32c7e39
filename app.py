"""Composition root: plugs settings, extensions and feature packages together. Nobody imports it."""

import contextlib
import os
import sys
from pathlib import Path

from flask import Flask
from jinja2 import FileSystemBytecodeCache
from sqlalchemy.orm import configure_mappers

from accounts import wiring as accounts
from certificates import wiring as certificates
from core import markdown
from core import settings as core_settings
from core import wiring as core
from core.apart import apart
from core.cli import PreparedGroup
from core.migrations import migrations
from core.problems import CannotStart
from courses import library
from courses import wiring as courses
from demo import wiring as demo
from exercises import wiring as exercises
from lookup import wiring as lookup
from reports import wiring as reports
from training import wiring as training

ROOT = Path(__file__).resolve().parent

# From the bottom up: an upper package registers with the lists of the lower ones.
PACKAGES = (accounts, lookup, courses, exercises, training, certificates, reports, demo)


def create_app(settings: core_settings.Settings | None = None) -> Flask:
    """An application with these settings, or with those of the environment. Raises CannotStart."""
    app = Flask(
        "dauden",
        root_path=str(ROOT),
        static_folder=str(ROOT / "static"),
        template_folder=str(ROOT / "templates"),
    )
    core.init_app(app, settings or core_settings.from_environment(os.environ))
    for package in PACKAGES:
        package.init_app(app)
    return app


def create_web_app() -> Flask:
    """The application that the web processes share: complete, and without an open connection."""
    settings = core_settings.from_environment(os.environ)
    library.take_over(apart(lambda: _read_ahead(settings)))  # reading and compiling leave many small holes in memory
    application = create_app(settings)
    configure_mappers()
    _load_templates(application, settings.data / "templates")
    application.extensions["engine"].dispose()
    markdown.forget()
    return application


def _read_ahead(settings: core_settings.Settings) -> dict[str, library.Kept]:
    """The courses; what was compiled of the templates is kept on disk."""
    with contextlib.suppress(CannotStart, OSError):  # whoever asked meets it in his own turn
        _load_templates(create_app(settings), settings.data / "templates")
    return library.read_so_far()


def _load_templates(application: Flask, kept: Path) -> None:
    """Make all templates once for all web processes; what was made of them is kept for the next start."""
    kept.mkdir(exist_ok=True)
    environment = application.jinja_env
    environment.bytecode_cache = FileSystemBytecodeCache(str(kept))
    for name in environment.list_templates(extensions=["html"]):
        environment.get_template(name)
    environment.bytecode_cache = None


def create_command_app() -> Flask:
    """The application behind the commands, with those of the migrations (`db`)."""
    application = create_app()
    migrations(application)
    return application


def main() -> int:
    """The command line: a problem at the start is a sentence, not a traceback."""
    try:
        PreparedGroup(create_app=create_command_app, add_version_option=False, add_default_commands=False).main(
            prog_name="./run"
        )
    except CannotStart as problem:
        sys.stderr.write(f"Không khởi động được. {problem}\n")
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main())
