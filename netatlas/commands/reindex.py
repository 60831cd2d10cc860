"""`netatlas reindex`: build the search index anew from the database."""

from __future__ import annotations

import typer

from catalog.search.engine import EngineError
from netatlas.catalogs import catalog_of
from netatlas.console import NOT_HELD, fail, out, progress, warn
from netatlas.settings import load_settings


def register(app: typer.Typer) -> None:
    """Add the command."""

    @app.command()
    def reindex(
        back: bool = typer.Option(False, "--back", help="Take the index before this one instead."),
    ) -> None:
        """Build the search index anew from the database; searches go on meanwhile.

        The new index is filled beside the old one, counted and tried, and only then takes its place. The old one
        is kept for a way back.
        """
        catalog = catalog_of(load_settings())
        try:
            if back:
                name = catalog.go_back()
                if name is None:
                    fail("no index before this one was kept", NOT_HELD)
                out.print(f"{name} is searched again")
                return
            with progress("papers", catalog.statistics().papers) as bar:
                built = catalog.reindex(lambda number: bar.advance(bar.task_ids[0], number))
        except EngineError as error:
            fail(f"the index was not replaced: {error}", NOT_HELD)
        finally:
            catalog.close()
        for line in built.refused:
            warn(line)
        out.print(f"{built.papers} papers and {built.architectures} architectures in {built.name}")
        if built.refused:
            raise typer.Exit(NOT_HELD)
