"""Rows that cannot be changed unseen: each carries the SHA-256 of its content and of the row before it.

The head of a chain is also written to a file outside the database, so that a cut-off tail is noticed too.
"""

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import Enum
from typing import Any
from uuid import UUID

FIRST = "0" * 64


@dataclass(frozen=True)
class Link:
    """One row as the chain sees it: its place, what it says, and the two hashes it carries."""

    position: int
    content: Mapping[str, Any]
    previous_hash: str
    hash: str


@dataclass(frozen=True)
class Break:
    """A place where a chain does not hold, and a Vietnamese sentence that says how."""

    position: int
    reason: str


def _plain(value: object) -> object:
    if isinstance(value, datetime):
        if value.tzinfo is None:
            raise ValueError("a moment without a zone cannot be chained")
        return value.timestamp()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, UUID):
        return str(value)
    if isinstance(value, Enum):
        return value.value
    raise TypeError(f"{type(value).__name__} has no canonical form")


def canonical(content: Mapping[str, Any]) -> bytes:
    """The one byte form of a row's content: sorted JSON, UTF-8, no spaces."""
    return json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"), default=_plain).encode()


def hash_after(previous_hash: str, content: Mapping[str, Any]) -> str:
    """The hash (64 hex digits) of a row that follows the row with `previous_hash`."""
    return hashlib.sha256(previous_hash.encode() + b"\n" + canonical(content)).hexdigest()


def first_break(links: Iterable[Link], head: tuple[int, str] | None = None, *, start: int = 1) -> Break | None:
    """The first place where the chain does not hold, or None.

    `links` come in the order of their positions, and may raise ValueError or LookupError where a row holds what cannot be
    read; `head` is (position, hash) as anchored outside the table.
    """
    previous, position = FIRST, start - 1
    seen: dict[int, str] = {}
    coming = iter(links)
    while True:
        try:
            link = next(coming)
        except StopIteration:
            break
        except (ValueError, LookupError):
            return Break(position + 1, f"dòng số {position + 1} đã bị sửa thành điều không đọc được")
        if link.position != position + 1:
            return Break(position + 1, f"thiếu dòng số {position + 1}")
        if link.previous_hash != previous:
            return Break(link.position, f"dòng số {link.position} không nối với dòng trước")
        if link.hash != hash_after(previous, link.content):
            return Break(link.position, f"dòng số {link.position} đã bị sửa")
        previous, position = link.hash, link.position
        if head and head[0] == position:
            seen[position] = link.hash
    if head and seen.get(head[0]) != head[1]:
        return Break(head[0], f"các dòng đến số {head[0]} đã bị cắt hoặc thay")
    return None
