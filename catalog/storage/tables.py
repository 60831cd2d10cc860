"""The database's tables. Changes to them go with a migration in `migrations/versions`."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
    Date,
    DateTime,
    Float,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    Integer,
    LargeBinary,
    String,
    Text,
    TypeDecorator,
    UniqueConstraint,
)
from sqlalchemy.engine import Dialect
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column


class UtcDateTime(TypeDecorator[datetime]):
    """A point in time, kept as UTC without a zone, since SQLite has none; aware on this side."""

    impl = DateTime
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """To UTC without zone; ValueError for a time without zone, which could be anything."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError(f"{value} has no time zone")
        return value.astimezone(UTC).replace(tzinfo=None)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """To an aware time."""
        return None if value is None else value.replace(tzinfo=UTC)


Counter = BigInteger().with_variant(Integer, "sqlite")
"""An ever-growing primary key; SQLite counts only plain INTEGER columns up by itself."""


class Base(DeclarativeBase):
    """Root of the tables."""

    type_annotation_map = {  # noqa: RUF012 (SQLAlchemy reads it from the class)
        str: Text,
        int: Integer,
        float: Float,
        bool: Boolean,
        bytes: LargeBinary,
        date: Date,
        datetime: UtcDateTime,
        list[Any]: JSON,
        dict[str, Any]: JSON,
    }


class PaperRow(Base):
    """A paper. `revision` grows with every change to anything of it: the version of its search documents."""

    __tablename__ = "papers"
    arxiv_id: Mapped[str] = mapped_column(String(128), primary_key=True)
    latest: Mapped[int]
    shown: Mapped[int]
    """The version that searches find: the newest one read, or the newest where none is."""
    revision: Mapped[int] = mapped_column(BigInteger)


class VersionRow(Base):
    """A version of a paper: metadata, and how far it has come."""

    __tablename__ = "versions"
    arxiv_id: Mapped[str] = mapped_column(ForeignKey("papers.arxiv_id", ondelete="CASCADE"), primary_key=True)
    version: Mapped[int] = mapped_column(primary_key=True)
    title: Mapped[str]
    abstract: Mapped[str]
    authors: Mapped[list[Any]]
    categories: Mapped[list[Any]]
    licence: Mapped[str | None]
    submitted: Mapped[date | None]
    comments: Mapped[str]
    doi: Mapped[str]
    journal_ref: Mapped[str]
    withdrawn: Mapped[bool]
    state: Mapped[str] = mapped_column(String(16))
    reason: Mapped[str]
    reader_version: Mapped[str]
    sha256: Mapped[str] = mapped_column(String(64))
    pages: Mapped[int]
    seconds: Mapped[float]
    read_at: Mapped[datetime | None]
    reading_hash: Mapped[str] = mapped_column(String(64))
    __table_args__ = (Index("versions_by_state", "state", "arxiv_id", "version"),)


class TextRow(Base):
    """The running text of a version, for full-text search; kept apart because it is large."""

    __tablename__ = "texts"
    arxiv_id: Mapped[str] = mapped_column(String(128), primary_key=True)
    version: Mapped[int] = mapped_column(primary_key=True)
    text: Mapped[str]
    __table_args__ = (
        ForeignKeyConstraint(
            ["arxiv_id", "version"], ["versions.arxiv_id", "versions.version"], ondelete="CASCADE"
        ),
    )


class ExhibitRow(Base):
    """A captioned figure or table."""

    __tablename__ = "exhibits"
    id: Mapped[str] = mapped_column(String(255), primary_key=True)
    arxiv_id: Mapped[str] = mapped_column(String(128))
    version: Mapped[int]
    ordinal: Mapped[int]
    label: Mapped[str]
    kind: Mapped[str] = mapped_column(String(16))
    page: Mapped[int]
    bbox: Mapped[list[Any]]
    caption: Mapped[str]
    source: Mapped[str] = mapped_column(String(16))
    figure_type: Mapped[str | None] = mapped_column(String(32))
    is_architecture: Mapped[bool]
    probability: Mapped[float]
    confidence: Mapped[float]
    reader: Mapped[str] = mapped_column(String(32))
    reason: Mapped[str]
    __table_args__ = (
        ForeignKeyConstraint(
            ["arxiv_id", "version"], ["versions.arxiv_id", "versions.version"], ondelete="CASCADE"
        ),
        UniqueConstraint("arxiv_id", "version", "ordinal"),
    )


