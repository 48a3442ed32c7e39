"""Recognising the results of a class, alone or together with issuing its certificates."""

import uuid
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy.orm import Session

from accounts.models import Person
from certificates import journal, queries
from certificates.domain.recognition import ClassResults, Refusal, Refused, in_name_order
from certificates.models import RecognisedPerson, RecognitionDecision
from certificates.results import class_results
from certificates.service.issuing import Imprint, issue
from core import audit
from core.clock import in_vietnam
from core.db import transaction
from training.domain.sessions import ClassState
from training.models import TrainingClass
from training.service.classes import finish_class


@dataclass(frozen=True)
class Recognise:
    """An officer recognises the results that he has seen (`seen` is the digest of the list on his page)."""

    number: str
    signed_on: date
    seen: str


class AlreadyRecognised(Exception):
    """Someone was quicker: everybody on the list is recognised, by the decision with this id."""

    def __init__(self, recognition_id: uuid.UUID) -> None:
        super().__init__("all of the list are recognised")
        self.recognition_id = recognition_id


def recognise_and_issue(
    session: Session, actor: Person, class_id: uuid.UUID, command: Recognise, imprint: Imprint, at: datetime
) -> RecognitionDecision:
    """Recognise the results of a class and issue its certificates in one act. Raises Refused, AlreadyRecognised."""
    with transaction(session):
        decision = recognise(session, actor, class_id, command, at)
        issue(session, actor, decision.id, imprint, at)
        return decision


def recognise(
    session: Session, actor: Person, class_id: uuid.UUID, command: Recognise, at: datetime
) -> RecognitionDecision:
    """Keep the results of a class for ever; people recognised before are left out. Raises Refused, AlreadyRecognised."""
    with transaction(session):
        journal.lock(session)  # two officers at once stand in line here
        results = class_results(session, class_id)
        chosen = _chosen(session, results, command, at)
        _finish(session, actor, class_id, at)
        decision = _keep(session, actor, results, command, at)
        session.add_all(
            RecognisedPerson(recognition_id=decision.id, person_id=person_id, class_id=class_id) for person_id in chosen
        )
        audit.record(
            session,
            actor_id=actor.id,
            action="recognition.made",
            subject=f"recognition:{decision.id}",
            at=at,
            details={"class": str(class_id), "decision": command.number, "people": len(chosen)},
        )
        return decision


def _finish(session: Session, actor: Person, class_id: uuid.UUID, at: datetime) -> None:
    """A recognised class is over: from now on its rule stays."""
    if session.get_one(TrainingClass, class_id).state is ClassState.OPEN:
        finish_class(session, actor, class_id, at)


def _chosen(session: Session, results: ClassResults, command: Recognise, at: datetime) -> list[uuid.UUID]:
    earlier = queries.recognitions_of(session, results.class_id)
    done = queries.recognised_persons(session, results.class_id)
    chosen = [candidate.person_id for candidate in results.eligible if candidate.person_id not in done]
    if not chosen and earlier:
        raise AlreadyRecognised(earlier[-1].id)
    if not chosen:
        raise Refused(Refusal.NOBODY)
    if not results.is_over:
        raise Refused(Refusal.NOT_OVER)
    if command.seen != results.digest:
        raise Refused(Refusal.LIST_CHANGED)
    if command.signed_on > in_vietnam(at).date():
        raise Refused(Refusal.DATE_AHEAD, "signed_on")
    if command.signed_on < results.training.starts_on:
        raise Refused(Refusal.DATE_BEFORE_CLASS, "signed_on")
    if any(decision.number == command.number for decision in earlier):
        raise Refused(Refusal.SAME_NUMBER, "number")
    return chosen


def _keep(
    session: Session,
    actor: Person,
    results: ClassResults,
    command: Recognise,
    at: datetime,
) -> RecognitionDecision:
    decision = RecognitionDecision(
        id=uuid.uuid4(),
        class_id=results.class_id,
        number=command.number,
        signed_on=command.signed_on,
        rule_version=results.rule_version,
        training=results.training.to_json(),
        results=[candidate.to_json() for candidate in in_name_order(results.candidates)],
        results_digest=results.digest,
        recognised_by=actor.id,
        recognised_at=at,
    )
    session.add(decision)
    session.flush()
    return decision
