"""Values of a TOML table by name and type; the first fault is raised with the path of its key."""

import datetime
from collections.abc import Callable, Iterator, Mapping
from typing import Any, NoReturn, TypeVar

_Value = TypeVar("_Value")
_Kind = TypeVar("_Kind", str, int, bool, list[Any], dict[str, Any])


class DocumentFault(ValueError):
    """A value is missing or cannot be read. `path` is its key, such as 'signer.authorities'; the message is Vietnamese."""

    def __init__(self, path: str, message: str) -> None:
        super().__init__(f"{path}: {message}" if path else message)
        self.path = path
        self.message = message


class Fields:
    """One table. `finish` refuses keys that nobody has read: mostly a typing mistake."""

    def __init__(self, data: Mapping[str, Any], path: str = "") -> None:
        self._data = data
        self._path = path
        self._read: set[str] = set()

    def has(self, key: str) -> bool:
        """Whether the key is there."""
        return key in self._data

    def fail(self, key: str, message: str) -> NoReturn:
        """Raise the fault of a key."""
        raise DocumentFault(".".join(part for part in (self._path, key) if part), message)

    def text(self, key: str, *, needed: bool = False) -> str:
        """A text without blanks around it; empty where it is left out, unless it is needed."""
        found = self._get(key, str, "", "một đoạn chữ trong dấu ngoặc kép").strip()
        if needed and not found:
            self.fail(key, "còn thiếu hoặc để trống")
        return found

    def texts(self, key: str) -> tuple[str, ...]:
        """A list of texts."""
        return tuple(self._texts(key, self._get(key, list, [], "một danh sách chữ")))

    def grid(self, key: str) -> tuple[tuple[str, ...], ...]:
        """A list of lists of texts; a cell may be empty."""
        rows = self._get(key, list, [], "một danh sách các hàng")
        return tuple(tuple(self._texts(f"{key}[{n}]", row, blank=True)) for n, row in enumerate(rows, start=1))

    def number(self, key: str) -> int | None:
        """A whole number from 1; None where it is left out."""
        found = self._get(key, int, 0, "một số nguyên từ 1")
        if key in self._data and found < 1:
            self.fail(key, "phải là một số nguyên từ 1")
        return found or None

    def flag(self, key: str, *, default: bool = False) -> bool:
        """true or false."""
        return self._get(key, bool, default, "true hoặc false")

    def date(self, key: str) -> datetime.date | None:
        """A date; None where it is left out."""
        self._read.add(key)
        found = self._data.get(key)
        if found is not None and (not isinstance(found, datetime.date) or isinstance(found, datetime.datetime)):
            self.fail(key, "phải là một ngày viết như 2026-11-22, không có dấu ngoặc kép")
        return found

    def moment(self, key: str) -> datetime.datetime:
        """A moment with its time zone."""
        self._read.add(key)
        found = self._data.get(key)
        if not isinstance(found, datetime.datetime) or found.tzinfo is None:
            self.fail(key, "phải là thời điểm có múi giờ, viết như 2026-11-22T09:15:30+07:00")
        return found

    def value(self, key: str, read: Callable[[str], _Value], *, default: _Value | None = None) -> _Value:
        """What `read` makes of a text; its ValueError is the fault. Without a default the key must be there."""
        if default is not None and key not in self._data:
            return default
        return self._tried(key, read, self.text(key, needed=True))

    def each(self, key: str, read: Callable[[str], _Value]) -> Iterator[_Value]:
        """What `read` makes of each text of a list."""
        return (self._tried(key, read, one) for one in self.texts(key))

    def inside(self, key: str) -> "Fields":
        """A table inside this one; it must be there."""
        if key not in self._data:
            self.fail(key, "còn thiếu bảng này")
        return Fields(self._get(key, dict, {}, f"một bảng [{key}]"), self._below(key))

    def raw(self, key: str) -> dict[str, Any]:
        """A table as it is, for somebody else to read; it must be there."""
        self.inside(key)
        return dict(self._data[key])

    def tables(self, key: str) -> Iterator["Fields"]:
        """The tables of a list such as `[[appendix]]`."""
        for one in self.mixed(key):
            if isinstance(one, str):
                self.fail(key, f"phải được viết thành các bảng [[{key}]]")
            yield one

    def mixed(self, key: str) -> Iterator["str | Fields"]:
        """A list of texts and tables."""
        for n, one in enumerate(self._get(key, list, [], "một danh sách"), start=1):
            place = f"{key}[{n}]"
            if isinstance(one, dict):
                yield Fields(one, self._below(place))
            else:
                yield from self._texts(place, [one])

    def finish(self) -> None:
        """Refuse keys that were not read."""
        unknown = sorted(set(self._data) - self._read)
        if unknown:
            self.fail(unknown[0], f"không hiểu khóa này; ở đây dùng: {', '.join(sorted(self._read))}")

    def _below(self, key: str) -> str:
        return f"{self._path}.{key}" if self._path else key

    def _tried(self, key: str, read: Callable[[str], _Value], typed: str) -> _Value:
        try:
            return read(typed)
        except ValueError as error:
            self.fail(key, str(error))

    def _texts(self, key: str, values: Any, *, blank: bool = False) -> Iterator[str]:
        if not isinstance(values, list):
            self.fail(key, "phải là một danh sách chữ")
        for value in values:
            if not isinstance(value, str) or not (value.strip() or blank):
                self.fail(key, "phải là chữ, không được để trống")
            yield value.strip()

    def _get(self, key: str, kind: type[_Kind], default: _Kind, wanted: str) -> _Kind:
        self._read.add(key)
        value = self._data.get(key, default)
        if not isinstance(value, kind) or (isinstance(value, bool) and kind is not bool):
            self.fail(key, f"phải là {wanted}")
        return value
