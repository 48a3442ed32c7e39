"""The life of a class and of a class session: which step may follow which, and why not."""

import enum
from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta

ROLL_OPENS_BEFORE = timedelta(minutes=20)  # early comers are marked as they come in; who will come, nobody knows yet


class ClassState(enum.StrEnum):
    """A class is prepared, opened by decision, finished; `history` is a class of the past that was never run here."""

    DRAFT = "draft"
    OPEN = "open"
    FINISHED = "finished"
    HISTORY = "history"


ENROLLABLE = frozenset({ClassState.DRAFT, ClassState.OPEN})


CLASS_STATE_NAMES: Mapping[ClassState, str] = {
    ClassState.DRAFT: "Bản nháp",
    ClassState.OPEN: "Đang mở",
    ClassState.FINISHED: "Đã kết thúc",
    ClassState.HISTORY: "Dữ liệu các năm trước",
}


def why_not_finished(state: ClassState) -> str:
    """Why a class in this state cannot be ended; empty for an open one."""
    if state is ClassState.FINISHED:
        return "Lớp này đã kết thúc từ trước."
    return "" if state is ClassState.OPEN else "Chỉ kết thúc được lớp đang mở."


class SessionState(enum.StrEnum):
    """Where the roll of a class session stands."""

    PLANNED = "planned"
    OPEN = "open"
    CLOSED = "closed"
    LOCKED = "locked"
    CANCELLED = "cancelled"


SESSION_STATE_NAMES: Mapping[SessionState, str] = {
    SessionState.PLANNED: "Chưa điểm danh",
    SessionState.OPEN: "Đang điểm danh",
    SessionState.CLOSED: "Đã kết thúc, chưa khóa",
    SessionState.LOCKED: "Đã khóa",
    SessionState.CANCELLED: "Đã hủy",
}

NEXT_STATES: Mapping[SessionState, frozenset[SessionState]] = {
    SessionState.PLANNED: frozenset({SessionState.OPEN, SessionState.CANCELLED}),
    SessionState.OPEN: frozenset({SessionState.CLOSED, SessionState.CANCELLED}),
    SessionState.CLOSED: frozenset({SessionState.LOCKED}),
    SessionState.LOCKED: frozenset(),
    SessionState.CANCELLED: frozenset(),
}

# Sessions whose roll can still change by simply writing it.
WRITABLE = frozenset({SessionState.PLANNED, SessionState.OPEN, SessionState.CLOSED})
# Sessions that a person who has no mark can still attend.
ATTENDABLE = frozenset({SessionState.PLANNED, SessionState.OPEN})


class HalfDay(enum.StrEnum):
    """The part of a day that a session takes."""

    MORNING = "morning"
    AFTERNOON = "afternoon"


HALF_DAY_NAMES: Mapping[HalfDay, str] = {HalfDay.MORNING: "Sáng", HalfDay.AFTERNOON: "Chiều"}


def roll_opens_at(starts_at: datetime) -> datetime:
    """From when on the roll of a session that starts at `starts_at` is taken; it ends and is locked after the start only."""
    return starts_at - ROLL_OPENS_BEFORE


def may_follow(present: SessionState, following: SessionState) -> bool:
    """Whether a session in `present` may become `following`."""
    return following in NEXT_STATES[present]


def may_be_finished(state: ClassState, sessions: Iterable[SessionState]) -> bool:
    """Whether a class waits for its end: it is open, a session was held, and every one that was not cancelled is locked."""
    planned = [one for one in sessions if one is not SessionState.CANCELLED]
    return state is ClassState.OPEN and bool(planned) and all(one is SessionState.LOCKED for one in planned)
