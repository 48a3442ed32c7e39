"""First passwords of a class: one set of slips, whoever presses how often."""

import uuid

import pytest
import sqlalchemy as sa
from flask import Flask
from werkzeug.test import TestResponse

from accounts.models import Person
from core import db
from tests.factories.two_people import at_once, sent
from tests.training.conftest import World


@pytest.fixture
def world(app: Flask) -> World:
    """Lan and Hoa have no password yet."""
    made = World(app)
    with app.app_context(), db.transaction(db.session()) as session:
        wanted = [made.ids["lan"], made.ids["hoa"]]
        session.execute(sa.update(Person).where(Person.id.in_(wanted)).values(password_hash=None))
    return made


def _path(world: World) -> str:
    return f"/lop/{world.class_id}/phieu-dang-nhap"


def _page(world: World, who: str) -> dict[str, str]:
    html = world.get(who, f"/lop/{world.class_id}/hoc-vien").get_data(as_text=True)
    return sent(html, _path(world), {})


def _press(world: World, who: str, fields: dict[str, str]) -> TestResponse:
    return world.browser(who).post(_path(world), data=fields)


def _hashes(world: World) -> dict[uuid.UUID, str | None]:
    with world.app.app_context():
        return {row.id: row.password_hash for row in db.session().execute(sa.select(Person.id, Person.password_hash))}


def test_a_double_click_does_not_make_the_printed_slips_void(world: World) -> None:
    fields = _page(world, "officer")
    assert _press(world, "officer", fields).get_data(as_text=True).count('name="phrase_password"') == 2
    before = _hashes(world)
    assert _press(world, "officer", fields).location == f"/lop/{world.class_id}/hoc-vien"
    assert _hashes(world) == before
    assert "đã được cấp ở lần bấm trước" in world.get("officer", f"/lop/{world.class_id}/hoc-vien").get_data(
        as_text=True
    )


def test_a_second_page_says_that_everybody_has_a_password(world: World) -> None:
    first, second = _page(world, "officer"), _page(world, "second")
    _press(world, "officer", first)
    before = _hashes(world)
    assert _press(world, "second", second).status_code == 303
    assert _hashes(world) == before


def test_two_officers_at_once_give_one_set_of_slips(world: World) -> None:
    pages = [(who, _page(world, who)) for who in ("officer", "second")]
    answers = at_once(*((lambda who=who, page=page: _press(world, who, page)) for who, page in pages))
    slips = [answer.get_data(as_text=True).count('name="phrase_password"') for answer in answers]
    assert sorted(slips) == [0, 2]


def test_a_double_click_at_the_same_moment_gives_one_set(world: World) -> None:
    fields = _page(world, "officer")
    answers = at_once(*[lambda: _press(world, "officer", fields)] * 2)
    assert sorted(answer.status_code for answer in answers) == [200, 303]


def test_lost_slips_are_given_again_to_those_who_have_not_changed_their_first_password(world: World) -> None:
    _press(world, "officer", _page(world, "officer"))
    with world.app.app_context(), db.transaction(db.session()) as session:
        session.get_one(Person, world.ids["hoa"]).password_is_first = False
    before = _hashes(world)
    html = world.get("officer", f"/lop/{world.class_id}/hoc-vien").get_data(as_text=True)
    assert "cấp lại cho 1 người" in html
    answer = _press(world, "officer", {**sent(html, _path(world), {}), "again": "1"})
    assert answer.get_data(as_text=True).count('name="phrase_password"') == 1
    changed = {key for key, value in _hashes(world).items() if value != before[key]}
    assert changed == {world.ids["lan"]}
