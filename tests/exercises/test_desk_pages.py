"""The desk's pages as a browser meets them: my own desk, a stranger's, every act, every mistake."""

import re
import uuid
from datetime import timedelta
from typing import Any

import pytest
import sqlalchemy as sa
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from accounts.domain import Role
from accounts.models import Person, WaitingPost
from app import create_app
from core import clock, db, markdown
from exercises import queries, service
from exercises.dms.domain.events import Refused
from exercises.dms.forms import entry_values
from exercises.domain import Mode
from exercises.models import Attempt
from exercises.prose import html_of
from exercises.queries import LoadedAttempt
from exercises.runs import right_entry
from tests.conftest import NOW
from tests.factories.forgery import csrf_token
from tests.factories.people import create_person, sign_in


class Browser:
    """Somebody at a desk, through the pages."""

    def __init__(self, app: Flask, client: FlaskClient, attempt_id: uuid.UUID) -> None:
        self.app, self.client, self.attempt_id = app, client, attempt_id

    @property
    def home(self) -> str:
        return f"/luyen-tap/{self.attempt_id}"

    def loaded(self) -> LoadedAttempt:
        with self.app.app_context():
            session = db.session()
            found = queries.load_attempt(session, session.get_one(Attempt, self.attempt_id))
            assert found.card
            return found

    def id(self, slot: str) -> str:
        return self.loaded().desk.slots[slot]

    def get(self, path: str = "", status: int = 200) -> str:
        response = self.client.get(self.home + path)
        assert response.status_code == status, response.text[:2000]
        return response.text

    def post(self, path: str, status: int = 303, **fields: Any) -> str:
        """Post with the token of the page and the present position, unless `position` says another."""
        fields.setdefault("position", self.loaded().position)
        fields["csrf_token"] = self.token()
        response = self.client.post(self.home + path, data={k: v for k, v in fields.items() if v is not None})
        assert response.status_code == status, response.text[:3000]
        return response.text

    def token(self) -> str:
        return csrf_token(self.app, self.client)

    def entry(self, slot: str, **changes: Any) -> dict[str, Any]:
        """The right values of the registration form, as they are typed."""
        loaded = self.loaded()
        item = loaded.desk.items[self.id(slot)]
        values = entry_values(right_entry(loaded.desk, item))
        typed = {k: v.strftime("%d/%m/%Y") if hasattr(v, "strftime") else v for k, v in values.items()}
        return {**typed, "packet": item.packet.id, **changes}

    def kinds(self) -> list[str]:
        return [event.kind for event in self.loaded().events]


def _begin(app: Flask, person: Person, scenario_id: str = "VBDEN-02", mode: Mode = Mode.PRACTICE) -> Browser:
    with app.app_context():
        attempt = service.start_attempt(
            db.session(), person_id=person.id, scenario_id=scenario_id, mode=mode, at=NOW, seed_key="k"
        ).attempt
        return Browser(app, sign_in(app, person), attempt.id)


@pytest.fixture
def lan(app: Flask, session: Session) -> Person:
    return create_person(session, "Nông Thị Lan", Role.TRAINEE)


def test_briefs_are_html_from_the_start(app: Flask, lan: Person, monkeypatch: pytest.MonkeyPatch) -> None:
    html_of.cache_clear()
    create_app(app.extensions["settings"])

    def on_a_view(_text: str) -> None:
        raise AssertionError("rendered on a view")

    monkeypatch.setattr(markdown, "render", on_a_view)
    browser = _begin(app, lan)
    assert "<p>" in browser.get("")
    assert browser.client.get("/luyen-tap/bai/vbden-03").status_code == 200


@pytest.fixture
def browser(app: Flask, lan: Person) -> Browser:
    return _begin(app, lan)


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
    browser = _begin(app, lan, "VBDEN-03")
    pages = [browser.get()] + [browser.get(f"/van-ban/{packet}") for packet in ("p1", "p2", "p3")]
    for page in pages:
        assert "broken" not in page
        assert "tampered" not in page
        assert "thay đổi sau khi ký" not in page.replace("Nội dung bị thay đổi sau khi ký", "")


def test_the_signature_panel_tells_only_after_it_was_opened(app: Flask, lan: Person) -> None:
    browser = _begin(app, lan, "VBDEN-03")
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


def test_an_exam_has_no_coach_no_hints_and_no_findings(app: Flask, lan: Person) -> None:
    browser = _begin(app, lan, mode=Mode.EXAM)
    packet = browser.id("first")
    browser.post(f"/van-ban/{packet}/tiep-nhan")
    page = browser.get(f"/van-ban/{packet}")
    assert "Người hướng dẫn" not in page
    assert "nơi gửi không được báo" not in page
    browser.post("/goi-y", hint="trinh")
    assert "HintTaken" not in browser.kinds()
    assert browser.client.get(browser.home + "/xem-lai").status_code == 303


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
    browser = _begin(app, lan, "VBDEN-03")
    packet = browser.id("broken")
    page = browser.post(f"/van-ban/{packet}/tra-lai", 422, reason="lý do đã gõ")
    assert "lý do đã gõ" in page
    browser.post(f"/van-ban/{packet}/tra-lai", ground="integrity", reason="")
    assert "PacketReturned" in browser.kinds()


