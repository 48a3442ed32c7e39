"""Taking the roll: writing, locking, correcting, and what two pages at once do to it."""

import threading
import uuid
from datetime import timedelta

import pytest
import sqlalchemy as sa
from flask import Flask
from sqlalchemy.orm import Session

from accounts.domain import Role
from accounts.models import Person
from core import db, once
from core.audit import verify_all
from tests.conftest import NOW
from tests.factories.classes import create_class, session_on
from tests.factories.people import create_person
from training import signals
from training.domain.attendance import EventKind, Mark, Status
from training.domain.refusals import Refused
from training.domain.sessions import SessionState
from training.models import AttendanceEvent, ClassSession
from training.queries.attendance import history
from training.queries.rolls import load_roll
from training.service import classes, rolls
from training.service.enrolment import NewEnrolment, enrol
from training.service.rolls import Saved

PRESENT, ABSENT = Mark(Status.PRESENT), Mark(Status.ABSENT)


@pytest.fixture
def people(session: Session) -> dict[str, Person]:
    return {
        "minh": create_person(session, "Minh", Role.INSTRUCTOR),
        "lan": create_person(session, "Lan", Role.TRAINEE),
        "hoa": create_person(session, "Hoa", Role.TRAINEE),
        "officer": create_person(session, "Cán bộ Sở", Role.OFFICER),
    }


@pytest.fixture
def class_id(session: Session, people: dict[str, Person]) -> uuid.UUID:
    return create_class(session, instructor=people["minh"], trainees=[people["lan"], people["hoa"]])


def _lock(session: Session, people: dict[str, Person], session_id: uuid.UUID) -> None:
    everyone = {people["lan"].id: ABSENT, people["hoa"].id: PRESENT}
    rolls.save_roll(session, people["minh"], session_id, everyone, seen=0, at=NOW)
    rolls.lock_session(session, people["minh"], session_id, head_count=1, at=NOW)


def test_a_session_is_not_locked_before_it_begins(
    session: Session, people: dict[str, Person], class_id: uuid.UUID
) -> None:
    row = session_on(session, class_id)
    early = row.starts_at - timedelta(minutes=10)
    rolls.save_roll(session, people["minh"], row.id, {people["lan"].id: PRESENT}, seen=0, at=early)
    with pytest.raises(Refused, match="bắt đầu lúc 07:30"):
        rolls.lock_session(session, people["minh"], row.id, head_count=1, at=early)
    rolls.lock_session(session, people["minh"], row.id, head_count=1, at=row.starts_at)


def test_a_session_is_neither_marked_nor_ended_before_it_begins(
    session: Session, people: dict[str, Person], class_id: uuid.UUID
) -> None:
    row, marks = session_on(session, class_id), {people["lan"].id: PRESENT}
    with pytest.raises(Refused, match="Từ 07:10 ngày đó mới điểm danh được"):
        rolls.save_roll(session, people["minh"], row.id, marks, seen=0, at=row.starts_at - timedelta(minutes=21))
    with pytest.raises(Refused, match="Đến giờ đó mới kết thúc buổi được"):
        rolls.save_roll(
            session, people["minh"], row.id, marks, seen=0, at=row.starts_at - timedelta(minutes=1), is_end=True
        )
    assert history(session, row.id) == []


def test_who_joins_after_the_end_of_a_session_is_written_absent_by_the_lock(
    session: Session, people: dict[str, Person], class_id: uuid.UUID
) -> None:
    today, late = session_on(session, class_id).id, create_person(session, "Đàm Thị Muộn", Role.TRAINEE)
    rolls.save_roll(session, people["minh"], today, {}, seen=0, at=NOW, is_end=True)
    enrol(session, people["officer"], class_id, [NewEnrolment(late.id, None)], NOW)
    assert rolls.save_roll(session, people["minh"], today, {}, seen=3, at=NOW, is_end=True).absent == 1
    later = create_person(session, "Đàm Văn Trễ", Role.TRAINEE)
    enrol(session, people["officer"], class_id, [NewEnrolment(later.id, None)], NOW)
    rolls.lock_session(session, people["minh"], today, head_count=0, at=NOW)
    assert set(load_roll(session, today).marks.values()) == {ABSENT}
    assert {late.id, later.id} < load_roll(session, today).marks.keys()


def test_it_keeps_every_mark_as_an_event_of_its_own(
    session: Session, people: dict[str, Person], class_id: uuid.UUID
) -> None:
    today = session_on(session, class_id).id
    lan = people["lan"].id
    assert rolls.save_roll(session, people["minh"], today, {lan: ABSENT}, seen=0, at=NOW).changed == 1
    assert rolls.save_roll(session, people["minh"], today, {lan: PRESENT}, seen=1, at=NOW).changed == 1
    assert [event.mark for event in history(session, today)] == [ABSENT, PRESENT]
    assert load_roll(session, today).marks == {lan: PRESENT}


