"""A draft that the office gives to be put right in a word processor, and what its checker reads in the file that comes back."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any


@dataclass(frozen=True, slots=True)
class PlantedFault:
    """A fault in the file: the part of the page that it is in (`slot`), its name, and the rule that it breaks."""

    slot: str
    name: str
    rule: str


@dataclass(frozen=True, slots=True)
class Draft:
    """The right letter and the faults that stand in the file which the clerk gets.

    `letter` are the fields of `law.layout.reading.document_of` without the date; `mark` tells this draft from all others.
    """

    id: str
    file_name: str
    mark: str
    letter: Mapping[str, Any]
    issued_date: date
    faults: tuple[PlantedFault, ...]

    def fault(self, slot: str) -> PlantedFault:
        """The fault of a part."""
        return next(fault for fault in self.faults if fault.slot == slot)


@dataclass(frozen=True, slots=True)
class FileRef:
    """A file that is kept under its SHA-256, and the checker's picture of it under another. `size` in bytes."""

    name: str
    sha256: str
    size: int
    picture_sha256: str

    @classmethod
    def of(cls, data: bytes, name: str, picture: bytes = b"") -> FileRef:
        """The reference to these bytes."""
        return cls(name, hashlib.sha256(data).hexdigest(), len(data), hashlib.sha256(picture).hexdigest())


@dataclass(frozen=True, slots=True)
class SeenFault:
    """A fault that the checker names: the rule, its article (a key of the law register), the part, what was found and asked."""

    rule: str
    article: str
    part: str
    found: str
    expected: str


@dataclass(frozen=True, slots=True)
class DraftLook:
    """What the checker reads in a file. `kept`: the share of the letter's words that are still there, 0 to 1.

    `lost` are the parts most of whose words are gone, `added` counts words that are not the letter's, `mark` is the
    file's own (empty where a program has dropped it), `unjudged` are the rules of planted faults that found nothing to judge.
    """

    faults: tuple[SeenFault, ...]
    kept: float
    lost: tuple[str, ...] = ()
    added: int = 0
    mark: str = ""
    unjudged: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Submission:
    """A file that the clerk handed in."""

    at: datetime
    file: FileRef
    look: DraftLook


@dataclass(frozen=True, slots=True)
class DraftItem:
    """A draft and what has happened to it at this desk. `given` is the file with its faults, once it was fetched."""

    draft: Draft
    given: FileRef | None = None
    opened_at: datetime | None = None
    submissions: tuple[Submission, ...] = ()

    @property
    def last(self) -> Submission | None:
        """What counts: the file handed in last."""
        return self.submissions[-1] if self.submissions else None

    @property
    def files(self) -> tuple[FileRef, ...]:
        """Every file of this draft, the given one first."""
        given = (self.given,) if self.given else ()
        return (*given, *(each.file for each in self.submissions))
