"""Checking the tables of a TOML file of the register: which fields, of which kind, with which values."""

import datetime
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any, TypeVar

from law.register.entries import Area, Verified
from law.toml_faults import fault_of

Mark = TypeVar("Mark", Verified, Area)
_KIND_NAMES = {
    str: "chữ trong dấu ngoặc kép",
    int: "số nguyên",
    list: "danh sách",
    datetime.date: "ngày như 2026-11-30",
}


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
        text = path.read_text(encoding="utf-8")
    except FileNotFoundError:
        raise RegisterError(path, "", "thiếu tệp này") from None
    except UnicodeDecodeError as error:
        raise RegisterError(path, "", "tệp phải được lưu bằng mã UTF-8") from error
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise RegisterError(path, "", fault_of(text, error).with_line) from error


def check_fields(
    path: Path, table: str, row: Mapping[str, Any], known: Mapping[str, type], required: tuple[str, ...]
) -> None:
    """Raises RegisterError for a missing, unknown or wrongly typed field."""
    for name in required:
        if row.get(name) in (None, ""):
            raise RegisterError(path, table, f"thiếu {name!r}")
    for name, value in row.items():
        if name not in known:
            raise RegisterError(path, table, f"không có trường {name!r}; ở đây dùng: {', '.join(known)}")
        if not isinstance(value, known[name]) or isinstance(value, datetime.datetime):
            raise RegisterError(path, table, f"{name!r} phải là {_KIND_NAMES[known[name]]}, không phải {value!r}")


def one_of(kind: type[Mark], path: Path, table: str, name: str, value: str) -> Mark:
    """The mark of that name. Raises RegisterError."""
    try:
        return kind(value)
    except ValueError:
        allowed = ", ".join(mark.value for mark in kind)
        raise RegisterError(path, table, f"{name!r} phải là một trong {allowed}, không phải {value!r}") from None
