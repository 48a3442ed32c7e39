"""Time and attempts of a quiz are the server's, however many requests arrive at once."""

from datetime import timedelta

import pytest

from core import db
from courses import service
from courses.domain.limits import MustWait, NoneLeft
from courses.models import ClosedBy
from courses.service import MayNotStart
from courses.signals import quiz_handed_in
from tests.conftest import NOW
from tests.courses.conftest import School
from tests.courses.quiz_steps import (
    START,
    add_past_attempt,
    attempts,
    begin,
    hand_in,
    in_parallel,
    right_form,
    service_start,
    studies_of_lan,
)


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


def test_a_refusal_says_until_when(school: School) -> None:
    lan = school.browser_of(school.lan)
    lan.post(f"{begin(lan)}/nop-bai")
    with school.app.app_context():
        (study,) = studies_of_lan(school)
        course = school.app.extensions["courses"].courses[0]
        with pytest.raises(MayNotStart) as refusal:
            service.start_quiz(db.session(), school.lan.id, study, course.modules[0], NOW)
        assert refusal.value.decision == MustWait(NOW + timedelta(minutes=15), left=2)
