"""Lists of arXiv's sources, read to their end: OAI-PMH first, the query API where it is down, RSS as a cross-check."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from functools import partial
from typing import TypeVar

from catalog import WorkDatabase
from catalog.records import VersionKey
from catalog.work import Bookmark, upkeep
from crawler.errors import BadAnswer, BadToken, Unavailable
from crawler.oai import OaiClient, Page
from crawler.query import QueryClient
from crawler.records import ArxivRecord, split_id
from crawler.rss import read_feed
from crawler.transport import Transport
from netatlas.pipeline.find import Found, Judge, Selection, set_of

T = TypeVar("T")
TRIES = 4
FIRST_WAIT = 10.0
MOST_RESTARTS = 3
"""Lists that lose their token so often are given up for now."""
LONGEST_FALLBACK = 7
"""Days that the query API is asked for at most: it is for gaps, not for a back catalogue."""
IDS_A_REQUEST = 100
LICENCES = ("licences", "oai")
"""The bookmark of the papers without one."""
LICENCES_AGAIN = timedelta(days=7)
"""How long after the last paper without a licence was asked for it is begun with the first again."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Addresses:
    """Where arXiv's servers are."""

    oai: str
    query: str
    rss: str
    pdf: str


@dataclass(frozen=True, slots=True)
class Window:
    """Days whose changes are listed, both counted, in UTC; None for as far as the bookmark says, and until now."""

    since: date | None = None
    until: date | None = None


