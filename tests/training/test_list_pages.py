"""Lists of people from Excel files: looked at, confirmed, refused."""

import io
import re
from datetime import date
from typing import Any

import openpyxl
import pytest
import sqlalchemy as sa

from accounts.domain import Role
from accounts.models import Agency, Person
from core import db
from tests.conftest import NOW
from tests.factories.lists import hide_rows, make_list
from tests.factories.people import create_person
from tests.training.conftest import World
from training import spreadsheet
from training.models import Enrolment, ImportBatch
from training.service.enrolment import NewEnrolment, enrol


def _list(*people: Any) -> tuple[io.BytesIO, str]:
    return io.BytesIO(make_list(*people)), "danh-sach.xlsx"


LAN = (1, "Vi Thị Mới", "05/03/1985", "Văn thư", "UBND xã Văn Yên", None, 912345678)


def test_a_list_is_previewed_confirmed_and_gets_slips(world: World) -> None:
    upload = f"/lop/{world.class_id}/ghi-danh"
    shown = world.post("officer", upload, file=_list(LAN))
    assert shown.status_code == 303
    assert "Vi Thị Mới" in world.get("officer", shown.location).text
    done = world.post("officer", shown.location)
    assert done.status_code == 303
    assert "Cấp mật khẩu và in phiếu" in world.get("officer", done.location).text
    slips = world.post("officer", f"/lop/{world.class_id}/phieu-dang-nhap", form_page=f"/lop/{world.class_id}/hoc-vien")
    assert "moi.vi" in slips.text
    assert "Vi Thị Mới" in world.get("minh", world.roll_path).text


def test_no_slip_is_printed_for_staff_who_sit_in_the_class(world: World) -> None:
    with world.app.app_context():
        session = db.session()
        chi = create_person(session, "Ngô Thị Linh Chi", Role.ADMINISTRATOR)
        enrol(session, None, world.class_id, [NewEnrolment(chi.id, None)], NOW)
        chi_id = chi.id
        with db.transaction(session):
            chi.password_hash = None
    people = f"/lop/{world.class_id}/hoc-vien"
    slips = world.post("officer", f"/lop/{world.class_id}/phieu-dang-nhap", form_page=people)
    assert "chi.ngo" not in slips.text
    assert "Ngô Thị Linh Chi còn giữ vai trò khác" in slips.text + world.get("officer", people).text
    with world.app.app_context():
        assert db.session().get_one(Person, chi_id).password_hash is None


def test_a_bad_list_names_the_cell_and_enrols_nobody(world: World) -> None:
    shown = world.post("officer", f"/lop/{world.class_id}/ghi-danh", file=_list((*LAN[:2], "31/02/1980", *LAN[3:])))
    text = world.get("officer", shown.location).text
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
    assert words in answer.text


def test_a_name_that_was_passed_over_is_told_in_words_and_its_box_is_open(world: World) -> None:
    reserve = [(None, "Danh sách dự phòng"), (None, "Lò Thị Ín")]
    shown = world.post("officer", f"/lop/{world.class_id}/ghi-danh", file=_list(LAN, *reserve))
    text = world.get("officer", shown.location).text
    assert '<details class="card" id="bo-qua" open>' in text
    assert "Dòng 6 được bỏ qua nhưng có tên người." in text
    assert "ghi số thứ tự" in text
    quiet = world.post("officer", f"/lop/{world.class_id}/ghi-danh", file=_list(LAN, (None, "Tổng số: 01 người")))
    text = world.get("officer", quiet.location).text
    assert '<details class="card" id="bo-qua">' in text
    assert "có tên người" not in text


def test_a_list_that_waited_since_before_an_upgrade_is_still_shown(world: World) -> None:
    shown = world.post("officer", f"/lop/{world.class_id}/ghi-danh", file=_list(LAN))
    with world.app.app_context(), db.transaction(db.session()):
        batch = db.session().scalars(sa.select(ImportBatch)).one()
        old = ("sheet", "header_row", "people", "complaints", "passed_over", "ignored_columns")
        kept = ("row", "full_name", "birth_date", "birth_year", "position", "agency", "email", "phone")
        content = {key: batch.content[key] for key in old}
        batch.content = {**content, "people": [{key: one[key] for key in kept} for one in content["people"]]}
    assert "Vi Thị Mới" in world.get("officer", shown.location).text


def test_who_may_stand_twice_is_asked_on_the_page_and_the_answer_counts(world: World) -> None:
    twin = (2, LAN[1], 1985, "Lưu trữ viên", LAN[4])
    shown = world.post("officer", f"/lop/{world.class_id}/ghi-danh", file=_list(LAN, twin)).location
    assert "Có thể trùng dòng 4" in world.get("officer", shown).text
    asked = world.post("officer", shown)
    assert asked.status_code == 422
    assert 'href="#row-5"' in asked.text
    assert "Dòng 5, Vi Thị Mới: hãy chọn là người khác hay bỏ qua dòng này." in asked.text
    done = world.post("officer", shown, **{"row-5": "leave"})
    assert done.status_code == 303
    assert "Bỏ qua theo lựa chọn" in world.get("officer", done.location).text
    with world.app.app_context():
        found = db.session().scalars(sa.select(Person).where(Person.full_name == "Vi Thị Mới")).all()
        assert len(found) == 1


