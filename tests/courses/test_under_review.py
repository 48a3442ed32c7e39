"""Content that cites a changed provision says "đang rà soát" to learners, from the day of the change until it is closed."""

import uuid
from datetime import date

import pytest

from accounts.domain import Role
from core import db
from courses.views import law_uses
from lookup import service
from lookup.domain.changes import ChangeKind, EndKind
from lookup.providers import Use, UseKind
from tests.conftest import NOW
from tests.courses.conftest import School
from tests.courses.test_lessons import FIELD, LESSON, QUESTION, token_for
from tests.factories.people import create_person

TODAY = date(2026, 11, 23)
NOTE = "<h2>Đang rà soát</h2>"


def mark(school: School, key: str, day: date = TODAY) -> uuid.UUID:
    """An officer has written down a change."""
    with school.app.app_context():
        session = db.session()
        officer = create_person(session, "Hoàng Văn Tuấn", Role.OFFICER, user_name=f"tuan-{uuid.uuid4().hex[:6]}")
        made = service.mark_change(
            session, officer, key=key, kind=ChangeKind.AMENDED, effective_on=day, note="Sửa cách cấp số.", at=NOW
        )
        return made.id


@pytest.mark.parametrize("key", ["ND30.D22.K2", "ND30.D22", "ND30"])
def test_a_lesson_that_cites_it_or_a_part_of_it_says_so(school: School, key: str) -> None:
    lan = school.browser_of(school.lan)
    assert NOTE not in lan.get(LESSON).text
    mark(school, key)
    page = lan.get(LESSON).text
    assert NOTE in page
    assert "được sửa đổi từ 23/11/2026." in page
    assert NOTE in lan.get("/so-tay/khoa-mau/m1-1").text


def test_a_part_of_what_a_lesson_cites_as_a_whole_concerns_it(school: School) -> None:
    mark(school, "ND30.D23.K1")
    assert NOTE in school.browser_of(school.lan).get("/khoa-hoc/khoa-mau/bai/m1-2").text


def test_a_neighbour_a_later_day_and_a_closed_change_disturb_nobody(
    school: School, monkeypatch: pytest.MonkeyPatch
) -> None:
    lan = school.browser_of(school.lan)
    mark(school, "ND30.D22.K3")
    mark(school, "ND30.D22.K2", date(2026, 11, 24))
    assert NOTE not in lan.get(LESSON).text
    with monkeypatch.context() as next_day:
        next_day.setattr("lookup.watch.clock.today", lambda: date(2026, 11, 24))
        assert NOTE in lan.get(LESSON).text
    closed = mark(school, "ND30.D22.K2")
    with school.app.app_context():
        service.close_change(db.session(), school.minh, closed, EndKind.REVISED, "Xong.", NOW)
    assert NOTE not in lan.get(LESSON).text


def test_the_explanation_of_a_practice_question_says_so(school: School) -> None:
    mark(school, "ND30.D22.K2")
    lan = school.browser_of(school.lan)
    before = lan.get(LESSON).text
    assert "Đang rà soát: được sửa đổi từ" not in before
    answered = lan.post(QUESTION, {FIELD: token_for(before, "Trong một năm")}, {"HX-Request": "true"}).text
    assert "Đang rà soát: được sửa đổi từ 23/11/2026" in answered


def test_it_costs_a_lesson_one_cheap_look_and_then_none(school: School, count_queries: list[str]) -> None:
    lan = school.browser_of(school.lan)
    school.app.extensions["law_watch"].forget()
    costs = []
    for _ in range(2):
        count_queries.clear()
        lan.get(LESSON)
        costs.append(len([query for query in count_queries if "law_change" in query]))
    assert costs == [1, 0]


def test_a_question_is_named_with_its_lesson(school: School) -> None:
    with school.app.test_request_context():
        uses = law_uses.uses_of("ND30.D21.K1")
    questions = {use.label: use for use in uses if use.kind is UseKind.QUESTION}
    assert "Câu M1.1-q03 (bài kiểm tra), bài M1.1: Cấp số đến" in questions
    cites = {use.label: use.cites for use in uses}
    assert cites["Câu M1.1-q02 (bài kiểm tra), bài M1.1: Cấp số đến"] == ("ND30.D21.K1",), "an option cites it"
    practice = [use for use in law_uses_of(school, "ND30.D22.K2") if "(luyện tập)" in use.label]
    assert practice[0].url.endswith("/bai/m1-1#cau-q01")


def law_uses_of(school: School, key: str) -> list[Use]:
    """What the sample course says."""
    with school.app.test_request_context():
        return law_uses.uses_of(key)


def test_a_link_never_leads_a_person_to_a_closed_door(school: School) -> None:
    path = "/tra-cuu/dieu/ND30.D22.K2"
    assert f'href="{LESSON}"' in school.browser_of(school.lan).get(path).text
    assert f'href="{LESSON}"' in school.browser_of(school.minh).get(path).text
    stranger = school.browser_of(school.stranger).get(path).text
    assert f'href="{LESSON}"' not in stranger
    assert 'href="/khoa-hoc/khoa-mau"' in stranger, "the open course, where he may begin"
