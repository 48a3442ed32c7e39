"""One attempt more at a quiz: granted by the class's instructor or an officer, with a reason, seen by the trainee."""

import re
from datetime import timedelta

import pytest
import sqlalchemy as sa

from core import db
from core.audit import AuditEntry
from courses import service
from courses.domain.content import Module
from courses.models import QuizAttempt, QuizGrant
from courses.service import MayNotStart, NoGrantNeeded
from tests.conftest import NOW
from tests.factories.classes import class_row
from tests.factories.quizzes import first_quiz, use_up_quiz
from tests.factories.two_people import at_once
from tests.training.conftest import World
from training.providers import study_in
from training.service.enrolment import withdraw

REASON = "Mất điện khi đang làm lần 3"


class Quiz:
    """The first quiz of the class, at which Lan has no attempt left."""

    def __init__(self, world: World, leaving: int = 0) -> None:
        self.world = world
        with world.app.app_context():
            self.module: Module = use_up_quiz(db.session(), world.class_id, world.ids["lan"], leaving=leaving)

    @property
    def person_path(self) -> str:
        return f"/lop/{self.world.class_id}/hoc-vien/{self.world.ids['lan']}/kiem-tra"

    @property
    def path(self) -> str:
        return f"{self.person_path}/{self.module.slug}/them-lan"

    @property
    def own_path(self) -> str:
        return f"/khoa-hoc/van-thu-co-ban/kiem-tra/{self.module.slug}"

    def grants(self) -> list[tuple[int, str]]:
        with self.world.app.app_context():
            return [(one.number, one.reason) for one in db.session().scalars(sa.select(QuizGrant))]


@pytest.fixture
def quiz(world: World) -> Quiz:
    return Quiz(world)


def test_minh_grants_one_more_and_lan_reads_by_whom_and_why(world: World, quiz: Quiz) -> None:
    assert "Đã dùng hết 3 lần làm" in world.get("lan", quiz.own_path).text
    assert quiz.person_path in world.get("minh", f"/lop/{world.class_id}/ket-qua").text
    assert quiz.path in world.get("minh", quiz.person_path).text
    granted = world.post("minh", quiz.path, reason=REASON)
    assert (granted.status_code, granted.location) == (303, quiz.person_path)
    page = world.get("minh", quiz.person_path).text
    assert "3/4 lần" in page
    assert quiz.path not in page
    own = world.get("lan", quiz.own_path).text
    assert "Bạn được làm thêm 1 lần" in own
    assert "Lần 4: Trần Quang Minh cho thêm lúc" in own
    assert REASON in own
    assert "Bắt đầu làm bài" in own


def test_the_attempt_that_was_granted_counts_like_any_other_and_is_one(world: World, quiz: Quiz) -> None:
    world.post("officer", quiz.path, reason=REASON)
    with world.app.app_context():
        session = db.session()
        study = study_in(class_row(session, world.class_id))
        fourth = service.start_quiz(session, world.ids["lan"], study, quiz.module, NOW)
        assert fourth.number == 4
        service.hand_in_quiz(session, fourth.id, NOW)
        with pytest.raises(MayNotStart):
            service.start_quiz(session, world.ids["lan"], study, quiz.module, NOW + timedelta(days=1))
        kept = session.get_one(QuizAttempt, fourth.id)
        with db.transaction(session):
            kept.score, kept.is_passed = 80, True
    assert "80 %" in world.get("officer", quiz.person_path).text
    assert "Đã dùng hết 4 lần làm" in world.get("lan", quiz.own_path).text


def test_it_stands_in_the_audit_log(world: World, quiz: Quiz) -> None:
    world.post("minh", quiz.path, reason=REASON)
    with world.app.app_context():
        entry = db.session().scalars(sa.select(AuditEntry).where(AuditEntry.action == "quiz.attempt_granted")).one()
    assert (entry.actor_id, entry.subject) == (world.ids["minh"], f"person:{world.ids['lan']}")
    assert entry.details == {
        "context": str(world.class_id),
        "module": quiz.module.id,
        "number": 4,
        "reason": REASON,
    }


