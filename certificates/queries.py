"""Reads: recognitions, batches, the register book, what the public asks."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Session, aliased

from accounts.models import Installation
from certificates import journal
from certificates.domain.facts import Facts, Holder, Issuer
from certificates.domain.states import ENDINGS, EventKind, State
from certificates.models import Certificate, CertificateEvent, RecognisedPerson, RecognitionDecision
from certificates.results import holders
from training.domain.sessions import ClassState
from training.models import TrainingClass


@dataclass(frozen=True)
class Entry:
    """A line of the register book: the certificate, its state and, where it has ended, how."""

    id: uuid.UUID
    person_id: uuid.UUID
    class_id: uuid.UUID
    number: str
    register_no: int
    year: int
    facts: Facts
    issued_at: datetime
    pdf_sha256: str | None
    state: State
    ended_at: datetime | None
    reason: str
    ending_decision: str


@dataclass(frozen=True)
class Finding:
    """What a public look-up found: the entry, and whether its records still hold together."""

    entry: Entry
    is_sound: bool


@dataclass(frozen=True)
class Progress:
    """How many papers of a recognition are made, of how many certificates."""

    made: int
    total: int

    @property
    def is_done(self) -> bool:
        """Every certificate has its paper."""
        return self.total > 0 and self.made == self.total


def issuer(session: Session) -> Issuer | None:
    """The installation's names, or None where they are not set."""
    row = session.get(Installation, 1)
    if row is None:
        return None
    return Issuer(
        parent_organ=row.parent_organ,
        organ=row.organ,
        place=row.place,
        signer_position=row.signer_position,
        signer_name=row.signer_name,
    )


def recognitions_of(session: Session, class_id: uuid.UUID) -> Sequence[RecognitionDecision]:
    """All recognitions of a class, the first one first."""
    rows = sa.select(RecognitionDecision).where(RecognitionDecision.class_id == class_id)
    return session.scalars(rows.order_by(RecognitionDecision.recognised_at)).all()


def recognised_persons(session: Session, class_id: uuid.UUID) -> frozenset[uuid.UUID]:
    """Ids of the people of a class whose result has been recognised."""
    return frozenset(
        session.scalars(sa.select(RecognisedPerson.person_id).where(RecognisedPerson.class_id == class_id))
    )


def count_people(session: Session, recognition_id: uuid.UUID) -> int:
    """How many people a recognition speaks of, whether they have papers yet, one or several."""
    chosen = sa.select(sa.func.count()).where(RecognisedPerson.recognition_id == recognition_id)
    return session.scalar(chosen) or 0


_ended = aliased(CertificateEvent, name="ended")


def _entries() -> sa.Select[Certificate, CertificateEvent]:
    # A certificate ends once: it is revoked or replaced, never both.
    return sa.select(Certificate, _ended).outerjoin(
        _ended, (_ended.certificate_id == Certificate.id) & _ended.kind.in_(list(ENDINGS))
    )


_OF_PERSON = _entries().where(Certificate.person_id == sa.bindparam("person")).order_by(Certificate.issued_at.desc())


def _entry(certificate: Certificate, ended: CertificateEvent | None) -> Entry:
    details = ended.details if ended else {}
    return Entry(
        id=certificate.id,
        person_id=certificate.person_id,
        class_id=certificate.class_id,
        number=certificate.number,
        register_no=certificate.register_no,
        year=certificate.year,
        facts=certificate.facts,
        issued_at=certificate.issued_at,
        pdf_sha256=certificate.pdf_sha256,
        state=ENDINGS[ended.kind] if ended else State.VALID,
        ended_at=ended.at if ended else None,
        reason=details.get("reason", ""),
        ending_decision=details.get("decision", ""),
    )


def _all(session: Session, statement: sa.Select[Certificate, CertificateEvent]) -> list[Entry]:
    return [_entry(certificate, ended) for certificate, ended in session.execute(statement)]


def years(session: Session) -> list[int]:
    """Years that have a register book, newest first."""
    return list(session.scalars(sa.select(Certificate.year).distinct().order_by(Certificate.year.desc())))


def register(session: Session, year: int, page: int = 1, per_page: int | None = None) -> list[Entry]:
    """The register book of a year, in the order of its numbers; whole, or a page of it (from 1)."""
    book = _entries().where(Certificate.year == year).order_by(Certificate.authority, Certificate.register_no)
    return _all(session, book if per_page is None else book.limit(per_page).offset((page - 1) * per_page))


def register_size(session: Session, year: int) -> int:
    """How many certificates a register book holds."""
    return session.scalar(sa.select(sa.func.count()).select_from(Certificate).where(Certificate.year == year)) or 0