def test_the_same_form_sent_twice_writes_once(session: Session, people: dict[str, Person], class_id: uuid.UUID) -> None:
    today, token = session_on(session, class_id).id, uuid.uuid4()
    wanted = {people["lan"].id: PRESENT}
    rolls.save_roll(session, people["minh"], today, wanted, seen=0, at=NOW, token=token)
    with pytest.raises(once.AlreadyDone):
        rolls.save_roll(session, people["minh"], today, wanted, seen=0, at=NOW, token=token)
    assert len(history(session, today)) == 1


def test_the_second_of_two_open_pages_is_told_whom_the_first_one_changed(
    session: Session, people: dict[str, Person], class_id: uuid.UUID
) -> None:
    today, lan, hoa = session_on(session, class_id).id, people["lan"].id, people["hoa"].id
    rolls.save_roll(session, people["minh"], today, {lan: Mark(Status.LATE, 20)}, seen=0, at=NOW)
    saved = rolls.save_roll(session, people["minh"], today, {lan: PRESENT, hoa: PRESENT}, seen=0, at=NOW)
    assert saved.changed == 1
    assert [clash.person_id for clash in saved.clashes] == [lan]
    assert load_roll(session, today).marks == {lan: Mark(Status.LATE, 20), hoa: PRESENT}


def test_a_stranger_cannot_be_marked(session: Session, people: dict[str, Person], class_id: uuid.UUID) -> None:
    stranger = create_person(session, "Người ngoài", Role.TRAINEE)
    today = session_on(session, class_id).id
    assert rolls.save_roll(session, people["minh"], today, {stranger.id: PRESENT}, seen=0, at=NOW).changed == 0


def test_a_session_of_tomorrow_cannot_be_marked_today(
    session: Session, people: dict[str, Person], class_id: uuid.UUID
) -> None:
    tomorrow = session_on(session, class_id, 1).id
    with pytest.raises(Refused, match="24/11/2026"):
        rolls.save_roll(session, people["minh"], tomorrow, {people["lan"].id: PRESENT}, seen=0, at=NOW)


def test_closing_writes_the_unmarked_as_absent_and_the_roll_can_still_be_changed(
    session: Session, people: dict[str, Person], class_id: uuid.UUID
) -> None:
    today, lan, hoa = session_on(session, class_id).id, people["lan"].id, people["hoa"].id
    rolls.save_roll(session, people["minh"], today, {lan: PRESENT}, seen=0, at=NOW)
    saved = rolls.save_roll(session, people["minh"], today, {lan: PRESENT}, seen=1, at=NOW, is_end=True)
    assert saved == Saved(changed=0, clashes=(), absent=1)
    assert load_roll(session, today).marks[hoa] == ABSENT
    position = load_roll(session, today).position
    rolls.save_roll(session, people["minh"], today, {hoa: Mark(Status.LATE, 50)}, seen=position, at=NOW)
    assert load_roll(session, today).marks[hoa] == Mark(Status.LATE, 50)


def test_a_head_count_that_differs_needs_a_note_and_both_are_kept(
    session: Session, people: dict[str, Person], class_id: uuid.UUID
) -> None:
    row = session_on(session, class_id)
    everyone = {people["lan"].id: PRESENT, people["hoa"].id: PRESENT}
    rolls.save_roll(session, people["minh"], row.id, everyone, seen=0, at=NOW)
    with pytest.raises(Refused, match="đếm|Đếm"):
        rolls.lock_session(session, people["minh"], row.id, head_count=1, at=NOW)
    assert session.get_one(ClassSession, row.id).state is SessionState.OPEN
    rolls.lock_session(session, people["minh"], row.id, head_count=1, note="Lan ra ngoài nghe điện thoại", at=NOW)
    row = session.get_one(ClassSession, row.id)
    assert (row.state, row.head_count, row.head_count_note) == (SessionState.LOCKED, 1, "Lan ra ngoài nghe điện thoại")


def test_after_the_lock_nobody_writes_and_nobody_locks_again(
    session: Session, people: dict[str, Person], class_id: uuid.UUID
) -> None:
    today = session_on(session, class_id).id
    _lock(session, people, today)
    with pytest.raises(Refused, match="khóa"):
        rolls.save_roll(session, people["minh"], today, {people["lan"].id: PRESENT}, seen=9, at=NOW)
    with pytest.raises(Refused, match="khóa"):
        rolls.lock_session(session, people["officer"], today, head_count=1, at=NOW)


