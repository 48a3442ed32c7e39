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
from certificates.models import Credential, CredentialEvent
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
    credential_id: uuid.UUID,
    kind: EventKind,
    *,
    actor_id: uuid.UUID | None,
    at: datetime,
    details: Mapping[str, Any],
) -> None:
    """Append one event inside the open transaction. Raises IntegrityError where this kind has happened before."""
    head = lock_head(session, CHAIN)
    event = CredentialEvent(
        position=head.position + 1,
        credential_id=credential_id,
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


def is_sound(credential: Credential, events: Mapping[EventKind, CredentialEvent]) -> bool:
    """Whether a certificate's row still says what its events say; cheap enough for every public look-up."""
    for event in events.values():
        if event.hash != hash_after(event.previous_hash, event.content):
            return False
    issued, rendered = events.get(EventKind.ISSUED), events.get(EventKind.RENDERED)
    if issued is None or issued.details.get("facts_sha256") != facts_fingerprint(credential):
        return False
    kept = rendered.details.get("pdf_sha256") if rendered else None
    return bool(kept == credential.pdf_sha256)


def facts_fingerprint(credential: Credential) -> str:
    """SHA-256 over everything that the row states and that never changes."""
    return fingerprint(
        {
            "facts": credential.kept_facts,
            "number": credential.number,
            "code": credential.code,
            "person": credential.person_id,
            "class": credential.class_id,
            "recognition": credential.recognition_id,
        }
    )


def _verify(session: Session) -> Iterator[tuple[str, Break | None]]:
    rows = in_order(session, sa.select(CredentialEvent).order_by(CredentialEvent.position))
    head = anchors.read(current_app.extensions["settings"].anchors / f"{CHAIN}.head")
    yield "sổ sự kiện", first_break((row.link for row in rows), head)
    yield "dữ kiện đã đóng băng", _first_changed(session)


def _first_changed(session: Session) -> Break | None:
    told: dict[uuid.UUID, dict[EventKind, CredentialEvent]] = {}
    for event in session.scalars(sa.select(CredentialEvent)):
        told.setdefault(event.credential_id, {})[event.kind] = event
    rows = sa.select(Credential).order_by(Credential.authority, Credential.year, Credential.register_no)
    for credential in session.scalars(rows):
        if not is_sound(credential, told.pop(credential.id, {})):
            return Break(credential.register_no, f"giấy số {credential.number} không còn như lúc cấp")
    if told:
        event = min((event for events in told.values() for event in events.values()), key=lambda e: e.position)
        return Break(event.position, f"giấy của sự kiện số {event.position} đã bị xóa")
    return None


SOURCE = ChainSource("Giấy chứng nhận", _verify)
