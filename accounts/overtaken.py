"""The words for a form that met another person's change: who it was, by name (`core.edits`)."""

from flask_login import current_user

from accounts import queries
from core import clock, db
from core.edits import Overtaken
from core.forms import Form


def tell(form: Form, overtaken: Overtaken) -> None:
    """Make the form of a page say who changed the thing meanwhile, and what."""
    form.meet(overtaken, who(overtaken), clock.now())


def who(overtaken: Overtaken) -> str:
    """The names of those who acted, the last one at the end; somebody where the log does not tell."""
    names = queries.names_of(db.session(), {actor_id for actor_id, _at in overtaken.by})
    said = [
        f"{'bạn (ở một trang khác)' if actor_id == current_user.id else names[actor_id]} ({clock.show_time(at)})"
        for actor_id, at in overtaken.by
        if actor_id in names
    ]
    return ", ".join(said) or "Một người khác"
