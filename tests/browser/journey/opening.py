"""Step 1: an officer opens a class by decision and enrols its people from the file that an agency sent."""

import re
from datetime import date

from playwright.sync_api import Page, expect

from tests.browser.journey import own_courses, people_file
from tests.browser.journey.trip import Slip, Trip, heading, pdf_text, words

NAME = "Lớp bồi dưỡng nghiệp vụ văn thư, lưu trữ cho công chức xã, phường khóa 2 (thử)"
INSTRUCTOR = "Trần Quang Minh"
ROOM = "Phòng họp số 2, Trung tâm Lưu trữ lịch sử tỉnh"


def open_class(trip: Trip, day: date) -> None:
    """The form is first sent with a gap, which costs nothing that was typed; then the class is open."""
    page = trip.role("officer")
    page.get_by_role("link", name="Lớp học", exact=True).click()
    page.get_by_role("link", name="Mở lớp").first.click()
    _fill_class(page, day)
    page.get_by_label("Tên lớp").fill("")
    page.get_by_role("button", name="Mở lớp", exact=True).click()
    summary = page.locator(".error-summary")
    expect(summary).to_contain_text("Tên lớp")
    expect(page.get_by_label("Số quyết định mở lớp")).to_have_value("201/QĐ-SNV")
    summary.get_by_role("link").first.click()
    page.keyboard.type(NAME)
    page.get_by_role("button", name="Mở lớp", exact=True).click()
    page.wait_for_url(re.compile(r"/lop/[0-9a-f-]{36}"))
    assert heading(page) == NAME
    trip.class_url = page.url.partition("#")[0]


def _fill_class(page: Page, day: date) -> None:
    shown = f"{day:%d/%m/%Y}"
    for label, value in (
        ("Tên lớp", NAME),
        ("Số quyết định mở lớp", "201/QĐ-SNV"),
        ("Ngày quyết định", shown),
        ("Kế hoạch", "Kế hoạch số 12/KH-SNV về bồi dưỡng nghiệp vụ văn thư, lưu trữ (mô phỏng)"),
        ("Cơ quan tổ chức", "Sở Nội vụ"),
        ("Ngày bắt đầu", shown),
        ("Ngày kết thúc", shown),
        ("Địa điểm", "Trung tâm Lưu trữ lịch sử tỉnh"),
    ):
        page.get_by_label(re.compile(f"^{label}")).fill(value)
    page.get_by_label(re.compile("^Khóa học")).select_option(label=own_courses.TITLE)
    for exercise in ("VBDEN-02", "VBDEN-03"):
        page.get_by_label(re.compile(exercise)).check()
    for number in (1, 2):
        row = page.get_by_role("group", name=f"Buổi {number}", exact=True)
        row.get_by_label(re.compile("^Ngày")).fill(shown)
        row.get_by_label(re.compile("^Phòng học")).fill(ROOM)
        row.get_by_label(re.compile("^Giảng viên")).select_option(label=INSTRUCTOR)


def enrol_from_excel(trip: Trip) -> None:
    """The bad row stops everybody and is named with row and cell; the corrected file enrols all."""
    page = trip.role("officer")
    page.get_by_role("link", name="Ghi danh từ tệp Excel").first.click()
    send_list(page, trip, has_bad_row=True)
    expect(page.locator(".error-summary")).to_contain_text(
        "Dòng 8, cột Ngày sinh: “31/02/1986” không phải ngày có thật."
    )
    assert page.get_by_role("button", name=re.compile("^Ghi danh")).count() == 0
    page.get_by_role("link", name="Tải tệp đã sửa").click()
    send_list(page, trip, has_bad_row=False)
    expect(page.get_by_role("table")).to_contain_text("Hoàng Lê Thị Quỳnh Hương")
    expect(page.get_by_role("table")).to_contain_text("05/04/1979")
    page.get_by_role("button", name="Ghi danh cả 3 người").click()
    expect(page.locator(".error-summary")).to_contain_text("xã Bình Thuận")  # unknown: the officer decides
    page.get_by_label("“Ủy ban nhân dân xã Bình Thuận” là").select_option(label="Tạo mới: xã, phường")
    page.get_by_role("button", name="Ghi danh cả 3 người").click()
    assert heading(page) == "Đã ghi danh"


def send_list(page: Page, trip: Trip, *, has_bad_row: bool) -> None:
    """Upload the agency's file and stand before its preview."""
    path = people_file.write(trip.folder / f"danh-sach-{has_bad_row}.xlsx", has_bad_row=has_bad_row)
    page.get_by_label("Tệp danh sách (.xlsx)").set_input_files(path)
    page.get_by_role("button", name="Tải lên và xem trước").click()
    assert heading(page) == "Xem trước danh sách"


def print_slips(trip: Trip) -> None:
    """The first passwords stand on the printed slips, read back from the PDF."""
    page = trip.role("officer")
    page.get_by_role("button", name="Cấp mật khẩu và in phiếu").click()
    assert heading(page) == "Phiếu mật khẩu lần đầu"
    form = page.locator("form[action='/phieu-mat-khau/pdf']")
    fields = [(box.get_attribute("name") or "", box.input_value()) for box in form.locator("input").all()]
    answer = page.request.post(
        "/phieu-mat-khau/pdf",
        data="&".join(f"{name}={_quoted(value)}" for name, value in fields),
        headers={"Content-Type": "application/x-www-form-urlencoded"},
    )
    assert answer.ok
    slips = trip.folder / "phieu.pdf"
    slips.write_bytes(answer.body())
    text = pdf_text(slips)
    for one in people_file.PEOPLE:
        name = people_file.full(one)
        found = re.search(rf"Họ và tên {name} .*?Tên đăng nhập (\S+) Mật khẩu lần đầu (\S+)", text)
        assert found, f"no slip for {name} in: {text}"
        trip.slips[name] = Slip(found[1], found[2])
    page.get_by_role("link", name="Tôi đã in xong").click()
    assert "chưa đổi mật khẩu đầu" in words(page)


def _quoted(value: str) -> str:
    from urllib.parse import quote_plus

    return quote_plus(value)
