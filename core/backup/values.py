"""Values of a database as JSON and back. A column's kind stands in the archive, so that no later row class is asked for it."""

import base64
from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal
from enum import Enum
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.types import TypeEngine

from core.db import UtcDateTime

PLAIN = "plain"  # texts, whole numbers, yes and no: JSON has them

_KINDS: tuple[tuple[type[TypeEngine[Any]], str], ...] = (
    (sa.Enum, PLAIN),
    (sa.JSON, "json"),
    (sa.LargeBinary, "bytes"),
    (sa.DateTime, "moment"),
    (sa.Date, "date"),
    (sa.Uuid, "uuid"),
    (sa.Float, PLAIN),
    (sa.Numeric, "decimal"),
)
_READ: dict[str, Callable[[Any], Any]] = {
    PLAIN: lambda value: value,
    "json": lambda value: value,
    "bytes": base64.b64decode,
    "moment": datetime.fromisoformat,
    "date": date.fromisoformat,
    "uuid": UUID,
    "decimal": Decimal,
}
_TYPES: dict[str, TypeEngine[Any]] = {
    PLAIN: sa.types.NULLTYPE,
    "json": sa.JSON(),
    "bytes": sa.LargeBinary(),
    "moment": UtcDateTime(),
    "date": sa.Date(),
    "uuid": sa.Uuid(),
    "decimal": sa.Numeric(),
}
KINDS = frozenset(_READ)


def kind_of(column: sa.Column[Any]) -> str:
    """The kind of a column's values."""
    kept = column.type.impl if isinstance(column.type, sa.types.TypeDecorator) else column.type
    return next((kind for family, kind in _KINDS if isinstance(kept, family)), PLAIN)


def type_of(kind: str) -> TypeEngine[Any]:
    """How a database is given values of a kind."""
    return _TYPES[kind]


def as_json(value: Any) -> Any:
    """A value of a row as JSON holds it. An enum is its name, as in the database."""
    if isinstance(value, Enum):
        return value.name
    if isinstance(value, bytes):
        return base64.b64encode(value).decode()
    if isinstance(value, date | datetime):
        return value.isoformat()
    if isinstance(value, UUID | Decimal):
        return str(value)
    return value


def from_json(kind: str, value: Any) -> Any:
    """The value behind its JSON; None stays None. Raises ValueError for what cannot be of this kind."""
    if value is None:
        return None
    try:
        return _READ[kind](value)
    except (TypeError, AttributeError, ArithmeticError) as error:
        raise ValueError(f"not a value of the kind {kind}") from error
