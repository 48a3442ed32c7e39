"""What the tests of quizzes do again and again: begin, answer rightly, hand in, many at once."""

import threading
import uuid
from collections.abc import Callable
from datetime import datetime, timedelta

import sqlalchemy as sa

from core import db
from courses import service
from courses.access import at_hand
from courses.forms import paper_of
from courses.models import ClosedBy, QuizAttempt
from courses.providers import STUDIES, Study
from courses.service import MayNotStart
from tests.conftest import NOW
from tests.courses.conftest import Browser, School

START = "/khoa-hoc/khoa-mau/kiem-tra/m1"


RIGHT = {
    "M1.1-q02": {"picked": [0, 1]},
    "M1.1-q03": {"places": [1, 2, 3, 4]},
    "M1.1-q04": {"text": "12"},
    "M1.1-q05": {"picked": [0]},
    "M1.2-q01": {"rights": [0, 1, 1]},
    "M1.2-q02": {"text": "3/3/2026"},
    "M1.2-q03": {"picked": [0]},
    "M1.2-q05": {"stages": [0, 1]},
    "M1.2-q06": {"picked": [0, 1]},
}


def begin(browser: Browser) -> str:
    """Start an attempt; the address of its paper."""
    started = browser.post(START)
    assert started.status_code == 303
    return started.location


def attempts(school: School) -> list[QuizAttempt]:
    with school.app.app_context():
        return list(db.session().scalars(sa.select(QuizAttempt).order_by(QuizAttempt.number)))


def right_form(school: School, attempt: QuizAttempt, wrong: tuple[str, ...] = ()) -> dict[str, str | list[str]]:
    """The form values of a paper that is answered rightly, but for some questions."""
    form: dict[str, str | list[str]] = {}
    with school.app.app_context():
        course = at_hand(db.session(), attempt).course
        for sheet in paper_of(course, attempt).sheets:
            if sheet.question.id in wrong:
                continue
            answer = RIGHT[sheet.question.id]
            by_index = {ticket.index: ticket.token for ticket in sheet.tickets}
            match answer:
                case {"picked": list(options)}:
                    form[sheet.name] = [by_index[index] for index in options]
                case {"places": list(places)}:
                    form |= {f"{sheet.name}-{ticket.token}": str(places[ticket.index]) for ticket in sheet.tickets}
                case {"rights": list(rights)}:
                    form |= {f"{sheet.name}-{left.token}": by_index[rights[left.index]] for left in sheet.lefts}
                case {"text": str(text)}:
                    form[sheet.name] = text
                case {"stages": list(options)}:
                    form |= {
                        stage.name: next(t.token for t in stage.tickets if t.index == options[stage.index])
                        for stage in sheet.stages
                    }
    return form


def service_start(school: School, at: datetime) -> str:
    """Start as Lan; the attempt's id, or why not."""
    session = db.session()
    (study,) = studies_of_lan(school)
    course = school.app.extensions["courses"].courses[0]
    try:
        return str(service.start_quiz(session, school.lan.id, study, course.modules[0], at).id)
    except MayNotStart as refusal:
        return type(refusal.decision).__name__


def hand_in(school: School, attempt_id: str) -> str:
    service.hand_in_quiz(db.session(), uuid.UUID(attempt_id), NOW)
    return attempt_id


def studies_of_lan(school: School) -> list[Study]:
    return [study for provider in STUDIES for study in provider(db.session(), school.lan.id)]


def add_past_attempt(school: School, number: int) -> None:
    with school.app.app_context():
        session = db.session()
        (study,) = studies_of_lan(school)
        with db.transaction(session):
            session.add(
                QuizAttempt(
                    id=uuid.uuid4(), person_id=school.lan.id, context_id=study.context_id, course_id=study.course_id,
                    digest=study.digest, module_id="M1", number=number, salt="x", question_ids=[],
                    started_at=NOW - timedelta(days=4 - number), ends_at=NOW - timedelta(days=4 - number),
                    ended_at=NOW - timedelta(days=4 - number), closed_by=ClosedBy.PERSON, score=0, is_passed=False,
                )
            )  # fmt: skip


def in_parallel(school: School, count: int, work: Callable[[], str]) -> list[str]:
    """Do the same in many threads at once, each with a session of its own."""
    results: list[str] = []
    errors: list[BaseException] = []
    gate = threading.Barrier(count)

    def run() -> None:
        with school.app.app_context():
            gate.wait()
            try:
                results.append(work())
            except BaseException as error:
                errors.append(error)

    threads = [threading.Thread(target=run) for _ in range(count)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert errors == []
    return results
