"""The cached look at the changes of the law: lessons, questions and exercises ask it whether what they cite is under review.

A process reads the (few) changes again when its copy is older than three seconds, so that a page costs at most one
statement more, and mostly none; who writes a change down sees it at once, the other web process a moment later.
"""

import threading
import time
from collections.abc import Iterable

from flask import current_app
from sqlalchemy.orm import Session

from core import clock, db
from lookup import queries
from lookup.domain.changes import KnownChange, under_review

LIFETIME = 3.0


class Watch:
    """What one process knows of the changes."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._known: tuple[KnownChange, ...] = ()
        self._read_at: float | None = None

    def changes(self, session: Session) -> tuple[KnownChange, ...]:
        """All changes that hold, read again where the copy is too old."""
        with self._lock:
            if self._read_at is None or time.monotonic() - self._read_at > LIFETIME:
                self._known = queries.known_changes(session)
                self._read_at = time.monotonic()
            return self._known

    def forget(self) -> None:
        """Read again at the next look."""
        with self._lock:
            self._read_at = None


def watch() -> Watch:
    """The watch of the running application."""
    found: Watch = current_app.extensions["law_watch"]
    return found


def changes() -> tuple[KnownChange, ...]:
    """All changes that hold, as this process knows them."""
    return watch().changes(db.session())


def reviews_of(*keys: str | Iterable[str]) -> list[KnownChange]:
    """For a page: the changes because of which what cites these keys is under review today. Takes keys and lists of keys."""
    known = changes()
    if not known:
        return []
    cited = [key for given in keys for key in ([given] if isinstance(given, str) else given)]
    return under_review(known, cited, clock.today())
