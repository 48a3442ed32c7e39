"""Mistakes on a page are found by a click on the page, from the list, and by keyboard; what is shown is clean."""

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import SignIn
from tests.browser.journey.own_courses import SAMPLE_ID
from tests.browser.look import WIDTHS, problems_of

LESSON = f"/khoa-hoc/{SAMPLE_ID}/bai/m1-2"


def question(page: Page) -> Locator:
    return page.locator("#cau-q07")


def is_marked(spot: Locator) -> bool:
    """Whether the spot has the full line of a chosen one."""
    return bool(spot.evaluate("spot => getComputedStyle(spot).borderTopStyle") == "solid")


@pytest.mark.parametrize("javascript", [True, False])
def test_a_click_on_the_page_ticks_the_box_and_the_box_marks_the_page(as_role: SignIn, javascript: bool) -> None:
    page = as_role("instructor", javascript=javascript)
    page.goto(LESSON)
    boxes, spots = question(page).locator("input[type=checkbox]"), question(page).locator("label.spot")
    assert not is_marked(spots.nth(1))
    spots.nth(1).click()
    expect(boxes.nth(1)).to_be_checked()
    assert is_marked(spots.nth(1))
    boxes.nth(0).check()
    assert is_marked(spots.nth(0))
    spots.nth(0).click()
    expect(boxes.nth(0)).not_to_be_checked()
    assert not is_marked(spots.nth(0))


def test_it_is_done_by_keyboard_and_explained(as_role: SignIn) -> None:
    page = as_role("instructor")
    page.goto(LESSON)
    question(page).locator("input[type=checkbox]").first.focus()
    page.keyboard.press("Space")
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    expect(question(page).locator("input:checked")).to_have_count(2)
    question(page).get_by_role("button", name="Trả lời").focus()
    page.keyboard.press("Enter")
    expect(question(page)).to_contain_text("Chỗ này không sai, bạn chọn nhầm")
    expect(question(page).locator(".spot-word").first).to_be_visible()


def test_the_page_has_the_look_that_was_planted(as_role: SignIn) -> None:
    page = as_role("instructor")
    page.goto(LESSON)
    recipients = question(page).locator(".a4-recipients-word")
    assert recipients.evaluate("line => getComputedStyle(line).fontStyle") == "normal", "planted"
    assert recipients.evaluate("line => getComputedStyle(line).fontWeight") == "700", "untouched"


@pytest.mark.parametrize("width", WIDTHS)
def test_questions_with_pages_and_stages_are_accessible_and_fit(as_role: SignIn, width: int) -> None:
    page = as_role("instructor", width=width)
    page.goto(LESSON)
    assert problems_of(page) == []
    question(page).locator("input[type=checkbox]").first.check()
    question(page).get_by_role("button", name="Trả lời").click()
    expect(question(page)).to_contain_text("Căn cứ:")
    case = page.locator("#cau-q08")
    for stage in case.locator("fieldset.stage").all():
        stage.locator("input").first.check()
    case.get_by_role("button", name="Trả lời").click()
    expect(case).to_contain_text("Bước 2/2")
    assert problems_of(page) == []
