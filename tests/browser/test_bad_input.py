"""What people do to forms: too large a file, the wrong file, too late, twice, by the back button, in two tabs."""

import re
import sqlite3
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import SignIn
from tests.browser.journey import clerk
from tests.browser.site import Site

NEW_AGENCY = "/quan-tri/co-quan/them"
FORMS = [
    ("administrator", NEW_AGENCY),
    ("administrator", "/quan-tri/nguoi-dung/them"),
    ("administrator", "/quan-tri/don-vi"),
    ("administrator", "/mat-khau"),
    ("officer", "/lop/mo-lop"),
]
NONSENSE = "Lời gõ thử «<b>» 31/02/2026 " + "dài " * 20


def _to_the_upload(page: Page) -> None:
    page.goto("/lop")
    page.get_by_role("link", name=re.compile("sở, ngành và xã, phường")).click()
    page.get_by_role("link", name="Học viên", exact=True).click()
    page.get_by_role("link", name="Ghi danh từ tệp Excel").first.click()


@pytest.mark.parametrize("place", ["the list of a class", "the public page"])
def test_a_file_of_100_mb_meets_a_page_and_not_a_broken_line(place: str, as_role: SignIn, tmp_path: Path) -> None:
    large = tmp_path / "danh-sach.xlsx"
    with large.open("wb") as file:
        file.truncate(100 * 1024 * 1024)
    if place == "the public page":
        page, button = as_role(None), "So với bản gốc"
        page.goto("/xac-minh")
    else:
        page, button = as_role("officer"), "Tải lên và xem trước"
        _to_the_upload(page)
    page.locator("input[type=file]").set_input_files(large)
    with page.expect_navigation() as arrived:
        page.get_by_role("button", name=button).click()
    assert arrived.value is not None
    assert arrived.value.status == 413
    assert re.search("lớn", page.locator("main").inner_text())


def test_a_picture_renamed_to_xlsx_is_refused_with_a_sentence(as_role: SignIn, tmp_path: Path) -> None:
    page = as_role("officer")
    _to_the_upload(page)
    renamed = tmp_path / "danh-sach.xlsx"
    page.screenshot(path=tmp_path / "trang.png")
    renamed.write_bytes((tmp_path / "trang.png").read_bytes())
    page.locator("input[type=file]").set_input_files(renamed)
    page.get_by_role("button", name="Tải lên và xem trước").click()
    expect(page.locator(".error-summary")).to_contain_text(re.compile("tệp", re.IGNORECASE))


@pytest.mark.parametrize(("role", "address"), FORMS, ids=[address for _, address in FORMS])
def test_a_form_full_of_nonsense_names_each_field_and_keeps_what_was_typed(
    role: str, address: str, as_role: SignIn
) -> None:
    page = as_role(role)
    page.goto(address)
    texts = page.locator("main form input[type=text]:visible, main form input:not([type]):visible, main form textarea")
    typed = {}
    for box in texts.all():
        name = str(box.get_attribute("name"))
        value = NONSENSE.strip()
        box.fill(value)
        typed[name] = value
    with page.expect_navigation() as arrived:
        page.locator("main form .btn-primary").first.click()
    assert arrived.value is not None
    assert arrived.value.status == 422
    links = page.locator(".error-summary a").all()
    assert links
    for link in links:
        assert page.locator(str(link.get_attribute("href")).replace(".", "\\.")).count() == 1
    expect(page.locator(".error-summary")).to_be_focused()
    kept = {name: page.locator(f"main form [name='{name}']").first.input_value() for name in typed}
    assert kept == typed


def _end_sign_ins(site: Site, user_name: str) -> None:
    with sqlite3.connect(site.data / "dauden.sqlite3", timeout=10) as store:
        store.execute(
            "UPDATE user_session SET last_seen_at = '2020-01-01 00:00:00.000000'"
            " WHERE person_id IN (SELECT id FROM person WHERE user_name = ?)",
            (user_name,),
        )


def _fill_agency(page: Page, name: str) -> None:
    page.goto(NEW_AGENCY)
    page.locator("[name=name]").fill(name)
    page.locator("[name=valid_from]").fill("01/07/2025")
    page.locator("select[name=kind]").select_option("commune")


def _rows(page: Page, name: str) -> Locator:
    return page.locator("tbody tr").filter(has_text=name)


