"""Reading `terms.toml` and `conflicts.toml`: every key that they name must be in the register."""

import datetime
from collections.abc import Container, Iterable, Mapping
from pathlib import Path
from typing import Any

from law.register.comparisons import Conflict, RenamedTerm, Side
from law.register.reading_tables import RegisterError, check_fields, read_toml

TERMS_FILE = "terms.toml"
CONFLICTS_FILE = "conflicts.toml"

_TERM_FIELDS = {"old": str, "new": str, "old_in": list, "new_in": list, "advice": str, "checked_on": datetime.date}
_CONFLICT_FIELDS = {
    "id": str,
    "title": str,
    "side": list,
    "prevails": str,
    "why": str,
    "practice": str,
    "checked_on": datetime.date,
}
_SIDE_FIELDS = {"key": str, "says": str}
_FEWEST_SIDES = 2


def read_terms(path: Path, known: Container[str]) -> tuple[RenamedTerm, ...]:
    """The words that a later text renamed; none where there is no such file. Raises RegisterError."""
    found = []
    for position, row in enumerate(_rows(path, "term"), start=1):
        table = f"term {row.get('old', position)}"
        check_fields(path, table, row, _TERM_FIELDS, tuple(_TERM_FIELDS))
        _check_keys(path, table, (*row["old_in"], *row["new_in"]), known)
        found.append(RenamedTerm(**{**row, "old_in": tuple(row["old_in"]), "new_in": tuple(row["new_in"])}))
    return tuple(found)


def read_conflicts(path: Path, known: Container[str]) -> Mapping[str, Conflict]:
    """The conflicts by id, in the order of the file; none where there is no such file. Raises RegisterError."""
    found: dict[str, Conflict] = {}
    for position, row in enumerate(_rows(path, "conflict"), start=1):
        conflict = _read_conflict(path, f"conflict {row.get('id', position)}", row, known)
        if conflict.id in found:
            raise RegisterError(path, f"conflict {conflict.id}", "id này viết hai lần")
        found[conflict.id] = conflict
    return found


def _read_conflict(path: Path, table: str, row: dict[str, Any], known: Container[str]) -> Conflict:
    check_fields(path, table, row, _CONFLICT_FIELDS, ("id", "title", "side", "why", "checked_on"))
    for side in row["side"]:
        check_fields(path, table, side, _SIDE_FIELDS, tuple(_SIDE_FIELDS))
    sides = tuple(Side(**side) for side in row["side"])
    if len(sides) < _FEWEST_SIDES:
        raise RegisterError(path, table, "cần ít nhất hai bên")
    _check_keys(path, table, [side.key for side in sides], known)
    prevails = row.get("prevails")
    if prevails is not None and prevails not in {side.key for side in sides}:
        raise RegisterError(path, table, f"'prevails' phải là khóa của một bên, không phải {prevails!r}")
    return Conflict(row["id"], row["title"], sides, prevails, row["why"], row.get("practice", ""), row["checked_on"])


def _rows(path: Path, name: str) -> list[dict[str, Any]]:
    if not path.exists():
        return []
    data = read_toml(path)
    check_fields(path, "", data, {name: list}, ())
    rows: list[dict[str, Any]] = data.get(name, [])
    return rows


def _check_keys(path: Path, table: str, keys: Iterable[str], known: Container[str]) -> None:
    for key in keys:
        if key not in known:
            raise RegisterError(path, table, f"nhắc đến {key!r} không có trong sổ")
