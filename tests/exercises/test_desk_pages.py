"""The desk's pages as a browser meets them: my own desk, a stranger's, every act, every mistake."""

import re
from datetime import timedelta

import pytest
import sqlalchemy as sa
from flask import Flask
from sqlalchemy.orm import Session

from accounts.domain import Role
from accounts.models import Person, WaitingPost
from core import clock, db
from exercises.dms.domain.events import Refused
from tests.conftest import NOW
from tests.factories.desk_browser import Browser, begin
from tests.factories.people import create_person, sign_in


def test_a_whole_document_goes_from_the_inbox_to_the_leader(browser: Browser) -> None:
    packet = browser.id("first")
    browser.post(f"/van-ban/{packet}/mo")
    browser.post(f"/van-ban/{packet}/kiem-tra-chu-ky")
    assert "hợp lệ" in browser.get(f"/van-ban/{packet}")
    browser.post(f"/van-ban/{packet}/tiep-nhan", send_status="y")
    browser.post("/van-ban-den", **browser.entry("first"))
    browser.post(f"/van-ban/{packet}/trinh")
    assert browser.kinds()[1:] == [
        "DocumentOpened",
        "SignatureChecked",
        "PacketAccepted",
        "StatusSent",
        "IncomingRegistered",
        "DocumentPresented",
        "StatusSent",
    ]
    item = browser.loaded().desk.items[packet]
    assert str(item.arrival_number) in browser.get("/van-ban-den")


def test_every_screen_has_the_band_and_the_clock(browser: Browser) -> None:
    packet = browser.id("first")
    for path in ("", "/thu-muc/cho-trinh", "/thu-muc/da-tra-lai", f"/van-ban/{packet}", "/van-ban-den", "/de-bai"):
        page = browser.get(path)
        assert "HỆ THỐNG MÔ PHỎNG, KHÔNG CÓ GIÁ TRỊ PHÁP LÝ" in page
        assert "07:30" in page


def test_the_part_that_a_packet_plays_is_on_no_page(app: Flask, lan: Person) -> None:
    browser = begin(app, lan, "VBDEN-03")
    pages = [browser.get()] + [browser.get(f"/van-ban/{packet}") for packet in ("p1", "p2", "p3")]
    for page in pages:
        assert "broken" not in page
        assert "tampered" not in page
        assert "thay đổi sau khi ký" not in page.replace("Nội dung bị thay đổi sau khi ký", "")


def test_the_signature_panel_tells_only_after_it_was_opened(app: Flask, lan: Person) -> None:
    browser = begin(app, lan, "VBDEN-03")
    packet = browser.id("broken")
    assert "KHÔNG hợp lệ" not in browser.get(f"/van-ban/{packet}")
    browser.post(f"/van-ban/{packet}/kiem-tra-chu-ky")
    assert "Nội dung đã bị thay đổi sau khi ký" in browser.get(f"/van-ban/{packet}")


def test_a_mistake_of_the_trade_is_no_form_error_and_the_coach_explains_it(browser: Browser) -> None:
    packet = browser.id("first")
    browser.post(f"/van-ban/{packet}/tiep-nhan", send_status="y")
    browser.post("/van-ban-den", **browser.entry("first", subject="cử công chức"))
    page = browser.get(f"/van-ban/{packet}")
    assert "Trích yếu trong sổ thiếu hoặc khác" in page
    assert "/tra-cuu/dieu/ND30.PL6.P2.M2.T8" in page


def test_a_date_that_is_none_comes_back_with_everything_that_was_typed(browser: Browser) -> None:
    packet = browser.id("first")
    browser.post(f"/van-ban/{packet}/tiep-nhan", send_status="y")
    page = browser.post(
        "/van-ban-den", 422, **browser.entry("first", issued_date="32/10/2026", subject="trích yếu vừa gõ")
    )
    assert "Không có ngày này" in page
    assert "trích yếu vừa gõ" in page
    assert "IncomingRegistered" not in browser.kinds()


