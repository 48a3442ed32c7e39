"""paths through a course: which one a self-study and a class follow"""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0003"
down_revision: str | None = "0001"
branch_labels: tuple[str, ...] | None = None
depends_on: str | Sequence[str] | None = None

TABLES = ("self_study", "training_class")


def upgrade() -> None:
    # Added in place: SQLite would have to make the tables anew, and other rows point to them.
    for table in TABLES:
        op.add_column(table, sa.Column("path_id", sa.String(length=80), nullable=False, server_default=""))


def downgrade() -> None:
    for table in reversed(TABLES):
        op.drop_column(table, "path_id")
