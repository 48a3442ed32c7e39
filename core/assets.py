"""Addresses of static files that name their content, so that browsers may keep them for ever."""

import hashlib
from functools import cache
from pathlib import Path

from flask import Flask, url_for


def init_app(app: Flask) -> None:
    """Give templates `static_url('app.css')`."""
    folder = Path(str(app.static_folder))

    @cache
    def version(filename: str) -> str:
        path = folder / filename
        if not path.is_file():
            raise FileNotFoundError(f"static/{filename} is named by a template and is not there")
        return hashlib.sha256(path.read_bytes()).hexdigest()[:12]

    @cache
    def path_of(filename: str) -> str:
        return url_for("static", filename=filename, v=version(filename))

    app.jinja_env.globals["static_url"] = path_of