def test_a_question_that_the_choice_of_an_agency_raises_is_asked_on_the_page(world: World) -> None:
    with world.app.app_context():
        session = db.session()
        agency_id = session.scalars(sa.select(Agency.id).order_by(Agency.name)).first()
        moi = create_person(session, "Vi Thị Mới", Role.TRAINEE)
        with db.transaction(session):
            moi.agency_id, moi.birth_date = agency_id, date(1985, 3, 6)
        moi_id = moi.id
    file = _list((*LAN[:4], "Xã viết khác", None, None))
    shown = world.post("officer", f"/lop/{world.class_id}/ghi-danh", file=file).location
    assert "Trùng tên với người đã có" not in world.get("officer", shown).text
    asked = world.post("officer", shown, **{"agency-0": str(agency_id)})
    assert asked.status_code == 422
    assert 'href="#person-4"' in asked.text
    assert "trùng họ tên và cơ quan, nhưng ngày sinh khác" in asked.text
    assert f'value="{agency_id}" selected' in asked.text
    done = world.post("officer", shown, **{"agency-0": str(agency_id), "person-4": str(moi_id)})
    assert done.status_code == 303
    with world.app.app_context():
        found = db.session().scalars(sa.select(Person.id).where(Person.full_name == "Vi Thị Mới")).all()
        assert found == [moi_id]


def test_an_answer_counts_for_the_people_among_whom_it_was_given(world: World) -> None:
    with world.app.app_context():
        session = db.session()
        agency_id = session.scalars(sa.select(Agency.id).order_by(Agency.name)).first()
        create_person(session, "Vi Thị Mới", Role.TRAINEE)
        moi = create_person(session, "Vi Thị Mới", Role.TRAINEE, user_name="moi.vi.hai")
        with db.transaction(session):
            moi.agency_id, moi.birth_date = agency_id, date(1985, 3, 6)
        moi_id = str(moi.id)
    file = _list((*LAN[:4], "Xã viết khác", None, None))
    shown = world.post("officer", f"/lop/{world.class_id}/ghi-danh", file=file).location

    def asked_among(text: str) -> str:
        found = re.search(r'name="asked-4" value="([^"]+)"', text)
        assert found
        return found[1]

    first = asked_among(world.get("officer", shown).text)
    assert moi_id not in first
    sent = {"agency-0": str(agency_id), "person-4": "new"}
    asked = world.post("officer", shown, **sent, **{"asked-4": first})
    assert asked.status_code == 422
    assert 'href="#person-4"' in asked.text
    assert moi_id in asked_among(asked.text)
    assert world.post("officer", shown, **sent, **{"asked-4": asked_among(asked.text)}).status_code == 303


def test_what_of_a_file_was_not_read_is_told_on_the_page(world: World) -> None:
    book = openpyxl.load_workbook(io.BytesIO(make_list(LAN)))
    for number in range(2, 12):
        book.create_sheet(f"Xã {number}").append(("Ghi chú",))
    book.create_sheet("Danh mục").append(("Xã A",))
    book["Danh mục"].sheet_state = "hidden"
    target = io.BytesIO()
    book.save(target)
    file = (io.BytesIO(target.getvalue()), "nhieu-trang.xlsx")
    shown = world.post("officer", f"/lop/{world.class_id}/ghi-danh", file=file)
    text = world.get("officer", shown.location).text
    assert "chưa đọc “Xã 11”" in text
    assert "Trang tính ẩn “Danh mục”" in text


def test_hidden_rows_are_marked_on_the_page_and_the_officer_decides(world: World) -> None:
    content = hide_rows(make_list(LAN, (2, "Lò Thị Ín", *LAN[2:4], "Sở Tài chính")), 5)

    def upload() -> str:
        file = (io.BytesIO(content), "an.xlsx")
        return str(world.post("officer", f"/lop/{world.class_id}/ghi-danh", file=file).location)

    shown = upload()
    text = world.get("officer", shown).text
    assert "1 người ở dòng ẩn trong tệp" in text
    assert text.count("dòng ẩn trong tệp</div>") == 1
    asked = world.post("officer", shown)
    assert asked.status_code == 422
    assert 'href="#hidden-rows"' in asked.text
    assert world.post("officer", shown, **{"hidden-rows": "leave"}).status_code == 303
    with world.app.app_context():
        assert db.session().scalars(sa.select(Person).where(Person.full_name == "Lò Thị Ín")).all() == []
    shown = upload()
    assert world.post("officer", shown, **{"hidden-rows": "keep", "agency-0": "new:department"}).status_code == 303
    with world.app.app_context():
        assert len(db.session().scalars(sa.select(Person).where(Person.full_name == "Lò Thị Ín")).all()) == 1


def test_a_list_of_hidden_rows_alone_enrols_nobody_where_they_are_left_out(world: World) -> None:
    file = (io.BytesIO(hide_rows(make_list(LAN), 4)), "an.xlsx")
    shown = world.post("officer", f"/lop/{world.class_id}/ghi-danh", file=file).location
    answer = world.post("officer", shown, **{"hidden-rows": "leave"})
    assert answer.status_code == 422
    assert "không còn ai" in answer.text


def test_the_template_can_be_filled_in_and_read_back(world: World) -> None:
    answer = world.get("contact", "/lop/danh-sach-mau")
    sent = world.post("officer", f"/lop/{world.class_id}/ghi-danh", file=(io.BytesIO(answer.data), "mau.xlsx"))
    assert sent.status_code == 303
