"""Two people correct one person, one agency, one set of roles, the installation's names: nothing is lost silently."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
import sqlalchemy as sa
from flask import Flask
from werkzeug.test import TestResponse

from accounts.domain import AgencyKind, Role
from accounts.models import Agency, Installation, Person
from core import db
from core.audit import AuditEntry
from tests.accounts.conftest import Browser
from tests.factories.people import create_agency
from tests.factories.two_people import at_once, form_on, sent

NAMES = {
    "parent_organ": "UBND TỈNH T",
    "organ": "SỞ NỘI VỤ",
    "place": "Tỉnh T",
    "signer_position": "GIÁM ĐỐC",
    "signer_name": "Lê Văn Bình",
}


@pytest.fixture
def agency(app: Flask) -> Agency:
    with app.app_context():
        return create_agency(db.session(), "Ủy ban nhân dân xã Văn Yen")


def _agency(app: Flask) -> Agency:
    with app.app_context():
        return db.session().scalars(sa.select(Agency)).one()


def _change(agency: Agency) -> str:
    return f"/quan-tri/co-quan/{agency.id}/sua"


def _send(browser: Browser, path: str, html: str, **typed: Any) -> TestResponse:
    return browser.post(path, sent(html, path, typed))


def test_the_second_is_told_who_changed_what_and_saves_again(
    app: Flask, quan: Browser, tuan: Browser, agency: Agency
) -> None:
    path = _change(agency)
    first, second = tuan.get(path).text, quan.get(path).text
    assert _send(tuan, path, first, name="Ủy ban nhân dân xã Văn Yên", kind="department").status_code == 303
    answer = _send(quan, path, second, name="Ủy ban nhân dân xã Yên Văn", valid_to="30/06/2026")
    assert answer.status_code == 422
    assert "Hoàng Văn Tuấn (08:00 23/11/2026)" in answer.text
    assert "vừa sửa thành: Ủy ban nhân dân xã Văn Yên" in answer.text
    again = form_on(answer.text, path).untouched
    assert (again["name"], again["valid_to"]) == ("Ủy ban nhân dân xã Yên Văn", "30/06/2026")
    assert again["kind"] == "department", "a box that was left alone shows what is there now"
    assert _agency(app).name == "Ủy ban nhân dân xã Văn Yên"
    assert _send(quan, path, answer.text).status_code == 303
    now = _agency(app)
    assert (now.name, now.kind, now.valid_to) == (again["name"], AgencyKind.DEPARTMENT, date(2026, 6, 30))


def test_the_same_correction_twice_is_no_quarrel(app: Flask, quan: Browser, tuan: Browser, agency: Agency) -> None:
    path = _change(agency)
    pages = [(browser, browser.get(path).text) for browser in (tuan, quan)]
    for browser, page in pages:
        assert _send(browser, path, page, name="Ủy ban nhân dân xã Văn Yên").status_code == 303


def test_a_last_day_set_meanwhile_is_shown(app: Flask, quan: Browser, tuan: Browser, agency: Agency) -> None:
    path = f"/quan-tri/co-quan/{agency.id}/ket-thuc"
    page = quan.get(path).text
    _send(tuan, path, tuan.get(path).text, valid_to="30/06/2026")
    answer = _send(quan, path, page, valid_to="31/07/2026")
    assert answer.status_code == 422
    assert "vừa sửa thành: 30/06/2026" in answer.text
    assert _agency(app).valid_to == date(2026, 6, 30)


def test_one_of_two_at_the_same_moment_is_told(app: Flask, quan: Browser, tuan: Browser, agency: Agency) -> None:
    path = _change(agency)
    pages = [(tuan, tuan.get(path).text), (quan, quan.get(path).text)]
    names = ["Ủy ban nhân dân xã Văn Yên", "Ủy ban nhân dân xã Yên Văn"]
    answers = _both(path, pages, [{"name": name} for name in names])
    assert sorted(answer.status_code for answer in answers) == [303, 422]
    assert _agency(app).name == names[answers[0].status_code != 303]


def _both(path: str, pages: list[tuple[Browser, str]], typed: list[dict[str, str]]) -> list[TestResponse]:
    def press(browser: Browser, page: str, values: dict[str, str]) -> Callable[[], TestResponse]:
        return lambda: _send(browser, path, page, **values)

    return at_once(*(press(browser, page, values) for (browser, page), values in zip(pages, typed, strict=True)))


def test_a_person_corrected_by_two(app: Flask, quan: Browser, tuan: Browser, lan: Person) -> None:
    path = f"/quan-tri/nguoi-dung/{lan.id}/sua"
    page = quan.get(path).text
    _send(tuan, path, tuan.get(path).text, birth_date="05/03/1985", phone="0912 345 678")
    answer = _send(quan, path, page, position="Văn thư", birth_date="05/03/1986")
    assert answer.status_code == 422
    assert "vừa sửa thành: 05/03/1985" in answer.text
    assert 'value="0912345678"' in answer.text
    assert _send(quan, path, answer.text).status_code == 303
    with app.app_context():
        now = db.session().get_one(Person, lan.id)
        assert (now.position, now.phone, now.birth_date) == ("Văn thư", "0912345678", date(1986, 3, 5))


def test_the_log_keeps_both_values_but_not_how_to_reach_a_person(app: Flask, quan: Browser, lan: Person) -> None:
    path = f"/quan-tri/nguoi-dung/{lan.id}/sua"
    _send(quan, path, quan.get(path).text, position="Văn thư", birth_date="05/03/1985", email="lan@vidu.vn")
    with app.app_context():
        entry = db.session().scalars(sa.select(AuditEntry).where(AuditEntry.action == "accounts.change_person")).one()
    assert entry.details == {
        "changed": ["birth_date", "email", "position"],
        "before": {"birth_date": "", "position": ""},
        "after": {"birth_date": "1985-03-05", "position": "Văn thư"},
    }


def test_saving_a_person_unchanged_writes_nothing(app: Flask, quan: Browser, lan: Person) -> None:
    path = f"/quan-tri/nguoi-dung/{lan.id}/sua"
    assert _send(quan, path, quan.get(path).text).status_code == 303
    with app.app_context():
        acts = db.session().scalars(sa.select(AuditEntry.action)).all()
    assert "accounts.change_person" not in acts


def test_roles_given_by_two_administrators(
    app: Flask,
    quan: Browser,
    lan: Person,
    make_person: Callable[..., Person],
    open_browser: Callable[[], Browser],
) -> None:
    make_person("Triệu Thị Quân", Role.ADMINISTRATOR, user_name="quan2")
    other = open_browser()
    other.sign_in("quan2")
    page, path = quan.get(f"/quan-tri/nguoi-dung/{lan.id}").text, f"/quan-tri/nguoi-dung/{lan.id}/vai-tro"
    other.post(path, {"roles": ["trainee", "instructor"]})
    answer = _send(quan, path, page, roles=["trainee", "author"])
    assert answer.status_code == 422
    assert "Triệu Thị Quân" in answer.text
    assert "vừa sửa thành: Học viên, Giảng viên" in answer.text
    with app.app_context():
        assert db.session().get_one(Person, lan.id).roles == {"trainee", "instructor"}
    assert _send(quan, path, answer.text, roles=["trainee", "author"]).status_code == 303
    with app.app_context():
        assert db.session().get_one(Person, lan.id).roles == {"trainee", "author"}


def test_the_names_of_the_installation_set_by_two_for_the_first_time(
    app: Flask, quan: Browser, open_browser: Callable[[], Browser]
) -> None:
    other = open_browser()
    other.sign_in("quan")
    path = "/quan-tri/don-vi"
    pages = [(quan, quan.get(path).text), (other, other.get(path).text)]
    answers = _both(path, pages, [{**NAMES, "place": place} for place in ("Tỉnh T", "Thành phố T")])
    assert sorted(answer.status_code for answer in answers) == [303, 422]
    told = next(answer for answer in answers if answer.status_code == 422)
    assert "bạn (ở một trang khác)" in told.text
    with app.app_context():
        assert db.session().get_one(Installation, 1).place in {"Tỉnh T", "Thành phố T"}
