"""A quiz: the key stays on the server until the paper is handed in, and what was saved counts."""

import re

import pytest
import sqlalchemy as sa

from accounts.models import WaitingPost
from core import db
from courses import service
from courses.domain import answers
from courses.domain.answers import Written
from courses.models import ClosedBy, QuizAnswer, QuizAttempt
from courses.service import AttemptEnded, SavedAnswer
from courses.signals import quiz_handed_in
from tests.conftest import NOW
from tests.courses.conftest import School
from tests.courses.quiz_steps import (
    START,
    attempts,
    begin,
    right_form,
)


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


SIGNED = re.compile(r"[\w-]+\.[\w-]{6}\.[\w-]{27}")  # tokens and cookies: their letters are chance, of the time too


@pytest.mark.parametrize("place", ["", "/nop-bai", "?format=json", "/ket-qua"])
def test_no_byte_before_handing_in_tells_the_key(school: School, place: str) -> None:
    lan = school.browser_of(school.lan)
    for path in (START, begin(lan) + place):
        answer = lan.client.get(path, follow_redirects=True)
        everything = SIGNED.sub("", answer.text + str(answer.headers))
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
