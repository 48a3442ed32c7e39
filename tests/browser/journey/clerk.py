"""A clerk at the mock desk who knows only what stands on the pages."""

import re
from collections.abc import Iterable

from playwright.sync_api import Locator, Page, expect

from tests.browser.journey.trip import plain

LATER = "thêm 60 phút"


def begin(page: Page, exercise: str, mode: str) -> None:
    """Open a desk from the list of exercises, in a mode said by the beginning of its button."""
    page.get_by_role("link", name="Luyện tập", exact=True).first.click()
    page.locator("main").get_by_role("link", name=re.compile(exercise)).first.click()
    page.get_by_role("button", name=re.compile(f"^{mode}")).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Văn bản chờ tiếp nhận")


def folder(page: Page, name: str) -> None:
    """A folder of the navy menu."""
    page.locator(".desk-menu").get_by_role("link", name=re.compile(f"^{name}")).click()


def waiting_codes(page: Page) -> list[str]:
    """Number and symbol of every packet that waits, in the order of the table."""
    folder(page, "Văn bản chờ tiếp nhận")
    return [plain(button.inner_text()) for button in page.locator("tbody th button").all()]


def is_urgent(page: Page, code: str) -> bool:
    """Whether the folder shows a packet with a mark of urgency."""
    return page.get_by_role("row").filter(has_text=code).locator(".badge").count() > 0


def open_packet(page: Page, code: str) -> None:
    """Open a packet and look at its signatures."""
    folder(page, "Văn bản chờ tiếp nhận")
    page.get_by_role("button", name=f"Mở văn bản {code}").click()
    page.get_by_role("button", name="Kiểm tra chữ ký số").click()
    expect(page.locator(".signature-panel").first).to_be_visible()


def is_sound(page: Page) -> bool:
    """Whether every signature panel says so."""
    return page.locator(".signature-panel.is-bad").count() == 0


def accept(page: Page, *, tells_sender: bool = True) -> None:
    """Take the open packet in."""
    if tells_sender:
        page.get_by_label(re.compile("^Gửi trạng thái 03")).check()
    page.get_by_role("button", name="Tiếp nhận văn bản").click()


def give_back(page: Page, reason: str) -> None:
    """Send the open packet back because it was changed after signing."""
    page.get_by_text("Trả lại nơi gửi (02)").click()
    page.get_by_label(re.compile("toàn vẹn")).check()
    page.get_by_label(re.compile("^Lý do ghi cho nơi gửi")).fill(reason)
    page.get_by_role("button", name="Trả lại nơi gửi", exact=True).click()


def register(page: Page, **mistakes: str) -> None:
    """Enter the open document as its page says; `mistakes` are what is written instead, by field."""
    for name, value in {**read_document(page), **mistakes}.items():
        _fill(page.locator(f"#dang-ky [name={name}]"), value)
    page.get_by_role("button", name="Vào sổ và cấp số đến").click()


def correct(page: Page, name: str, value: str) -> None:
    """Put a field of the entry right, with a reason."""
    page.locator("#dang-ky summary").click()
    _fill(page.locator(f"#dang-ky [name={name}]"), value)
    page.get_by_label(re.compile("^Lý do sửa")).fill("Ghi nhầm, đã đối chiếu lại với văn bản")
    page.get_by_role("button", name="Lưu thông tin đã sửa").click()


def _fill(box: Locator, value: str) -> None:
    if box.evaluate("box => box.tagName") != "SELECT":
        box.fill(value)
        return
    labels = [plain(option.text_content()) for option in box.locator("option").all()]
    box.select_option(label=next(label for label in labels if label.casefold() == value.casefold()))


def read_document(page: Page) -> dict[str, str]:
    """What a clerk reads on the A4 page, each thing in its place of Phụ lục I."""
    sheet = page.locator(".a4-sheet").first
    number, _, notation = _text(sheet.locator(".a4-code")).removeprefix("Số:").strip().partition("/")
    issued = re.search(r"ngày (\d+) tháng (\d+) năm (\d+)", _text(sheet.locator(".a4-date")))
    assert issued
    letter = sheet.locator(".a4-letter-subject")
    is_letter = letter.count() > 0
    return {
        "organ_name": _text(sheet.locator(".a4-organ-name")),
        "code_number": number,
        "code_notation": notation,
        "issued_date": "/".join(issued.groups()),
        "type_name": "Công văn" if is_letter else _text(sheet.locator(".a4-type")),
        "subject": _text(letter).removeprefix("V/v ") if is_letter else _text(sheet.locator(".a4-subject")),
        "signer_position": _text(sheet.locator(".a4-authority p").last),
        "signer_full_name": _text(sheet.locator(".a4-signer-name")),
        "language": "Tiếng Việt",
        "priority": _text(sheet.locator(".a4-urgency")) if sheet.locator(".a4-urgency").count() else "Thường",
    }


def _text(box: Locator) -> str:
    return plain(box.text_content())


def present(page: Page) -> None:
    """Lay the open document before the leader."""
    page.get_by_role("button", name=re.compile("^Trình ")).click()


def wait_an_hour(page: Page) -> None:
    """Let the simulated clock run on."""
    choice = page.get_by_label("Chờ đến…")
    labels = [plain(option.text_content()) for option in choice.locator("option").all()]
    choice.select_option(label=next(label for label in labels if label.startswith(LATER)))
    page.get_by_role("button", name="Chờ", exact=True).click()


def hand_in(page: Page) -> None:
    """Close the desk."""
    page.get_by_role("link", name="Nộp bài").click()
    page.get_by_role("button", name="Nộp bài").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Kết quả")


def handle(page: Page, codes: Iterable[str]) -> None:
    """Do everything right with these packets."""
    for code in codes:
        open_packet(page, code)
        if not is_sound(page):
            give_back(page, "Kiểm tra thấy nội dung bị thay đổi sau khi ký số. Đề nghị ký lại và gửi bản mới.")
            continue
        accept(page)
        register(page)
        present(page)
