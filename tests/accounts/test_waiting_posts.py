"""What was typed when the sign-in ran out waits for the person who typed it, and for nobody else."""

import io
import re
from collections.abc import Callable

import sqlalchemy as sa
from werkzeug.test import TestResponse

from accounts.domain import Role
from accounts.models import Person, WaitingPost
from accounts.service import waiting_posts
from core import db
from tests.accounts.conftest import Browser, Clock

TYPED = {"name": "Ủy ban nhân dân xã Văn Yên", "kind": "commune", "parent_id": "", "valid_from": "01/07/2025"}
FORM = "/quan-tri/co-quan/them"


def _type_too_late(browser: Browser, time: Clock, data: dict[str, object] | None = None) -> str:
    browser.sign_in("tuan")
    time.forward(hours=9)
    answer = browser.post(FORM, data or TYPED, Referer=f"http://localhost{FORM}")
    return answer.location or ""


def _tuan(make_person: Callable[..., Person]) -> None:
    make_person("Hoàng Văn Tuấn", Role.OFFICER, user_name="tuan")


def _rows(browser: Browser) -> list[WaitingPost]:
    with browser.app.app_context():
        return list(db.session().scalars(sa.select(WaitingPost)))


def test_a_form_sent_too_late_comes_back_after_signing_in(
    make_person: Callable[..., Person], browser: Browser, time: Clock
) -> None:
    _tuan(make_person)
    assert _type_too_late(browser, time) == f"/dang-nhap?next={FORM}"
    assert "vẫn còn" in browser.get("/dang-nhap").text
    place = browser.sign_in("tuan").location
    assert place.startswith("/bai-dang-go/")
    page = browser.get(place).text
    shown = re.findall(r"<dt>(.*?)</dt><dd>(.*?)</dd>", page)
    assert shown == [
        ("Tên cơ quan", "Ủy ban nhân dân xã Văn Yên"),
        ("Loại", "Xã, phường"),
        ("Ngày bắt đầu hoạt động", "01/07/2025"),
    ]
    assert "bạn bấm “Thêm cơ quan” nhưng" in page
    fields = dict(_rows(browser)[0].fields)
    again = browser.post(f"{place}/gui-lai", fields)
    assert (again.status_code, again.location) == (307, FORM)
    assert browser.post(FORM, fields).location == "/quan-tri/co-quan"
    assert "Ủy ban nhân dân xã Văn Yên" in browser.get("/quan-tri/co-quan").text
    assert browser.get(place).status_code == 404


def test_it_never_shows_to_another_person_at_that_pc(
    make_person: Callable[..., Person], browser: Browser, time: Clock
) -> None:
    _tuan(make_person)
    make_person("Người Lạ", Role.OFFICER, user_name="la")
    _type_too_late(browser, time)
    assert browser.sign_in("la").location == "/"
    row = _rows(browser)[0]
    for path in (f"/bai-dang-go/{row.id}", "/"):
        assert "Văn Yên" not in browser.get(path).text
    assert browser.post(f"/bai-dang-go/{row.id}/gui-lai").status_code == 404
    assert browser.post(f"/bai-dang-go/{row.id}/bo").status_code == 404


def test_it_is_gone_after_half_an_hour(make_person: Callable[..., Person], browser: Browser, time: Clock) -> None:
    _tuan(make_person)
    _type_too_late(browser, time)
    at = time.forward(minutes=31)
    assert browser.sign_in("tuan").location == "/"
    with browser.app.app_context():
        waiting_posts.sweep(db.session(), at)
    assert _rows(browser) == []


