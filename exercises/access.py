"""Loaders that fetch and authorise: somebody else's desk does not exist."""

import uuid

from flask import abort
from sqlalchemy.orm import Session

from accounts.models import Person
from exercises.models import Attempt


def attempt_for(session: Session, person: Person, attempt_id: uuid.UUID) -> Attempt:
    """The person's own attempt; 404 for anybody else's."""
    attempt = session.get(Attempt, attempt_id)
    if attempt is None or attempt.person_id != person.id:
        abort(404)
    return attempt
