"""Registers the package with an application."""

from flask import Flask

from accounts import sessions


def init_app(app: Flask) -> None:
    """Sign-in state for every request."""
    sessions.init_app(app)
