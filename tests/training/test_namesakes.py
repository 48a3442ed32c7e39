"""Two people of one name in one class: wherever one of them is marked, called or handed something, the page says which."""

from datetime import date

import pytest
from flask import Flask

from accounts.models import Person
from core import db
from tests.training.conftest import World
from training.views import papers

BORN = {"lan": date(1980, 3, 5), "hoa": date(1991, 12, 24)}
NAMES = ("Nông Thị Lan (sinh ngày 05/03/1980)", "Nông Thị Lan (sinh ngày 24/12/1991)")


@pytest.fixture
def world(app: Flask) -> World:
    made = World(app)
    with app.app_context(), db.transaction(db.session()) as session:
        for who, born in BORN.items():
            person = session.get_one(Person, made.ids[who])
            person.full_name, person.birth_date, person.password_hash = "Nông Thị Lan", born, None
    return made


@pytest.mark.parametrize("page", ["hoc-vien", "ket-qua"])
def test_the_tabs_of_the_class_tell_them_apart(world: World, page: str) -> None:
    text = world.get("officer", f"/lop/{world.class_id}/{page}").text
    assert all(name in text for name in NAMES)


def test_the_roll_its_mistakes_and_its_lock_tell_them_apart(world: World) -> None:
    text = world.get("minh", world.roll_path).text
    assert all(name in text for name in NAMES)
    wrong = world.post("minh", world.roll_path, **{f"status-{world.ids['lan']}": "M"}).text
    assert f"{NAMES[0]}: " in wrong
    assert all(name in world.get("minh", f"{world.roll_path.rsplit('/', 1)[0]}/khoa").text for name in NAMES)


@pytest.mark.one_database  # about paper
@pytest.mark.parametrize("paper", ["phieu-ky-ten", "bang-diem-danh"])
def test_the_papers_of_a_session_and_its_locked_roll_tell_them_apart(
    world: World, monkeypatch: pytest.MonkeyPatch, paper: str
) -> None:
    session = world.roll_path.rsplit("/", 1)[0]
    world.post("minh", world.roll_path, action="all_present")
    world.post("minh", f"{session}/khoa", head_count="2")
    assert all(name in world.get("minh", world.roll_path).text for name in NAMES)
    monkeypatch.setattr(papers, "render_pdf", lambda html, **_: html.encode())
    printed = world.get("minh", f"{session}/{paper}").text
    assert all(name in printed for name in NAMES)


def test_the_pages_of_one_person_say_which(world: World) -> None:
    lan, session = world.ids["lan"], world.roll_path.rsplit("/", 1)[0]
    world.post("minh", world.roll_path, action="all_present")
    world.post("minh", f"{session}/khoa", head_count="2")
    of_class = f"/lop/{world.class_id}/hoc-vien/{lan}"
    for path in (f"{of_class}/rut", f"{of_class}/sua", f"{session}/de-nghi-sua/{lan}", f"{session}/lich-su/{lan}"):
        assert NAMES[0] in world.get("officer", path).text
    sent = world.post("officer", f"{session}/de-nghi-sua/{lan}", status="K", reason="Ghi nhầm người")
    assert NAMES[0] in world.get("officer", sent.location).text


def test_the_slips_say_whose_they_are(world: World) -> None:
    text = world.post(
        "officer", f"/lop/{world.class_id}/phieu-dang-nhap", form_page=f"/lop/{world.class_id}/hoc-vien"
    ).text
    assert all(name in text for name in NAMES)