def test_what_was_sent_from_the_desk_too_late_is_told_in_the_words_of_the_desk(
    app: Flask, lan: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    browser = _begin(app, lan, "VBDEN-03")
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


def test_a_hint_is_shown_with_its_cost(browser: Browser) -> None:
    assert "trừ 5 điểm" in browser.get()
    browser.post("/goi-y", hint="bat-dau")
    assert "Mỗi dòng là một gói tin" in browser.get()


def test_a_step_back_opens_a_branch(browser: Browser) -> None:
    packet = browser.id("first")
    browser.post(f"/van-ban/{packet}/tiep-nhan")
    answer = browser.client.post(browser.home + "/lui", data={"csrf_token": browser.token()})
    branched = Browser(browser.app, browser.client, uuid.UUID(answer.headers["Location"].split("/")[2]))
    assert branched.attempt_id != browser.attempt_id
    assert branched.kinds() == ["DeskOpened"]


def test_the_result_explains_each_finding_with_article_and_evidence(browser: Browser) -> None:
    packet = browser.id("first")
    browser.post(f"/van-ban/{packet}/tiep-nhan", send_status="y")
    browser.post("/van-ban-den", **browser.entry("first", organ_name="Sở Nội vụ"))
    browser.get("/nop-bai")
    browser.post("/nop-bai")
    page = browser.get("/ket-qua")
    for words in ("Chưa đạt", "Tên cơ quan ban hành trong sổ khác", "Quy định", "Cách làm lại cho đúng"):
        assert words in page
    assert f"{browser.home}/xem-lai?buoc=4" in page
    assert browser.client.get(browser.home).headers["Location"].endswith("/ket-qua")


def test_the_replay_shows_the_desk_as_it_stood(browser: Browser) -> None:
    packet = browser.id("first")
    browser.post(f"/van-ban/{packet}/tiep-nhan", send_status="y")
    browser.post("/van-ban-den", **browser.entry("first"))
    browser.post("/nop-bai")
    before = browser.get(f"/xem-lai?buoc=3&man=van-ban:{packet}")
    after = browser.get(f"/xem-lai?buoc=4&man=van-ban:{packet}")
    assert "Thông tin đăng ký" not in before
    assert "Thông tin đăng ký" in after
    assert '<form method="post"' not in after.split("<main")[1].split("</main>")[0]
    assert "Bước 4/" in after
    for nonsense in ("buoc=0", "buoc=999", "buoc=x", "man=van-ban:p99", "man=xyz"):
        browser.get(f"/xem-lai?{nonsense}")


def test_the_register_comes_as_pdf_and_spreadsheet(browser: Browser) -> None:
    pdf = browser.client.get(browser.home + "/van-ban-den.pdf")
    assert pdf.data.startswith(b"%PDF")
    sheet = browser.client.get(browser.home + "/van-ban-den.xlsx")
    assert sheet.data.startswith(b"PK")


def test_starting_anew_gives_other_documents(browser: Browser) -> None:
    first = browser.loaded().events[0].fact
    answer = browser.client.post(browser.home + "/lam-lai", data={"csrf_token": browser.token()})
    fresh = Browser(browser.app, browser.client, uuid.UUID(answer.headers["Location"].split("/")[2]))
    assert fresh.loaded().events[0].fact != first


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


def test_the_list_and_the_exercise_say_what_they_practise(browser: Browser) -> None:
    page = browser.client.get("/luyen-tap").text
    assert "Tiếp nhận văn bản đến qua Trục liên thông" in page
    assert "Đang làm dở" in page
    exercise = browser.client.get("/luyen-tap/bai/vbden-02").text
    assert "Làm tiếp lượt đang dở" in exercise
    assert browser.client.get("/luyen-tap/bai/khong-co").status_code == 404


def test_beginning_an_exercise_opens_a_desk(app: Flask, session: Session) -> None:
    client = sign_in(app, create_person(session, "Hà Thị Mới", Role.TRAINEE))
    token = csrf_token(app, client)
    fields = {"csrf_token": token, "mode": "exam"}
    first = client.post("/luyen-tap/bai/vbden-03/bat-dau", data=fields).headers["Location"]
    assert client.post("/luyen-tap/bai/vbden-03/bat-dau", data=fields).headers["Location"] == first
    assert client.post("/luyen-tap/bai/vbden-03/bat-dau", data={**fields, "mode": "x"}).status_code == 400
    assert client.get(first).status_code == 200


def test_the_context_of_somebody_elses_class_is_refused(app: Flask, session: Session) -> None:
    client = sign_in(app, create_person(session, "Hà Thị Mới", Role.TRAINEE))
    token = csrf_token(app, client)
    fields = {"csrf_token": token, "mode": "exam", "context": str(uuid.uuid4())}
    assert client.post("/luyen-tap/bai/vbden-03/bat-dau", data=fields).status_code == 404


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


def test_an_old_tab_of_a_closed_attempt_is_led_to_the_result(browser: Browser) -> None:
    browser.post("/nop-bai")
    fields = {"csrf_token": browser.token(), "position": 1}
    for path in ("/van-ban/p1/mo", "/cho", "/nop-bai", "/van-ban-den"):
        more = {"until": "2026-10-14T09:00:00+07:00", **browser.entry("first")}
        answer = browser.client.post(browser.home + path, data={**more, **fields})
        assert answer.headers["Location"].endswith("/ket-qua"), path
    assert "Lượt này đã đóng" in browser.get("/ket-qua")
    assert browser.kinds() == ["DeskOpened", "DeskClosed"]
