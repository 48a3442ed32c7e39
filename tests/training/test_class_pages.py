"""Pages of classes as officers, instructors, trainees and agency contacts meet them."""

import re
import uuid
from datetime import date, timedelta

import pytest
import sqlalchemy as sa
from flask import Flask
from sqlalchemy.orm import Session

from accounts.domain import Role
from accounts.models import Agency, Person
from core import db
from tests.conftest import NOW
from tests.factories.classes import TODAY, create_class, plan_class, plan_session, session_on
from tests.factories.people import create_person
from tests.training.conftest import World
from training.domain.attendance import Mark, Status
from training.domain.sessions import ClassState, HalfDay, SessionState
from training.models import ClassSession, TrainingClass
from training.service import rolls
from training.service.enrolment import NewEnrolment, enrol

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
    assert "Ghi danh học viên" in world.get("officer", answer.location).text


def test_a_second_click_opens_no_second_class(world: World) -> None:
    page = world.get("officer", "/lop/mo-lop").text
    hidden = dict(re.findall(r'type="hidden" name="(csrf_token|once)" value="([^"]*)"', page))
    first = world.browser("officer").post("/lop/mo-lop", data={**FORM, **hidden, "action": "open"})
    second = world.browser("officer").post("/lop/mo-lop", data={**FORM, **hidden, "action": "open"})
    assert (first.status_code, second.status_code) == (303, 303)
    assert first.location == second.location
    assert len(_classes(world.app, FORM["name"])) == 1


def test_the_back_button_opens_no_second_class_and_leads_to_the_first(world: World) -> None:
    first = world.post("officer", "/lop/mo-lop", action="open", **FORM)
    again = world.post("officer", "/lop/mo-lop", action="open", **FORM)  # from a fresh page, with what the browser kept
    assert again.status_code == 422
    assert "Lớp này có rồi, ghi lúc 08:00" in again.text
    assert f'href="{first.location}"' in again.text
    assert 'value="Hội trường A"' in again.text
    assert len(_classes(world.app, FORM["name"])) == 1
    other = FORM | {"name": "Lớp bồi dưỡng khóa 2, lớp 2"}
    assert world.post("officer", "/lop/mo-lop", action="open", **other).status_code == 303


def test_the_log_calls_classes_and_sessions_by_their_names_and_finds_them(world: World) -> None:
    with world.app.app_context():
        world.people["admin"] = create_person(db.session(), "Quản Trị Hệ Thống", Role.ADMINISTRATOR)
    world.post("officer", "/lop/mo-lop", action="open", **FORM)
    world.post("officer", f"/lop/{world.class_id}/buoi/{world.today}/huy", reason="Mưa lũ")
    log = world.get("admin", "/quan-tri/nhat-ky").text
    assert "Lớp bồi dưỡng khóa 2" in log
    assert "Buổi học sáng 23/11/2026, Lớp bồi dưỡng văn thư khóa 1" in log
    found = world.get("admin", "/quan-tri/nhat-ky?tim=boi+duong+khoa+2").text
    assert "Lớp bồi dưỡng khóa 2" in found
    assert "Buổi học sáng" not in found


