"""What officers and instructors do wrong on the forms of a class, and twice."""

import io
import re
from typing import Any

import pytest
import sqlalchemy as sa

from core import db
from core.audit import AuditEntry
from tests.factories.lists import make_list
from tests.factories.two_people import sent as fields_of
from tests.training.conftest import World
from training.domain.attendance import Mark, Status
from training.domain.sessions import ClassState, SessionState
from training.models import AttendanceEvent, ClassSession, TrainingClass


def _count(world: World, action: str) -> int:
    with world.app.app_context():
        rows = sa.select(sa.func.count()).select_from(AuditEntry).where(AuditEntry.action == action)
        return db.session().scalar(rows) or 0


@pytest.mark.parametrize("minutes", ["", "0", "-5", "ba mươi", "999", "9" * 30, "1.5"])
def test_minutes_that_are_none_are_told_at_their_box(world: World, minutes: str) -> None:
    lan = world.ids["lan"]
    answer = world.post("minh", world.roll_path, **{f"status-{lan}": "M", f"minutes-{lan}": minutes})
    assert answer.status_code == 422
    assert f'href="#minutes-{lan}"' in answer.text
    assert "Hãy ghi số phút, từ 1 đến" in answer.text
    assert f'name="minutes-{lan}" value="{minutes}"' in answer.text
    assert world.marks() == {}


def test_a_forged_code_is_told_and_not_passed_over(world: World) -> None:
    lan, hoa = world.ids["lan"], world.ids["hoa"]
    answer = world.post("minh", world.roll_path, **{f"status-{lan}": "Z", f"status-{hoa}": "C"})
    assert answer.status_code == 422
    assert "Nông Thị Lan: Hãy chọn một trong các mã trên trang." in answer.text
    assert world.marks() == {}


def test_taking_a_person_out_twice_says_so_and_writes_once(world: World) -> None:
    path = f"/lop/{world.class_id}/hoc-vien/{world.ids['lan']}/rut"
    empty = world.post("officer", path, reason="   ")
    assert empty.status_code == 422
    assert 'href="#reason"' in empty.text
    page = world.get("officer", path).text
    hidden = dict(re.findall(r'name="(csrf_token|once)" value="([^"]*)"', page))
    for _ in range(2):
        answer = world.browser("officer").post(path, data={**hidden, "reason": "Cử người khác thay"})
        assert answer.location == f"/lop/{world.class_id}/hoc-vien"
    assert "đã được rút khỏi lớp từ trước" in world.get("officer", answer.location).text
    assert _count(world, "training.person_withdrawn") == 1


def test_cancelling_twice_says_so_and_a_locked_session_keeps_the_reason_typed(world: World) -> None:
    session = f"/lop/{world.class_id}/buoi/{world.today}"
    page = world.get("officer", f"{session}/huy").text
    hidden = dict(re.findall(r'name="(csrf_token|once)" value="([^"]*)"', page))
    assert world.browser("officer").post(f"{session}/huy", data={**hidden, "reason": ""}).status_code == 422
    world.post("minh", world.roll_path, action="all_present")
    world.post("minh", f"{session}/khoa", head_count="2")
    refused = world.browser("officer").post(f"{session}/huy", data={**hidden, "reason": "Mưa lũ vừa gõ"})
    assert refused.status_code == 422
    assert "Mưa lũ vừa gõ" in refused.text
    with world.app.app_context():
        other = db.session().scalars(sa.select(ClassSession.id).where(ClassSession.class_id == world.other_id)).one()
    path = f"/lop/{world.other_id}/buoi/{other}/huy"
    for _ in range(2):
        answer = world.browser("officer").post(path, data={**hidden, "reason": "Mưa lũ"})
        assert answer.location == f"/lop/{world.other_id}/buoi"
    assert "đã hủy từ trước" in world.get("officer", answer.location).text
    assert _count(world, "training.session_cancelled") == 1


def test_a_refusal_without_a_reason_is_asked_at_its_box_and_answers_nothing(world: World) -> None:
    lan, session = world.ids["lan"], f"/lop/{world.class_id}/buoi/{world.today}"
    world.post("minh", world.roll_path, action="all_present")
    world.post("minh", f"{session}/khoa", head_count="2")
    world.post("minh", f"{session}/de-nghi-sua/{lan}", status="K", reason="Ghi nhầm người")
    found = re.search(r"/de-nghi-sua/(\d+)/tra-loi", world.get("second", world.roll_path).text)
    assert found is not None
    position = found[1]
    path = f"{session}/de-nghi-sua/{position}/tra-loi"
    for sent, words in (
        ({"answer": "refuse", "reason": ""}, "Hãy ghi lý do không duyệt"),
        ({"answer": "refuse", "reason": "dài " * 1250}, "nhiều nhất 500 ký tự"),
        ({"answer": "co-le", "reason": "lý do vừa gõ"}, "Hãy chọn một mục trong danh sách."),
    ):
        answer = world.post("second", path, form_page=world.roll_path, **sent)
        assert answer.status_code == 422
        assert words in answer.text
        assert f'href="#reason-{position}"' in answer.text
        assert sent["reason"].strip()[-100:] in answer.text
    assert world.post("second", path, form_page=world.roll_path, answer="refuse", reason="Đúng rồi").status_code == 303
    again = world.post("second", path, form_page=world.roll_path, answer="approve", reason="")
    assert "đã được trả lời từ trước" in world.get("second", again.location).text
    assert world.marks()[lan] == Mark(Status.PRESENT)
    with world.app.app_context():
        answers = sa.select(sa.func.count()).where(AttendanceEvent.answers.is_not(None))
        assert db.session().scalar(answers) == 1


