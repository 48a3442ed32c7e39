"""Old and new values of an act in the audit log, in words. What the log does not hold is never looked up elsewhere."""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import Enum
from typing import Any, TypeVar

from accounts.domain import AGENCY_KIND_NAMES, ROLE_NAMES, AgencyKind, Role

Kind = TypeVar("Kind", bound=Enum)
FIELD_NAMES: Mapping[str, str] = {
    "full_name": "Họ và tên",
    "birth_date": "Ngày sinh",
    "position": "Chức vụ",
    "agency_id": "Cơ quan",
    "user_name": "Tên đăng nhập",
    "email": "E-mail",
    "phone": "Số điện thoại",
    "name": "Tên",
    "kind": "Loại cơ quan",
    "valid_from": "Từ ngày",
    "valid_to": "Đến ngày",
    "parent_id": "Cơ quan cấp trên",
}
AGENCIES = frozenset({"agency_id", "parent_id"})
NOT_KEPT = "nhật ký không giữ"
EMPTY = "để trống"


@dataclass(frozen=True, slots=True)
class Change:
    """One field: its name, what it was and what it became."""

    field: str
    before: str
    after: str


def changes_in(details: Mapping[str, Any], agencies: Mapping[uuid.UUID, str]) -> list[Change]:
    """What an act changed; empty for acts without old and new values. `agencies` are names by id."""
    before, after = details.get("before"), details.get("after")
    if isinstance(before, list) and isinstance(after, list):
        return [Change("Vai trò", _roles(before), _roles(after))]
    if not (isinstance(before, dict) and isinstance(after, dict)):
        return []
    names = [*before, *(name for name in details.get("changed", ()) if name not in before)]
    return [
        Change(FIELD_NAMES.get(name, name), *(_words(name, side.get(name), agencies) for side in (before, after)))
        for name in names
    ]


def agencies_in(details: Mapping[str, Any]) -> set[uuid.UUID]:
    """The ids of the agencies that stand among old and new values."""
    sides = [side for side in (details.get("before"), details.get("after")) if isinstance(side, dict)]
    return {uuid.UUID(side[name]) for side in sides for name in AGENCIES if side.get(name)}


def _words(name: str, value: str | None, agencies: Mapping[uuid.UUID, str]) -> str:
    if value is None:
        return NOT_KEPT
    if value == "":
        return EMPTY
    if name in AGENCIES:
        return agencies.get(uuid.UUID(value), "cơ quan đã xóa")
    if name == "kind":
        return _named(AgencyKind, AGENCY_KIND_NAMES, value)
    if name in {"birth_date", "valid_from", "valid_to"}:
        return f"{date.fromisoformat(value):%d/%m/%Y}"
    return value


def _roles(roles: list[str]) -> str:
    return ", ".join(_named(Role, ROLE_NAMES, role) for role in roles) or "không có"


def _named(kinds: type[Kind], names: Mapping[Kind, str], value: str) -> str:
    """The log outlives the code: what is not known any more stands as it was written."""
    try:
        return names[kinds(value)]
    except (KeyError, ValueError):
        return value
