"""One person of a class: position and agency put right, taken out, and who may do it."""

import pytest
import sqlalchemy as sa

from accounts.models import Agency
from core import db
from core.audit import AuditEntry
from tests.factories.two_people import sent
from tests.training.conftest import World
from training.domain.sessions import ClassState
from training.models import Enrolment, EnrolmentState, TrainingClass


def _path(world: World, who: str = "lan") -> str:
    return f"/lop/{world.class_id}/hoc-vien/{world.ids[who]}/sua"


def _row(world: World, who: str = "lan") -> Enrolment:
    rows = sa.select(Enrolment).where(Enrolment.class_id == world.class_id, Enrolment.person_id == world.ids[who])
    with world.app.app_context():
        return db.session().scalars(rows).one()


def _agency(world: World, name: str) -> str:
    with world.app.app_context():
        return str(db.session().scalars(sa.select(Agency.id).where(Agency.name == name)).one())


def _finish(world: World) -> None:
    with world.app.app_context(), db.transaction(db.session()) as session:
        session.get_one(TrainingClass, world.class_id).state = ClassState.FINISHED


def test_position_and_agency_are_put_right_also_after_the_class(world: World) -> None:
    _finish(world)
    assert _path(world) in world.get("officer", f"/lop/{world.class_id}/hoc-vien").text
    wanted = _agency(world, "UBND phường Tân Thịnh")
    answer = world.post("officer", _path(world), position="Lưu trữ viên", agency_id=wanted)
    assert answer.status_code == 303
    assert "Đã sửa thông tin của Nông Thị Lan" in world.get("officer", answer.location).text
    assert (_row(world).position, str(_row(world).agency_id)) == ("Lưu trữ viên", wanted)
    with world.app.app_context():
        entry = (
            db.session().scalars(sa.select(AuditEntry).where(AuditEntry.action == "training.enrolment_corrected")).one()
        )
        assert entry.details["after"]["position"] == "Lưu trữ viên"
    assert (
        "Không có gì thay đổi"
        in world.get(
            "officer", world.post("officer", _path(world), position="Lưu trữ viên", agency_id=wanted).location
        ).text
    )


def test_two_officers_correct_one_enrolment(world: World) -> None:
    first, second = (world.get(who, _path(world)).text for who in ("officer", "second"))
    send = {
        who: lambda page, who=who, **typed: world.browser(who).post(_path(world), data=sent(page, _path(world), typed))
        for who in ("officer", "second")
    }
    assert send["officer"](first, position="Lưu trữ viên").status_code == 303
    met = send["second"](second, position="Văn thư trưởng")
    assert met.status_code == 422
    assert "vừa sửa thành: Lưu trữ viên" in met.text
    assert 'value="Văn thư trưởng"' in met.text
    assert send["second"](met.text).status_code == 303
    assert _row(world).position == "Văn thư trưởng"


def test_a_forged_agency_is_told_at_its_field(world: World) -> None:
    answer = world.post("officer", _path(world), position="x", agency_id="khong-co")
    assert answer.status_code == 422
    assert 'href="#agency_id"' in answer.text


@pytest.mark.parametrize(("who", "status"), [("lan", 403), ("minh", 403), ("stranger", 403), ("officer", 200)])
def test_only_officers_correct(world: World, who: str, status: int) -> None:
    assert world.get(who, _path(world)).status_code == status
    assert world.get("officer", _path(world, "stranger")).status_code == 404


def test_nobody_is_taken_out_of_a_class_that_has_ended(world: World) -> None:
    path = f"/lop/{world.class_id}/hoc-vien/{world.ids['lan']}/rut"
    page = world.get("officer", path).text
    _finish(world)
    answer = world.browser("officer").post(path, data=sent(page, path, {"reason": "Cử người khác thay"}))
    assert "Lớp đã kết thúc" in world.get("officer", answer.location).text
    assert _row(world).state is EnrolmentState.ENROLLED
