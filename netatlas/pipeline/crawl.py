"""A run of the crawl: list, fetch, read, make code, index; one run at a time over all machines, with its ledger.

Listing and fetching keep the crawler's pace in one thread; reading goes on beside them in others. A run may be killed
at any moment: the next goes on where the rows say, and what was begun is begun again.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

import extract
from catalog.records import VersionKey
from catalog.tallies import Run
from catalog.work import Hold, Holder
from netatlas.pipeline.archives import take_archive
from netatlas.pipeline.find import Found
from netatlas.pipeline.harvest import Harvest, Window, begins, categories_of
from netatlas.pipeline.heartbeat import LEASE
from netatlas.pipeline.running import Parts, Running

RUN = "run"
"""Name of the lease that a run holds."""
UNTIL_NOW = Window()
"""From where the bookmarks say, until now."""


@dataclass(frozen=True, slots=True)
class Busy:
    """No run was begun: another one is under way."""

    holder: Holder | None


class Crawl:
    """Runs the crawl."""

    def __init__(self, parts: Parts) -> None:
        self._parts = parts
        self._work = parts.work

    def run(self, kind: str = "ingest", window: Window = UNTIL_NOW, sets: Sequence[str] = ()) -> Run | Busy:
        """List what has changed in a window of days, then fetch and read all that is due.

        Args:
            kind: under which the ledger has the run.
            window: which days.
            sets: of OAI-PMH; none for those of the selection's categories.

        Returns:
            The run as the ledger has it. Its status is "failed" where a list or fetching was broken off and should be
            tried again, "stopped" where the host has forbidden requests.
        """
        chosen = tuple(sets) or self._parts.plan.selection.sets
        with self._alone() as hold:
            if hold is None:
                return Busy(self._work.leases.holder(RUN))
            since = window.since or begins(self._work, chosen, self._parts.plan.first_days)
            running = Running(self._parts, hold, self._work.ledger.begin(kind, since, window.until))
            return running.whole(lambda harvest, found: self._list(harvest, chosen, window, found, running))

    def papers(
        self, wanted: Sequence[tuple[str, int | None]], again: bool = False
    ) -> tuple[Run, tuple[str, ...]] | Busy:
        """Fetch and read single papers, whatever they are about.

        Args:
            wanted: ids with their version, None for the newest.
            again: whether to fetch and read what is done already.

        Returns:
            The run, and the ids that arXiv does not know.
        """
        unknown: list[str] = []
        with self._alone() as hold:
            if hold is None:
                return Busy(self._work.leases.holder(RUN))
            running = Running(self._parts, hold, self._work.ledger.begin("papers"))
            keys: list[VersionKey] = []

            def find(harvest: Harvest, found: Found) -> None:
                for arxiv_id, version in wanted:
                    key = harvest.single(arxiv_id, version, found)
                    if key is None:
                        unknown.append(arxiv_id if version is None else f"{arxiv_id}v{version}")
                        continue
                    if self._to_begin(key, again):
                        self._work.items.begin_again([key])
                    keys.append(key)

            return running.whole(find, only=keys), tuple(unknown)

    def _to_begin(self, key: VersionKey, again: bool) -> bool:
        """Whether a paper that a person asked for is to be begun anew: also what waits need not wait any longer."""
        item = self._work.items.get(key)
        if item is None or item.state == "withdrawn":
            return False
        return again or (not item.ended and item.due > self._work.clock.now())

    def archives(self, paths: Sequence[Path]) -> Run | Busy:
        """Read the papers of arXiv's archives on disk; nothing is fetched but what is known of them."""
        with self._alone() as hold:
            if hold is None:
                return Busy(self._work.leases.holder(RUN))
            running = Running(self._parts, hold, self._work.ledger.begin("archives"))

            def find(harvest: Harvest, found: Found) -> None:
                for path in paths:
                    take_archive(path, harvest, self._work, self._parts.files, found)

            return running.whole(find, fetch=False)

    def look(self, window: Window = UNTIL_NOW, sets: Sequence[str] = ()) -> Found:
        """What a run would find, with nothing stored.

        Raises:
            Forbidden: see crawler.errors.
        """
        found = Found()
        harvest = self._parts.harvest(self._parts.connect(), dry=True)
        harvest.list_sets(tuple(sets) or self._parts.plan.selection.sets, window, found)
        return found

    def read_again(self, limit: int) -> Run | Busy | None:
        """Read a number of papers again that an older reader has read; None where there are none.

        Also goes on with what was fetched and is not read yet.
        """
        with self._alone() as hold:
            if hold is None:
                return Busy(self._work.leases.holder(RUN))
            self._work.items.read_again(extract.reader_version(), limit)
            if not self._work.items.due(["fetched", "read", "generated"]):
                return None
            return Running(self._parts, hold, self._work.ledger.begin("reread")).whole(None)

    def licences(self, limit: int) -> Run | Busy | None:
        """Ask for the licences of a number of papers that have none; None where there are none to ask for."""
        with self._alone() as hold:
            if hold is None:
                return Busy(self._work.leases.holder(RUN))
            if not self._parts.harvest(self._parts.connect(), dry=True).lacks_licences():
                return None
            running = Running(self._parts, hold, self._work.ledger.begin("licences"))

            def find(harvest: Harvest, found: Found) -> None:
                harvest.licences(limit, found)

            return running.whole(find, fetch=False)

    @contextmanager
    def _alone(self) -> Iterator[Hold | None]:
        """Hold the lease of the one run, with what dead processes left put in order."""
        with self._work.leases.hold(RUN, LEASE) as hold:
            if hold is not None:
                self._work.items.release_dead()
                self._work.items.release_own()
                self._work.ledger.close_lost()
            yield hold

    def _list(
        self, harvest: Harvest, sets: Sequence[str], window: Window, found: Found, running: Running
    ) -> None:
        left = harvest.list_sets(sets, window, found, running.tell)
        if left:
            harvest.list_days(categories_of(left), window, found)
        if window.until is None:
            harvest.check_feed(replace(self._parts.plan.selection, categories=categories_of(sets)), found)
