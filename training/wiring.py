"""Registers the package with an application."""

from flask import Flask

from core import audit
from training import models
from training.providers import CHAINS

ROWS = models.__all__  # the migrations must know them


def init_app(app: Flask) -> None:
    """Chains of attendance for `audit verify`."""
    if CHAINS not in audit.SOURCES:
        audit.SOURCES.append(CHAINS)
