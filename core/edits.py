"""Two people edit one thing: the later one is told what the earlier one changed, and what was typed stays.

The form of a thing that exists carries what the thing was when the page was opened: the moment, and a short digest of each
value. The command compares it with the values that it finds under its lock and raises Overtaken where somebody else's
change would be lost; `core.forms.Form.meet` shows the page again, and sent once more it counts.
"""

import hashlib
import uuid
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime

import sqlalchemy as sa
from sqlalchemy.orm import Session

from core.audit import AuditEntry
from core.db import Base

Values = Mapping[str, object]


def as_text(value: object) -> str:
    """One spelling for a value, whether it was typed or kept: None is an empty text, a list is in order."""
    if value is None:
        return ""
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Collection) and not isinstance(value, str):
        return "\n".join(sorted(map(str, value)))
    return str(value)


def digest_of(value: object) -> str:
    """Twelve hexadecimal digits that stand for a value."""
    return hashlib.sha256(as_text(value).encode()).hexdigest()[:12]


@dataclass(frozen=True)
class Opened:
    """What a form's page knew: when it was opened, and a digest of each value by the name of its field."""

    at: datetime
    digests: Mapping[str, str]

    @classmethod
    def of(cls, values: Values, at: datetime) -> "Opened":
        """A page that is opened now."""
        return cls(at, {name: digest_of(value) for name, value in values.items()})

    @classmethod
    def read(cls, text: str) -> "Opened | None":
        """What `str` wrote; None for nothing and for nonsense."""
        moment, *pairs = text.split() or [""]
        try:
            return cls(datetime.fromtimestamp(int(moment), UTC), dict(_pair(pair) for pair in pairs))
        except (ValueError, OverflowError, OSError):
            return None

    def __str__(self) -> str:
        return " ".join([str(int(self.at.timestamp())), *(f"{name}={digest}" for name, digest in self.digests.items())])


def _pair(text: str) -> tuple[str, str]:
    name, equals, digest = text.rpartition("=")
    if not equals:
        raise ValueError(text)
    return name, digest


class Overtaken(Exception):
    """The thing was changed after the page was opened.

    `changed` names what is different, `now` holds every value as it is, `by` who acted since (with the moment, the last act
    at the end; empty where the log does not tell).
    """

    def __init__(self, changed: frozenset[str], now: Values, by: Sequence[tuple[uuid.UUID, datetime]]) -> None:
        super().__init__("somebody else was faster")
        self.changed, self.now, self.by = changed, now, by


def lock(session: Session, row: Base) -> None:
    """Lock a row until the open transaction ends, and read it afresh: two commands look at it in turn."""
    columns = [attribute.key for attribute in sa.inspect(row).mapper.column_attrs]
    session.refresh(row, columns, with_for_update=True)  # PostgreSQL locks no outer join


def refuse_overtaken(
    session: Session, opened: Opened | None, *, now: Values, wanted: Values, subject: str, acts: Collection[str]
) -> None:
    """Inside the open transaction, the thing locked: raise Overtaken where writing `wanted` would undo what others did.

    `subject` and `acts` are those under which the audit log keeps changes of this thing. A command without a page
    (`opened` None) is never refused, and neither is one that wants what is there already.
    """
    if opened is None:
        return
    changed = frozenset(
        name
        for name in {*opened.digests, *now}
        if _differs(opened.digests.get(name), name, now) and as_text(now.get(name)) != as_text(wanted.get(name))
    )
    if changed:
        raise Overtaken(changed, now, _who(session, subject, acts, opened.at))


def _differs(before: str | None, name: str, now: Values) -> bool:
    return before != (digest_of(now[name]) if name in now else None)


def _who(
    session: Session, subject: str, acts: Collection[str], since: datetime
) -> Sequence[tuple[uuid.UUID, datetime]]:
    rows = session.execute(
        sa.select(AuditEntry.actor_id, sa.func.max(AuditEntry.position).label("last"), sa.func.max(AuditEntry.at))
        .where(
            AuditEntry.subject == subject,
            AuditEntry.action.in_(acts),
            AuditEntry.at >= since,
        )
        .group_by(AuditEntry.actor_id)
        .order_by("last")
    )
    return [(actor_id, at) for actor_id, _last, at in rows if actor_id is not None]