def test_a_second_click_says_that_the_desk_moved_on_and_writes_once(browser: Browser) -> None:
    packet = browser.id("first")
    browser.post(f"/van-ban/{packet}/tiep-nhan", send_status="y")
    position = browser.loaded().position
    entry = browser.entry("first")
    browser.post("/van-ban-den", position=position, **entry)
    page = browser.post("/van-ban-den", 409, position=position, **entry)
    assert "Bàn làm việc đã đi tiếp" in page
    assert browser.kinds().count("IncomingRegistered") == 1


def test_what_a_second_tab_did_is_told_and_the_typed_entry_is_said_not_to_be_written(browser: Browser) -> None:
    browser.post(f"/van-ban/{browser.id('first')}/tiep-nhan", send_status="y")
    position, entry = browser.loaded().position, browser.entry("first", subject="trích yếu tôi vừa gõ")
    browser.post(f"/van-ban/{browser.id('second')}/kiem-tra-chu-ky")
    page = browser.post("/van-ban-den", 409, position=position, **entry)
    assert "chưa được ghi. Hãy đối chiếu" in page
    assert "trích yếu tôi vừa gõ" in page


def test_a_file_that_was_overwritten_has_no_valid_signature(browser: Browser) -> None:
    path = f"/van-ban/{browser.id('first')}"
    browser.post(f"{path}/kiem-tra-chu-ky")
    assert "Tệp đã bị sửa sau khi ký" not in browser.get(path)
    browser.post(f"{path}/sua-tep", note="sửa lỗi chính tả giúp")
    assert "Tệp đã bị sửa sau khi ký" in browser.get(path)
    browser.post(f"{path}/tiep-nhan", send_status="y")
    assert "Chữ ký số: KHÔNG hợp lệ" in browser.get(path)


def test_what_was_done_is_told_as_done(browser: Browser) -> None:
    path = f"/van-ban/{browser.id('first')}"
    browser.post(f"{path}/tiep-nhan", send_status="y")
    assert "Đã ghi: tiếp nhận văn bản." in browser.get(path)


def test_a_refusal_is_shown_and_kept_as_evidence(browser: Browser) -> None:
    packet = browser.id("first")
    browser.post(f"/van-ban/{packet}/trinh")
    assert "chưa vào sổ" in browser.get(f"/van-ban/{packet}")
    assert isinstance(browser.loaded().events[-1].fact, Refused)


def test_a_return_needs_a_ground_but_an_empty_reason_goes_through(app: Flask, lan: Person) -> None:
    browser = begin(app, lan, "VBDEN-03")
    packet = browser.id("broken")
    page = browser.post(f"/van-ban/{packet}/tra-lai", 422, reason="lý do đã gõ")
    assert "lý do đã gõ" in page
    browser.post(f"/van-ban/{packet}/tra-lai", ground="integrity", reason="")
    assert "PacketReturned" in browser.kinds()


