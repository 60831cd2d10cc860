"""`netatlas export`: code and records of the catalog as files."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from catalog import CatalogError
from catalog.export.errors import OtherExport, SelectionRefused
from catalog.export.folder import FORMS, PART, ExportForm, export_folder
from netatlas.catalogs import catalog_of
from netatlas.console import NOT_HELD, WRONG_INPUT, fail, out, progress
from netatlas.settings import load_settings


def register(app: typer.Typer) -> None:
    """Add the command."""

    @app.command()
    def export(
        to: Annotated[
            Path, typer.Option("--out", help="Folder to write into; a broken-off export is taken up.")
        ],
        query: Annotated[
            list[str] | None, typer.Argument(help="Which papers, in the query language; without it all.")
        ] = None,
        forms: Annotated[
            list[str] | None, typer.Option("--form", help=f"One of {', '.join(FORMS)}; may be repeated.")
        ] = None,
        part: int = typer.Option(PART, min=1, max=5000, help="Papers in one part."),
    ) -> None:
        """Write the code (zip, tar.zst), records (jsonl, parquet) and citations (bibtex, ris) of papers into a folder.

        manifest.json names every file with its SHA-256. The same catalog and query give the same bytes.
        """
        wanted = tuple(dict.fromkeys(forms or ["zip"]))
        unknown = [form for form in wanted if form not in FORMS]
        if unknown:
            fail(f"there is no form {unknown[0]}; there are {', '.join(FORMS)}")
        known: list[ExportForm] = [form for form in FORMS if form in wanted]
        catalog = catalog_of(load_settings())
        try:
            with progress("papers", catalog.statistics().papers) as bar:
                done = export_folder(
                    catalog,
                    to,
                    known,
                    " ".join(query or ()),
                    part,
                    lambda number: bar.advance(bar.task_ids[0], number),
                )
        except SelectionRefused as error:
            fail(str(error), NOT_HELD if error.refused.code == "unavailable" else WRONG_INPUT)
        except (OtherExport, CatalogError) as error:
            fail(str(error))
        except OSError as error:
            fail(f"{to} cannot be written: {error}")
        finally:
            catalog.close()
        size = sum(file.size for file in done.files)
        again = f" ({done.taken_up} parts were there)" if done.taken_up else ""
        out.print(f"{done.papers} papers in {len(done.files)} files, {size:,} bytes, in {to}{again}")
