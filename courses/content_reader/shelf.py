"""The texts of one course in a file without a name: in memory once for all processes, and only what is being read.

A course holds some ten thousand texts, and a page shows a few of them. As objects they would stand in every web process.
"""

import mmap
from array import array
from tempfile import TemporaryFile

from markupsafe import Markup

from courses.domain.questions import Prose


class Shelf:
    """Bytes put one behind the other, each found again by its number. After `settle` nothing can be put any more."""

    def __init__(self) -> None:
        self._held: bytearray | mmap.mmap = bytearray()
        self._ends = array("L", [0])

    def put(self, data: bytes) -> int:
        """Keep these bytes; their number."""
        assert isinstance(self._held, bytearray)
        self._held += data
        self._ends.append(len(self._held))
        return len(self._ends) - 2

    def take(self, number: int) -> bytes:
        """The bytes with that number."""
        return bytes(self._held[self._ends[number] : self._ends[number + 1]])

    def __getstate__(self) -> tuple[bytes, "array[int]"]:
        return bytes(self._held), self._ends

    def __setstate__(self, state: tuple[bytes, "array[int]"]) -> None:
        self._held, self._ends = bytearray(state[0]), state[1]
        self.settle()

    def settle(self) -> None:
        """Move everything into a file, which is gone when the last process ends; without room for it, keep it in memory."""
        try:
            with TemporaryFile() as file:
                file.write(self._held)
                file.flush()
                self._held = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
        except (OSError, ValueError):  # no room, or nothing to keep
            return


class ShelvedProse(Prose):
    """A text on a shelf: its source at `number`, its HTML behind it."""

    __slots__ = ("_number", "_shelf")
    _shelf: Shelf
    _number: int

    def __init__(self, shelf: Shelf, number: int) -> None:
        object.__setattr__(self, "_shelf", shelf)
        object.__setattr__(self, "_number", number)

    @classmethod
    def put(cls, shelf: Shelf, source: str, html: Markup) -> "ShelvedProse":
        """Put a text on a shelf that is not settled."""
        number = shelf.put(source.encode())
        shelf.put(html.encode())
        return cls(shelf, number)

    def __reduce__(self) -> tuple[type["ShelvedProse"], tuple[Shelf, int]]:
        return ShelvedProse, (self._shelf, self._number)

    @property
    def source(self) -> str:
        """Markdown as written."""
        return self._shelf.take(self._number).decode()

    @property
    def html(self) -> Markup:
        """Sanitised HTML."""
        return Markup(self._shelf.take(self._number + 1).decode())  # noqa: S704  as it was put
