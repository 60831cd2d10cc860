"""`netatlas doctor`: whether everything that is needed is there."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterable
from dataclasses import asdict
from functools import partial
from typing import TYPE_CHECKING

import typer
from rich.markup import escape
from rich.table import Table

from netatlas.console import NOT_HELD, out
from netatlas.settings import Settings, SettingsError, load_settings

if TYPE_CHECKING:
    from netatlas.doctor import Check

STYLES = {"ok": "green", "warning": "yellow", "missing": "red"}


def register(app: typer.Typer) -> None:
    """Add the command."""

    @app.command()
    def doctor(
        network: bool = typer.Option(
            False, "--network", help="Also ask arXiv's hosts for their robots.txt, at the crawl's pace."
        ),
        quick: bool = typer.Option(False, "--quick", help="Leave the readers out, which take some seconds."),
        as_json: bool = typer.Option(False, "--json", help="As JSON."),
    ) -> None:
        """Check settings, disk, database, index, readers and what crawling needs, and say how to mend what is missing.

        Nothing is changed. Exit code 1 where something is missing; warnings are not counted.
        """
        from netatlas.doctor import Check, examine

        try:
            settings = load_settings()
        except SettingsError as error:
            found = [
                Check("settings", "missing", str(error), "`netatlas settings` tells what each one takes")
            ]
        else:
            found = list(examine(_checks(settings, quick, network)))
        if as_json:
            well = all(check.state != "missing" for check in found)
            typer.echo(json.dumps({"ok": well, "checks": [asdict(check) for check in found]}, indent=1))
        else:
            out.print(_table(found))
        if any(check.state == "missing" for check in found):
            raise typer.Exit(NOT_HELD)


def _checks(settings: Settings, quick: bool, network: bool) -> list[Callable[[], Iterable[Check]]]:
    from netatlas.doctor import live, places, reading

    checks: list[Callable[[], Iterable[Check]]] = [
        partial(places.variables, os.environ),
        partial(places.home, settings),
        partial(places.database, settings),
        partial(reading.frameworks, settings),
        partial(live.contact, settings),
        partial(live.pace, settings),
        partial(live.files, settings),
        partial(live.holidays, settings),
        partial(live.clock, settings),
        partial(live.crawling, settings),
    ]
    if not quick:
        checks += [partial(reading.reader, settings), partial(reading.text_recognition, settings)]
    if network:
        checks.append(partial(live.hosts, settings))
    return checks


def _table(found: Iterable[Check]) -> Table:
    table = Table("", "what", "how it stands", box=None, pad_edge=False, show_header=False)
    for check in found:
        style = STYLES[check.state]
        mend = f"\n→ {check.mend}" if check.mend else ""
        table.add_row(f"[{style}]{check.state}[/{style}]", escape(check.name), escape(f"{check.told}{mend}"))
    return table
