"""A question upward: a lower page shows what upper packages put on its list.

The lower package owns the list and says what an entry can answer; upper packages add theirs in `wiring.py`.
"""

from collections.abc import Callable, Hashable, Iterator
from typing import Generic, TypeVar

from flask import g, has_request_context, request

Entry = TypeVar("Entry")
Found = TypeVar("Found")


class Providers(Generic[Entry]):
    """Entries in the order of their `order` number. Adding a name twice replaces it: an application may be built twice."""

    def __init__(self) -> None:
        self._entries: dict[str, tuple[int, Entry]] = {}

    def add(self, name: str, entry: Entry, *, order: int = 100) -> None:
        """Put an entry on the list under a name of its own."""
        self._entries[name] = (order, entry)

    def __iter__(self) -> Iterator[Entry]:
        return (entry for _, entry in sorted(self._entries.values(), key=lambda pair: pair[0]))


def asked_once(key: Hashable, find: Callable[[], Found]) -> Found:
    """What `find` gives, found once for a page although several providers ask; only while looking, never beside a write."""
    if not has_request_context() or request.method not in {"GET", "HEAD"}:
        return find()
    found: dict[Hashable, Found] = g.setdefault("asked_once", {})
    if key not in found:
        found[key] = find()
    return found[key]
