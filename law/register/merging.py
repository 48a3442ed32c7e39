"""Writing confirmed marks back into the TOML files: only the lines concerned change, comments and order stay.

What was written is read again and compared with what was meant; a file that would say anything else is not written.
"""

import datetime
import json
import re
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from law import provision_keys
from law.register.entries import Verified
from law.register.reading import TEXTS_FILE, provision_files
from law.register.reading_tables import RegisterError, read_toml

_HEADER = re.compile(r"\[\[?([A-Za-z0-9_.-]+)\]\]?\s*(#.*)?")
_FIELDS = ("title", "says", "verified", "checked_on", "in_force_from", "in_force_to", "note")
_TEXT_FIELDS = (
    "key", "area", "kind", "number", "name", "date", "issuer", "subject", "in_force_from", "in_force_to",
    "replaces", "replaced_by", "verified", "checked_on", "note", "source",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Mark:
    """How far a row was confirmed: the row's key, the mark, the day, and the remark for readers (empty: none)."""

    key: str
    verified: Verified
    checked_on: datetime.date
    note: str


def merge(folder: Path, marks: Iterable[Mark]) -> dict[Path, str]:
    """The new content of each file that changes; nothing is written. Raises RegisterError for a key without a row."""
    files = {read_toml(path)["text"]: path for path in provision_files(folder)}
    by_file: dict[Path, list[Mark]] = {}
    for mark in marks:
        text, segments = provision_keys.split(mark.key)
        path = files.get(text) if segments else folder / TEXTS_FILE
        if path is None:
            raise RegisterError(folder, mark.key, "chưa có tệp nào ghi các điều của văn bản này")
        by_file.setdefault(path, []).append(mark)
    edited = {path: _File(path).marked(of_file) for path, of_file in by_file.items()}
    return {path: content for path, content in edited.items() if content != path.read_text(encoding="utf-8")}


class _File:
    """One file as lines, and the data that they must say in the end."""

    def __init__(self, path: Path) -> None:
        content = path.read_text(encoding="utf-8")
        self.path = path
        self.lines = content.splitlines()
        self.wanted = tomllib.loads(content)

    def marked(self, marks: Iterable[Mark]) -> str:
        """The content with these rows marked."""
        keys = []
        for mark in marks:
            _, segments = provision_keys.split(mark.key)
            if segments:
                self._mark_provision(mark, segments)
            else:
                self._mark_text(mark)
            keys.append(mark.key)
        content = "\n".join(self.lines) + "\n"
        if not _says(content, self.wanted):
            raise RegisterError(self.path, ", ".join(keys), "không sửa được theo dòng; hãy mở tệp và tự ghi kết quả")
        return content

    def _mark_text(self, mark: Mark) -> None:
        row = next((row for row in self.wanted["text"] if row["key"] == mark.key), None)
        if row is None:
            raise RegisterError(self.path, mark.key, "không có hàng này")
        place = self.lines.index(f'key = "{mark.key}"') if f'key = "{mark.key}"' in self.lines else -1
        start = max((n for n, line in enumerate(self.lines[: place + 1]) if _is_header(line)), default=-1)
        changes = _changes(mark, row, {})
        _apply(changes, row)
        self._set_fields(start, _TEXT_FIELDS, changes)

    def _mark_provision(self, mark: Mark, segments: tuple[str, ...]) -> None:
        parent, name = self.wanted, segments[-1]
        for segment in segments[:-1]:
            parent = parent.get(segment, {}) if isinstance(parent, dict) else {}
        if not isinstance(parent, dict) or name not in parent:
            raise RegisterError(self.path, mark.key, "không có hàng này")
        row = parent[name]
        if isinstance(row, str):
            changes = _changes(mark, {"says": row}, self.wanted)
            if not changes:
                return
            self._make_table(segments)
            parent[name] = row = {"says": row}
        else:
            changes = _changes(mark, row, self.wanted)
        _apply(changes, row)
        self._set_fields(self._header(segments), _FIELDS, changes)

    def _header(self, segments: tuple[str, ...]) -> int:
        """The line of a table's header, or -1."""
        name = ".".join(segments)
        return next((n for n, line in enumerate(self.lines) if _is_header(line) and f"[{name}]" in line), -1)

    def _end(self, start: int) -> int:
        """Behind the last field of the table that begins there; blank lines and comments belong to what follows."""
        end = start + 1
        while end < len(self.lines) and not _is_header(self.lines[end]):
            end += 1
        while end > start + 1 and (not self.lines[end - 1].strip() or self.lines[end - 1].lstrip().startswith("#")):
            end -= 1
        return end

    def _make_table(self, segments: tuple[str, ...]) -> None:
        """Turn the short form `A = "…"` into a table of its own, behind the table in which it stood."""
        start = self._header(segments[:-1])
        end = self._end(start)
        line = next((n for n in range(start + 1, end) if _name(self.lines[n]) == segments[-1]), -1)
        if line < 0:
            return
        says = self.lines.pop(line).partition("=")[2].strip()
        self.lines[end - 1 : end - 1] = ["", f"[{'.'.join(segments)}]", f"says = {says}"]

    def _set_fields(self, start: int, order: tuple[str, ...], changes: dict[str, Any]) -> None:
        for name, value in changes.items():
            end = self._end(start)
            line = next((n for n in range(start + 1, end) if _name(self.lines[n]) == name), -1)
            if line >= 0:
                self.lines[line : line + 1] = [] if value is None else [f"{name} = {_toml(value)}"]
            elif value is not None:
                before = order[: order.index(name)]
                behind = [n for n in range(start + 1, end) if _name(self.lines[n]) in before]
                self.lines.insert(max(behind, default=start) + 1, f"{name} = {_toml(value)}")


def _says(content: str, wanted: dict[str, Any]) -> bool:
    try:
        return tomllib.loads(content) == wanted
    except tomllib.TOMLDecodeError:
        return False


def _changes(mark: Mark, row: dict[str, Any], defaults: dict[str, Any]) -> dict[str, Any]:
    """The fields that must change, None for one that goes; what the head of the file says already is not repeated."""
    changes: dict[str, Any] = {}
    if row.get("verified", defaults.get("verified")) != mark.verified.value:
        changes["verified"] = mark.verified.value
    if row.get("checked_on", defaults.get("checked_on")) != mark.checked_on:
        changes["checked_on"] = mark.checked_on
    if row.get("note", "") != mark.note:
        changes["note"] = mark.note or None
    return changes


def _apply(changes: dict[str, Any], row: dict[str, Any]) -> None:
    for name, value in changes.items():
        if value is None:
            del row[name]
        else:
            row[name] = value


def _is_header(line: str) -> bool:
    return _HEADER.fullmatch(line.strip()) is not None


def _name(line: str) -> str:
    return line.partition("=")[0].strip() if "=" in line else ""


def _toml(value: str | datetime.date) -> str:
    return value.isoformat() if isinstance(value, datetime.date) else quoted(value)


def quoted(text: str) -> str:
    """A text as a TOML string of one line."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")
