"""The tables of the work. Changes to them go with a migration in `catalog/storage/migrations/versions`."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import Index, String
from sqlalchemy.orm import Mapped, mapped_column

from catalog.storage.tables import Base


class WorkRow(Base):
    """The work on one version. No foreign key to versions: it outlives a paper that was removed."""

    __tablename__ = "work"
    arxiv_id: Mapped[str] = mapped_column(String(128), primary_key=True)
    version: Mapped[int] = mapped_column(primary_key=True)
    state: Mapped[str] = mapped_column(String(16))
    priority: Mapped[int]
    due: Mapped[datetime]
    reason: Mapped[str]
    tries: Mapped[int]
    claims: Mapped[int]
    owner: Mapped[str]
    leased_until: Mapped[datetime | None]
    sha256: Mapped[str] = mapped_column(String(64))
    place: Mapped[str]
    reader_version: Mapped[str]
    changed: Mapped[datetime]
    __table_args__ = (
        Index("work_by_state", "state", "priority", "due"),
        Index("work_by_owner", "owner"),
        Index("work_by_file", "sha256"),
    )


class BookmarkRow(Base):
    """How far a list of a source was read."""

    __tablename__ = "bookmarks"
    source: Mapped[str] = mapped_column(String(32), primary_key=True)
    part: Mapped[str] = mapped_column(String(512), primary_key=True)
    since: Mapped[date | None]
    until: Mapped[date | None]
    position: Mapped[str]
    began: Mapped[datetime | None]
    complete: Mapped[datetime | None]


class LeaseRow(Base):
    """Something that one process alone may do, and who does it until when."""

    __tablename__ = "leases"
    name: Mapped[str] = mapped_column(String(64), primary_key=True)
    owner: Mapped[str]
    taken: Mapped[datetime]
    until: Mapped[datetime]


class LaneRow(Base):
    """A lane of requests: when the next may begin, and why none may at all."""

    __tablename__ = "lanes"
    name: Mapped[str] = mapped_column(String(32), primary_key=True)
    free_at: Mapped[datetime]
    stopped: Mapped[str]
