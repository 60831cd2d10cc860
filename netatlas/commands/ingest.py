"""`netatlas ingest`: PDFs into the catalog."""

from __future__ import annotations

from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.table import Table

from netatlas.console import NOT_HELD, WRONG_INPUT, fail, out, progress
from netatlas.settings import load_settings

if TYPE_CHECKING:
    from netatlas.pipeline.ingest import PaperOutcome


def register(app: typer.Typer) -> None:
    """Add the command."""

    @app.command()
    def ingest(
        paths: Annotated[
            list[Path],
            typer.Argument(
                help="PDFs, or folders of PDFs; a folder may hold a papers.json.", metavar="PATH..."
            ),
        ],
        again: Annotated[
            bool, typer.Option("--again", help="Read papers that are already done once more.")
        ] = False,
    ) -> None:
        """Read papers, generate and verify their networks' code, and store all of it.

        A paper that was read before by this version of the reader is left as it is. Exit code 1 where a paper
        could not be read, 2 where none of those named could be.
        """
        import codegen
        import extract
        from netatlas.catalogs import catalog_of
        from netatlas.pipeline.ingest import ingest as run
        from netatlas.pipeline.plan import Plan, installed
        from netatlas.pipeline.sources import WrongInput, find_sources

        settings = load_settings()
        try:
            sources = find_sources(paths)
        except WrongInput as error:
            fail(str(error))
        plan = Plan(
            limits=extract.Limits(
                seconds=settings.read_seconds,
                memory_bytes=settings.read_memory_mb << 20,
                pdf_bytes=settings.max_pdf_mb << 20,
            ),
            run_limits=codegen.Limits(seconds=settings.verify_seconds),
            verified=installed(settings.verify),
            processes=settings.processes,
            again=again,
        )
        began = datetime.now(UTC)
        outcomes: list[PaperOutcome] = []
        with closing(catalog_of(settings)) as catalog, progress("reading", len(sources)) as bar:
            for outcome in run(catalog, sources, plan):
                outcomes.append(outcome)
                bar.advance(bar.task_ids[0])
                if outcome.outcome == "failed":
                    bar.console.print(f"{outcome.key}: {outcome.reason}", style="yellow", markup=False)
        summary(outcomes, (datetime.now(UTC) - began).total_seconds())
        failed = sum(outcome.outcome == "failed" for outcome in outcomes)
        if failed:
            raise typer.Exit(WRONG_INPUT if failed == len(outcomes) else NOT_HELD)


def summary(outcomes: list[PaperOutcome], seconds: float) -> None:
    """Print what became of the papers: one line each up to a screenful, and the sums."""
    table = Table(title="Papers", title_justify="left")
    table.add_column("paper", no_wrap=True)
    table.add_column("title", no_wrap=True, overflow="ellipsis", max_width=40)
    for name in ("exhibits", "networks", "graphs", "ran", "seconds"):
        table.add_column(name, justify="right", no_wrap=True)
    table.add_column("outcome", overflow="fold")
    new = [outcome for outcome in outcomes if outcome.outcome != "unchanged"]
    for one in sorted(new, key=lambda outcome: outcome.key):
        table.add_row(
            str(one.key),
            one.title,
            str(one.exhibits),
            str(one.shown),
            str(one.architectures),
            str(one.verified),
            f"{one.seconds:.1f}",
            one.reason or one.outcome,
        )
    if new:
        out.print(table)
    done = [outcome for outcome in new if outcome.outcome == "done"]
    each = sorted(outcome.seconds for outcome in done)
    median = f", {each[len(each) // 2]:.1f} s a paper (median)" if each else ""
    out.print(
        f"{len(outcomes)} papers: {len(done)} read, {len(outcomes) - len(new)} unchanged, {len(new) - len(done)} failed; "
        f"{sum(one.exhibits for one in done)} exhibits, {sum(one.shown for one in done)} of them networks, "
        f"{sum(one.architectures for one in done)} graphs, {sum(one.verified for one in done)} ran; "
        f"{seconds:.0f} s{median}",
        highlight=False,
    )
