"""Enrolling from a list: kept after uploading, shown, and confirmed whole or not at all."""

import hashlib
import uuid
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from accounts.domain import AgencyKind, Role, is_trainee_only, organ_name_mistake
from accounts.models import Person
from accounts.queries import last_day_of_namesakes
from accounts.service import change_person, create_agency, create_person, grant_roles
from accounts.service.agencies import AgencyExists
from accounts.service.people import Particulars
from core import audit, once
from core.clock import in_vietnam
from core.db import transaction
from law.vietnamese import clean_name
from training.domain.candidates import Candidate
from training.domain.matching import Verdict, agency_key
from training.domain.people_list import PeopleList
from training.domain.refusals import Refused
from training.domain.sessions import ENROLLABLE
from training.models import BatchState, ImportBatch, TrainingClass
from training.queries.imports import Line, Preview, preview
from training.service.enrolment import NewEnrolment, enrol
from training.service.list_files import read_file


@dataclass(frozen=True, slots=True)
class Choices:
    """What an officer decided on the preview.

    `agencies`: the key of an unknown agency's name to an existing agency or to the kind of a new one.
    `people`: a row of the list to an existing person, or to None for a new one.
    `rows`: whether a row that may repeat another one is enrolled; `hidden`: whether those are that the file hides.
    """

    agencies: Mapping[str, uuid.UUID | AgencyKind] = field(default_factory=dict)
    people: Mapping[int, uuid.UUID | None] = field(default_factory=dict)
    rows: Mapping[int, bool] = field(default_factory=dict)
    hidden: bool | None = None

    def left_out(self, shown: Preview) -> frozenset[int]:
        """The rows of the list that are not enrolled."""
        hidden = {line.candidate.row for line in shown.hidden if self.hidden is False}
        return frozenset({row for row, is_enrolled in self.rows.items() if not is_enrolled} | hidden)


def upload_list(
    session: Session,
    actor: Person,
    class_id: uuid.UUID,
    *,
    file_name: str,
    content: bytes,
    default_agency: str = "",
    at: datetime,
    token: uuid.UUID | None = None,
) -> uuid.UUID:
    """Read a file in a child process and keep what it says, waiting to be confirmed. Returns the batch's id.

    Raises ListRejected, Refused once the class has ended, and `once.AlreadyDone` for a form that is sent again.
    """
    found = read_file(content, in_vietnam(at).date(), clean_name(default_agency))
    batch_id = uuid.uuid4()
    with transaction(session):
        once.claim(session, token, f"/lop/{class_id}/danh-sach/{batch_id}", at)
        _lock_unfinished(session, class_id)
        session.execute(
            sa.update(ImportBatch)
            .where(ImportBatch.class_id == class_id, ImportBatch.state == BatchState.WAITING)
            .values(state=BatchState.DROPPED)
        )
        session.add(
            ImportBatch(
                id=batch_id,
                class_id=class_id,
                file_name=file_name[:200],
                file_digest=hashlib.sha256(content).hexdigest(),
                uploaded_by=actor.id,
                uploaded_at=at,
                content=_to_json(found),
                state=BatchState.WAITING,
            )
        )
    return batch_id


def _lock_unfinished(session: Session, class_id: uuid.UUID) -> None:
    row = session.get_one(TrainingClass, class_id, with_for_update=True, populate_existing=True)
    if row.state not in ENROLLABLE:
        raise Refused("Lớp đã kết thúc nên không ghi danh thêm được.")


