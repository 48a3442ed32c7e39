"""Pages of classes as officers, instructors, trainees and agency contacts meet them."""

import io
import re
import uuid
from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

import pytest
import sqlalchemy as sa
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from accounts.domain import Role
from accounts.models import Agency, Person
from core import db
from tests.conftest import NOW
from tests.factories.classes import TODAY, create_class, plan_class, plan_session, session_on
from tests.factories.lists import make_list
from tests.factories.people import create_agency, create_person, sign_in
from training import spreadsheet
from training.domain.attendance import Mark, Status
from training.domain.sessions import ClassState, SessionState
from training.models import ClassSession, Enrolment, TrainingClass
from training.queries.attendance import history
from training.service import rolls
from training.service.enrolment import NewEnrolment, enrol


class World:
    """Lan and Hoa in Minh's class; a stranger who teaches another class and learns in it; an officer; a contact."""

    def __init__(self, app: Flask) -> None:
        self.app = app
        with app.app_context():
            session = db.session()
            agency, other = create_agency(session), create_agency(session, "UBND phường Tân Thịnh")
            self.people = {
                "lan": create_person(session, "Nông Thị Lan", Role.TRAINEE, agency=agency),
                "hoa": create_person(session, "Hoàng Thị Hoa", Role.TRAINEE, agency=other),
                "minh": create_person(session, "Trần Quang Minh", Role.INSTRUCTOR),
                "stranger": create_person(session, "Lạ Văn Người", Role.INSTRUCTOR, Role.TRAINEE),
                "officer": create_person(session, "Đặng Thị Thu Hà", Role.OFFICER),
                "second": create_person(session, "Dương Ngọc Sơn", Role.OFFICER),
                "contact": create_person(session, "Ma Thị Tâm", Role.AGENCY_CONTACT, agency=agency),
            }
            self.ids = {name: person.id for name, person in self.people.items()}
            self.class_id = create_class(
                session,
                instructor=self.people["minh"],
                trainees=[self.people["lan"], self.people["hoa"]],
                officer=self.people["officer"],
            )
            self.other_id = create_class(
                session,
                instructor=self.people["stranger"],
                trainees=[self.people["stranger"]],
                officer=self.people["officer"],
                plan=plan_class(plan_session(instructor=self.people["stranger"]), name="Lớp khác"),
            )
            self.today = session_on(session, self.class_id).id
        self.clients: dict[str, FlaskClient] = {}

    def browser(self, who: str) -> FlaskClient:
        """The browser of a person."""
        if who not in self.clients:
            self.clients[who] = sign_in(self.app, self.people[who])
        return self.clients[who]

    def get(self, who: str, path: str) -> TestResponse:
        """Open a page."""
        return self.browser(who).get(path)

    def post(self, who: str, path: str, form_page: str | None = None, **data: Any) -> TestResponse:
        """Send a form with the hidden fields of its page."""
        page = self.get(who, form_page or path).get_data(as_text=True)
        hidden = dict(re.findall(r'<input[^>]*type="hidden"[^>]*name="([^"]+)"[^>]*value="([^"]*)"', page))
        hidden |= {
            name: value
            for tag in re.findall(r"<input[^>]*>", page)
            if 'type="hidden"' in tag
            for name in re.findall(r'name="([^"]+)"', tag)
            for value in re.findall(r'value="([^"]*)"', tag)
        }
        return self.browser(who).post(path, data={**hidden, **data}, content_type="multipart/form-data")

    @property
    def roll_path(self) -> str:
        """The roll of today's session."""
        return f"/lop/{self.class_id}/buoi/{self.today}/diem-danh"

    def marks(self) -> Mapping[uuid.UUID, Mark]:
        """Today's marks."""
        with self.app.app_context():
            return rolls.load_roll(db.session(), self.today).marks


@pytest.fixture
def world(app: Flask) -> World:
    return World(app)


def _text(answer: TestResponse) -> str:
    return answer.get_data(as_text=True)


FORM = {
    "name": "Lớp bồi dưỡng khóa 2",
    "decision_number": "15/QĐ-SNV",
    "decision_date": "01/11/2026",
    "place": "Hội trường",
    "organiser": "Sở Nội vụ tỉnh T",
    "course": "van-thu-co-ban/",
    "first_day": "23/11/2026",
    "last_day": "25/11/2026",
    "minimum_attendance": "80",
    "quiz_percent": "50",
    "exercise_score": "80",
    "sessions-0-day": "23/11/2026",
    "sessions-0-half_day": "morning",
    "sessions-0-starts": "7h30",
    "sessions-0-ends": "11:00",
    "sessions-0-periods": "4",
    "sessions-0-room": "Hội trường A",
    "sessions-0-counts": "y",
}


