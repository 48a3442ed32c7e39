"""Reads: changes of the law, and the newest looks at rows."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Session

from lookup.domain.changes import EndKind, KnownChange
from lookup.domain.checks import KnownCheck
from lookup.models import LawChange, LawChangeEnd, LawCheck


@dataclass(frozen=True)
class ChangeRow:
    """A change with who wrote it down, and how it was closed (None while it is open)."""

    change: KnownChange
    recorded_by: uuid.UUID
    recorded_at: datetime
    end: LawChangeEnd | None


def known_changes(session: Session) -> tuple[KnownChange, ...]:
    """Every change that was not a mistake, the earliest first. One statement, for the cached look."""
    rows = session.execute(
        sa.select(
            LawChange.id,
            LawChange.key,
            LawChange.kind,
            LawChange.effective_on,
            LawChange.note,
            LawChangeEnd.kind.label("end"),
        )
        .outerjoin(LawChangeEnd, LawChangeEnd.change_id == LawChange.id)
        .where(sa.or_(LawChangeEnd.kind.is_(None), LawChangeEnd.kind != EndKind.WITHDRAWN))
        .order_by(LawChange.effective_on, LawChange.recorded_at, LawChange.id)
    )
    return tuple(KnownChange(**row._mapping) for row in rows)


def change_rows(session: Session, key: str = "") -> list[ChangeRow]:
    """All changes, or those of one provision, the newest first. One statement."""
    query = (
        sa.select(LawChange, LawChangeEnd)
        .outerjoin(LawChangeEnd, LawChangeEnd.change_id == LawChange.id)
        .order_by(LawChange.recorded_at.desc(), LawChange.id)
    )
    if key:
        query = query.where(LawChange.key == key)
    return [_row(change, end) for change, end in session.execute(query)]


def change_row(session: Session, change_id: uuid.UUID) -> ChangeRow | None:
    """One change, or None."""
    found = session.execute(
        sa.select(LawChange, LawChangeEnd)
        .outerjoin(LawChangeEnd, LawChangeEnd.change_id == LawChange.id)
        .where(LawChange.id == change_id)
    ).first()
    return _row(found[0], found[1]) if found else None


def _row(change: LawChange, end: LawChangeEnd | None) -> ChangeRow:
    known = KnownChange(change.id, change.key, change.kind, change.effective_on, change.note, end.kind if end else None)
    return ChangeRow(known, change.recorded_by, change.recorded_at, end)


def _newest(query: sa.Select[LawCheck]) -> sa.Select[LawCheck]:
    later = sa.orm.aliased(LawCheck)
    return query.where(
        ~sa.exists().where(later.key == LawCheck.key, later.number > LawCheck.number),
    )


def checks_of(session: Session, keys: Sequence[str]) -> dict[str, KnownCheck]:
    """The newest look at each of these rows. One statement."""
    rows = session.scalars(_newest(sa.select(LawCheck).where(LawCheck.key.in_(keys))))
    return {row.key: _known(row) for row in rows}


def checks_within(session: Session, text_key: str) -> dict[str, KnownCheck]:
    """The newest look at each row of a text, its own included. One statement."""
    inside = sa.or_(LawCheck.key == text_key, LawCheck.key.startswith(f"{text_key}.", autoescape=True))
    return {row.key: _known(row) for row in session.scalars(_newest(sa.select(LawCheck).where(inside)))}


def checks_of_texts(session: Session) -> dict[str, KnownCheck]:
    """The newest look at each whole text. One statement."""
    rows = session.scalars(_newest(sa.select(LawCheck).where(~LawCheck.key.contains("."))))
    return {row.key: _known(row) for row in rows}


def newest_checks(session: Session) -> list[LawCheck]:
    """The newest look at every row that was ever looked at, the latest first."""
    return list(session.scalars(_newest(sa.select(LawCheck)).order_by(LawCheck.recorded_at.desc(), LawCheck.key)))


def history_of(session: Session, key: str) -> list[LawCheck]:
    """Every look at one row, the newest first."""
    return list(session.scalars(sa.select(LawCheck).where(LawCheck.key == key).order_by(LawCheck.number.desc())))


def _known(row: LawCheck) -> KnownCheck:
    return KnownCheck(row.key, row.verified, row.checked_on, row.note, row.organ)
