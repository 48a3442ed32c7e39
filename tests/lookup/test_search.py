"""The search over its index, on SQLite and PostgreSQL alike: a few pages of our own, then the real content."""

from collections.abc import Iterator, Sequence
from typing import Any

import pytest
import sqlalchemy as sa
from flask import Flask, url_for
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from accounts.domain import Role
from lookup.search import queries, service
from lookup.search.domain import PUBLIC, SIGNED_IN, read
from lookup.search.models import SearchPage, SearchSource
from lookup.search.providers import SOURCES, Page, Source
from tests.factories.people import create_person, sign_in

PAGES = [
    Page("term", "text", "công văn", "Văn bản đến nơi nào cũng phải vào sổ.", "courses.glossary"),
    Page("term", "title", "Sổ văn bản đến", "Quyển sổ.", "courses.glossary"),
    Page("term", "words", "Đến với bản văn", "Không có cụm.", "courses.glossary"),
    Page("term", "heading", "Việc hằng ngày", "Chữ.", "courses.glossary", headings=(("a", "Nhận văn bản đến"),)),
    Page("term", "exact", "văn bản đến", "Giải thích.", "courses.glossary"),
    Page("term", "scattered", "Chữ", "Đến lúc này, bản thảo của văn thư.", "courses.glossary"),
    Page("term", "tone", "Hoà giải", "Dấu của toà.", "courses.glossary"),
    Page("term", "head", "Phần đầu", "Đầu trang.", "courses.glossary"),
    Page("exercise", "inside", "Dấu ở bàn", "văn bản", "exercises.exercise_list", scope=SIGNED_IN),
]
NASTY = [
    '"', "*", "NEAR(", "'; --", "' OR '1'='1", "a" * 500, "van " * 200, "và của là thì", "AND OR NOT", "%", "_", "\\", "\x00den", "{}:()|&!<->",
    "title_folded : den", "😀", "văn*", '"""', '" " "', "-", "^đến", "ﷺ", "ß" * 300,
]  # fmt: skip


@pytest.fixture
def shelf(session: Session) -> Iterator[list[Page]]:
    """The pages of a test, and nothing else, in the index."""
    with only(lambda: [Source("shelf", "1", lambda: PAGES)]):
        service.refresh(session)
        yield PAGES


class only:  # noqa: N801  reads as a sentence
    """The sources of a test instead of those of the packages."""

    def __init__(self, sources: object) -> None:
        self.sources = sources

    def __enter__(self) -> None:
        self.real = dict(SOURCES._entries)
        SOURCES._entries.clear()
        SOURCES.add("test", lambda _session: self.sources())  # type: ignore[operator]

    def __exit__(self, *_error: object) -> None:
        SOURCES._entries.clear()
        SOURCES._entries.update(self.real)


def found(session: Session, typed: str, scopes: Sequence[str] = (PUBLIC,), **options: bool) -> list[str]:
    """The refs of what is found, group after group."""
    groups = queries.search(session, read(typed), scopes, most=20, **options)  # type: ignore[arg-type]
    return [hit.ref for group in groups for hit in group.hits]


@pytest.mark.usefixtures("shelf")
def test_the_best_place_comes_first(session: Session) -> None:
    order = ["exact", "title", "words", "heading", "text", "scattered"]
    assert found(session, "van ban den") == order
    assert found(session, "VĂN BẢN ĐẾN") == order


@pytest.mark.usefixtures("shelf")
def test_the_place_of_the_tone_does_not_matter(session: Session) -> None:
    assert found(session, "hoà giải") == found(session, "hòa giải") == found(session, "hoa giai") == ["tone"]
    assert found(session, "tòa") == ["tone"]


@pytest.mark.usefixtures("shelf")
def test_marks_that_were_typed_come_before_other_marks(session: Session) -> None:
    assert found(session, "dấu") == ["tone", "head"]
    assert found(session, "đầu") == ["head", "tone"]


@pytest.mark.usefixtures("shelf")
def test_quotes_ask_for_the_words_side_by_side(session: Session) -> None:
    assert found(session, '"văn bản đến"') == ["exact", "title", "heading", "text"]
    assert found(session, '"ban van" den') == ["words"]


@pytest.mark.usefixtures("shelf")
def test_any_word_will_do_when_asked_so(session: Session) -> None:
    assert found(session, "giải quyển") == []
    assert set(found(session, "giải quyển", any_word=True)) == {"tone", "title", "exact"}


@pytest.mark.usefixtures("shelf")
def test_what_is_not_in_scope_is_neither_shown_nor_counted(session: Session) -> None:
    groups = queries.search(session, read("dau"), [PUBLIC], most=1)
    assert [(group.kind, group.total, len(group.hits)) for group in groups] == [("term", 2, 1)]
    both = queries.search(session, read("dau"), [PUBLIC, SIGNED_IN], most=1)
    assert {(group.kind, group.total) for group in both} == {("term", 2), ("exercise", 1)}


@pytest.mark.usefixtures("shelf")
def test_a_kind_is_read_page_by_page(session: Session) -> None:
    pages = [queries.search(session, read("den"), [PUBLIC], most=4, kind="term", begin=begin) for begin in (0, 4)]
    refs = [hit.ref for groups in pages for hit in groups[0].hits]
    assert len(refs) == len(set(refs)) == pages[0][0].total == 6


@pytest.mark.usefixtures("shelf")
@pytest.mark.parametrize("typed", NASTY)
def test_no_typed_text_is_an_error(session: Session, typed: str) -> None:
    found(session, typed)
    found(session, typed, any_word=True)
    assert session.scalar(sa.select(sa.func.count()).select_from(SearchPage)) == len(PAGES)