def test_what_was_sent_from_the_desk_too_late_is_told_in_the_words_of_the_desk(
    app: Flask, lan: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    browser = begin(app, lan, "VBDEN-03")
    page = f"{browser.home}/van-ban/{browser.id('broken')}"
    typed = {"position": "3", "ground": "wrong_addressee", "reason": "Văn bản ghi tên xã khác"}
    with monkeypatch.context() as late:
        late.setattr(clock, "now", lambda: NOW + timedelta(hours=9))
        sent = {**typed, "csrf_token": browser.token()}
        browser.client.post(f"{page}/tra-lai", data=sent, headers={"Referer": f"http://localhost{page}"})
    with app.app_context():
        waiting = db.session().scalars(sa.select(WaitingPost.id)).one()
    shown = sign_in(app, lan).get(f"/bai-dang-go/{waiting}").text
    assert re.findall(r"<dt>(.*?)</dt><dd>(.*?)</dd>", shown) == [
        ("Căn cứ trả lại", "Gửi sai nơi nhận"),
        ("Lý do ghi cho nơi gửi", "Văn bản ghi tên xã khác"),
    ]


def test_a_twin_is_warned_of_and_can_be_confirmed(browser: Browser) -> None:
    browser.post(f"/van-ban/{browser.id('first')}/tiep-nhan", send_status="y")
    browser.post(f"/van-ban/{browser.id('second')}/tiep-nhan", send_status="y")
    entry = browser.entry("first")
    browser.post("/van-ban-den", **entry)
    twin = {**entry, "packet": browser.id("second")}
    page = browser.post("/van-ban-den", 409, **twin)
    assert "Có thể trùng với số đến" in page
    browser.post("/van-ban-den", **twin, is_duplicate_confirmed="y")
    assert browser.kinds().count("IncomingRegistered") == 2


def test_a_correction_keeps_the_old_entry_in_the_history(browser: Browser) -> None:
    packet = browser.id("first")
    browser.post(f"/van-ban/{packet}/tiep-nhan", send_status="y")
    browser.post("/van-ban-den", **browser.entry("first", code_number="999"))
    browser.post("/van-ban-den/sua", 422, **browser.entry("first"))
    browser.post("/van-ban-den/sua", **browser.entry("first", reason="Ghi nhầm số"))
    assert "“999” →" in browser.get(f"/van-ban/{packet}")


def test_waiting_moves_the_clock_and_nonsense_does_not(browser: Browser) -> None:
    choices = re.findall(r'<option value="(2026[^"]+)"', browser.get())
    browser.post("/cho", until=choices[0])
    assert "07:35" in browser.get()
    browser.post("/cho", until="ngày mai")
    browser.post("/cho", until="2026-10-14T09:00:00")
    assert browser.kinds() == ["DeskOpened", "TimeWaited"]


def test_going_back_after_a_post_never_leaves_the_site(browser: Browser) -> None:
    token = browser.token()
    for back in ("https://example.org/", "//example.org", f"{browser.home}//x", f"{browser.home}\\x"):
        answer = browser.client.post(browser.home + "/cho", data={"csrf_token": token, "back": back, "until": ""})
        assert answer.headers["Location"] == browser.home


def test_the_register_comes_as_pdf_and_spreadsheet(browser: Browser) -> None:
    pdf = browser.client.get(browser.home + "/van-ban-den.pdf")
    assert pdf.data.startswith(b"%PDF")
    sheet = browser.client.get(browser.home + "/van-ban-den.xlsx")
    assert sheet.data.startswith(b"PK")


def test_nobody_else_finds_my_desk(app: Flask, session: Session, browser: Browser) -> None:
    minh = create_person(session, "Trần Văn Minh", Role.INSTRUCTOR)
    stranger = create_person(session, "Lê Văn Khách", Role.TRAINEE)
    paths = ["", "/thu-muc/cho-trinh", "/van-ban/p1", "/van-ban-den", "/van-ban-den.pdf", "/van-ban-den.xlsx"]
    paths += ["/de-bai", "/nop-bai", "/ket-qua", "/xem-lai"]
    posts = ["/van-ban/p1/mo", "/van-ban/p1/tiep-nhan", "/van-ban/p1/trinh", "/van-ban-den", "/cho", "/nop-bai"]
    posts += ["/goi-y", "/lui", "/lam-lai", "/van-ban/p1/tra-lai", "/van-ban/p1/sua-tep", "/van-ban-den/sua"]
    posts += ["/van-ban/p1/kiem-tra-chu-ky", "/van-ban/p1/bao-da-nhan"]
    for person in (minh, stranger):
        other = Browser(app, sign_in(app, person), browser.attempt_id)
        token = other.token()
        for path in paths:
            assert other.client.get(other.home + path).status_code == 404, path
        for path in posts:
            fields = {"csrf_token": token, "ground": "integrity", "until": "2026-10-14T09:00:00+07:00"}
            assert other.client.post(other.home + path, data=fields).status_code == 404, path
    assert browser.kinds() == ["DeskOpened"]


def test_a_screen_costs_the_same_queries_however_much_has_happened(browser: Browser, count_queries: list[str]) -> None:
    browser.get()
    count_queries.clear()
    browser.get()
    few = len(count_queries)
    for slot in ("first", "second", "third"):
        browser.post(f"/van-ban/{browser.id(slot)}/tiep-nhan", send_status="y")
        browser.post("/van-ban-den", **browser.entry(slot))
    browser.get()  # the look at changes of the law, which a process keeps for some seconds
    count_queries.clear()
    browser.get()
    assert len(count_queries) == few