def test_what_was_sent_beside_a_file_is_kept_only_where_words_were_typed(
    make_person: Callable[..., Person], browser: Browser, time: Clock
) -> None:
    _tuan(make_person)
    machine_made = {"position": "12", "once": "5b0f9c1e-0f5c-4f0e-9c7e-0d3f0a8b7c11"}
    _type_too_late(browser, time, {**machine_made, "file": (io.BytesIO(b"x"), "ban-thao.docx")})
    page = browser.get("/dang-nhap").text
    assert "chọn lại tệp" in page
    assert "vẫn còn" not in page
    assert _rows(browser) == []
    _type_too_late(browser, time, {**machine_made, "why": "nộp lại", "file": (io.BytesIO(b"x"), "ban-thao.docx")})
    assert "tệp thì phải chọn lại" in browser.get("/dang-nhap").text
    assert "Tệp đính kèm không được giữ lại" in browser.get(browser.sign_in("tuan").location).text


def test_a_page_that_is_gone_tells_free_text_and_no_codes(
    make_person: Callable[..., Person], browser: Browser, time: Clock
) -> None:
    _tuan(make_person)
    browser.sign_in("tuan")
    time.forward(hours=9)
    sent = {"ground": "wrong_addressee", "position": "7", "reason": "Gửi nhầm sang cơ quan khác"}
    browser.post("/quan-tri/co-quan/khong-con", sent, Referer="http://localhost/quan-tri/co-quan/khong-con")
    browser.post(FORM, sent, Referer="http://localhost/khong-con")
    page = browser.get(browser.sign_in("tuan").location).text
    assert re.findall(r"<dt>(.*?)</dt><dd>(.*?)</dd>", page) == [("Bạn đã gõ", "Gửi nhầm sang cơ quan khác")]


def test_it_can_be_thrown_away(make_person: Callable[..., Person], browser: Browser, time: Clock) -> None:
    _tuan(make_person)
    _type_too_late(browser, time)
    place = browser.sign_in("tuan").location
    assert browser.post(f"{place}/bo").location == "/"
    assert _rows(browser) == []


def test_each_of_several_is_offered_until_it_is_sent_or_thrown_away(
    make_person: Callable[..., Person], browser: Browser, time: Clock
) -> None:
    _tuan(make_person)
    _type_too_late(browser, time)
    time.forward(minutes=1)
    browser.post(FORM, {**TYPED, "name": "Ủy ban nhân dân xã Mường Khương"})
    place = browser.sign_in("tuan").location
    page = browser.get(place).text
    assert "Việc khác cũng chưa gửi được (1)" in page
    assert "Ủy ban nhân dân xã Văn Yên" in page
    browser.post(f"{place}/gui-lai")
    home = browser.get("/").text
    assert "Còn 1 việc chưa gửi được vì hết phiên" in home
    step = re.search(r"""href="(/bai-dang-go/[^"]+)">Xem và gửi lại""", home)
    assert step
    assert "Ủy ban nhân dân xã Văn Yên" in browser.get(step[1]).text
    browser.post(f"{step[1]}/bo")
    assert "chưa gửi được" not in browser.get("/").text


def test_passwords_are_never_kept(make_person: Callable[..., Person], browser: Browser, time: Clock) -> None:
    _tuan(make_person)
    _type_too_late(browser, time, {**TYPED, "new_password": "chuỗi bí mật", "code_secret": "123456"})
    names = {name for name, _ in _rows(browser)[0].fields}
    assert names == set(TYPED)


def test_a_body_that_is_too_large_is_not_kept_and_the_page_says_so(
    make_person: Callable[..., Person], browser: Browser, time: Clock
) -> None:
    _tuan(make_person)
    _type_too_late(browser, time, {**TYPED, "name": "a" * 200_001})
    assert _rows(browser) == []
    assert "quá lớn" in browser.get("/dang-nhap").text


def test_a_forged_form_keeps_nothing(make_person: Callable[..., Person], browser: Browser, time: Clock) -> None:
    _tuan(make_person)
    browser.sign_in("tuan")
    time.forward(hours=9)
    assert browser.client.post(FORM, data=TYPED).status_code == 400
    assert _rows(browser) == []


def test_nobody_leaves_nothing(browser: Browser) -> None:
    assert browser.post(FORM, TYPED).location == "/dang-nhap"
    assert _rows(browser) == []


