"""Sections of docs/benchmarks.md that programs write."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path


def put(path: Path, program: str, lines: Sequence[str]) -> None:
    """Replaces a program's section of a Markdown file, or adds it at the end."""
    begin, end = f"<!-- {program} -->", f"<!-- end of {program} -->"
    text = path.read_text() if path.is_file() else "# Benchmarks\n"
    head, _, rest = text.partition(begin)
    after = rest.partition(end)[2]
    path.write_text(
        head.rstrip("\n") + "\n\n" + "\n".join([begin, *lines, "", end]) + "\n" + after.lstrip("\n")
    )
