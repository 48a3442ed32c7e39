"""Enrolling from a list: matched, asked, and done whole or not at all."""

import uuid
from datetime import date
from typing import Any

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from accounts.domain import AgencyKind, Role
from accounts.models import Agency, Person
from core import once
from core.db import transaction
from tests.conftest import NOW
from tests.factories.classes import create_class
from tests.factories.lists import make_list
from tests.factories.people import create_agency, create_person
from training.domain.candidates import Candidate
from training.domain.matching import Known, Verdict, agency_key, match
from training.domain.refusals import Refused
from training.domain.sessions import ClassState
from training.models import Enrolment, EnrolmentState, ImportBatch, TrainingClass
from training.queries.imports import preview
from training.service.enrolment import withdraw
from training.service.imports import Choices, confirm_list, upload_list

LAN = (1, "Nông Thị Lan", "05/03/1985", "Văn thư", "UBND xã Văn Yên", "lan@x.vn", "0912345678")
MINH = (2, "Hoàng Văn Minh", "01/01/1980", "Chuyên viên", "Sở Tài chính", None, None)


def _known(**told: Any) -> Known:
    usual = {"birth_date": None, "agency_id": None, "agency": "", "email": "", "phone": ""}
    return Known(uuid.uuid4(), **{"full_name": "Nông Thị Lan", **usual, **told})


CANDIDATE = Candidate(4, "Nông Thị Lan", date(1985, 3, 5), 1985, email="lan@x.vn", phone="0912345678")


def test_name_and_birth_date_make_sure() -> None:
    assert match(CANDIDATE, None, [_known(birth_date=date(1985, 3, 5))]).verdict is Verdict.SAME


def test_name_and_telephone_make_sure_where_no_birth_date_speaks_against_it() -> None:
    assert match(CANDIDATE, None, [_known(phone="0912345678")]).verdict is Verdict.SAME
    assert match(CANDIDATE, None, [_known(phone="0912345678", birth_date=date(1990, 1, 1))]).verdict is Verdict.NEW


def test_the_name_alone_is_asked() -> None:
    assert match(CANDIDATE, None, [_known()]).verdict is Verdict.ASK
    agency_id = uuid.uuid4()
    found = match(CANDIDATE, agency_id, [_known(agency_id=agency_id)])
    assert (found.verdict, found.why) == (Verdict.ASK, "trùng họ tên và cơ quan")


def test_a_name_that_differs_in_its_marks_is_never_sure() -> None:
    assert (
        match(CANDIDATE, None, [_known(full_name="Nông Thị Lân", birth_date=date(1985, 3, 5))]).verdict is Verdict.ASK
    )


def test_two_sure_ones_are_asked() -> None:
    assert match(CANDIDATE, None, [_known(phone="0912345678"), _known(email="lan@x.vn")]).verdict is Verdict.ASK


@pytest.mark.parametrize("told", [{"phone": "0912345678"}, {"email": "lan@x.vn"}])
def test_another_birth_date_is_asked_where_agency_and_telephone_or_e_mail_agree(told: dict[str, str]) -> None:
    agency_id = uuid.uuid4()
    known = _known(birth_date=date(1990, 1, 1), agency_id=agency_id, **told)
    found = match(CANDIDATE, agency_id, [known])
    assert (found.verdict, found.known) == (Verdict.ASK, (known,))
    assert found.why.endswith("nhưng ngày sinh khác; tài khoản giữ ngày sinh đã có")


@pytest.mark.parametrize("born", [date(1985, 3, 6), date(1986, 3, 5), date(1985, 5, 3), date(1958, 3, 5)])
@pytest.mark.parametrize("agreeing", ["agency", "phone", "email"])
def test_a_birth_date_that_differs_by_one_slip_is_asked(born: date, agreeing: str) -> None:
    agency_id = uuid.uuid4()
    told: dict[str, Any] = {
        "agency": {"agency_id": agency_id},
        "phone": {"phone": "0912345678"},
        "email": {"email": "lan@x.vn"},
    }
    found = match(CANDIDATE, agency_id, [_known(birth_date=born, **told[agreeing])])
    assert found.verdict is Verdict.ASK


def test_a_year_that_differs_by_one_digit_is_asked() -> None:
    agency_id = uuid.uuid4()
    candidate = Candidate(4, "Nông Thị Lan", birth_year=1985)
    known = _known(birth_date=date(1986, 3, 5), agency_id=agency_id)
    assert match(candidate, agency_id, [known]).verdict is Verdict.ASK
    assert (
        match(candidate, agency_id, [_known(birth_date=date(1990, 3, 5), agency_id=agency_id)]).verdict is Verdict.NEW
    )


