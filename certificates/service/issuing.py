"""Issuing: numbers without gaps, frozen facts and secret codes in one transaction; the papers follow by a job."""

import secrets
import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from dataclasses import replace as changed
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Session

from accounts.models import Person
from certificates import journal, queries
from certificates.document_types import COURSE_CERTIFICATE, DocumentType, document_types
from certificates.domain.codes import SECRET_BYTES, code_of
from certificates.domain.facts import Decision, Facts, Holder, Training
from certificates.domain.recognition import Refusal, Refused, in_name_order, register_numbers
from certificates.domain.states import EventKind
from certificates.models import Certificate, CertificateCounter, RecognisedPerson, RecognitionDecision
from certificates.results import holders
from certificates.signals import certificates_changed
from core import audit, jobs
from core.clock import in_vietnam
from core.db import transaction

RENDER = "certificates.render"


@dataclass(frozen=True)
class Imprint:
    """What this installation prints on every certificate: its public address, and whether it is a trial."""

    public_url: str
    is_demo: bool


def issue(
    session: Session, actor: Person, recognition_id: uuid.UUID, imprint: Imprint, at: datetime
) -> Sequence[uuid.UUID]:
    """Issue the certificates of a recognition, numbered in name order; a second call issues nothing. Raises Refused.

    Numbers, frozen facts, codes and events are kept together or not at all. Returns the ids of the certificates.
    """
    with transaction(session):
        journal.lock(session)  # everybody who issues stands in line here; on SQLite the write lock does the same
        decision = session.get_one(RecognitionDecision, recognition_id)
        people = in_name_order(holders(session, decision.class_id, _without_certificate(session, recognition_id)))
        if not people:
            _ask_for_papers(session, actor, recognition_id, at)
            return []
        blank = _blank(session, decision, imprint, at)
        reached = _reached(decision)
        numbers = take_numbers(session, _kind().authority, blank.year, len(people))
        issued = []
        for register_no, person in zip(numbers, people, strict=True):
            facts = _filled(blank, register_no, person.holder, reached[str(person.person_id)])
            issued.append(enter(session, actor, decision, person.person_id, facts, at))
        _note(session, actor, recognition_id, numbers, at)
        tell(session, actor, decision.class_id, at)
        _ask_for_papers(session, actor, recognition_id, at)
        return issued


def tell(session: Session, actor: Person, class_id: uuid.UUID, at: datetime) -> None:
    """Say that the certificates of a class are no longer the same."""
    certificates_changed.send("certificates", session=session, class_id=class_id, actor_id=actor.id, at=at)


def _note(session: Session, actor: Person, recognition_id: uuid.UUID, numbers: Sequence[int], at: datetime) -> None:
    audit.record(
        session,
        actor_id=actor.id,
        action="certificates.issued",
        subject=f"recognition:{recognition_id}",
        at=at,
        details={"first": numbers[0], "last": numbers[-1]},
    )


def _ask_for_papers(session: Session, actor: Person, recognition_id: uuid.UUID, at: datetime) -> None:
    if queries.unmade(session, recognition_id):
        jobs.enqueue(session, RENDER, {"recognition_id": str(recognition_id)}, asked_by=actor.id, at=at)


def _kind() -> DocumentType:
    return document_types()[COURSE_CERTIFICATE]


def _without_certificate(session: Session, recognition_id: uuid.UUID) -> list[uuid.UUID]:
    have = sa.select(Certificate.person_id).where(Certificate.recognition_id == recognition_id)
    rows = sa.select(RecognisedPerson.person_id).where(
        RecognisedPerson.recognition_id == recognition_id, RecognisedPerson.person_id.not_in(have)
    )
    return list(session.scalars(rows))


def _reached(decision: RecognitionDecision) -> dict[str, tuple[tuple[str, str], ...]]:
    return {
        row["person_id"]: tuple((label, reached) for label, _is_met, reached in row["conditions"])
        for row in decision.results
    }


