"""Step 5: the checklist says what is missing, then that nothing is."""

from playwright.sync_api import Page, expect

from tests.browser.journey.learning import TRAINEE, trainee
from tests.browser.journey.opening import NAME
from tests.browser.journey.trip import Trip, heading, words


def see_what_is_missing(trip: Trip) -> None:
    """All but the second exercise is done; its line leads there."""
    page = _checklist(trip)
    assert "Còn thiếu gì để hoàn thành" in words(page)
    missing = page.locator(".checklist > .is-missing")
    expect(missing).to_have_count(1)
    expect(missing).to_contain_text("VBDEN-03")
    missing.get_by_role("link").click()
    assert heading(page) == "Hỏa tốc và văn bản không bảo đảm toàn vẹn"


def see_that_nothing_is_missing(trip: Trip) -> None:
    """The trainee and the instructor see the same."""
    page = _checklist(trip)
    assert "Bạn đã hoàn thành lớp học" in words(page)
    assert page.locator(".checklist > .is-missing").count() == 0
    instructor = trip.role("instructor")
    instructor.goto(trip.class_url)
    instructor.get_by_role("link", name="Kết quả", exact=True).click()
    expect(instructor.get_by_role("row").filter(has_text=TRAINEE)).to_contain_text("Hoàn thành")
    assert instructor.get_by_role("row").filter(has_text="Còn thiếu").count() == 2


def _checklist(trip: Trip) -> Page:
    page = trainee(trip)
    page.get_by_role("link", name="Lớp của tôi", exact=True).click()
    assert heading(page) == NAME
    return page
