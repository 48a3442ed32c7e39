"""Registers the package with an application."""

from flask import Flask

from accounts.providers import MENU, MenuEntry
from lookup.views import bp


def init_app(app: Flask) -> None:
    """The pages of the register and their entry in the menu."""
    app.register_blueprint(bp)
    MENU.add("lookup", MenuEntry("Tra cứu", "lookup.texts", is_public=True), order=80)
