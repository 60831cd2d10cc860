"""An index of the work by its file."""

from __future__ import annotations

from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """To this schema."""
    op.create_index("work_by_file", "work", ["sha256"], unique=False)


def downgrade() -> None:
    """Back to the schema before."""
    op.drop_index("work_by_file", table_name="work")
