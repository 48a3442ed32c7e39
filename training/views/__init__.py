"""Pages of classes: for officers, instructors, trainees and agencies."""

from typing import cast

from flask import Blueprint
from flask_login import current_user

from accounts.models import Person

bp = Blueprint("training", __name__)


def me() -> Person:
    """The person behind this request."""
    return cast(Person, current_user._get_current_object())
