"""What comes out of the printer when somebody presses Ctrl+P."""

import subprocess
from pathlib import Path

from tests.browser.conftest import SignIn
from tests.browser.journey import clerk


def test_the_register_is_printed_across_with_all_its_columns(as_person: SignIn, tmp_path: Path) -> None:
    page = as_person("hai.hoang")
    clerk.begin(page, "VBDEN-02|Tiếp nhận văn bản đến qua Trục", "Luyện tập")
    page.get_by_role("link", name="Sổ đăng ký văn bản đến").first.click()
    page.get_by_role("heading", level=1, name="Sổ đăng ký văn bản đến").wait_for()
    paper = tmp_path / "register.pdf"
    page.pdf(path=paper, prefer_css_page_size=True)
    told = subprocess.run(["pdfinfo", paper], capture_output=True, text=True, check=True).stdout
    assert "841.92 x 594.96" in told
    text = subprocess.run(["pdftotext", "-layout", paper, "-"], capture_output=True, text=True, check=True).stdout
    for heading in ("Ngày", "Tác giả", "Đơn vị hoặc", "nhận", "chú"):
        assert heading in text, heading
