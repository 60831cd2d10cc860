"""Runs of the ledger in words."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from catalog.tallies import Run
from web.views.words import day

KINDS = {
    "nightly": "Nightly crawl",
    "ingest": "Ingest",
    "withdrawals": "Check for withdrawals",
    "reread": "Reading again",
    "clean": "Clean-up",
}
STATES = {
    "running": ("running", "Running"),
    "done": ("verified", "Done"),
    "failed": ("failed", "Failed"),
    "stopped": ("partial", "Stopped"),
}
COLUMNS = ("found", "new", "done", "waiting", "failed")
"""The counts that have a column of their own."""


@dataclass(frozen=True, slots=True)
class RunView:
    """A run as the page shows it.

    Attributes:
        record: the run.
        kind: what ran, in words.
        mark, word: how it stands, as a class and in words.
        window: the days that it covers; "" for none.
        counts: one for each of COLUMNS; None where the run has no such count.
        others: further counts with their names.
        reasons: why papers failed or wait, with how many, the most common first.
        took: how long, in words; "" where that is not known.
        speed: papers done an hour; "" where none were.
    """

    record: Run
    kind: str
    mark: str
    word: str
    window: str
    counts: tuple[int | None, ...]
    others: tuple[tuple[str, int], ...]
    reasons: tuple[tuple[str, int], ...]
    took: str
    speed: str


def run_views(runs: Iterable[Run]) -> tuple[RunView, ...]:
    """Runs in words, in the same order."""
    return tuple(run_view(run) for run in runs)


def run_view(run: Run) -> RunView:
    """A run in words."""
    mark, word = STATES[run.status]
    return RunView(
        record=run,
        kind=KINDS.get(run.kind, run.kind),
        mark=mark,
        word=word,
        window=span(run.since, run.until),
        counts=tuple(run.counts.get(name) for name in COLUMNS),
        others=tuple((name, number) for name, number in run.counts.items() if name not in COLUMNS),
        reasons=tuple(sorted(run.reasons.items(), key=lambda each: (-each[1], each[0]))),
        took=duration(run.seconds),
        speed=f"{run.speed:,.0f} an hour" if run.speed else "",
    )


def span(since: date | None, until: date | None) -> str:
    """Days from one to another: "3 March 2026", "3–5 March 2026", "from 3 March 2026"; "" for none."""
    if since is None:
        return f"until {day(until)}" if until else ""
    if until is None:
        return f"from {day(since)}"
    if since == until:
        return day(since)
    if (since.year, since.month) == (until.year, until.month):
        return f"{since.day}–{day(until)}"
    return f"{day(since)} – {day(until)}"


def duration(seconds: float | None) -> str:
    """A time in the two largest units that it has: "45 s", "3 min 20 s", "4 h 12 min"."""
    if seconds is None:
        return ""
    whole = round(seconds)
    if whole < 60:
        return f"{whole} s"
    if whole < 3600:
        return f"{whole // 60} min" + (f" {whole % 60} s" if whole % 60 else "")
    return f"{whole // 3600} h" + (f" {whole % 3600 // 60} min" if whole % 3600 >= 60 else "")
