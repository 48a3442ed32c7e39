"""Passwords, the second factor and the machines of one's own account."""

from collections.abc import Callable
from datetime import timedelta

import pyotp
import pytest
import sqlalchemy as sa
from flask import Flask

from accounts import passwords, second_factor
from accounts.domain import Role
from accounts.models import Person, RecoveryCode
from accounts.password_rules import problem_with
from accounts.service import own_password
from accounts.service.sign_in import SignInRefused
from core import db
from core.audit import AuditEntry
from tests.accounts.conftest import PASSWORD, Browser, Clock
from tests.conftest import NOW

NEW = "bảy con cá rô leo dốc"


@pytest.fixture
def strict(app: Flask) -> object:
    """An installation that asks privileged roles for a second factor."""
    settings = app.extensions["settings"]
    object.__setattr__(settings, "require_mfa", True)
    yield settings
    object.__setattr__(settings, "require_mfa", False)


def _change(browser: Browser, current: str | None = PASSWORD, new: str = NEW, again: str | None = None) -> object:
    fields = {"new_password": new, "again_password": again or new}
    return browser.post("/mat-khau", fields | ({"current_password": current} if current else {}))


def test_a_first_password_opens_nothing_but_its_own_change(
    make_person: Callable[..., Person], browser: Browser
) -> None:
    make_person("Nông Thị Lan", Role.TRAINEE, user_name="lan.nong", password="mai-thuyen-coc-xanh", is_first=True)
    assert browser.sign_in("lan.nong", "Mai Thuyền coc XANH").location == "/mat-khau"
    for path in ("/", "/tai-khoan", "/tai-khoan/may-dang-nhap", "/tai-khoan/xac-thuc-hai-lop"):
        assert browser.get(path).location == "/mat-khau", path
    assert _change(browser, current=None).location == "/"  # type: ignore[attr-defined]
    assert browser.get("/tai-khoan").status_code == 200
    browser.post("/dang-xuat")
    assert browser.sign_in("lan.nong", "mai-thuyen-coc-xanh").status_code == 422
    assert browser.sign_in("lan.nong", NEW).status_code == 303


def test_the_phrase_itself_is_not_a_new_password(make_person: Callable[..., Person], browser: Browser) -> None:
    make_person("Nông Thị Lan", user_name="lan.nong", password="mai-thuyen-coc-xanh", is_first=True)
    browser.sign_in("lan.nong", "mai-thuyen-coc-xanh")
    assert "giống mật khẩu đang dùng" in _change(browser, None, "Mai Thuyen Coc Xanh").text  # type: ignore[attr-defined]


def test_changing_the_password_ends_the_other_machines(
    lan: Person, browser: Browser, open_browser: Callable[[], Browser]
) -> None:
    other = open_browser()
    other.sign_in("lan.nong")
    browser.sign_in("lan.nong")
    before = browser.cookie
    assert _change(browser).location == "/tai-khoan"  # type: ignore[attr-defined]
    assert browser.get("/tai-khoan").status_code == 200
    assert browser.cookie != before
    assert other.get("/tai-khoan").status_code == 303


def test_the_present_password_must_be_right(lan: Person, browser: Browser) -> None:
    browser.sign_in("lan.nong")
    answer = _change(browser, current="sai")
    assert "Mật khẩu hiện tại chưa đúng" in answer.text  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("password", "word"),
    [
        ("ngắn quá", "ít nhất 15 ký tự"),
        ("aaaaaaaaaaaaaaaaaaaa", "dễ đoán"),
        ("thainguyen2024thainguyen", "dễ đoán"),
        ("NongThiLan1234567890", "dễ đoán"),
        ("ubnd xã Văn Yên 2026!!", "dễ đoán"),
        ("P@ssw0rd123456789", "dễ đoán"),
        ("matkhau matkhau matkhau", "dễ đoán"),
        ("qwertyuiop1234567890", "dễ đoán"),
    ],
)
def test_easy_passwords_are_refused_with_what_to_do(password: str, word: str) -> None:
    own = ["Nông Thị Lan", "UBND xã Văn Yên", "lan.nong"]
    assert word in (problem_with(password, has_second_factor=False, own_words=own) or "")


