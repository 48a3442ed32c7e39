"""Looks at rows as TOML: what `./run law export` writes, `./run law merge` reads, and the page offers for download."""

import datetime
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from law.register import Register, Verified
from law.register.merging import Mark, quoted
from law.toml_faults import fault_of
from lookup.domain.checks import KnownCheck, counts
from lookup.models import LawCheck

_HEAD = """\
# Kết quả đối chiếu các hàng của sổ pháp luật, xuất từ hệ thống. Nhập vào law/data bằng: ./run law merge TÊN-TỆP
# organ, reason: để người rà soát đọc; không đưa vào law/data.
"""
_FIELDS = {
    "key": str,
    "verified": str,
    "checked_on": datetime.date,
    "note": str,
    "reason": str,
    "organ": str,
}


class WrongExport(ValueError):
    """The file is no export of looks; says which row is wrong and why."""


@dataclass(frozen=True)
class Sorted:
    """The rows of an export against the files: those that count, those that the files have overtaken, unknown keys."""

    marks: tuple[Mark, ...]
    overtaken: tuple[str, ...]
    unknown: tuple[str, ...]


def to_toml(rows: Sequence[LawCheck]) -> str:
    """The newest looks, sorted by key."""
    parts = [_HEAD]
    for row in sorted(rows, key=lambda row: row.key):
        parts.append(
            "\n[[row]]\n"
            f"key = {quoted(row.key)}\n"
            f"verified = {quoted(row.verified.value)}\n"
            f"checked_on = {row.checked_on.isoformat()}\n"
            f"note = {quoted(row.note)}\n"
            f"reason = {quoted(row.reason)}\n"
            f"organ = {quoted(row.organ)}\n"
        )
    return "".join(parts)


def read_toml(text: str) -> list[Mark]:
    """The marks of an export. Raises WrongExport."""
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise WrongExport(fault_of(text, error).with_line) from error
    rows = data.get("row", [])
    if set(data) - {"row"} or not isinstance(rows, list):
        raise WrongExport("chỉ được có các bảng [[row]]")
    return [_mark(position, row) for position, row in enumerate(rows, start=1)]


def _mark(position: int, row: dict[str, Any]) -> Mark:
    for name, kind in _FIELDS.items():
        if not isinstance(row.get(name), kind) or isinstance(row[name], datetime.datetime):
            raise WrongExport(f"[[row]] thứ {position}: {name!r} thiếu hoặc không đúng dạng")
    if unknown := sorted(set(row) - set(_FIELDS)):
        raise WrongExport(f"[[row]] thứ {position}: không có trường {', '.join(unknown)}")
    try:
        verified = Verified(row["verified"])
    except ValueError:
        allowed = ", ".join(mark.value for mark in Verified)
        raise WrongExport(f"[[row]] thứ {position}: verified phải là một trong {allowed}") from None
    return Mark(row["key"], verified, row["checked_on"], row["note"])


def sort_out(marks: Sequence[Mark], register: Register) -> Sorted:
    """Which marks are to be merged: the newer look wins, on the same day the office's."""
    unknown = tuple(mark.key for mark in marks if mark.key not in register)
    known = [mark for mark in marks if mark.key in register]
    newer = [mark for mark in known if counts(register[mark.key], _as_check(mark))]
    overtaken = tuple(mark.key for mark in known if mark not in newer)
    return Sorted(tuple(newer), overtaken, unknown)


def _as_check(mark: Mark) -> KnownCheck:
    return KnownCheck(mark.key, mark.verified, mark.checked_on, mark.note, "")
