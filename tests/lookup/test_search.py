"""The search over its index, on SQLite and PostgreSQL alike: a few pages of our own."""

from collections.abc import Iterator, Sequence

import pytest
import sqlalchemy as sa
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from lookup.search import queries, service
from lookup.search.domain import PUBLIC, SIGNED_IN, read
from lookup.search.models import SearchPage, SearchSource
from lookup.search.providers import SOURCES, Page, Source

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


def test_the_box_is_in_the_frame_of_every_page_and_once(client: FlaskClient) -> None:
    for path in ("/dang-nhap", "/tra-cuu/van-ban", "/tim"):
        assert client.get(path).get_data(as_text=True).count('name="tu"') == 1
