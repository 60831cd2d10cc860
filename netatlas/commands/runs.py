"""`netatlas runs`: the ledger of runs."""

from __future__ import annotations

import json

import typer
from rich.markup import escape
from rich.table import Table

from netatlas.catalogs import catalog_of
from netatlas.console import out
from netatlas.settings import load_settings
from web.api.represent import run as as_json
from web.views.runs import RunView, run_views

STYLES = {"running": "cyan", "done": "green", "failed": "red", "stopped": "yellow"}


def register(app: typer.Typer) -> None:
    """Add the command."""

    @app.command()
    def runs(
        limit: int = typer.Option(20, min=1, max=1000, help="Most runs."),
        in_json: bool = typer.Option(False, "--json", help="As JSON."),
    ) -> None:
        """Show what ran, newest first: when, over which days, what it found, what went wrong, how fast."""
        catalog = catalog_of(load_settings())
        try:
            found = catalog.runs(limit)
        finally:
            catalog.close()
        if in_json:
            typer.echo(json.dumps({"runs": [as_json(run) for run in found]}, ensure_ascii=False, indent=1))
        elif found:
            out.print(_table(run_views(found)))
        else:
            out.print("Nothing has run so far.")


def _table(views: tuple[RunView, ...]) -> Table:
    table = Table("began (UTC)", "run", "what came of it", "took", "state")
    for view in views:
        run = view.record
        style = STYLES[run.status]
        counts = ", ".join(f"{number} {name}" for name, number in run.counts.items() if number)
        troubles = [f"{number} {reason}" for reason, number in view.reasons]
        table.add_row(
            f"{run.started:%Y-%m-%d}\n{run.started:%H:%M}",
            "\n".join(part for part in (view.kind, view.window) if part),
            escape("\n".join(part for part in (counts, run.message, *troubles) if part)),
            "\n".join(part for part in (view.took, view.speed) if part),
            f"[{style}]{run.status}[/{style}]",
        )
    for column in (*table.columns[:2], *table.columns[3:]):
        column.no_wrap = True
    return table
