"""The search over the real content, which is put into the index once: its tests only read."""

from typing import Any

import pytest
import sqlalchemy as sa
from flask import Flask, url_for
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from accounts.domain import Role
from core import db
from lookup.search import service
from lookup.search.models import SearchPage
from tests.conftest import fresh_store
from tests.factories.people import create_person, sign_in
from tests.lookup.test_search import NASTY


@pytest.fixture(scope="module")
def app(application: Flask) -> Flask:
    """The application with everything in its index, the same for all tests here."""
    fresh_store(application)
    with application.app_context():
        service.refresh(db.session())
    return application


def test_visitors_find_law_and_terms_but_no_lessons(client: FlaskClient) -> None:
    html = client.get("/tim?tu=van+ban+den").get_data(as_text=True)
    assert "<mark>văn bản đến</mark>" in html.lower()
    assert "/tra-cuu/tu-ngu#tu-van-ban-den" in html
    assert "/khoa-hoc/" not in html
    assert "/luyen-tap/" not in html
    assert "Bài học" not in html


@pytest.mark.parametrize(
    ("typed", "key"),
    [
        ("dieu 22 nd 30", "ND30.D22"),
        ("điều 22 nghị định 30", "ND30.D22"),
        ("khoản 2 điều 21", "ND30.D21.K2"),
        ("PL I", "ND30.PL1"),
        ("ND30.D21.K2.A", "ND30.D21.K2.A"),
    ],
)
def test_a_place_in_law_that_is_named_comes_first(client: FlaskClient, typed: str, key: str) -> None:
    html = client.get("/tim", query_string={"tu": typed}).get_data(as_text=True)
    first = html.index('<ol class="search-results">')
    assert html.index(f'href="/tra-cuu/dieu/{key}"') < first + 200


def test_a_trainee_without_the_course_finds_its_outline_but_not_its_text(app: Flask, session: Session) -> None:
    browser = sign_in(app, create_person(session, "Lê Văn Lạ", Role.TRAINEE))
    html = browser.get("/tim?tu=van+ban+den&nhom=lesson").get_data(as_text=True)
    assert 'href="/khoa-hoc/van-thu-co-ban"' in html
    assert "bắt đầu khóa học để đọc bài này" in html
    assert "/bai/" not in html
    for link in ("/khoa-hoc/van-thu-co-ban",):
        assert browser.get(link).status_code == 200


def test_who_reads_every_course_finds_the_lessons(app: Flask, session: Session) -> None:
    browser = sign_in(app, create_person(session, "Trần Văn Minh", Role.INSTRUCTOR))
    html = browser.get("/tim?tu=sổ+đăng+ký+văn+bản+đến").get_data(as_text=True)
    assert 'href="/khoa-hoc/van-thu-co-ban/bai/m5-3' in html
    assert "bắt đầu khóa học" not in html


def test_every_found_page_opens(app: Flask, session: Session) -> None:
    browser = sign_in(app, create_person(session, "Trần Văn Bình", Role.INSTRUCTOR))
    kinds = session.scalars(sa.select(SearchPage.kind).distinct()).all()
    assert {"law", "term", "lesson", "exercise", "sample"} == set(kinds)
    for kind in kinds:
        one = sa.select(SearchPage).where(SearchPage.kind == kind, ~SearchPage.scope.startswith("outline")).limit(1)
        page = session.scalars(one).one()
        with app.test_request_context():
            arguments: dict[str, Any] = page.arguments
            url = url_for(page.endpoint, **arguments)
        assert browser.get(url).status_code == 200


def test_a_search_costs_the_same_queries_whatever_it_finds(
    app: Flask, session: Session, count_queries: list[str]
) -> None:
    browser = sign_in(app, create_person(session, "Trần Văn Sinh", Role.INSTRUCTOR))
    browser.get("/tim?tu=văn")
    counts = []
    for typed in ("van", "dieu 22 nd 30", '"đóng dấu"', "giáp lai"):
        count_queries.clear()
        assert browser.get("/tim", query_string={"tu": typed}).status_code == 200
        counts.append(len(count_queries))
    assert len(set(counts)) == 1
    assert counts[0] <= 4


@pytest.mark.parametrize("typed", NASTY)
def test_no_address_of_the_page_is_an_error(client: FlaskClient, typed: str) -> None:
    for more in ({}, {"nhom": "law", "trang": "99999999999999999999"}, {"nhom": "'", "trang": "x"}):
        assert client.get("/tim", query_string={"tu": typed, **more}).status_code == 200


def test_nothing_found_says_what_can_be_searched(client: FlaskClient) -> None:
    html = client.get("/tim", query_string={"tu": "<script>xyzzy"}).get_data(as_text=True)
    assert "Không tìm thấy gì cho “&lt;script&gt;xyzzy”" in html
    assert "Tìm được gì ở đây" in html


def test_words_that_never_stand_together_find_the_nearest_and_say_so(client: FlaskClient) -> None:
    html = client.get("/tim", query_string={"tu": "giáp lai xyzzy"}).get_data(as_text=True)
    assert "Không có chỗ nào đủ mọi từ" in html
    assert "<mark>giáp lai</mark>" in html
