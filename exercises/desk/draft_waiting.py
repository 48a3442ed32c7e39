"""Files that were handed in while others were served: they wait on the server for their turn, so that nobody sends one twice."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from datetime import datetime

from flask import current_app
from sqlalchemy.orm import Session

from core import clock
from lookup.soi import keeping
from lookup.soi.keeping import Keeper, Kept

FOLDER = "drafts-waiting"


def place_of(attempt_id: uuid.UUID, draft_id: str) -> Keeper:
    """Where the file of a draft waits: one at most, the newest, for two hours, in no backup."""
    return Keeper(current_app.extensions["settings"].data / FOLDER, f"{attempt_id}/{draft_id}", most=1)


def waiting_file(attempt_id: uuid.UUID, draft_id: str) -> Kept | None:
    """The file of a draft that waits, if one does."""
    return next(iter(place_of(attempt_id, draft_id).listed(clock.now())), None)


def first_that_waits(attempt_id: uuid.UUID, draft_ids: Iterable[str]) -> str | None:
    """A draft of an attempt whose file nobody has read yet."""
    return next((one for one in draft_ids if waiting_file(attempt_id, one)), None)


def sweep(_session: Session, at: datetime) -> None:
    """Wipe what nobody came back for."""
    keeping.sweep(current_app.extensions["settings"].data / FOLDER, at)
