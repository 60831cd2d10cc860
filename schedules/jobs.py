"""The jobs themselves. Each gives the run that the ledger has of it, or a sentence where there was nothing to do."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import date, timedelta
from threading import Event

import extract
from catalog.search.engine import EngineError
from catalog.stored import StoredCatalog
from catalog.tallies import Run
from catalog.work import WorkDatabase, upkeep
from crawler.files import FileStore
from netatlas.pipeline.crawl import RUN, Busy, Crawl
from netatlas.pipeline.harvest import Window
from schedules import calendar
from schedules.nights import KIND, Nights
from schedules.timetable import Job
from simulate.clock import CompressedClock

CHECKED_DAYS = 21
"""How far back the weekly check lists again: so many nights may have gone wrong without a withdrawal being missed."""
READ_AT_ONCE = 200
"""Papers read again in a run: some ten minutes on two cores."""
ASKED_AT_ONCE = 200
"""Licences asked for in a run: ten minutes at the crawler's pace."""
NEAR = "a night begins soon"
SPARED = timedelta(hours=1)
"""Before a night begins nothing is read again, so that its crawl need not wait."""
FULL, ROOMY = 0.9, 0.75
"""Shares of the quota: from the first on files are let go of, down to the second."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Workshop:
    """What the jobs work with.

    Attributes:
        catalog: with its index.
        work: states, leases, ledger and time.
        crawl: lists, fetches and reads.
        files: where PDFs are kept.
        quota: bytes that they may take.
        holidays: days without announcements besides those known.
        stop: set when the process is to end.
        trial: the clock of a trial; None for the system's time.
    """

    catalog: StoredCatalog
    work: WorkDatabase
    crawl: Crawl
    files: FileStore
    quota: int
    holidays: Collection[date] = ()
    stop: Event
    trial: CompressedClock | None = None


class Jobs:
    """The jobs by their names."""

    def __init__(self, shop: Workshop) -> None:
        self._shop, self._work = shop, shop.work
        self.nights = Nights(shop.work, shop.holidays)
        self._all: dict[Job, Callable[[], Run | str]] = {
            "nightly": self.nightly,
            "withdrawals": self.withdrawals,
            "reread": self.reread,
            "licences": self.licences,
            "clean": self.clean,
        }

    def do(self, job: Job) -> Run | str:
        """Do a job now, unless the process is to end."""
        return "the process is to end" if self._shop.stop.is_set() else self._all[job]()

    def nightly(self) -> Run | str:
        """Crawl what has changed since the last time, unless the night is settled."""
        self._work.ledger.close_lost()
        standing = self.nights.standing()
        if not standing.due:
            return standing.why
        self.nights.open(standing.night)
        return _run_of(self._shop.crawl.run(KIND))

    def withdrawals(self) -> Run | str:
        """List the last weeks again: what was withdrawn in a night that went wrong is found."""
        since = self._work.clock.now().date() - timedelta(days=CHECKED_DAYS)
        return _run_of(self._shop.crawl.run("withdrawals", Window(since)))

    def licences(self) -> Run | str:
        """Ask for the licences of papers from sources that know none, while nothing else is to be done."""
        if self._night_is_near():
            return NEAR
        if self._work.pace().stopped():
            return "requests were forbidden"
        done = self._shop.crawl.licences(ASKED_AT_ONCE)
        return "every licence is known, or was asked for lately" if done is None else _run_of(done)

    def reread(self) -> Run | str:
        """Read some of what an older reader has read, while nothing else is to be done."""
        if self._night_is_near():
            return NEAR
        done = self._shop.crawl.read_again(READ_AT_ONCE)
        return "nothing was read by an older reader" if done is None else _run_of(done)

    def clean(self) -> Run | str:
        """Let go of what is not needed: files over the quota, builds of the index, leases that have run out."""
        # Under the lease of runs: what is half written now belongs to nobody.
        with self._work.leases.hold(RUN) as hold:
            if hold is None:
                return "another run is under way"
            run = self._work.ledger.begin("clean")
            counts: Counter[str] = Counter()
            try:
                counts["leases"] = upkeep.expire_leases(self._work.engine, self._work.clock)
                counts["half-written files"] = self._shop.files.clean()
                counts["files"] = self._let_go()
                counts["indexes"] = len(self._shop.catalog.sweep())
            except (OSError, EngineError) as error:
                return self._work.ledger.finish(run, "failed", f"{type(error).__name__}: {error}")
            run = self._work.ledger.update(run, {name: number for name, number in counts.items() if number})
            return self._work.ledger.finish(run)

    def _night_is_near(self) -> bool:
        now = self._work.clock.now()
        return calendar.begins(calendar.after(calendar.night_of(now))) - now < SPARED

    def _let_go(self) -> int:
        """Take away the files of papers that are done, the oldest first, where the quota is nearly used up."""
        used, gone = self._shop.files.usage().size, 0
        if used < FULL * self._shop.quota:
            return 0
        for sha256 in upkeep.files_done_with(self._work.engine, extract.reader_version()):
            if used < ROOMY * self._shop.quota or self._shop.stop.is_set():
                break
            # First the note, then the file: a file without a note would be missed when it is to be read again.
            upkeep.forget_file(self._work.engine, sha256)
            used -= self._shop.files.size(sha256)
            self._shop.files.remove(sha256)
            gone += 1
        return gone


def _run_of(done: Run | Busy) -> Run | str:
    if isinstance(done, Run):
        return done
    return f"another run is under way{f', of {done.holder.owner}' if done.holder else ''}"