@pytest.mark.parametrize(("who", "status"), [("stranger", 404), ("hoa", 403), ("lan", 403), ("contact", 403)])
def test_nobody_else_sees_or_grants(world: World, quiz: Quiz, who: str, status: int) -> None:
    assert world.get(who, quiz.person_path).status_code == status
    assert world.get(who, quiz.path).status_code == status
    assert world.post(who, quiz.path, form_page="/tai-khoan", reason=REASON).status_code == status
    assert quiz.grants() == []


def test_a_person_is_not_reached_through_another_class(world: World, quiz: Quiz) -> None:
    through = quiz.path.replace(str(world.class_id), str(world.other_id))
    assert world.get("stranger", through).status_code == 404
    assert world.post("stranger", through, form_page="/tai-khoan", reason=REASON).status_code == 404
    assert world.get("minh", quiz.path.replace(quiz.module.slug, "khong-co")).status_code == 404
    assert quiz.grants() == []


def test_a_double_click_grants_once_and_a_second_tab_is_told(world: World, quiz: Quiz) -> None:
    page, tab = world.get("minh", quiz.path).text, world.get("officer", quiz.path).text
    for _ in range(2):
        sent = world.browser("minh").post(quiz.path, data={**_hidden(page), "reason": REASON})
        assert (sent.status_code, sent.location) == (303, quiz.person_path)
    assert "nên chưa cần cho thêm" not in world.get("minh", quiz.person_path).text, "the second click is no mistake"
    other = world.browser("officer").post(quiz.path, data={**_hidden(tab), "reason": "Đứt mạng"})
    assert other.location == quiz.person_path
    assert "Nông Thị Lan còn 1 lần làm bài kiểm tra" in world.get("officer", other.location).text
    assert quiz.grants() == [(4, REASON)]


def _hidden(page: str) -> dict[str, str]:
    return dict(re.findall(r'name="(csrf_token|once)" value="([^"]*)"', page))


def test_while_attempts_are_left_the_page_says_so_instead(world: World) -> None:
    quiz = Quiz(world, leaving=2)
    asked = world.get("minh", quiz.path)
    assert (asked.status_code, asked.location) == (303, quiz.person_path)
    assert "còn 2 lần làm bài kiểm tra" in world.get("minh", asked.location).text
    sent = world.post("minh", quiz.path, form_page="/lop", reason=REASON)
    assert "còn 2 lần làm bài kiểm tra" in world.get("minh", sent.location).text
    assert quiz.grants() == []


def test_while_the_last_attempt_is_open_nothing_is_granted(world: World) -> None:
    quiz = Quiz(world, leaving=1)
    with world.app.app_context():
        session = db.session()
        study = study_in(class_row(session, world.class_id))
        service.start_quiz(session, world.ids["lan"], study, quiz.module, NOW)
    answer = world.get("minh", quiz.path)
    assert "đang làm dở bài kiểm tra" in world.get("minh", answer.location).text
    assert quiz.grants() == []


def test_a_reason_is_needed_and_kept_when_it_is_too_long(world: World, quiz: Quiz) -> None:
    assert "Hãy ghi lý do" in world.post("minh", quiz.path, reason="  ").text
    long = "Đứt mạng cả buổi chiều. " * 20
    refused = world.post("minh", quiz.path, reason=long)
    assert refused.status_code == 422
    assert long.strip() in refused.text
    assert quiz.grants() == []


def test_who_was_taken_out_of_the_class_gets_nothing(world: World, quiz: Quiz) -> None:
    with world.app.app_context():
        withdraw(db.session(), world.people["officer"], world.class_id, world.ids["lan"], "Thay người", NOW)
    answer = world.post("minh", quiz.path, form_page="/lop", reason=REASON)
    assert "đã được rút khỏi lớp" in world.get("minh", answer.location).text
    assert quiz.grants() == []


def test_eight_grants_at_once_give_one_attempt(world: World, quiz: Quiz) -> None:
    def grant() -> str:
        with world.app.app_context():
            session = db.session()
            study = study_in(class_row(session, world.class_id))
            module = first_quiz(session, world.class_id)
            try:
                service.grant_attempt(
                    session, world.ids["minh"], world.ids["lan"], study, module, REASON, NOW, result="/lop"
                )
            except NoGrantNeeded:
                return "told"
            return "granted"

    assert sorted(at_once(*[grant] * 8)) == ["granted", *["told"] * 7]
    assert quiz.grants() == [(4, REASON)]
