import pytest
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from law import register
from law.register import Verified
from lookup import service
from lookup.service import NewCheck
from tests.conftest import NOW
from tests.lookup.conftest import TODAY, Office, page_of


def test_old_and_new_words_stand_side_by_side_with_their_places(client: FlaskClient) -> None:
    page = page_of(client.get("/tra-cuu/tu-cu-tu-moi"))
    for term in register.load().renamed_terms:
        assert term.old in page
        assert term.new in page
    assert 'href="/tra-cuu/dieu/ND30.D30"' in page


def test_every_conflict_has_a_page_with_both_sides_and_never_counts(client: FlaskClient) -> None:
    listed = page_of(client.get("/tra-cuu/cho-chua-khop"))
    for conflict in register.load().conflicts.values():
        assert conflict.title in listed
        page = page_of(client.get(f"/tra-cuu/cho-chua-khop/{conflict.id}"))
        assert "Không dùng để chấm điểm." in page
        assert all(f'href="/tra-cuu/dieu/{side.key}"' in page for side in conflict.sides)
        assert ("áp dụng trước." in page) is (conflict.prevails is not None)


@pytest.mark.parametrize("key", ["ND30.D30.K2.B", "ND30.D30", "LLT2024.D17"])
def test_a_provision_leads_to_its_conflict(client: FlaskClient, key: str) -> None:
    link = 'href="/tra-cuu/cho-chua-khop/nop-luu-01-nam"'
    assert link in page_of(client.get(f"/tra-cuu/dieu/{key}"))
    assert link in page_of(client.get(f"/tra-cuu/dieu/{key}", headers={"HX-Request": "true"}))
    assert link not in page_of(client.get("/tra-cuu/dieu/ND30.D30.K1"))


def test_an_unknown_conflict_is_not_found(client: FlaskClient) -> None:
    assert client.get("/tra-cuu/cho-chua-khop/khong-co").status_code == 404


def test_where_a_provision_is_used_is_told_by_kind_and_names_the_lesson_of_a_question(client: FlaskClient) -> None:
    page = page_of(client.get("/tra-cuu/dieu/ND30.D22.K2/dung-o"))
    assert page.index("Bài học (") < page.index("Câu hỏi (") < page.index("Bài thực hành (")
    assert "Câu M5.2-q" in page
    assert ", bài M5.2: " in page


def test_a_rule_that_nobody_cites_says_so(client: FlaskClient) -> None:
    assert "Chưa nơi nào dẫn riêng quy định này" in page_of(client.get("/tra-cuu/dieu/ND78-2025/dung-o"))


def test_a_look_at_a_side_is_shown_beside_it(office: Office, session: Session, client: FlaskClient) -> None:
    path = "/tra-cuu/cho-chua-khop/nop-luu-01-nam"
    assert "Theo nguồn thứ cấp" in page_of(client.get(path))
    new = NewCheck("LLT2024.D17.N1", Verified.READ, TODAY, "", "Đọc Luật.")
    service.check_row(session, office.tuan, new, NOW)
    assert "Theo nguồn thứ cấp" not in page_of(client.get(path))
