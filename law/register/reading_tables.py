"""Checking the tables of a TOML file of the register: which fields, of which kind, with which values."""

import datetime
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any, TypeVar

from law.register.entries import Area, Verified

Mark = TypeVar("Mark", Verified, Area)


class RegisterError(Exception):
    """A file of the register is wrong. Says which file, which table and what is wrong there."""

    def __init__(self, path: Path, table: str, problem: str) -> None:
        super().__init__(f"{path}: [{table}] {problem}" if table else f"{path}: {problem}")
        self.path = path
        self.table = table
        self.problem = problem


def read_toml(path: Path) -> dict[str, Any]:
    """The data of a file. Raises RegisterError."""
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise RegisterError(path, "", "the file is missing") from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise RegisterError(path, "", f"is not valid TOML in UTF-8: {error}") from error


def check_fields(
    path: Path, table: str, row: Mapping[str, Any], known: Mapping[str, type], required: tuple[str, ...]
) -> None:
    """Raises RegisterError for a missing, unknown or wrongly typed field."""
    for name in required:
        if row.get(name) in (None, ""):
            raise RegisterError(path, table, f"lacks {name!r}")
    for name, value in row.items():
        if name not in known:
            raise RegisterError(path, table, f"has an unknown field {name!r}; known: {', '.join(known)}")
        if not isinstance(value, known[name]) or isinstance(value, datetime.datetime):
            raise RegisterError(path, table, f"{name!r} must be a {known[name].__name__}, not {value!r}")


def one_of(kind: type[Mark], path: Path, table: str, name: str, value: str) -> Mark:
    """The mark of that name. Raises RegisterError."""
    try:
        return kind(value)
    except ValueError:
        allowed = ", ".join(mark.value for mark in kind)
        raise RegisterError(path, table, f"{name!r} must be one of {allowed}, not {value!r}") from None
