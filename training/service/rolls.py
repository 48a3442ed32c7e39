"""The roll of a session: write it, close, lock; after the lock two persons correct it together."""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Session

from accounts.models import Person
from core import audit, once
from core.clock import show_hour
from core.db import transaction
from training import signals
from training.domain.attendance import Clash, EventKind, Mark, Roll, Status, merge, mistake_in, tidy
from training.domain.refusals import Refused
from training.domain.sessions import ClassState, SessionState, may_follow, roll_opens_at
from training.models import ClassSession, Enrolment, EnrolmentState, TrainingClass
from training.queries.rolls import load_roll
from training.service import chains
from training.service.chains import NewEvent

LOCKED_WORDS = "Điểm danh của buổi này đã khóa. Muốn sửa, hãy lập đề nghị sửa có lý do."


CORRECTION_ACTS = {
    EventKind.APPROVED: "training.correction_approved",
    EventKind.REFUSED: "training.correction_refused",
}


@dataclass(frozen=True, slots=True)
class Saved:
    """What a saved page changed, and where it met another page that had changed the same person first.

    `absent` counts the people that the end of the session wrote absent; None where the session was not ended.
    """

    changed: int
    clashes: tuple[Clash, ...]
    absent: int | None = None


def save_roll(
    session: Session,
    actor: Person,
    session_id: uuid.UUID,
    wanted: Mapping[uuid.UUID, Mark],
    *,
    seen: int,
    at: datetime,
    token: uuid.UUID | None = None,
    is_end: bool = False,
) -> Saved:
    """Write the marks of a page that was opened when the roll stood at position `seen`.

    Only what the page changed is written. Where another page changed the same person meanwhile nothing is written for
    that person, and the clash is returned. `is_end` ends the session where no clash is left: everyone without a mark is
    written absent (K). Raises Refused, and `once.AlreadyDone` for a page that is sent again.
    """
    with transaction(session):
        row = _locked_row(session, session_id)
        once.claim(session, token, f"/lop/{row.class_id}/buoi/{row.id}/diem-danh", at)
        _refuse_unwritable(session, row, at)
        if is_end:
            _refuse_before_start(row, at, "kết thúc buổi")
        before, now = load_roll(session, session_id, until=seen), load_roll(session, session_id)
        known = _enrolled(session, row) | now.marks.keys()  # who was taken out of the class stays on the roll
        asked = {person_id: tidy(mark) for person_id, mark in wanted.items() if person_id in known}
        for mark in asked.values():
            mistake = mistake_in(mark, row.minutes)
            if mistake:
                raise Refused(mistake[1])
        changes, clashes = merge(before.marks, now, asked)
        new = [NewEvent(EventKind.MARKED, person_id, mark) for person_id, mark in changes.items()]
        chains.append(session, session_id, new, actor_id=actor.id, at=at, client_id=token)
        if row.state is SessionState.PLANNED:
            row.state = SessionState.OPEN
        absent = _close(session, actor, row, at) if is_end and not clashes else None
    return Saved(len(changes), tuple(clashes), absent)


def lock_session(
    session: Session,
    actor: Person,
    session_id: uuid.UUID,
    *,
    head_count: int,
    note: str = "",
    at: datetime,
    token: uuid.UUID | None = None,
) -> None:
    """Sign the roll: the marks stand from now on. A session that still runs is closed first.

    A head-count that differs from the roll needs a note, and both are kept. Raises Refused; locking again says who did.
    """
    with transaction(session):
        row = _locked_row(session, session_id)
        once.claim(session, token, f"/lop/{row.class_id}/buoi/{row.id}/diem-danh", at)
        _refuse_unwritable(session, row, at)
        _refuse_before_start(row, at, "khóa điểm danh")
        _close(session, actor, row, at)
        in_the_room = load_roll(session, session_id).in_the_room
        if head_count != in_the_room and not note:
            raise Refused(
                f"Đếm trong phòng được {head_count} người, điểm danh ghi {in_the_room} người có mặt. Hãy xem lại điểm danh; nếu"
                " vẫn lệch, hãy ghi lý do rồi khóa.",
                "note",
            )
        _step(row, SessionState.LOCKED)
        row.head_count, row.head_count_note = head_count, note if head_count != in_the_room else ""
        row.locked_at, row.locked_by = at, actor.id
        event = NewEvent(EventKind.LOCKED, reason=row.head_count_note, head_count=head_count)
        chains.append(session, row.id, [event], actor_id=actor.id, at=at, client_id=token)
        _note(session, actor, "training.attendance_locked", row, at, head_count=head_count, on_the_roll=in_the_room)
        signals.attendance_locked.send(
            "lock_session", session=session, at=at, actor_id=actor.id, class_id=row.class_id, session_id=row.id
        )


def cancel_session(session: Session, actor: Person, session_id: uuid.UUID, reason: str, at: datetime) -> None:
    """Strike a session from the plan; it counts nowhere. Raises Refused."""
    with transaction(session):
        row = _locked_row(session, session_id)
        if not reason:
            raise Refused("Hãy ghi lý do hủy buổi này.", "reason")
        _step(row, SessionState.CANCELLED)
        chains.append(session, row.id, [NewEvent(EventKind.CANCELLED, reason=reason)], actor_id=actor.id, at=at)
        _note(session, actor, "training.session_cancelled", row, at, reason=reason)
        signals.class_changed.send("cancel_session", session=session, at=at, actor_id=actor.id, class_id=row.class_id)


