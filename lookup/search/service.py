"""Keeps the index in step with what can be found. Runs at every start, one process at a time; never on a view."""

from collections.abc import Iterable

import sqlalchemy as sa
from sqlalchemy.orm import Session

from core.db import transaction
from lookup.search.domain import folded, folded_headings, said
from lookup.search.models import SearchPage, SearchSource
from lookup.search.providers import SOURCES, Page, Source

# Raised when the same sources give other rows than before: other folding, other texts made of a lesson.
FORM = 1
_LOCK = 7_021_934  # a number of our own among PostgreSQL's advisory locks


def refresh(session: Session) -> list[str]:
    """Index every source whose digest is another one, forget those that are gone. Returns the names of both.

    Costs one query when all is in step.
    """
    wanted = {source.name: source for provider in SOURCES for source in provider(session)}
    if not _stale(session, wanted):
        session.rollback()
        return []
    with transaction(session):
        if session.get_bind().dialect.name == "postgresql":
            session.execute(sa.select(sa.func.pg_advisory_xact_lock(_LOCK)))
        stale = _stale(session, wanted)  # another process may have done it meanwhile
        for name in stale:
            session.execute(sa.delete(SearchPage).where(SearchPage.source == name))
            session.execute(sa.delete(SearchSource).where(SearchSource.name == name))
            if name in wanted:
                session.execute(sa.insert(SearchSource).values(name=name, digest=_digest(wanted[name])))
                _write(session, wanted[name])
    return stale


def _digest(source: Source) -> str:
    return f"{FORM}:{source.digest}"


def _stale(session: Session, wanted: dict[str, Source]) -> list[str]:
    known = {row.name: row.digest for row in session.execute(sa.select(SearchSource.name, SearchSource.digest))}
    changed = [name for name, source in wanted.items() if known.get(name) != _digest(source)]
    return changed + [name for name in known if name not in wanted]


def _write(session: Session, source: Source) -> None:
    rows = list(_rows(source.name, source.pages()))
    if rows:
        session.execute(sa.insert(SearchPage), rows)


def _rows(source: str, pages: Iterable[Page]) -> Iterable[dict[str, object]]:
    for position, page in enumerate(pages):
        yield {
            "source": source,
            "kind": page.kind,
            "ref": page.ref,
            "position": position,
            "scope": page.scope,
            "endpoint": page.endpoint,
            "arguments": dict(page.arguments),
            "anchor": page.anchor,
            "title": page.title,
            "context": page.context,
            "headings": [list(heading) for heading in page.headings],
            "body": page.text,
            "title_folded": folded(page.title),
            "headings_folded": folded_headings(words for _anchor, words in page.headings),
            "body_folded": folded(page.text),
            "said": said(page.title, *(words for _anchor, words in page.headings), page.text),
        }
