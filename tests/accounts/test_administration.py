"""The administrator's and the officer's pages."""

import uuid
from collections.abc import Callable

import pytest
import sqlalchemy as sa
from click.testing import Result
from flask import Flask
from sqlalchemy.orm import Session

from accounts.domain import Role
from accounts.models import Agency, Installation, Person
from core import db
from core.audit import AuditEntry, verify_all
from core.jobs import Job, JobState
from tests.accounts.conftest import PASSWORD, Browser
from tests.conftest import NOW


def _person(app: Flask, user_name: str) -> Person:
    with app.app_context():
        return db.session().scalars(sa.select(Person).where(Person.user_name == user_name)).one()


def test_the_administrator_makes_an_officer_and_hands_out_a_slip(
    app: Flask, quan: Browser, open_browser: Callable[[], Browser]
) -> None:
    fields = {
        "full_name": "Đặng Thị Hoà",
        "user_name": "hoa.dang",
        "agency_id": "",
        "roles": ["officer"],
        "phone": "0912 345 678",
    }
    place = quan.post("/quan-tri/nguoi-dung/them", fields).location
    assert "Đặng Thị Hoà" in quan.get(place).text
    slip = quan.post(f"{place}/mat-khau-lan-dau", {"once": str(uuid.uuid4())}).text
    phrase = slip.split('name="phrase_password" value="')[1].split('"')[0]
    hoa = open_browser()
    assert hoa.sign_in("0912345678", phrase).location == "/mat-khau"


def test_a_double_click_makes_one_person(app: Flask, quan: Browser) -> None:
    fields = {"full_name": "Đặng Thị Hoà", "agency_id": "", "once": str(uuid.uuid4())}
    first = quan.post("/quan-tri/nguoi-dung/them", fields)
    second = quan.post("/quan-tri/nguoi-dung/them", fields)
    assert first.location == second.location
    with app.app_context():
        assert db.session().scalar(sa.select(sa.func.count()).where(Person.full_name == "Đặng Thị Hoà")) == 1


def test_a_double_click_does_not_make_the_printed_slip_void(app: Flask, quan: Browser, lan: Person) -> None:
    place, once = f"/quan-tri/nguoi-dung/{lan.id}", {"once": str(uuid.uuid4())}
    quan.post(f"{place}/mat-khau-lan-dau", once)
    before = _person(app, "lan.nong").password_hash
    assert quan.post(f"{place}/mat-khau-lan-dau", once).location == place
    assert _person(app, "lan.nong").password_hash == before


def test_a_wrong_form_loses_nothing_and_links_to_each_field(quan: Browser) -> None:
    fields = {
        "full_name": "",
        "birth_date": "31/02/1980",
        "email": "không phải",
        "user_name": "Có Dấu",
        "position": "Văn thư",
    }
    answer = quan.post("/quan-tri/nguoi-dung/them", {**fields, "agency_id": ""})
    assert answer.status_code == 422
    for name in ("full_name", "birth_date", "email", "user_name"):
        assert f'href="#{name}"' in answer.text
    for typed in ("31/02/1980", "không phải", "Có Dấu", "Văn thư"):
        assert f'value="{typed}"' in answer.text


@pytest.mark.parametrize(
    ("field", "typed", "words"),
    [
        ("full_name", "   ", "Hãy ghi đủ họ, chữ đệm và tên."),
        ("full_name", "Lan", "Hãy ghi đủ họ, chữ đệm và tên, ví dụ"),
        ("full_name", "Nông Thị Lan 2", "chỉ gồm chữ"),
        ("birth_date", "31/02/1980", "Không có ngày này"),
        ("birth_date", "05/03/0206", "Năm này không hợp lý"),
        ("birth_date", "24/11/2026", "phải trước hôm nay"),
        ("email", "lan.vidu", "Địa chỉ e-mail chưa đúng"),
        ("email", "thao.châu@coquan.vn", "viết không dấu"),
        ("phone", "không có", "Hãy ghi số điện thoại như"),
        ("user_name", "lan nông", "Tên đăng nhập chỉ dùng chữ không dấu"),
        ("user_name", "0912345678", "Tên đăng nhập cần ít nhất một chữ cái"),
        ("agency_id", "khong-co", "Hãy chọn một mục trong danh sách."),
    ],
)
def test_a_person_is_not_changed_into_nonsense(
    app: Flask, quan: Browser, lan: Person, field: str, typed: str, words: str
) -> None:
    right = {"full_name": "Nông Thị Lan", "position": "Văn thư vừa gõ", "agency_id": ""}
    answer = quan.post(f"/quan-tri/nguoi-dung/{lan.id}/sua", {**right, field: typed})
    assert answer.status_code == 422
    assert words in answer.text
    assert f'href="#{field}"' in answer.text
    assert "Văn thư vừa gõ" in answer.text
    assert _person(app, "lan.nong").position == lan.position


