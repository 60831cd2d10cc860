"""The first schema: papers, versions, exhibits, architectures, code, runs, and the outbox of the search."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """To this schema."""
    op.create_table(
        "papers",
        sa.Column("arxiv_id", sa.String(length=128), nullable=False),
        sa.Column("latest", sa.Integer(), nullable=False),
        sa.Column("shown", sa.Integer(), nullable=False),
        sa.Column("revision", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("arxiv_id"),
    )
    op.create_table(
        "runs",
        sa.Column("id", sa.String(length=64), nullable=False),
        sa.Column("kind", sa.String(length=32), nullable=False),
        sa.Column("started", sa.DateTime(), nullable=False),
        sa.Column("finished", sa.DateTime(), nullable=True),
        sa.Column("status", sa.String(length=16), nullable=False),
        sa.Column("counts", sa.JSON(), nullable=False),
        sa.Column("message", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index(op.f("ix_runs_started"), "runs", ["started"], unique=False)
    op.create_table(
        "search_indexes",
        sa.Column("name", sa.String(length=255), nullable=False),
        sa.Column("created", sa.DateTime(), nullable=False),
        sa.PrimaryKeyConstraint("name"),
    )
    op.create_table(
        "tombstones",
        sa.Column("id", sa.String(length=255), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("successor", sa.String(length=255), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_table(
        "outbox",
        sa.Column(
            "seq", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=True, nullable=False
        ),
        sa.Column("index_name", sa.String(length=255), nullable=False),
        sa.Column("arxiv_id", sa.String(length=128), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("error", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["index_name"], ["search_indexes.name"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("seq"),
        sqlite_autoincrement=True,
    )
    op.create_index("outbox_by_paper", "outbox", ["index_name", "arxiv_id"], unique=False)
    op.create_table(
        "versions",
        sa.Column("arxiv_id", sa.String(length=128), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("abstract", sa.Text(), nullable=False),
        sa.Column("authors", sa.JSON(), nullable=False),
        sa.Column("categories", sa.JSON(), nullable=False),
        sa.Column("licence", sa.Text(), nullable=True),
        sa.Column("submitted", sa.Date(), nullable=True),
        sa.Column("comments", sa.Text(), nullable=False),
        sa.Column("doi", sa.Text(), nullable=False),
        sa.Column("journal_ref", sa.Text(), nullable=False),
        sa.Column("withdrawn", sa.Boolean(), nullable=False),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("reader_version", sa.Text(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("pages", sa.Integer(), nullable=False),
        sa.Column("seconds", sa.Float(), nullable=False),
        sa.Column("read_at", sa.DateTime(), nullable=True),
        sa.Column("reading_hash", sa.String(length=64), nullable=False),
        sa.ForeignKeyConstraint(["arxiv_id"], ["papers.arxiv_id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("arxiv_id", "version"),
    )
    op.create_index("versions_by_state", "versions", ["state", "arxiv_id", "version"], unique=False)
    op.create_table(
        "architectures",
        sa.Column("id", sa.String(length=255), nullable=False),
        sa.Column("arxiv_id", sa.String(length=128), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("ordinal", sa.Integer(), nullable=False),
        sa.Column("exhibits", sa.JSON(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("graph", sa.Text(), nullable=False),
        sa.Column("graph_hash", sa.String(length=64), nullable=False),
        sa.Column("confidence", sa.Float(), nullable=False),
        sa.Column("composed", sa.Boolean(), nullable=False),
        sa.Column("parameters", sa.BigInteger(), nullable=True),
        sa.Column("input_shape", sa.JSON(), nullable=True),
        sa.Column("output_shape", sa.JSON(), nullable=True),
        sa.Column("layers", sa.JSON(), nullable=False),
        sa.Column("depth", sa.Integer(), nullable=False),
        sa.Column("origins", sa.JSON(), nullable=False),
        sa.Column("missing", sa.JSON(), nullable=False),
        sa.Column("problems", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(
            ["arxiv_id", "version"], ["versions.arxiv_id", "versions.version"], ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("arxiv_id", "version", "ordinal"),
    )
    op.create_table(
        "exhibits",
        sa.Column("id", sa.String(length=255), nullable=False),
        sa.Column("arxiv_id", sa.String(length=128), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("ordinal", sa.Integer(), nullable=False),
        sa.Column("label", sa.Text(), nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("page", sa.Integer(), nullable=False),
        sa.Column("bbox", sa.JSON(), nullable=False),
        sa.Column("caption", sa.Text(), nullable=False),
        sa.Column("source", sa.String(length=16), nullable=False),
        sa.Column("figure_type", sa.String(length=32), nullable=True),
        sa.Column("is_architecture", sa.Boolean(), nullable=False),
        sa.Column("probability", sa.Float(), nullable=False),
        sa.Column("confidence", sa.Float(), nullable=False),
        sa.Column("reader", sa.String(length=32), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["arxiv_id", "version"], ["versions.arxiv_id", "versions.version"], ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("arxiv_id", "version", "ordinal"),
    )
    op.create_table(
        "texts",
        sa.Column("arxiv_id", sa.String(length=128), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["arxiv_id", "version"], ["versions.arxiv_id", "versions.version"], ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("arxiv_id", "version"),
    )
    op.create_table(
        "implementations",
        sa.Column("architecture_id", sa.String(length=255), nullable=False),
        sa.Column("framework", sa.String(length=16), nullable=False),
        sa.Column("status", sa.String(length=16), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("verification", sa.JSON(none_as_null=True), nullable=True),
        sa.Column("content_hash", sa.String(length=64), nullable=False),
        sa.ForeignKeyConstraint(["architecture_id"], ["architectures.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("architecture_id", "framework"),
    )
    op.create_table(
        "layers",
        sa.Column("architecture_id", sa.String(length=255), nullable=False),
        sa.Column("op", sa.String(length=64), nullable=False),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["architecture_id"], ["architectures.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("architecture_id", "op"),
    )
    op.create_index("layers_by_op", "layers", ["op", "architecture_id"], unique=False)
    op.create_table(
        "code_files",
        sa.Column("architecture_id", sa.String(length=255), nullable=False),
        sa.Column("framework", sa.String(length=16), nullable=False),
        sa.Column("name", sa.String(length=255), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.ForeignKeyConstraint(
            ["architecture_id", "framework"],
            ["implementations.architecture_id", "implementations.framework"],
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("architecture_id", "framework", "name"),
    )


def downgrade() -> None:
    """Back to the schema before."""
    op.drop_table("code_files")
    op.drop_index("layers_by_op", table_name="layers")
    op.drop_table("layers")
    op.drop_table("implementations")
    op.drop_table("texts")
    op.drop_table("exhibits")
    op.drop_table("architectures")
    op.drop_index("versions_by_state", table_name="versions")
    op.drop_table("versions")
    op.drop_index("outbox_by_paper", table_name="outbox")
    op.drop_table("outbox")
    op.drop_table("tombstones")
    op.drop_table("search_indexes")
    op.drop_index(op.f("ix_runs_started"), table_name="runs")
    op.drop_table("runs")
    op.drop_table("papers")
