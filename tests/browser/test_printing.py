"""What comes out of the printer when somebody presses Ctrl+P."""

import subprocess
from pathlib import Path

from playwright.sync_api import Page

from tests.browser.conftest import SignIn
from tests.browser.journey import clerk

LESSON = "/khoa-hoc/van-thu-co-ban/bai/m1-1"  # it asks three questions of earlier lessons before its text
SCREEN_ONLY = ("Ôn nhanh trước khi học", "Tôi đã đọc xong", "Trả lời\n")


def _sheets(page: Page, paper: Path) -> list[str]:
    """The words of each sheet that the browser prints."""
    page.pdf(path=paper, prefer_css_page_size=True)
    text = subprocess.run(["pdftotext", "-layout", paper, "-"], capture_output=True, text=True, check=True).stdout
    return text.removesuffix("\f").split("\f")


def test_the_register_is_printed_across_with_all_its_columns(as_person: SignIn, tmp_path: Path) -> None:
    page = as_person("hai.hoang")
    clerk.begin(page, "VBDEN-02|Tiếp nhận văn bản đến qua Trục", "Luyện tập")
    page.get_by_role("link", name="Sổ đăng ký văn bản đến").first.click()
    page.get_by_role("heading", level=1, name="Sổ đăng ký văn bản đến").wait_for()
    paper = tmp_path / "register.pdf"
    sheets = _sheets(page, paper)
    told = subprocess.run(["pdfinfo", paper], capture_output=True, text=True, check=True).stdout
    assert "841.92 x 594.96" in told
    for heading in ("Ngày", "Tác giả", "Đơn vị hoặc", "nhận", "chú"):
        assert heading in sheets[0], heading


def test_a_lesson_begins_on_the_first_sheet(as_person: SignIn, tmp_path: Path) -> None:
    page = as_person("hai.hoang")
    page.goto(LESSON)
    first_words = " ".join(page.locator(".lesson p").first.inner_text().split()[:6])
    sheets = _sheets(page, tmp_path / "lesson.pdf")
    assert page.get_by_role("heading", level=1).inner_text()[:20] in sheets[0]
    assert first_words in sheets[0]
    assert len(sheets[0].split()) > 200, "the first sheet is filled"
    assert not [words for words in SCREEN_ONLY for sheet in sheets if words in sheet]


def test_a_document_of_the_desk_is_its_own_first_sheet_and_its_data_follow(as_person: SignIn, tmp_path: Path) -> None:
    page = as_person("hai.hoang")
    clerk.begin(page, "VBDEN-02|Tiếp nhận văn bản đến qua Trục", "Luyện tập")
    clerk.open_packet(page, clerk.waiting_codes(page)[0])
    document, data, *_ = _sheets(page, tmp_path / "document.pdf")
    assert document.lstrip().startswith(("ỦY BAN", "CỘNG HÒA", "SỞ"))
    assert "Nơi nhận:" in document
    assert "HỆ THỐNG MÔ PHỎNG" in document
    assert "Người có thẩm quyền: hợp lệ" not in document
    assert "HỆ THỐNG MÔ PHỎNG" in data
    assert "Người có thẩm quyền: hợp lệ" in data


def test_no_page_of_the_office_ends_with_an_empty_sheet_or_prints_what_is_pressed(
    as_role: SignIn, tmp_path: Path
) -> None:
    page = as_role("officer")
    page.goto("/lop")
    page.locator("main").get_by_role("link", name="(mô phỏng)").first.click()
    page.get_by_role("link", name="Học viên", exact=True).click()
    page.get_by_role("heading", level=1).wait_for()
    sheets = _sheets(page, tmp_path / "people.pdf")
    assert len(sheets) <= 3
    assert not [words for words in ("Rút khỏi lớp", "Bài thực hành") for sheet in sheets if words in sheet]
    page.goto("/so-cap")
    assert all(len(sheet.split()) > 5 for sheet in _sheets(page, tmp_path / "certificates.pdf"))


def test_a_folded_list_of_a_result_is_read_on_paper(as_person: SignIn, tmp_path: Path) -> None:
    page = as_person("hai.hoang")
    clerk.begin(page, "VBDEN-02|Tiếp nhận văn bản đến qua Trục", "Luyện tập")
    clerk.hand_in(page)
    folded = page.locator("details.card", has_text="Chưa làm tới")
    first = folded.locator("li strong").first
    assert not first.is_visible()
    printed = " ".join(" ".join(_sheets(page, tmp_path / "result.pdf")).split())
    assert (first.text_content() or "-")[:30] in printed


def test_the_sum_of_a_long_report_stands_once_under_its_last_row(as_role: SignIn, tmp_path: Path) -> None:
    page = as_role("officer")
    page.goto("/bao-cao?nhom=co-quan&nam=tat-ca")
    sheets = _sheets(page, tmp_path / "report.pdf")
    assert len(sheets) > 2
    assert ["Tổng cộng" in sheet for sheet in sheets].count(True) == 1