@pytest.mark.parametrize(
    "password", [PASSWORD, NEW, "correct horse battery staple", "đi chợ mua rau muống", "x7#Kq9!mPw2$vLz8"]
)
def test_long_passwords_are_taken_without_rules_on_signs(password: str) -> None:
    assert problem_with(password, has_second_factor=False, own_words=["Nông Thị Lan"]) is None


def test_eight_letters_are_enough_with_a_second_factor() -> None:
    assert problem_with("cá-rô-leo", has_second_factor=True) is None
    assert problem_with("12345678", has_second_factor=True) is not None


def test_the_page_shows_that_two_entries_differ_and_lets_paste(lan: Person, browser: Browser) -> None:
    browser.sign_in("lan.nong")
    answer = _change(browser, again=NEW + "!")
    assert "chưa giống nhau" in answer.text  # type: ignore[attr-defined]
    assert "onpaste" not in answer.text  # type: ignore[attr-defined]
    assert NEW not in answer.text  # type: ignore[attr-defined]


# The second factor


def _set_up(browser: Browser, at: Clock) -> tuple[pyotp.TOTP, list[str]]:
    page = browser.get("/tai-khoan/xac-thuc-hai-lop").text
    key = page.split('<code class="number">')[1].split("</code>")[0].replace(" ", "")
    totp = pyotp.TOTP(key)
    shown = browser.post("/tai-khoan/xac-thuc-hai-lop", {"code_secret": totp.at(at.at)}).text
    codes = [part.split("</code>")[0] for part in shown.split('<code class="number">')[1:]]
    return totp, codes


def test_an_officer_must_set_up_a_second_factor_before_anything_else(
    make_person: Callable[..., Person], browser: Browser, strict: object, time: Clock
) -> None:
    make_person("Hoàng Văn Tuấn", Role.OFFICER, user_name="tuan")
    assert browser.sign_in("tuan").location == "/tai-khoan/xac-thuc-hai-lop"
    assert browser.get("/quan-tri/co-quan").location == "/tai-khoan/xac-thuc-hai-lop"
    _, codes = _set_up(browser, time)
    assert len(codes) == 10
    assert browser.get("/quan-tri/co-quan").status_code == 200


def test_a_trainee_needs_none(lan: Person, browser: Browser, strict: object) -> None:
    assert browser.sign_in("lan.nong").location == "/"


def test_the_qr_code_stands_in_the_page_itself(lan: Person, browser: Browser, time: Clock) -> None:
    browser.sign_in("lan.nong")
    assert 'src="data:image/svg+xml' in browser.get("/tai-khoan/xac-thuc-hai-lop").text


def test_a_half_sign_in_opens_nothing_and_a_code_opens_once(
    lan: Person, browser: Browser, open_browser: Callable[[], Browser], time: Clock
) -> None:
    browser.sign_in("lan.nong")
    totp, _ = _set_up(browser, time)
    time.forward(minutes=1)
    other = open_browser()
    assert other.sign_in("lan.nong").location == "/dang-nhap/ma-xac-thuc"
    assert other.get("/tai-khoan").location == "/dang-nhap/ma-xac-thuc"
    half = other.cookie
    code = totp.at(time.at)
    assert other.post("/dang-nhap/ma-xac-thuc", {"code_secret": f"{code[:3]} {code[3:]}"}).location == "/"
    assert other.get("/tai-khoan").status_code == 200
    assert other.cookie != half
    third = open_browser()
    third.sign_in("lan.nong")
    again = third.post("/dang-nhap/ma-xac-thuc", {"code_secret": code})
    assert again.status_code == 422
    assert "Hãy đợi điện thoại hiện mã kế tiếp" in again.text


