"""What anybody may ask: is this paper real? Failures are counted, and too many of them shut the gate for a while."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from certificates import queries, throttle
from certificates.document_types import COURSE_CERTIFICATE, document_types
from certificates.domain.answers import Answer, Hint, answer
from certificates.domain.codes import is_well_formed, normalise, number_parts
from certificates.queries import Finding
from certificates.throttle import Gate
from law.vietnamese import fold


class TooMany(Exception):
    """This visitor, or everybody together, has asked in vain too often."""


@dataclass(frozen=True)
class Visitor:
    """Who asks: the keyed hash of an address, and when."""

    key: str
    at: datetime


def by_code(session: Session, typed: str, visitor: Visitor) -> Answer:
    """The certificate with a typed code. Raises TooMany. Codes that exist are answered even while everybody is braked."""
    gate = throttle.gate(session, visitor.key, visitor.at)
    if gate is Gate.SHUT:
        raise TooMany
    code = normalise(typed)
    slip = not is_well_formed(code)
    finding = None if slip else queries.find_by_code(session, code)
    if finding is None and gate is Gate.BRAKED:
        raise TooMany
    return _told(session, finding, visitor, Hint.SLIP if slip else Hint.NO_SUCH_CODE)


def by_number(session: Session, typed: str, full_name: str, visitor: Visitor) -> Answer:
    """The certificate with a number, if it names this person; both must fit. Raises TooMany."""
    _ask(session, visitor)
    parts = number_parts(typed)
    authority = document_types()[COURSE_CERTIFICATE].authority
    finding = queries.find_by_number(session, authority, *parts) if parts else None
    if finding is not None and fold(finding.entry.facts.holder.full_name) != fold(full_name):
        finding = None
    return _told(session, finding, visitor, Hint.NO_SUCH_PAIR)


def by_file(session: Session, digest: str, visitor: Visitor) -> Answer:
    """The certificate whose original PDF has this SHA-256. Raises TooMany."""
    _ask(session, visitor)
    return _told(session, queries.find_by_pdf(session, digest), visitor, Hint.OTHER_FILE)


def _ask(session: Session, visitor: Visitor) -> None:
    if throttle.gate(session, visitor.key, visitor.at) is not Gate.OPEN:
        raise TooMany


def _told(session: Session, finding: Finding | None, visitor: Visitor, hint: Hint) -> Answer:
    if finding is None:
        throttle.note_failure(session, visitor.key, visitor.at)
        return answer(None, None, is_sound=True, hint=hint)
    entry = finding.entry
    new_number = queries.replacement_number(session, entry.id)
    return answer(entry.facts, entry.state, is_sound=finding.is_sound, ended_at=entry.ended_at, new_number=new_number)
