"""One query finds, ranks and groups; the database's full-text index says which pages hold the words at all."""

from collections.abc import Collection
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.orm import Session

from lookup.search.domain import Wanted
from lookup.search.models import SearchPage

MOST_FOUND = 100_000  # all: what is found is counted
MOST_NEAR = 300  # of pages with any of the words, most of which say little

NAMED = -1  # the place in law that the words name
_TITLE, _TITLE_PHRASE, _TITLE_WORDS, _HEADING_PHRASE, _HEADING_WORDS, _TEXT_PHRASE, _TEXT_WORDS = range(7)


@dataclass(frozen=True, slots=True)
class Hit:
    """A page that was found, with what its link needs. `tier` says how well it fits: small is good."""

    kind: str
    ref: str
    endpoint: str
    arguments: dict[str, str]
    anchor: str
    title: str
    context: str
    headings: list[list[str]]
    body: str
    tier: int


# What a hit holds, in its order, but for its tier. The folded texts stay in the database: they are twice as long as the page.
_SHOWN = (
    SearchPage.kind,
    SearchPage.ref,
    SearchPage.endpoint,
    SearchPage.arguments,
    SearchPage.anchor,
    SearchPage.title,
    SearchPage.context,
    SearchPage.headings,
    SearchPage.body,
)


@dataclass(frozen=True, slots=True)
class HitGroup:
    """The best pages of one kind, from the one at `begin` on, and how many there are in all."""

    kind: str
    total: int
    hits: tuple[Hit, ...]

    @property
    def best(self) -> int:
        """How well the best shown one fits."""
        return min(hit.tier for hit in self.hits)


# rowid and bm25 inside a subquery of its own: FTS5 ranks only where nothing else is computed beside it.
_SQLITE = sa.text(
    "SELECT rowid AS id, bm25(fts_search_page, 8.0, 4.0, 1.0) AS score FROM fts_search_page"
    " WHERE fts_search_page MATCH :matching ORDER BY score LIMIT :most"
)
_POSTGRES = sa.text(
    "SELECT id, -ts_rank('{0.1, 0.2, 0.5, 1.0}', fts_words, asked) AS score"
    " FROM search_page, to_tsquery('simple', :matching) AS asked WHERE fts_words @@ asked ORDER BY score LIMIT :most"
)


def search(
    session: Session,
    wanted: Wanted,
    scopes: Collection[str],
    *,
    most: int,
    named: str = "",
    kind: str = "",
    begin: int = 0,
    any_word: bool = False,
) -> list[HitGroup]:
    """Groups of pages that hold all words and phrases (or `any_word`), the best `most` of each kind. One query.

    `named` is the key of a provision that comes first whatever its words.
    """
    if not wanted:
        return []
    is_sqlite = session.get_bind().dialect.name == "sqlite"
    template, matching = (_SQLITE, _for_fts5) if is_sqlite else (_POSTGRES, _for_tsquery)
    found = (
        template.bindparams(matching=matching(wanted, any_word=any_word), most=MOST_NEAR if any_word else MOST_FOUND)
        .columns(sa.column("id", sa.Integer), sa.column("score", sa.Float))
        .cte("found")
    )
    ranked = _ranked(found, wanted, scopes, named, kind)
    rows = session.execute(
        sa.select(*_SHOWN, ranked.c.tier, ranked.c.total)
        .join(ranked, ranked.c.id == SearchPage.id)
        .where(ranked.c.place > begin, ranked.c.place <= begin + most)
        .order_by(ranked.c.place)
    ).all()
    groups: dict[str, HitGroup] = {}
    for *shown, total in rows:
        hit = Hit(*shown)
        before = groups.get(hit.kind, HitGroup(hit.kind, total, ()))
        groups[hit.kind] = HitGroup(hit.kind, total, (*before.hits, hit))
    return list(groups.values())


def _ranked(found: sa.CTE, wanted: Wanted, scopes: Collection[str], named: str, kind: str) -> sa.Subquery:
    page = SearchPage
    is_named = sa.and_(page.kind == "law", page.ref == named)
    candidates = sa.union_all(
        sa.select(found.c.id, found.c.score), sa.select(page.id, sa.literal(0.0)).where(is_named)
    ).subquery("candidates")
    once = (
        sa.select(candidates.c.id, sa.func.min(candidates.c.score).label("score"))
        .group_by(candidates.c.id)
        .subquery("once")
    )
    tier = _tier(is_named, wanted).label("tier")
    strays = _strays(is_named, wanted).label("strays")
    rows = (
        sa.select(page.id, page.kind, page.position, once.c.score, tier, strays)
        .join(once, once.c.id == page.id)
        .where(page.scope.in_(scopes), *([page.kind == kind] if kind else []))
        .subquery("seen")
    )
    order = (rows.c.strays, rows.c.tier, rows.c.score, rows.c.position, rows.c.id)
    return sa.select(
        rows.c.id,
        rows.c.tier,
        sa.func.row_number().over(partition_by=rows.c.kind, order_by=order).label("place"),
        sa.func.count().over(partition_by=rows.c.kind).label("total"),
    ).subquery("ranked")


def _strays(is_named: sa.ColumnElement[bool], wanted: Wanted) -> sa.Case[int]:
    """1 where a word that was typed with its marks is nowhere written so: 'đầu' for 'dấu'."""
    as_typed = (SearchPage.said.like(f"% {word} %") for word in wanted.said.values())
    return sa.case((sa.or_(is_named, sa.and_(sa.true(), *as_typed)), 0), else_=1)


def _tier(is_named: sa.ColumnElement[bool], wanted: Wanted) -> sa.Case[int]:
    page = SearchPage

    def phrase(column: sa.ColumnElement[str]) -> sa.ColumnElement[bool]:
        return column.like(f"% {wanted.whole} %")

    def words(column: sa.ColumnElement[str]) -> sa.ColumnElement[bool]:
        return sa.and_(*(column.like(f"% {word} %") for word in wanted.words))

    title, headings, body = (
        column.expression for column in (page.title_folded, page.headings_folded, page.body_folded)
    )
    return sa.case(
        (is_named, NAMED),
        (title == f" {wanted.whole} ", _TITLE),
        (phrase(title), _TITLE_PHRASE),
        (words(title), _TITLE_WORDS),
        (phrase(headings), _HEADING_PHRASE),
        (words(title + headings), _HEADING_WORDS),
        (phrase(body), _TEXT_PHRASE),
        else_=_TEXT_WORDS,
    )


def _for_fts5(wanted: Wanted, *, any_word: bool) -> str:
    """Words hold letters and digits only, so that quotes around each are all that FTS5 must be told."""
    if any_word:
        return " OR ".join(f'"{word}"' for word in wanted.words)
    return " AND ".join(f'"{words}"' for words in (*wanted.words, *wanted.phrases))


def _for_tsquery(wanted: Wanted, *, any_word: bool) -> str:
    if any_word:
        return " | ".join(f"'{word}'" for word in wanted.words)
    phrases = (" <-> ".join(f"'{word}'" for word in phrase.split()) for phrase in wanted.phrases)
    return " & ".join([*(f"'{word}'" for word in wanted.words), *(f"({phrase})" for phrase in phrases)])
