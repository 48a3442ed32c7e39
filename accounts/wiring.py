"""Registers the package with an application."""

from flask import Flask

from accounts import passwords, sessions


def init_app(app: Flask) -> None:
    """Passwords and sign-in state for every request."""
    passwords.init_app(app)
    sessions.init_app(app)