def test_a_form_in_another_tab_still_counts_after_signing_in_again(
    make_person: Callable[..., Person], browser: Browser, time: Clock
) -> None:
    _tuan(make_person)
    browser.sign_in("tuan")
    browser.get(FORM)
    with browser.client.session_transaction() as cookie:
        before = cookie["csrf_token"]
    time.forward(hours=9)
    browser.sign_in("tuan")
    with browser.client.session_transaction() as cookie:
        assert cookie["csrf_token"] == before


def test_htmx_is_told_to_open_the_sign_in_page(browser: Browser) -> None:
    answer = browser.client.get("/tai-khoan", headers={"HX-Request": "true"})
    assert answer.status_code == 401
    assert answer.headers["HX-Redirect"] == "/dang-nhap"


def _open_form(browser: Browser) -> str:
    """A tab with the form; returns the token in it."""
    found = re.search(r'name="csrf_token" value="([^"]+)"', browser.get(FORM).text)
    assert found
    return found[1]


def _send_from_tab(browser: Browser, token: str) -> TestResponse:
    tab = {"Referer": f"http://localhost{FORM}"}
    return browser.client.post(FORM, data={"csrf_token": token, **TYPED}, headers=tab)


def test_what_is_sent_after_signing_out_in_another_tab_waits_for_its_person_alone(
    make_person: Callable[..., Person], browser: Browser
) -> None:
    _tuan(make_person)
    make_person("Người Lạ", Role.OFFICER, user_name="la")
    browser.sign_in("tuan")
    token = _open_form(browser)
    browser.post("/dang-xuat")
    assert _send_from_tab(browser, token).location == f"/dang-nhap?next={FORM}"
    page = browser.get("/dang-nhap").text
    assert "Bạn đã đăng xuất ở một thẻ khác. Những gì bạn vừa gửi vẫn còn" in page
    assert "Văn Yên" not in page
    assert browser.sign_in("la").location == "/"
    assert "Văn Yên" not in browser.get("/").text
    browser.post("/dang-xuat")
    place = browser.sign_in("tuan").location
    page = browser.get(place).text
    assert "Ủy ban nhân dân xã Văn Yên" in page
    assert "đã đăng xuất ở một thẻ khác" in page
    assert "Nếu không phải bạn điền" in page
    assert browser.post(f"{place}/gui-lai", dict(_rows(browser)[0].fields)).location == FORM


def test_after_signing_out_nothing_opens_and_nobody_is_told_of_a_sign_in_that_ran_out(
    make_person: Callable[..., Person], browser: Browser
) -> None:
    _tuan(make_person)
    browser.sign_in("tuan")
    browser.post("/dang-xuat")
    browser.get("/dang-nhap")
    assert browser.get(FORM).location == f"/dang-nhap?next={FORM}"
    page = browser.get("/dang-nhap").text
    assert "Phiên làm việc đã hết" not in page
    assert "Hoàng Văn Tuấn" not in page


def test_a_form_of_one_person_is_refused_in_the_sign_in_of_another_and_the_page_says_why(
    make_person: Callable[..., Person], browser: Browser
) -> None:
    _tuan(make_person)
    make_person("Người Lạ", Role.OFFICER, user_name="la")
    browser.sign_in("tuan")
    token = _open_form(browser)
    browser.post("/dang-xuat")
    browser.sign_in("la")
    answer = _send_from_tab(browser, token)
    assert answer.status_code == 400
    assert "bạn đã đăng xuất hoặc người khác đã đăng nhập" in answer.text
    assert "mở đã lâu" not in answer.text
    assert "Văn Yên" not in answer.text
    assert _rows(browser) == []


def test_a_form_without_a_sign_in_that_the_browser_remembers_is_told_the_same(browser: Browser) -> None:
    token = re.search(r'name="csrf_token" value="([^"]+)"', browser.get("/xac-minh").text)
    assert token
    browser.client.delete_cookie("dauden")
    answer = browser.client.post("/xac-minh/theo-so", data={"csrf_token": token[1], "number": "1/2026"})
    assert answer.status_code == 400
    assert "lần đăng nhập đã kết thúc" in answer.text
    assert "cookie" in answer.text