def test_a_class_without_a_decision_stays_a_draft_that_instructors_do_not_see(world: World) -> None:
    form = {**FORM, "decision_number": "", "decision_date": "", "sessions-0-instructor": str(world.ids["minh"])}
    refused = world.post("officer", "/lop/mo-lop", action="open", **form)
    assert refused.status_code == 422
    assert "Lớp chỉ mở được khi có quyết định" in refused.text
    assert world.post("officer", "/lop/mo-lop", action="draft", **form).status_code == 303
    draft = _classes(world.app, FORM["name"])[0]
    assert draft.state is ClassState.DRAFT
    assert world.get("minh", f"/lop/{draft.id}").status_code == 404
    opened = world.post("officer", f"/lop/{draft.id}/sua", action="open", **FORM)
    assert opened.status_code == 303
    assert _classes(world.app, FORM["name"])[0].state is ClassState.OPEN


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("123/QĐ-UBND", "123/QĐ-UBND"),
        ("45/2026/QĐ-UBND", "45/2026/QĐ-UBND"),
        ("05a/QĐ-SNV", "05a/QĐ-SNV"),
        ("9 / QĐ – SNV", "9 / QĐ – SNV"),
        ("7/QĐ-SNV.VTLT&CCHC", "7/QĐ-SNV.VTLT&CCHC"),
        ("88-QĐ/TU", "88-QĐ/TU"),  # as organs of the Party write it
        ("Số: 12/QĐ-SNV", "12/QĐ-SNV"),
        ("Quyết định số 12/QĐ-SNV", "12/QĐ-SNV"),
    ],
)
def test_a_decision_number_is_taken_in_every_form_that_offices_use(world: World, typed: str, kept: str) -> None:
    form = {**FORM, "decision_number": typed, "plan": "12/KH-SNV"}
    assert world.post("officer", "/lop/mo-lop", action="open", **form).status_code == 303
    made = _classes(world.app, FORM["name"])[0]
    assert (made.decision_number, made.plan) == (kept, "12/KH-SNV")


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
        ({"decision_number": "abc"}, "gồm số và ký hiệu, ví dụ 12/QĐ-SNV", "decision_number"),
        ({"decision_number": "168"}, "gồm số và ký hiệu, ví dụ 12/QĐ-SNV", "decision_number"),
        ({"decision_number": "QĐ-SNV/15"}, "gồm số và ký hiệu, ví dụ 12/QĐ-SNV", "decision_number"),
        ({"decision_number": "15/2026"}, "gồm số và ký hiệu, ví dụ 12/QĐ-SNV", "decision_number"),
    ],
)
def test_what_does_not_fit_is_said_at_its_field_and_nothing_typed_is_lost(
    world: World, changed: dict[str, str], words: str, field: str
) -> None:
    answer = world.post("officer", "/lop/mo-lop", action="open", **{**FORM, **changed})
    text = answer.text
    assert answer.status_code == 422
    assert words in text
    assert f'href="#{field}"' in text
    assert f'id="{field}"' in text
    assert "Sở Nội vụ tỉnh T" in text
    assert _classes(world.app, FORM["name"]) == []


def test_an_empty_form_is_told_everything_in_one_round(world: World) -> None:
    empty = {name: "" for name in FORM if not name.startswith("sessions-")} | {"course": FORM["course"]}
    text = world.post("officer", "/lop/mo-lop", action="open", **empty).text
    for field in (
        "name",
        "decision_number",
        "decision_date",
        "place",
        "organiser",
        "first_day",
        "last_day",
        "buoi-hoc",
    ):
        assert f'href="#{field}"' in text
    draft = world.post("officer", "/lop/mo-lop", action="draft", **empty).text
    assert 'href="#decision_number"' not in draft


def test_the_session_that_is_on_comes_before_the_one_of_the_afternoon(world: World) -> None:
    with world.app.app_context():
        minh = world.people["minh"]
        halves = (plan_session(instructor=minh), plan_session(half_day=HalfDay.AFTERNOON, instructor=minh))
        create_class(db.session(), instructor=minh, plan=plan_class(*halves, name="Lớp hai buổi"))
    home = world.get("minh", "/").text
    assert 0 < home.index("Điểm danh sáng 23/11/2026") < home.index("Điểm danh chiều 23/11/2026")


def test_rows_are_added_without_javascript_and_keep_what_was_typed(world: World) -> None:
    answer = world.post("officer", "/lop/mo-lop", add="3", **FORM)
    text = answer.text
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
    assert "Bản 2 của quy định lớp" in world.get("minh", f"/lop/{world.class_id}").text


