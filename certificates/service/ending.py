"""The end of a certificate: revoked by a decision, or replaced after an error of the issuer. Its number stays in the book."""

import uuid
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from accounts.models import Person
from certificates import journal, queries
from certificates.domain.recognition import Refusal, Refused
from certificates.domain.states import ENDINGS, EventKind, State, may_be_followed
from certificates.models import Certificate, CertificateEvent, RecognitionDecision
from certificates.results import holders
from certificates.service.issuing import RENDER, Imprint, enter, renumbered, tell
from core import audit, jobs, once
from core.clock import in_vietnam, show_date
from core.db import transaction


@dataclass(frozen=True)
class End:
    """Why a certificate ends, and by which decision."""

    reason: str
    decision: str
    signed_on: date

    def to_json(self) -> dict[str, Any]:
        """The frozen form."""
        return {"reason": self.reason, "decision": f"{self.decision} ngày {show_date(self.signed_on)}"}


def revoke(
    session: Session,
    actor: Person,
    certificate_id: uuid.UUID,
    command: End,
    at: datetime,
    *,
    token: uuid.UUID | None = None,
) -> None:
    """Revoke a certificate; the public sees it at once. Raises Refused, once.AlreadyDone."""
    with transaction(session):
        subject = f"certificate:{certificate_id}"
        once.claim(session, token, f"/chung-nhan/{certificate_id}", at)
        journal.lock(session)
        found, state = _found(session, certificate_id, command, at)
        if state is not State.VALID:
            raise Refused(Refusal.NOT_VALID)
        details = command.to_json()
        journal.append(session, certificate_id, EventKind.REVOKED, actor_id=actor.id, at=at, details=details)
        audit.record(session, actor_id=actor.id, action="certificate.revoked", subject=subject, at=at)
        tell(session, actor, found.class_id, at)


def replace(
    session: Session,
    actor: Person,
    certificate_id: uuid.UUID,
    command: End,
    imprint: Imprint,
    at: datetime,
    *,
    token: uuid.UUID | None = None,
) -> uuid.UUID:
    """Issue a new certificate, with the person's data of today, in place of a wrong one or after one that was revoked by mistake.

    The old number stays in the book as replaced or revoked; the new certificate names the old one. Returns the new id.
    Raises Refused, AlreadyDone.
    """
    with transaction(session):
        subject = f"certificate:{certificate_id}"
        once.claim(session, token, f"/chung-nhan/{certificate_id}", at)
        journal.lock(session)
        old, state = _found(session, certificate_id, command, at)
        if not may_be_followed(state, queries.replacement_number(session, old.id)):
            raise Refused(Refusal.NOT_VALID)
        (person,) = holders(session, old.class_id, [old.person_id])
        if state is State.VALID and person.holder == old.facts.holder:
            raise Refused(Refusal.NOTHING_CHANGED)
        facts = renumbered(session, old.facts, person.holder, imprint, at)
        details = command.to_json() | {"new_number": facts.number}
        kind = EventKind.REPLACED if state is State.VALID else EventKind.REISSUED
        journal.append(session, old.id, kind, actor_id=actor.id, at=at, details=details)
        decision = session.get_one(RecognitionDecision, old.recognition_id)
        new_id = enter(session, actor, decision, old.person_id, facts, at, replaces=old)
        audit.record(session, actor_id=actor.id, action="certificate.replaced", subject=subject, at=at)
        jobs.enqueue(session, RENDER, {"recognition_id": str(decision.id)}, asked_by=actor.id, at=at)
        tell(session, actor, old.class_id, at)
        return new_id


def _found(session: Session, certificate_id: uuid.UUID, command: End, at: datetime) -> tuple[Certificate, State]:
    """The certificate, locked, and its state. Raises Refused for a decision that is older than it or not yet signed."""
    if command.signed_on > in_vietnam(at).date():
        raise Refused(Refusal.DATE_AHEAD, "signed_on")
    certificate = session.get_one(Certificate, certificate_id, with_for_update=True)
    if command.signed_on < certificate.facts.issued_on:
        raise Refused(Refusal.DATE_BEFORE_ISSUE, "signed_on")
    ended = sa.select(CertificateEvent.kind).where(
        CertificateEvent.certificate_id == certificate_id, CertificateEvent.kind.in_(list(ENDINGS))
    )
    kind = session.scalar(ended)
    return certificate, ENDINGS[kind] if kind else State.VALID
