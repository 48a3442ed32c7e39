"""What the things in the audit log are called: the log itself holds `class:<uuid>`. Packages add their kinds in `wiring.py`."""

import uuid
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import InstrumentedAttribute, Session

from accounts.models import Agency, Person
from core.providers import Providers
from law.vietnamese import fold

MOST_FOUND = 1000  # things of one kind that a search in the log names


@dataclass(frozen=True)
class Logged:
    """One kind of thing: the beginning of its subjects, its key, and the rows (key first) that tell its name."""

    kind: str
    key: InstrumentedAttribute[uuid.UUID]
    rows: sa.Select[*tuple[Any, ...]]
    words: Callable[[sa.Row[*tuple[Any, ...]]], str] = lambda row: str(row[1])

    def names(self, session: Session, ids: Collection[uuid.UUID]) -> dict[uuid.UUID, str]:
        """Names by key. One query."""
        return {row[0]: self.words(row) for row in session.execute(self.rows.where(self.key.in_(ids)))}

    def find(self, session: Session, wanted: str) -> list[str]:
        """The subjects whose folded name holds a folded text."""
        found = (row[0] for row in session.execute(self.rows) if wanted in fold(self.words(row)))
        return [f"{self.kind}:{key}" for key, _ in zip(found, range(MOST_FOUND), strict=False)]


LOGGED: Providers[Logged] = Providers()
PEOPLE = Logged("person", Person.id, sa.select(Person.id, Person.full_name))
AGENCIES = Logged("agency", Agency.id, sa.select(Agency.id, Agency.name))


def names_of_subjects(
    session: Session, subjects: Iterable[str], people: Collection[uuid.UUID] = ()
) -> dict[uuid.UUID, str]:
    """Names of these things and people by id; things of a kind that no package has named are left out."""
    wanted: dict[str, set[uuid.UUID]] = defaultdict(set, {PEOPLE.kind: set(people)})
    for subject in subjects:
        kind, _, key = subject.partition(":")
        try:
            wanted[kind].add(uuid.UUID(key))
        except ValueError:
            continue  # an installation, a command
    names: dict[uuid.UUID, str] = {}
    for logged in LOGGED:
        if ids := wanted[logged.kind]:
            names |= logged.names(session, ids)
    return names


def subjects_called(session: Session, wanted: str) -> list[str]:
    """The subjects of things whose name holds this folded text."""
    return [subject for logged in LOGGED for subject in logged.find(session, wanted)]
