"""A quiz: the key stays on the server until the paper is handed in, and time and attempts are the server's."""

import re
import threading
import uuid
from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
import sqlalchemy as sa

from accounts.models import WaitingPost
from core import db
from courses import service
from courses.access import at_hand
from courses.domain import answers
from courses.domain.answers import Written
from courses.domain.limits import MustWait, NoneLeft
from courses.forms import paper_of
from courses.models import ClosedBy, QuizAnswer, QuizAttempt
from courses.providers import STUDIES, Study
from courses.service import AttemptEnded, MayNotStart, SavedAnswer
from courses.signals import quiz_handed_in
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


def test_lan_takes_the_quiz_and_passes(school: School) -> None:
    lan = school.browser_of(school.lan)
    assert "Bắt đầu làm bài" in lan.get(START).text
    paper = begin(lan)
    form = right_form(school, attempts(school)[0])
    to_confirm = lan.post(paper, {**form, "tiep": "nop"})
    assert to_confirm.location == f"{paper}/nop-bai"
    assert "Đã trả lời 5/5 câu" in lan.get(to_confirm.location).text
    handed_in = lan.post(to_confirm.location)
    assert handed_in.location == f"{paper}/ket-qua"
    result = lan.get(handed_in.location).text
    assert "Bạn đã đạt: 100 %" in result
    assert "Căn cứ:" in result
    attempt = attempts(school)[0]
    assert (attempt.score, attempt.is_passed, attempt.closed_by, attempt.ended_at) == (100, True, ClosedBy.PERSON, NOW)


def test_the_result_explains_every_option_also_of_what_was_left_open(school: School) -> None:
    lan = school.browser_of(school.lan)
    paper = begin(lan)
    lan.post(f"{paper}/nop-bai")
    result = lan.get(f"{paper}/ket-qua").text
    assert "Chưa đạt: 0 %" in result
    asked = attempts(school)[0].question_ids
    for question_id, word in (
        ("M1.1-q02", "MA-SAI-THU-RIENG"),
        ("M1.2-q01", "MA-DUNG-KHAN"),
        ("M1.1-q05", "MA-DUNG-MOT"),
        ("M1.2-q05", "MA-DUNG-BAO"),
        ("M1.2-q06", "MA-SAI-TIEU-NGU"),
    ):
        assert (word in result) is (question_id in asked)
    assert "Nên đọc lại" in result


@pytest.mark.parametrize("place", ["", "/nop-bai", "?format=json", "/ket-qua"])
def test_no_byte_before_handing_in_tells_the_key(school: School, place: str) -> None:
    lan = school.browser_of(school.lan)
    for path in (START, begin(lan) + place):
        answer = lan.client.get(path, follow_redirects=True)
        everything = answer.text + str(answer.headers)
        for planted in ("MA-DUNG", "MA-SAI", "Đúng:", "Sai:", "is-good", "correct", "why"):
            assert planted not in everything, planted
    for number in range(1, 6):
        saved = lan.post(f"/bai-kiem-tra/{attempts(school)[0].id}/cau/{number}")
        assert set(saved.json or {}) == {"answered"}


def test_saved_answers_tell_nothing_about_right_or_wrong(school: School) -> None:
    lan = school.browser_of(school.lan)
    paper = begin(lan)
    form = right_form(school, attempts(school)[0])
    lan.post(paper, form)
    right_page = lan.get(paper).text
    lan.post(paper, right_form(school, attempts(school)[0], wrong=("M1.1-q04", "M1.1-q05")))
    assert "is-bad" not in right_page
    with school.app.app_context():
        assert set(db.session().scalars(sa.select(QuizAnswer.points))) == {None}


def test_forged_values_change_nothing(school: School) -> None:
    lan = school.browser_of(school.lan)
    paper = begin(lan)
    forged = {
        "score": "100",
        "started_at": "2020-01-01",
        "is_passed": "1",
        "number": "9",
        "person_id": str(school.minh.id),
    }
    assert lan.post(paper, forged).status_code == 303
    lan.post(f"{paper}/nop-bai", forged)
    attempt = attempts(school)[0]
    assert (attempt.score, attempt.is_passed, attempt.number, attempt.started_at) == (0, False, 1, NOW)
    assert attempt.person_id == school.lan.id


def test_a_value_that_was_never_offered_is_refused(school: School) -> None:
    lan = school.browser_of(school.lan)
    paper = begin(lan)
    names = re.findall(r'type="(?:radio|checkbox)" name="(cau-\d)"', lan.get(paper).text)
    assert lan.post(paper, {names[0]: "0"}).status_code == 422 if names else True
    assert lan.post(f"{paper}/cau/99").status_code == 404


