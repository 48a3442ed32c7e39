"""Verbs of officers: write a change down, close it, look at a row. Every act is in the audit log."""

import uuid
from dataclasses import dataclass
from datetime import date, datetime

import sqlalchemy as sa
from sqlalchemy.orm import Session

from accounts import queries as accounts
from accounts.models import Person
from core import once
from core.audit import CHAIN, lock_head, record
from core.db import on_commit, transaction
from core.edits import Opened, Values, refuse_overtaken
from law import register
from law.register import Verified
from lookup import queries
from lookup.domain.changes import ChangeKind, EndKind
from lookup.domain.checks import shown
from lookup.models import LawChange, LawChangeEnd, LawCheck
from lookup.watch import watch

OFFICE = "Đơn vị quản lý chương trình"


class ChangeKnown(Exception):
    """An open change of the same provision, kind and day exists already; `change_id` is its id."""

    def __init__(self, change_id: uuid.UUID) -> None:
        super().__init__("this change is known")
        self.change_id = change_id


class ChangeClosed(Exception):
    """The change was closed before."""


@dataclass(frozen=True)
class NewCheck:
    """What an officer found when looking at a row."""

    key: str
    verified: Verified
    checked_on: date
    note: str
    reason: str


def change_path(change_id: uuid.UUID) -> str:
    """The page of a change."""
    return f"/tra-cuu/thay-doi/{change_id}"


def mark_change(
    session: Session,
    officer: Person,
    *,
    key: str,
    kind: ChangeKind,
    effective_on: date,
    note: str,
    at: datetime,
    token: uuid.UUID | None = None,
) -> LawChange:
    """Write down that a provision was amended or ended. Raises ChangeKnown, core.once.AlreadyDone."""
    change = LawChange(
        id=uuid.uuid4(),
        key=key,
        kind=kind,
        effective_on=effective_on,
        note=note,
        recorded_by=officer.id,
        recorded_at=at,
    )
    details = {"kind": kind.value, "effective_on": effective_on.isoformat(), "note": note, "change": str(change.id)}
    with transaction(session):
        once.claim(session, token, change_path(change.id), at)
        # The audit log first: its head is the lock behind which two officers look for a twin in turn.
        record(
            session,
            actor_id=officer.id,
            action="law.mark_change",
            subject=_subject(key),
            at=at,
            details=details,
        )
        twin = session.scalar(_open_twin(key, kind, effective_on))
        if twin is not None:
            raise ChangeKnown(twin)
        session.add(change)
        session.flush()
        on_commit(session, "lookup.watch", watch().forget)
    return change


def _open_twin(key: str, kind: ChangeKind, effective_on: date) -> sa.Select[uuid.UUID]:
    return (
        sa.select(LawChange.id)
        .outerjoin(LawChangeEnd, LawChangeEnd.change_id == LawChange.id)
        .where(
            LawChange.key == key,
            LawChange.kind == kind,
            LawChange.effective_on == effective_on,
            LawChangeEnd.change_id.is_(None),
        )
        .limit(1)
    )


def close_change(
    session: Session, officer: Person, change_id: uuid.UUID, kind: EndKind, note: str, at: datetime
) -> None:
    """Say that the content is revised, or that the change was a mistake. Raises ChangeClosed."""
    with transaction(session):
        change = session.get_one(LawChange, change_id)
        end = LawChangeEnd(change_id=change.id, kind=kind, note=note, recorded_by=officer.id, recorded_at=at)
        try:
            with session.begin_nested():
                session.add(end)
        except sa.exc.IntegrityError as error:
            raise ChangeClosed from error
        record(
            session,
            actor_id=officer.id,
            action="law.finish_review" if kind is EndKind.REVISED else "law.withdraw_change",
            subject=_subject(change.key),
            at=at,
            details={"change": str(change.id), "note": note},
        )
        on_commit(session, "lookup.watch", watch().forget)


def marks_of(session: Session, key: str) -> Values:
    """What readers are shown of a row and an officer may correct: the mark and the remark."""
    found = shown(register.load()[key], queries.checks_of(session, [key])).provision
    return {"verified": found.verified, "note": found.paraphrase if found.is_whole_text else found.note}


def check_row(
    session: Session,
    officer: Person,
    new: NewCheck,
    at: datetime,
    token: uuid.UUID | None = None,
    opened: Opened | None = None,
) -> LawCheck:
    """Keep an officer's look at a row.

    Raises core.once.AlreadyDone, core.edits.Overtaken (`opened` is what the form's page knew).
    """
    act, subject = "law.check_row", _subject(new.key)
    wanted = {"verified": new.verified, "note": new.note}
    with transaction(session):
        once.claim(session, token, f"/tra-cuu/dieu/{new.key}", at)
        lock_head(session, CHAIN)  # two looks at one row are numbered in turn
        if opened is not None:
            now = marks_of(session, new.key)
            refuse_overtaken(session, opened, now=now, wanted=wanted, subject=subject, acts={act})
        record(
            session,
            actor_id=officer.id,
            action=act,
            subject=subject,
            at=at,
            details={
                "verified": new.verified.value,
                "checked_on": new.checked_on.isoformat(),
                "note": new.note,
                "reason": new.reason,
            },
        )
        last = session.scalar(sa.select(sa.func.max(LawCheck.number)).where(LawCheck.key == new.key)) or 0
        installation = accounts.installation(session)
        row = LawCheck(
            key=new.key,
            number=last + 1,
            verified=new.verified,
            checked_on=new.checked_on,
            note=new.note,
            reason=new.reason,
            organ=installation.organ if installation else OFFICE,
            recorded_by=officer.id,
            recorded_at=at,
        )
        session.add(row)
        session.flush()
    return row


def _subject(key: str) -> str:
    return f"provision:{key}"
