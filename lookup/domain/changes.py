"""Changes of provisions as an officer writes them down, and whom they concern."""

import enum
import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from law.provision_keys import touches


class ChangeKind(enum.Enum):
    """What happened to a provision."""

    AMENDED = "amended"
    ENDED = "ended"

    @property
    def label(self) -> str:
        """What a list says."""
        return {"amended": "Sửa đổi, bổ sung", "ended": "Hết hiệu lực"}[self.value]

    @property
    def since(self) -> str:
        """In a sentence: 'được sửa đổi từ' 01/12/2026."""
        return {"amended": "được sửa đổi từ", "ended": "hết hiệu lực từ"}[self.value]


class EndKind(enum.Enum):
    """How a change was closed: the content was revised, or the change was written down by mistake."""

    REVISED = "revised"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True)
class KnownChange:
    """A change of one provision (or text): from `effective_on` it holds. `end` is None while the content is under review."""

    id: uuid.UUID
    key: str
    kind: ChangeKind
    effective_on: date
    note: str
    end: EndKind | None = None

    def is_reviewed_on(self, day: date) -> bool:
        """Whether what cites the provision is under review on that day."""
        return self.end is None and self.effective_on <= day

    def touches(self, keys: Iterable[str]) -> bool:
        """Whether the change concerns something that cites one of these keys."""
        return any(touches(key, self.key) for key in keys)


def under_review(changes: Iterable[KnownChange], keys: Iterable[str], day: date) -> list[KnownChange]:
    """The changes because of which content with these citations is under review on that day."""
    cited = tuple(keys)
    return [change for change in changes if change.is_reviewed_on(day) and change.touches(cited)]


def told_about(changes: Iterable[KnownChange], key: str) -> list[KnownChange]:
    """The changes that the page of a provision tells: its own, those of its parts and of what contains it."""
    return [change for change in changes if change.end is not EndKind.WITHDRAWN and change.touches([key])]


def end_of(changes: Iterable[KnownChange], key: str) -> date | None:
    """The first day on which the provision does not apply any more, or None. What contains it takes it along."""
    days = [
        change.effective_on
        for change in changes
        if change.kind is ChangeKind.ENDED
        and change.end is not EndKind.WITHDRAWN
        and f"{key}.".startswith(f"{change.key}.")
    ]
    return min(days, default=None)
