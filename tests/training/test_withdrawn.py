"""Who was taken out of a class: what the rolls say of them, and who joined after a roll was locked."""

import re
import uuid

import pytest

from core import db
from tests.conftest import NOW
from tests.factories.people import create_person
from tests.training.conftest import World
from training.service.enrolment import NewEnrolment, enrol
from training.views import papers


def _withdraw(world: World, who: str) -> None:
    path = f"/lop/{world.class_id}/hoc-vien/{world.ids[who]}/rut"
    assert world.post("officer", path, reason="Cử người khác thay").status_code == 303


def _session(world: World) -> str:
    return world.roll_path.rsplit("/", 1)[0]


def test_a_correction_for_somebody_who_left_can_still_be_answered(world: World) -> None:
    world.post("minh", world.roll_path, action="all_present")
    world.post("minh", f"{_session(world)}/khoa", head_count="2")
    world.post("minh", f"{_session(world)}/de-nghi-sua/{world.ids['lan']}", status="K", reason="Ghi nhầm người")
    _withdraw(world, "lan")
    page = world.get("second", world.roll_path)
    assert page.status_code == 200
    assert "Đã rút khỏi lớp" in page.text
    path = re.search(r'"([^"]+/tra-loi)"', page.text)
    assert path is not None
    assert world.post("second", path[1], form_page=world.roll_path, answer="approve").status_code == 303
    assert "2/2" not in world.get("second", world.roll_path).text


def test_a_correction_for_a_late_comer_who_left_again_does_not_break_the_page(world: World) -> None:
    world.post("minh", world.roll_path, action="all_present")
    world.post("minh", f"{_session(world)}/khoa", head_count="2")
    late = _join(world)
    world.post("minh", f"{_session(world)}/de-nghi-sua/{late}", status="C", reason="Có học ké")
    world.ids["late"] = late
    _withdraw(world, "late")
    assert world.get("second", world.roll_path).status_code == 200


def _join(world: World) -> uuid.UUID:
    with world.app.app_context():
        session = db.session()
        person = create_person(session, "Đàm Thị Vào Sau")
        enrol(session, world.people["officer"], world.class_id, [NewEnrolment(person.id, None)], NOW)
        return person.id


def test_who_left_after_being_marked_stays_on_the_open_roll_and_in_its_counts(world: World) -> None:
    lan, hoa = world.ids["lan"], world.ids["hoa"]
    world.post("minh", world.roll_path, **{f"status-{lan}": "C"})
    _withdraw(world, "lan")
    page = world.get("minh", world.roll_path).text
    assert f"status-{lan}" in page
    assert "Đã rút khỏi lớp" in page
    assert "2 học viên, xếp theo tên" in page
    world.post("minh", world.roll_path, **{f"status-{lan}": "K", f"status-{hoa}": "C"})
    assert world.marks()[lan].status.value == "K"


def test_the_locked_roll_keeps_what_it_was_signed_with(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(papers, "render_pdf", lambda html, **_: html.encode())
    world.post("minh", world.roll_path, action="all_present")
    world.post("minh", f"{_session(world)}/khoa", head_count="1")
    world.post("minh", f"{_session(world)}/khoa", head_count="1", note="Một người ra ngoài")
    world.post("minh", f"{_session(world)}/de-nghi-sua/{world.ids['lan']}", status="K", reason="Không đến")
    path = re.search(r'"([^"]+/tra-loi)"', world.get("second", world.roll_path).text)
    assert path is not None
    world.post("second", path[1], form_page=world.roll_path, answer="approve")
    _join(world)
    paper = world.get("minh", f"{_session(world)}/bang-diem-danh").text
    assert "2 người lúc khóa; đếm trong phòng: 1 người. Lý do lệch: Một người ra ngoài. Sau khi sửa: 1 người" in paper
    assert "Đàm Thị Vào Sau" not in paper
    page = world.get("minh", world.roll_path).text
    assert "1/2 (lúc khóa ghi 2, đã sửa sau khi khóa)" in page
    assert "lúc khóa điểm danh ghi 2 người có mặt. Lý do khi khóa: Một người ra ngoài" in page
    assert "vào lớp sau buổi này" in page


def test_the_list_of_the_class_says_who_left_and_tells_the_officer_why(world: World) -> None:
    _withdraw(world, "lan")
    path = f"/lop/{world.class_id}/hoc-vien"
    assert "Đã rút khỏi lớp (1)" in world.get("minh", path).text
    assert "Cử người khác thay" not in world.get("minh", path).text
    assert "Lý do: Cử người khác thay" in world.get("officer", path).text
