"""The plan of a class as an officer writes it, and what in it does not fit together."""

import re
from collections.abc import Iterator, Sized
from dataclasses import dataclass, fields
from datetime import date, time
from typing import NamedTuple
from uuid import UUID

from training.domain.rules import MINUTES_PER_PERIOD
from training.domain.sessions import HALF_DAY_NAMES, HalfDay

NOON = time(12, 30)
MOST_SESSIONS = 60


@dataclass(frozen=True, slots=True)
class PlannedSession:
    """One half-day of the plan. Hours are wall-clock hours in Vietnam; `session_id` names a session that exists."""

    day: date
    half_day: HalfDay
    starts: time
    ends: time
    periods: int
    room: str
    instructor_id: UUID | None
    topic: str = ""
    counts: bool = True
    session_id: UUID | None = None

    @property
    def words(self) -> str:
        """When and where, in a line."""
        when = f"{HALF_DAY_NAMES[self.half_day]} {self.day:%d/%m/%Y}, {self.starts:%H:%M} đến {self.ends:%H:%M}"
        return ", ".join(part for part in (when, f"{self.periods} tiết", self.room, self.topic) if part)

    @property
    def minutes(self) -> int:
        """How long it takes; negative where the hours are the wrong way round."""
        return (self.ends.hour - self.starts.hour) * 60 + self.ends.minute - self.starts.minute


@dataclass(frozen=True, slots=True)
class CourseRef:
    """The course that a class teaches, in the version that it keeps, and the programme in it (empty: all of it).

    `title` names both.
    """

    id: str
    digest: str
    title: str
    path_id: str = ""

    @property
    def key(self) -> str:
        """Course and programme in one word, for a form."""
        return f"{self.id}/{self.path_id}"


@dataclass(frozen=True, slots=True)
class ClassPlan:
    """Everything an officer decides when opening a class."""

    name: str
    course: CourseRef
    place: str
    first_day: date
    last_day: date
    organiser: str
    sessions: tuple[PlannedSession, ...]
    decision_number: str = ""
    decision_date: date | None = None
    plan: str = ""
    partner_school: str = ""
    minimum_attendance: int = 80
    quiz_percent: int = 50
    exercise_score: int = 80
    exercises: tuple[str, ...] = ()


def values_of(plan: ClassPlan) -> dict[str, object]:
    """What two officers may both change, by the names of the form's fields; a session that exists is `session-<id>`."""
    values: dict[str, object] = {field.name: getattr(plan, field.name) for field in fields(plan)}
    del values["sessions"]
    values["course"] = plan.course.key
    return values | {f"session-{one.session_id}": one for one in plan.sessions if one.session_id is not None}


@dataclass(frozen=True, slots=True)
class HistoryClass:
    """A class of the past, with what its sources say. Days may be unknown (`days_text` has the source's words)."""

    name: str
    year: int
    course: CourseRef
    place: str
    organiser: str
    plan: str
    partner_school: str = ""
    days_text: str = ""
    first_day: date | None = None
    last_day: date | None = None
    decision_number: str = ""
    decision_date: date | None = None
    is_simulated: bool = True


# "12/QĐ-SNV" (khoản 3 Mục II Phần I Phụ lục I Nghị định 30), "45/2026/QĐ-UBND" with its year, and "88-QĐ/TU" as organs of the Party write it.
_DECISION = re.compile(r"(?:(?:quyết định\s+)?số\s*:?\s*)?(\d+[a-zđ]?\s*[/-](?=.*[^\W\d_]).+)", re.IGNORECASE)


def read_decision_number(typed: str) -> str:
    """Number and symbol of a decision, without the words "Quyết định số" before them. Raises ValueError with what to do."""
    found = _DECISION.fullmatch(typed.strip())
    if found is None:
        raise ValueError("Số quyết định gồm số và ký hiệu, ví dụ 12/QĐ-SNV.")
    return found[1]


