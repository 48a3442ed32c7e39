"""Registers the search with an application."""

from flask import Flask

from core import db
from core.prepare import EVERY_START, say
from lookup.search import law_pages, sample_pages, service
from lookup.search.providers import KINDS, SOURCES
from lookup.search.views import bp


def init_app(app: Flask) -> None:
    """The search page, the box in the frame, what this package itself lets people find, and the index at every start."""
    app.register_blueprint(bp)
    app.jinja_env.globals["search_endpoint"] = "search.search"
    KINDS.add("law", law_pages.KIND, order=200)
    KINDS.add("samples", sample_pages.KIND, order=300)
    SOURCES.add("law", law_pages.sources)
    SOURCES.add("samples", sample_pages.sources)
    EVERY_START.add("lookup.search", _refresh)


def _refresh() -> None:
    if service.refresh(db.session()):
        say("Đã cập nhật mục lục tìm kiếm.")
