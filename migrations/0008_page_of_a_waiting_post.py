"""the page on which a form stood that was sent after the sign-in ran out"""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0008"
down_revision: str | None = "0007"
branch_labels: tuple[str, ...] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    op.add_column("waiting_post", sa.Column("page", sa.String(length=1000), nullable=True))


def downgrade() -> None:
    op.drop_column("waiting_post", "page")
