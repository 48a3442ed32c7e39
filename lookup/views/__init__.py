"""Pages of the law register. Reading is open to everybody; officers write changes and looks down."""

from flask import Blueprint

bp = Blueprint("lookup", __name__, url_prefix="/tra-cuu")
