"""The audit log: who did what to what, and when. Rows are appended and chained, never changed.

Every package records its own acts with `record`; packages that keep chains of their own (attempts, attendance,
certificates) add a `ChainSource`, so that `./run audit verify` looks at all of them.
"""

import logging
import uuid
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, cast

import sqlalchemy as sa
from flask import current_app
from sqlalchemy.orm import Mapped, Session, mapped_column

from core import anchors, db
from core.chain import FIRST, Break, Link, first_break, hash_after
from core.db import Base, UtcDateTime, insert_into

log = logging.getLogger(__name__)
CHAIN = "audit"


class AuditEntry(Base):
    """One act. `actor_id` is None for the system; `subject` is a kind and an id, such as `class:<uuid>`."""

    __tablename__ = "audit_entry"

    position: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    at: Mapped[datetime] = mapped_column(UtcDateTime, index=True)
    actor_id: Mapped[uuid.UUID | None] = mapped_column(index=True)
    action: Mapped[str] = mapped_column(sa.String(80), index=True)
    subject: Mapped[str] = mapped_column(sa.String(200), index=True)
    details: Mapped[dict[str, Any]] = mapped_column(sa.JSON)
    previous_hash: Mapped[str] = mapped_column(sa.String(64))
    hash: Mapped[str] = mapped_column(sa.String(64), unique=True)

    @property
    def link(self) -> Link:
        """This row as the chain sees it."""
        content = _content(self.position, self.at, self.actor_id, self.action, self.subject, self.details)
        return Link(self.position, content, self.previous_hash, self.hash)


class ChainHead(Base):
    """The last link of a chain that many people append to; its row is the lock that orders them."""

    __tablename__ = "chain_head"

    chain: Mapped[str] = mapped_column(sa.String(80), primary_key=True)
    position: Mapped[int]
    hash: Mapped[str] = mapped_column(sa.String(64))


@dataclass(frozen=True)
class ChainSource:
    """A family of chains: its Vietnamese name, and what yields (name of one chain, its first break or None)."""

    name: str
    verify: Callable[[Session], Iterable[tuple[str, Break | None]]]


def lock_head(session: Session, chain: str) -> ChainHead:
    """The head of a chain, locked until the open transaction ends; a new chain begins at position 0."""
    head = session.get(ChainHead, chain, with_for_update=True)
    if head is None:
        # Two first writers meet here on PostgreSQL: one row is made, both then queue for its lock.
        session.execute(
            insert_into(session, ChainHead).values(chain=chain, position=0, hash=FIRST).on_conflict_do_nothing()
        )
        head = session.get_one(ChainHead, chain, with_for_update=True)
    return head


def record(
    session: Session,
    *,
    actor_id: uuid.UUID | None,
    action: str,
    subject: str,
    at: datetime,
    details: Mapping[str, Any] | None = None,
) -> None:
    """Append one act inside the open transaction. `details` holds no secrets and only JSON values."""
    head = session.execute(_HEAD).one_or_none() or lock_head(session, CHAIN)
    content = _content(head.position + 1, at, actor_id, action, subject, dict(details or {}))
    row_hash = hash_after(head.hash, content)
    row = {**content, "actor_id": actor_id, "previous_hash": head.hash, "hash": row_hash}
    del row["actor"]
    session.execute(_APPEND, row)
    session.execute(_MOVE, {"new_position": content["position"], "new_hash": row_hash})
    anchors.anchor_on_commit(session, CHAIN, content["position"], row_hash)


# Plain statements, built once: every act of everybody passes here.
_HEAD = sa.select(ChainHead.position, ChainHead.hash).where(ChainHead.chain == CHAIN).with_for_update()
_APPEND = sa.insert(cast(sa.Table, AuditEntry.__table__))
_MOVE = (
    sa.update(cast(sa.Table, ChainHead.__table__))
    .where(ChainHead.chain == CHAIN)
    .values(position=sa.bindparam("new_position"), hash=sa.bindparam("new_hash"))
)


def _content(
    position: int,
    at: datetime,
    actor_id: uuid.UUID | None,
    action: str,
    subject: str,
    details: Mapping[str, Any],
) -> dict[str, Any]:
    return {
        "position": position,
        "at": at,
        "actor": actor_id,
        "action": action,
        "subject": subject,
        "details": details,
    }


def _verify_audit(session: Session) -> Iterator[tuple[str, Break | None]]:
    rows = db.in_order(session, sa.select(AuditEntry).order_by(AuditEntry.position))
    head = anchors.read(current_app.extensions["settings"].anchors / f"{CHAIN}.head")
    yield "nhật ký hệ thống", first_break((row.link for row in rows), head)


SOURCES: list[ChainSource] = [ChainSource("Nhật ký hệ thống", _verify_audit)]


def verify_all(session: Session) -> Iterator[tuple[str, str, Break | None]]:
    """For every chain of every source: the source's name, the chain's name, its first break or None."""
    for source in SOURCES:
        try:
            for chain, broken in source.verify(session):
                yield source.name, chain, broken
        except (ValueError, LookupError) as unreadable:
            log.error("a chain cannot be read", exc_info=unreadable)
            yield source.name, "không liệt kê được hết", Break(0, "có dòng đã bị sửa thành điều không đọc được")
