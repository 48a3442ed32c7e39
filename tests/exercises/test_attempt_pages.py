"""An attempt through its pages: chosen and begun, helped on, taken back, handed in, explained and replayed."""

import uuid

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from accounts.domain import Role
from accounts.models import Person
from app import create_app
from core import markdown
from exercises.domain import Mode
from exercises.prose import html_of
from tests.factories.desk_browser import Browser, begin
from tests.factories.forgery import csrf_token
from tests.factories.people import create_person, sign_in


def test_the_list_and_the_exercise_say_what_they_practise(browser: Browser) -> None:
    page = browser.client.get("/luyen-tap").text
    assert "Tiếp nhận văn bản đến qua Trục liên thông" in page
    assert "Đang làm dở" in page
    exercise = browser.client.get("/luyen-tap/bai/vbden-02").text
    assert "Làm tiếp lượt đang dở" in exercise
    assert browser.client.get("/luyen-tap/bai/khong-co").status_code == 404


def test_beginning_an_exercise_opens_a_desk(app: Flask, session: Session) -> None:
    client = sign_in(app, create_person(session, "Hà Thị Mới", Role.TRAINEE))
    token = csrf_token(app, client)
    fields = {"csrf_token": token, "mode": "exam"}
    first = client.post("/luyen-tap/bai/vbden-03/bat-dau", data=fields).headers["Location"]
    assert client.post("/luyen-tap/bai/vbden-03/bat-dau", data=fields).headers["Location"] == first
    assert client.post("/luyen-tap/bai/vbden-03/bat-dau", data={**fields, "mode": "x"}).status_code == 400
    assert client.get(first).status_code == 200


def test_the_context_of_somebody_elses_class_is_refused(app: Flask, session: Session) -> None:
    client = sign_in(app, create_person(session, "Hà Thị Mới", Role.TRAINEE))
    token = csrf_token(app, client)
    fields = {"csrf_token": token, "mode": "exam", "context": str(uuid.uuid4())}
    assert client.post("/luyen-tap/bai/vbden-03/bat-dau", data=fields).status_code == 404


def test_briefs_are_html_from_the_start(app: Flask, lan: Person, monkeypatch: pytest.MonkeyPatch) -> None:
    html_of.cache_clear()
    create_app(app.extensions["settings"])

    def on_a_view(_text: str) -> None:
        raise AssertionError("rendered on a view")

    monkeypatch.setattr(markdown, "render", on_a_view)
    browser = begin(app, lan)
    assert "<p>" in browser.get("")
    assert browser.client.get("/luyen-tap/bai/vbden-03").status_code == 200


def test_an_exam_has_no_coach_no_hints_and_no_findings(app: Flask, lan: Person) -> None:
    browser = begin(app, lan, mode=Mode.EXAM)
    packet = browser.id("first")
    browser.post(f"/van-ban/{packet}/tiep-nhan")
    page = browser.get(f"/van-ban/{packet}")
    assert "Người hướng dẫn" not in page
    assert "nơi gửi không được báo" not in page
    browser.post("/goi-y", hint="trinh")
    assert "HintTaken" not in browser.kinds()
    assert browser.client.get(browser.home + "/xem-lai").status_code == 303


def test_a_hint_is_shown_with_its_cost(browser: Browser) -> None:
    assert "trừ 5 điểm" in browser.get()
    browser.post("/goi-y", hint="bat-dau")
    assert "Mỗi dòng là một gói tin" in browser.get()


def test_whoever_has_done_something_may_step_back_before_it_is_a_mistake(browser: Browser) -> None:
    assert "Lùi một bước" not in browser.get()
    browser.post("/goi-y", hint="bat-dau")
    assert "Lùi một bước" not in browser.get()
    browser.get(f"/van-ban/{browser.id('first')}")
    browser.post(f"/van-ban/{browser.id('first')}/kiem-tra-chu-ky")
    assert "Lùi một bước" in browser.get()


def test_a_step_back_opens_a_branch(browser: Browser) -> None:
    packet = browser.id("first")
    browser.post(f"/van-ban/{packet}/tiep-nhan")
    answer = browser.client.post(browser.home + "/lui", data={"csrf_token": browser.token()})
    branched = Browser(browser.app, browser.client, uuid.UUID(answer.headers["Location"].split("/")[2]))
    assert branched.attempt_id != browser.attempt_id
    assert branched.kinds() == ["DeskOpened"]


def test_starting_anew_gives_other_documents(browser: Browser) -> None:
    first = browser.loaded().events[0].fact
    answer = browser.client.post(browser.home + "/lam-lai", data={"csrf_token": browser.token()})
    fresh = Browser(browser.app, browser.client, uuid.UUID(answer.headers["Location"].split("/")[2]))
    assert fresh.loaded().events[0].fact != first


def test_the_result_explains_each_finding_with_article_and_evidence(browser: Browser) -> None:
    packet = browser.id("first")
    browser.post(f"/van-ban/{packet}/tiep-nhan", send_status="y")
    browser.post("/van-ban-den", **browser.entry("first", organ_name="Sở Nội vụ"))
    browser.get("/nop-bai")
    browser.post("/nop-bai")
    page = browser.get("/ket-qua")
    for words in ("Chưa đạt", "Tên cơ quan ban hành trong sổ khác", "Quy định", "Cách làm lại cho đúng"):
        assert words in page
    assert f"{browser.home}/xem-lai?buoc=4" in page
    assert browser.client.get(browser.home).headers["Location"].endswith("/ket-qua")


def test_the_replay_shows_the_desk_as_it_stood(browser: Browser) -> None:
    packet = browser.id("first")
    browser.post(f"/van-ban/{packet}/tiep-nhan", send_status="y")
    browser.post("/van-ban-den", **browser.entry("first"))
    browser.post("/nop-bai")
    before = browser.get(f"/xem-lai?buoc=3&man=van-ban:{packet}")
    after = browser.get(f"/xem-lai?buoc=4&man=van-ban:{packet}")
    assert "Thông tin đăng ký" not in before
    assert "Thông tin đăng ký" in after
    assert '<form method="post"' not in after.split("<main")[1].split("</main>")[0]
    assert "Bước 4/" in after
    for nonsense in ("buoc=0", "buoc=999", "buoc=x", "man=van-ban:p99", "man=xyz"):
        browser.get(f"/xem-lai?{nonsense}")


def test_an_old_tab_of_a_closed_attempt_is_led_to_the_result(browser: Browser) -> None:
    browser.post("/nop-bai")
    fields = {"csrf_token": browser.token(), "position": 1}
    for path in ("/van-ban/p1/mo", "/cho", "/nop-bai", "/van-ban-den"):
        more = {"until": "2026-10-14T09:00:00+07:00", **browser.entry("first")}
        answer = browser.client.post(browser.home + path, data={**more, **fields})
        assert answer.headers["Location"].endswith("/ket-qua"), path
    assert "Lượt này đã đóng" in browser.get("/ket-qua")
    assert browser.kinds() == ["DeskOpened", "DeskClosed"]
