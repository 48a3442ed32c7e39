"""What somebody had typed when the sign-in ran out, kept for half an hour for that person alone."""

import uuid
from collections.abc import Iterable
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Session

from accounts.domain import WAITING_LIFE
from accounts.models import WaitingPost
from accounts.typed import read_as_words
from core.db import transaction

LARGEST = 200_000  # bytes of a body that is kept


def is_kept(name: str) -> bool:
    """Whether a field may wait: never passwords, codes or the token against forged requests."""
    return name != "csrf_token" and "password" not in name and "secret" not in name


def keep_post(
    session: Session,
    person_id: uuid.UUID,
    path: str,
    fields: Iterable[tuple[str, str]],
    had_files: bool,
    at: datetime,
    *,
    page: str | None = None,
) -> uuid.UUID | None:
    """Keep the fields of a form for the person who typed them; None where there is nothing to keep.

    `page`: where the form stands. With a file, which is never kept, the rest is worth keeping only where words were typed.
    """
    kept = [[name, value] for name, value in fields if is_kept(name)]
    is_worth = read_as_words if had_files else str.strip
    if not any(is_worth(value) for name, value in kept if name != "once"):
        return None
    with transaction(session):
        session.execute(sa.delete(WaitingPost).where(WaitingPost.kept_at < at - WAITING_LIFE))
        row = WaitingPost(person_id=person_id, path=path, page=page, fields=kept, had_files=had_files, kept_at=at)
        session.add(row)
        session.flush()
    return row.id


def mark_sent(session: Session, row: WaitingPost, at: datetime) -> None:
    """The person sends it again; it is offered no more."""
    with transaction(session):
        row.sent_at = at


def discard(session: Session, row: WaitingPost) -> None:
    """The person does not want it any more."""
    with transaction(session):
        session.delete(row)


def sweep(session: Session, at: datetime) -> None:
    """Forget what waited for half an hour."""
    with transaction(session):
        session.execute(sa.delete(WaitingPost).where(WaitingPost.kept_at < at - WAITING_LIFE))
