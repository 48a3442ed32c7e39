"""paths through a course: which one a self-study and a class follow"""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0003"
down_revision: str | None = "0001"
branch_labels: tuple[str, ...] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    for table in ("self_study", "training_class"):
        with op.batch_alter_table(table) as rows:
            rows.add_column(sa.Column("path_id", sa.String(length=80), nullable=False, server_default=""))
        with op.batch_alter_table(table) as rows:
            rows.alter_column("path_id", server_default=None)


def downgrade() -> None:
    for table in ("training_class", "self_study"):
        with op.batch_alter_table(table) as rows:
            rows.drop_column("path_id")
