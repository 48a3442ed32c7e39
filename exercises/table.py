"""One table of an author's TOML file: typed reading, and errors that say where and what."""

from __future__ import annotations

import datetime
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from unicodedata import is_normalized

from law.toml_faults import fault_of


class ScenarioError(Exception):
    """A file of an exercise is wrong. Says which file, which table and what is wrong there."""

    def __init__(self, path: Path, table: str, problem: str) -> None:
        super().__init__(f"{path}: [{table}] {problem}" if table else f"{path}: {problem}")
        self.path, self.table, self.problem = path, table, problem


def read_text(path: Path) -> str:
    """The text of a file. Raises ScenarioError."""
    try:
        return path.read_text("utf-8")
    except UnicodeDecodeError:
        raise ScenarioError(path, "", "tệp phải được lưu bằng mã UTF-8") from None
    except OSError:
        raise ScenarioError(path, "", "không mở được tệp này: hãy xem tệp còn đó và được phép đọc không") from None


@dataclass
class Table:
    """A table that knows its file and name, and which of its keys were read."""

    path: Path
    name: str
    values: Mapping[str, Any]
    _read: set[str] = field(default_factory=set)

    @classmethod
    def read(cls, path: Path) -> Table:
        """The top table of a file."""
        return cls.parse(path, read_text(path))

    @classmethod
    def parse(cls, path: Path, text: str) -> Table:
        """The top table of a text that stood or stands in the file `path`."""
        try:
            values = tomllib.loads(text)
        except tomllib.TOMLDecodeError as problem:
            raise ScenarioError(path, "", fault_of(text, problem).with_line) from None
        if not is_normalized("NFC", text):
            raise ScenarioError(path, "", "chưa ở dạng Unicode dựng sẵn (NFC); hãy lưu lại bằng bộ gõ Unicode dựng sẵn")
        return cls(path, "", values)

    def error(self, problem: str) -> ScenarioError:
        """The error that names file, table and problem; who calls this raises it."""
        return ScenarioError(self.path, self.name, problem)

    def done(self) -> None:
        """Raise for keys that nobody reads: a misspelt key must not be silent."""
        if unknown := sorted(set(self.values) - self._read):
            raise self.error(f"khóa lạ {', '.join(unknown)}")

    def _value(self, key: str, kind: type, needed: str) -> Any:
        self._read.add(key)
        if key not in self.values:
            raise self.error(f"thiếu {key}")
        value = self.values[key]
        if not isinstance(value, kind) or (kind is int and isinstance(value, bool)):
            raise self.error(f"{key} phải là {needed}, không phải {value!r}")
        return value

    def text(self, key: str) -> str:
        """A text that is not blank. Raises ScenarioError."""
        value: str = self._value(key, str, "chữ")
        if not value.strip():
            raise self.error(f"{key} đang trống")
        return value

    def optional_text(self, key: str) -> str:
        """A text that is not blank, or an empty one where the key is absent. Raises ScenarioError."""
        return self.text(key) if key in self.values else ""

    def number(self, key: str, least: int = 0, most: int = 1_000_000) -> int:
        """A whole number from `least` to `most`, both included. Raises ScenarioError."""
        value: int = self._value(key, int, "số nguyên")
        if not least <= value <= most:
            raise self.error(f"{key} phải từ {least} đến {most}, không phải {value}")
        return value

    def flag(self, key: str) -> bool:
        """True or false; false where the key is absent. Raises ScenarioError."""
        return bool(self._value(key, bool, "true hoặc false")) if key in self.values else False

    def date(self, key: str) -> datetime.date:
        """A day, written as TOML writes one (2026-10-14). Raises ScenarioError."""
        value: datetime.date = self._value(key, datetime.date, "ngày như 2026-10-14")
        return value

    def dates(self, key: str) -> tuple[datetime.date, ...]:
        """Days in the order written; none where the key is absent. Raises ScenarioError."""
        if key not in self.values:
            return ()
        values = self._value(key, list, "danh sách ngày")
        if not all(isinstance(value, datetime.date) for value in values):
            raise self.error(f"{key} phải là danh sách ngày")
        return tuple(values)

    def texts(self, key: str) -> tuple[str, ...]:
        """Texts that are not blank, in the order written; none where the key is absent. Raises ScenarioError."""
        if key not in self.values:
            return ()
        values = self._value(key, list, "danh sách chữ")
        if not all(isinstance(value, str) and value.strip() for value in values):
            raise self.error(f"{key} phải là danh sách chữ, không mục nào trống")
        return tuple(values)

    def raw(self, key: str) -> Mapping[str, Any]:
        """A table that somebody else checks."""
        value: Mapping[str, Any] = self._value(key, dict, "một bảng")
        return value

    def table(self, key: str) -> Table:
        """The table under the key, called by its dotted path in the file. Raises ScenarioError."""
        return Table(self.path, _dotted(self.name, key), self.raw(key))

    def tables(self, key: str) -> list[Table]:
        """The tables of an array; each is called by its id where it has one."""
        if key not in self.values:
            return []
        values = self._value(key, list, "mảng các bảng")
        if not all(isinstance(value, dict) for value in values):
            raise self.error(f"{key} phải là mảng các bảng [[{key}]]")
        return [
            Table(self.path, f"{_dotted(self.name, key)}: {value.get('id', index)}", value)
            for index, value in enumerate(values, start=1)
        ]


def _dotted(outer: str, inner: str) -> str:
    return f"{outer}.{inner}" if outer else inner