def _blank(session: Session, decision: RecognitionDecision, imprint: Imprint, at: datetime) -> Facts:
    issuer = queries.issuer(session)
    if issuer is None:
        raise Refused(Refusal.NO_NAMES)
    today = in_vietnam(at).date()
    return Facts(
        type_code=_kind().code,
        number="",
        register_no=0,
        year=today.year,
        code="",
        holder=Holder("", None, None, "", ""),
        training=Training.from_json(decision.training),
        results=(),
        decision=Decision(decision.number, decision.signed_on),
        issuer=issuer,
        issued_on=today,
        public_url=imprint.public_url,
        is_simulated=imprint.is_demo,
    )


def _filled(blank: Facts, register_no: int, holder: Holder, results: tuple[tuple[str, str], ...]) -> Facts:
    return changed(
        blank,
        number=_kind().number(register_no, blank.year),
        register_no=register_no,
        code=code_of(secrets.token_bytes(SECRET_BYTES)),
        holder=holder,
        results=results,
    )


def renumbered(session: Session, old: Facts, holder: Holder, imprint: Imprint, at: datetime) -> Facts:
    """The facts of a certificate that replaces an old one: a new number, code, day, signer and holder. Raises Refused."""
    issuer = queries.issuer(session)
    if issuer is None:
        raise Refused(Refusal.NO_NAMES)
    today = in_vietnam(at).date()
    blank = changed(
        old,
        year=today.year,
        issuer=issuer,
        issued_on=today,
        public_url=imprint.public_url,
        is_simulated=imprint.is_demo,
    )
    (register_no,) = take_numbers(session, _kind().authority, today.year, 1)
    return _filled(blank, register_no, holder, old.results)


def take_numbers(session: Session, authority: str, year: int, count: int) -> Sequence[int]:
    """The next numbers of a register book, inside the open transaction; a rollback gives them back."""
    counter = session.get(CertificateCounter, (authority, year), with_for_update=True)
    if counter is None:
        counter = CertificateCounter(authority=authority, year=year, last=0)
        session.add(counter)
    numbers = register_numbers(counter.last, count)
    counter.last += count
    session.flush()
    return numbers


def enter(
    session: Session,
    actor: Person,
    decision: RecognitionDecision,
    person_id: uuid.UUID,
    facts: Facts,
    at: datetime,
    replaces: Certificate | None = None,
) -> uuid.UUID:
    """Put one certificate into the register book, inside the open transaction. Returns its id."""
    certificate = Certificate(
        id=uuid.uuid4(),
        recognition_id=decision.id,
        class_id=decision.class_id,
        person_id=person_id,
        edition=replaces.edition + 1 if replaces else 1,
        replaces_id=replaces.id if replaces else None,
        authority=_kind().authority,
        year=facts.year,
        register_no=facts.register_no,
        number=facts.number,
        code=facts.code,
        kept_facts=facts.to_json(),
        issued_at=at,
    )
    session.add(certificate)
    session.flush()
    details = {"facts_sha256": journal.facts_fingerprint(certificate), "number": facts.number}
    journal.append(session, certificate.id, EventKind.ISSUED, actor_id=actor.id, at=at, details=details)
    return certificate.id


def keep_paper(session: Session, certificate_id: uuid.UUID, pdf_sha256: str, at: datetime) -> bool:
    """Freeze the SHA-256 of a certificate's paper; False where it had one already (the first one stays)."""
    with transaction(session):
        journal.lock(session)
        certificate = session.get_one(Certificate, certificate_id, with_for_update=True)
        if certificate.pdf_sha256 is not None:
            return False
        certificate.pdf_sha256 = pdf_sha256
        details = {"pdf_sha256": pdf_sha256}
        journal.append(session, certificate_id, EventKind.RENDERED, actor_id=None, at=at, details=details)
        return True
