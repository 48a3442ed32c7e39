"""A question upward: a lower page shows what upper packages put on its list.

The lower package owns the list and says what an entry can answer; upper packages add theirs in `wiring.py`.
"""

from collections.abc import Iterator
from typing import Generic, TypeVar

Entry = TypeVar("Entry")


class Providers(Generic[Entry]):
    """Entries in the order of their `order` number. Adding a name twice replaces it: an application may be built twice."""

    def __init__(self) -> None:
        self._entries: dict[str, tuple[int, Entry]] = {}

    def add(self, name: str, entry: Entry, *, order: int = 100) -> None:
        """Put an entry on the list under a name of its own."""
        self._entries[name] = (order, entry)

    def __iter__(self) -> Iterator[Entry]:
        return (entry for _, entry in sorted(self._entries.values(), key=lambda pair: pair[0]))
