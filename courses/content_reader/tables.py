"""TOML tables that know the line they stand in, and that collect what is wrong instead of stopping at the first fault."""

import datetime
import re
import tomllib
from collections.abc import Mapping, Sequence
from enum import StrEnum
from typing import Any, TypeVar

from courses.content_reader.problems import Problem, Unreadable
from law.toml_faults import fault_of

_HEADER = re.compile(r"\s*(\[\[?)\s*([A-Za-z0-9_-]+(?:\.[A-Za-z0-9_-]+)*)\s*\]\]?\s*(?:#.*)?")
_Choice = TypeVar("_Choice", bound=StrEnum)
_Value = TypeVar("_Value", str, int, bool, list[Any], dict[str, Any])


class Table:
    """One table of a file. Reading a value that is missing or of the wrong type notes a problem and gives a stand-in."""

    def __init__(self, file: "TableFile", name: str, data: Mapping[str, Any], parent: "Table | None" = None) -> None:
        self.file = file
        self.name = name
        self.data = data
        self.line: int = file.line_of_table(name) or (parent.line if parent else 1)
        self._read: set[str] = set()

    def problem(self, message: str, key: str = "") -> None:
        """Note that something is wrong here, at the key's line where one is named."""
        line = self.file.line_of_key(self.line, key) if key else self.line
        self.file.problems.append(Problem(self.file.path, line, self.name, message))

    def text(self, key: str, default: str | None = None) -> str:
        """A text; without a default it must be there and not be blank."""
        value = self._value(key, str, default, "một đoạn chữ trong dấu ngoặc kép")
        if default is None and key in self.data and not value.strip():
            self.problem(f"{key} đang để trống", key)
        return value

    def number(self, key: str, *, least: int, most: int) -> int:
        """A whole number within limits."""
        value = self._value(key, int, None, f"một số nguyên từ {least} đến {most}")
        if key in self.data and not least <= value <= most:
            self.problem(f"{key} = {value}: phải từ {least} đến {most}", key)
        return value

    def flag(self, key: str) -> bool:
        """true or false."""
        return self._value(key, bool, None, "true hoặc false")

    def texts(self, key: str, *, may_be_empty: bool = False) -> tuple[str, ...]:
        """A list of texts."""
        values = self._value(key, list, [] if may_be_empty else None, "một danh sách chữ")
        if not all(isinstance(value, str) and value.strip() for value in values):
            self.problem(f"{key} phải là một danh sách chữ, không có mục trống", key)
        if not values and not may_be_empty and key in self.data:
            self.problem(f"{key} đang để trống", key)
        return tuple(str(value) for value in values)

    def mapping(self, key: str) -> dict[str, Any]:
        """A table as it is; the reader checks what is in it."""
        return self._value(key, dict, None, "một bảng { tên = số }")

    def one_of(self, key: str, kinds: type[_Choice]) -> _Choice:
        """One of the words of an enumeration."""
        words = ", ".join(kinds)
        value = self._value(key, str, None, f"một trong: {words}")
        try:
            return kinds(value)
        except ValueError:
            if key in self.data:
                self.problem(f"{key} = {value!r}: phải là một trong {words}", key)
            return next(iter(kinds))

    def table(self, key: str) -> "Table":
        """A table inside this one."""
        return Table(self.file, self._inside(key), self._value(key, dict, None, f"một bảng [{key}]"), self)

    def has(self, key: str) -> bool:
        """Whether the key is there."""
        return key in self.data

    def tables(self, key: str) -> list["Table"]:
        """The tables of a list such as `[[question]]`; none is an empty list."""
        rows = self._value(key, list, [], f"các bảng [[{key}]]")
        if not all(isinstance(row, dict) for row in rows):
            self.problem(f"{key} phải được viết thành các bảng [[{key}]]", key)
            rows = []
        return [Table(self.file, f"{self._inside(key)}[{n}]", row, self) for n, row in enumerate(rows, start=1)]

    def finish(self) -> None:
        """Note every key that nobody has read: mostly a typing mistake."""
        self.refuse_others(sorted(self._read))

    def refuse_others(self, known: Sequence[str]) -> None:
        """Note every key besides these."""
        for key in self.data:
            if key not in known:
                self.problem(f"không hiểu {key!r}; ở đây dùng: {', '.join(known)}", key)

    def _inside(self, key: str) -> str:
        return f"{self.name}.{key}" if self.name else key

    def _value(self, key: str, kind: type[_Value], default: _Value | None, wanted: str) -> _Value:
        self._read.add(key)
        if key not in self.data:
            if default is None:
                self.problem(f"thiếu {key}: cần {wanted}")
                return kind()
            return default
        value = self.data[key]
        if not isinstance(value, kind) or (isinstance(value, bool) and kind is not bool):
            self.problem(f"{key} phải là {wanted}", key)
            return kind()
        return value


class TableFile:
    """A TOML file that was read. `problems` is the list that everything is noted in."""

    def __init__(self, path: str, text: str, problems: list[Problem]) -> None:
        self.path = path
        self.problems = problems
        self.lines = text.splitlines()
        self._headers = _table_lines(self.lines)
        self.root = Table(self, "", self._parsed(text))

    def line_of_table(self, name: str) -> int | None:
        """The line of a table's header, or None where the table is written inline."""
        return self._headers.get(name)

    def line_of_key(self, table_line: int, key: str) -> int:
        """The line of a key below a header; the header's line where it is not found."""
        pattern = re.compile(rf"\s*(\"{re.escape(key)}\"|{re.escape(key)})\s*=")
        others = [line for line in self._headers.values() if line > table_line]
        end = min(others, default=len(self.lines) + 1)
        for number in range(table_line, end):
            if number <= len(self.lines) and pattern.match(self.lines[number - 1]):
                return number
        return table_line

    def _parsed(self, text: str) -> dict[str, Any]:
        try:
            return tomllib.loads(text)
        except tomllib.TOMLDecodeError as error:
            fault = fault_of(text, error)
            self.problems.append(Unreadable(self.path, fault.line, "", str(fault)))
            return {}


def is_whole(value: object) -> bool:
    """Whether it is a whole number and not a truth value."""
    return isinstance(value, int) and not isinstance(value, bool | datetime.date)


def _table_lines(lines: list[str]) -> dict[str, int]:
    """Where each table begins: {'question[2].option[1]': 14}. Lines inside long strings are passed over."""
    found: dict[str, int] = {}
    counts: dict[str, int] = {}
    closing = ""
    for number, line in enumerate(lines, start=1):
        if closing:
            closing = "" if closing in line else closing
            continue
        header = _HEADER.fullmatch(line)
        if header:
            found[_full_name(header[2], header[1] == "[[", counts)] = number
        else:
            closing = _opens_long_string(line)
    return found


def _full_name(dotted: str, is_list: bool, counts: dict[str, int]) -> str:
    parent, _, last = dotted.rpartition(".")
    name = f"{_current_name(parent, counts)}.{last}" if parent else last
    if is_list:
        counts[dotted] = counts.get(dotted, 0) + 1
        for below in [key for key in counts if key.startswith(f"{dotted}.")]:
            del counts[below]
        name += f"[{counts[dotted]}]"
    return name


def _current_name(dotted: str, counts: dict[str, int]) -> str:
    words = dotted.split(".")
    names = [".".join(words[: n + 1]) for n in range(len(words))]
    return ".".join(
        f"{word}[{counts[name]}]" if name in counts else word for word, name in zip(words, names, strict=True)
    )


def _opens_long_string(line: str) -> str:
    for quotes in ('"""', "'''"):
        if line.count(quotes) % 2 == 1:
            return quotes
    return ""
