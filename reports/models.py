"""Figures kept beside the facts that they come from, so that reports read and never compute.

One row for each person of a class, and two sums of them: by class and kind of agency, by agency and year.
"""

import uuid
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from core.db import Base, UtcDateTime

NO_KIND = ""  # people without an agency


class PersonFigure(Base):
    """What one person has reached in one class, as of `computed_at`. Attendance in hundredths of a period."""

    __tablename__ = "person_figure"

    class_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("training_class.id"), primary_key=True)
    person_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("person.id"), primary_key=True)
    earned: Mapped[int]
    held: Mapped[int]
    is_complete: Mapped[bool]
    certificate: Mapped[str] = mapped_column(sa.String(60), default="")
    computed_at: Mapped[datetime] = mapped_column(UtcDateTime)


class Sums:
    """The counts of `reports.domain.Figures` that can be added."""

    enrolled: Mapped[int]
    measured: Mapped[int]
    earned: Mapped[int]
    held: Mapped[int]
    judged: Mapped[int]
    completed: Mapped[int]
    certified: Mapped[int]
    computed_at: Mapped[datetime] = mapped_column(UtcDateTime)


class ClassFigure(Sums, Base):
    """The people of one class from one kind of agency."""

    __tablename__ = "class_figure"

    class_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("training_class.id"), primary_key=True)
    kind: Mapped[str] = mapped_column(sa.String(20), primary_key=True)


class AgencyFigure(Sums, Base):
    """The people whom one agency sent to the classes of one year."""

    __tablename__ = "agency_figure"

    agency_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("agency.id"), primary_key=True)
    year: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    classes: Mapped[int]


REFRESH = "reports.refresh"  # the kind of the job that computes them


class StaleClass(Base):
    """A class whose figures are to be computed again; the row is there as long as a job waits for it."""

    __tablename__ = "stale_class"

    class_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("training_class.id"), primary_key=True)
    since: Mapped[datetime] = mapped_column(UtcDateTime)
