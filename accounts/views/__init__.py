"""The pages of this package, on one blueprint; each room of this folder adds its own."""

from flask import Blueprint

bp = Blueprint("accounts", __name__)

from accounts.views import agencies, home, own, people, second_factor, sign_in, system, waiting  # noqa: E402  need bp

__all__ = ["agencies", "bp", "home", "own", "people", "second_factor", "sign_in", "system", "waiting"]
