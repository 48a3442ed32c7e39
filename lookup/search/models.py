"""The index: shown text and, beside it, the folded text that the database's own full-text search reads.

SQLite has an FTS5 table `fts_search_page` over the folded columns, kept in step by triggers; PostgreSQL has a generated
column `fts_words`. Both are made by the migration and are no part of the models.
"""

from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from core.db import Base

SOURCE_NAME = sa.String(200)


class SearchSource(Base):
    """Pages that were indexed together, and the digest of what they were made from."""

    __tablename__ = "search_source"

    name: Mapped[str] = mapped_column(SOURCE_NAME, primary_key=True)
    digest: Mapped[str] = mapped_column(sa.String(100))


class SearchPage(Base):
    """One page to find. `headings` are pairs of anchor and words; who may see it has its `scope`.

    `said` is all of its text in small letters with their marks.
    """

    __tablename__ = "search_page"

    id: Mapped[int] = mapped_column(primary_key=True)
    source: Mapped[str] = mapped_column(sa.ForeignKey("search_source.name"), index=True)
    kind: Mapped[str] = mapped_column(sa.String(20))
    ref: Mapped[str] = mapped_column(sa.String(120))
    position: Mapped[int]
    scope: Mapped[str] = mapped_column(sa.String(200))
    endpoint: Mapped[str] = mapped_column(sa.String(80))
    arguments: Mapped[dict[str, str]] = mapped_column(sa.JSON)
    anchor: Mapped[str] = mapped_column(sa.String(200))
    title: Mapped[str] = mapped_column(sa.Text)
    context: Mapped[str] = mapped_column(sa.Text)
    headings: Mapped[list[Any]] = mapped_column(sa.JSON)
    body: Mapped[str] = mapped_column(sa.Text)
    title_folded: Mapped[str] = mapped_column(sa.Text)
    headings_folded: Mapped[str] = mapped_column(sa.Text)
    body_folded: Mapped[str] = mapped_column(sa.Text)
    said: Mapped[str] = mapped_column(sa.Text)

    __table_args__ = (sa.Index("ix_search_page_ref", "kind", "ref"),)
