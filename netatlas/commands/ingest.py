"""`netatlas ingest`: papers into the catalog, from disk or from arXiv."""

from __future__ import annotations

from contextlib import closing
from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from netatlas.console import fail
from netatlas.settings import load_settings


def register(app: typer.Typer) -> None:
    """Add the command."""

    @app.command()
    def ingest(
        targets: Annotated[
            list[str] | None,
            typer.Argument(
                help="PDFs, folders of PDFs (one may hold a papers.json), arXiv's archives (.tar), or arXiv ids "
                "with or without version.",
                metavar="PATH|ARXIV-ID...",
            ),
        ] = None,
        since: Annotated[
            str, typer.Option("--since", metavar="DATE", help="List what arXiv has changed since this day.")
        ] = "",
        until: Annotated[
            str, typer.Option("--until", metavar="DATE", help="... and until this day; without it until now.")
        ] = "",
        sets: Annotated[
            list[str] | None,
            typer.Option(
                "--set", metavar="SET", help="A set of arXiv (cs:cs:LG) or category, instead of those set."
            ),
        ] = None,
        dry_run: Annotated[
            bool, typer.Option("--dry-run", help="Only say what would be found; nothing is stored.")
        ] = False,
        again: Annotated[
            bool, typer.Option("--again", help="Read papers that are already done once more.")
        ] = False,
        after_403: Annotated[
            bool,
            typer.Option(
                "--after-403", help="Go on after arXiv has answered 403 and its cause was looked into."
            ),
        ] = False,
    ) -> None:
        """Read papers, generate and verify their networks' code, and store all of it.

        What is given decides where papers come from: files, ids, or with --since or --set all that arXiv has changed.
        A paper that was read before by this version of the reader is left as it is. Exit code 1 where a paper could
        not be read or a list was not read to its end, 2 where none of those named could be.
        """
        from catalog import open_work
        from netatlas.catalogs import catalog_of
        from netatlas.ingesting import from_arxiv, from_files
        from netatlas.pipeline.harvest import Window
        from schedules.clock import clock_of

        settings = load_settings()
        files, ids, archives = sort_out(targets or [])
        window = Window(_day("--since", since), _day("--until", until))
        listing = bool(since or until or sets or after_403) or (dry_run and not targets)
        kinds = [bool(files), bool(ids), bool(archives), listing]
        if sum(kinds) != 1:
            fail("name files, arXiv ids or archives, one kind at a time, or list with --since or --set")
        if dry_run and not listing:
            fail("--dry-run goes with --since or --set")
        if window.since and window.until and window.since > window.until:
            fail("--since lies after --until")
        with closing(catalog_of(settings)) as catalog:
            work = open_work(catalog.database, clock_of(settings.clock))
            if files:
                from_files.ingest(settings, catalog, work, files, again)
            elif archives:
                from_arxiv.archives(settings, catalog, work, archives)
            elif ids:
                from_arxiv.single(settings, catalog, work, ids, again)
            elif dry_run:
                from_arxiv.look(settings, catalog, work, window, sets or [])
            else:
                from_arxiv.changed(settings, catalog, work, window, sets or [], after_403)


def sort_out(targets: list[str]) -> tuple[list[Path], list[tuple[str, int | None]], list[Path]]:
    """Targets as files and folders, arXiv ids with their versions, and archives; a file that exists is a file."""
    from crawler.records import split_id

    files, ids, archives = [], [], []
    for target in targets:
        path = Path(target)
        found = None if path.exists() else split_id(target)
        if found is not None:
            ids.append(found)
        elif path.suffix == ".tar":
            archives.append(path)
        else:
            files.append(path)
    return files, ids, archives


def _day(option: str, text: str) -> date | None:
    if not text:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        fail(f"{option} {text!r}: a day was expected, such as 2026-03-02")
