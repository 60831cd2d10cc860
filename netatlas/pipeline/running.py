"""One run of the crawl while it runs: listing and fetching in one thread, reading beside it in others."""

from __future__ import annotations

import threading
from collections import Counter
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field

from sqlalchemy.exc import SQLAlchemyError

from catalog import Catalog, WorkDatabase
from catalog.records import VersionKey
from catalog.tallies import Run
from catalog.work import STOPPED, Hold, Interrupted
from crawler.errors import CrawlError, Forbidden
from crawler.files import FileStore, StoreFull
from crawler.pace import Pace
from crawler.robots import RobotsReader
from crawler.transport import Transport
from netatlas.pipeline.fetch import HOUR, Fetcher
from netatlas.pipeline.find import Found, Judge, Selection
from netatlas.pipeline.harvest import Addresses, Harvest
from netatlas.pipeline.heartbeat import LEASE, beating
from netatlas.pipeline.plan import Plan
from netatlas.pipeline.steps import Worker, index

MOST_UNAVAILABLE = 3
"""Papers in a row that the host did not give; then fetching is left for a later run."""
INDEX_EVERY = 25
"""Papers fetched between two updates of the search index."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CrawlPlan:
    """What a crawl is to do.

    Attributes:
        selection: which papers are wanted.
        addresses: of arXiv's servers.
        plan: what to do with each paper.
        max_bytes: of a PDF.
        first_days: how far back a list begins that was never read.
    """

    selection: Selection
    addresses: Addresses
    plan: Plan
    max_bytes: int = 100 << 20
    first_days: int = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Parts:
    """What a crawl works with.

    Attributes:
        catalog: what is found and read is stored in.
        work: what is to be done, and the time.
        files: where PDFs are kept.
        connect: makes a run's transport; a new one each, so that no run suffers from the troubles of the last.
        pace: of all requests, the transports' among them.
        plan: what to do.
        stop: set when the process is to end: a run then ends at its next step, and is taken up later.
    """

    catalog: Catalog
    work: WorkDatabase
    files: FileStore
    connect: Callable[[], Transport]
    pace: Pace
    plan: CrawlPlan
    stop: threading.Event = field(default_factory=threading.Event)

    def harvest(self, transport: Transport, dry: bool = False) -> Harvest:
        """What reads the lists of a run; a dry one stores nothing."""
        judge = Judge(self.catalog, self.work, self.plan.selection, dry)
        return Harvest(
            self.work, judge, transport, self.plan.addresses, first_days=self.plan.first_days, dry=dry
        )


class Running:
    """One run while it runs."""

    def __init__(self, parts: Parts, hold: Hold, run: Run) -> None:
        self._parts, self._hold, self._run = parts, hold, run
        self._work, self._catalog = parts.work, parts.catalog
        self._counts: Counter[str] = Counter()
        self._reasons: Counter[str] = Counter()
        self._found = Found()
        self._lock = threading.Lock()
        self._all_fetched = threading.Event()
        self._broken: Exception | None = None

    def whole(
        self,
        find: Callable[[Harvest, Found], None] | None,
        only: Sequence[VersionKey] | None = None,
        fetch: bool = True,
    ) -> Run:
        """The run from its beginning to its end, with its result in the ledger.

        Args:
            find: takes up what is to be done; None to go on with what was found before.
            only: the versions that it is about; None for all that are due.
            fetch: whether PDFs are fetched.
        """
        status, message = "done", ""
        readers = [
            threading.Thread(target=self._read_all, args=(only,), name=f"reader {number}", daemon=True)
            for number in range(self._parts.plan.plan.processes)
        ]
        with beating(self._work, self.tell):
            for reader in readers:
                reader.start()
            try:
                if find is not None:
                    message = self._crawl_all(find, only, fetch)
            except Forbidden as error:
                status, message = "stopped", str(error)
                self._work.items.postpone(["found"], str(error), 0)
            except Interrupted as error:
                status, message = "stopped", str(error)
            except (CrawlError, StoreFull) as error:
                status, message = "failed", str(error)
            except BaseException:
                self._hold.lost.set()
                # Where it is the database that fails, the error itself must not be lost over it.
                with suppress(SQLAlchemyError):
                    self._work.ledger.finish(self._run, "failed", "broken off")
                raise
            finally:
                self._all_fetched.set()
                for reader in readers:
                    reader.join()
            told = index(self._catalog, self._work)
        self.tell()
        if status == "done" and self._parts.stop.is_set():
            status, message = "stopped", STOPPED
        if status == "done" and (
            message or self._found.failed or self._broken or told or self._hold.lost.is_set()
        ):
            status = "failed"
        return self._work.ledger.finish(self._run, status, self._message(message, told))  # type: ignore[arg-type]

    def tell(self) -> None:
        """Write into the ledger how far the run is."""
        with self._lock:
            found = self._found.verdicts
            counts = {
                "found": self._found.records,
                "new": found["new"],
                "passed over": found["passed over"],
                "withdrawn": found["withdrawn"],
                **self._counts,
                "waiting": self._work.items.counts().waiting,
            }
            self._run = self._work.ledger.update(self._run, counts, self._reasons)

    def _crawl_all(
        self, find: Callable[[Harvest, Found], None], only: Sequence[VersionKey] | None, fetch: bool
    ) -> str:
        """List and fetch; returns why fetching was broken off, or ""."""
        parts = self._parts
        transport = parts.connect()
        find(parts.harvest(transport), self._found)
        if not fetch or not self._work.items.due(["found"]):
            return ""
        robots = RobotsReader(transport)
        delay = robots.of(parts.plan.addresses.pdf).delay
        if delay is not None:
            parts.pace.slow_down("pdf", delay)
        fetcher = Fetcher(
            self._catalog,
            self._work,
            transport,
            parts.files,
            robots,
            parts.plan.addresses.pdf,
            parts.plan.max_bytes,
        )
        return self._fetch_all(fetcher, only)

    def _fetch_all(self, fetcher: Fetcher, only: Sequence[VersionKey] | None) -> str:
        unavailable = fetched = 0
        while not self._hold.lost.is_set() and self._broken is None:
            if self._parts.stop.is_set():
                raise Interrupted(STOPPED)
            item = self._work.items.claim(["found"], LEASE, only)
            if item is None:
                return ""
            try:
                got = fetcher.fetch(item)
            except (StoreFull, Forbidden, Interrupted) as error:
                self._work.items.put_back(item.key)
                if not isinstance(error, StoreFull):
                    raise
                self._work.items.postpone(["found"], str(error), HOUR)
                return str(error)
            self._count(got.code, got.again, "fetched")
            unavailable = unavailable + 1 if got.code == "unavailable" else 0
            if unavailable >= MOST_UNAVAILABLE:
                reason = f"fetching was broken off: {got.reason}"
                self._work.items.postpone(["found"], reason, HOUR / 2)
                return reason
            fetched += 1
            if fetched % INDEX_EVERY == 0:
                index(self._catalog, self._work)
        return "the run was taken over by another process" if self._hold.lost.is_set() else ""

    def _read_all(self, only: Sequence[VersionKey] | None) -> None:
        """Read what is fetched until nothing more comes; one of several threads."""
        worker = Worker(self._catalog, self._work, self._parts.plan.plan, self._parts.files)
        try:
            while not self._hold.lost.is_set() and not self._parts.stop.is_set():
                # Asked before looking, or what is fetched between the two would be left.
                last = self._all_fetched.is_set()
                # What lacks only its code goes first, so that it is finished.
                item = self._work.items.claim(["read"], LEASE, only) or self._work.items.claim(
                    ["fetched"], LEASE, only
                )
                if item is not None:
                    worked = worker.work_on(item)
                    self._count(worked.code, worked.again, "done")
                elif last:
                    return
                else:
                    self._all_fetched.wait(0.5)
        except Exception as error:
            # The database has gone, as a rule. The others find out for themselves.
            self._broken = error

    def _count(self, code: str, again: bool, success: str) -> None:
        with self._lock:
            if code == "":
                self._counts[success] += 1
            else:
                self._reasons[code] += 1
                if not again:
                    self._counts["failed"] += 1

    def _message(self, message: str, told: Sequence[str]) -> str:
        """What a person should know of the run, in sentences."""
        parts = [message, *self._found.failed, *self._found.notes]
        if self._broken is not None:
            parts.append(f"reading was broken off: {type(self._broken).__name__}: {self._broken}")
        if self._found.refused:
            some = "; ".join(self._found.refused[:3])
            parts.append(f"{len(self._found.refused)} records broke their form: {some}")
        parts += [f"search index: {sentence}" for sentence in told[:3]]
        return "\n".join(part for part in parts if part)
