"""The search page, open to everybody: what may be found depends on who asks."""

from dataclasses import dataclass
from threading import Lock
from typing import Any, cast

from flask import Blueprint, render_template, request, url_for
from flask_login import current_user

from accounts.models import Person
from core import db
from core.access import public
from core.addresses import asked_page
from lookup.search import domain, law_pages, queries
from lookup.search.domain import PUBLIC, SIGNED_IN, Piece, Wanted
from lookup.search.providers import KINDS, SCOPES, Kind
from lookup.search.queries import Hit

bp = Blueprint("search", __name__)

MOST_IN_OVERVIEW = 5
PER_PAGE = 20
# One search at a time in a process: it is work for the processor alone, and each holds the whole texts of what it found.
_turn = Lock()


@dataclass(frozen=True, slots=True)
class Result:
    """A found page as it is shown: title and snippet in marked pieces, and the heading inside it that fits, with its link."""

    url: str
    title: list[Piece]
    context: str
    snippet: list[Piece]
    heading: list[Piece]
    heading_url: str
    is_named: bool


@dataclass(frozen=True, slots=True)
class Group:
    """The results of one kind."""

    kind: Kind
    total: int
    results: list[Result]


@bp.get("/tim")
@public
def search() -> str:
    """Everything that holds the typed words: `?tu=văn bản đến`, one kind of it with `&nhom=law&trang=2`."""
    typed = domain.shortened(request.args.get("tu", ""))
    kinds = {kind.id: kind for kind in KINDS if kind.is_public or current_user.is_authenticated}
    only = kinds.get(request.args.get("nhom", ""))
    page = asked_page() if only else 1
    wanted = domain.read(typed)
    with _turn:
        groups, is_loose = _groups(wanted, typed, kinds, only, page)
    return render_template(
        "lookup/search.html",
        typed=typed,
        groups=groups,
        total=sum(group.total for group in groups),
        is_loose=is_loose,
        only=only,
        page=page,
        pages=-(-groups[0].total // PER_PAGE) if only and groups else 1,
        kinds=list(kinds.values()),
        breadcrumbs=[("Tìm kiếm", None)],
    )


def _groups(
    wanted: Wanted, typed: str, kinds: dict[str, Kind], only: Kind | None, page: int
) -> tuple[list[Group], bool]:
    """The groups, best first, and whether they hold only some of the words, because nothing holds all."""
    if not wanted:
        return [], False
    named = law_pages.named(typed)
    scopes = _scopes()
    most = PER_PAGE if only else MOST_IN_OVERVIEW
    begin, kind = (page - 1) * PER_PAGE, only.id if only else ""
    is_loose = False
    found = queries.search(db.session(), wanted, scopes, most=most, named=named, kind=kind, begin=begin)
    if not found and len(wanted.words) > 1 and not wanted.phrases:
        is_loose = True
        found = queries.search(db.session(), wanted, scopes, most=most, kind=kind, begin=begin, any_word=True)
    places = list(kinds)
    found = sorted(
        (group for group in found if group.kind in kinds), key=lambda group: (group.best, places.index(group.kind))
    )
    return [Group(kinds[one.kind], one.total, [_result(hit, wanted) for hit in one.hits]) for one in found], is_loose


def _scopes() -> set[str]:
    if not current_user.is_authenticated:
        return {PUBLIC}
    person = cast(Person, current_user._get_current_object())
    return {PUBLIC, SIGNED_IN, *(scope for provider in SCOPES for scope in provider(db.session(), person))}


def _result(hit: Hit, wanted: Wanted) -> Result:
    heading = domain.fitting_heading([pair for pair in hit.headings if pair[0]], wanted)
    return Result(
        url=_url(hit, hit.anchor),
        title=domain.marked(hit.title, wanted),
        context=hit.context,
        snippet=domain.snippet(hit.body, wanted),
        heading=domain.marked(heading[1], wanted) if heading else [],
        heading_url=_url(hit, heading[0]) if heading else "",
        is_named=hit.tier == queries.NAMED,
    )


def _url(hit: Hit, anchor: str) -> str:
    arguments: dict[str, Any] = hit.arguments
    return url_for(hit.endpoint, _anchor=anchor or None, **arguments)