def _send(page: Page) -> None:
    page.locator("main form .btn-primary").click()


def _sign_in(page: Page, name: str, password: str) -> None:
    page.locator("[name=name]").fill(name)
    page.locator("[name=password]").fill(password)
    page.get_by_role("button", name="Đăng nhập", exact=True).click()


def test_what_was_typed_too_late_waits_for_its_person_alone(
    as_person: SignIn, passwords: dict[str, str], site: Site
) -> None:
    name = "Ủy ban nhân dân xã Gõ Muộn"
    page = as_person("chi.ngo")
    _fill_agency(page, name)
    _end_sign_ins(site, "chi.ngo")
    _send(page)
    expect(page.locator("main")).to_contain_text("vẫn còn")
    _sign_in(page, "quan.trieu", passwords["quan.trieu"])
    page.wait_for_url(lambda url: "/dang-nhap" not in url)
    assert name not in page.content()
    page.goto("/")
    assert name not in page.content()
    page.get_by_role("button", name="Đăng xuất").click()
    page.goto("/dang-nhap")
    _sign_in(page, "chi.ngo", passwords["chi.ngo"])
    expect(page.locator("main")).to_contain_text(name)
    page.get_by_role("button", name="Gửi lại").click()
    page.wait_for_url("**/quan-tri/co-quan")
    expect(_rows(page, name)).to_have_count(1)


def test_what_is_sent_after_signing_out_in_another_tab_comes_back_to_its_person(
    as_person: SignIn, passwords: dict[str, str]
) -> None:
    name = "Ủy ban nhân dân xã Hai Thẻ"
    page = as_person("chi.ngo", javascript=False)
    _fill_agency(page, name)
    other = page.context.new_page()
    other.goto("/")
    other.get_by_role("button", name="Đăng xuất").click()
    _send(page)
    expect(page.locator("body")).to_contain_text("Bạn đã đăng xuất ở một thẻ khác. Những gì bạn vừa gửi vẫn còn")
    _sign_in(page, "chi.ngo", passwords["chi.ngo"])
    expect(page.locator("main")).to_contain_text(name)
    page.get_by_role("button", name="Gửi lại").click()
    page.wait_for_url("**/quan-tri/co-quan")
    expect(_rows(page, name)).to_have_count(1)


def test_a_double_click_makes_one_record(as_role: SignIn) -> None:
    page = as_role("administrator")
    _fill_agency(page, "Ủy ban nhân dân xã Bấm Đúp")
    page.locator("main form .btn-primary").dblclick()
    page.wait_for_url("**/quan-tri/co-quan")
    expect(_rows(page, "xã Bấm Đúp")).to_have_count(1)


def test_sending_again_from_the_back_button_makes_one_record(as_role: SignIn) -> None:
    page = as_role("administrator", javascript=False)
    _fill_agency(page, "Ủy ban nhân dân xã Quay Lại")
    body = page.locator("main form").evaluate("form => new URLSearchParams(new FormData(form)).toString()")
    for _ in range(2):
        answer = page.request.post(NEW_AGENCY, data=body, headers={"Content-Type": "application/x-www-form-urlencoded"})
        assert answer.ok
    page.goto("/quan-tri/co-quan")
    expect(_rows(page, "xã Quay Lại")).to_have_count(1)


def test_the_back_button_shows_nothing_after_signing_out(as_role: SignIn) -> None:
    page = as_role("officer")
    page.goto("/so-cap")
    page.get_by_role("button", name="Đăng xuất").click()
    page.wait_for_load_state()
    page.go_back()
    expect(page.get_by_role("heading", level=1)).to_have_text("Đăng nhập")


def test_the_second_tab_on_a_desk_says_that_the_desk_has_moved_on(as_person: SignIn) -> None:
    page = as_person("hoa.le")
    clerk.begin(page, "VBDEN-02|Tiếp nhận văn bản đến qua Trục", "Luyện tập")
    clerk.open_packet(page, clerk.waiting_codes(page)[0])
    other = page.context.new_page()
    other.goto(page.url)
    clerk.accept(page)
    clerk.accept(other)
    expect(other.locator("main")).to_contain_text("Bàn làm việc đã đi tiếp")
    assert other.get_by_role("button", name="Vào sổ và cấp số đến").count() == 1