def test_a_correction_needs_a_reason_and_a_second_person(
    session: Session, people: dict[str, Person], class_id: uuid.UUID
) -> None:
    today, lan = session_on(session, class_id).id, people["lan"].id
    _lock(session, people, today)
    with pytest.raises(Refused, match="lý do"):
        rolls.propose_correction(session, people["minh"], today, lan, PRESENT, "", NOW)
    position = rolls.propose_correction(session, people["minh"], today, lan, PRESENT, "Ghi nhầm tên", NOW)
    assert load_roll(session, today).marks[lan] == ABSENT
    with pytest.raises(Refused, match="không tự duyệt"):
        rolls.answer_correction(session, people["minh"], today, position, approve=True, reason="", at=NOW)
    rolls.answer_correction(session, people["officer"], today, position, approve=True, reason="", at=NOW)
    assert load_roll(session, today).marks[lan] == PRESENT
    with pytest.raises(Refused, match="từ trước"):
        rolls.answer_correction(session, people["officer"], today, position, approve=True, reason="", at=NOW)
    kinds = [event.kind for event in history(session, today)][-2:]
    assert kinds == [EventKind.PROPOSED, EventKind.APPROVED]


def test_locking_tells_the_packages_above_inside_the_transaction(
    session: Session, people: dict[str, Person], class_id: uuid.UUID
) -> None:
    heard = []

    def listen(_sender: object, session: Session, **told: object) -> None:
        heard.append((session.info["writing"], told["class_id"]))

    with signals.attendance_locked.connected_to(listen):
        _lock(session, people, session_on(session, class_id).id)
    assert heard == [(True, class_id)]


def test_a_class_finishes_only_when_every_session_is_locked_or_cancelled(
    session: Session, people: dict[str, Person], class_id: uuid.UUID
) -> None:
    with pytest.raises(Refused, match="Còn 3 buổi"):
        classes.finish_class(session, people["officer"], class_id, NOW)
    _lock(session, people, session_on(session, class_id, -1).id)
    _lock(session, people, session_on(session, class_id).id)
    rolls.cancel_session(session, people["officer"], session_on(session, class_id, 1).id, "Giảng viên ốm", NOW)
    classes.finish_class(session, people["officer"], class_id, NOW)
    with pytest.raises(Refused, match="từ trước"):
        classes.finish_class(session, people["officer"], class_id, NOW)


def test_two_tabs_at_once_keep_one_mark_a_person_and_an_unbroken_chain(
    app: Flask, session: Session, people: dict[str, Person], class_id: uuid.UUID
) -> None:
    today = session_on(session, class_id).id
    wanted = {people["lan"].id: PRESENT, people["hoa"].id: ABSENT}
    minh_id = people["minh"].id
    session.rollback()
    changed: list[int] = []

    def save() -> None:
        with app.app_context():
            minh = db.session().get_one(Person, minh_id)
            changed.append(rolls.save_roll(db.session(), minh, today, wanted, seen=0, at=NOW).changed)

    threads = [threading.Thread(target=save) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    session.rollback()
    assert sorted(changed) == [0, 0, 0, 0, 0, 2]
    assert len(history(session, today)) == 2
    assert [broken for _, _, broken in verify_all(session) if broken] == []


def test_of_many_locks_at_once_one_counts(
    app: Flask, session: Session, people: dict[str, Person], class_id: uuid.UUID
) -> None:
    today = session_on(session, class_id).id
    minh_id = people["minh"].id
    session.rollback()
    outcomes: list[str] = []

    def lock() -> None:
        with app.app_context():
            minh = db.session().get_one(Person, minh_id)
            try:
                rolls.lock_session(db.session(), minh, today, head_count=0, at=NOW)
                outcomes.append("locked")
            except Refused:
                outcomes.append("refused")

    threads = [threading.Thread(target=lock) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    session.rollback()
    assert sorted(outcomes) == ["locked"] + ["refused"] * 5
    assert [event.kind for event in history(session, today)].count(EventKind.LOCKED) == 1


@pytest.mark.parametrize(
    ("tamper", "named"),
    [
        ("UPDATE attendance_event SET status='PRESENT' WHERE position=1", "dòng số 1 đã bị sửa"),
        ("DELETE FROM attendance_event WHERE position=2", "dòng số 2"),
        ("DELETE FROM attendance_event", "đã bị cắt"),
    ],
)
def test_the_audit_names_a_changed_roll(
    session: Session, people: dict[str, Person], class_id: uuid.UUID, tamper: str, named: str
) -> None:
    today, lan = session_on(session, class_id).id, people["lan"].id
    rolls.save_roll(session, people["minh"], today, {lan: ABSENT}, seen=0, at=NOW)
    rolls.save_roll(session, people["minh"], today, {lan: Mark(Status.LATE, 10)}, seen=1, at=NOW + timedelta(minutes=1))
    rolls.save_roll(session, people["minh"], today, {lan: Mark(Status.LATE, 30)}, seen=2, at=NOW + timedelta(minutes=2))
    with db.transaction(session):
        session.execute(sa.text(tamper))
    session.expire_all()
    found = [broken.reason for source, _, broken in verify_all(session) if broken and source == "Điểm danh"]
    assert len(found) == 1
    assert named in found[0]
    assert session.scalar(sa.select(sa.func.count()).select_from(AttendanceEvent)) is not None