def test_a_namesake_elsewhere_with_another_birth_date_is_somebody_else() -> None:
    assert (
        match(CANDIDATE, uuid.uuid4(), [_known(birth_date=date(1985, 3, 6), agency_id=uuid.uuid4())]).verdict
        is Verdict.NEW
    )


def test_who_is_surely_known_is_not_asked_for_a_namesake_of_another_birth_date() -> None:
    agency_id = uuid.uuid4()
    lan = _known(birth_date=date(1985, 3, 5), agency_id=agency_id)
    other = _known(birth_date=date(1985, 3, 6), agency_id=agency_id, phone="0912345678")
    found = match(CANDIDATE, agency_id, [other, lan])
    assert (found.verdict, found.known) == (Verdict.SAME, (lan,))


def test_one_wrong_digit_of_a_birth_date_makes_no_second_account(
    session: Session, officer: Person, class_id: uuid.UUID
) -> None:
    create_agency(session)
    confirm_list(session, officer, _upload(session, officer, class_id, LAN), Choices(), NOW)
    batch = _upload(session, officer, class_id, (*LAN[:2], "06/03/1985", *LAN[3:]))
    with pytest.raises(Refused, match="Dòng 4"):
        confirm_list(session, officer, batch, Choices(), NOW)
    lan = session.scalars(sa.select(Person).where(Person.full_name == "Nông Thị Lan")).one()
    confirm_list(session, officer, batch, Choices(people={4: lan.id}), NOW)
    assert (_count(session, Person), lan.birth_date) == (2, date(1985, 3, 5))


def test_spellings_of_one_agency_have_one_key() -> None:
    assert agency_key("Ủy ban nhân dân xã Văn Yên") == agency_key("UBND Xã  VĂN YÊN.")
    assert agency_key("UBND xã Văn Yên") != agency_key("UBND xã Văn Lang")


@pytest.fixture
def officer(session: Session) -> Person:
    return create_person(session, "Cán bộ Sở", Role.OFFICER)


@pytest.fixture
def class_id(session: Session, officer: Person) -> uuid.UUID:
    return create_class(session, officer=officer)


def _upload(session: Session, officer: Person, class_id: uuid.UUID, *people: Any) -> uuid.UUID:
    return upload_list(session, officer, class_id, file_name="ds.xlsx", content=make_list(*people), at=NOW)


def _count(session: Session, what: Any) -> int:
    return session.scalar(sa.select(sa.func.count()).select_from(what)) or 0


def test_uploading_enrols_nobody(session: Session, officer: Person, class_id: uuid.UUID) -> None:
    create_agency(session)
    _upload(session, officer, class_id, LAN)
    assert _count(session, Enrolment) == 0
    assert _count(session, Person) == 1


def test_confirming_makes_people_agencies_and_enrolments(
    session: Session, officer: Person, class_id: uuid.UUID
) -> None:
    agency = create_agency(session)
    batch = _upload(session, officer, class_id, LAN, MINH)
    shown = preview(session, session.get_one(ImportBatch, batch), NOW.date())
    assert shown.unknown_agencies == {"so tai chinh": "Sở Tài chính"}
    choices = Choices(agencies={"so tai chinh": AgencyKind.DEPARTMENT})
    without = confirm_list(session, officer, batch, choices, NOW)
    assert len(without) == 2
    lan = session.scalars(sa.select(Person).where(Person.full_name == "Nông Thị Lan")).one()
    assert (lan.agency_id, lan.birth_date, lan.phone, set(lan.roles)) == (
        agency.id,
        date(1985, 3, 5),
        "0912345678",
        {"trainee"},
    )
    row = session.scalars(sa.select(Enrolment).where(Enrolment.person_id == lan.id)).one()
    assert (row.class_id, row.position, row.agency_id) == (class_id, "Văn thư", agency.id)


def test_an_unknown_agency_without_a_choice_stops_everything(
    session: Session, officer: Person, class_id: uuid.UUID
) -> None:
    create_agency(session)
    batch = _upload(session, officer, class_id, LAN, MINH)
    with pytest.raises(Refused, match="Sở Tài chính"):
        confirm_list(session, officer, batch, Choices(), NOW)
    assert (_count(session, Enrolment), _count(session, Person), _count(session, Agency)) == (0, 1, 1)


