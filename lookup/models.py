"""What officers write down about the law: changes of provisions, their closing, and looks at rows. Rows are only added."""

import uuid
from datetime import date, datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from core.db import Base, UtcDateTime
from law.register import Verified
from lookup.domain.changes import ChangeKind, EndKind

KEY_LENGTH = 80
NOTE_LENGTH = 1000


class LawChange(Base):
    """A provision (or text) was amended or ended: `effective_on` is the first day of the new state."""

    __tablename__ = "law_change"

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True, default=uuid.uuid4)
    key: Mapped[str] = mapped_column(sa.String(KEY_LENGTH), index=True)
    kind: Mapped[ChangeKind] = mapped_column(sa.Enum(ChangeKind, native_enum=False, length=20))
    effective_on: Mapped[date]
    note: Mapped[str] = mapped_column(sa.String(NOTE_LENGTH))
    recorded_by: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("person.id"), index=True)
    recorded_at: Mapped[datetime] = mapped_column(UtcDateTime, index=True)


class LawChangeEnd(Base):
    """A change was closed, once: the content is revised, or the change was a mistake."""

    __tablename__ = "law_change_end"

    change_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("law_change.id"), primary_key=True)
    kind: Mapped[EndKind] = mapped_column(sa.Enum(EndKind, native_enum=False, length=20))
    note: Mapped[str] = mapped_column(sa.String(NOTE_LENGTH))
    recorded_by: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("person.id"), index=True)
    recorded_at: Mapped[datetime] = mapped_column(UtcDateTime)


class LawCheck(Base):
    """An officer looked at a row of the register. `number` counts the looks at one row; the newest one is shown.

    `organ` is the office's name on that day: readers see the office, the audit log knows the person.
    """

    __tablename__ = "law_check"

    key: Mapped[str] = mapped_column(sa.String(KEY_LENGTH), primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    verified: Mapped[Verified] = mapped_column(sa.Enum(Verified, native_enum=False, length=20))
    checked_on: Mapped[date]
    note: Mapped[str] = mapped_column(sa.String(NOTE_LENGTH))
    reason: Mapped[str] = mapped_column(sa.String(NOTE_LENGTH))
    organ: Mapped[str] = mapped_column(sa.String(200))
    recorded_by: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("person.id"), index=True)
    recorded_at: Mapped[datetime] = mapped_column(UtcDateTime, index=True)
