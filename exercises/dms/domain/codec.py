"""Frozen dataclasses to plain JSON values and back, by their type hints; compiled once for each class."""

from __future__ import annotations

import types
from collections.abc import Callable, Mapping
from dataclasses import MISSING, fields, is_dataclass
from datetime import date, datetime, time
from enum import Enum
from functools import cache
from typing import Any, TypeVar, Union, get_args, get_origin, get_type_hints

T = TypeVar("T")
Reader = Callable[[Any], Any]


def to_json(value: object) -> Any:
    """Dataclasses, enums, dates and tuples as dicts, values, ISO text and lists."""
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, (date, datetime, time)):
        return value.isoformat()
    if is_dataclass(value) and not isinstance(value, type):
        return {item.name: to_json(getattr(value, item.name)) for item in fields(value)}
    if isinstance(value, Mapping):
        return {str(key): to_json(inner) for key, inner in value.items()}
    if isinstance(value, (tuple, list)):
        return [to_json(inner) for inner in value]
    return value


def from_json(shape: type[T], data: Mapping[str, Any]) -> T:
    """A dataclass from `to_json`'s dict; fields that are absent take their defaults, unknown ones are ignored."""
    reader: Reader = _dataclass_reader(shape)  # type: ignore[arg-type]  # a class is hashable
    result: T = reader(data)
    return result


@cache
def _dataclass_reader(shape: type) -> Reader:
    hints = get_type_hints(shape)
    readers = [(item.name, _reader(hints[item.name])) for item in fields(shape)]
    optional = {
        item.name for item in fields(shape) if item.default is not MISSING or item.default_factory is not MISSING
    }

    def read(data: Mapping[str, Any]) -> Any:
        return shape(
            **{
                name: (inner(data[name]) if inner is not None else data[name])
                for name, inner in readers
                if name in data or name not in optional
            }
        )

    return read


def _reader(hint: Any) -> Reader | None:
    """How to read one value; None where the JSON value is already the value."""
    origin = get_origin(hint)
    if origin in (Union, types.UnionType):
        return _optional_reader([arg for arg in get_args(hint) if arg is not type(None)])
    if origin is tuple:
        return _tuple_reader(_reader(get_args(hint)[0]))
    if isinstance(hint, type) and is_dataclass(hint):
        return _dataclass_reader(hint)
    if origin is Mapping:
        return _mapping_reader(_reader(get_args(hint)[1]))
    if hint in (date, datetime, time):
        parse: Reader = hint.fromisoformat
        return parse
    if isinstance(hint, type) and issubclass(hint, Enum):
        return hint
    return None


def _optional_reader(options: list[Any]) -> Reader | None:
    inner = _reader(options[0]) if len(options) == 1 else None
    return None if inner is None else lambda data: None if data is None else inner(data)


def _mapping_reader(inner: Reader | None) -> Reader | None:
    return None if inner is None else lambda data: {key: inner(value) for key, value in data.items()}


def _tuple_reader(inner: Reader | None) -> Reader:
    return tuple if inner is None else lambda data: tuple(map(inner, data))