def test_the_log_tells_a_right_password_from_a_whole_sign_in(lan: Person, browser: Browser, time: Clock) -> None:
    browser.sign_in("lan.nong")
    totp, _ = _set_up(browser, time)
    browser.post("/dang-xuat")
    time.forward(minutes=1)
    browser.sign_in("lan.nong")
    browser.post("/dang-nhap/ma-xac-thuc", {"code_secret": "000000"})
    browser.post("/dang-nhap/ma-xac-thuc", {"code_secret": totp.at(time.at)})
    with browser.app.app_context():
        acts = db.session().scalars(sa.select(AuditEntry.action).order_by(AuditEntry.position)).all()
    assert acts[-3:] == ["accounts.first_step", "accounts.wrong_code", "accounts.sign_in"]


@pytest.mark.parametrize(("seconds", "fits"), [(-61, False), (-30, True), (0, True), (30, True), (61, False)])
def test_a_code_fits_one_step_before_and_after(app: Flask, seconds: int, fits: bool) -> None:
    with app.app_context():
        code = pyotp.TOTP(second_factor.key_of("n")).at(NOW + timedelta(seconds=seconds))
        assert (second_factor.step_of("n", code, NOW, after=0) is not None) is fits


def test_five_wrong_codes_lock_the_second_step(lan: Person, browser: Browser, time: Clock) -> None:
    browser.sign_in("lan.nong")
    totp, _ = _set_up(browser, time)
    browser.post("/dang-xuat")
    time.forward(minutes=1)
    browser.sign_in("lan.nong")
    for _ in range(5):
        browser.post("/dang-nhap/ma-xac-thuc", {"code_secret": "000000"})
    answer = browser.post("/dang-nhap/ma-xac-thuc", {"code_secret": totp.at(time.at)})
    assert "tạm khóa đến" in answer.text


def test_a_recovery_code_opens_once(
    lan: Person, browser: Browser, open_browser: Callable[[], Browser], time: Clock
) -> None:
    browser.sign_in("lan.nong")
    _, codes = _set_up(browser, time)
    for expected, words in ((303, ""), (422, "Mã dự phòng này đã dùng rồi")):
        other = open_browser()
        other.sign_in("lan.nong")
        answer = other.post("/dang-nhap/ma-xac-thuc", {"code_secret": codes[0].upper()})
        assert answer.status_code == expected
        assert words in answer.text
    assert "Mã dự phòng chưa đúng" in other.post("/dang-nhap/ma-xac-thuc", {"code_secret": "abcde-23456"}).text
    with browser.app.app_context():
        rows = db.session().scalars(sa.select(RecoveryCode)).all()
    assert sum(row.used_at is not None for row in rows) == 1
    assert all(codes[0] not in row.code_hash for row in rows)


def test_whoever_needs_no_second_factor_can_switch_it_off_with_the_password(
    lan: Person, browser: Browser, time: Clock
) -> None:
    browser.sign_in("lan.nong")
    _set_up(browser, time)
    off = "/tai-khoan/xac-thuc-hai-lop/tat"
    assert browser.post(off, {"current_password": "sai"}).status_code == 422
    assert browser.post(off, {"current_password": PASSWORD}).status_code == 303
    browser.post("/dang-xuat")
    assert browser.sign_in("lan.nong").location == "/"


@pytest.mark.parametrize("act", ["ma-du-phong", "tat"])
@pytest.mark.parametrize(
    ("typed", "words"),
    [("", "Hãy ghi mật khẩu hiện tại"), ("sai", "Mật khẩu hiện tại chưa đúng"), ("a" * 5000, "nhiều nhất 256")],
)
def test_the_password_is_asked_again_before_something_delicate(
    lan: Person, browser: Browser, time: Clock, act: str, typed: str, words: str
) -> None:
    browser.sign_in("lan.nong")
    _set_up(browser, time)
    answer = browser.post(f"/tai-khoan/xac-thuc-hai-lop/{act}", {"current_password": typed})
    assert answer.status_code == 422
    assert words in answer.text
    assert 'href="#current_password"' in answer.text


