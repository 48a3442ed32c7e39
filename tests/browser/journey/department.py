"""Step 8: the Department sees the year, the class and its people, and takes the figures away."""

import json
import time
from datetime import date

import openpyxl
from playwright.sync_api import Page, expect

from tests.browser.journey.learning import TRAINEE
from tests.browser.journey.opening import NAME
from tests.browser.journey.trip import Trip, heading, words

FIGURES_WITHIN = 60  # seconds; the job worker keeps the sums


def see_the_figures(trip: Trip, today: date) -> None:
    """The class stands in its year with what happened in it; behind its name are its people."""
    page = trip.role("officer")
    page.get_by_role("link", name="Báo cáo", exact=True).click()
    _wait_for_the_sums(page)
    cells = page.get_by_role("row").filter(has_text=NAME).get_by_role("cell").all_inner_texts()
    assert [cells[0], *cells[2:]] == ["3", "1", "0"], "one completed; the only certificate was revoked"
    assert page.locator("main svg[role=img], main figure svg").count() >= 1
    sheet = openpyxl.load_workbook(trip.download(page, "Tải Excel")).active
    assert sheet is not None
    row = next(row for row in sheet.iter_rows() if row[0].value == NAME)
    assert row[0].data_type == "s"
    assert all(cell.data_type == "n" for cell in row[3:])
    assert not any(cell.data_type == "f" for line in sheet.iter_rows() for cell in line)
    page.get_by_role("link", name=NAME).click()
    assert heading(page) == NAME
    expect(page.get_by_role("row").filter(has_text=TRAINEE)).to_contain_text("Đã hoàn thành")


def _wait_for_the_sums(page: Page) -> None:
    until = time.monotonic() + FIGURES_WITHIN
    while "Đang tính lại" in words(page) and time.monotonic() < until:
        time.sleep(1)
        page.reload()


def compare_the_years(trip: Trip) -> None:
    """The history of the province is what its sources say."""
    years = json.loads(trip.site.command("report", "years", "--json"))
    assert years["2023"] == {"classes": 4, "people": 270}
    assert years["2024"] == {"classes": 3, "people": 269}
