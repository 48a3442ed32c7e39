"""Step 4: the desk in practice with a mistake and a hint, then both exercises in exam mode, the register, the replay."""

import re
from datetime import datetime

import openpyxl
from playwright.sync_api import Page, expect

from tests.browser.journey import clerk
from tests.browser.journey.learning import trainee
from tests.browser.journey.trip import Trip, pdf_text, words


def practise_with_a_mistake(trip: Trip) -> None:
    """The mistake goes through, comes back with its article, and is put right; a hint costs what it says."""
    page = trainee(trip)
    page.goto("/")
    clerk.begin(page, "VBDEN-02|Tiếp nhận văn bản đến qua Trục", "Luyện tập")
    coach = page.locator("#huong-dan")
    coach.get_by_text("Gợi ý", exact=True).click()
    coach.get_by_role("button", name=re.compile("^Xem gợi ý")).first.click()
    expect(page.locator("#huong-dan .coach-hint").first).to_contain_text("Văn bản chờ tiếp nhận")
    codes = clerk.waiting_codes(page)
    assert len(codes) == 3
    clerk.open_packet(page, codes[0])
    clerk.accept(page)
    right = clerk.read_document(page)
    clerk.register(page, signer_full_name="Nguyễn Văn Nhầm")
    finding = page.locator("#huong-dan .finding").first
    expect(finding).to_contain_text("Nguyễn Văn Nhầm")
    expect(finding).to_contain_text(right["signer_full_name"])
    expect(finding.get_by_role("link", name=re.compile("Nghị định 30.2020"))).to_be_visible()
    clerk.correct(page, "signer_full_name", right["signer_full_name"])
    expect(page.locator("#huong-dan .finding")).to_have_count(0)
    expect(page.locator(".timeline")).to_contain_text("Nguyễn Văn Nhầm")


def pass_the_first_exam(trip: Trip) -> None:
    """VBDEN-02 in exam mode to 100; the register on screen, paper and in Excel; the replay."""
    page = trainee(trip)
    clerk.begin(page, "VBDEN-02|Tiếp nhận văn bản đến qua Trục", "Làm bài kiểm tra")
    assert page.locator("#huong-dan").count() == 0
    clerk.handle(page, clerk.waiting_codes(page))
    clerk.wait_an_hour(page)
    clerk.folder(page, "Sổ đăng ký văn bản đến")
    _read_register(trip, page)
    clerk.hand_in(page)
    expect(page.locator(".score-value")).to_have_text("100/100")
    page.get_by_role("link", name="Xem lại từng bước").click()
    page.get_by_role("link", name="Bước sau").click()
    expect(page.locator(".replay-line")).to_be_visible()
    assert re.search(r"Bước 2/\d+", words(page))


def _read_register(trip: Trip, page: Page) -> None:
    rows = page.locator("tbody tr.is-selected")
    expect(rows).to_have_count(3)
    code = rows.first.locator("td").nth(2).inner_text()
    paper = pdf_text(trip.download(page, "In sổ (PDF)"), is_table=True)
    assert "SỔ ĐĂNG KÝ VĂN BẢN ĐẾN" in paper.upper()
    assert code in re.sub(r"(?<=[-/]) ", "", paper), "a narrow column breaks after a dash or a slash, nowhere else"
    sheet = openpyxl.load_workbook(trip.download(page, "Tải Excel")).active
    assert sheet is not None
    row = next(row for row in sheet.iter_rows() if code in [cell.value for cell in row])
    assert isinstance(row[0].value, datetime), "a date is a date"
    assert isinstance(row[1].value, int), "a number is a number"
    assert row[3].data_type == "s"


def pass_the_second_exam(trip: Trip) -> None:
    """VBDEN-03 in exam mode: the urgent one first, the broken one goes back."""
    page = trainee(trip)
    clerk.begin(page, "VBDEN-03|Hỏa tốc", "Làm bài kiểm tra")
    codes = clerk.waiting_codes(page)
    codes.sort(key=lambda code: not clerk.is_urgent(page, code))
    clerk.handle(page, codes)
    clerk.wait_an_hour(page)
    clerk.hand_in(page)
    expect(page.locator(".score-value")).to_have_text("100/100")
