"""Lessons: who reads them, what is remembered, and that they cost little."""

import re

import pytest
import sqlalchemy as sa

from core import db
from courses.models import LessonProgress, PracticeAnswer, SelfStudy
from courses.signals import lesson_finished
from tests.conftest import NOW
from tests.courses.conftest import School

LESSON = "/khoa-hoc/khoa-mau/bai/m1-1"
QUESTION = f"{LESSON}/cau-hoi/M1.1-q01"
FIELD = "tra-loi-m1-1-q01"


def token_for(html: str, option: str) -> str:
    """The form value of an option, by the words of its label."""
    found = re.search(rf'value="([0-9a-f]+)"[^>]*><label[^>]*>{option}', html)
    assert found, option
    return found[1]


def test_lan_of_the_class_reads_the_lesson(school: School) -> None:
    page = school.browser_of(school.lan).get(LESSON)
    assert page.status_code == 200
    assert "<h1>Cấp số đến</h1>" in page.text
    assert "Tôi đã đọc xong bài này" in page.text


def test_minh_looks_at_the_lesson_and_leaves_no_trace(school: School) -> None:
    minh = school.browser_of(school.minh)
    page = minh.get(LESSON)
    assert "Bạn đang xem trước" in page.text
    assert "Tôi đã đọc xong bài này" not in page.text
    assert minh.post(f"{LESSON}/da-doc").status_code == 404
    answered = minh.post(QUESTION, data={FIELD: token_for(page.text, "Trong một năm")})
    assert "Đúng: dãy số bắt đầu lại vào đầu năm." in answered.text
    with school.app.app_context():
        assert db.session().scalar(sa.select(sa.func.count()).select_from(PracticeAnswer)) == 0


@pytest.mark.parametrize("path", [LESSON, "/so-tay/khoa-mau/m1-1", "/khoa-hoc/khoa-mau/kiem-tra/m1"])
def test_a_stranger_gets_404_until_he_begins_the_open_course(school: School, path: str) -> None:
    stranger = school.browser_of(school.stranger)
    assert stranger.get(path).status_code == 404
    assert stranger.get("/khoa-hoc/khoa-mau").status_code == 200
    begun = stranger.post("/khoa-hoc/khoa-mau/bat-dau")
    assert begun.status_code == 303
    assert stranger.get(path).status_code == 200


def test_nobody_reads_without_signing_in(school: School) -> None:
    for path in ("/khoa-hoc", LESSON, "/khoa-hoc/hinh/x/y.svg", "/so-tay/khoa-mau/m1-1"):
        page = school.app.test_client().get(path)
        assert page.status_code != 200
        assert "số đến" not in page.text


@pytest.mark.parametrize(
    "path",
    ["/khoa-hoc/khong-co", "/khoa-hoc/khoa-mau/bai/m9-9", "/so-tay/khoa-mau/m1-2", f"/khoa-hoc/hinh/{'0' * 64}/a.svg"],
)
def test_what_does_not_exist_is_404(school: School, path: str) -> None:
    assert school.browser_of(school.lan).get(path).status_code == 404


def test_beginning_twice_makes_one_study(school: School) -> None:
    stranger = school.browser_of(school.stranger)
    for _ in range(2):
        stranger.post("/khoa-hoc/khoa-mau/bat-dau")
    with school.app.app_context():
        assert db.session().scalar(sa.select(sa.func.count()).select_from(SelfStudy)) == 1


def test_reading_is_confirmed_once_and_the_next_step_is_named(school: School) -> None:
    told: list[str] = []

    def note(_sender: object, lesson_id: str, **_rest: object) -> None:
        told.append(lesson_id)

    lan = school.browser_of(school.lan)
    opened = re.search(r'name="opened" value="([^"]+)"', lan.get(LESSON).text)
    assert opened
    with lesson_finished.connected_to(note):
        for _ in range(2):
            assert lan.post(f"{LESSON}/da-doc", data={"opened": opened[1]}).status_code == 303
    assert told == ["M1.1"]
    page = lan.get(LESSON)
    assert "Bài M1.2: Chuyển văn bản đến" in page.text
    assert "Sang bài tiếp theo" in page.text
    with school.app.app_context():
        row = db.session().scalars(sa.select(LessonProgress)).one()
        assert (row.lesson_id, row.context_id, row.opened_at, row.finished_at) == ("M1.1", school.class_id, NOW, NOW)


def test_a_forged_opening_time_is_not_kept(school: School) -> None:
    school.browser_of(school.lan).post(f"{LESSON}/da-doc", data={"opened": "2020-01-01T00:00:00+00:00~forged"})
    with school.app.app_context():
        row = db.session().scalars(sa.select(LessonProgress)).one()
        assert (row.opened_at, row.finished_at) == (None, NOW)


