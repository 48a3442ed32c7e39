"""What the roll of one class session says: status codes, the events that make it, and how they fold to the present roll."""

import enum
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

LONGEST_PAPER = 120


class Status(enum.StrEnum):
    """The codes that an instructor writes, as on paper rolls."""

    PRESENT = "C"
    LATE = "M"
    LEFT_EARLY = "S"
    EXCUSED = "P"
    ABSENT = "K"
    ON_DUTY = "X"


STATUS_NAMES: Mapping[Status, str] = {
    Status.PRESENT: "Có mặt",
    Status.LATE: "Đi muộn",
    Status.LEFT_EARLY: "Về sớm",
    Status.EXCUSED: "Vắng có phép",
    Status.ABSENT: "Vắng không phép",
    Status.ON_DUTY: "Công tác đột xuất",
}

# Who was in the room for at least a part of the session; a head-count is compared with these.
IN_THE_ROOM = frozenset({Status.PRESENT, Status.LATE, Status.LEFT_EARLY})
WITH_MINUTES = frozenset({Status.LATE, Status.LEFT_EARLY})


@dataclass(frozen=True, slots=True)
class Mark:
    """One status with what it needs: `minutes` missed (M, S) and the `paper` that excuses (P)."""

    status: Status
    minutes: int = 0
    paper: str = ""

    @property
    def words(self) -> str:
        """The mark as a person reads it: 'Đi muộn 20 phút'."""
        name = STATUS_NAMES[self.status]
        if self.status in WITH_MINUTES:
            return f"{name} {self.minutes} phút"
        return f"{name} (giấy: {self.paper})" if self.paper else name


def mistake_in(mark: Mark, session_minutes: int) -> tuple[str, str] | None:
    """The part of a mark that cannot stand ('minutes' or 'paper') and what to do, or None."""
    if mark.status in WITH_MINUTES and not 0 < mark.minutes < session_minutes:
        return "minutes", f"Hãy ghi số phút, từ 1 đến {session_minutes - 1}."
    if mark.status is Status.EXCUSED and not mark.paper:
        return "paper", "Vắng có phép cần số giấy hoặc tên giấy xin phép."
    if len(mark.paper) > LONGEST_PAPER:
        return "paper", f"Mục này dài quá: nhiều nhất {LONGEST_PAPER} ký tự."
    return None


def tidy(mark: Mark) -> Mark:
    """The mark without details that its status does not use: minutes left over from another choice."""
    minutes = mark.minutes if mark.status in WITH_MINUTES else 0
    paper = mark.paper if mark.status in {Status.EXCUSED, Status.ON_DUTY} else ""
    return Mark(mark.status, minutes, paper)


class EventKind(enum.StrEnum):
    """What can happen to the roll of a session; each is a row that is never changed."""

    MARKED = "marked"
    FILLED = "filled"  # closing writes K for everyone who was not marked
    CLOSED = "closed"
    LOCKED = "locked"
    CANCELLED = "cancelled"
    PROPOSED = "proposed"  # a correction after the lock, by the instructor
    APPROVED = "approved"  # … by a second person; only now the roll changes
    REFUSED = "refused"


EVENT_NAMES: Mapping[EventKind, str] = {
    EventKind.MARKED: "Ghi điểm danh",
    EventKind.FILLED: "Tự ghi vắng khi kết thúc buổi",
    EventKind.CLOSED: "Kết thúc buổi",
    EventKind.LOCKED: "Khóa điểm danh",
    EventKind.CANCELLED: "Hủy buổi",
    EventKind.PROPOSED: "Đề nghị sửa",
    EventKind.APPROVED: "Duyệt sửa",
    EventKind.REFUSED: "Không duyệt",
}


@dataclass(frozen=True, slots=True)
class Event:
    """One event of one session. `answers` is the position of the proposal that an approval or refusal answers."""

    position: int
    kind: EventKind
    at: datetime
    actor_id: UUID | None
    person_id: UUID | None = None
    mark: Mark | None = None
    answers: int | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Roll:
    """The roll after some events: each person's mark with the event that made it, and the open proposals."""

    marks: Mapping[UUID, Mark] = field(default_factory=dict)
    made_by: Mapping[UUID, Event] = field(default_factory=dict)
    proposals: Mapping[int, Event] = field(default_factory=dict)
    is_locked: bool = False
    position: int = 0
    in_the_room_at_lock: int | None = None

    def count(self, status: Status) -> int:
        """How many people have this status."""
        return sum(1 for mark in self.marks.values() if mark.status is status)

    @property
    def in_the_room(self) -> int:
        """How many people were there for at least a part of the session."""
        return _in_the_room(self.marks)

    @property
    def was_corrected(self) -> bool:
        """Whether corrections after the lock changed how many people were there."""
        return self.in_the_room_at_lock not in {None, self.in_the_room}


def _in_the_room(marks: Mapping[UUID, Mark]) -> int:
    return sum(1 for mark in marks.values() if mark.status in IN_THE_ROOM)


def fold(events: Iterable[Event], *, until: int | None = None) -> Roll:
    """The roll after these events (in their order), or as it was after position `until`.

    After the lock only an approved proposal changes a mark; a proposal is answered once.
    """
    marks: dict[UUID, Mark] = {}
    made_by: dict[UUID, Event] = {}
    proposals: dict[int, Event] = {}
    is_locked, position = False, 0
    at_lock: int | None = None
    for event in events:
        if until is not None and event.position > until:
            break
        position = event.position
        if event.kind is EventKind.LOCKED:
            is_locked, at_lock = True, _in_the_room(marks)
        changed = _change_of(event, proposals, is_locked=is_locked)
        if changed is not None and event.person_id is not None:
            marks[event.person_id], made_by[event.person_id] = changed, event
    return Roll(marks, made_by, proposals, is_locked, position, at_lock)


def _change_of(event: Event, proposals: dict[int, Event], *, is_locked: bool) -> Mark | None:
    """The mark that an event brings into force, if it does; keeps the list of open proposals."""
    if event.kind is EventKind.PROPOSED:
        proposals[event.position] = event
    if event.kind in {EventKind.APPROVED, EventKind.REFUSED}:
        proposal = proposals.pop(event.answers or 0, None)
        return proposal.mark if proposal is not None and event.kind is EventKind.APPROVED else None
    if event.kind in {EventKind.MARKED, EventKind.FILLED} and not is_locked:
        return event.mark
    return None


@dataclass(frozen=True, slots=True)
class Clash:
    """A person whom two open pages marked differently: what this page wants, and the event that came first."""

    person_id: UUID
    wanted: Mark
    earlier: Event


def merge(seen: Mapping[UUID, Mark], now: Roll, wanted: Mapping[UUID, Mark]) -> tuple[dict[UUID, Mark], list[Clash]]:
    """What a page that was opened on `seen` really changes, and where another page changed the same person meanwhile.

    People whom this page left as it saw them stay as they are now.
    """
    changes: dict[UUID, Mark] = {}
    clashes: list[Clash] = []
    for person_id, mark in wanted.items():
        present = now.marks.get(person_id)
        if mark == seen.get(person_id) or mark == present:
            continue
        if present != seen.get(person_id):
            clashes.append(Clash(person_id, mark, now.made_by[person_id]))
        else:
            changes[person_id] = mark
    return changes, clashes
