"""the search index: pages with folded text, read by FTS5 on SQLite and by a generated tsvector on PostgreSQL"""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0005"
down_revision: str | None = "0004"
branch_labels: tuple[str, ...] | None = None
depends_on: str | Sequence[str] | None = None

FOLDED = ("title_folded", "headings_folded", "body_folded")


def upgrade() -> None:
    op.create_table(
        "search_source",
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("digest", sa.String(length=100), nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_search_source")),
    )
    op.create_table(
        "search_page",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("source", sa.String(length=200), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("ref", sa.String(length=120), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("scope", sa.String(length=200), nullable=False),
        sa.Column("endpoint", sa.String(length=80), nullable=False),
        sa.Column("arguments", sa.JSON(), nullable=False),
        sa.Column("anchor", sa.String(length=200), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("context", sa.Text(), nullable=False),
        sa.Column("headings", sa.JSON(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        *(sa.Column(name, sa.Text(), nullable=False) for name in (*FOLDED, "said")),
        sa.ForeignKeyConstraint(["source"], ["search_source.name"], name=op.f("fk_search_page_source_search_source")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_search_page")),
    )
    op.create_index(op.f("ix_search_page_source"), "search_page", ["source"])
    op.create_index("ix_search_page_ref", "search_page", ["kind", "ref"])
    if op.get_context().dialect.name == "postgresql":
        _upgrade_postgresql()
    else:
        _upgrade_sqlite()


def _upgrade_postgresql() -> None:
    weighed = " || ".join(
        f"setweight(to_tsvector('simple', {name}), '{weight}')" for name, weight in zip(FOLDED, "ABD", strict=True)
    )
    op.execute(f"ALTER TABLE search_page ADD COLUMN fts_words tsvector GENERATED ALWAYS AS ({weighed}) STORED")
    op.execute("CREATE INDEX fts_search_page_words ON search_page USING gin (fts_words)")


def _upgrade_sqlite() -> None:
    names = ", ".join(FOLDED)
    new, old = (", ".join(f"{row}.{name}" for name in FOLDED) for row in ("new", "old"))
    add = f"INSERT INTO fts_search_page (rowid, {names}) VALUES (new.id, {new});"  # noqa: S608  our own names
    remove = f"INSERT INTO fts_search_page (fts_search_page, rowid, {names}) VALUES ('delete', old.id, {old});"  # noqa: S608  the same
    op.execute(f"CREATE VIRTUAL TABLE fts_search_page USING fts5 ({names}, content='search_page', content_rowid='id')")
    for event, acts in (("INSERT", add), ("DELETE", remove), ("UPDATE", remove + add)):
        op.execute(f"CREATE TRIGGER fts_search_page_{event.lower()} AFTER {event} ON search_page BEGIN {acts} END")


def downgrade() -> None:
    if op.get_context().dialect.name != "postgresql":
        op.execute("DROP TABLE fts_search_page")
    op.drop_table("search_page")
    op.drop_table("search_source")
