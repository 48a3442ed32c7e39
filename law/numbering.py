"""Numbers and symbols of documents: one series a year, from 01, unique, in order (Điều 15, Điều 22)."""

import datetime
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import Enum

from law.vietnamese import clean, comparable, official_number

_CODE = re.compile(r"(?P<number>\d+[a-zđ]?)\s*/\s*(?P<notation>\S(?:.*\S)?)", re.IGNORECASE)
_LOOSE_HYPHEN = re.compile(r"\s*-\s*")


def next_number(issued: Iterable[int]) -> int:
    """The next number of a year's series: 1, then one more than the highest. Never fills a gap."""
    return max(issued, default=0) + 1


@dataclass(frozen=True, slots=True)
class Code:
    """Số và ký hiệu: number as written ('05'), notation without the slash ('QĐ-UBND')."""

    number: str
    notation: str

    def __str__(self) -> str:
        return f"{self.number}/{self.notation}"

    @property
    def number_value(self) -> int:
        """The number without leading zeros and without a letter behind it."""
        return int(re.sub(r"\D", "", self.number))

    def is_same_as(self, other: "Code") -> bool:
        """Whether both name one document: 5/QĐ-UBND and 05/QĐ-UBND do, and so do dashes of another kind."""
        return same_number(self.number, other.number) and same_notation(self.notation, other.notation)


def build_code(number: int, notation: str) -> Code:
    """Number with its leading zero below 10 (Phụ lục I Phần I Mục II khoản 3 điểm c)."""
    return Code(official_number(number), notation)


def parse_code(text: str) -> Code:
    """'12/QĐ-UBND' or 'Số: 34/SNV-VP' -> Code. Raises ValueError with a Vietnamese sentence."""
    cleaned = re.sub(r"^số\s*:?\s*", "", clean(text), flags=re.IGNORECASE)
    match = _CODE.fullmatch(cleaned)
    if match is None:
        raise ValueError("Hãy ghi số và ký hiệu cách nhau bằng gạch chéo, ví dụ 12/QĐ-UBND.")
    return Code(match["number"], _LOOSE_HYPHEN.sub("-", match["notation"]))


def notation(type_abbreviation: str, organ_abbreviation: str) -> str:
    """Symbol of a document with a named type: ('QĐ', 'UBND') -> 'QĐ-UBND' (khoản 3 điểm b)."""
    return f"{type_abbreviation}-{organ_abbreviation}"


def letter_notation(organ_abbreviation: str, unit_abbreviation: str) -> str:
    """Symbol of an official letter, which names no type: ('SNV', 'VP') -> 'SNV-VP' (khoản 3 điểm b)."""
    return f"{organ_abbreviation}-{unit_abbreviation}"


def same_number(one: str, other: str) -> bool:
    """'5' and '05' are one number."""
    return clean(one).lstrip("0").casefold() == clean(other).lstrip("0").casefold()


def same_notation(one: str, other: str) -> bool:
    """Whether two symbols are one, whatever the dashes, the spaces round them and the case."""
    return _tight(one) == _tight(other)


def _tight(text: str) -> str:
    return _LOOSE_HYPHEN.sub("-", comparable(text)).casefold()


@dataclass(frozen=True, slots=True)
class Issued:
    """One entry of a year's series: its number and the date that stands on the document (or of arrival)."""

    number: int
    on: datetime.date


class SeriesFault(Enum):
    """What can be wrong in a series."""

    GAP = "gap"
    DUPLICATE = "duplicate"
    BACK_DATED = "back_dated"
    OTHER_YEAR = "other_year"


@dataclass(frozen=True, slots=True)
class Fault:
    """A fault and the number where it shows."""

    kind: SeriesFault
    number: int


def check_series(entries: Sequence[Issued], year: int) -> tuple[Fault, ...]:
    """Faults of one year's series: from 01, no gap, no duplicate, no date going back (khoản 1 Điều 15)."""
    faults = [Fault(SeriesFault.OTHER_YEAR, entry.number) for entry in entries if entry.on.year != year]
    expected = 1
    latest = datetime.date(year, 1, 1)
    for entry in sorted(entries, key=lambda entry: (entry.number, entry.on)):
        if entry.number < expected:
            faults.append(Fault(SeriesFault.DUPLICATE, entry.number))
            continue
        if entry.number > expected:
            faults.append(Fault(SeriesFault.GAP, expected))
        if entry.on < latest:
            faults.append(Fault(SeriesFault.BACK_DATED, entry.number))
        latest = max(latest, entry.on)
        expected = entry.number + 1
    return tuple(faults)