@pytest.mark.parametrize("who", ["minh", "stranger"])
def test_an_attempt_is_its_owners_alone(school: School, who: str) -> None:
    paper = begin(school.browser_of(school.lan))
    other = school.browser_of(getattr(school, who))
    assert other.get(paper).status_code == 404
    assert other.get(f"{paper}/ket-qua").status_code == 404
    assert other.get(f"{paper}/nop-bai").status_code == 404
    for path in (paper, f"{paper}/cau/1", f"{paper}/nop-bai"):
        assert other.post(path).status_code == 404
    assert attempts(school)[0].ended_at is None


def test_minh_who_only_looks_cannot_begin_the_quiz(school: School) -> None:
    minh = school.browser_of(school.minh)
    assert "không làm được bài kiểm tra" in minh.get(START).text
    assert minh.post(START).status_code == 404


def test_a_second_click_goes_on_with_the_same_attempt(school: School) -> None:
    lan = school.browser_of(school.lan)
    assert begin(lan) == begin(lan)
    assert len(attempts(school)) == 1
    assert "Làm tiếp" in lan.get(START).text


def test_answers_count_until_the_grace_is_over_and_not_a_second_longer(school: School) -> None:
    lan = school.browser_of(school.lan)
    paper = begin(lan)
    form = right_form(school, attempts(school)[0])
    with school.later(minutes=10, seconds=30):
        assert lan.post(paper, form).location == paper
    with school.later(minutes=10, seconds=31):
        late = lan.post(paper, {})
        assert late.location == f"{paper}/ket-qua"
        assert lan.post(f"{paper}/cau/1").status_code == 409
        result = lan.get(late.location).text
        assert "Bạn đã đạt: 100 %" in result, "what was saved in time counts"
        assert "Bài kết thúc lúc hết giờ" in result
    attempt = attempts(school)[0]
    assert attempt.closed_by is ClosedBy.TIME
    assert attempt.ended_at == NOW + timedelta(minutes=10)


def test_an_attempt_left_alone_ends_by_itself(school: School) -> None:
    paper = begin(school.browser_of(school.lan))
    with school.app.app_context():
        session = db.session()
        assert service.close_overdue(session, NOW + timedelta(minutes=10, seconds=30)) == 0
        assert service.close_overdue(session, NOW + timedelta(minutes=10, seconds=31)) == 1
    assert attempts(school)[0].closed_by is ClosedBy.TIME
    assert school.browser_of(school.lan).get(paper).location == f"{paper}/ket-qua"


def test_after_an_attempt_one_waits_and_then_gets_another_paper(school: School) -> None:
    lan = school.browser_of(school.lan)
    lan.post(f"{begin(lan)}/nop-bai")
    with school.later(minutes=14):
        assert "Chờ đến 08:15" in lan.get(START).text
        assert lan.post(START).location == START
        assert len(attempts(school)) == 1
    with school.later(minutes=15):
        begin(lan)
    first, second = attempts(school)
    assert second.number == 2
    assert set(first.question_ids) != set(second.question_ids)


def test_no_more_attempts_than_allowed(school: School) -> None:
    lan = school.browser_of(school.lan)
    for attempt in range(3):
        with school.later(hours=attempt):
            lan.post(f"{begin(lan)}/nop-bai")
    with school.later(hours=4):
        assert "Đã dùng hết 3 lần làm" in lan.get(START).text
        assert lan.post(START).location == START
    assert len(attempts(school)) == 3


def test_open_questions_are_named_before_handing_in(school: School) -> None:
    lan = school.browser_of(school.lan)
    paper = begin(lan)
    attempt = attempts(school)[0]
    lan.post(paper, right_form(school, attempt, wrong=tuple(attempt.question_ids[:2])) | {"tiep": "nop"})
    page = lan.get(f"{paper}/nop-bai").text
    assert "câu chưa trả lời xong" in page
    for number in re.findall(r"Câu (\d+)</a>", page):
        assert f"#cau-{number}" in page
    assert attempts(school)[0].ended_at is None


def test_handing_in_twice_is_recorded_once(school: School) -> None:
    told: list[int | None] = []

    def note(_sender: object, attempt: QuizAttempt, **_rest: object) -> None:
        told.append(attempt.score)

    lan = school.browser_of(school.lan)
    paper = begin(lan)
    with quiz_handed_in.connected_to(note):
        for _ in range(2):
            assert lan.post(f"{paper}/nop-bai").location == f"{paper}/ket-qua"
    assert told == [0]
    assert "Bài này đã kết thúc lúc 08:00 23/11/2026" in lan.get(f"{paper}/ket-qua").text
    assert lan.get(paper).location == f"{paper}/ket-qua", "the back button leads to the result"