def batch(session: Session, recognition_id: uuid.UUID) -> list[Entry]:
    """The certificates of one recognition, in the order of their numbers."""
    chosen = _entries().where(Certificate.recognition_id == recognition_id)
    return _all(session, chosen.order_by(Certificate.year, Certificate.register_no))


def of_person(session: Session, person_id: uuid.UUID) -> list[Entry]:
    """A person's certificates, newest first."""
    found = session.execute(_OF_PERSON, {"person": person_id})
    return [_entry(certificate, ended) for certificate, ended in found]


def entry(session: Session, certificate_id: uuid.UUID) -> Entry | None:
    """One certificate."""
    row = session.execute(_entries().where(Certificate.id == certificate_id)).first()
    return _entry(row[0], row[1]) if row else None


def events(session: Session, certificate_id: uuid.UUID) -> Sequence[CertificateEvent]:
    """What happened to a certificate, in order."""
    rows = sa.select(CertificateEvent).where(CertificateEvent.certificate_id == certificate_id)
    return session.scalars(rows.order_by(CertificateEvent.position)).all()


def replacement_number(session: Session, certificate_id: uuid.UUID) -> str | None:
    """The number of the certificate that replaces this one."""
    return session.scalar(sa.select(Certificate.number).where(Certificate.replaces_id == certificate_id))


def named_today(session: Session, found: Entry) -> Holder | None:
    """How a certificate would name this person if it were issued now; None where he has left the class's list."""
    people = holders(session, found.class_id, [found.person_id])
    return people[0].holder if people else None


def unmade(session: Session, recognition_id: uuid.UUID) -> Sequence[uuid.UUID]:
    """Certificates of a recognition whose paper is still to be made, in the order of their numbers."""
    rows = sa.select(Certificate.id).where(
        Certificate.recognition_id == recognition_id, Certificate.pdf_sha256.is_(None)
    )
    return session.scalars(rows.order_by(Certificate.year, Certificate.register_no)).all()


def progress(session: Session, recognition_id: uuid.UUID) -> Progress:
    """How far the making of papers is."""
    total, made = session.execute(
        sa.select(sa.func.count(), sa.func.count(Certificate.pdf_sha256)).where(
            Certificate.recognition_id == recognition_id
        )
    ).one()
    return Progress(made=made, total=total)


def find_by_code(session: Session, code: str) -> Finding | None:
    """The certificate with this normalised code."""
    return _find(session, Certificate.code == code)


def find_by_pdf(session: Session, digest: str) -> Finding | None:
    """The certificate whose original paper has this SHA-256."""
    return _find(session, Certificate.pdf_sha256 == digest)


def find_by_number(session: Session, authority: str, year: int, register_no: int) -> Finding | None:
    """The certificate with this number of a year's register book."""
    return _find(
        session,
        (Certificate.authority == authority) & (Certificate.year == year) & (Certificate.register_no == register_no),
    )


def _find(session: Session, condition: sa.ColumnElement[bool]) -> Finding | None:
    rows = session.execute(
        sa.select(Certificate, CertificateEvent)
        .outerjoin(CertificateEvent, CertificateEvent.certificate_id == Certificate.id)
        .where(condition)
    ).all()
    if not rows:
        return None
    certificate = rows[0][0]
    told: dict[EventKind, CertificateEvent] = {event.kind: event for _, event in rows if event is not None}
    ended = next((told[kind] for kind in ENDINGS if kind in told), None)
    return Finding(_entry(certificate, ended), journal.is_sound(certificate, told))


def classes_to_recognise(session: Session) -> list[tuple[uuid.UUID, str]]:
    """(id, name) of finished classes that have no recognition yet."""
    recognised = sa.exists().where(RecognitionDecision.class_id == TrainingClass.id)
    rows = sa.select(TrainingClass.id, TrainingClass.name).where(
        TrainingClass.state == ClassState.FINISHED, TrainingClass.has_results, ~recognised
    )
    return [(row.id, row.name) for row in session.execute(rows.order_by(TrainingClass.last_day))]


def valid_numbers(session: Session, class_id: uuid.UUID) -> dict[uuid.UUID, str]:
    """The numbers of the valid certificates of a class, by person."""
    ended = sa.exists().where(
        CertificateEvent.certificate_id == Certificate.id, CertificateEvent.kind.in_(list(ENDINGS))
    )
    rows = sa.select(Certificate.person_id, Certificate.number).where(Certificate.class_id == class_id, ~ended)
    return {row.person_id: row.number for row in session.execute(rows)}