def test_a_list_with_a_bad_cell_enrols_nobody(session: Session, officer: Person, class_id: uuid.UUID) -> None:
    create_agency(session)
    batch = _upload(
        session, officer, class_id, LAN, (2, "Hoàng Văn Minh", "31/02/1980", "", "UBND xã Văn Yên", None, None)
    )
    with pytest.raises(Refused, match="chưa ai được ghi danh"):
        confirm_list(session, officer, batch, Choices(), NOW)
    assert (_count(session, Enrolment), _count(session, Person)) == (0, 1)


def test_a_known_person_is_enrolled_again_under_the_same_account(
    session: Session, officer: Person, class_id: uuid.UUID
) -> None:
    agency = create_agency(session)
    lan = create_person(session, "Nông Thị Lan", Role.TRAINEE)
    with transaction(session):
        lan.birth_date = date(1985, 3, 5)
    batch = _upload(session, officer, class_id, LAN)
    confirm_list(session, officer, batch, Choices(), NOW)
    assert _count(session, Person) == 2
    assert (lan.agency_id, lan.position, lan.email) == (agency.id, "Văn thư", "lan@x.vn")


@pytest.mark.parametrize("role", [Role.INSTRUCTOR, Role.OFFICER, Role.ADMINISTRATOR])
def test_a_list_enrols_staff_and_settles_nothing_about_them(
    session: Session, officer: Person, class_id: uuid.UUID, role: Role
) -> None:
    agency = create_agency(session)
    lan = create_person(session, "Nông Thị Lan", role)
    with transaction(session):
        lan.birth_date = date(1985, 3, 5)
    batch = _upload(session, officer, class_id, LAN)
    confirm_list(session, officer, batch, Choices(), NOW)
    assert lan.roles == {"trainee", role.value}
    assert (lan.agency_id, lan.position, lan.email, lan.phone) == (None, "", None, None)
    row = session.scalars(sa.select(Enrolment)).one()
    assert (row.person_id, row.agency_id, row.position) == (lan.id, agency.id, "Văn thư")


def test_who_was_withdrawn_comes_back_with_a_newer_list(session: Session, officer: Person, class_id: uuid.UUID) -> None:
    create_agency(session)
    confirm_list(session, officer, _upload(session, officer, class_id, LAN), Choices(), NOW)
    row = session.scalars(sa.select(Enrolment)).one()
    withdraw(session, officer, class_id, row.person_id, "chuyển công tác", NOW)
    batch = _upload(session, officer, class_id, (*LAN[:3], "Lưu trữ viên", *LAN[4:]))
    shown = preview(session, session.get_one(ImportBatch, batch), NOW.date())
    assert not shown.lines[0].is_enrolled
    confirm_list(session, officer, batch, Choices(), NOW)
    session.refresh(row)
    assert (row.state, row.position) == (EnrolmentState.ENROLLED, "Lưu trữ viên")
    assert session.get_one(ImportBatch, batch).outcome["enrolled"] == 1


def test_a_list_that_waits_is_refused_once_the_class_has_ended(
    session: Session, officer: Person, class_id: uuid.UUID
) -> None:
    create_agency(session)
    batch = _upload(session, officer, class_id, LAN)
    with transaction(session):
        session.get_one(TrainingClass, class_id).state = ClassState.FINISHED
    with pytest.raises(Refused, match="Lớp đã kết thúc"):
        confirm_list(session, officer, batch, Choices(), NOW)
    assert _count(session, Enrolment) == 0


def _with_namesake(session: Session, since: date, until: date | None) -> Agency:
    agency = create_agency(session, "Sở Tài chính")
    with transaction(session):
        agency.valid_from, agency.valid_to = since, until
    return agency


def test_a_new_agency_begins_when_its_namesake_has_ended(
    session: Session, officer: Person, class_id: uuid.UUID
) -> None:
    _with_namesake(session, date(2020, 1, 1), date(NOW.year, 6, 30))
    batch = _upload(session, officer, class_id, MINH)
    confirm_list(session, officer, batch, Choices(agencies={"so tai chinh": AgencyKind.DEPARTMENT}), NOW)
    found = session.scalars(sa.select(Agency.valid_from).order_by(Agency.valid_from)).all()
    assert found == [date(2020, 1, 1), date(NOW.year, 7, 1)]


def test_an_agency_that_begins_after_the_class_is_told(session: Session, officer: Person, class_id: uuid.UUID) -> None:
    _with_namesake(session, date(NOW.year + 1, 1, 1), None)
    batch = _upload(session, officer, class_id, MINH)
    with pytest.raises(Refused, match="bắt đầu sau ngày khai giảng"):
        confirm_list(session, officer, batch, Choices(agencies={"so tai chinh": AgencyKind.DEPARTMENT}), NOW)
    assert _count(session, Person) == 1