def confirm_list(
    session: Session, actor: Person, batch_id: uuid.UUID, choices: Choices, at: datetime, token: uuid.UUID | None = None
) -> tuple[uuid.UUID, ...]:
    """Enrol everybody of a list in one transaction: agencies, people, enrolments, or nothing.

    Returns the ids of the people who still have no sign-in. Raises Refused while anything is open or once the class has
    ended, and `once.AlreadyDone` for a form that is sent again.
    """
    with transaction(session):
        class_id = session.scalars(sa.select(ImportBatch.class_id).where(ImportBatch.id == batch_id)).one()
        once.claim(session, token, f"/lop/{class_id}/danh-sach/{batch_id}", at)
        _lock_unfinished(session, class_id)
        batch = session.get_one(ImportBatch, batch_id, with_for_update=True, populate_existing=True)
        if batch.state is not BatchState.WAITING:
            raise Refused("Danh sách này đã được xử lý từ trước.")
        shown = preview(session, batch, in_vietnam(at).date(), choices.agencies)
        if shown.sentences:
            raise Refused("Danh sách còn ô sai. Hãy sửa trong tệp Excel rồi tải lên lại; chưa ai được ghi danh.")
        left_out = choices.left_out(shown)
        shown = shown.without(left_out)
        _refuse_undecided_rows(shown, choices)
        agencies = _settle_agencies(session, actor, shown, choices, at)
        _refuse_one_account_twice(shown, choices)
        people = [_settle_person(session, actor, line, agencies, choices, at) for line in shown.lines]
        enrolments = [
            NewEnrolment(
                person.id,
                agencies[agency_key(line.candidate.agency)],
                line.candidate.position,
                line.candidate.birth_year,
            )
            for person, line in zip(people, shown.lines, strict=True)
        ]
        added = enrol(session, actor, batch.class_id, enrolments, at)
        without = tuple(dict.fromkeys(person.id for person in people if person.password_hash is None))
        batch.state, batch.confirmed_by, batch.confirmed_at = BatchState.CONFIRMED, actor.id, at
        batch.outcome = {
            "enrolled": added,
            "listed": len(people),
            "left_out": sorted(left_out),
            "without_sign_in": [str(key) for key in without],
        }
        audit.record(
            session, actor_id=actor.id, action="training.list_confirmed", subject=f"class:{batch.class_id}", at=at,
            details={"batch": str(batch.id), "file": batch.file_digest, "enrolled": added, "left_out": sorted(left_out)},
        )  # fmt: skip
    return without


def _refuse_undecided_rows(shown: Preview, choices: Choices) -> None:
    if not shown.lines:
        raise Refused(
            "Bỏ qua các dòng này thì danh sách không còn ai để ghi danh. Hãy chọn lại, hoặc tải tệp khác lên."
        )
    if shown.hidden and choices.hidden is None:
        raise Refused("Hãy chọn ghi danh hay bỏ qua những người ở dòng ẩn trong tệp.", "hidden-rows")
    for line in shown.twins:
        if line.candidate.row not in choices.rows:
            row, name = line.candidate.row, line.candidate.full_name
            raise Refused(f"Dòng {row}: hãy chọn {name} là người khác hay bỏ qua dòng này.", f"row-{row}")


def _settle_agencies(
    session: Session, actor: Person, shown: Preview, choices: Choices, at: datetime
) -> dict[str, uuid.UUID]:
    """Every agency of the list by its key; new ones are made as the officer chose."""
    settled = {agency_key(agency.name): agency.id for agency in shown.agencies}
    living = {agency.id for agency in shown.agencies}
    for key, name in shown.unknown_agencies.items():
        choice = choices.agencies.get(key)
        if isinstance(choice, AgencyKind):
            settled[key] = _make_agency(session, actor, name, choice, shown.day, f"agency-{key}", at)
        elif choice in living:
            settled[key] = choice
        else:
            raise Refused(
                f"Cơ quan “{name}” chưa có trong danh mục. Hãy chọn cơ quan đã có hoặc tạo mới.", f"agency-{key}"
            )
    return settled


def _make_agency(
    session: Session, actor: Person, name: str, kind: AgencyKind, day: date, field_id: str, at: datetime
) -> uuid.UUID:
    """A new agency that lives on the class's first day: since January, or since its namesake ceased to exist."""
    if mistake := organ_name_mistake(name):
        raise Refused(mistake, field_id)
    ended = last_day_of_namesakes(session, name, day)
    since = max(date(day.year, 1, 1), ended + timedelta(days=1)) if ended else date(day.year, 1, 1)
    try:
        return create_agency(session, actor, name=name, kind=kind, valid_from=since, at=at).id
    except AgencyExists:
        raise Refused(
            f"Danh mục đã có cơ quan “{name}” bắt đầu sau ngày khai giảng. Hãy xem lại ngày của cơ quan ở mục Cơ quan.",
            field_id,
        ) from None