def test_an_officer_cannot_switch_it_off(
    make_person: Callable[..., Person], browser: Browser, strict: object, time: Clock
) -> None:
    make_person("Hoàng Văn Tuấn", Role.OFFICER, user_name="tuan")
    browser.sign_in("tuan")
    _set_up(browser, time)
    assert browser.post("/tai-khoan/xac-thuc-hai-lop/tat", {"current_password": PASSWORD}).status_code == 403


# Machines


def test_lan_ends_another_machine_and_a_stranger_cannot(
    lan: Person, make_person: Callable[..., Person], browser: Browser, open_browser: Callable[[], Browser]
) -> None:
    make_person("Người Lạ", Role.TRAINEE, user_name="la")
    other, stranger = open_browser(), open_browser()
    other.sign_in("lan.nong")
    browser.sign_in("lan.nong")
    stranger.sign_in("la")
    page = browser.get("/tai-khoan/may-dang-nhap").text
    end = page.split('action="/tai-khoan/may-dang-nhap/')[1].split('"')[0]
    assert "Máy này" in page
    assert stranger.post(f"/tai-khoan/may-dang-nhap/{end}").status_code == 404
    assert other.get("/tai-khoan").status_code == 200
    browser.post(f"/tai-khoan/may-dang-nhap/{end}")
    assert other.get("/tai-khoan").status_code == 303
    assert browser.get("/tai-khoan").status_code == 200


def test_ending_the_other_machines_again_says_that_there_is_none(lan: Person, browser: Browser) -> None:
    browser.sign_in("lan.nong")
    place = browser.post("/tai-khoan/may-dang-nhap/ket-thuc-het").location
    assert "Không có máy nào khác" in browser.get(place).text


# One-time links


def test_a_link_sets_a_password_once(app: Flask, make_person: Callable[..., Person], browser: Browser) -> None:
    person = make_person("Quản Trị", Role.ADMINISTRATOR, user_name="quan")
    with app.app_context():
        token = own_password.make_link(db.session(), None, db.session().get_one(Person, person.id), NOW)
    fields = {"new_password": NEW, "again_password": NEW}
    assert "Quản Trị" in browser.get(f"/dat-mat-khau/{token}").text
    assert browser.post(f"/dat-mat-khau/{token}", fields).location == "/dang-nhap"
    assert browser.post(f"/dat-mat-khau/{token}", fields).status_code == 410
    assert browser.sign_in("quan", NEW).status_code == 303


def test_a_link_runs_out_after_a_day(app: Flask, lan: Person, browser: Browser, time: Clock) -> None:
    with app.app_context():
        token = own_password.make_link(db.session(), None, db.session().get_one(Person, lan.id), NOW)
    time.forward(hours=24)
    assert browser.get(f"/dat-mat-khau/{token}").status_code == 410


def test_a_link_used_by_many_at_once_works_for_one(app: Flask, lan: Person) -> None:
    import threading

    with app.app_context():
        token = own_password.make_link(db.session(), None, db.session().get_one(Person, lan.id), NOW)
    done: list[str] = []

    def use(number: int) -> None:
        with app.app_context():
            try:
                own_password.set_password_by_link(db.session(), token, f"{NEW} {number}", NOW)
            except own_password.LinkGone:
                return
            done.append(f"{NEW} {number}")

    threads = [threading.Thread(target=use, args=(number,)) for number in range(12)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(done) == 1
    with app.app_context():
        assert passwords.fits(db.session().get_one(Person, lan.id).password_hash, done[0])


def test_proving_the_password_counts_like_a_sign_in(app: Flask, lan: Person) -> None:
    with app.app_context():
        session = db.session()
        person = session.get_one(Person, lan.id)
        for _ in range(10):
            with pytest.raises(SignInRefused):
                own_password.prove(session, person, "sai", NOW)
        with pytest.raises(SignInRefused, match="tạm khóa"):
            own_password.prove(session, person, PASSWORD, NOW)
