"""The header of a list: the row, or the two rows, that name its columns."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from law import vietnamese
from training.domain.headings import FIELD_NAMES, Field, field_of, speaks_of_somebody_else
from training.domain.list_cells import Cell

Row = Sequence[Cell]

IN_ORDER = (Field.FAMILY_NAME, Field.MIDDLE_NAME, Field.NAME, Field.GIVEN_NAME)  # as the parts of a name are read
NAMES = frozenset(IN_ORDER)
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
    names: tuple[tuple[int, ...], ...]  # the columns of each name; more than one are of several people


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


def _names(row: Row, fields: Sequence[Field | None]) -> list[tuple[int, ...]]:
    """The columns that hold one name together, once for each name of a row."""
    groups: list[tuple[int, ...]] = []
    for at, kind in enumerate(fields):
        if kind in NAMES:
            goes_on = groups and _goes_on(groups[-1], at, row, fields)
            groups[-1:] = [(*groups[-1], at)] if goes_on else [*groups[-1:], (at,)]
    return groups


def _goes_on(group: Sequence[int], at: int, row: Row, fields: Sequence[Field | None]) -> bool:
    """Whether a column belongs to the name before it: under one merged heading, or another half of it."""
    is_next = group[-1] == at - 1
    if is_next and _text(row, at) == _text(row, group[-1]):
        return True
    kind, kinds = fields[at], {fields[place] for place in group}
    if Field.NAME in kinds:
        is_half = kind is Field.GIVEN_NAME and not speaks_of_somebody_else(_text(row, group[-1]))
        return is_half and is_next and kind not in kinds
    return kind is not Field.NAME and kind not in kinds


def _of_trainees(row: Row, names: Sequence[tuple[int, ...]]) -> Sequence[tuple[int, ...]]:
    """The one name of a row that is not somebody else's, or all where that leaves none or several."""
    own = [group for group in names if not speaks_of_somebody_else(_text(row, group[0]))]
    return own if len(own) == 1 else names


def _text(row: Row, at: int) -> str:
    cell = row[at] if at < len(row) else None
    return vietnamese.clean(cell) if isinstance(cell, str) else ""


def several_names(row: Row, header: Header) -> tuple[str, ...]:
    """The columns of names by heading and letter, where they are of more than one person; else nothing."""
    if len(header.names) < 2:
        return ()
    told = [(_text(row, group[0]) or FIELD_NAMES[Field.NAME], group[0]) for group in header.names]
    return tuple(f"“{heading}” (cột {_letter(at)})" for heading, at in told)


def _letter(at: int) -> str:
    """As Excel names the column with this index."""
    first, last = divmod(at, 26)
    return (chr(ord("A") + first - 1) if first else "") + chr(ord("A") + last)


def _header(first: int, last: int, row: Row, kinds: Sequence[Field | None]) -> Header:
    names = _of_trainees(row, _names(row, kinds))
    read = {place for group in names for place in group}
    fields = [None if kind in NAMES and at not in read else kind for at, kind in enumerate(kinds)]
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
    unread = tuple(dict.fromkeys(ignored.values()))
    return Header(first, last, places, headings, unread, frozenset(ignored), tuple(names))


def _heading(row: Row, kind: Field, index: int) -> str:
    own = row[index] if index < len(row) else None
    if kind in NAMES - {Field.NAME} or not isinstance(own, str):
        return FIELD_NAMES[kind]
    return vietnamese.clean(own).rstrip(":").capitalize() if own.isupper() else vietnamese.clean(own)
