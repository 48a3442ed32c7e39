"""Recognition decisions, certificates and their append-only events, the counters of the register book and of look-ups."""

import uuid
from datetime import date, datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from certificates.domain.facts import Facts
from certificates.domain.states import EventKind
from core.chain import Link
from core.db import Base, UtcDateTime


class RecognitionDecision(Base):
    """The results of a class as an officer recognised them; later changes of the class never reach this row."""

    __tablename__ = "recognition_decision"

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    class_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("training_class.id"), index=True)
    number: Mapped[str] = mapped_column(sa.String(60))
    signed_on: Mapped[date]
    rule_version: Mapped[str] = mapped_column(sa.String(80))
    training: Mapped[dict[str, Any]] = mapped_column(sa.JSON)
    results: Mapped[list[dict[str, Any]]] = mapped_column(sa.JSON)
    results_digest: Mapped[str] = mapped_column(sa.String(64))
    recognised_by: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("person.id"))
    recognised_at: Mapped[datetime] = mapped_column(UtcDateTime)

    __table_args__ = (sa.UniqueConstraint("class_id", "number"),)


class RecognisedPerson(Base):
    """A person whose result was recognised; once in a class."""

    __tablename__ = "recognised_person"

    recognition_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("recognition_decision.id"), primary_key=True)
    person_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("person.id"), primary_key=True, index=True)
    class_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("training_class.id"))

    __table_args__ = (sa.UniqueConstraint("class_id", "person_id"),)


class CertificateCounter(Base):
    """The last number of a register book; the row is the lock that keeps numbers without gaps."""

    __tablename__ = "credential_counter"

    authority: Mapped[str] = mapped_column(sa.String(40), primary_key=True)
    year: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    last: Mapped[int]


class Certificate(Base):
    """A certificate. `facts` are frozen at issue; `pdf_sha256` is set once, when the paper is made."""

    __tablename__ = "credential"  # as the first migration named it

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    recognition_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("recognition_decision.id"))
    class_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("training_class.id"), index=True)
    person_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("person.id"), index=True)
    edition: Mapped[int]
    replaces_id: Mapped[uuid.UUID | None] = mapped_column(sa.ForeignKey("credential.id"), unique=True)
    authority: Mapped[str] = mapped_column(sa.String(40))
    year: Mapped[int]
    register_no: Mapped[int]
    number: Mapped[str] = mapped_column(sa.String(60), unique=True)
    code: Mapped[str] = mapped_column(sa.String(40), unique=True)
    kept_facts: Mapped[dict[str, Any]] = mapped_column("facts", sa.JSON)
    issued_at: Mapped[datetime] = mapped_column(UtcDateTime)
    pdf_sha256: Mapped[str | None] = mapped_column(sa.String(64), index=True)

    events: Mapped[list["CertificateEvent"]] = relationship(lazy="raise", order_by="CertificateEvent.position")

    __table_args__ = (
        sa.UniqueConstraint("authority", "year", "register_no"),
        sa.UniqueConstraint("recognition_id", "person_id", "edition"),
        sa.CheckConstraint("register_no >= 1", name="numbers_from_one"),
    )

    @property
    def facts(self) -> Facts:
        """What the paper says."""
        return Facts.from_json(self.kept_facts)


class CertificateEvent(Base):
    """One thing that happened to a certificate; appended and chained, never changed."""

    __tablename__ = "credential_event"

    position: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    certificate_id: Mapped[uuid.UUID] = mapped_column("credential_id", sa.ForeignKey("credential.id"))
    kind: Mapped[EventKind] = mapped_column(sa.Enum(EventKind, native_enum=False, length=20))
    at: Mapped[datetime] = mapped_column(UtcDateTime)
    actor_id: Mapped[uuid.UUID | None]
    details: Mapped[dict[str, Any]] = mapped_column(sa.JSON)
    previous_hash: Mapped[str] = mapped_column(sa.String(64))
    hash: Mapped[str] = mapped_column(sa.String(64), unique=True)

    __table_args__ = (sa.UniqueConstraint("credential_id", "kind"),)

    @property
    def content(self) -> dict[str, Any]:
        """What the chain covers."""
        return {
            "position": self.position,
            "credential": self.certificate_id,
            "kind": self.kind,
            "at": self.at,
            "actor": self.actor_id,
            "details": self.details,
        }

    @property
    def link(self) -> Link:
        """This row as the chain sees it."""
        return Link(self.position, self.content, self.previous_hash, self.hash)


class FailedLookup(Base):
    """How often a visitor (a keyed hash, never an address) asked in vain within a span of time."""

    __tablename__ = "failed_lookup"

    visitor: Mapped[str] = mapped_column(sa.String(64), primary_key=True)
    window: Mapped[int] = mapped_column(primary_key=True, autoincrement=False, index=True)
    count: Mapped[int]
