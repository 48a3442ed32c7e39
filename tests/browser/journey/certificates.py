"""Steps 6 and 7: the officer recognises the class and issues; anybody verifies; a revoked paper says so."""

import re
import subprocess
import zipfile
from datetime import date, datetime
from pathlib import Path

import openpyxl
import segno
from PIL import Image
from playwright.sync_api import Page, expect

from tests.browser.journey.learning import TRAINEE, trainee
from tests.browser.journey.opening import NAME
from tests.browser.journey.trip import Trip, heading, pdf_text, words

DECISION = "245/QĐ-SNV"
PAPERS_MADE_WITHIN = 60_000


def end_the_class(trip: Trip) -> None:
    """All rolls are locked, so the class can end; that it is over is said on its page."""
    page = trip.role("officer")
    page.goto(trip.class_url)
    page.get_by_role("link", name="Xem và kết thúc lớp").click()
    page.get_by_role("button", name="Kết thúc lớp").click()
    assert "Lớp đã kết thúc" in words(page)


def recognise_and_issue(trip: Trip, today: date) -> None:
    """The officer recognises whoever is complete; one certificate gets the next number."""
    page = trip.role("officer")
    page.goto(trip.class_url)
    page.get_by_role("link", name="Xem danh sách công nhận").click()
    assert heading(page) == "Công nhận kết quả"
    assert NAME in words(page)
    page.get_by_role("button", name="Công nhận và cấp 1 giấy chứng nhận").click()
    expect(page.locator(".error-summary").get_by_role("listitem")).to_have_count(3)
    page.get_by_label(re.compile("^Số, ký hiệu quyết định công nhận")).fill(DECISION)
    page.get_by_label(re.compile("^Ngày ký quyết định")).fill(f"{today:%d/%m/%Y}")
    page.get_by_label(re.compile("^Tôi đã đối chiếu")).check()
    page.get_by_role("button", name="Công nhận và cấp 1 giấy chứng nhận").click()
    assert heading(page) == "Giấy chứng nhận của lớp"
    expect(page.locator("#tien-do")).to_contain_text("Đã tạo đủ 1 tệp PDF", timeout=PAPERS_MADE_WITHIN)
    expect(page.get_by_role("link", name=re.compile("^Tải tất cả"))).to_be_visible()


def read_the_papers(trip: Trip, today: date) -> None:
    """ZIP, certificate and register book say the same; the QR leads to the page that verifies."""
    page = trip.role("officer")
    page.goto(trip.class_url)
    page.get_by_role("link", name="Xem giấy chứng nhận").click()
    with zipfile.ZipFile(trip.download(page, re.compile("^Tải tất cả"))) as archive:
        (name,) = archive.namelist()
        trip.paper = trip.folder / "giay.pdf"
        trip.paper.write_bytes(archive.read(name))
    text = pdf_text(trip.paper)
    number, code = re.search(rf"\d{{4}}/{today.year}/\S+", text), re.search(r"(\w{4}-){6}\w{4}", text)
    assert TRAINEE in text
    assert NAME.split(" cho ")[0] in text
    assert number
    assert code
    trip.number, trip.code = number[0], code[0]
    _check_qr(trip, f"{trip.site.url}/xac-minh/{code[0].replace('-', '')}")
    page.get_by_role("link", name="Mở sổ cấp").click()
    assert trip.number in words(page)
    assert trip.number in pdf_text(trip.download(page, "In sổ (PDF)"), is_table=True).replace("- ", "-")
    sheet = openpyxl.load_workbook(trip.download(page, "Tải Excel")).active
    assert sheet is not None
    row = next(row for row in sheet.iter_rows() if trip.number in [cell.value for cell in row])
    assert isinstance(row[0].value, int)
    assert any(isinstance(cell.value, datetime) for cell in row)
    mine = trainee(trip)
    mine.get_by_role("link", name="Chứng nhận", exact=True).click()
    assert trip.number in words(mine)


def _check_qr(trip: Trip, address: str) -> None:
    subprocess.run(["pdfimages", "-png", str(trip.paper), str(trip.folder / "qr")], check=True)
    expected = [bytes(row) for row in segno.make(address, error="m", micro=False).matrix]
    assert any(_modules(picture, len(expected)) == expected for picture in trip.folder.glob("qr-*.png"))


def _modules(picture: Path, size: int) -> list[bytes]:
    """The dark and light points of a QR code with a border of one point."""
    with Image.open(picture) as found:
        image = found.convert("L")
    step = image.width // (size + 2)
    if step == 0 or image.width != image.height:
        return []
    places = [step + step // 2 + step * place for place in range(size)]
    return [bytes(int(int(image.getpixel((x, y))) < 128) for x in places) for y in places]  # type: ignore[arg-type]  # one number in mode L


def verify(trip: Trip) -> None:
    """By code, by number with name, by file; a changed byte is not found."""
    page = trip.window("visitor")
    page.goto("/xac-minh")
    page.get_by_label(re.compile("^Mã kiểm tra")).fill(trip.code.lower())
    page.get_by_role("button", name="Kiểm tra mã").click()
    _expect(page, "HỢP LỆ")
    assert TRAINEE in words(page)
    _by_number(page, trip)
    _expect(page, "HỢP LỆ")
    _by_file(page, trip.paper)
    _expect(page, "HỢP LỆ")
    changed = trip.folder / "sua.pdf"
    content = bytearray(trip.paper.read_bytes())
    content[len(content) // 2] ^= 1
    changed.write_bytes(content)
    _by_file(page, changed)
    _expect(page, "KHÔNG TÌM THẤY")


def _by_number(page: Page, trip: Trip) -> None:
    page.goto("/xac-minh")
    page.get_by_label(re.compile("^Số của giấy")).fill(trip.number)
    page.get_by_label(re.compile("^Họ và tên")).fill("nguyen thi thu ha")
    page.get_by_role("button", name="Kiểm tra số và họ tên").click()


def _by_file(page: Page, path: Path) -> None:
    page.goto("/xac-minh")
    page.get_by_label(re.compile("^Tệp PDF")).set_input_files(path)
    page.get_by_role("button", name="So với bản gốc").click()


def _expect(page: Page, verdict: str) -> None:
    expect(page.locator(".verdict")).to_contain_text(verdict)


def revoke(trip: Trip, today: date) -> None:
    """A reason is asked for; from then on everybody is told, by every way."""
    page = trip.role("officer")
    page.get_by_role("link", name="Sổ cấp", exact=True).click()
    page.get_by_role("link", name=trip.number).click()
    page.get_by_role("link", name="Thu hồi").click()
    page.get_by_label(re.compile("^Lý do")).fill("Cấp nhầm trong buổi thử, thu hồi theo quyết định")
    page.get_by_role("button", name="Thu hồi giấy này").click()
    expect(page.locator(".error-summary")).to_be_visible()
    expect(page.get_by_label(re.compile("^Lý do"))).to_have_value(re.compile("Cấp nhầm trong buổi thử"))
    page.get_by_label(re.compile("^Số, ký hiệu quyết định")).fill("250/QĐ-SNV")
    page.get_by_label(re.compile("^Ngày ký quyết định")).fill(f"{today:%d/%m/%Y}")
    page.get_by_role("button", name="Thu hồi giấy này").click()
    assert "Đã thu hồi" in words(page)
    visitor = trip.window("visitor")
    _by_number(visitor, trip)
    _expect(visitor, "ĐÃ THU HỒI")
    _by_file(visitor, trip.paper)
    _expect(visitor, "ĐÃ THU HỒI")
