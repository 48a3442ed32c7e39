"""A list of people as an agency sent it, kept until an officer confirms it; until then nobody is enrolled by it."""

import enum
import uuid
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from core.db import Base, UtcDateTime


class BatchState(enum.StrEnum):
    """What became of a list."""

    WAITING = "waiting"
    CONFIRMED = "confirmed"
    DROPPED = "dropped"


class ImportBatch(Base):
    """One uploaded list: what was read from it (`content`), and after confirming what was done (`outcome`)."""

    __tablename__ = "import_batch"

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True, default=uuid.uuid4)
    class_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("training_class.id"), index=True)
    file_name: Mapped[str] = mapped_column(sa.String(200))
    file_digest: Mapped[str] = mapped_column(sa.String(64))
    uploaded_by: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("person.id"))
    uploaded_at: Mapped[datetime] = mapped_column(UtcDateTime)
    content: Mapped[dict[str, Any]] = mapped_column(sa.JSON)
    state: Mapped[BatchState] = mapped_column(sa.Enum(BatchState, native_enum=False, length=10))
    confirmed_by: Mapped[uuid.UUID | None] = mapped_column(sa.ForeignKey("person.id"))
    confirmed_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    outcome: Mapped[dict[str, Any]] = mapped_column(sa.JSON, default=dict)