def _settle_person(
    session: Session, actor: Person, line: Line, agencies: Mapping[str, uuid.UUID], choices: Choices, at: datetime
) -> Person:
    candidate = line.candidate
    agency_id = agencies[agency_key(candidate.agency)]
    person_id = _person_of(line, choices)
    if person_id is None:
        return create_person(
            session,
            actor,
            full_name=candidate.full_name,
            roles=[Role.TRAINEE],
            at=at,
            agency_id=agency_id,
            birth_date=candidate.birth_date,
            position=candidate.position,
            email=candidate.email or None,
            phone=candidate.phone or None,
        )
    person = session.get_one(Person, person_id)
    if Role.TRAINEE not in person.roles:
        grant_roles(session, actor, person, [*(Role(role) for role in person.roles), Role.TRAINEE], at)
    _bring_up_to_date(session, actor, person, candidate, agency_id, at)
    return person


def _person_of(line: Line, choices: Choices) -> uuid.UUID | None:
    if line.match.verdict is not Verdict.ASK:
        return line.match.known[0].person_id if line.match.known else None
    row = line.candidate.row
    if row not in choices.people:
        raise Refused(f"Dòng {row}: hãy chọn {line.candidate.full_name} là người đã có hay người mới.", f"person-{row}")
    chosen = choices.people[row]
    if chosen is not None and chosen not in {known.person_id for known in line.match.known}:
        raise Refused(f"Dòng {row}: người được chọn không có trong các người trùng tên.", f"person-{row}")
    return chosen


def _refuse_one_account_twice(shown: Preview, choices: Choices) -> None:
    """Whoever stood in the later row would be lost."""
    rows: dict[uuid.UUID, int] = {}
    for line in shown.lines:
        if (person_id := _person_of(line, choices)) is None:
            continue
        row = line.candidate.row
        if (earlier := rows.setdefault(person_id, row)) != row:
            words = next(known.words for known in line.match.known if known.person_id == person_id)
            raise Refused(
                f"Dòng {earlier} và dòng {row} cùng nhận một tài khoản: {words}. Hãy chọn lại cho mỗi dòng một người; nếu là một"
                " người ghi hai lần, hãy bỏ qua một dòng, hoặc xóa dòng ấy trong tệp Excel rồi tải lên lại. Chưa ai được ghi danh.",
                f"person-{row}",
            )


def _bring_up_to_date(
    session: Session, actor: Person, person: Person, candidate: Candidate, agency_id: uuid.UUID, at: datetime
) -> None:
    """The newest list knows where a trainee works now; what it leaves out stays. A list settles nothing about staff."""
    if not is_trainee_only(person.roles):
        return
    given = Particulars(
        full_name=person.full_name,
        birth_date=person.birth_date or candidate.birth_date,
        position=candidate.position or person.position,
        agency_id=agency_id,
        email=candidate.email or person.email,
        phone=candidate.phone or person.phone,
        user_name=person.user_name,
    )
    if any(getattr(person, name) != value for name, value in asdict(given).items()):
        change_person(session, actor, person, given, at)


def _to_json(found: PeopleList) -> dict[str, Any]:
    people = [asdict(person) for person in found.people]
    for data in people:
        data["birth_date"] = data["birth_date"].isoformat() if data["birth_date"] else None
    return {
        "sheet": found.sheet,
        "header_row": found.header_row,
        "people": people,
        "complaints": [complaint.sentence for complaint in found.complaints],
        "passed_over": [list(passed) for passed in found.passed_over],
        "ignored_columns": list(found.ignored_columns),
        "doubtful": list(found.doubtful),
        "warnings": list(found.warnings),
        "unread_sheets": list(found.unread_sheets),
    }
