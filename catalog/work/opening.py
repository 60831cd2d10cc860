"""Opening the work on a catalog's database."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import Engine

from catalog.work.bookmarks import Bookmarks
from catalog.work.clock import Clock, DatabaseClock
from catalog.work.items import WorkStore
from catalog.work.leases import Leases
from catalog.work.ledger import RunLedger
from catalog.work.owner import this_process
from catalog.work.pace import DatabasePace
from crawler.pace import DEFAULT_INTERVALS, Lane


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkDatabase:
    """All that the database knows of the work, as one process sees it.

    Attributes:
        items: the work on each version.
        bookmarks: how far each source was listed.
        leases: what one process alone may do.
        ledger: the runs.
        clock: the time that stands in all of these.
        owner: the name of this process in them.
    """

    engine: Engine
    items: WorkStore
    bookmarks: Bookmarks
    leases: Leases
    ledger: RunLedger
    clock: Clock
    owner: str

    def pace(self, intervals: Mapping[Lane, float] = DEFAULT_INTERVALS) -> DatabasePace:
        """The pace of requests that all processes share, with these seconds between requests, by lane."""
        return DatabasePace(self.engine, self.leases, self.clock, intervals)


def open_work(engine: Engine, clock: Clock | None = None, owner: str | None = None) -> WorkDatabase:
    """The work on this database (`StoredCatalog.database`).

    Args:
        engine: a database whose schema is the newest, as `catalog.open_catalog` opens it.
        clock: for tests with a compressed one; None for the database's.
        owner: name of the process; None for its own.
    """
    clock = clock or DatabaseClock(engine)
    owner = owner or this_process()
    return WorkDatabase(
        engine=engine,
        items=WorkStore(engine, clock, owner),
        bookmarks=Bookmarks(engine),
        leases=Leases(engine, clock, owner),
        ledger=RunLedger(engine, clock, owner),
        clock=clock,
        owner=owner,
    )
