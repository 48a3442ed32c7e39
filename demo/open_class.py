"""The open class of the demonstration, placed around the day of the first start: a locked session yesterday, one today, four to come."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from itertools import islice
from uuid import UUID

from sqlalchemy.orm import Session

from accounts.models import Agency, Person
from core.clock import in_vietnam
from courses.domain.content import Course
from courses.providers import Study
from demo.agencies import COMMUNES, DEPARTMENTS, OFFICE, UNITS
from demo.learning import read_lessons, take_exam, take_quizzes
from demo.names import COMMUNE_POSITIONS, people
from demo.trainees import enrolment_of, make_trainees
from training.domain.attendance import Mark, Status
from training.domain.plans import ClassPlan, CourseRef, PlannedSession
from training.domain.sessions import HalfDay
from training.queries.attendance import sessions_of
from training.queries.offers import refs_of
from training.queries.rolls import load_roll
from training.service.classes import create_class
from training.service.enrolment import enrol
from training.service.rolls import lock_session, save_roll

OTHERS = 33  # beside the players: a class as large as a hall of the province takes
PROGRAMME = "chuong-trinh-24-tiet"
TOPICS = (  # half-days of four periods, as the agenda of the programme fills them
    "Pháp luật hiện hành; thể thức văn bản",
    "Loại văn bản, ký hiệu; soạn thảo, duyệt và ký",
    "Văn bản đi; bì văn bản đến",
    "Văn bản đến; chữ ký số, con dấu, bản sao",
    "Tài liệu mật, dữ liệu cá nhân; lập hồ sơ",
    "Nộp lưu, thời hạn và hủy; kiểm tra cuối khóa",
)
EXERCISES = ("VBDEN-02", "VBDEN-03")
HOURS = {HalfDay.MORNING: (time(7, 30), time(11, 0)), HalfDay.AFTERNOON: (time(13, 30), time(17, 0))}
ROOM = "Hội trường tầng 2, Trung tâm Lưu trữ lịch sử tỉnh"


def make_open_class(
    session: Session,
    agencies: dict[str, Agency],
    course: Course,
    players: Sequence[Person],
    instructor: Person,
    officer: Person,
    now: datetime,
) -> None:
    """Open the class, enrol its people and lock yesterday's roll."""
    today = in_vietnam(now)
    plan = ClassPlan(
        name=f"Lớp bồi dưỡng nghiệp vụ văn thư, lưu trữ cho sở, ngành và xã, phường năm {today.year} (mô phỏng)",
        course=programme(course, PROGRAMME),
        place="Trung tâm Lưu trữ lịch sử tỉnh",
        first_day=today.date() - timedelta(days=1),
        last_day=today.date() + timedelta(days=len(TOPICS) - 2),
        organiser=OFFICE,
        decision_number="168/QĐ-SNV",
        decision_date=today.date() - timedelta(days=21),
        plan="Kế hoạch bồi dưỡng mô phỏng của Sở Nội vụ",
        exercises=EXERCISES,
        sessions=half_days(today, instructor),
    )
    class_id = create_class(session, officer, plan, now - timedelta(days=20))
    names = [agency.name for agency in (*COMMUNES, *DEPARTMENTS[1:], *UNITS)]
    invented = islice(people("open class", today.date(), COMMUNE_POSITIONS), OTHERS)
    trainees = [*players, *make_trainees(session, invented, agencies, names, now)]
    enrol(session, officer, class_id, [enrolment_of(person) for person in trainees], now - timedelta(days=14))
    yesterday = sessions_of(session, class_id)[0]
    marks = {person.id: Mark(Status.PRESENT) for person in trainees}
    marks[trainees[5].id] = Mark(Status.LATE, minutes=20)
    marks[trainees[11].id] = Mark(Status.EXCUSED, paper="Giấy xin phép ngày hôm trước")
    marks[trainees[19].id] = Mark(Status.ABSENT)
    lock_roll(session, instructor, yesterday.id, marks, yesterday.ends_at)
    _let_some_learn(session, class_id, trainees, course, yesterday.ends_at)


def programme(course: Course, path_id: str) -> CourseRef:
    """A programme of a course, as an officer chooses it."""
    return next(ref for ref in refs_of(course) if ref.path_id == path_id)


def _let_some_learn(session: Session, class_id: UUID, trainees: Sequence[Person], course: Course, at: datetime) -> None:
    """A class in its second day: most have read something, some have practised, the players begin fresh."""
    study = Study(class_id, course.id, course.digest, course.title, is_class=True, path_id=PROGRAMME)
    content = course.along(PROGRAMME)
    for place, person in enumerate(trainees[len(trainees) - OTHERS :]):
        read_lessons(session, person, study, content, at + timedelta(hours=1), most=place % 6)
        if place % 6 == 5:
            take_quizzes(session, person, study, content, at + timedelta(hours=3), wrong=place % 7, most=1)
            run = "dung" if place % 4 else "khong-gui-trang-thai"
            take_exam(session, person, EXERCISES[0], class_id, at + timedelta(hours=4), run)


def half_days(now: datetime, instructor: Person) -> tuple[PlannedSession, ...]:
    """A half-day for each topic from yesterday on. Today's has begun, be it before the usual hours: its roll can be taken."""
    half = HalfDay.AFTERNOON if now.time() >= HOURS[HalfDay.AFTERNOON][0] else HalfDay.MORNING
    first = now.date() - timedelta(days=1)
    days = [planned_session(first + timedelta(number), half, topic, instructor) for number, topic in enumerate(TOPICS)]
    days[1] = replace(days[1], starts=min(days[1].starts, time(now.hour, now.minute // 15 * 15)))
    return tuple(days)


def planned_session(day: date, half: HalfDay, topic: str, instructor: Person) -> PlannedSession:
    """A half-day of four periods in the hall."""
    starts, ends = HOURS[half]
    return PlannedSession(
        day=day,
        half_day=half,
        starts=starts,
        ends=ends,
        periods=4,
        room=ROOM,
        instructor_id=instructor.id,
        topic=topic,
    )


def lock_roll(session: Session, instructor: Person, session_id: UUID, marks: Mapping[UUID, Mark], at: datetime) -> None:
    """Write a roll at the end of its session and lock it with the right head-count."""
    save_roll(session, instructor, session_id, marks, seen=0, at=at)
    present = load_roll(session, session_id).in_the_room
    lock_session(session, instructor, session_id, head_count=present, at=at + timedelta(minutes=10))
