"""A form that is sent twice is recorded once: the double click, the back button, the second tab.

Each page with a form carries a fresh token. The service claims it inside its transaction; the second claim fails,
and the view answers with what the first one made.
"""

import uuid
from datetime import datetime, timedelta

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, Session, mapped_column

from core.db import Base, UtcDateTime, transaction
from core.jobs import SWEEPS

KEPT = timedelta(days=30)  # nobody has a page with a form open for longer


class UsedForm(Base):
    """A form token that has done its work, and where its result can be seen."""

    __tablename__ = "used_form"

    token: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    used_at: Mapped[datetime] = mapped_column(UtcDateTime, index=True)
    result: Mapped[str] = mapped_column(sa.String(300))


class AlreadyDone(Exception):
    """This form was recorded before; `result` is the path that shows it."""

    def __init__(self, result: str) -> None:
        super().__init__("this form has been recorded before")
        self.result = result


def claim(session: Session, token: uuid.UUID | None, result: str, at: datetime) -> None:
    """Use up a form's token inside the open transaction. Raises AlreadyDone the second time.

    `token` None (a command line, a seed) claims nothing. On PostgreSQL two claims at once meet at the primary
    key; the later one waits and then raises.
    """
    if token is None:
        return
    used = session.get(UsedForm, token)
    if used is not None:
        raise AlreadyDone(used.result)
    try:
        with session.begin_nested():
            session.add(UsedForm(token=token, used_at=at, result=result))
    except sa.exc.IntegrityError as error:
        earlier = session.get(UsedForm, token)
        raise AlreadyDone(earlier.result if earlier else result) from error


def forget_used(session: Session, at: datetime) -> None:
    """Drop the tokens of forms that nobody can still have open."""
    with transaction(session):
        session.execute(sa.delete(UsedForm).where(UsedForm.used_at < at - KEPT))


SWEEPS.add("core.once", forget_used)
