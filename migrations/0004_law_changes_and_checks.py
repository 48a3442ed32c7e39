"""changes of the law and looks at rows of the register"""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

import core.db

revision: str = "0004"
down_revision: str | None = "0003"
branch_labels: tuple[str, ...] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    op.create_table(
        "law_change",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("key", sa.String(length=80), nullable=False),
        sa.Column("kind", sa.Enum("AMENDED", "ENDED", name="changekind", native_enum=False, length=20), nullable=False),
        sa.Column("effective_on", sa.Date(), nullable=False),
        sa.Column("note", sa.String(length=1000), nullable=False),
        sa.Column("recorded_by", sa.Uuid(), nullable=False),
        sa.Column("recorded_at", core.db.UtcDateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["recorded_by"], ["person.id"], name=op.f("fk_law_change_recorded_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_law_change")),
    )
    with op.batch_alter_table("law_change", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_law_change_key"), ["key"], unique=False)
        batch_op.create_index(batch_op.f("ix_law_change_recorded_at"), ["recorded_at"], unique=False)
        batch_op.create_index(batch_op.f("ix_law_change_recorded_by"), ["recorded_by"], unique=False)

    op.create_table(
        "law_change_end",
        sa.Column("change_id", sa.Uuid(), nullable=False),
        sa.Column(
            "kind", sa.Enum("REVISED", "WITHDRAWN", name="endkind", native_enum=False, length=20), nullable=False
        ),
        sa.Column("note", sa.String(length=1000), nullable=False),
        sa.Column("recorded_by", sa.Uuid(), nullable=False),
        sa.Column("recorded_at", core.db.UtcDateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["change_id"], ["law_change.id"], name=op.f("fk_law_change_end_change_id")),
        sa.ForeignKeyConstraint(["recorded_by"], ["person.id"], name=op.f("fk_law_change_end_recorded_by")),
        sa.PrimaryKeyConstraint("change_id", name=op.f("pk_law_change_end")),
    )
    with op.batch_alter_table("law_change_end", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_law_change_end_recorded_by"), ["recorded_by"], unique=False)

    op.create_table(
        "law_check",
        sa.Column("key", sa.String(length=80), nullable=False),
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column(
            "verified",
            sa.Enum("READ", "SECONDARY", "UNCONFIRMED", "DISPUTED", name="verified", native_enum=False, length=20),
            nullable=False,
        ),
        sa.Column("checked_on", sa.Date(), nullable=False),
        sa.Column("note", sa.String(length=1000), nullable=False),
        sa.Column("reason", sa.String(length=1000), nullable=False),
        sa.Column("organ", sa.String(length=200), nullable=False),
        sa.Column("recorded_by", sa.Uuid(), nullable=False),
        sa.Column("recorded_at", core.db.UtcDateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["recorded_by"], ["person.id"], name=op.f("fk_law_check_recorded_by")),
        sa.PrimaryKeyConstraint("key", "number", name=op.f("pk_law_check")),
    )
    with op.batch_alter_table("law_check", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_law_check_recorded_at"), ["recorded_at"], unique=False)
        batch_op.create_index(batch_op.f("ix_law_check_recorded_by"), ["recorded_by"], unique=False)


def downgrade() -> None:
    op.drop_table("law_check")
    op.drop_table("law_change_end")
    op.drop_table("law_change")
