"""Agencies are written down, corrected and ended; the installation's names stand on certificates."""

import re
from datetime import date

import pytest
import sqlalchemy as sa
from flask import Flask

from accounts.domain import AgencyKind
from accounts.models import Agency, Installation
from core import db
from core.audit import AuditEntry
from tests.accounts.conftest import Browser

NEW = "/quan-tri/co-quan/them"
VAN_YEN = {"name": "Ủy ban nhân dân xã Văn Yen", "kind": "commune", "parent_id": "", "valid_from": "01/07/2025"}
RIGHT = {
    "parent_organ": "UBND TỈNH T",
    "organ": "SỞ NỘI VỤ",
    "place": "Tỉnh T",
    "signer_position": "GIÁM ĐỐC",
    "signer_name": "Lê Văn Bình",
}


def _agencies(app: Flask) -> dict[str, Agency]:
    with app.app_context():
        return {row.name: row for row in db.session().scalars(sa.select(Agency))}


def _made(app: Flask, tuan: Browser, **changes: str) -> Agency:
    fields = {**VAN_YEN, **changes}
    assert tuan.post(NEW, fields).status_code == 303
    return _agencies(app)[fields["name"]]


def _change(agency: Agency) -> str:
    return f"/quan-tri/co-quan/{agency.id}/sua"


@pytest.mark.parametrize("name", ["   ", "Sở", "5", "<b>Sở Nội vụ</b>", "Sở Nội vụ @ tỉnh T"])
def test_a_name_without_words_is_refused_with_an_example(app: Flask, tuan: Browser, name: str) -> None:
    answer = tuan.post(NEW, {**VAN_YEN, "name": name})
    assert answer.status_code == 422
    assert 'href="#name"' in answer.text
    assert re.search("ví dụ Sở Nội vụ|tên đầy đủ", answer.text)
    assert _agencies(app) == {}


def test_the_kind_is_chosen_and_never_taken_from_the_top_of_the_list(app: Flask, tuan: Browser) -> None:
    answer = tuan.post(NEW, {**VAN_YEN, "kind": ""})
    assert "Hãy chọn loại cơ quan." in answer.text
    assert _agencies(app) == {}


@pytest.mark.parametrize("day", ["   ", "31/02/2025", "1/7/25", "01/07/0205"])
def test_a_last_day_that_is_none_ends_nothing(app: Flask, tuan: Browser, day: str) -> None:
    agency = _made(app, tuan)
    answer = tuan.post(f"/quan-tri/co-quan/{agency.id}/ket-thuc", {"valid_to": day})
    assert answer.status_code == 422
    assert 'href="#valid_to"' in answer.text
    assert _agencies(app)[agency.name].valid_to is None


def test_a_misspelt_agency_is_corrected_and_the_log_keeps_both_spellings(app: Flask, tuan: Browser) -> None:
    agency = _made(app, tuan)
    right = {"name": "Ủy ban nhân dân xã Văn Yên", "parent_id": "", "valid_from": "01/07/2025", "valid_to": ""}
    assert VAN_YEN["name"] in tuan.get(_change(agency)).text
    assert tuan.post(_change(agency), right).location == "/quan-tri/co-quan"
    page = tuan.get("/quan-tri/co-quan?tim=van+yen").text
    assert "Đã sửa Ủy ban nhân dân xã Văn Yên." in page
    assert "Văn Yen" not in page
    with app.app_context():
        entry = db.session().scalars(sa.select(AuditEntry).order_by(AuditEntry.position.desc())).first()
    assert entry is not None
    assert entry.action == "accounts.change_agency"
    assert (entry.details["before"], entry.details["after"]) == ({"name": VAN_YEN["name"]}, {"name": right["name"]})


def test_a_wrong_kind_is_corrected(app: Flask, tuan: Browser) -> None:
    agency = _made(app, tuan, kind="department")
    assert '<option selected value="department">' in tuan.get(_change(agency)).text
    assert tuan.post(_change(agency), {**VAN_YEN, "valid_to": ""}).status_code == 303
    assert _agencies(app)[agency.name].kind is AgencyKind.COMMUNE
    assert tuan.post(_change(agency), {**VAN_YEN, "kind": "", "valid_to": ""}).status_code == 422


