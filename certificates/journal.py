"""The chained journal of all certificates: appending, and finding the first row that no longer holds."""

import uuid
from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from flask import current_app
from sqlalchemy.orm import Session

from certificates.domain.facts import fingerprint
from certificates.domain.states import EventKind
from certificates.models import Certificate, CertificateEvent
from core import anchors
from core.audit import ChainSource, lock_head
from core.chain import Break, first_break, hash_after
from core.db import in_order

CHAIN = "certificates"


def lock(session: Session) -> None:
    """Stand in line for the journal before locking any certificate's row, so that two writers cannot block each other."""
    lock_head(session, CHAIN)


def append(
    session: Session,
    certificate_id: uuid.UUID,
    kind: EventKind,
    *,
    actor_id: uuid.UUID | None,
    at: datetime,
    details: Mapping[str, Any],
) -> None:
    """Append one event inside the open transaction. Raises IntegrityError where this kind has happened before."""
    head = lock_head(session, CHAIN)
    event = CertificateEvent(
        position=head.position + 1,
        certificate_id=certificate_id,
        kind=kind,
        at=at,
        actor_id=actor_id,
        details=dict(details),
        previous_hash=head.hash,
    )
    event.hash = hash_after(head.hash, event.content)
    session.add(event)
    head.position, head.hash = event.position, event.hash
    session.flush()
    anchors.anchor_on_commit(session, CHAIN, event.position, event.hash)


def is_sound(certificate: Certificate, events: Mapping[EventKind, CertificateEvent]) -> bool:
    """Whether a certificate's row still says what its events say; cheap enough for every public look-up."""
    for event in events.values():
        if event.hash != hash_after(event.previous_hash, event.content):
            return False
    issued, rendered = events.get(EventKind.ISSUED), events.get(EventKind.RENDERED)
    if issued is None or issued.details.get("facts_sha256") != facts_fingerprint(certificate):
        return False
    kept = rendered.details.get("pdf_sha256") if rendered else None
    return bool(kept == certificate.pdf_sha256)


def facts_fingerprint(certificate: Certificate) -> str:
    """SHA-256 over everything that the row states and that never changes."""
    return fingerprint(
        {
            "facts": certificate.kept_facts,
            "number": certificate.number,
            "code": certificate.code,
            "person": certificate.person_id,
            "class": certificate.class_id,
            "recognition": certificate.recognition_id,
        }
    )


def _verify(session: Session) -> Iterator[tuple[str, Break | None]]:
    rows = in_order(session, sa.select(CertificateEvent).order_by(CertificateEvent.position))
    head = anchors.read(current_app.extensions["settings"].anchors / f"{CHAIN}.head")
    yield "sổ sự kiện", first_break((row.link for row in rows), head)
    yield "dữ kiện đã đóng băng", _first_changed(session)


def _first_changed(session: Session) -> Break | None:
    told: dict[uuid.UUID, dict[EventKind, CertificateEvent]] = {}
    for event in session.scalars(sa.select(CertificateEvent)):
        told.setdefault(event.certificate_id, {})[event.kind] = event
    rows = sa.select(Certificate).order_by(Certificate.authority, Certificate.year, Certificate.register_no)
    for certificate in session.scalars(rows):
        if not is_sound(certificate, told.pop(certificate.id, {})):
            return Break(certificate.register_no, f"giấy số {certificate.number} không còn như lúc cấp")
    if told:
        event = min((event for events in told.values() for event in events.values()), key=lambda e: e.position)
        return Break(event.position, f"giấy của sự kiện số {event.position} đã bị xóa")
    return None


SOURCE = ChainSource("Giấy chứng nhận", _verify)
