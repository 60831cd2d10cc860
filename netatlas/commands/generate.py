"""`netatlas generate`: a graph's code in the frameworks asked for, run and compared where asked."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, cast

import typer
from rich.markup import escape
from rich.table import Table

import codegen
import graph
from codegen import FRAMEWORKS, Framework, Report
from netatlas.console import DONE, NOT_HELD, err, fail, out, warn

LARGEST_FILE = 64 << 20
"""Bytes of the largest graph that is read."""


def register(app: typer.Typer) -> None:
    """Add the command."""

    @app.command()
    def generate(
        graph_file: Annotated[
            Path, typer.Argument(metavar="GRAPH.json", help="A graph, in the project's or the guide's form.")
        ],
        to: Annotated[
            str,
            typer.Option("--to", help=f"Frameworks, with commas between, or all: {', '.join(FRAMEWORKS)}."),
        ],
        directory: Annotated[Path, typer.Option("--out", help="Folder for the code and report.json.")],
        verify: bool = typer.Option(
            False, "--verify", help="Run the code and compare the frameworks' outputs."
        ),
        seed: int = typer.Option(0, min=0, help="Draws the initial weights."),
    ) -> None:
        """Write the code of an architecture graph.

        Exit code 1 where frameworks disagree, code is partial, or a framework named cannot say the network.
        """
        named = _frameworks(to)
        wanted = named or list(FRAMEWORKS)
        completed = _completed(graph_file)
        try:
            with err.status("writing and running" if verify else "writing"):
                report = codegen.generate_into(completed, wanted, directory, verify=verify, seed=seed)
        except OSError as error:
            fail(f"{directory}: {error.strerror or error}")
        _show(report)
        raise typer.Exit(DONE if report.held(named) else NOT_HELD)


def _frameworks(text: str) -> list[Framework]:
    """The frameworks named; none for "all"."""
    words = [word.strip().lower() for word in text.split(",") if word.strip()]
    if words == ["all"]:
        return []
    wrong = [word for word in words if word not in FRAMEWORKS]
    if wrong or not words:
        fail(f"--to {text!r}: frameworks are {', '.join(FRAMEWORKS)}, or all")
    return cast(list[Framework], list(dict.fromkeys(words)))


def _completed(path: Path) -> graph.Graph:
    """The file's graph, completed; leaves with exit code 2 where it cannot be built at all."""
    try:
        if path.stat().st_size > LARGEST_FILE:
            fail(f"{path}: larger than {LARGEST_FILE >> 20} MiB, which no graph is")
        text = path.read_text(encoding="utf-8")
    except OSError as error:
        fail(f"{path}: {error.strerror or error}")
    except UnicodeDecodeError:
        fail(f"{path}: not a text in UTF-8")
    try:
        found = graph.complete(graph.load(text))
    except graph.GraphError as error:
        fail(f"{path}: {error}")
    for problem in found.problems:
        if problem.severity == "warning":
            warn(f"{path}: {problem.message}")
    if found.errors and not found.partial:
        fail(f"{path}: " + "; ".join(problem.message for problem in found.errors[:10]))
    return found.graph


def _show(report: Report) -> None:
    table = Table("framework", "status", "parameters", "difference", "seconds", "reason", box=None)
    for name, entry in report.plain()["frameworks"].items():
        count, apart, seconds = entry["parameters"], entry["difference"], entry["seconds"]
        table.add_row(
            name,
            entry["status"],
            "" if count is None else f"{count:,}",
            "" if apart is None else f"{apart:.1e}",
            "" if seconds is None else f"{seconds:.1f}",
            escape(entry["reason"][:200]),
        )
    out.print(table)
