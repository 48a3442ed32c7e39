"""The job that makes the papers of a recognition: begins where it was cut off, never makes a paper twice."""

import uuid

from certificates import paper, queries
from certificates.models import Certificate
from certificates.service.issuing import RENDER, keep_paper
from core import clock, db, storage
from core.jobs import job


@job(RENDER)
def render(recognition_id: str) -> None:
    """Make and keep every paper that is still missing, in the order of the numbers.

    Each paper is a transaction of its own. The same facts give the same bytes, so a paper that was stored before a
    crash and not yet entered is simply stored again under its name.
    """
    session = db.session()
    waiting = queries.unmade(session, uuid.UUID(recognition_id))
    for certificate_id in waiting:
        facts = session.get_one(Certificate, certificate_id).facts
        session.rollback()  # no read transaction stays open while the paper is drawn
        keep_paper(session, certificate_id, storage.put(paper.pdf(facts)), clock.now())