def test_an_older_user_name_of_digits_holds_up_no_other_change(
    app: Flask, quan: Browser, make_person: Callable[..., Person]
) -> None:
    person = make_person("Ma Văn Minh", user_name="0912345678")
    typed = {"full_name": "Ma Văn Minh", "position": "Văn thư", "agency_id": "", "user_name": "0912345678"}
    assert quan.post(f"/quan-tri/nguoi-dung/{person.id}/sua", typed).status_code == 303
    assert _person(app, "0912345678").position == "Văn thư"


def test_a_role_that_does_not_exist_changes_nothing(app: Flask, quan: Browser, lan: Person) -> None:
    answer = quan.post(f"/quan-tri/nguoi-dung/{lan.id}/vai-tro", {"roles": ["officer", "hoang_de"]})
    assert answer.status_code == 422
    assert "hãy chọn trong danh sách" in answer.text
    assert _person(app, "lan.nong").roles == {"trainee"}


def test_taking_the_second_factor_away_twice_is_harmless(quan: Browser, lan: Person) -> None:
    for _ in range(2):
        answer = quan.post(f"/quan-tri/nguoi-dung/{lan.id}/tat-xac-thuc")
        assert answer.location == f"/quan-tri/nguoi-dung/{lan.id}"


def test_a_demoted_person_is_refused_at_the_next_request(app: Flask, quan: Browser, tuan: Browser) -> None:
    person = _person(app, "tuan")
    assert tuan.get("/quan-tri/co-quan").status_code == 200
    quan.post(f"/quan-tri/nguoi-dung/{person.id}/vai-tro", {"roles": ["trainee"]})
    assert tuan.get("/quan-tri/co-quan").status_code == 403


def test_a_suspended_person_is_out_at_the_next_request_and_comes_back(app: Flask, quan: Browser, tuan: Browser) -> None:
    person = _person(app, "tuan")
    quan.post(f"/quan-tri/nguoi-dung/{person.id}/tam-dung")
    assert tuan.get("/tai-khoan").status_code == 303
    assert tuan.sign_in("tuan").status_code == 422
    quan.post(f"/quan-tri/nguoi-dung/{person.id}/mo-lai")
    assert tuan.sign_in("tuan").status_code == 303


def test_the_last_administrator_cannot_leave(app: Flask, quan: Browser) -> None:
    own = _person(app, "quan")
    for path, data in (("vai-tro", {"roles": ["trainee"]}), ("tam-dung", {})):
        quan.post(f"/quan-tri/nguoi-dung/{own.id}/{path}", data)
    kept = _person(app, "quan")
    assert kept.roles == {"administrator"}
    assert kept.suspended_at is None
    assert "tự" in quan.get("/").text


def test_an_officer_corrects_a_trainee_and_nobody_else(
    app: Flask, tuan: Browser, lan: Person, make_person: Callable[..., Person], signed_in: Callable[[Person], Browser]
) -> None:
    place = f"/quan-tri/nguoi-dung/{lan.id}/sua"
    assert "Sửa thông tin" in tuan.get(f"/quan-tri/nguoi-dung/{lan.id}").text
    assert "Giấy chứng nhận đã cấp giữ nguyên" in tuan.get(place).text
    right = {"full_name": "Nông Thị Lan Hương", "position": "Văn thư", "agency_id": "", "user_name": "lan.nong"}
    assert tuan.post(place, right).status_code == 303
    assert _person(app, "lan.nong").full_name == "Nông Thị Lan Hương"
    teacher = make_person("Hứa Văn Bình", Role.INSTRUCTOR)
    assert tuan.post(f"/quan-tri/nguoi-dung/{teacher.id}/sua", {**right, "user_name": ""}).status_code == 404
    other = signed_in(make_person("Hoàng Văn Hải", Role.TRAINEE))
    assert other.post(place, right).status_code == 403


