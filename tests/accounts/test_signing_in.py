"""Signing in and out, in the browser's eyes."""

import re
import threading
from collections.abc import Callable
from types import SimpleNamespace

import pytest
import sqlalchemy as sa
from flask import Flask
from nacl.pwhash import argon2id

from accounts import passwords
from accounts.domain import Role, device_name, safe_path
from accounts.models import Person, Throttle, UserSession
from accounts.service.sign_in import SignInRefused, begin, sign_in
from core import db
from core.audit import AuditEntry
from tests.accounts.conftest import PASSWORD, Browser, Clock
from tests.conftest import NOW
from tests.factories.forgery import csrf_token


@pytest.mark.parametrize(
    "name", ["lan.nong", " LAN.NONG ", "lan.nong\u200b", "lan@xa.vn", "0912345678", "+84 912 345 678"]
)
def test_a_person_signs_in_by_user_name_e_mail_or_telephone(
    make_person: Callable[..., Person], browser: Browser, name: str
) -> None:
    make_person("Nông Thị Lan", Role.TRAINEE, user_name="lan.nong", email="lan@xa.vn", phone="0912345678")
    assert browser.sign_in(name).location == "/"
    assert "Chào Nông Thị Lan" in browser.get("/").text


def test_a_telephone_that_two_people_share_names_nobody(make_person: Callable[..., Person], browser: Browser) -> None:
    make_person("Nông Thị Lan", user_name="lan", phone="0912345678")
    make_person("Ma Văn Minh", user_name="minh", phone="0912345678")
    assert browser.sign_in("0912345678").status_code == 422


def test_a_user_name_goes_before_a_telephone_of_the_same_digits(
    make_person: Callable[..., Person], browser: Browser
) -> None:
    make_person("Nông Thị Lan", user_name="lan", phone="0912345678")
    make_person("Ma Văn Minh", user_name="0912345678")
    browser.sign_in("0912 345 678".replace(" ", ""))
    assert "Chào Ma Văn Minh" in browser.get("/").text


def test_who_signs_in_with_what_many_share_is_told_to_take_the_user_name(browser: Browser, lan: Person) -> None:
    hint = "mà nhiều người dùng chung thì không đăng nhập được"
    assert hint in browser.sign_in("0912 345 678", "sai").text
    assert hint in browser.sign_in("vanphong@xa.vn", "sai").text
    assert hint not in browser.sign_in("lan.nong", "sai").text


def test_a_name_in_look_alike_letters_is_nobody(lan: Person, browser: Browser) -> None:
    assert browser.sign_in("l\u0430n.nong").status_code == 422  # a Cyrillic a


def test_known_and_unknown_names_get_the_same_answer(lan: Person, browser: Browser) -> None:
    known = browser.sign_in("lan.nong", "sai")
    unknown = browser.sign_in("khong.ai", "sai")
    assert known.status_code == unknown.status_code == 422
    # The form's token carries the second in which it was signed.
    shown = [re.sub(r'(name="csrf_token" value=")[^"]+', r"\1", answer.text) for answer in (known, unknown)]
    assert shown[0].replace("lan.nong", "X") == shown[1].replace("khong.ai", "X")
    assert "còn 9 lần thử" in known.text


