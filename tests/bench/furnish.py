"""Furnishes a throw-away installation: `python -m tests.bench.furnish people FILE` and `… certificates`.

Runs in a process of its own with the site's environment, so that the load never carries the application. People, classes
and desks are made through the services; passwords are known, their hashes are what every installation makes.
"""

import json
import sys
import time
import uuid
from datetime import date, datetime, timedelta
from datetime import time as hour
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from flask import current_app
from sqlalchemy.orm import Session

from accounts.domain import Role
from accounts.models import Person
from accounts.service.first_passwords import give_known_password
from accounts.service.people import create_person
from app import create_app
from certificates import results
from certificates.models import Certificate
from certificates.results import class_results
from certificates.service.issuing import Imprint
from certificates.service.recognition import Recognise, recognise_and_issue
from core import clock, db
from core.prepare import prepare
from courses.domain.content import Course
from courses.library import library
from demo.names import people
from exercises.dms.domain import commands as c
from exercises.dms.forms import entry_values
from exercises.domain import Mode
from exercises.queries import load_attempt
from exercises.runs import right_entry
from exercises.service import act, start_attempt
from training.domain.attendance import Mark, Status
from training.domain.completion import Item, ItemKind, ItemState
from training.domain.plans import ClassPlan, CourseRef, PlannedSession
from training.domain.sessions import HalfDay
from training.queries import results as training_results
from training.queries.attendance import sessions_of
from training.service.classes import create_class
from training.service.enrolment import NewEnrolment, enrol
from training.service.rolls import lock_session, save_roll

TRAINEES = 300
CERTIFIED = 270
PASSWORD = "do toc do bang lop hoc gia {number}"
SCENARIO = "VBDEN-02"
COURSE = "van-thu-co-ban"
FINISHED = "Lớp đo tốc độ đã kết thúc"


def furnish(desks: int) -> dict[str, Any]:
    """Make everything that the load needs; the answer is what it must know."""
    session, now = db.session(), clock.now()
    officer = session.scalars(sa.select(Person).where(Person.user_name == "ha.dang")).one()
    minh = session.scalars(sa.select(Person).where(Person.user_name == "minh.tran")).one()
    course = library().current(COURSE)
    assert course is not None
    with db.transaction(session):
        library().keep(session, course, now)
        trainees = [_trainee(session, officer, number, now) for number in range(TRAINEES)]
        names = [trainee.user_name for trainee in trainees]
        open_class = _class(session, officer, minh, trainees, course, now, "Lớp đo tốc độ")
        _class(session, officer, minh, trainees[:CERTIFIED], course, now, FINISHED, finished=True)
    ids = [trainee.id for trainee in trainees[:desks]]
    desk_list = [_desk(session, person_id, open_class, now) for person_id in ids]
    lesson = max(course.lessons, key=lambda one: len(one.text.html))
    module = next(one for one in course.modules if one.quiz is not None)
    return {
        "trainees": [[name, PASSWORD.format(number=number)] for number, name in enumerate(names)],
        "lesson": f"/khoa-hoc/{course.id}/bai/{lesson.slug}",
        "quiz": f"/khoa-hoc/{course.id}/kiem-tra/{module.slug}",
        "desks": desk_list,
    }


def _trainee(session: Session, officer: Person, number: int, now: datetime) -> Person:
    invented = _INVENTED[number]
    person = create_person(
        session,
        officer,
        full_name=invented.full_name,
        roles=[Role.TRAINEE],
        at=now,
        agency_id=officer.agency_id,
        birth_date=invented.birth_date,
        position=invented.position,
        is_simulated=True,
    )
    give_known_password(session, person, PASSWORD.format(number=number), now)
    return person


def _class(
    session: Session,
    officer: Person,
    instructor: Person,
    trainees: list[Person],
    course: Course,
    now: datetime,
    name: str,
    *,
    finished: bool = False,
) -> uuid.UUID:
    first = clock.in_vietnam(now).date() - timedelta(days=10 if finished else 1)
    days = [first + timedelta(days=shift) for shift in range(3)]
    plan = ClassPlan(
        name=name,
        course=CourseRef(course.id, course.digest, course.title),
        place="Hội trường",
        first_day=days[0],
        last_day=days[-1],
        organiser="Sở Nội vụ",
        decision_number="1/QĐ-SNV",
        decision_date=first - timedelta(days=20),
        exercises=() if finished else (SCENARIO,),
        sessions=tuple(_session(day, instructor) for day in days),
    )
    class_id = create_class(session, officer, plan, now - timedelta(days=30))
    enrol(session, officer, class_id, [NewEnrolment(person.id, person.agency_id) for person in trainees], now)
    if finished:
        _hold(session, instructor, class_id, trainees)
    return class_id


