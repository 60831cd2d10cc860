"""Whether a night's crawl is settled, judged by the ledger and the work in the database.

A night is settled once a run has ended well, nothing that is due was left, and a paper has come whose id is above all
that were known before, or none could come because of a holiday. Until then it is tried again every hour, also by
another process, or by one that was started after this one was killed.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from catalog.tallies import Run
from catalog.work import Bookmark, WorkDatabase
from schedules import calendar

KIND = "nightly"
SCHEDULER = "scheduler"
"""Name of the lease of the one process that schedules."""
LOOKED_THROUGH = 200
"""Newest runs among which those of a night are looked for; re-reading makes some twenty-four a day."""
MARK = ("schedule", "highest id")


@dataclass(frozen=True, slots=True)
class Standing:
    """How a night stands.

    Attributes:
        night: date of the morning on which it began.
        due: whether a run should begin now.
        why: for a person.
    """

    night: date
    due: bool
    why: str


class Nights:
    """Judges nights.

    Args:
        work: ledger, items and time.
        holidays: days without announcements besides those known.
    """

    def __init__(self, work: WorkDatabase, holidays: Collection[date] = ()) -> None:
        self._work, self._holidays = work, holidays

    def standing(self) -> Standing:
        """How the newest night stands now."""
        night = calendar.night_of(self._work.clock.now())
        due, why = self._judge(night)
        return Standing(night, due, why)

    def open(self, night: date) -> None:
        """Note, at the first run of a night, the highest id that was known before it."""
        mark = self._work.bookmarks.get(*MARK)
        if mark.since != night:
            source, part = MARK
            highest = self._work.items.highest_id()
            self._work.bookmarks.put(Bookmark(source=source, part=part, since=night, position=highest))

    def newer(self, night: date) -> bool:
        """Whether an id above those known before a night has come in it."""
        mark = self._work.bookmarks.get(*MARK)
        return mark.since == night and self._work.items.highest_id() > mark.position

    def _judge(self, night: date) -> tuple[bool, str]:
        forbidden = self._work.pace().stopped()
        if forbidden:
            return False, f"requests were forbidden: {forbidden}"
        last = self._last(night)
        if last is None:
            return True, "not crawled yet"
        if last.status != "done":
            return True, f"the last run {WORDS[last.status]}"
        left = self._work.items.due(["found", "fetched", "read", "generated"])
        if left:
            return True, f"work on {left} papers is left"
        if self.newer(night):
            return False, "settled: new papers have come"
        quiet = calendar.quiet(night, self._holidays)
        return (False, f"settled: {quiet}") if quiet else (True, "arXiv has listed nothing new yet")

    def _last(self, night: date) -> Run | None:
        begin = calendar.begins(night)
        runs = self._work.ledger.runs(LOOKED_THROUGH)
        return next((run for run in runs if run.kind == KIND and run.started >= begin), None)


WORDS = {"running": "has not ended", "failed": "failed", "stopped": "was stopped"}
