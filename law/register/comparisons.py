"""Where texts differ: words that a later text renamed, and rules that do not agree. Both are shown, never graded."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass

from law.provision_keys import touches


@dataclass(frozen=True, slots=True)
class RenamedTerm:
    """A word of an older text and the word of the text in force; both with the keys where they stand."""

    old: str
    new: str
    old_in: tuple[str, ...]
    new_in: tuple[str, ...]
    advice: str
    checked_on: datetime.date

    @property
    def cites(self) -> tuple[str, ...]:
        """Every provision named."""
        return (*self.old_in, *self.new_in)


@dataclass(frozen=True, slots=True)
class Side:
    """What one of the texts says."""

    key: str
    says: str


@dataclass(frozen=True, slots=True)
class Conflict:
    """Provisions that do not agree. `prevails` is the key of the one that goes before, or None where that is open."""

    id: str
    title: str
    sides: tuple[Side, ...]
    prevails: str | None
    why: str
    practice: str
    checked_on: datetime.date

    @property
    def cites(self) -> tuple[str, ...]:
        """The provisions of all sides."""
        return tuple(side.key for side in self.sides)

    def concerns(self, keys: Iterable[str]) -> bool:
        """Whether one of these provisions is a side, a part of one, or contains one."""
        return any(touches(key, side.key) for key in keys for side in self.sides)
