"""A class of the demonstration that is over: roll, results, recognition and certificates, so that no page stays empty."""

from datetime import datetime, timedelta
from itertools import islice

from flask import current_app
from sqlalchemy.orm import Session

from accounts.models import Agency, Person
from certificates.results import class_results
from certificates.service.issuing import Imprint
from certificates.service.recognition import Recognise, recognise_and_issue
from core.clock import in_vietnam, vietnam_moment
from courses.domain.content import Course
from courses.providers import Study
from demo.agencies import COMMUNES, DEPARTMENTS, OFFICE
from demo.learning import read_lessons, take_exam, take_quizzes
from demo.names import people
from demo.open_class import EXERCISES, lock_roll, planned_session, programme
from demo.trainees import enrolment_of, make_trainees
from training.domain.attendance import Mark, Status
from training.domain.plans import ClassPlan
from training.domain.sessions import HalfDay
from training.queries.attendance import sessions_of
from training.service.classes import create_class, finish_class
from training.service.enrolment import enrol

SIZE = 14
DAYS_AGO = 60
QUIZ_FAILED, OFTEN_ABSENT, EXAM_FAILED = 4, 8, 11  # places in the list of those who do not complete
PROGRAMME = "chuyen-de-van-ban-den"
TOPICS = ("Tiếp nhận và đăng ký văn bản đến", "Trình, chuyển giao, theo dõi văn bản đến")


def make_finished_class(
    session: Session,
    agencies: dict[str, Agency],
    course: Course,
    instructor: Person,
    officer: Person,
    now: datetime,
) -> None:
    """Run a small class of two days from its decision to its certificates."""
    first_day = in_vietnam(now).date() - timedelta(days=DAYS_AGO)
    plan = ClassPlan(
        name=f"Lớp bồi dưỡng tiếp nhận, xử lý văn bản đến qua mạng, khóa 01 năm {first_day.year} (mô phỏng)",
        course=programme(course, PROGRAMME),
        place="Trung tâm Lưu trữ lịch sử tỉnh",
        first_day=first_day,
        last_day=first_day + timedelta(days=1),
        organiser=OFFICE,
        decision_number="97/QĐ-SNV",
        decision_date=first_day - timedelta(days=20),
        plan="Kế hoạch bồi dưỡng mô phỏng của Sở Nội vụ",
        exercises=EXERCISES,
        sessions=tuple(
            planned_session(first_day + timedelta(days=n), HalfDay.MORNING, topic, instructor)
            for n, topic in enumerate(TOPICS)
        ),
    )
    begin = vietnam_moment(first_day, 7)
    class_id = create_class(session, officer, plan, begin - timedelta(days=18))
    holders = [agency.name for agency in (*COMMUNES, *DEPARTMENTS[1:4])]
    trainees = make_trainees(session, islice(people("finished class", first_day), SIZE), agencies, holders, begin)
    enrol(session, officer, class_id, [enrolment_of(person) for person in trainees], begin - timedelta(days=10))
    for one in sessions_of(session, class_id):
        marks = {person.id: Mark(Status.PRESENT) for person in trainees}
        marks[trainees[OFTEN_ABSENT].id] = Mark(Status.ABSENT)
        lock_roll(session, instructor, one.id, marks, one.ends_at)
    study = Study(class_id, course.id, course.digest, plan.name, is_class=True, path_id=plan.course.path_id)
    taught = course.along(study.path_id)
    for place, person in enumerate(trainees):
        _learn(session, person, study, taught, place, vietnam_moment(first_day + timedelta(days=1), 14))
    over = vietnam_moment(first_day + timedelta(days=2), 9)
    finish_class(session, officer, class_id, over)
    settings = current_app.extensions["settings"]
    recognise_and_issue(
        session,
        officer,
        class_id,
        Recognise("121/QĐ-SNV", in_vietnam(over).date(), class_results(session, class_id).digest),
        Imprint(settings.public_url, settings.demo),
        over + timedelta(hours=1),
    )


def _learn(session: Session, person: Person, study: Study, course: Course, place: int, at: datetime) -> None:
    read_lessons(session, person, study, course, at - timedelta(hours=5))
    take_quizzes(session, person, study, course, at, wrong=14 if place == QUIZ_FAILED else place % 5)
    for number, exercise in enumerate(EXERCISES):
        run = "nhan-van-ban-hong" if place == EXAM_FAILED and number == 1 else "dung"
        take_exam(session, person, exercise, study.context_id, at + timedelta(hours=1 + number), run)