def test_known_and_unknown_names_cost_the_same_hash(
    lan: Person, browser: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    costs: list[bytes] = []

    def verify(password_hash: bytes, password: bytes) -> bool:
        costs.append(password_hash.rsplit(b"$", 2)[0])  # without the salt and the hash
        return argon2id.verify(password_hash, password)

    monkeypatch.setattr(passwords, "argon2id", SimpleNamespace(verify=verify))
    browser.sign_in("lan.nong", "sai")
    browser.sign_in("khong.ai", "sai")
    assert costs == [passwords.CHEAP.mark.rstrip("$").encode()] * 2


def test_a_sign_in_page_of_a_second_tab_says_who_has_signed_in_meanwhile(lan: Person, browser: Browser) -> None:
    old = csrf_token(browser.app, browser.client)
    browser.sign_in("lan.nong")
    sent = {"csrf_token": old, "name": "lan.nong", "password": PASSWORD}
    answer = browser.client.post("/dang-nhap", data=sent)
    assert answer.status_code == 400
    assert "đang đăng nhập bằng tài khoản của Nông Thị Lan" in answer.text


def test_a_browser_that_keeps_no_cookies_is_told_so(lan: Person, browser: Browser) -> None:
    token = csrf_token(browser.app, browser.client)
    browser.client.delete_cookie("dauden")
    answer = browser.client.post("/dang-nhap", data={"csrf_token": token, "name": "lan.nong", "password": PASSWORD})
    assert answer.status_code == 400
    assert "hãy cho phép trình duyệt lưu cookie" in answer.text
    assert 'href="/dang-nhap"' in answer.text


def test_ten_wrong_passwords_lock_the_account_for_a_quarter_of_an_hour(
    lan: Person, browser: Browser, time: Clock
) -> None:
    for left in range(9, 0, -1):
        assert f"còn {left} lần thử" in browser.sign_in("lan.nong", "sai").text
    assert browser.sign_in("lan.nong", "sai").status_code == 429
    answer = browser.sign_in("lan.nong")
    assert answer.status_code == 429
    assert "tạm khóa đến 08:15" in answer.text
    time.forward(minutes=15)
    assert browser.sign_in("lan.nong").status_code == 303


def test_an_unknown_name_is_locked_alike(lan: Person, browser: Browser) -> None:
    answers = [browser.sign_in("khong.ai", "sai").status_code for _ in range(12)]
    assert answers == [422] * 9 + [429] * 3


def test_a_right_password_forgets_the_wrong_ones(lan: Person, browser: Browser) -> None:
    for _ in range(9):
        browser.sign_in("lan.nong", "sai")
    assert browser.sign_in("lan.nong").status_code == 303
    browser.post("/dang-xuat")
    assert "còn 9 lần thử" in browser.sign_in("lan.nong", "sai").text


def test_fifty_tries_at_once_reach_the_password_ten_times_at_most(
    app: Flask, lan: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    looked_at: list[str] = []

    def fits(_hash: object, password: str) -> bool:
        looked_at.append(password)
        return False

    monkeypatch.setattr(passwords, "fits", fits)

    def attempt(number: int) -> None:
        with app.app_context(), pytest.raises(SignInRefused):
            sign_in(db.session(), "lan.nong", f"sai {number}", NOW)

    threads = [threading.Thread(target=attempt, args=(number,)) for number in range(50)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(looked_at) == 10


def test_a_password_that_was_changed_while_it_was_checked_opens_nothing(app: Flask, lan: Person) -> None:
    with app.app_context(), pytest.raises(SignInRefused, match="vừa được đổi"):
        begin(db.session(), lan.id, NOW, "", proved="the hash before")


def test_a_session_begins_under_a_new_id(lan: Person, browser: Browser) -> None:
    browser.sign_in("lan.nong")
    first = browser.cookie
    browser.sign_in("lan.nong")
    assert browser.cookie != first
    with browser.app.app_context():
        assert db.session().scalar(sa.select(sa.func.count()).select_from(UserSession)) == 2


def test_a_copied_cookie_is_dead_after_sign_out(
    lan: Person, browser: Browser, open_browser: Callable[[], Browser]
) -> None:
    browser.sign_in("lan.nong")
    thief = open_browser()
    thief.client.set_cookie("dauden", browser.cookie)
    assert thief.get("/tai-khoan").status_code == 200
    browser.post("/dang-xuat")
    assert thief.get("/tai-khoan").location.startswith("/dang-nhap")


def test_a_sign_in_sleeps_in_after_eight_hours_and_ends_after_twelve(
    lan: Person, browser: Browser, time: Clock
) -> None:
    browser.sign_in("lan.nong")
    time.forward(hours=7, minutes=59)
    assert browser.get("/tai-khoan").status_code == 200
    time.forward(hours=3)
    assert browser.get("/tai-khoan").status_code == 200
    time.forward(hours=1, minutes=2)
    assert browser.get("/tai-khoan").status_code == 303


def test_an_administrator_is_signed_out_after_half_an_hour_of_rest(
    make_person: Callable[..., Person], browser: Browser, time: Clock
) -> None:
    make_person("Quản Trị", Role.ADMINISTRATOR, user_name="quan")
    browser.sign_in("quan")
    time.forward(minutes=31)
    assert browser.get("/quan-tri/nguoi-dung").status_code == 303


def test_a_suspended_person_hears_why_only_after_the_right_password(
    make_person: Callable[..., Person], browser: Browser
) -> None:
    make_person("Nông Thị Lan", user_name="lan.nong", suspended_at=NOW)
    assert "tạm dừng" not in browser.sign_in("lan.nong", "sai").text
    assert "đang tạm dừng" in browser.sign_in("lan.nong").text


def test_a_first_phrase_runs_out_after_sixty_days(
    make_person: Callable[..., Person], browser: Browser, time: Clock
) -> None:
    make_person("Nông Thị Lan", user_name="lan.nong", password="mai-thuyen-coc-xanh", is_first=True)
    time.forward(days=61)
    assert "quá 60 ngày" in browser.sign_in("lan.nong", "mai-thuyen-coc-xanh").text


@pytest.mark.parametrize(
    "wanted",
    ["//evil.example", "/\\evil.example", "https://evil.example", "javascript:alert(1)", "/\t/evil.example", "\\\\evil",
     "/dang-xuat", "http:/evil.example", " //evil.example", "/%0d%0aX: y\r\n"],
)  # fmt: skip
def test_after_signing_in_nobody_is_sent_to_another_site(lan: Person, browser: Browser, wanted: str) -> None:
    assert browser.sign_in("lan.nong", wanted=wanted).location == "/"


def test_after_signing_in_one_goes_on_to_the_wanted_page(lan: Person, browser: Browser) -> None:
    asked = browser.get("/tai-khoan/may-dang-nhap?a=1")
    assert asked.location == "/dang-nhap?next=/tai-khoan/may-dang-nhap?a%3D1"
    assert browser.sign_in("lan.nong", wanted="/tai-khoan/may-dang-nhap?a=1").location == "/tai-khoan/may-dang-nhap?a=1"


@pytest.mark.parametrize(("name", "place"), [("lan.nong", "/luyen-tap/ban-cua-lan"), ("minh", "/")])
def test_only_the_person_whose_sign_in_ran_out_goes_on_to_the_page_that_was_open(
    lan: Person, make_person: Callable[..., Person], browser: Browser, time: Clock, name: str, place: str
) -> None:
    make_person("Ma Văn Minh", Role.TRAINEE, user_name="minh")
    browser.sign_in("lan.nong")
    time.forward(hours=9)
    assert browser.sign_in(name, wanted="/luyen-tap/ban-cua-lan").location == place


def test_a_path_of_this_site_is_safe() -> None:
    assert safe_path("/lop/1?x=2#y") == "/lop/1?x=2#y"
    assert safe_path("/" + "a" * 1001) is None


def test_a_demo_button_signs_in_and_exists_in_demo_mode_only(
    make_person: Callable[..., Person], browser: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    make_person("Ma Văn Minh", Role.INSTRUCTOR, user_name="minh")
    assert browser.post("/dang-nhap/trinh-dien", {"role": "instructor"}).location == "/"
    assert "Chào Ma Văn Minh" in browser.get("/").text
    object.__setattr__(browser.app.extensions["settings"], "demo", False)
    try:
        assert browser.post("/dang-nhap/trinh-dien", {"role": "instructor"}).status_code == 404
        browser.post("/dang-xuat")
        assert "Dùng thử" not in browser.get("/dang-nhap").text
    finally:
        object.__setattr__(browser.app.extensions["settings"], "demo", True)


def test_the_log_names_who_signed_in_and_never_a_password(
    lan: Person, browser: Browser, caplog: pytest.LogCaptureFixture
) -> None:
    browser.sign_in("x\r\n2026-11-22 INFO dang nhap thanh cong admin", "bí mật của tôi")
    browser.sign_in("lan.nong")
    with browser.app.app_context():
        rows = db.session().scalars(sa.select(AuditEntry)).all()
        kept = db.session().scalars(sa.select(Throttle.key)).all()
    assert [row.action for row in rows] == ["accounts.sign_in"]
    everything = caplog.text + repr([row.details for row in rows]) + repr(kept)
    assert "bí mật" not in everything
    assert PASSWORD not in everything
    assert "thanh cong" not in everything


def test_a_machine_is_named_in_words() -> None:
    assert device_name("Mozilla/5.0 (Windows NT 10.0; Win64; x64) Chrome/120 Safari/537.36") == "Chrome trên Windows"
    assert device_name("") == "Trình duyệt khác trên máy khác"


def test_the_sign_in_page_may_not_be_kept_by_a_browser(browser: Browser) -> None:
    answer = browser.get("/dang-nhap")
    assert answer.headers["Cache-Control"] == "no-store"
    assert "Cookie" in answer.headers["Vary"]


def test_nothing_typed_is_lost_but_the_password(lan: Person, browser: Browser) -> None:
    answer = browser.sign_in("lan.nong", "một mật khẩu sai")
    assert 'value="lan.nong"' in answer.text
    assert "một mật khẩu sai" not in answer.text
    assert 'href="#password"' in answer.text


def test_one_number_in_many_spellings_is_counted_alike_whether_somebody_has_it(browser: Browser) -> None:
    spellings = ("0912345678", "0912 345 678", "+84912345678", "0912.345.678")
    for number, typed in enumerate(spellings):
        assert f"còn {9 - number} lần thử" in browser.sign_in(typed, "sai").text