def test_ending_a_class_twice_says_so(world: World) -> None:
    path = f"/lop/{world.class_id}/ket-thuc"
    token = dict(re.findall(r'name="(csrf_token)" value="([^"]*)"', world.get("officer", path).text))
    early = world.browser("officer").post(path, data=token)
    assert "buổi chưa khóa điểm danh" in world.get("officer", early.location).text
    with world.app.app_context(), db.transaction(db.session()) as session:
        session.execute(
            sa.update(ClassSession).where(ClassSession.class_id == world.class_id).values(state=SessionState.CANCELLED)
        )
    for _ in range(2):
        answer = world.browser("officer").post(path, data=token)
        assert answer.location == f"/lop/{world.class_id}"
    assert "Lớp này đã kết thúc từ trước." in world.get("officer", answer.location).text
    assert _count(world, "training.class_finished") == 1


@pytest.mark.parametrize(
    ("state", "words"), [("draft", "Chỉ kết thúc được lớp đang mở."), ("finished", "Lớp này đã kết thúc từ trước.")]
)
def test_a_class_that_is_not_open_has_no_page_to_end_it(world: World, state: str, words: str) -> None:
    with world.app.app_context(), db.transaction(db.session()) as session:
        session.get_one(TrainingClass, world.class_id).state = ClassState(state)
    answer = world.get("officer", f"/lop/{world.class_id}/ket-thuc")
    assert answer.location == f"/lop/{world.class_id}"
    assert words in world.get("officer", answer.location).text


def test_an_open_question_of_a_list_is_asked_at_its_field(world: World) -> None:
    twin = (1, "Nông Thị Lan", "05/03/1985", "Văn thư", "UBND xã Chưa Có", None, None)
    sent: dict[str, Any] = {"file": (io.BytesIO(make_list(twin)), "danh-sach.xlsx")}
    shown = world.post("officer", f"/lop/{world.class_id}/ghi-danh", **sent)
    for choices in ({}, {"agency-0": "khong-co", "person-4": "khong-co"}):
        answer = world.post("officer", shown.location, **choices)
        assert answer.status_code == 422
        for name in ("agency-0", "person-4"):
            assert f'href="#{name}"' in answer.text
            assert f'id="{name}-error"' in answer.text


def test_an_agency_of_5000_letters_for_a_whole_list_is_told_at_its_field(world: World) -> None:
    sent: dict[str, Any] = {"file": (io.BytesIO(make_list()), "danh-sach.xlsx"), "agency": "dài " * 1250}
    answer = world.post("officer", f"/lop/{world.class_id}/ghi-danh", **sent)
    assert answer.status_code == 422
    assert 'href="#agency"' in answer.text
    assert "nhiều nhất 200 ký tự" in answer.text


def test_a_session_with_a_topic_and_without_a_day_is_asked_and_not_passed_over(world: World) -> None:
    path = f"/lop/{world.class_id}/sua"
    page = world.get("officer", path).text
    empty = 1 + max(int(number) for number in re.findall(r'name="sessions-(\d+)-topic"', page))
    answer = world.browser("officer").post(
        path, data={**fields_of(page, path, {f"sessions-{empty}-topic": "Lập hồ sơ"}), "action": "save"}
    )
    assert answer.status_code == 422
    assert f'href="#sessions-{empty}-day"' in answer.text
    assert "Lập hồ sơ" in answer.text


def test_a_session_that_exists_is_dropped_by_its_box_only(world: World) -> None:
    path = f"/lop/{world.class_id}/sua"
    page = world.get("officer", path).text
    last = max(int(one) for one in re.findall(r'name="sessions-(\d+)-session_id"[^>]*value="[^"]+"', page))
    cleared = {f"sessions-{last}-{name}": "" for name in ("day", "room", "topic")}
    answer = world.browser("officer").post(path, data={**fields_of(page, path, cleared), "action": "save"})
    assert answer.status_code == 422
    assert f'href="#sessions-{last}-day"' in answer.text
