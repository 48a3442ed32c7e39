"""Pages for studying: courses and lessons, quizzes, and the author's content check."""

from typing import TYPE_CHECKING, cast

from flask import Blueprint, current_app
from flask_login import current_user

if TYPE_CHECKING:
    from accounts.models import Person

bp = Blueprint("courses", __name__)


def me() -> "Person":
    """The person who is signed in; every view of this package is marked `signed_in` or stricter."""
    return cast("Person", current_user._get_current_object())


def secret() -> str:
    """The key with which this installation signs."""
    return cast(str, current_app.config["SECRET_KEY"])
