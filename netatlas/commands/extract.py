"""`netatlas extract`: PDFs into the annotation guide's form."""

from __future__ import annotations

import json
import os
import tempfile
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.table import Table

from extract import Limits, PaperReading, Refused, read_paper, reading_to_guide
from netatlas.console import NOT_HELD, WRONG_INPUT, fail, out, progress, warn

BAD_INPUT = {"not-a-pdf", "truncated", "encrypted", "no-pages", "unreadable", "too-large"}
"""Refusals that say that the file is wrong; the others say that reading it failed."""


def register(app: typer.Typer) -> None:
    """Add the command."""

    @app.command()
    def extract(
        pdfs: Annotated[list[Path], typer.Argument(help="PDFs to read.", metavar="PDF...")],
        folder: Annotated[
            Path, typer.Option("--json", help="Folder for one JSON file a PDF.", metavar="DIR")
        ],
        debug_dir: Annotated[
            Path | None, typer.Option(help="Folder for overlays of what was read.", metavar="DIR")
        ] = None,
        annotations: Annotated[
            Path | None,
            typer.Option(help="Folder of annotations; overlays then show the differences.", metavar="DIR"),
        ] = None,
        seconds: Annotated[float, typer.Option(min=1, help="Longest time for one PDF.")] = Limits().seconds,
    ) -> None:
        """Read the networks in PDFs and write DIR/<pdf stem>.json for each.

        Exit codes: 0 all were read; 1 reading one failed (it crashed, took too long); 2 one is no readable PDF.
        """
        missing = [path for path in pdfs if not path.is_file()]
        if missing:
            fail(f"{missing[0]}: there is no such file")
        if annotations is not None and not annotations.is_dir():
            fail(f"{annotations}: there is no such folder")
        folder.mkdir(parents=True, exist_ok=True)
        limits = Limits(seconds=seconds)
        table = Table("paper", "exhibits", "networks", "graphs", "seconds", box=None)
        refused: list[Refused] = []
        with progress("reading", len(pdfs)) as bar:
            for path in pdfs:
                overlays = debug_dir / path.stem if debug_dir else None
                notes = annotations / f"{path.stem}.json" if annotations else None
                reading = read_paper(
                    path,
                    limits=limits,
                    debug_dir=overlays,
                    annotations=notes if notes and notes.exists() else None,
                )
                if isinstance(reading, Refused):
                    refused.append(reading)
                    warn(f"{path}: {reading.message} ({reading.code})")
                else:
                    document = reading_to_guide(reading, path.stem)
                    _write(folder / f"{path.stem}.json", document)
                    _row(table, path, reading)
                bar.advance(bar.task_ids[0])
        if len(refused) < len(pdfs):
            out.print(table)
        if any(each.code in BAD_INPUT for each in refused):
            raise typer.Exit(WRONG_INPUT)
        if refused:
            raise typer.Exit(NOT_HELD)


def _row(table: Table, path: Path, reading: PaperReading) -> None:
    networks = [each for each in reading.exhibits if each.is_architecture]
    table.add_row(
        path.name,
        str(len(reading.exhibits)),
        str(len(networks)),
        str(sum(len(each.graphs) for each in networks)),
        f"{reading.seconds:.1f}",
    )


def _write(path: Path, document: dict[str, Any]) -> None:
    """Whole or not at all, so that a run that is cut off leaves no half file."""
    handle, name = tempfile.mkstemp(dir=path.parent, suffix=".part")
    with os.fdopen(handle, "w", encoding="utf-8") as file:
        json.dump(document, file, ensure_ascii=False, indent=1)
        file.flush()
        os.fsync(file.fileno())
    Path(name).replace(path)