def _session(day: date, instructor: Person) -> PlannedSession:
    return PlannedSession(day, HalfDay.MORNING, hour(7, 30), hour(11, 0), 4, "Hội trường", instructor.id)


def _hold(session: Session, instructor: Person, class_id: uuid.UUID, trainees: list[Person]) -> None:
    marks = {person.id: Mark(Status.PRESENT) for person in trainees}
    for row in sessions_of(session, class_id):
        save_roll(session, instructor, row.id, marks, seen=0, at=row.ends_at)
        lock_session(session, instructor, row.id, head_count=len(trainees), at=row.ends_at + timedelta(minutes=5))


def _desk(session: Session, person_id: uuid.UUID, context_id: uuid.UUID, now: datetime) -> dict[str, Any]:
    """A desk where every packet is taken in, and the entries that a good clerk would type."""
    key = current_app.extensions["settings"].secret_key
    begun = start_attempt(
        session,
        person_id=person_id,
        scenario_id=SCENARIO,
        mode=Mode.PRACTICE,
        at=now,
        seed_key=key,
        context_id=context_id,
    )
    loaded = load_attempt(session, begun.attempt)
    for packet in list(loaded.desk.items):
        act(session, begun.attempt.id, c.OpenDocument(packet), now)
        act(session, begun.attempt.id, c.CheckSignature(packet), now)
        loaded, _events = act(session, begun.attempt.id, c.Accept(packet, send_status=True), now)
    items = list(loaded.desk.items.values())
    entries = {item.packet.id: _typed(entry_values(right_entry(loaded.desk, item))) for item in items}
    db.session().expunge_all()
    return {"id": str(begun.attempt.id), "position": loaded.position, "entries": entries}


def _typed(values: dict[str, Any]) -> dict[str, str]:
    return {name: f"{v:%d/%m/%Y}" if isinstance(v, date) else str(v) for name, v in values.items() if v is not None}


def certify() -> dict[str, Any]:
    """Recognise the finished class and issue its certificates, then wait until the job worker has made every paper.

    Who has met the conditions is given, everything after that is the real thing.
    """
    session, now = db.session(), clock.now()
    officer = session.scalars(sa.select(Person).where(Person.user_name == "ha.dang")).one()
    class_id = session.scalars(sa.select(_class_ids())).one()
    met = Item(ItemKind.ATTENDANCE, "", "Dự ít nhất 80 % số tiết của lớp", ItemState.DONE, "đã dự 12/12 tiết (100 %)")
    everybody = {one.person.id: (met,) for one in training_results.class_results(session, class_id)}
    vars(results)["checklists"] = lambda _session, _class_id: everybody
    settings = current_app.extensions["settings"]
    found = class_results(session, class_id)
    session.rollback()
    started = time.perf_counter()
    command = Recognise("9/QĐ-SNV", clock.in_vietnam(now).date(), found.digest)
    made = recognise_and_issue(session, officer, class_id, command, Imprint(settings.public_url, settings.demo), now)
    issued = time.perf_counter() - started
    waiting = sa.select(sa.func.count()).where(Certificate.recognition_id == made.id, Certificate.pdf_sha256.is_(None))
    while session.scalar(waiting) and time.perf_counter() - started < 300:
        session.rollback()
        time.sleep(0.1)
    count = session.scalar(sa.select(sa.func.count()).where(Certificate.recognition_id == made.id))
    left = session.scalar(waiting)
    return {"count": count, "unmade": left, "issued": issued, "made": time.perf_counter() - started}


def _class_ids() -> Any:
    from training.models import TrainingClass

    return sa.select(TrainingClass.id).where(TrainingClass.name == FINISHED).scalar_subquery()


_INVENTED = [one for one, _ in zip(people("bench", date(2026, 11, 23)), range(TRAINEES), strict=False)]

if __name__ == "__main__":
    app = create_app()
    prepare(app)
    with app.app_context():
        answer = certify() if sys.argv[1] == "certificates" else furnish(int(sys.argv[3]))
    Path(sys.argv[2]).write_text(json.dumps(answer), encoding="utf-8")