def propose_correction(
    session: Session,
    actor: Person,
    session_id: uuid.UUID,
    person_id: uuid.UUID,
    mark: Mark,
    reason: str,
    at: datetime,
    token: uuid.UUID | None = None,
) -> int:
    """Ask for a change after the lock, with a reason; returns the event's position. Raises Refused."""
    with transaction(session):
        row = _locked_row(session, session_id)
        once.claim(session, token, f"/lop/{row.class_id}/buoi/{row.id}/diem-danh", at)
        if row.state is not SessionState.LOCKED:
            raise Refused("Buổi này chưa khóa: hãy sửa ngay trên bảng điểm danh.")
        if not reason:
            raise Refused("Hãy ghi lý do sửa, ví dụ: ghi nhầm tên, có giấy phép nộp sau.", "reason")
        roll, asked = load_roll(session, session_id), tidy(mark)
        if person_id not in _enrolled(session, row) | roll.marks.keys():
            raise Refused("Người này không có trong lớp.")
        mistake = mistake_in(asked, row.minutes)
        if mistake:
            raise Refused(mistake[1], mistake[0])
        _refuse_pointless(roll, person_id, asked)
        new = NewEvent(EventKind.PROPOSED, person_id, asked, reason=reason)
        return chains.append(session, row.id, [new], actor_id=actor.id, at=at, client_id=token)[0].position


def answer_correction(
    session: Session, actor: Person, session_id: uuid.UUID, position: int, *, approve: bool, reason: str, at: datetime
) -> None:
    """Approve or refuse a proposed correction; never the person who proposed it. Raises Refused."""
    with transaction(session):
        row = _locked_row(session, session_id)
        proposal = load_roll(session, session_id).proposals.get(position)
        if proposal is None or proposal.person_id is None:
            raise Refused("Đề nghị này đã được trả lời từ trước.")
        if proposal.actor_id == actor.id:
            raise Refused("Người đề nghị không tự duyệt được. Hãy nhờ một cán bộ khác của Sở Nội vụ.")
        if not approve and not reason:
            raise Refused("Hãy ghi lý do không duyệt để giảng viên biết.", "reason")
        kind = EventKind.APPROVED if approve else EventKind.REFUSED
        new = NewEvent(kind, proposal.person_id, proposal.mark, answers=position, reason=reason)
        chains.append(session, row.id, [new], actor_id=actor.id, at=at)
        _note(session, actor, CORRECTION_ACTS[kind], row, at, proposal=position)
        if approve:
            signals.attendance_corrected.send(
                "answer_correction",
                session=session,
                at=at,
                actor_id=actor.id,
                class_id=row.class_id,
                session_id=row.id,
                person_id=proposal.person_id,
            )


def _locked_row(session: Session, session_id: uuid.UUID) -> ClassSession:
    return session.get_one(ClassSession, session_id, with_for_update=True)


def _enrolled(session: Session, row: ClassSession) -> frozenset[uuid.UUID]:
    return frozenset(
        session.scalars(
            sa.select(Enrolment.person_id).where(
                Enrolment.class_id == row.class_id, Enrolment.state == EnrolmentState.ENROLLED
            )
        )
    )


def _refuse_unwritable(session: Session, row: ClassSession, at: datetime) -> None:
    if session.get_one(TrainingClass, row.class_id).state is not ClassState.OPEN:
        raise Refused("Lớp không còn mở nên không điểm danh được.")
    if row.state is SessionState.LOCKED:
        raise Refused(LOCKED_WORDS)
    if row.state is SessionState.CANCELLED:
        raise Refused("Buổi này đã hủy nên không điểm danh.")
    if at < roll_opens_at(row.starts_at):
        raise Refused(
            f"Buổi này bắt đầu lúc {show_hour(row.starts_at)} ngày {row.day:%d/%m/%Y}."
            f" Từ {show_hour(roll_opens_at(row.starts_at))} ngày đó mới điểm danh được."
        )


def _refuse_before_start(row: ClassSession, at: datetime, act: str) -> None:
    if at < row.starts_at:
        raise Refused(f"Buổi này bắt đầu lúc {show_hour(row.starts_at)}. Đến giờ đó mới {act} được.")


def _step(row: ClassSession, following: SessionState) -> None:
    if not may_follow(row.state, following):
        raise Refused("Trạng thái của buổi đã đổi trong lúc trang này mở. Hãy xem lại buổi học rồi làm tiếp.")
    row.state = following


def _close(session: Session, actor: Person, row: ClassSession, at: datetime) -> int:
    missing = sorted(_enrolled(session, row) - set(load_roll(session, row.id).marks))
    events = [NewEvent(EventKind.FILLED, person_id, Mark(Status.ABSENT)) for person_id in missing]
    if row.state is SessionState.PLANNED:
        row.state = SessionState.OPEN
    if row.state is not SessionState.CLOSED:  # people may have joined the class after the end of the session
        _step(row, SessionState.CLOSED)
        events.append(NewEvent(EventKind.CLOSED))
    chains.append(session, row.id, events, actor_id=actor.id, at=at)
    return len(missing)


def _refuse_pointless(roll: Roll, person_id: uuid.UUID, asked: Mark) -> None:
    if roll.marks.get(person_id) == asked:
        raise Refused("Điểm danh đã ghi đúng như vậy rồi.", "status")
    if any(event.person_id == person_id for event in roll.proposals.values()):
        raise Refused("Người này đang có một đề nghị sửa chờ duyệt.")


def _note(session: Session, actor: Person, action: str, row: ClassSession, at: datetime, **details: object) -> None:
    audit.record(session, actor_id=actor.id, action=action, subject=f"class_session:{row.id}", at=at, details=details)