def _classes(app: Flask, name: str) -> list[TrainingClass]:
    with app.app_context():
        return list(db.session().scalars(sa.select(TrainingClass).where(TrainingClass.name == name)))


def test_an_officer_opens_a_class_by_decision(world: World) -> None:
    answer = world.post("officer", "/lop/mo-lop", action="open", **FORM)
    assert answer.status_code == 303
    made = _classes(world.app, FORM["name"])
    assert [(one.state, one.decision_words, one.year) for one in made] == [
        (ClassState.OPEN, "Quyết định số 15/QĐ-SNV ngày 01/11/2026", 2026)
    ]
    assert "Ghi danh học viên" in _text(world.get("officer", answer.location))


def test_a_second_click_opens_no_second_class(world: World) -> None:
    page = _text(world.get("officer", "/lop/mo-lop"))
    hidden = dict(re.findall(r'type="hidden" name="(csrf_token|once)" value="([^"]*)"', page))
    first = world.browser("officer").post("/lop/mo-lop", data={**FORM, **hidden, "action": "open"})
    second = world.browser("officer").post("/lop/mo-lop", data={**FORM, **hidden, "action": "open"})
    assert (first.status_code, second.status_code) == (303, 303)
    assert first.location == second.location
    assert len(_classes(world.app, FORM["name"])) == 1


def test_a_class_without_a_decision_stays_a_draft_that_instructors_do_not_see(world: World) -> None:
    form = {**FORM, "decision_number": "", "decision_date": "", "sessions-0-instructor": str(world.ids["minh"])}
    refused = world.post("officer", "/lop/mo-lop", action="open", **form)
    assert refused.status_code == 422
    assert "Lớp chỉ mở được khi có quyết định" in _text(refused)
    assert world.post("officer", "/lop/mo-lop", action="draft", **form).status_code == 303
    draft = _classes(world.app, FORM["name"])[0]
    assert draft.state is ClassState.DRAFT
    assert world.get("minh", f"/lop/{draft.id}").status_code == 404
    opened = world.post("officer", f"/lop/{draft.id}/sua", action="open", **FORM)
    assert opened.status_code == 303
    assert _classes(world.app, FORM["name"])[0].state is ClassState.OPEN


@pytest.mark.parametrize(
    ("changed", "words", "field"),
    [
        ({"last_day": "22/11/2026"}, "Ngày kết thúc đứng trước ngày bắt đầu", "last_day"),
        ({"decision_date": "24/11/2026"}, "Quyết định mở lớp phải có trước", "decision_date"),
        ({"decision_date": "31/02/2026"}, "Không có ngày này", "decision_date"),
        ({"sessions-0-day": "30/11/2026"}, "nằm ngoài thời gian của lớp", "sessions-0-day"),
        ({"sessions-0-ends": "7:00"}, "Giờ kết thúc phải sau giờ bắt đầu", "sessions-0-ends"),
        ({"sessions-0-starts": "sáng"}, "Hãy ghi giờ như 07:30", "sessions-0-starts"),
        ({"sessions-0-periods": "5"}, "5 tiết cần ít nhất 225 phút", "sessions-0-periods"),
        ({"sessions-0-half_day": "afternoon"}, "không thuộc buổi đã chọn", "sessions-0-starts"),
        ({"sessions-0-room": ""}, "Hãy ghi phòng học", "sessions-0-room"),
        ({"sessions-0-day": "", "sessions-0-room": ""}, "Lớp cần ít nhất một buổi", "buoi-hoc"),
        ({"name": ""}, "Hãy ghi tên lớp", "name"),
    ],
)
def test_what_does_not_fit_is_said_at_its_field_and_nothing_typed_is_lost(
    world: World, changed: dict[str, str], words: str, field: str
) -> None:
    answer = world.post("officer", "/lop/mo-lop", action="open", **{**FORM, **changed})
    text = _text(answer)
    assert answer.status_code == 422
    assert words in text
    assert f'href="#{field}"' in text
    assert f'id="{field}"' in text
    assert "Sở Nội vụ tỉnh T" in text
    assert _classes(world.app, FORM["name"]) == []


