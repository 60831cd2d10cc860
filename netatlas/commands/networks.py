"""`netatlas networks`: whole networks composed from PDFs, built and counted."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated

import typer
from rich.table import Table

from codegen import FRAMEWORKS, Framework
from extract import Limits, Refused, read_paper
from extract.compose import compose
from netatlas.commands.extract import BAD_INPUT
from netatlas.composed import Built, as_json, build
from netatlas.console import NOT_HELD, WRONG_INPUT, fail, out, progress, warn


def register(app: typer.Typer) -> None:
    """Add the command."""

    @app.command()
    def networks(
        pdfs: Annotated[list[Path], typer.Argument(help="PDFs to read.", metavar="PDF...")],
        folder: Annotated[
            Path, typer.Option("--json", help="Folder for one JSON file a PDF.", metavar="DIR")
        ],
        framework: Annotated[
            list[str] | None, typer.Option(help="Framework to build in; may be given several times.")
        ] = None,
        seconds: Annotated[
            float, typer.Option(min=1, help="Longest time to read one PDF.")
        ] = Limits().seconds,
    ) -> None:
        """Compose the whole networks of PDFs, build and run them, and write DIR/<pdf stem>.json for each.

        Exit codes: 0 all PDFs were read; 1 reading one failed; 2 one is no readable PDF.
        """
        wanted = _frameworks(framework or ["onnx"])
        missing = [path for path in pdfs if not path.is_file()]
        if missing:
            fail(f"{missing[0]}: there is no such file")
        folder.mkdir(parents=True, exist_ok=True)
        table = Table("paper", "network", "status", "parameters", "from", box=None)
        refused: list[Refused] = []
        with progress("composing", len(pdfs)) as bar:
            for path in pdfs:
                reading = read_paper(path, limits=Limits(seconds=seconds))
                if isinstance(reading, Refused):
                    refused.append(reading)
                    warn(f"{path}: {reading.message} ({reading.code})")
                else:
                    built = [build(network, wanted) for network in compose(reading)]
                    _write(folder / f"{path.stem}.json", built)
                    for each in built:
                        _row(table, path, each)
                bar.advance(bar.task_ids[0])
        if len(refused) < len(pdfs):
            out.print(table)
        if any(each.code in BAD_INPUT for each in refused):
            raise typer.Exit(WRONG_INPUT)
        if refused:
            raise typer.Exit(NOT_HELD)


def _frameworks(names: list[str]) -> tuple[Framework, ...]:
    unknown = [name for name in names if name not in FRAMEWORKS]
    if unknown:
        fail(f"{unknown[0]}: no such framework; there are {', '.join(FRAMEWORKS)}")
    return tuple(name for name in FRAMEWORKS if name in names)


def _write(path: Path, built: list[Built]) -> None:
    part = path.with_suffix(".part")
    part.write_text(
        json.dumps({"networks": [as_json(each) for each in built]}, ensure_ascii=False, indent=1),
        encoding="utf-8",
    )
    part.replace(path)


def _row(table: Table, path: Path, built: Built) -> None:
    count = "" if built.parameters is None else f"{built.parameters:,}"
    table.add_row(path.name, built.network.name, built.status, count, ", ".join(built.network.exhibits))
