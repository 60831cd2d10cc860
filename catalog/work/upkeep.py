"""Putting in order what is not needed any more: leases that have run out, files of papers that are done."""

from __future__ import annotations

from sqlalchemy import Engine, and_, case, delete, func, or_, select, update

from catalog.records import VersionKey
from catalog.storage.database import reading, writing
from catalog.storage.tables import PaperRow, VersionRow
from catalog.work import owner as owners
from catalog.work.clock import Clock
from catalog.work.tables import LeaseRow, WorkRow
from catalog.work.view import State

UNREAD: tuple[State, ...] = ("superseded", "withdrawn", "passed-over")
READ: tuple[State, ...] = ("indexed", "given-up")


def expire_leases(engine: Engine, clock: Clock) -> int:
    """Take away leases by name that have run out or whose process is gone; returns how many."""
    now = clock.now()
    with writing(engine) as session:
        rows = session.scalars(select(LeaseRow)).all()
        ended = [row.name for row in rows if row.until < now or owners.is_dead(row.owner)]
        session.execute(delete(LeaseRow).where(LeaseRow.name.in_(ended)))
        return len(ended)


def files_done_with(engine: Engine, reader_version: str) -> tuple[str, ...]:
    """SHA-256 of kept PDFs that this reader has read, or that nobody will read, the longest unchanged first.

    A PDF that several versions share is given only where all of them are done with it.
    """
    read = and_(WorkRow.state.in_(READ), WorkRow.reader_version == reader_version)
    needed = case((or_(WorkRow.state.in_(UNREAD), read), 0), else_=1)
    query = (
        select(WorkRow.sha256)
        .where(WorkRow.sha256 != "", WorkRow.place == "")
        .group_by(WorkRow.sha256)
        .having(func.sum(needed) == 0)
        .order_by(func.max(WorkRow.changed), WorkRow.sha256)
    )
    with reading(engine) as session:
        return tuple(session.scalars(query))


def unlicensed(engine: Engine, after: str, limit: int) -> tuple[VersionKey, ...]:
    """Newest versions of papers whose licence is not known, in the order of their ids, those above `after`."""
    query = (
        select(VersionRow.arxiv_id, VersionRow.version)
        .join(PaperRow, and_(PaperRow.arxiv_id == VersionRow.arxiv_id, PaperRow.latest == VersionRow.version))
        .where(VersionRow.licence.is_(None), VersionRow.arxiv_id > after)
        .order_by(VersionRow.arxiv_id)
        .limit(limit)
    )
    with reading(engine) as session:
        return tuple(VersionKey(arxiv_id, version) for arxiv_id, version in session.execute(query))


def forget_file(engine: Engine, sha256: str) -> None:
    """Note that a PDF is not kept any more, so that it is not read again."""
    with writing(engine) as session:
        session.execute(
            update(WorkRow).where(WorkRow.sha256 == sha256, WorkRow.place == "").values(sha256=""),
            execution_options={"synchronize_session": False},
        )
