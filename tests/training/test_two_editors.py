"""Two officers change the plan of one class: the second is told, session by session, and nothing typed is lost."""

from core import db
from tests.factories.classes import session_on
from tests.factories.two_people import at_once, sent
from tests.training.conftest import World
from training.domain.sessions import SessionState
from training.models import ClassSession, TrainingClass


def _path(world: World) -> str:
    return f"/lop/{world.class_id}/sua"


def _send(world: World, who: str, html: str, **typed: str) -> tuple[int, str]:
    answer = world.browser(who).post(_path(world), data={**sent(html, _path(world), typed), "action": "save"})
    return answer.status_code, answer.get_data(as_text=True)


def _pages(world: World) -> tuple[str, str]:
    return tuple(world.get(who, _path(world)).get_data(as_text=True) for who in ("officer", "second"))  # type: ignore[return-value]  # two


def _last_session(world: World) -> ClassSession:
    with world.app.app_context():
        return session_on(db.session(), world.class_id, 1)


def test_the_second_officer_sees_what_the_first_changed_and_saves_again(world: World) -> None:
    first, second = _pages(world)
    last = max(int(part.split("-")[0]) for part in second.split('name="sessions-')[1:])
    assert _send(world, "officer", first, place="Hội trường B", **{f"sessions-{last}-room": "Phòng 9"})[0] == 303
    status, page = _send(world, "second", second, name="Lớp của Sơn", place="Hội trường C")
    assert status == 422
    assert "Đặng Thị Thu Hà (08:00 23/11/2026)" in page
    assert "vừa sửa thành: Hội trường B" in page
    assert 'value="Phòng 9"' in page, "a session that was left alone is the new one"
    assert _send(world, "second", page)[0] == 303
    with world.app.app_context():
        row = db.session().get_one(TrainingClass, world.class_id)
        assert (row.name, row.place) == ("Lớp của Sơn", "Hội trường C")
    assert _last_session(world).room == "Phòng 9"


def test_a_session_that_both_changed_keeps_what_was_typed(world: World) -> None:
    first, second = _pages(world)
    last = max(int(part.split("-")[0]) for part in second.split('name="sessions-')[1:])
    _send(world, "officer", first, **{f"sessions-{last}-room": "Phòng 9"})
    status, page = _send(world, "second", second, **{f"sessions-{last}-room": "Phòng 10"})
    assert status == 422
    assert "vừa sửa thành: " in page
    assert "Phòng 9" in page
    assert f'href="#sessions-{last}-day"' in page
    assert _send(world, "second", page)[0] == 303
    assert _last_session(world).room == "Phòng 10"


def test_a_session_that_the_first_added_is_not_struck_by_the_second(world: World) -> None:
    first, second = _pages(world)
    more = {
        "day": "24/11/2026", "half_day": "afternoon", "starts": "13:30", "ends": "17:00", "periods": "4",
        "room": "Phòng mới", "instructor": "", "topic": "", "counts": "y",
    }  # fmt: skip
    row = {f"sessions-40-{name}": value for name, value in more.items()}
    assert _send(world, "officer", first, **row)[0] == 303
    status, page = _send(world, "second", second, place="Hội trường C")
    assert status == 422
    assert "vừa thêm buổi này" in page
    assert _send(world, "second", page)[0] == 303
    with world.app.app_context():
        rooms = {one.room for one in db.session().query(ClassSession).filter_by(class_id=world.class_id)}
    assert "Phòng mới" in rooms


def test_a_roll_that_began_meanwhile_is_told(world: World) -> None:
    _first, second = _pages(world)
    with world.app.app_context(), db.transaction(db.session()) as session:
        session.get_one(ClassSession, _last_session(world).id).state = SessionState.OPEN
    status, page = _send(world, "second", second)
    assert status == 422
    assert "đã bắt đầu điểm danh" in page


def test_a_double_click_is_no_quarrel_with_oneself(world: World) -> None:
    page = _pages(world)[0]
    answers = [_send(world, "officer", page, place="Hội trường B")[0] for _ in range(2)]
    assert answers == [303, 303]


def test_one_of_two_at_the_same_moment_is_told(world: World) -> None:
    first, second = _pages(world)
    answers = at_once(
        lambda: _send(world, "officer", first, place="Hội trường B"),
        lambda: _send(world, "second", second, place="Hội trường C"),
    )
    assert sorted(status for status, _page in answers) == [303, 422]
