"""Certificates for the permission tables."""

import uuid
from datetime import date

import sqlalchemy as sa

from certificates.models import Certificate, RecognisedPerson, RecognitionDecision
from certificates.results import class_results
from certificates.service.issuing import issue
from core import db
from tests.conftest import NOW
from tests.factories.certificates import IMPRINT, lock_sessions, set_names
from tests.factories.classes import create_class
from tests.permissions.world import Arguments, World, sample


@sample("class_that_is_over")
def class_that_is_over(world: World) -> Arguments:
    """A class of Lan and Minh whose rolls are locked."""
    people = world.people
    class_id = create_class(world.session, instructor=people["minh"], trainees=[people["lan"]], officer=people["tuan"])
    lock_sessions(world.session, class_id)
    return {"class_id": class_id}


@sample("recognition")
def recognition(world: World) -> Arguments:
    """The recognition of that class, with Lan's certificate."""
    class_id = world.make("class_that_is_over")["class_id"]
    set_names(world.session)
    results = class_results(world.session, class_id)
    recognition_id = uuid.uuid4()
    with db.transaction(world.session):
        world.session.add(
            RecognitionDecision(
                id=recognition_id,
                class_id=class_id,
                number="45/QĐ-SNV",
                signed_on=date(2026, 11, 23),
                rule_version=results.rule_version,
                training=results.training.to_json(),
                results=[candidate.to_json() for candidate in results.candidates],
                results_digest=results.digest,
                recognised_by=world.people["tuan"].id,
                recognised_at=NOW,
            )
        )
        world.session.flush()
        lan = world.people["lan"].id
        world.session.add(RecognisedPerson(recognition_id=recognition_id, person_id=lan, class_id=class_id))
    issue(world.session, world.people["tuan"], recognition_id, IMPRINT, NOW)
    return {"recognition_id": recognition_id}


@sample("certificate_of_lan")
def certificate_of_lan(world: World) -> Arguments:
    """Lan's certificate and the code on it."""
    world.make("recognition")
    world.session.rollback()
    found = world.session.scalars(sa.select(Certificate)).one()
    return {"certificate_id": found.id, "code": found.code}
