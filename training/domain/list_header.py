"""The header of a list: the row, or the two rows, that name its columns."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from law import vietnamese
from training.domain.headings import FIELD_NAMES, Field, field_of
from training.domain.list_cells import Cell

Row = Sequence[Cell]

NAMES = frozenset({Field.NAME, Field.FAMILY_NAME, Field.GIVEN_NAME})
HEADER_WITHIN = 40


@dataclass(frozen=True, slots=True)
class Header:
    """Where the header stands and what its columns hold."""

    first: int  # index of the header's first row
    last: int  # index of its last row
    columns: Mapping[Field, tuple[int, ...]]
    headings: Mapping[Field, str]
    ignored: tuple[str, ...]  # headings that are none of ours
    ignored_places: frozenset[int]  # and their columns


def find_header(rows: Sequence[Row]) -> Header | None:
    """The row that names the columns; a second row under merged headings may refine them."""
    for index, row in enumerate(rows[:HEADER_WITHIN]):
        fields = [field_of(cell) if isinstance(cell, str) else None for cell in row]
        kinds = {kind for kind in fields if kind is not None}
        if len(kinds - {Field.NUMBER}) < 2 or not kinds & {Field.NAME, Field.FAMILY_NAME}:
            continue
        below = rows[index + 1] if index + 1 < len(rows) else ()
        refined = _refine(row, fields, below)
        return _header(index, index + 1 if refined else index, row, refined or fields)
    return None


def _refine(row: Row, fields: list[Field | None], below: Row) -> list[Field | None] | None:
    """The columns by a second header row (“Họ đệm | Tên” under “Họ và tên”), or None where the next row is no header."""
    under = [field_of(cell) if isinstance(cell, str) else None for cell in below]
    repeats = [cell is not None and cell == above for cell, above in zip(below, row, strict=False)]
    if any(
        kind in NAMES and isinstance(cell, str) and cell.strip() and heading not in NAMES and not repeat
        for kind, cell, heading, repeat in zip(fields, below, under, repeats, strict=False)
    ):
        return None  # a person or "Cơ quan Đảng" stands there, perhaps with "Nữ" in a column of ours or of theirs
    new = [kind for kind, repeat in zip(under, repeats, strict=False) if kind is not None and not repeat]
    halves = {vietnamese.fold(cell) for cell in below if isinstance(cell, str)} & {"nam", "nu"}
    if not new and not halves:
        return None
    if any(isinstance(cell, date | int | float) for cell in below):
        return None
    return [lower or upper for upper, lower in zip(fields, [*under, *[None] * len(fields)], strict=False)]


def _header(first: int, last: int, row: Row, fields: Sequence[Field | None]) -> Header:
    columns: dict[Field, list[int]] = {}
    ignored: dict[int, str] = {}
    for index, kind in enumerate(fields):
        if kind is None:
            heading = row[index] if index < len(row) else None
            if isinstance(heading, str):
                ignored[index] = heading
        else:
            columns.setdefault(kind, []).append(index)
    headings = {kind: _heading(row, kind, places[0]) for kind, places in columns.items()}
    places = {kind: tuple(indexes) for kind, indexes in columns.items()}
    return Header(first, last, places, headings, tuple(dict.fromkeys(ignored.values())), frozenset(ignored))


def _heading(row: Row, kind: Field, index: int) -> str:
    own = row[index] if index < len(row) else None
    if kind in {Field.FAMILY_NAME, Field.GIVEN_NAME} or not isinstance(own, str):
        return FIELD_NAMES[kind]
    return vietnamese.clean(own).rstrip(":").capitalize() if own.isupper() else vietnamese.clean(own)