def test_an_officer_resets_a_trainee_and_nobody_else(
    app: Flask, tuan: Browser, lan: Person, make_person: Callable[..., Person]
) -> None:
    chief = make_person("Quản Trị Khác", Role.ADMINISTRATOR, user_name="khac")
    double = make_person("Vừa Học Vừa Dạy", Role.TRAINEE, Role.INSTRUCTOR, user_name="hai.vai")
    assert tuan.post(f"/quan-tri/nguoi-dung/{lan.id}/mat-khau-lan-dau").status_code == 200
    for person in (chief, double):
        assert tuan.get(f"/quan-tri/nguoi-dung/{person.id}").status_code == 404
        assert tuan.post(f"/quan-tri/nguoi-dung/{person.id}/mat-khau-lan-dau").status_code == 404


def test_a_new_slip_ends_the_persons_sign_ins(quan: Browser, lan: Person, open_browser: Callable[[], Browser]) -> None:
    hers = open_browser()
    hers.sign_in("lan.nong")
    quan.post(f"/quan-tri/nguoi-dung/{lan.id}/mat-khau-lan-dau")
    assert hers.get("/tai-khoan").status_code == 303
    assert hers.sign_in("lan.nong", PASSWORD).status_code == 422


def test_no_slip_is_given_that_would_let_nobody_in(app: Flask, quan: Browser, lan: Person) -> None:
    with app.app_context():
        me = db.session().scalars(sa.select(Person).where(Person.user_name == "quan")).one()
    own = quan.post(f"/quan-tri/nguoi-dung/{me.id}/mat-khau-lan-dau")
    assert "Không tự cấp phiếu cho mình được" in quan.get(own.location).text
    quan.post(f"/quan-tri/nguoi-dung/{lan.id}/tam-dung")
    answer = quan.post(f"/quan-tri/nguoi-dung/{lan.id}/mat-khau-lan-dau")
    assert "Hãy mở lại tài khoản rồi cấp phiếu" in quan.get(answer.location).text
    with app.app_context():
        assert not db.session().get_one(Person, lan.id).password_is_first


@pytest.mark.parametrize("typed", ["0911 222 333", "0911.222.333", "%2B84911222333", "0911222333", "222 333"])
def test_people_are_found_by_telephone_however_it_is_written(
    app: Flask, quan: Browser, make_person: Callable[..., Person], typed: str
) -> None:
    make_person("Nông Thị Lan", user_name="lan", phone="0911222333")
    assert "Nông Thị Lan" in quan.get(f"/quan-tri/nguoi-dung?tim={typed}").text


def test_people_are_found_without_marks(quan: Browser, lan: Person) -> None:
    assert "Nông Thị Lan" in quan.get("/quan-tri/nguoi-dung?tim=nong+thi").text
    assert "Nông Thị Lan" not in quan.get("/quan-tri/nguoi-dung?tim=%25").text
    assert "Nông Thị Lan" not in quan.get("/quan-tri/nguoi-dung?vai-tro=officer").text


def test_nonsense_in_a_filter_is_no_error(quan: Browser) -> None:
    for query in ("trang=-5", "trang=x", "trang=999999", "co-quan=zzz", "vai-tro=vua", "tim=" + "a" * 5000):
        assert quan.get(f"/quan-tri/nguoi-dung?{query}").status_code == 200, query
        assert quan.get(f"/quan-tri/nhat-ky?{query}&ngay=1e9&viec=x").status_code == 200, query


def test_the_list_of_people_asks_the_same_number_of_queries_for_many(
    quan: Browser, make_person: Callable[..., Person], count_queries: list[str]
) -> None:
    quan.get("/quan-tri/nguoi-dung")
    count_queries.clear()
    quan.get("/quan-tri/nguoi-dung")
    few = len(count_queries)
    for number in range(12):
        make_person(f"Học Viên {number}", Role.TRAINEE, user_name=f"hv{number}")
    count_queries.clear()
    quan.get("/quan-tri/nguoi-dung")
    assert len(count_queries) == few


def test_a_name_is_text_on_every_page(quan: Browser, make_person: Callable[..., Person]) -> None:
    evil = make_person("<script>alert(1)</script> {{7*7}}", Role.TRAINEE, user_name="evil")
    for path in ("/quan-tri/nguoi-dung", f"/quan-tri/nguoi-dung/{evil.id}", "/quan-tri/nhat-ky"):
        assert "<script>alert" not in quan.get(path).text
    assert "<script>alert" not in quan.post(f"/quan-tri/nguoi-dung/{evil.id}/mat-khau-lan-dau").text


