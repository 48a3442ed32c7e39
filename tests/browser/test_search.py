"""The box of the frame, the page of results, the glossary and the notes on terms, as people meet them."""

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import SignIn
from tests.browser.look import WIDTHS, problems_of

LESSON = "/khoa-hoc/van-thu-co-ban/bai/m5-1"


@pytest.mark.parametrize("javascript", [True, False])
def test_a_word_typed_in_the_frame_leads_to_its_lesson(as_role: SignIn, javascript: bool) -> None:
    page = as_role("trainee", javascript=javascript)
    box = page.get_by_role("searchbox")
    box.focus()
    page.keyboard.type("so dang ky van ban den")
    page.keyboard.press("Enter")
    page.wait_for_url("**/tim?**")
    expect(page.locator("mark").first).to_be_visible()
    page.get_by_role("heading", level=2, name="Bài học").wait_for()


def test_on_a_telephone_the_box_opens_with_the_menu(as_role: SignIn) -> None:
    page = as_role("trainee", width=360)
    expect(page.get_by_role("searchbox")).to_be_hidden()
    page.locator("label.menu-button").click()
    page.get_by_role("searchbox").fill("dấu đến")
    assert problems_of(page) == []
    page.get_by_role("button", name="Tìm", exact=True).click()
    page.wait_for_url("**/tim?**")


@pytest.mark.parametrize("width", WIDTHS)
def test_results_and_glossary_are_clean(as_role: SignIn, width: int) -> None:
    page = as_role("trainee", width=width)
    for path in ("/tim", "/tim?tu=van+ban+den", "/tim?tu=van&nhom=law&trang=2", "/tim?tu=xyzzy", "/tra-cuu/tu-ngu"):
        page.goto(path)
        assert problems_of(page) == [], path


@pytest.mark.parametrize("width", WIDTHS)
def test_a_term_opens_at_its_word_and_closes_by_escape(as_role: SignIn, width: int) -> None:
    page = as_role("instructor", width=width)
    page.goto(LESSON)
    word = page.locator("article a.term").first
    word.focus()
    page.keyboard.press("Enter")
    note = page.get_by_role("dialog")
    expect(note).to_be_visible()
    expect(note).to_be_focused()
    assert "#" not in page.url, "the place in the text is kept"
    box = note.bounding_box()
    assert box is not None
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= width
    assert problems_of(page) == []
    page.keyboard.press("Escape")
    expect(note).to_be_hidden()
    expect(word).to_be_focused()
    word.click()
    note.get_by_role("button", name="Đóng").click()
    expect(note).to_be_hidden()


def test_without_script_a_term_leads_to_its_entry(as_role: SignIn) -> None:
    page = as_role("instructor", javascript=False)
    page.goto(LESSON)
    word = page.locator("article a.term").first
    target = word.get_attribute("href")
    word.click()
    assert page.url.endswith(target or "?")
    expect(page.locator(f"dt{target}")).to_be_in_viewport()


def test_the_source_in_a_note_opens_beside_the_text(as_role: SignIn) -> None:
    page = as_role("instructor")
    page.goto(LESSON)
    word = page.locator("article a.term").first
    word.click()
    page.get_by_role("dialog").locator("a.cite").click()
    panel = page.locator("#dieu-luat")
    expect(panel).to_be_visible()
    expect(page.get_by_role("dialog")).to_be_hidden()
    panel.press("Escape")
    expect(word).to_be_focused()
