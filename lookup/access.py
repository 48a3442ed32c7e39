"""Loaders that fetch; what the register or the database does not have is 404."""

import uuid

from flask import abort

from accounts.domain import Role
from core import db
from law import register
from law.register import Provision
from lookup import queries
from lookup.queries import ChangeRow

# Officers decide; authors revise the content; administrators look after the installation.
READERS = (Role.OFFICER, Role.AUTHOR, Role.ADMINISTRATOR)


def provision_of(key: str) -> Provision:
    """A provision or a whole text."""
    loaded = register.load()
    if key not in loaded:
        abort(404)
    return loaded[key]


def change_of(change_id: uuid.UUID) -> ChangeRow:
    """A change that was written down."""
    found = queries.change_row(db.session(), change_id)
    if found is None:
        abort(404)
    return found
