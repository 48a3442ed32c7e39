"""The open class of the demonstration, placed around the day of the first start: a locked session yesterday, one today, one tomorrow."""

from collections.abc import Sequence
from datetime import datetime, time, timedelta
from itertools import cycle, islice

from sqlalchemy.orm import Session

from accounts.domain import Role
from accounts.models import Agency, Person
from accounts.service.people import create_person
from core.clock import in_vietnam
from demo.agencies import COMMUNES, DEPARTMENTS, OFFICE, UNITS
from demo.names import COMMUNE_POSITIONS, people
from training.domain.attendance import Mark, Status
from training.domain.plans import ClassPlan, CourseRef, PlannedSession
from training.domain.sessions import HalfDay
from training.queries.attendance import sessions_of
from training.service.classes import create_class
from training.service.enrolment import NewEnrolment, enrol
from training.service.rolls import lock_session, save_roll

OTHERS = 33  # beside the players: a class as large as a hall of the province takes
EXERCISES = ("VBDEN-02", "VBDEN-03")
NOON = 12
HOURS = {HalfDay.MORNING: (time(7, 30), time(11, 0)), HalfDay.AFTERNOON: (time(13, 30), time(17, 0))}
ROOM = "Hội trường tầng 2, Trung tâm Lưu trữ lịch sử tỉnh"


def make_open_class(
    session: Session,
    agencies: dict[str, Agency],
    course: CourseRef,
    players: Sequence[Person],
    instructor: Person,
    officer: Person,
    now: datetime,
) -> None:
    """Open the class, enrol its people and lock yesterday's roll."""
    today = in_vietnam(now)
    half = HalfDay.MORNING if today.hour < NOON else HalfDay.AFTERNOON
    plan = ClassPlan(
        name=f"Lớp bồi dưỡng nghiệp vụ văn thư, lưu trữ cho sở, ngành và xã, phường năm {today.year} (mô phỏng)",
        course=course,
        place="Trung tâm Lưu trữ lịch sử tỉnh",
        first_day=today.date() - timedelta(days=1),
        last_day=today.date() + timedelta(days=1),
        organiser=OFFICE,
        decision_number="168/QĐ-SNV",
        decision_date=today.date() - timedelta(days=21),
        plan="Kế hoạch bồi dưỡng mô phỏng của Sở Nội vụ",
        exercises=EXERCISES,
        sessions=tuple(
            _planned(today.date() + timedelta(days=offset), half, topic, instructor)
            for offset, topic in (
                (-1, "Tiếp nhận văn bản đến"),
                (0, "Đăng ký, trình và chuyển giao văn bản đến"),
                (1, "Theo dõi, đôn đốc; thực hành tổng hợp"),
            )
        ),
    )
    class_id = create_class(session, officer, plan, now - timedelta(days=20))
    names = [agency.name for agency in (*COMMUNES, *DEPARTMENTS[1:], *UNITS)]
    trainees = [*players, *_invent(session, agencies, names, now)]
    enrolments = [
        NewEnrolment(p.id, p.agency_id, position=p.position, birth_year=p.birth_date.year if p.birth_date else None)
        for p in trainees
    ]
    enrol(session, officer, class_id, enrolments, now - timedelta(days=14))
    yesterday = sessions_of(session, class_id)[0]
    _lock(session, instructor, yesterday.id, trainees, yesterday.ends_at)


def _planned(day: object, half: HalfDay, topic: str, instructor: Person) -> PlannedSession:
    starts, ends = HOURS[half]
    return PlannedSession(
        day=day,  # type: ignore[arg-type]
        half_day=half,
        starts=starts,
        ends=ends,
        periods=4,
        room=ROOM,
        instructor_id=instructor.id,
        topic=topic,
    )


def _invent(session: Session, agencies: dict[str, Agency], names: list[str], now: datetime) -> list[Person]:
    invented = islice(people("open class", in_vietnam(now).date(), COMMUNE_POSITIONS), OTHERS)
    return [
        create_person(
            session,
            None,
            full_name=one.full_name,
            roles=[Role.TRAINEE],
            at=now,
            agency_id=agencies[name].id,
            birth_date=one.birth_date,
            position=one.position,
            is_simulated=True,
        )
        for one, name in zip(invented, cycle(names), strict=False)
    ]


def _lock(session: Session, instructor: Person, session_id: object, trainees: list[Person], at: datetime) -> None:
    marks = {person.id: Mark(Status.PRESENT) for person in trainees}
    late, excused, absent = trainees[5], trainees[11], trainees[19]
    marks[late.id] = Mark(Status.LATE, minutes=20)
    marks[excused.id] = Mark(Status.EXCUSED, paper="Giấy xin phép ngày hôm trước")
    marks[absent.id] = Mark(Status.ABSENT)
    save_roll(session, instructor, session_id, marks, seen=0, at=at)  # type: ignore[arg-type]
    lock_session(session, instructor, session_id, head_count=len(trainees) - 2, at=at + timedelta(minutes=10))  # type: ignore[arg-type]
