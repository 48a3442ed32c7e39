"""attempts at a quiz that an instructor grants on top of the rule"""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

import core.db

revision: str = "0006"
down_revision: str | None = "0005"
branch_labels: tuple[str, ...] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    op.create_table(
        "quiz_grant",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("context_id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("module_id", sa.String(length=80), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("granted_by_id", sa.Uuid(), nullable=False),
        sa.Column("reason", sa.String(length=300), nullable=False),
        sa.Column("granted_at", core.db.UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(["granted_by_id"], ["person.id"], name=op.f("fk_quiz_grant_granted_by_id")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_quiz_grant_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_quiz_grant")),
        sa.UniqueConstraint(
            "context_id",
            "person_id",
            "module_id",
            "number",
            name=op.f("uq_quiz_grant_context_id_person_id_module_id_number"),
        ),
    )


def downgrade() -> None:
    op.drop_table("quiz_grant")
