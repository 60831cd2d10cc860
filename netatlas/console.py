"""What a person at the command line sees: progress, tables, and errors with their exit code."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import NoReturn

import typer
from rich.console import Console
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    TextColumn,
    TimeElapsedColumn,
    TimeRemainingColumn,
)

DONE, NOT_HELD, WRONG_INPUT = 0, 1, 2

out = Console()
err = Console(stderr=True)


def fail(message: str, code: int = WRONG_INPUT) -> NoReturn:
    """Print an error on stderr and leave with this exit code."""
    err.print(f"netatlas: {message}", style="red", markup=False, highlight=False, soft_wrap=True)
    raise typer.Exit(code)


def warn(message: str) -> None:
    """Print a warning on stderr."""
    err.print(message, style="yellow", markup=False, highlight=False, soft_wrap=True)


@contextmanager
def progress(what: str, total: int) -> Iterator[Progress]:
    """A progress bar on stderr over `total` things; its only task has id 0."""
    bar = Progress(
        TextColumn("{task.description}", markup=False),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
        TimeRemainingColumn(),
        console=err,
    )
    with bar:
        bar.add_task(what, total=total)
        yield bar
