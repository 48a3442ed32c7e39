"""A waiting list against the people and agencies of now."""

import uuid
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session, joinedload

from accounts.domain import AgencyKind
from accounts.models import Agency, Person
from accounts.queries import living_agencies
from law.vietnamese import fold
from training.domain.candidates import Candidate
from training.domain.matching import Known, Match, Verdict, agency_key, match
from training.domain.twins import find_twins
from training.models import Enrolment, EnrolmentState, ImportBatch, TrainingClass


@dataclass(frozen=True, slots=True)
class Line:
    """One person on the preview: as read, the agency found, and whom it may be."""

    candidate: Candidate
    agency_id: uuid.UUID | None
    match: Match
    is_enrolled: bool

    @property
    def asked(self) -> str:
        """Among whom an officer is asked to choose."""
        return " ".join(str(known.person_id) for known in self.match.known)


@dataclass(frozen=True, slots=True)
class Preview:
    """Everything that the preview shows and the confirmation decides on."""

    day: date  # on which the agencies exist: the class's first
    lines: tuple[Line, ...]
    unknown_agencies: Mapping[str, str]  # key -> name as written
    agencies: Sequence[Agency]
    sentences: tuple[str, ...]  # what is wrong, cell by cell
    passed_over: tuple[tuple[int, str], ...]
    ignored_columns: tuple[str, ...]
    doubtful: tuple[int, ...]  # rows passed over that carry a person's name
    warnings: tuple[str, ...]  # what of the file was not read
    unread_sheets: tuple[str, ...]
    sheet: str
    header_row: int

    @property
    def hidden(self) -> tuple[Line, ...]:
        """People in rows that the file hides."""
        return tuple(line for line in self.lines if line.candidate.is_hidden)

    @property
    def twins(self) -> tuple[Line, ...]:
        """People who may stand in the list twice."""
        rows = {line.candidate.row for line in self.lines}
        return tuple(line for line in self.lines if line.candidate.twin_of in rows)

    def without(self, rows: Collection[int]) -> "Preview":
        """The list without the rows that an officer leaves out, and without the agencies that only these name."""
        lines = tuple(line for line in self.lines if line.candidate.row not in rows)
        named = {agency_key(line.candidate.agency) for line in lines}
        unknown = {key: name for key, name in self.unknown_agencies.items() if key in named}
        return replace(self, lines=lines, unknown_agencies=unknown)

    @property
    def questions(self) -> tuple[Line, ...]:
        """People of whom an officer must say who they are."""
        return tuple(line for line in self.lines if line.match.verdict is Verdict.ASK and not line.is_enrolled)


def preview(
    session: Session, batch: ImportBatch, today: date, chosen: Mapping[str, uuid.UUID | AgencyKind] | None = None
) -> Preview:
    """The list against the people and agencies of now; a constant number of statements.

    `today` stands for the first day of a class that has none yet. `chosen` says which agency is meant by an unknown
    name's key, or the kind of a new one: who works there is told apart by it, though the name stays unknown.
    """
    content = batch.content
    candidates = [_candidate(data) for data in content["people"]]
    row = session.get_one(TrainingClass, batch.class_id)
    day = row.first_day or today
    agencies = living_agencies(session, day)
    by_key = {agency_key(agency.name): agency.id for agency in agencies}
    namesakes = _namesakes(session, {fold(candidate.full_name) for candidate in candidates})
    enrolled = set(
        session.scalars(
            sa.select(Enrolment.person_id).where(
                Enrolment.class_id == batch.class_id, Enrolment.state == EnrolmentState.ENROLLED
            )
        )
    )
    living = {agency.id for agency in agencies}
    meant = {
        key: choice for key, choice in (chosen or {}).items() if isinstance(choice, uuid.UUID) and choice in living
    }
    if meant:
        candidates = _with_twins(candidates, meant, {agency.id: agency.name for agency in agencies})
    lines: list[Line] = []
    unknown: dict[str, str] = {}
    for candidate in candidates:
        key = agency_key(candidate.agency)
        agency_id = by_key.get(key)
        if agency_id is None:
            unknown.setdefault(key, candidate.agency)
            agency_id = meant.get(key)
        found = match(candidate, agency_id, namesakes[fold(candidate.full_name)])
        is_enrolled = found.verdict is Verdict.SAME and found.known[0].person_id in enrolled
        lines.append(Line(candidate, agency_id, found, is_enrolled))
    return Preview(
        day=day,
        lines=tuple(lines),
        unknown_agencies=unknown,
        agencies=agencies,
        sentences=tuple(content["complaints"]),
        passed_over=tuple((number, text) for number, text in content["passed_over"]),
        ignored_columns=tuple(content["ignored_columns"]),
        doubtful=tuple(content.get("doubtful", ())),
        warnings=tuple(content.get("warnings", ())),
        unread_sheets=tuple(content.get("unread_sheets", ())),
        sheet=content["sheet"],
        header_row=content["header_row"],
    )


def _with_twins(
    people: Sequence[Candidate], meant: Mapping[str, uuid.UUID], names: Mapping[uuid.UUID, str]
) -> list[Candidate]:
    """The people of a list, marked with whom they may repeat now that two spellings are one agency."""
    agencies = [meant.get(agency_key(person.agency)) for person in people]
    settled = [replace(one, agency=names[key]) if key else one for one, key in zip(people, agencies, strict=True)]
    kept, repeats = find_twins(settled)
    twins = {one.row: one.twin_of for one in kept} | {one.row: earlier.row for one, earlier in repeats}
    return [replace(one, twin_of=one.twin_of or twins[one.row]) for one in people]


def _namesakes(session: Session, folded_names: set[str]) -> dict[str, list[Known]]:
    found: dict[str, list[Known]] = defaultdict(list)
    rows = session.scalars(
        sa.select(Person)
        .options(joinedload(Person.agency))
        .where(
            Person.folded_name.in_(folded_names),
            # Made-up people of past classes have no sign-in; nobody is one of them.
            sa.or_(Person.is_simulated.is_(False), Person.password_hash.is_not(None)),
        )
        .order_by(Person.created_at, Person.id)
    )
    for person in rows.unique():
        agency = person.agency.name if person.agency else ""
        found[person.folded_name].append(
            Known(
                person.id,
                person.full_name,
                person.birth_date,
                person.agency_id,
                agency,
                person.email or "",
                person.phone or "",
            )
        )
    return found


def _candidate(data: Mapping[str, Any]) -> Candidate:
    born = data["birth_date"]
    return Candidate(**{**data, "birth_date": date.fromisoformat(born) if born else None})