def test_a_practice_answer_is_explained_at_once_option_by_option(school: School) -> None:
    lan = school.browser_of(school.lan)
    page = lan.get(LESSON)
    assert "bắt đầu lại vào đầu năm" not in page.text, "nothing is explained before the answer"
    sent = lan.post(QUESTION, data={FIELD: token_for(page.text, "Trong một tháng")})
    assert sent.status_code == 303
    assert sent.location.endswith("/bai/m1-1#cau-q01")
    page = lan.get(LESSON)
    assert "Chưa đúng" in page.text
    assert "Đúng: dãy số bắt đầu lại vào đầu năm." in page.text
    assert "Sai: không bắt đầu lại mỗi tháng." in page.text
    assert 'href="/tra-cuu/dieu/ND30.D22.K2"' in page.text


def test_with_a_script_only_the_question_comes_back(school: School) -> None:
    lan = school.browser_of(school.lan)
    token = token_for(lan.get(LESSON).text, "Trong một năm")
    part = lan.post(QUESTION, data={FIELD: token}, headers={"HX-Request": "true"})
    assert part.status_code == 200
    assert part.text.lstrip().startswith("<form")
    assert "Đúng" in part.text


def test_a_practice_question_can_be_tried_again_and_every_try_stays_recorded(school: School) -> None:
    lan = school.browser_of(school.lan)
    token = token_for(lan.get(LESSON).text, "Trong một tháng")
    lan.post(QUESTION, data={FIELD: token})
    lan.post(f"{QUESTION}/lam-lai")
    assert "bắt đầu lại vào đầu năm" not in lan.get(LESSON).text
    lan.post(QUESTION, data={FIELD: token_for(lan.get(LESSON).text, "Trong một năm")})
    with school.app.app_context():
        tries = db.session().scalars(sa.select(PracticeAnswer.points).order_by(PracticeAnswer.points)).all()
        assert tries == [0, 100]


@pytest.mark.parametrize("script", [{}, {"HX-Request": "true"}])
def test_an_unfinished_answer_comes_back_with_what_to_do(school: School, script: dict[str, str]) -> None:
    lan = school.browser_of(school.lan)
    path = "/khoa-hoc/khoa-mau/bai/m1-2"
    places = re.findall(r'name="(tra-loi-m1-2-q04-[0-9a-f]+)"', lan.get(path).text)
    sent = lan.post(f"{path}/cau-hoi/M1.2-q04", data={places[0]: "2", places[1]: "2"}, headers=script)
    assert sent.status_code == 422
    assert "Hãy cho mỗi bước một số thứ tự, không bước nào trùng nhau." in sent.text
    assert sent.text.count('<option value="2" selected>') == 2, "nothing is lost"
    assert ('href="#cau-q04"' in sent.text) is not bool(script)
    with school.app.app_context():
        assert db.session().scalar(sa.select(sa.func.count()).select_from(PracticeAnswer)) == 0


def test_a_value_that_was_never_offered_is_refused_and_a_quiz_question_is_no_practice(school: School) -> None:
    lan = school.browser_of(school.lan)
    assert lan.post(QUESTION, data={FIELD: "0"}).status_code == 422
    assert lan.post(f"{LESSON}/cau-hoi/M1.1-q02", data={}).status_code == 404


def test_pictures_are_kept_by_the_browser_and_named_by_version(school: School) -> None:
    lan = school.browser_of(school.lan)
    address = re.search(r'src="(/khoa-hoc/hinh/[0-9a-f]{64}/[^"]+)"', lan.get(LESSON).text)
    assert address
    picture = lan.get(address[1])
    assert picture.mimetype == "image/svg+xml"
    assert picture.headers["Cache-Control"] == "private, max-age=31536000, immutable"
    assert "script-src 'self'" in picture.headers["Content-Security-Policy"]


def test_the_job_aid_is_a_page_and_a_pdf(school: School) -> None:
    lan = school.browser_of(school.lan)
    assert "Ghi số tiếp theo." in lan.get("/so-tay/khoa-mau/m1-1").text
    printed = lan.get("/so-tay/khoa-mau/m1-1/ban-in")
    assert printed.mimetype == "application/pdf"
    assert printed.data.startswith(b"%PDF")
    assert (
        "s%E1%BB%95" in printed.headers["Content-Disposition"].lower()
        or "so-tay" in printed.headers["Content-Disposition"]
    )


def test_a_lesson_costs_two_queries_besides_the_session(school: School, count_queries: list[str]) -> None:
    lan = school.browser_of(school.lan)
    lan.get(LESSON)
    count_queries.clear()
    lan.get(LESSON)
    ours = [query for query in count_queries if "lesson_progress" in query or "self_study" in query]
    assert len(ours) == 1
    assert len(count_queries) <= 4, count_queries


def test_a_lesson_is_not_rendered_again_on_view(school: School, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(text: str) -> str:
        raise AssertionError("rendered on view")

    monkeypatch.setattr("core.markdown.render", refuse)
    monkeypatch.setattr("core.markdown.clean", refuse)
    assert school.browser_of(school.lan).get(LESSON).status_code == 200


def test_the_list_says_what_i_study_and_what_i_may_begin(school: School) -> None:
    assert "Lớp 1" in school.browser_of(school.lan).get("/khoa-hoc").text
    page = school.browser_of(school.stranger).get("/khoa-hoc").text
    assert "Khóa học mở cho mọi người" in page
    assert "Bắt đầu học" in school.browser_of(school.stranger).get("/khoa-hoc/khoa-mau").text