def test_rows_are_added_without_javascript_and_keep_what_was_typed(world: World) -> None:
    answer = world.post("officer", "/lop/mo-lop", add="3", **FORM)
    text = _text(answer)
    assert answer.status_code == 200
    assert text.count("<legend>Buổi ") == 5  # two at first, three more
    assert 'value="Hội trường A"' in text


def test_a_rule_that_changes_gets_a_new_version(world: World) -> None:
    form = {**FORM, "minimum_attendance": "70"}
    with world.app.app_context():
        rows = [
            one.id
            for one in db.session().scalars(sa.select(ClassSession).where(ClassSession.class_id == world.class_id))
        ]
    kept = {f"sessions-{number}-session_id": str(key) for number, key in enumerate(rows)}
    for number, shift in enumerate((-1, 0, 1)):
        day = f"{TODAY + timedelta(days=shift):%d/%m/%Y}"
        form |= {
            key.replace("-0-", f"-{number}-"): value for key, value in FORM.items() if key.startswith("sessions-0")
        }
        form |= {f"sessions-{number}-day": day, f"sessions-{number}-instructor": str(world.ids["minh"])}
    form |= {**kept, "first_day": "22/11/2026", "last_day": "24/11/2026"}
    assert world.post("officer", f"/lop/{world.class_id}/sua", action="save", **form).status_code == 303
    with world.app.app_context():
        assert db.session().get_one(TrainingClass, world.class_id).rule_version == 2
    assert "Bản 2 của quy định lớp" in _text(world.get("minh", f"/lop/{world.class_id}"))


@pytest.mark.parametrize(
    "path", ["", "/buoi", "/hoc-vien", "/ket-qua", "/bai-thuc-hanh", "/giay-to", "/thoi-khoa-bieu"]
)
def test_minh_sees_his_class_and_the_stranger_sees_nothing(world: World, path: str) -> None:
    assert world.get("minh", f"/lop/{world.class_id}{path}").status_code == 200
    assert world.get("officer", f"/lop/{world.class_id}{path}").status_code == 200
    assert world.get("stranger", f"/lop/{world.class_id}{path}").status_code == 404
    assert world.get("lan", f"/lop/{world.class_id}{path}").status_code == 403