@pytest.mark.parametrize(
    "path", ["", "/buoi", "/hoc-vien", "/ket-qua", "/bai-thuc-hanh", "/giay-to", "/thoi-khoa-bieu"]
)
def test_minh_sees_his_class_and_the_stranger_sees_nothing(world: World, path: str) -> None:
    assert world.get("minh", f"/lop/{world.class_id}{path}").status_code == 200
    assert world.get("officer", f"/lop/{world.class_id}{path}").status_code == 200
    assert world.get("stranger", f"/lop/{world.class_id}{path}").status_code == 404
    assert world.get("lan", f"/lop/{world.class_id}{path}").status_code == 403


def test_law_that_has_lapsed_by_the_end_of_the_class_is_told(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    page = world.get("minh", f"/lop/{world.class_id}").text
    assert "không có hiệu lực vào ngày" not in page, "the law of our lessons applies today"
    with world.app.app_context():
        row = db.session().get_one(TrainingClass, world.class_id)
        with db.transaction(db.session()):
            row.first_day = row.last_day = date(2019, 1, 1)
    page = world.get("minh", f"/lop/{world.class_id}").text
    assert "Bài học dẫn điều luật không có hiệu lực vào ngày 01/01/2019" in page
    assert "Nghị định 30/2020/NĐ-CP" in page


def test_lan_sees_her_class_and_what_is_missing_and_nothing_of_hoa(world: World) -> None:
    answer = world.browser("lan").get("/lop-cua-toi", follow_redirects=True)
    text = answer.text
    assert "Còn thiếu gì để hoàn thành" in text
    assert "bài tiếp theo:" in text
    assert "Hoàng Thị Hoa" not in text
    assert world.get("stranger", f"/lop-cua-toi/{world.class_id}").status_code == 404
    assert world.get("lan", f"/lop-cua-toi/{world.other_id}").status_code == 404


def test_the_contact_sees_the_own_agency_and_nobody_else(world: World) -> None:
    text = world.get("contact", "/co-quan-cua-toi/hoc-vien").text
    assert "Nông Thị Lan" in text
    assert "Hoàng Thị Hoa" not in text
    assert "Lạ Văn Người" not in text
    assert "Các lớp khác" not in text


def test_the_contact_opens_one_class_after_the_other(world: World, count_queries: list[str]) -> None:
    with world.app.app_context():
        session = db.session()
        earlier = [
            create_class(
                session, trainees=[world.people["lan"]], plan=plan_class(plan_session(), name=f"Lớp trước {n}")
            )
            for n in range(3)
        ]
    world.browser("contact")
    count_queries.clear()
    text = world.get("contact", f"/co-quan-cua-toi/hoc-vien?lop={earlier[0]}").text
    asked = len(count_queries)
    assert re.search(r"<h2[^>]*>Lớp trước 0</h2>", text)
    assert "Nông Thị Lan" in text
    links = set(re.findall(r'href="/co-quan-cua-toi/hoc-vien\?lop=([^"]+)"', text))
    assert links == {str(one) for one in (*earlier[1:], world.class_id)}, "each but the one that is open"
    assert world.get("contact", f"/co-quan-cua-toi/hoc-vien?lop={world.other_id}").status_code == 404
    with world.app.app_context():
        create_class(db.session(), trainees=[world.people["lan"]], plan=plan_class(plan_session(), name="Lớp trước 4"))
    count_queries.clear()
    world.get("contact", f"/co-quan-cua-toi/hoc-vien?lop={earlier[0]}")
    assert len(count_queries) == asked, "one more class asks nothing more"


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
    assert words in world.get(who, "/").text


def test_the_contact_is_led_once_to_the_page_that_shows_progress(world: World) -> None:
    home = world.get("contact", "/").text
    links = re.findall(r'href="(/co-quan-cua-toi[^"]*)"', home[home.index('class="next-step"') :])
    assert links == ["/co-quan-cua-toi/hoc-vien"]


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
