"""The Enter key does what the place where it is pressed lets a person expect, not what stands first in the form."""

import re

from playwright.sync_api import expect

from tests.browser.conftest import SignIn
from tests.browser.test_quiz import begin_quiz


def test_enter_in_a_question_goes_on_to_the_next(as_role: SignIn) -> None:
    page = as_role("author")  # nobody else's test takes this quiz
    begin_quiz(page)
    box = page.locator("fieldset.question input[type=text]").last
    number = int(box.locator("xpath=ancestor::fieldset[@data-number]").get_attribute("data-number") or 0)
    assert number > 2
    box.fill("12")
    box.press("Enter")
    last = page.locator("fieldset.question").count()
    if number < last:
        expect(page.locator(f"#cau-{number + 1}")).to_be_focused()
    else:
        expect(page.get_by_role("heading", level=1)).to_contain_text("Nộp bài kiểm tra")


def test_enter_in_the_form_of_a_class_opens_no_class_and_adds_no_rows(as_role: SignIn) -> None:
    page = as_role("officer")
    page.goto("/lop/mo-lop")
    rows = page.locator(".session-row").count()
    name = page.get_by_label("Tên lớp")
    name.fill("Lớp bồi dưỡng nghiệp vụ văn thư, lưu trữ cho công chức các xã vùng cao năm 2026")
    name.press("Enter")
    expect(page.locator(".error-summary")).to_contain_text("Địa điểm")
    assert page.locator(".session-row").count() == rows
    expect(name).to_have_value(re.compile("vùng cao năm 2026$"))


def test_enter_opens_the_menu_of_a_small_screen(as_role: SignIn) -> None:
    page = as_role("officer")
    page.set_viewport_size({"width": 360, "height": 700})
    page.goto("/lop")
    entry = page.get_by_role("link", name="Báo cáo", exact=True)
    expect(entry).to_be_hidden()
    page.locator("#mo-danh-muc").press("Enter")
    expect(entry).to_be_visible()