def test_an_agency_that_is_made_needs_a_name_as_on_its_own_form(
    session: Session, officer: Person, class_id: uuid.UUID
) -> None:
    batch = _upload(session, officer, class_id, (*MINH[:4], "Sở Tài chính #2", *MINH[5:]))
    key = agency_key("Sở Tài chính #2")
    with pytest.raises(Refused, match="không có ký hiệu"):
        confirm_list(session, officer, batch, Choices(agencies={key: AgencyKind.DEPARTMENT}), NOW)


def test_a_namesake_is_asked_and_the_choice_counts(session: Session, officer: Person, class_id: uuid.UUID) -> None:
    create_agency(session)
    lan = create_person(session, "Nông Thị Lan", Role.TRAINEE)
    batch = _upload(session, officer, class_id, LAN)
    with pytest.raises(Refused, match="Dòng 4"):
        confirm_list(session, officer, batch, Choices(), NOW)
    with pytest.raises(Refused, match="Dòng 4"):
        confirm_list(session, officer, batch, Choices(people={4: officer.id}), NOW)
    confirm_list(session, officer, batch, Choices(people={4: lan.id}), NOW)
    assert _count(session, Person) == 2
    assert session.scalars(sa.select(Enrolment.person_id)).all() == [lan.id]


TWIN = (2, "NÔNG THỊ LAN", 1985, "Lưu trữ viên", "UBND xã Văn Yên", None, None)


def test_who_may_stand_twice_is_asked_and_left_out(session: Session, officer: Person, class_id: uuid.UUID) -> None:
    create_agency(session)
    batch = _upload(session, officer, class_id, LAN, TWIN)
    with pytest.raises(Refused, match="Dòng 5: hãy chọn Nông Thị Lan là người khác hay bỏ qua dòng này"):
        confirm_list(session, officer, batch, Choices(), NOW)
    confirm_list(session, officer, batch, Choices(rows={5: False}), NOW)
    assert (_count(session, Person), _count(session, Enrolment)) == (2, 1)
    assert session.get_one(ImportBatch, batch).outcome["left_out"] == [5]


def test_two_namesakes_of_one_list_are_enrolled_where_the_officer_says_so(
    session: Session, officer: Person, class_id: uuid.UUID
) -> None:
    create_agency(session)
    batch = _upload(session, officer, class_id, LAN, TWIN)
    confirm_list(session, officer, batch, Choices(rows={5: True}), NOW)
    assert (_count(session, Person), _count(session, Enrolment)) == (3, 2)


def _lan_of_an_agency(session: Session) -> tuple[Agency, Person]:
    """An agency that the list spells otherwise, and its Lan whose birth date differs by one digit."""
    agency = create_agency(session)
    lan = create_person(session, "Nông Thị Lan", Role.TRAINEE)
    with transaction(session):
        lan.agency_id, lan.birth_date = agency.id, date(1985, 3, 6)
    return agency, lan


def test_who_is_of_the_agency_chosen_for_a_spelling_is_asked_about(
    session: Session, officer: Person, class_id: uuid.UUID
) -> None:
    agency, lan = _lan_of_an_agency(session)
    batch = _upload(session, officer, class_id, (*LAN[:4], "UBND Văn Yên", None, None))
    assert preview(session, session.get_one(ImportBatch, batch), NOW.date()).questions == ()
    chosen = {agency_key("UBND Văn Yên"): agency.id}
    with pytest.raises(Refused, match="Dòng 4: hãy chọn Nông Thị Lan"):
        confirm_list(session, officer, batch, Choices(agencies=chosen), NOW)
    assert (_count(session, Person), _count(session, Enrolment)) == (2, 0)
    confirm_list(session, officer, batch, Choices(agencies=chosen, people={4: lan.id}), NOW)
    assert (_count(session, Person), session.scalars(sa.select(Enrolment.person_id)).all()) == (2, [lan.id])


