"""Figures of classes, agencies and communes; what is not known stays unknown and is never a zero."""

import enum
import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from accounts.domain import AgencyKind

WHOLE = 100  # earned and held attendance are kept in hundredths of a period


class Grouping(enum.StrEnum):
    """What a row of the report stands for; the values stand in addresses."""

    CLASSES = "lop"
    AGENCIES = "co-quan"
    COMMUNES = "dia-ban"


GROUPING_NAMES = {
    Grouping.CLASSES: "Theo lớp",
    Grouping.AGENCIES: "Theo cơ quan",
    Grouping.COMMUNES: "Theo xã, phường",
}
GROUPING_HEADS = {
    Grouping.CLASSES: "Lớp",
    Grouping.AGENCIES: "Cơ quan",
    Grouping.COMMUNES: "Xã, phường (huyện, thành phố trước 01/7/2025)",
}
# Until 30/6/2025 the level below the province was the district; these years would otherwise show no place at all.
LOCAL_KINDS = (AgencyKind.COMMUNE, AgencyKind.DISTRICT)


@dataclass(frozen=True)
class Scope:
    """Whose people are counted: everybody's for an officer, one agency's for its contact."""

    agency_id: uuid.UUID | None = None


@dataclass(frozen=True)
class Filter:
    """What was asked for; `year` None: all years, `kind` None: all kinds of agency."""

    grouping: Grouping = Grouping.CLASSES
    year: int | None = None
    kind: AgencyKind | None = None


@dataclass(frozen=True)
class Figures:
    """Counts of people. `earned` and `held` in hundredths of a period.

    `judged`: those whose class keeps results here; `measured`: those whose attendance was computed.
    """

    enrolled: int = 0
    classes: int = 0
    measured: int = 0
    earned: int = 0
    held: int = 0
    judged: int = 0
    completed: int = 0
    certified: int = 0

    @property
    def attendance(self) -> float | None:
        """Percent of the periods held so far that were attended; None where none are known."""
        return (self.earned * 1000 // self.held) / 10 if self.held else None

    @property
    def completions(self) -> int | None:
        """How many met every condition; None where the class keeps no results here."""
        return self.completed if self.judged else None

    @property
    def certificates(self) -> int | None:
        """How many hold a valid certificate; None where the class keeps no results here."""
        return self.certified if self.judged else None


@dataclass(frozen=True)
class Line:
    """A row of the report: what it stands for (None: people without an agency) and its figures."""

    id: uuid.UUID | None
    name: str
    note: str
    figures: Figures


def total(lines: Iterable[Line], *, classes: int) -> Figures:
    """The figures of all rows together. Classes are counted apart: one class has people of many agencies."""
    rows = [line.figures for line in lines]
    return Figures(
        enrolled=sum(row.enrolled for row in rows),
        classes=classes,
        measured=sum(row.measured for row in rows),
        earned=sum(row.earned for row in rows),
        held=sum(row.held for row in rows),
        judged=sum(row.judged for row in rows),
        completed=sum(row.completed for row in rows),
        certified=sum(row.certified for row in rows),
    )


@dataclass(frozen=True)
class Report:
    """A whole report: the rows, their sum, since when the figures of learning stand.

    `waiting`: classes whose figures are being computed anew. `simulated`: years of which only the sum is known; how people are spread over the rows is made up.
    """

    asked: Filter
    lines: tuple[Line, ...]
    total: Figures
    as_of: datetime | None
    waiting: int = 0
    simulated: tuple[int, ...] = ()

    @property
    def warning(self) -> str:
        """What must be said wherever rows of such years are shown; empty where there are none."""
        if not self.simulated:
            return ""
        years = ", ".join(map(str, self.simulated))
        return f"Năm {years}: nguồn chỉ cho tổng số lớp và học viên; việc chia người theo lớp và cơ quan là mô phỏng."


@dataclass(frozen=True)
class PersonLine:
    """One person of a class. `attendance` in percent; None and an empty text where nothing is known."""

    full_name: str
    position: str
    agency: str
    class_name: str
    year: int
    attendance: float | None
    is_complete: bool | None
    certificate: str