class Harvest:
    """Reads the lists of a run.

    Args:
        work: keeps the bookmarks, and the time.
        judge: is given every record.
        transport: makes the requests.
        addresses: of the servers.
        first_days: how far back a list begins that was never read.
        dry: whether the bookmarks stay where they are.
    """

    def __init__(
        self,
        work: WorkDatabase,
        judge: Judge,
        transport: Transport,
        addresses: Addresses,
        *,
        first_days: int = 3,
        dry: bool = False,
    ) -> None:
        self.judge = judge
        self._work, self._dry, self._first_days = work, dry, first_days
        self._transport, self._addresses = transport, addresses
        self._oai = OaiClient(transport, addresses.oai)
        self._query = QueryClient(transport, addresses.query)

    def list_sets(
        self, sets: Sequence[str], window: Window, found: Found, told: Callable[[], None] = lambda: None
    ) -> tuple[str, ...]:
        """Read the lists of several sets; returns those that could not be read to their end.

        Args:
            sets: of OAI-PMH.
            window: which days.
            found: is told what came.
            told: called after each page.

        Raises:
            Forbidden: see crawler.errors.
        """
        left = []
        for of_set in sets:
            try:
                self._list(of_set, window, found, told)
            except (Unavailable, BadAnswer) as error:
                found.failed.append(f"{of_set}: {error}")
                left.append(of_set)
        return tuple(left)

    def list_days(self, categories: Sequence[str], window: Window, found: Found) -> None:
        """The query API in place of OAI-PMH: what was submitted on the last days of the window.

        It says nothing of licences and withdrawals, so the bookmarks stay, and the next harvest tells them.
        """
        today = self._work.clock.now().date()
        until = window.until or today
        since = max(
            window.since or today - timedelta(days=self._first_days), until - timedelta(LONGEST_FALLBACK)
        )
        day = since
        while day <= until:
            try:
                self.judge.take_all(self._patiently(partial(self._by_day, categories, day)), found)
            except (Unavailable, BadAnswer) as error:
                found.failed.append(f"query API, {day}: {error}")
                return
            day += timedelta(days=1)
        found.notes.append(f"listed by the query API, without licences: {', '.join(categories)}")

    def _by_day(self, categories: Sequence[str], day: date) -> list[ArxivRecord]:
        return list(self._query.by_day(categories, day))

    def check_feed(self, selection: Selection, found: Found) -> None:
        """Compare with the day's RSS feed; what it announces and no list had is asked for by its id."""
        try:
            feed = self._patiently(
                lambda: read_feed(self._transport, selection.categories, self._addresses.rss)
            )
            if feed.stale(self._work.clock.now()):
                found.notes.append(f"the RSS feed is stale: it was built {feed.built:%Y-%m-%d %H:%M} UTC")
                return
            missing: list[str] = []
            for some in _portions(feed.papers, 200):
                keys = [VersionKey(paper.arxiv_id, paper.version) for paper in some]
                known = self._work.items.known(keys)
                missing += [key.arxiv_id for key in keys if key not in known]
            if missing:
                found.notes.append(f"{len(missing)} papers were in the RSS feed and in no list before")
            for names in _portions(missing, IDS_A_REQUEST):
                self.judge.take_all(self.records_of(names).values(), found)
        except (Unavailable, BadAnswer) as error:
            found.notes.append(f"the RSS feed could not be read: {error}")

    def records_of(self, ids: Sequence[str]) -> dict[str, ArxivRecord]:
        """Records by their ids, without licences; unknown ones are left out. Raises Unavailable, BadAnswer, Forbidden."""
        return {record.arxiv_id: record for record in self._patiently(lambda: self._query.by_ids(ids))}

    def licences(self, limit: int, found: Found) -> None:
        """Ask OAI-PMH for the licences of papers that came from a source which knows none.

        They are gone through in the order of their ids, a number at each call; at the end is a rest, since some have
        no licence at all. A licence is that of the newest version: a paper that has a newer one keeps none.

        Raises:
            Forbidden: see crawler.errors.
        """
        mark = self._work.bookmarks.get(*LICENCES)
        keys = self._unlicensed(limit)
        for key in keys:
            if split_id(key.arxiv_id) is not None:
                try:
                    record = self._patiently(partial(self._oai.record, key.arxiv_id))
                except Unavailable as error:
                    found.failed.append(f"licence of {key.arxiv_id}: {error}")
                    return
                except BadAnswer as error:
                    # The others must not wait for this one; it is asked for again with the next round.
                    found.refused.append(f"licence of {key.arxiv_id}: {error}")
                    record = None
                if record is not None:
                    found.verdicts[self.judge.take(record, key.version)] += 1
            mark = replace(mark, position=key.arxiv_id)
            self._work.bookmarks.put(mark)
        if len(keys) < limit:
            self._work.bookmarks.put(replace(mark, position="", complete=self._work.clock.now()))

    def lacks_licences(self) -> bool:
        """Whether there is a licence to ask for now."""
        return bool(self._unlicensed(1))

    def _unlicensed(self, limit: int) -> tuple[VersionKey, ...]:
        mark = self._work.bookmarks.get(*LICENCES)
        ended = None if mark.position else mark.complete
        if ended is not None and self._work.clock.now() - ended < LICENCES_AGAIN:
            return ()
        return upkeep.unlicensed(self._work.engine, mark.position, limit)

    def single(self, arxiv_id: str, version: int | None, found: Found) -> VersionKey | None:
        """Take up a paper that a person asked for; None where arXiv does not know it.

        The query API tells whether there is such a paper, OAI-PMH its licence and whether it was withdrawn.

        Raises:
            Unavailable, BadAnswer, Forbidden: see crawler.errors.
        """
        known = self._patiently(lambda: self._query.by_ids([arxiv_id]))
        if not known:
            return None
        try:
            record = self._patiently(lambda: self._oai.record(arxiv_id)) or known[0]
        except (Unavailable, BadAnswer) as error:
            record = known[0]
            found.notes.append(f"{arxiv_id}: without its licence, since OAI-PMH does not answer: {error}")
        if version is not None and version > record.newest.number:
            return None
        found.verdicts[self.judge.take(record, version, wanted=True)] += 1
        return VersionKey(arxiv_id, version or record.newest.number)

    def _list(self, of_set: str, window: Window, found: Found, told: Callable[[], None]) -> None:
        mark = self._begin(of_set, window)
        # Kept before the first page: a list that is taken up days later still has the days that it began with.
        self._keep(mark)
        restarts = 0
        while True:
            try:
                page = self._page(of_set, mark)
            except BadToken:
                # It ends at midnight UTC. What was listed already is known by its key.
                restarts += 1
                if restarts > MOST_RESTARTS:
                    raise
                mark = replace(mark, position="", began=None)
                continue
            self.judge.take_all(page.records, found)
            found.refused.extend(page.refused)
            mark = replace(mark, position=page.token or "", began=mark.began or page.responded)
            if not page.token:
                self._keep(self._ended(mark))
                told()
                return
            self._keep(mark)
            told()

    def _begin(self, of_set: str, window: Window) -> Bookmark:
        """Where to go on: behind the last page of a list that was broken off, else at the first."""
        mark = self._work.bookmarks.get("oai", of_set)
        since = window.since or _since(self._work, mark, self._first_days)
        broken_off = mark.since is not None and mark.since <= since and mark.until == window.until
        if broken_off and not self._dry:
            return mark
        return replace(mark, since=since, until=window.until, position="", began=None)

    def _page(self, of_set: str, mark: Bookmark) -> Page:
        if mark.position:
            return self._patiently(lambda: self._oai.after(mark.position))
        assert mark.since is not None
        since = mark.since
        return self._patiently(lambda: self._oai.first(since, mark.until, of_set))

    def _ended(self, mark: Bookmark) -> Bookmark:
        """The bookmark of a list that was read to its end."""
        began = mark.began
        assert began is not None and mark.since is not None
        begins_in_time = mark.complete is None or mark.since <= mark.complete.date()
        reaches_now = mark.until is None or mark.until >= began.date()
        if begins_in_time and reaches_now:
            complete: datetime | None = began
        elif begins_in_time and mark.until is not None and mark.complete is not None:
            end = datetime(mark.until.year, mark.until.month, mark.until.day, tzinfo=UTC)
            complete = max(mark.complete, end)
        else:
            complete = mark.complete
        return replace(mark, since=None, until=None, position="", began=None, complete=complete)

    def _keep(self, mark: Bookmark) -> None:
        if not self._dry:
            self._work.bookmarks.put(mark)

    def _patiently(self, ask: Callable[[], T]) -> T:
        """Ask again where an answer breaks its protocol: cut short, empty, a page for people."""
        for attempt in range(TRIES):
            try:
                return ask()
            except BadToken:
                raise
            except BadAnswer:
                if attempt + 1 == TRIES:
                    raise
                self._work.clock.sleep(FIRST_WAIT * 2**attempt)
        raise AssertionError("unreachable")


def begins(work: WorkDatabase, sets: Sequence[str], first_days: int) -> date:
    """The earliest day from which the lists of these sets go on."""
    return min(_since(work, work.bookmarks.get("oai", of_set), first_days) for of_set in sets)


def _since(work: WorkDatabase, mark: Bookmark, first_days: int) -> date:
    if mark.complete is None:
        return work.clock.now().date() - timedelta(days=first_days)
    # The server counts in days: the day of the last harvest was not over.
    return mark.complete.date() - timedelta(days=1)


def sets_of(names: Sequence[str]) -> tuple[str, ...]:
    """Sets by their own names ("cs:cs:LG") or by categories ("cs.LG")."""
    return tuple(name if ":" in name else set_of(name) for name in names)


def categories_of(sets: Sequence[str]) -> tuple[str, ...]:
    """The categories of sets that hold one; "cs.*" for a whole archive, as the query API has it."""
    found = []
    for name in sets:
        parts = name.split(":")
        found.append(f"{parts[1]}.{parts[2]}" if len(parts) == 3 else f"{parts[-1]}.*")
    return tuple(found)


def _portions(things: Sequence[T], size: int) -> list[Sequence[T]]:
    return [things[start : start + size] for start in range(0, len(things), size)]
