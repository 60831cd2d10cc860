"""PDFs on disk."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import typer
from rich.table import Table

from catalog import WorkDatabase
from catalog.stored import StoredCatalog
from netatlas.console import NOT_HELD, WRONG_INPUT, fail, out, progress
from netatlas.crawling import plan_of
from netatlas.pipeline.ingest import PaperOutcome
from netatlas.pipeline.ingest import ingest as run
from netatlas.pipeline.sources import WrongInput, find_sources
from netatlas.pipeline.steps import Worked
from netatlas.settings import Settings


def ingest(
    settings: Settings, catalog: StoredCatalog, work: WorkDatabase, paths: list[Path], again: bool
) -> None:
    """Read the PDFs at these paths; leaves with exit code 1 where some could not be read, 2 where none could."""
    try:
        sources = find_sources(paths)
    except WrongInput as error:
        fail(str(error))
    began = datetime.now(UTC)
    outcomes: list[PaperOutcome] = []
    with progress("reading", len(sources)) as bar:
        for outcome in run(catalog, work, sources, plan_of(settings, again)):
            outcomes.append(outcome)
            bar.advance(bar.task_ids[0])
            if outcome.outcome == "failed":
                bar.console.print(
                    f"{outcome.source.metadata.key}: {outcome.reason}", style="yellow", markup=False
                )
    summary(outcomes, (datetime.now(UTC) - began).total_seconds())
    failed = sum(outcome.outcome == "failed" for outcome in outcomes)
    if failed:
        raise typer.Exit(WRONG_INPUT if failed == len(outcomes) else NOT_HELD)


def summary(outcomes: list[PaperOutcome], seconds: float) -> None:
    """Print what became of the papers: one line each up to a screenful, and the sums."""
    new = [(outcome, outcome.worked) for outcome in outcomes if outcome.worked is not None]
    # On a narrow terminal the title gives way: keys, counts and heads are told whole.
    table = Table(title="Papers", title_justify="left", box=None, expand=True)
    keys = [len(str(one.source.metadata.key)) for one, _ in new]
    table.add_column("paper", no_wrap=True, min_width=max(keys, default=0))
    table.add_column("title", no_wrap=True, overflow="ellipsis", ratio=1)
    for name in ("exhibits", "networks", "graphs", "ran", "seconds"):
        table.add_column(name, justify="right", no_wrap=True, min_width=len(name))
    table.add_column("outcome", overflow="fold", min_width=len("outcome"))
    for one, worked in sorted(new, key=lambda pair: pair[0].source.metadata.key):
        table.add_row(
            str(one.source.metadata.key),
            one.source.metadata.title,
            str(worked.exhibits),
            str(worked.shown),
            str(worked.architectures),
            str(worked.verified),
            f"{worked.seconds:.1f}",
            one.reason or one.outcome,
        )
    if new:
        out.print(table)
    done: list[Worked] = [worked for one, worked in new if one.outcome == "done"]
    each = sorted(worked.seconds for worked in done)
    median = f", {each[len(each) // 2]:.1f} s a paper (median)" if each else ""
    out.print(
        f"{len(outcomes)} papers: {len(done)} read, {len(outcomes) - len(new)} unchanged, {len(new) - len(done)} failed; "
        f"{sum(one.exhibits for one in done)} exhibits, {sum(one.shown for one in done)} of them networks, "
        f"{sum(one.architectures for one in done)} graphs, {sum(one.verified for one in done)} ran; "
        f"{seconds:.0f} s{median}",
        highlight=False,
    )
