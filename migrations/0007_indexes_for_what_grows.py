"""indexes for what grows: open proposals, branches of attempts, used forms"""

from collections.abc import Sequence

from alembic import op

revision: str = "0007"
down_revision: str | None = "0006"
branch_labels: tuple[str, ...] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    op.create_index("ix_attendance_event_kind", "attendance_event", ["kind", "session_id"])
    op.create_index("ix_attempt_branched_from", "attempt", ["branched_from"])
    op.create_index("ix_used_form_used_at", "used_form", ["used_at"])


def downgrade() -> None:
    op.drop_index("ix_used_form_used_at", "used_form")
    op.drop_index("ix_attempt_branched_from", "attempt")
    op.drop_index("ix_attendance_event_kind", "attendance_event")