class ArchitectureRow(Base):
    """A network or module."""

    __tablename__ = "architectures"
    id: Mapped[str] = mapped_column(String(255), primary_key=True)
    arxiv_id: Mapped[str] = mapped_column(String(128))
    version: Mapped[int]
    ordinal: Mapped[int]
    exhibits: Mapped[list[Any]]
    name: Mapped[str]
    graph: Mapped[str]
    graph_hash: Mapped[str] = mapped_column(String(64))
    confidence: Mapped[float]
    composed: Mapped[bool]
    parameters: Mapped[int | None] = mapped_column(BigInteger)
    input_shape: Mapped[list[Any] | None]
    output_shape: Mapped[list[Any] | None]
    layers: Mapped[dict[str, Any]]
    depth: Mapped[int]
    origins: Mapped[dict[str, Any]]
    missing: Mapped[list[Any]]
    problems: Mapped[list[Any]]
    __table_args__ = (
        ForeignKeyConstraint(
            ["arxiv_id", "version"], ["versions.arxiv_id", "versions.version"], ondelete="CASCADE"
        ),
        UniqueConstraint("arxiv_id", "version", "ordinal"),
    )


class LayerRow(Base):
    """How often an operation stands in an architecture: for the layer index."""

    __tablename__ = "layers"
    architecture_id: Mapped[str] = mapped_column(
        ForeignKey("architectures.id", ondelete="CASCADE"), primary_key=True
    )
    op: Mapped[str] = mapped_column(String(64), primary_key=True)
    count: Mapped[int]
    __table_args__ = (Index("layers_by_op", "op", "architecture_id"),)


class ImplementationRow(Base):
    """An architecture's code in one framework; `verification` is JSON, null where it was not run."""

    __tablename__ = "implementations"
    architecture_id: Mapped[str] = mapped_column(
        ForeignKey("architectures.id", ondelete="CASCADE"), primary_key=True
    )
    framework: Mapped[str] = mapped_column(String(16), primary_key=True)
    status: Mapped[str] = mapped_column(String(16))
    reason: Mapped[str]
    verification: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))
    content_hash: Mapped[str] = mapped_column(String(64))


class CodeFileRow(Base):
    """A file of an implementation."""

    __tablename__ = "code_files"
    architecture_id: Mapped[str] = mapped_column(String(255), primary_key=True)
    framework: Mapped[str] = mapped_column(String(16), primary_key=True)
    name: Mapped[str] = mapped_column(String(255), primary_key=True)
    content: Mapped[bytes]
    sha256: Mapped[str] = mapped_column(String(64))
    __table_args__ = (
        ForeignKeyConstraint(
            ["architecture_id", "framework"],
            ["implementations.architecture_id", "implementations.framework"],
            ondelete="CASCADE",
        ),
    )


class TombstoneRow(Base):
    """What was taken away, and why."""

    __tablename__ = "tombstones"
    id: Mapped[str] = mapped_column(String(255), primary_key=True)
    reason: Mapped[str]
    at: Mapped[datetime]
    successor: Mapped[str] = mapped_column(String(255))


class RunRow(Base):
    """A run of the pipeline or the schedule."""

    __tablename__ = "runs"
    id: Mapped[str] = mapped_column(String(64), primary_key=True)
    kind: Mapped[str] = mapped_column(String(32))
    started: Mapped[datetime] = mapped_column(index=True)
    finished: Mapped[datetime | None]
    status: Mapped[str] = mapped_column(String(16))
    counts: Mapped[dict[str, Any]]
    message: Mapped[str]
    since: Mapped[date | None]
    until: Mapped[date | None]
    reasons: Mapped[dict[str, Any]] = mapped_column(server_default="{}")
    owner: Mapped[str] = mapped_column(server_default="")
    beat: Mapped[datetime | None]


class IndexRow(Base):
    """A search index that has to be told of changes."""

    __tablename__ = "search_indexes"
    name: Mapped[str] = mapped_column(String(255), primary_key=True)
    created: Mapped[datetime]


class OutboxRow(Base):
    """A paper that an index has still to be told of. Written with the change itself, in one transaction."""

    __tablename__ = "outbox"
    seq: Mapped[int] = mapped_column(Counter, primary_key=True, autoincrement=True)
    index_name: Mapped[str] = mapped_column(ForeignKey("search_indexes.name", ondelete="CASCADE"))
    arxiv_id: Mapped[str] = mapped_column(String(128))
    attempts: Mapped[int]
    error: Mapped[str]
    __table_args__ = (
        Index("outbox_by_paper", "index_name", "arxiv_id"),
        # A number is never given twice, or an entry renewed meanwhile could be taken for the settled one.
        {"sqlite_autoincrement": True},
    )