def test_agencies_are_made_once_and_ended(app: Flask, tuan: Browser) -> None:
    fields = {"name": "UBND huyện Đại Từ", "kind": "district", "parent_id": "", "valid_from": "01/01/2000"}
    assert tuan.post("/quan-tri/co-quan/them", fields).location == "/quan-tri/co-quan"
    assert tuan.post("/quan-tri/co-quan/them", fields).status_code == 422
    with app.app_context():
        agency = db.session().scalars(sa.select(Agency)).one()
    end = f"/quan-tri/co-quan/{agency.id}/ket-thuc"
    assert "trước ngày" in tuan.post(end, {"valid_to": "01/01/1999"}).text
    assert tuan.post(end, {"valid_to": "30/06/2025"}).status_code == 303
    assert "30/06/2025" in tuan.get("/quan-tri/co-quan?loai=district").text


def test_the_installation_gets_its_names(app: Flask, quan: Browser) -> None:
    assert "Ghi tên của đơn vị" in quan.get("/").text
    names = {
        "parent_organ": "UBND TỈNH T",
        "organ": "SỞ NỘI VỤ",
        "place": "Tỉnh T",
        "signer_position": "GIÁM ĐỐC",
        "signer_name": "Lê Văn Bình",
    }
    assert quan.post("/quan-tri/don-vi", {**names, "organ": ""}).status_code == 422
    assert quan.post("/quan-tri/don-vi", names).status_code == 303
    with app.app_context():
        row = db.session().get_one(Installation, 1)
    assert (row.organ, row.signer_name) == ("SỞ NỘI VỤ", "Lê Văn Bình")
    assert "Ghi tên của đơn vị" not in quan.get("/").text


def test_everything_is_in_the_log_and_the_chain_holds(app: Flask, quan: Browser, lan: Person) -> None:
    quan.post(f"/quan-tri/nguoi-dung/{lan.id}/tam-dung")
    assert "Tạm dừng tài khoản" in quan.get("/quan-tri/nhat-ky").text
    assert "Chuỗi nguyên vẹn" in quan.get("/quan-tri/nhat-ky/kiem-tra").text
    with app.app_context():
        assert all(broken is None for _, _, broken in verify_all(db.session()))
        with app.extensions["engine"].begin() as connection:
            connection.execute(sa.update(AuditEntry).where(AuditEntry.position == 1).values(action="accounts.resume"))
    assert "chuỗi hỏng" in quan.get("/quan-tri/nhat-ky/kiem-tra").text


def test_a_failed_job_runs_again(app: Flask, quan: Browser) -> None:
    job_id = uuid.uuid4()
    with app.app_context(), db.transaction(db.session()) as session:
        session.add(
            Job(
                id=job_id,
                kind="x.y",
                arguments={},
                state=JobState.FAILED,
                asked_by=None,
                asked_at=NOW,
                tries=3,
                problem="hết giấy",
            )
        )
    assert "hết giấy" in quan.get("/quan-tri/viec-nen?tinh-trang=failed").text
    quan.post(f"/quan-tri/viec-nen/{job_id}/chay-lai")
    with app.app_context():
        assert db.session().get_one(Job, job_id).state is JobState.WAITING
    assert quan.post(f"/quan-tri/viec-nen/{job_id}/chay-lai").status_code == 303


def test_the_slips_become_a_pdf_from_what_the_page_sends(quan: Browser) -> None:
    fields = {
        "full_name": ["Nông Thị Lan"],
        "agency": ["UBND xã Văn Yên"],
        "user_name": ["lan.nong"],
        "phrase_password": ["mai-thuyen-coc-xanh"],
    }
    answer = quan.post("/phieu-mat-khau/pdf", fields)
    assert answer.data.startswith(b"%PDF")


def test_a_contact_sees_the_own_agency_and_no_other(
    app: Flask, make_person: Callable[..., Person], browser: Browser
) -> None:
    from tests.factories.people import create_agency

    with app.app_context():
        own, other = (
            create_agency(db.session(), "UBND xã Văn Yên"),
            create_agency(db.session(), "UBND phường Tân Thịnh"),
        )
    make_person("Đỗ Thị Hoa", Role.AGENCY_CONTACT, user_name="hoa", agency_id=own.id)
    make_person("Nông Thị Lan", Role.TRAINEE, user_name="lan", agency_id=own.id)
    make_person("Người Nơi Khác", Role.TRAINEE, user_name="khac", agency_id=other.id)
    browser.sign_in("hoa")
    for path in ("/", "/co-quan-cua-toi"):
        page = browser.get(path).text
        assert "Nông Thị Lan" in page
        assert "Người Nơi Khác" not in page


