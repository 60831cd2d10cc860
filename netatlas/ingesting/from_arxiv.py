"""Papers from arXiv: single ones, what has changed, and what its archives hold."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

import typer

from catalog import WorkDatabase
from catalog.stored import StoredCatalog
from catalog.tallies import Run
from crawler.errors import CrawlError
from netatlas.console import NOT_HELD, WRONG_INPUT, err, fail, out, warn
from netatlas.crawling import crawl_of
from netatlas.pipeline.crawl import Busy
from netatlas.pipeline.harvest import Window, sets_of
from netatlas.settings import Settings

T = TypeVar("T")


def single(
    settings: Settings,
    catalog: StoredCatalog,
    work: WorkDatabase,
    ids: list[tuple[str, int | None]],
    again: bool,
) -> None:
    """Single papers by their ids; exit code 2 where arXiv knows none of them."""
    crawl = crawl_of(settings, catalog, work)
    run, unknown = _unless_busy(lambda: crawl.papers(ids, again))
    for name in unknown:
        warn(f"{name}: arXiv does not know it")
    if len(unknown) == len(ids):
        raise typer.Exit(WRONG_INPUT)
    _tell(run, bool(unknown))


def changed(
    settings: Settings,
    catalog: StoredCatalog,
    work: WorkDatabase,
    window: Window,
    sets: list[str],
    after_403: bool,
) -> None:
    """All that has changed in these days."""
    crawl = crawl_of(settings, catalog, work)
    if after_403:
        work.pace().go_on()
    with err.status("listing, fetching and reading; `netatlas runs` shows how far it is"):
        run = _unless_busy(lambda: crawl.run("ingest", window, sets_of(sets)))
    _tell(run)


def look(
    settings: Settings, catalog: StoredCatalog, work: WorkDatabase, window: Window, sets: list[str]
) -> None:
    """What would be found in these days."""
    crawl = crawl_of(settings, catalog, work)
    try:
        with err.status("listing"):
            found = crawl.look(window, sets_of(sets))
    except CrawlError as error:
        fail(str(error), NOT_HELD)
    verdicts = found.verdicts
    out.print(
        f"{found.records} records: {verdicts['new']} new, {verdicts['known']} known, "
        f"{verdicts['passed over']} passed over, {verdicts['withdrawn']} withdrawn; nothing was stored",
        highlight=False,
    )
    for sentence in found.failed:
        warn(sentence)
    if found.failed:
        raise typer.Exit(NOT_HELD)


def archives(settings: Settings, catalog: StoredCatalog, work: WorkDatabase, paths: list[Path]) -> None:
    """The papers of arXiv's archives on disk."""
    for path in paths:
        if not path.is_file():
            fail(f"{path}: there is no such file")
    crawl = crawl_of(settings, catalog, work)
    _tell(_unless_busy(lambda: crawl.archives(paths)))


def _unless_busy(ask: Callable[[], T | Busy]) -> T:
    found = ask()
    if isinstance(found, Busy):
        held = found.holder
        who = f" by {held.owner} since {held.taken:%Y-%m-%d %H:%M} UTC" if held else ""
        fail(f"another run is under way{who}", NOT_HELD)
    return found


def _tell(run: Run, something_missing: bool = False) -> None:
    """Print what came of a run; exit code 1 where it was not whole."""
    counts = run.counts
    out.print(
        f"{counts.get('found', 0)} records: {counts.get('new', 0)} new, {counts.get('passed over', 0)} passed over, "
        f"{counts.get('withdrawn', 0)} withdrawn; {counts.get('fetched', 0)} fetched, {counts.get('done', 0)} read, "
        f"{counts.get('failed', 0)} failed, {counts.get('waiting', 0)} waiting; {run.seconds or 0:.0f} s",
        highlight=False,
    )
    for reason, number in sorted(run.reasons.items()):
        out.print(f"  {number} {reason}", highlight=False, markup=False)
    if run.message:
        warn(run.message)
    if run.status != "done" or counts.get("failed") or something_missing:
        raise typer.Exit(NOT_HELD)
