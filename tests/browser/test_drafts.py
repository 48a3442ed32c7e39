"""Mending a Word file for an exercise, as a clerk does: fetch, download, send the wrong file, send the right one."""

import datetime
import re
from pathlib import Path

from playwright.sync_api import Page, expect

from law import register
from law.layout.word.correcting.corrected import correct
from tests.browser.conftest import SignIn
from tests.browser.look import problems_of

DAY = datetime.date(2026, 2, 3)


def _begin(page: Page) -> None:
    page.goto("/luyen-tap")
    page.locator("main").get_by_role("link", name=re.compile("Bắt 12 lỗi thể thức")).first.click()
    page.get_by_role("button", name=re.compile("^Luyện tập")).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Bản thảo cần soát thể thức")


def _send(page: Page, file: Path) -> None:
    page.get_by_label("Tệp đã sửa").set_input_files(file)
    page.get_by_role("button", name="Nộp tệp").click()


def test_a_clerk_mends_a_draft_on_a_telephone_screen(as_person: SignIn, tmp_path: Path) -> None:
    page = as_person("son.duong", width=360)
    _begin(page)
    assert problems_of(page) == []
    page.get_by_role("button", name="Nhận bản thảo").click()
    with page.expect_download() as fetched:
        page.get_by_role("link", name=re.compile("Tải bản được giao")).click()
    given = tmp_path / fetched.value.suggested_filename
    fetched.value.save_as(given)
    _send(page, given)
    expect(page.get_by_role("alert")).to_contain_text("tệp gốc, chưa sửa gì")
    assert problems_of(page) == []
    mended = tmp_path / "bản đã soát thể thức của chị Dương Thị Hoài Thương.docx"
    mended.write_bytes(correct(given.read_bytes(), given.name, register.load(), DAY).data)
    _send(page, mended)
    expect(page.get_by_text("đã nộp 1 lần")).to_be_visible()
    assert problems_of(page) == []
    page.get_by_role("link", name="Xong, nộp bài").click()
    expect(page.get_by_text("lần nộp cuối cùng được chấm")).to_be_visible()
    page.locator("main form").get_by_role("button", name="Nộp bài").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Kết quả")
    page.get_by_role("link", name="Xem lại từng bước").click()
    assert problems_of(page) == []