def test_saving_the_same_again_writes_nothing(app: Flask, tuan: Browser) -> None:
    agency = _made(app, tuan)
    same = {**VAN_YEN, "valid_to": ""}
    place = tuan.post(_change(agency), same).location
    assert "Không có gì thay đổi." in tuan.get(place).text


def test_an_agency_that_was_ended_by_mistake_lives_again(app: Flask, tuan: Browser) -> None:
    agency = _made(app, tuan)
    tuan.post(f"/quan-tri/co-quan/{agency.id}/ket-thuc", {"valid_to": "30/06/2026"})
    tuan.post(_change(agency), {**VAN_YEN, "valid_to": ""})
    assert _agencies(app)[agency.name].valid_to is None


def test_a_name_of_another_agency_is_refused_and_stays_typed(app: Flask, tuan: Browser) -> None:
    agency, other = _made(app, tuan), _made(app, tuan, name="Ủy ban nhân dân phường Tân Thịnh")
    answer = tuan.post(_change(agency), {**VAN_YEN, "name": other.name, "valid_to": ""})
    assert answer.status_code == 422
    assert "Đã có cơ quan tên này" in answer.text
    assert f'value="{other.name}"' in answer.text
    assert agency.name in _agencies(app)


def test_the_last_day_does_not_come_before_the_first(app: Flask, tuan: Browser) -> None:
    agency = _made(app, tuan)
    answer = tuan.post(_change(agency), {**VAN_YEN, "valid_to": "30/06/2025"})
    assert "trước ngày bắt đầu hoạt động (01/07/2025)" in answer.text
    assert _agencies(app)[agency.name].valid_from == date(2025, 7, 1)


def test_no_agency_stands_below_itself(app: Flask, tuan: Browser) -> None:
    upper = _made(app, tuan)
    lower = _made(app, tuan, name="Trung tâm Phục vụ hành chính công", kind="unit", parent_id=str(upper.id))
    assert f'value="{upper.id}"' not in tuan.get(_change(upper)).text
    answer = tuan.post(_change(upper), {**VAN_YEN, "valid_to": "", "parent_id": str(lower.id)})
    assert answer.status_code == 422
    assert "đang ở dưới chính cơ quan bạn sửa" in answer.text


@pytest.mark.parametrize(
    ("field", "typed", "words"),
    [
        ("parent_organ", "   ", "Hãy ghi cơ quan chủ quản"),
        ("organ", "5", "tên đầy đủ của cơ quan"),
        ("organ", "ubnd tỉnh t", "giống cơ quan chủ quản"),
        ("place", "Tỉnh T, ngày 05", "Chỉ ghi địa danh"),
        ("place", "31/02/2026", "Địa danh bắt đầu bằng chữ"),
        ("signer_position", "<b>GIÁM ĐỐC</b>", "Chức vụ chỉ gồm chữ"),
        ("signer_name", "Bình", "Hãy ghi đủ họ, chữ đệm và tên"),
        ("signer_name", "Lê Văn Bình 0912345678", "Họ và tên chỉ gồm chữ"),
        ("signer_name", "dài " * 1250, "nhiều nhất 120 ký tự"),
    ],
)
def test_the_names_on_certificates_are_checked(app: Flask, quan: Browser, field: str, typed: str, words: str) -> None:
    answer = quan.post("/quan-tri/don-vi", {**RIGHT, field: typed})
    assert answer.status_code == 422
    assert words in answer.text
    assert f'href="#{field}"' in answer.text
    with app.app_context():
        assert db.session().get(Installation, 1) is None


@pytest.mark.parametrize(
    "names",
    [
        {"signer_position": "KT. GIÁM ĐỐC, PHÓ GIÁM ĐỐC", "signer_name": "H'Ni Niê Kđăm"},
        {"place": "Thành phố T", "organ": "TRƯỜNG CHÍNH TRỊ TỈNH T"},
        {"parent_organ": "ỦY BAN NHÂN DÂN TỈNH T", "organ": "TRUNG TÂM LƯU TRỮ SỐ 1"},
    ],
)
def test_names_as_offices_have_them_are_taken(app: Flask, quan: Browser, names: dict[str, str]) -> None:
    assert quan.post("/quan-tri/don-vi", {**RIGHT, **names}).status_code == 303
