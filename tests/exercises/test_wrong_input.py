"""What a clerk sends to the desk by mistake or in bad faith."""

import pytest

from tests.factories.desk_browser import Browser


@pytest.mark.parametrize("act", ["mo", "kiem-tra-chu-ky", "bao-da-nhan", "trinh"])
def test_a_packet_that_does_not_exist_is_told(browser: Browser, act: str) -> None:
    browser.post(f"/van-ban/khong-co/{act}")
    assert "Không có gói tin này trên hệ thống." in browser.get()
    assert set(browser.kinds()) == {"DeskOpened", "Refused"}


def test_a_note_that_is_too_long_stays_typed_and_touches_no_file(browser: Browser) -> None:
    packet, note = browser.id("first"), "dài " * 1249 + "dài."
    page = browser.post(f"/van-ban/{packet}/sua-tep", 422, note=note)
    assert "nhiều nhất 1000 ký tự" in page
    assert 'href="#note"' in page
    assert note in page
    browser.post(f"/van-ban/{packet}/trinh", 422, note=note)
    assert browser.kinds() == ["DeskOpened"]


def test_what_the_register_cannot_do_without_is_told_at_its_field(browser: Browser) -> None:
    browser.post(f"/van-ban/{browser.id('first')}/tiep-nhan", send_status="y")
    page = browser.post("/van-ban-den", 422, **browser.entry("first", subject="", organ_name="Cơ quan vừa gõ"))
    assert 'href="#subject"' in page
    assert 'id="subject-error"' in page
    assert 'href="#arrival_date"' not in page
    assert 'href="#dang-ky"' not in page
    assert "Cơ quan vừa gõ" in page


@pytest.mark.parametrize("pages", ["1000", "-1"])
def test_pages_that_the_register_cannot_hold_are_told_at_their_field(browser: Browser, pages: str) -> None:
    browser.post(f"/van-ban/{browser.id('first')}/tiep-nhan", send_status="y")
    page = browser.post("/van-ban-den", 422, **browser.entry("first", page_amount=pages))
    assert 'href="#page_amount"' in page
    assert "Số trang là một số từ 0 đến 999." in page
    assert "IncomingRegistered" not in browser.kinds()


@pytest.mark.parametrize("subject", ["Trích yếu", ""])
def test_an_entry_of_a_document_that_was_not_accepted_is_told(browser: Browser, subject: str) -> None:
    page = browser.post("/van-ban-den", 422, **browser.entry("first", subject=subject))
    assert "Chưa vào sổ được" in page
    assert "Hãy tiếp nhận trên hệ thống trước khi vào sổ." in page


def test_an_entry_of_a_document_that_went_back_in_another_tab_is_told_without_a_promise(browser: Browser) -> None:
    packet = browser.id("first")
    browser.post(f"/van-ban/{packet}/tiep-nhan")
    opened = browser.loaded().position
    browser.post(f"/van-ban/{packet}/tra-lai", ground="other", reason="Gửi nhầm")
    page = browser.post("/van-ban-den", 409, **browser.entry("first", position=opened))
    assert "không ở danh sách chờ đăng ký" in page
    assert "Điều bạn gõ vẫn ở đây" not in page


def test_a_correction_without_its_reason_is_told_at_its_field(browser: Browser) -> None:
    browser.post(f"/van-ban/{browser.id('first')}/tiep-nhan", send_status="y")
    browser.post("/van-ban-den", **browser.entry("first"))
    page = browser.post("/van-ban-den/sua", 422, **browser.entry("first", organ_name="Cơ quan sửa", reason=" "))
    assert 'href="#reason"' in page
    assert "Cơ quan sửa" in page
    assert "RegistrationCorrected" not in browser.kinds()


def test_a_correction_that_does_not_fit_its_fields_comes_back_as_typed(browser: Browser) -> None:
    browser.post(f"/van-ban/{browser.id('first')}/tiep-nhan", send_status="y")
    browser.post("/van-ban-den", **browser.entry("first"))
    page = browser.post(
        "/van-ban-den/sua",
        422,
        **browser.entry("first", page_amount="ba", signer_full_name="dài " * 30, reason="Sửa lại"),
    )
    for words in ("Hãy ghi một số nguyên", "nhiều nhất 50 ký tự", 'href="#page_amount"', 'value="ba"', "Sửa lại"):
        assert words in page
    assert "RegistrationCorrected" not in browser.kinds()