def test_a_source_is_indexed_again_only_when_its_digest_is_another(session: Session, count_queries: list[str]) -> None:
    titles = ["một"]
    digest = ["1"]

    def sources() -> list[Source]:
        made = [Page("term", title, title, "", "courses.glossary") for title in titles]
        return [Source("a", digest[0], lambda: made), Source("b", "1", list)]

    with only(sources):
        assert sorted(service.refresh(session)) == ["a", "b"]
        titles[0] = "hai"
        count_queries.clear()
        assert service.refresh(session) == []
        assert len(count_queries) == 1
        digest[0] = "2"
        assert service.refresh(session) == ["a"]
        assert found(session, "mot") == []
        assert found(session, "hai") == ["hai"]


def test_a_source_that_is_gone_leaves_the_index(session: Session) -> None:
    with only(lambda: [Source("a", "1", lambda: [Page("term", "x", "chữ", "", "courses.glossary")])]):
        service.refresh(session)
    with only(list):
        assert service.refresh(session) == ["a"]
        assert found(session, "chữ") == []
    assert session.scalars(sa.select(SearchSource.name)).all() == []


@pytest.fixture
def indexed(session: Session) -> Session:
    """The real content in the index."""
    service.refresh(session)
    return session


@pytest.mark.usefixtures("indexed")
def test_visitors_find_law_and_terms_but_no_lessons(client: FlaskClient) -> None:
    html = client.get("/tim?tu=van+ban+den").get_data(as_text=True)
    assert "<mark>văn bản đến</mark>" in html.lower()
    assert "/tra-cuu/tu-ngu#tu-van-ban-den" in html
    assert "/khoa-hoc/" not in html
    assert "/luyen-tap/" not in html
    assert "Bài học" not in html


@pytest.mark.usefixtures("indexed")
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


@pytest.mark.usefixtures("indexed")
def test_a_trainee_without_the_course_finds_its_outline_but_not_its_text(app: Flask, session: Session) -> None:
    browser = sign_in(app, create_person(session, "Lê Văn Lạ", Role.TRAINEE))
    html = browser.get("/tim?tu=van+ban+den&nhom=lesson").get_data(as_text=True)
    assert 'href="/khoa-hoc/van-thu-co-ban"' in html
    assert "bắt đầu khóa học để đọc bài này" in html
    assert "/bai/" not in html
    for link in ("/khoa-hoc/van-thu-co-ban",):
        assert browser.get(link).status_code == 200


@pytest.mark.usefixtures("indexed")
def test_who_reads_every_course_finds_the_lessons(app: Flask, session: Session) -> None:
    browser = sign_in(app, create_person(session, "Trần Văn Minh", Role.INSTRUCTOR))
    html = browser.get("/tim?tu=sổ+đăng+ký+văn+bản+đến").get_data(as_text=True)
    assert 'href="/khoa-hoc/van-thu-co-ban/bai/m5-3' in html
    assert "bắt đầu khóa học" not in html


@pytest.mark.usefixtures("indexed")
def test_every_found_page_opens(app: Flask, session: Session) -> None:
    browser = sign_in(app, create_person(session, "Trần Văn Minh", Role.INSTRUCTOR))
    kinds = session.scalars(sa.select(SearchPage.kind).distinct()).all()
    assert {"law", "term", "lesson", "exercise", "sample"} == set(kinds)
    for kind in kinds:
        one = sa.select(SearchPage).where(SearchPage.kind == kind, ~SearchPage.scope.startswith("outline")).limit(1)
        page = session.scalars(one).one()
        with app.test_request_context():
            arguments: dict[str, Any] = page.arguments
            url = url_for(page.endpoint, **arguments)
        assert browser.get(url).status_code == 200


@pytest.mark.usefixtures("indexed")
def test_a_search_costs_the_same_queries_whatever_it_finds(
    app: Flask, session: Session, count_queries: list[str]
) -> None:
    browser = sign_in(app, create_person(session, "Trần Văn Minh", Role.INSTRUCTOR))
    browser.get("/tim?tu=văn")
    counts = []
    for typed in ("van", "dieu 22 nd 30", '"đóng dấu"', "giáp lai"):
        count_queries.clear()
        assert browser.get("/tim", query_string={"tu": typed}).status_code == 200
        counts.append(len(count_queries))
    assert len(set(counts)) == 1
    assert counts[0] <= 4


@pytest.mark.usefixtures("indexed")
@pytest.mark.parametrize("typed", NASTY)
def test_no_address_of_the_page_is_an_error(client: FlaskClient, typed: str) -> None:
    for more in ({}, {"nhom": "law", "trang": "999999"}, {"nhom": "'", "trang": "x"}):
        assert client.get("/tim", query_string={"tu": typed, **more}).status_code == 200


@pytest.mark.usefixtures("indexed")
def test_nothing_found_says_what_can_be_searched(client: FlaskClient) -> None:
    html = client.get("/tim", query_string={"tu": "<script>xyzzy"}).get_data(as_text=True)
    assert "Không tìm thấy gì cho “&lt;script&gt;xyzzy”" in html
    assert "Tìm được gì ở đây" in html


@pytest.mark.usefixtures("indexed")
def test_words_that_never_stand_together_find_the_nearest_and_say_so(client: FlaskClient) -> None:
    html = client.get("/tim", query_string={"tu": "giáp lai xyzzy"}).get_data(as_text=True)
    assert "Không có chỗ nào đủ mọi từ" in html
    assert "<mark>giáp lai</mark>" in html


def test_the_box_is_in_the_frame_of_every_page_and_once(client: FlaskClient) -> None:
    for path in ("/dang-nhap", "/tra-cuu/van-ban", "/tim"):
        assert client.get(path).get_data(as_text=True).count('name="tu"') == 1
