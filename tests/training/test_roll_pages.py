"""The roll as instructors and officers meet it: marks, the lock, corrections after it, its sheet."""

import re

from core import db
from tests.conftest import NOW
from tests.training.conftest import World
from training.domain.attendance import Mark, Status
from training.queries.attendance import history


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
    assert "Đếm trong phòng được 1 người, điểm danh ghi 2 người" in warned.text
    assert world.post("minh", lock, head_count="1", note="Một người ra ngoài").status_code == 303
    page = world.get("minh", world.roll_path).text
    assert "Số đếm và điểm danh lệch nhau" in page
    assert "Một người ra ngoài" in page


def test_ending_the_session_and_counting_heads_keep_what_was_just_chosen(world: World) -> None:
    lan, hoa = world.ids["lan"], world.ids["hoa"]
    counted = world.post("minh", world.roll_path, action="count", **{f"status-{lan}": "C"})
    assert counted.location == f"/lop/{world.class_id}/buoi/{world.today}/khoa"
    assert world.marks() == {lan: Mark(Status.PRESENT)}
    ended = world.post("minh", world.roll_path, action="end", **{f"status-{lan}": "M", f"minutes-{lan}": "20"})
    assert ended.location == world.roll_path
    assert world.marks() == {lan: Mark(Status.LATE, 20), hoa: Mark(Status.ABSENT)}
    assert "Đã lưu 1 thay đổi. Đã kết thúc buổi; 1 người chưa ghi" in world.get("minh", world.roll_path).text


def test_a_session_with_a_mistake_on_its_roll_is_not_ended(world: World) -> None:
    lan = world.ids["lan"]
    answer = world.post("minh", world.roll_path, action="end", **{f"status-{lan}": "M", f"minutes-{lan}": ""})
    assert answer.status_code == 422
    assert world.marks() == {}


def test_the_enter_key_saves_the_roll_and_does_not_approve_what_a_reason_is_written_against(world: World) -> None:
    lan, session = world.ids["lan"], f"/lop/{world.class_id}/buoi/{world.today}"
    page = world.get("minh", world.roll_path).text
    first = re.search(r"<button[^>]*>", page[page.index('class="roll-key"') :])
    assert first is not None
    assert 'value="save"' in first[0]
    world.post("minh", world.roll_path, action="all_present")
    world.post("minh", f"{session}/khoa", head_count="2")
    world.post("minh", f"{session}/de-nghi-sua/{lan}", status="K", reason="Ghi nhầm người")
    forms = re.findall(r"<form.*?</form>", world.get("second", world.roll_path).text, re.DOTALL)
    refusals = [form for form in forms if 'name="reason"' in form]
    assert len(refusals) == 1
    assert "approve" not in refusals[0]


def test_a_late_comer_without_minutes_is_asked_and_the_rest_stays_typed(world: World) -> None:
    lan, hoa = world.ids["lan"], world.ids["hoa"]
    answer = world.post("minh", world.roll_path, **{f"status-{lan}": "M", f"status-{hoa}": "P", f"paper-{hoa}": "GP-7"})
    text = answer.text
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
    assert "Trần Quang Minh đã ghi “Vắng không phép”" in answer.text
    assert "Người khác vừa ghi cho các học viên sau" in answer.text
    assert world.marks()[lan] == Mark(Status.ABSENT)


def test_after_the_lock_minh_proposes_and_another_officer_approves(world: World) -> None:
    lan = world.ids["lan"]
    world.post("minh", world.roll_path, action="all_present")
    world.post("minh", f"/lop/{world.class_id}/buoi/{world.today}/khoa", head_count="2")
    path = f"/lop/{world.class_id}/buoi/{world.today}/de-nghi-sua/{lan}"
    assert world.post("minh", path, status="K", reason="").status_code == 422
    assert world.post("minh", path, status="K", reason="Ghi nhầm người").status_code == 303
    assert world.marks()[lan] == Mark(Status.PRESENT)
    page = world.get("second", world.roll_path).text
    position = re.search(r"/de-nghi-sua/(\d+)/tra-loi", page)
    assert position is not None
    answer = world.post(
        "second", f"/lop/{world.class_id}/buoi/{world.today}/de-nghi-sua/{position[1]}/tra-loi",
        form_page=world.roll_path, answer="approve", reason="",
    )  # fmt: skip
    assert answer.status_code == 303
    assert world.marks()[lan] == Mark(Status.ABSENT)
    story = world.get("minh", f"/lop/{world.class_id}/buoi/{world.today}/lich-su/{lan}").text
    for words in ("Ghi nhầm người", "Dương Ngọc Sơn", "Trần Quang Minh", "Duyệt sửa"):
        assert words in story


def test_the_sign_in_sheet_is_a_pdf_with_everybody(world: World) -> None:
    answer = world.get("minh", f"/lop/{world.class_id}/buoi/{world.today}/phieu-ky-ten")
    assert answer.mimetype == "application/pdf"
    assert answer.data.startswith(b"%PDF")


def test_every_change_of_the_roll_says_who_and_when(world: World) -> None:
    world.post("minh", world.roll_path, action="all_present")
    with world.app.app_context():
        events = history(db.session(), world.today)
    assert {event.actor_id for event in events} == {world.ids["minh"]}
    assert {event.at for event in events} == {NOW}