def test_a_late_repetition_from_the_outbox_changes_nothing(school: School) -> None:
    lan = school.browser_of(school.lan)
    begin(lan)
    with school.app.app_context():
        session = db.session()
        attempt = session.scalars(sa.select(QuizAttempt)).one()
        question = attempt.question_ids[0]

        def save(text: str, client: str, sequence: int) -> None:
            service.save_answers(session, attempt.id, [SavedAnswer(question, Written(text), client, sequence)], NOW)

        def kept() -> object:
            return session.scalars(sa.select(QuizAnswer.answer)).one()

        save("one", "browser", 1)
        save("two", "browser", 2)
        save("one", "browser", 1)
        assert kept() == {"text": "two"}
        save("three", "another tab", 1)
        assert kept() == {"text": "three"}
        save("four", "", 0)
        assert kept() == {"text": "four"}, "a form without a script always counts"


def test_answers_to_questions_of_other_papers_are_left_out(school: School) -> None:
    begin(school.browser_of(school.lan))
    with school.app.app_context():
        session = db.session()
        attempt = session.scalars(sa.select(QuizAttempt)).one()
        assert service.save_answers(session, attempt.id, [SavedAnswer("M1.1-q01", Written("x"))], NOW) == 0
        assert session.scalars(sa.select(QuizAnswer)).all() == []


def test_the_start_page_says_how_points_come_about(school: School) -> None:
    page = school.browser_of(school.lan).get(START).text
    for words in answers.CREDIT_RULES.values():
        assert words in page


def test_fifty_starts_at_once_begin_one_attempt(school: School) -> None:
    outcomes = in_parallel(school, 50, lambda: service_start(school, NOW))
    assert len(set(outcomes)) == 1
    assert len(attempts(school)) == 1


def test_fifty_starts_at_once_never_exceed_the_attempts(school: School) -> None:
    for number in range(1, 3):
        add_past_attempt(school, number)
    outcomes = in_parallel(school, 50, lambda: service_start(school, NOW))
    assert len(set(outcomes)) == 1
    in_parallel(school, 1, lambda: hand_in(school, outcomes[0]))
    refused = in_parallel(school, 10, lambda: service_start(school, NOW + timedelta(hours=5)))
    assert set(refused) == {NoneLeft.__name__}
    assert [attempt.number for attempt in attempts(school)] == [1, 2, 3]


def test_fifty_hand_ins_at_once_grade_once(school: School) -> None:
    (attempt_id,) = in_parallel(school, 1, lambda: service_start(school, NOW))
    graded: list[object] = []

    def note(_sender: object, **rest: object) -> None:
        graded.append(rest["attempt"])

    with quiz_handed_in.connected_to(note):
        in_parallel(school, 20, lambda: hand_in(school, attempt_id))
    assert len(graded) == 1


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


def test_a_refusal_says_until_when(school: School) -> None:
    lan = school.browser_of(school.lan)
    lan.post(f"{begin(lan)}/nop-bai")
    with school.app.app_context():
        (study,) = studies_of_lan(school)
        course = school.app.extensions["courses"].courses[0]
        with pytest.raises(MayNotStart) as refusal:
            service.start_quiz(db.session(), school.lan.id, study, course.modules[0], NOW)
        assert refusal.value.decision == MustWait(NOW + timedelta(minutes=15), left=2)


def test_a_background_save_without_a_sign_in_is_told_so_and_leaves_nothing_behind(school: School) -> None:
    lan = school.browser_of(school.lan)
    paper = begin(lan)
    with school.later(hours=9):
        saved = lan.post(f"{paper}/cau/1", {"cau-1": "x"}, headers={"X-Background": "1"})
    assert saved.status_code == 401
    with school.app.app_context():
        assert db.session().scalars(sa.select(WaitingPost)).all() == []


def test_nothing_is_saved_after_handing_in(school: School) -> None:
    lan = school.browser_of(school.lan)
    paper = begin(lan)
    lan.post(f"{paper}/nop-bai")
    with school.app.app_context():
        attempt = db.session().scalars(sa.select(QuizAttempt)).one()
        with pytest.raises(AttemptEnded):
            service.save_answers(db.session(), attempt.id, [], NOW)
    assert lan.post(f"{paper}/cau/1").status_code == 409