def test_who_stands_twice_under_two_spellings_of_the_agency_chosen_is_asked_about(
    session: Session, officer: Person, class_id: uuid.UUID
) -> None:
    agency = create_agency(session)
    slip = (2, "Nông Thị Lan", "06/03/1985", "", "UBND Văn Yên", None, None)
    bare = (3, "Hoàng Văn Minh", None, "", "UBND xã Văn Yên", None, None)
    batch = _upload(session, officer, class_id, LAN, slip, bare, (4, *bare[1:4], "UBND Văn Yên", None, None))
    chosen = {agency_key("UBND Văn Yên"): agency.id}
    shown = preview(session, session.get_one(ImportBatch, batch), NOW.date(), chosen)
    assert [line.candidate.twin_of for line in shown.lines] == [None, 4, None, 6]
    assert shown.lines[1].candidate.agency == "UBND Văn Yên"
    with pytest.raises(Refused, match="Dòng 5: hãy chọn Nông Thị Lan là người khác"):
        confirm_list(session, officer, batch, Choices(agencies=chosen), NOW)
    confirm_list(session, officer, batch, Choices(agencies=chosen, rows={5: False, 7: False}), NOW)
    assert _count(session, Enrolment) == 2


def test_two_rows_never_get_one_account_in_silence(session: Session, officer: Person, class_id: uuid.UUID) -> None:
    create_agency(session)
    lan = create_person(session, "Nông Thị Lan", Role.TRAINEE)
    other = (2, "Nông Thị Lan", "07/08/1990", "", "UBND xã Văn Yên", None, None)
    batch = _upload(session, officer, class_id, LAN, other)
    with pytest.raises(Refused, match="Dòng 4 và dòng 5 .*Nông Thị Lan.* Hãy chọn lại"):
        confirm_list(session, officer, batch, Choices(people={4: lan.id, 5: lan.id}), NOW)
    assert _count(session, Enrolment) == 0
    confirm_list(session, officer, batch, Choices(people={4: lan.id, 5: None}), NOW)
    assert (_count(session, Person), _count(session, Enrolment)) == (3, 2)


def test_two_rows_that_are_surely_one_account_are_refused(
    session: Session, officer: Person, class_id: uuid.UUID
) -> None:
    create_agency(session)
    lan = create_person(session, "Nông Thị Lan", Role.TRAINEE)
    with transaction(session):
        lan.birth_date, lan.email = date(1985, 3, 5), "lan@x.vn"
    rows = (*LAN[:5], None, None), (2, "Nông Thị Lan", None, "", "UBND xã Văn Yên", "lan@x.vn", None)
    batch = _upload(session, officer, class_id, *rows)
    with pytest.raises(Refused, match="Dòng 4 và dòng 5"):
        confirm_list(session, officer, batch, Choices(rows={5: True}), NOW)
    confirm_list(session, officer, batch, Choices(rows={5: False}), NOW)
    assert _count(session, Enrolment) == 1


def test_an_agency_that_only_a_row_left_out_names_is_not_made(
    session: Session, officer: Person, class_id: uuid.UUID
) -> None:
    create_agency(session)
    twin = (2, "Nông Thị Lan", "06/03/1985", "", "Sở Tài chính", LAN[5], None)
    batch = _upload(session, officer, class_id, LAN, twin)
    confirm_list(session, officer, batch, Choices(rows={5: False}), NOW)
    assert _count(session, Agency) == 1


def test_confirming_twice_enrols_once(session: Session, officer: Person, class_id: uuid.UUID) -> None:
    create_agency(session)
    batch, token = _upload(session, officer, class_id, LAN), uuid.uuid4()
    confirm_list(session, officer, batch, Choices(), NOW, token)
    with pytest.raises(once.AlreadyDone):
        confirm_list(session, officer, batch, Choices(), NOW, token)
    with pytest.raises(Refused, match="từ trước"):
        confirm_list(session, officer, batch, Choices(), NOW, uuid.uuid4())
    assert _count(session, Enrolment) == 1


def test_a_newer_list_takes_the_place_of_one_that_waits(session: Session, officer: Person, class_id: uuid.UUID) -> None:
    create_agency(session)
    first = _upload(session, officer, class_id, LAN)
    _upload(session, officer, class_id, LAN)
    with pytest.raises(Refused, match="từ trước"):
        confirm_list(session, officer, first, Choices(), NOW)


def test_the_preview_costs_the_same_for_many_people(
    session: Session, officer: Person, class_id: uuid.UUID, count_queries: list[str]
) -> None:
    create_agency(session)
    costs = []
    for number in (2, 60):
        people = [
            (n, f"Nông Thị Lan {chr(65 + n % 26)}{chr(97 + n // 26)}", 1985, "", "UBND xã Văn Yên", None, None)
            for n in range(number)
        ]
        batch = session.get_one(ImportBatch, _upload(session, officer, class_id, *people))
        count_queries.clear()
        preview(session, batch, NOW.date())
        costs.append(len(count_queries))
    assert costs[0] == costs[1]