def test_add_admin_prints_a_link_that_lets_the_administrator_in(app: Flask, browser: Browser) -> None:
    done = app.test_cli_runner().invoke(args=["people", "add-admin", "--name", "Quản Trị", "--user-name", "Quan.Tri"])
    assert done.exit_code == 0
    link = done.stdout.strip()
    assert link.startswith("http://localhost/dat-mat-khau/")
    new = "bảy con cá rô leo dốc"
    browser.post(link.removeprefix("http://localhost"), {"new_password": new, "again_password": new})
    browser.sign_in("quan.tri", new)
    assert browser.get("/quan-tri/nguoi-dung").status_code == 200


@pytest.mark.parametrize(
    ("name", "user_name", "says"),
    [
        ("Quản Trị", "quản trị", "--user-name=quản trị: chỉ dùng chữ không dấu"),
        ("Quản Trị", "0912345678", "cần ít nhất một chữ cái"),
        ("Quản Trị", "a" * 61, "dài quá 60 ký tự"),
        ("Trị", "quan.tri", "--name=Trị: Hãy ghi đủ họ"),
        ("Quản Trị 2", "quan.tri", "chỉ gồm chữ"),
        ("", "quan.tri", "Hãy ghi đủ họ"),
        ("Quản " + "Trị" * 40, "quan.tri", "nhiều nhất 120 ký tự"),
    ],
)
def test_add_admin_says_what_to_put(app: Flask, session: Session, name: str, user_name: str, says: str) -> None:
    done = app.test_cli_runner().invoke(args=["people", "add-admin", "--name", name, "--user-name", user_name])
    assert done.exit_code == 1
    assert says in done.stderr
    assert session.scalar(sa.select(sa.func.count()).select_from(Person)) == 0


def test_add_admin_names_whom_it_makes_an_administrator_and_promotes_nobody_else(app: Flask, lan: Person) -> None:
    def add(name: str) -> Result:
        return app.test_cli_runner().invoke(args=["people", "add-admin", "--name", name, "--user-name", "lan.nong"])

    other = add("Một Người Khác")
    assert other.exit_code == 1
    assert "Tên đăng nhập lan.nong là của Nông Thị Lan" in other.stderr
    with app.app_context():
        assert Role.ADMINISTRATOR.value not in db.session().get_one(Person, lan.id).roles
    same = add("nông thị lan")
    assert same.exit_code == 0
    assert "Nông Thị Lan đã có tài khoản; từ nay là quản trị viên." in same.stderr


def test_an_error_page_needs_no_database(app: Flask, quan: Browser, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse() -> object:
        raise sa.exc.OperationalError("SELECT 1", {}, Exception("locked"))

    monkeypatch.setattr("accounts.sessions.db.session", refuse)
    answer = quan.get("/tai-khoan")
    assert answer.status_code == 503
    assert "<h1" in answer.text


def test_the_audit_page_shows_old_and_new_values_and_never_how_to_reach_a_person(quan: Browser, lan: Person) -> None:
    form = {"full_name": "Nông Thị Lan Anh", "position": "", "agency_id": "", "phone": "0912345678"}
    assert quan.post(f"/quan-tri/nguoi-dung/{lan.id}/sua", form).status_code == 303
    page = quan.get("/quan-tri/nhat-ky?viec=accounts.change_person").text
    assert '<td data-label="Trước">Nông Thị Lan</td><td data-label="Sau">Nông Thị Lan Anh</td>' in page
    assert '<td data-label="Trước">nhật ký không giữ</td><td data-label="Sau">nhật ký không giữ</td>' in page
    assert "0912345678" not in page
    quan.post(f"/quan-tri/nguoi-dung/{lan.id}/vai-tro", {"roles": ["instructor"]})
    assert (
        '<td data-label="Trước">Học viên</td><td data-label="Sau">Giảng viên</td>'
        in quan.get("/quan-tri/nhat-ky?viec=accounts.grant_roles").text
    )