def test_law_that_has_lapsed_by_the_end_of_the_class_is_told(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    page = _text(world.get("minh", f"/lop/{world.class_id}"))
    assert "không có hiệu lực vào ngày" not in page, "the law of our lessons applies today"
    with world.app.app_context():
        row = db.session().get_one(TrainingClass, world.class_id)
        with db.transaction(db.session()):
            row.first_day = row.last_day = date(2019, 1, 1)
    page = _text(world.get("minh", f"/lop/{world.class_id}"))
    assert "Bài học dẫn điều luật không có hiệu lực vào ngày 01/01/2019" in page
    assert "Nghị định 30/2020/NĐ-CP" in page


def test_the_stranger_can_neither_read_nor_write_the_roll(world: World) -> None:
    assert world.get("stranger", world.roll_path).status_code == 404
    assert world.post("stranger", world.roll_path, form_page="/lop", action="all_present").status_code == 404
    assert world.marks() == {}


def test_a_session_is_not_reached_through_another_class(world: World) -> None:
    assert world.get("stranger", f"/lop/{world.other_id}/buoi/{world.today}/diem-danh").status_code == 404


def test_all_present_then_exceptions_then_lock(world: World) -> None:
    lan, hoa = world.ids["lan"], world.ids["hoa"]
    late = {f"status-{lan}": "M", f"minutes-{lan}": "20", "action": "all_present"}
    assert world.post("minh", world.roll_path, **late).status_code == 303
    assert world.marks() == {lan: Mark(Status.LATE, 20), hoa: Mark(Status.PRESENT)}
    lock = f"/lop/{world.class_id}/buoi/{world.today}/khoa"
    warned = world.post("minh", lock, head_count="1")
    assert warned.status_code == 422
    assert "Đếm trong phòng được 1 người, điểm danh ghi 2 người" in _text(warned)
    assert world.post("minh", lock, head_count="1", note="Một người ra ngoài").status_code == 303
    page = _text(world.get("minh", world.roll_path))
    assert "Số đếm và điểm danh lệch nhau" in page
    assert "Một người ra ngoài" in page


def test_a_late_comer_without_minutes_is_asked_and_the_rest_stays_typed(world: World) -> None:
    lan, hoa = world.ids["lan"], world.ids["hoa"]
    answer = world.post("minh", world.roll_path, **{f"status-{lan}": "M", f"status-{hoa}": "P", f"paper-{hoa}": "GP-7"})
    text = _text(answer)
    assert answer.status_code == 422
    assert f'href="#minutes-{lan}"' in text
    assert 'value="GP-7"' in text
    assert world.marks() == {}


def test_two_tabs_the_second_is_told_what_the_first_wrote(world: World) -> None:
    lan = world.ids["lan"]
    stale = world.get("officer", world.roll_path).get_data(as_text=True)
    world.post("minh", world.roll_path, **{f"status-{lan}": "K"})
    hidden = dict(re.findall(r'name="(csrf_token|once)" value="([^"]*)"', stale))
    answer = world.browser("officer").post(world.roll_path, data={**hidden, "seen": "0", f"status-{lan}": "C"})
    assert answer.status_code == 422
    assert "Trần Quang Minh đã ghi “Vắng không phép”" in _text(answer)
    assert world.marks()[lan] == Mark(Status.ABSENT)


def test_after_the_lock_minh_proposes_and_another_officer_approves(world: World) -> None:
    lan = world.ids["lan"]
    world.post("minh", world.roll_path, action="all_present")
    world.post("minh", f"/lop/{world.class_id}/buoi/{world.today}/khoa", head_count="2")
    path = f"/lop/{world.class_id}/buoi/{world.today}/de-nghi-sua/{lan}"
    assert world.post("minh", path, status="K", reason="").status_code == 422
    assert world.post("minh", path, status="K", reason="Ghi nhầm người").status_code == 303
    assert world.marks()[lan] == Mark(Status.PRESENT)
    page = _text(world.get("second", world.roll_path))
    position = re.search(r"/de-nghi-sua/(\d+)/tra-loi", page)
    assert position is not None
    answer = world.post(
        "second", f"/lop/{world.class_id}/buoi/{world.today}/de-nghi-sua/{position[1]}/tra-loi",
        form_page=world.roll_path, answer="approve", reason="",
    )  # fmt: skip
    assert answer.status_code == 303
    assert world.marks()[lan] == Mark(Status.ABSENT)
    story = _text(world.get("minh", f"/lop/{world.class_id}/buoi/{world.today}/lich-su/{lan}"))
    for words in ("Ghi nhầm người", "Dương Ngọc Sơn", "Trần Quang Minh", "Duyệt sửa"):
        assert words in story


def test_the_sign_in_sheet_is_a_pdf_with_everybody(world: World) -> None:
    answer = world.get("minh", f"/lop/{world.class_id}/buoi/{world.today}/phieu-ky-ten")
    assert answer.mimetype == "application/pdf"
    assert answer.data.startswith(b"%PDF")


def test_lan_sees_her_class_and_what_is_missing_and_nothing_of_hoa(world: World) -> None:
    answer = world.browser("lan").get("/lop-cua-toi", follow_redirects=True)
    text = _text(answer)
    assert "Còn thiếu gì để hoàn thành" in text
    assert "bài tiếp theo:" in text
    assert "Hoàng Thị Hoa" not in text
    assert world.get("stranger", f"/lop-cua-toi/{world.class_id}").status_code == 404
    assert world.get("lan", f"/lop-cua-toi/{world.other_id}").status_code == 404


def test_the_contact_sees_the_own_agency_and_nobody_else(world: World) -> None:
    text = _text(world.get("contact", "/co-quan-cua-toi/hoc-vien"))
    assert "Nông Thị Lan" in text
    assert "Hoàng Thị Hoa" not in text
    assert "Lạ Văn Người" not in text


@pytest.mark.parametrize(
    ("who", "words"),
    [
        ("minh", "Điểm danh sáng 23/11/2026"),
        ("officer", "Có buổi chưa khóa điểm danh"),
        ("lan", "Đi học hôm nay"),
        ("contact", "Xem người của cơ quan học đến đâu"),
    ],
)
def test_the_home_page_says_what_to_do_next(world: World, who: str, words: str) -> None:
    assert words in _text(world.get(who, "/"))


def _list(*people: Any) -> tuple[io.BytesIO, str]:
    return io.BytesIO(make_list(*people)), "danh-sach.xlsx"


LAN = (1, "Vi Thị Mới", "05/03/1985", "Văn thư", "UBND xã Văn Yên", None, 912345678)


def test_a_list_is_previewed_confirmed_and_gets_slips(world: World) -> None:
    upload = f"/lop/{world.class_id}/ghi-danh"
    shown = world.post("officer", upload, file=_list(LAN))
    assert shown.status_code == 303
    assert "Vi Thị Mới" in _text(world.get("officer", shown.location))
    done = world.post("officer", shown.location)
    assert done.status_code == 303
    assert "Cấp mật khẩu và in phiếu" in _text(world.get("officer", done.location))
    slips = world.post("officer", f"/lop/{world.class_id}/phieu-dang-nhap", form_page=f"/lop/{world.class_id}/hoc-vien")
    assert "moi.vi" in _text(slips)
    assert "Vi Thị Mới" in _text(world.get("minh", world.roll_path))


def test_a_bad_list_names_the_cell_and_enrols_nobody(world: World) -> None:
    shown = world.post("officer", f"/lop/{world.class_id}/ghi-danh", file=_list((*LAN[:2], "31/02/1980", *LAN[3:])))
    text = _text(world.get("officer", shown.location))
    assert "Dòng 4, cột Ngày sinh: “31/02/1980” không phải ngày có thật." in text
    assert world.post("officer", shown.location).status_code == 422
    with world.app.app_context():
        enrolled = sa.select(sa.func.count()).select_from(Enrolment).where(Enrolment.class_id == world.class_id)
        assert db.session().scalar(enrolled) == 2


@pytest.mark.parametrize(
    ("file", "status", "words"),
    [
        ((io.BytesIO(b"a,b"), "danh-sach.xlsx"), 422, "không phải tệp Excel"),
        ((io.BytesIO(b""), ""), 422, "Chưa chọn tệp"),
        ((io.BytesIO(b"PK" + b"0" * 2000), "to.xlsx"), 413, "5 MB"),
    ],
)
def test_a_wrong_file_is_refused_on_the_page(
    world: World, monkeypatch: pytest.MonkeyPatch, file: Any, status: int, words: str
) -> None:
    monkeypatch.setattr(spreadsheet, "LARGEST", 1000)
    answer = world.post("officer", f"/lop/{world.class_id}/ghi-danh", file=file)
    assert answer.status_code == status
    assert words in _text(answer)


def test_the_template_can_be_filled_in_and_read_back(world: World) -> None:
    answer = world.get("contact", "/lop/danh-sach-mau")
    sent = world.post("officer", f"/lop/{world.class_id}/ghi-danh", file=(io.BytesIO(answer.data), "mau.xlsx"))
    assert sent.status_code == 303


def _fill(session: Session, class_id: uuid.UUID, numbers: range) -> None:
    agency = session.scalars(sa.select(Agency)).first()
    people = [create_person(session, f"Người {n:03d} Thêm", Role.TRAINEE, agency=agency) for n in numbers]
    enrol(session, None, class_id, [NewEnrolment(one.id, one.agency_id, "Văn thư") for one in people], NOW)
    minh = session.scalars(sa.select(Person).where(Person.full_name == "Trần Quang Minh")).one()
    for shift in (-1, 0):
        row = session_on(session, class_id, shift)
        if row.state is SessionState.PLANNED:
            rolls.save_roll(session, minh, row.id, {one.id: Mark(Status.PRESENT) for one in people}, seen=0, at=NOW)


@pytest.mark.parametrize(
    "path", ["/lop", "/lop/{id}", "/lop/{id}/hoc-vien", "/lop/{id}/ket-qua", "/lop/{id}/bai-thuc-hanh", "ROLL"]
)
def test_a_page_asks_the_same_number_of_questions_for_many_people(
    world: World, count_queries: list[str], path: str
) -> None:
    address = world.roll_path if path == "ROLL" else path.format(id=world.class_id)
    costs = []
    world.browser("officer")
    for numbers in (range(3), range(3, 30)):
        with world.app.app_context():
            _fill(db.session(), world.class_id, numbers)
        count_queries.clear()
        assert world.get("officer", address).status_code == 200
        costs.append(len(count_queries))
        world.app.extensions["engine"].dispose()
    assert costs[0] == costs[1], count_queries


def test_every_change_of_the_roll_says_who_and_when(world: World) -> None:
    world.post("minh", world.roll_path, action="all_present")
    with world.app.app_context():
        events = history(db.session(), world.today)
    assert {event.actor_id for event in events} == {world.ids["minh"]}
    assert {event.at for event in events} == {NOW}
