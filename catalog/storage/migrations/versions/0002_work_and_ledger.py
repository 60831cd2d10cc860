"""The work: items, bookmarks, leases and lanes; runs with their window, reasons and owner."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """To this schema."""
    op.create_table(
        "work",
        sa.Column("arxiv_id", sa.String(length=128), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.Column("priority", sa.Integer(), nullable=False),
        sa.Column("due", sa.DateTime(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("claims", sa.Integer(), nullable=False),
        sa.Column("owner", sa.Text(), nullable=False),
        sa.Column("leased_until", sa.DateTime(), nullable=True),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("place", sa.Text(), nullable=False),
        sa.Column("reader_version", sa.Text(), nullable=False),
        sa.Column("changed", sa.DateTime(), nullable=False),
        sa.PrimaryKeyConstraint("arxiv_id", "version"),
    )
    op.create_index("work_by_state", "work", ["state", "priority", "due"], unique=False)
    op.create_index("work_by_owner", "work", ["owner"], unique=False)
    op.create_table(
        "bookmarks",
        sa.Column("source", sa.String(length=32), nullable=False),
        sa.Column("part", sa.String(length=512), nullable=False),
        sa.Column("since", sa.Date(), nullable=True),
        sa.Column("until", sa.Date(), nullable=True),
        sa.Column("position", sa.Text(), nullable=False),
        sa.Column("began", sa.DateTime(), nullable=True),
        sa.Column("complete", sa.DateTime(), nullable=True),
        sa.PrimaryKeyConstraint("source", "part"),
    )
    op.create_table(
        "leases",
        sa.Column("name", sa.String(length=64), nullable=False),
        sa.Column("owner", sa.Text(), nullable=False),
        sa.Column("taken", sa.DateTime(), nullable=False),
        sa.Column("until", sa.DateTime(), nullable=False),
        sa.PrimaryKeyConstraint("name"),
    )
    op.create_table(
        "lanes",
        sa.Column("name", sa.String(length=32), nullable=False),
        sa.Column("free_at", sa.DateTime(), nullable=False),
        sa.Column("stopped", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("name"),
    )
    op.add_column("runs", sa.Column("since", sa.Date(), nullable=True))
    op.add_column("runs", sa.Column("until", sa.Date(), nullable=True))
    op.add_column("runs", sa.Column("reasons", sa.JSON(), nullable=False, server_default="{}"))
    op.add_column("runs", sa.Column("owner", sa.Text(), nullable=False, server_default=""))
    op.add_column("runs", sa.Column("beat", sa.DateTime(), nullable=True))


def downgrade() -> None:
    """Back to the schema before."""
    for name in ("beat", "owner", "reasons", "until", "since"):
        op.drop_column("runs", name)
    for table in ("lanes", "leases", "bookmarks", "work"):
        op.drop_table(table)
