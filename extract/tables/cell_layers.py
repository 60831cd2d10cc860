"""The layers that one cell prints, line by line."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from extract.labels import repeat_mark
from extract.tables.cells import is_layer
from extract.tables.model import Cell, CellLine
from extract.tables.records import Field
from graph import Dim

_LISTED = re.compile(r";\s*[A-Za-z\d](?!.*;$)")
"""A line in the midst of a list whose parts are set off by semicolons: it ends where the column does."""


@dataclass(frozen=True, slots=True)
class LayerLine:
    """A layer in its cell: its text, the bracket around it, the number of times, the baseline."""

    text: str
    group: int | None
    repeat: Dim | None
    baseline: float


def layer_lines(cell: Cell) -> list[LayerLine]:
    """The layers that a cell prints.

    A line that begins or ends with a sign goes on from the one before; one that is only a repeat mark speaks of all.
    """
    if not cell.groups and any(_LISTED.search(line.text) for line in cell.lines[:-1]):
        return [LayerLine(cell.text, None, None, cell.lines[0].baseline)]
    marks = [m for line in cell.lines if (m := repeat_mark(line.text)) is not None and line.group is None]
    whole: Dim | None = marks[0] if marks and not cell.groups else None
    out: list[LayerLine] = []
    for line in cell.lines:
        if line.group is None and repeat_mark(line.text) is not None:
            continue
        repeat = _repeat_of(cell, line) if line.group is not None else whole
        if out and out[-1].group == line.group and _goes_on(out[-1].text, line.text):
            out[-1] = replace(out[-1], text=_joined(out[-1].text, line.text))
        else:
            out.append(LayerLine(line.text, line.group, repeat, line.baseline))
    if len(out) > 1 and not cell.groups and whole is None:
        layers = sum(is_layer(line.text) for line in out)
        if layers == 0 or (layers == 1 and is_layer(cell.text)):
            return [LayerLine(cell.text, None, None, out[0].baseline)]
    return out


def names_beside(lines: Sequence[LayerLine], names: Sequence[Field]) -> list[str]:
    """The name that stands beside each line of settings; "" where a line alone names its layer."""
    for item in names:
        own = item.cell.lines if item.cell is not None else ()
        told = len(own) == len(lines) and all(is_layer(line.text) for line in own)
        if told and not all(is_layer(line.text) for line in lines):
            return [line.text for line in own]
    return [""] * len(lines)


def _joined(before: str, text: str) -> str:
    """Two lines as one; a word that is broken between them is whole again."""
    broken = re.search(r"[a-z]-$", before) and re.match("[a-z]", text)
    return f"{before[:-1]}{text}" if broken else f"{before} {text}"


def _goes_on(before: str, text: str) -> bool:
    if re.search(r"[a-z]-$|\d\s.*\b(?:of|with|size|by|at)$", before.strip()) and re.match(
        r"[a-z\d]", text.strip()
    ):
        # A phrase that no line ends with: "Conv, 128 filters of | size 5×5".
        return True
    if re.search(r"[+,&→/(-]$|→$", before.strip()) and not re.search(r"\)\s*,$", before.strip()):
        return True
    if re.match(r"^(?:[+&/)→]|\(|stride|pad|with\b|and\b|s\s*=|/\s*\d)", text.strip(), re.I):
        return not re.match(r"^\+?\s*\(.*\)\s*[×x]", text.strip())
    return False


def _repeat_of(cell: Cell, line: CellLine) -> Dim | None:
    at = line.group
    while at is not None:
        group = cell.groups[at]
        if group.repeat is not None:
            return group.repeat
        at = group.parent
    return None
