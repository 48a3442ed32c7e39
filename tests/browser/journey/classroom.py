"""Step 2: the instructor takes the roll, counts heads, locks, prints; a mistake is put right after the lock."""

import re

from playwright.sync_api import Locator, Page, expect

from tests.browser.journey import people_file
from tests.browser.journey.trip import Trip, heading, pdf_text, words

ABSENT = people_file.full(people_file.DUC)


def take_the_rolls(trip: Trip) -> None:
    """Both sessions of the day; in the first one person is marked absent by mistake."""
    page = trip.role("instructor")
    _open_sessions(trip, page)
    assert ABSENT in pdf_text(trip.download(page, re.compile("^Phiếu ký tên")))
    _take(page, absent=ABSENT)
    _lock(page, counted=3, present=2)
    _open_sessions(trip, page)
    _take(page)
    _lock(page, counted=3, present=3)


def _open_sessions(trip: Trip, page: Page) -> None:
    page.goto(trip.class_url)
    page.get_by_role("link", name="Buổi học", exact=True).click()


def _take(page: Page, absent: str = "") -> None:
    page.get_by_role("link", name=re.compile("^Điểm danh")).first.click()
    if absent:
        _mark(page, absent).locator("label").filter(has_text=re.compile("^K")).click()
    page.get_by_role("button", name=re.compile("^Có mặt cả lớp")).click()
    expect(page.locator("main")).to_contain_text("Cả lớp đã được ghi")
    page.get_by_role("button", name="Đếm người và khóa").click()


def _mark(page: Page, name: str) -> Locator:
    return page.get_by_role("row").filter(has_text=name)


def _lock(page: Page, counted: int, present: int) -> None:
    """A count that differs from the roll is asked for its reason before it is kept."""
    count = page.get_by_label(re.compile("^Số người"))
    count.fill(str(counted))
    page.get_by_role("button", name="Khóa điểm danh").click()
    if counted != present:
        expect(page.locator(".error-summary")).to_contain_text(f"điểm danh ghi {present} người có mặt")
        expect(count).to_have_value(str(counted))
        page.get_by_label(re.compile("^Lý do")).fill("Một người vào sau khi đã ghi điểm danh")
        page.get_by_role("button", name="Khóa điểm danh").click()
    expect(page.locator("main")).to_contain_text("Đã khóa điểm danh")


def correct_after_the_lock(trip: Trip) -> None:
    """The instructor asks with a reason, an officer approves, and the history says both."""
    page = trip.role("instructor")
    _open_sessions(trip, page)
    page.get_by_role("link", name=re.compile("^Xem điểm danh")).first.click()
    roll = page.url
    _mark(page, ABSENT).get_by_role("link", name=re.compile("^Đề nghị sửa")).click()
    page.get_by_label(re.compile("^C ·")).check()
    page.get_by_label(re.compile("^Lý do")).fill("Ghi nhầm: người này ngồi hàng cuối, có ký tên trên phiếu")
    page.get_by_role("button", name="Gửi đề nghị").click()
    assert "Cán bộ Sở Nội vụ sẽ duyệt" in words(page)
    officer = trip.role("officer")
    officer.goto(roll)
    officer.get_by_role("button", name="Duyệt", exact=True).click()
    expect(_mark(officer, ABSENT)).to_contain_text("Có mặt")
    _mark(officer, ABSENT).get_by_role("link", name=re.compile("^Lịch sử")).click()
    assert ABSENT in heading(officer)
    assert "ngồi hàng cuối" in words(officer)