class PlanMistake(NamedTuple):
    """A field of the form (`first_day`, `sessions-1-ends`) and what to do about it."""

    field: str
    message: str


def mistakes_in(plan: ClassPlan, *, is_opening: bool) -> list[PlanMistake]:
    """Everything in a plan that does not fit together; a draft may still lack its decision."""
    gaps = gaps_in(plan.decision_number, plan.decision_date, plan.sessions, is_opening=is_opening)
    return [*gaps, *_days(plan), *_sessions(plan)]


def gaps_in(decision_number: str, decision_date: object, sessions: Sized, *, is_opening: bool) -> Iterator[PlanMistake]:
    """What a class lacks, whatever else is wrong: so it is said along with boxes that cannot be read yet."""
    if is_opening and not decision_number:
        yield PlanMistake(
            "decision_number", "Lớp chỉ mở được khi có quyết định. Hãy ghi số quyết định, ví dụ 12/QĐ-SNV."
        )
    if is_opening and not decision_date:
        yield PlanMistake("decision_date", "Hãy ghi ngày của quyết định mở lớp.")
    if not sessions:
        yield PlanMistake("sessions", "Lớp cần ít nhất một buổi. Hãy ghi ngày, giờ, số tiết và phòng của buổi đầu.")


def _days(plan: ClassPlan) -> Iterator[PlanMistake]:
    if plan.last_day < plan.first_day:
        yield PlanMistake("last_day", "Ngày kết thúc đứng trước ngày bắt đầu. Hãy sửa một trong hai ngày.")
    if plan.decision_date is not None and plan.decision_date > plan.first_day:
        yield PlanMistake("decision_date", "Quyết định mở lớp phải có trước hoặc trong ngày lớp bắt đầu.")


def _sessions(plan: ClassPlan) -> Iterator[PlanMistake]:
    if plan.sessions and not any(planned.counts for planned in plan.sessions):
        yield PlanMistake("sessions", "Cần ít nhất một buổi tính vào số tiết của lớp.")
    if len(plan.sessions) > MOST_SESSIONS:
        yield PlanMistake("sessions", f"Một lớp có nhiều nhất {MOST_SESSIONS} buổi. Hãy tách thành hai lớp.")
    seen: dict[tuple[date, HalfDay], int] = {}
    for index, planned in enumerate(plan.sessions):
        yield from (PlanMistake(f"sessions-{index}-{name}", text) for name, text in _session(plan, planned))
        earlier = seen.setdefault((planned.day, planned.half_day), index)
        if earlier != index:
            yield PlanMistake(
                f"sessions-{index}-day",
                f"Đã có một buổi {HALF_DAY_NAMES[planned.half_day].lower()} ngày {planned.day:%d/%m/%Y}. Hãy sửa ngày hoặc bỏ bớt một buổi.",
            )


def _session(plan: ClassPlan, planned: PlannedSession) -> Iterator[tuple[str, str]]:
    if not plan.first_day <= planned.day <= plan.last_day:
        yield (
            "day",
            f"Ngày {planned.day:%d/%m/%Y} nằm ngoài thời gian của lớp ({plan.first_day:%d/%m/%Y} đến {plan.last_day:%d/%m/%Y}).",
        )
    if planned.minutes <= 0:
        yield "ends", "Giờ kết thúc phải sau giờ bắt đầu."
    elif planned.periods * MINUTES_PER_PERIOD > planned.minutes:
        need = planned.periods * MINUTES_PER_PERIOD
        yield (
            "periods",
            f"{planned.periods} tiết cần ít nhất {need} phút, buổi này chỉ có {planned.minutes} phút.",
        )
    if (planned.starts < NOON) != (planned.half_day is HalfDay.MORNING):
        yield "starts", "Giờ bắt đầu không thuộc buổi đã chọn. Hãy sửa giờ, hoặc chọn lại sáng hay chiều."
