"""Rows that name their layers by a letter for the kind and, often, a number: "C1, S2, C3, S4, F5", "I, C, MP, FC"."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace

from extract.tables.cells import is_layer
from extract.tables.model import Cell, Grid
from extract.tables.values import is_empty

_NAME = re.compile(r"(?P<letters>I|C|MP|M|S|P|FC|F|O)-?\d{0,2}(?=$|\s*\()")
_WORDS: Mapping[str, str] = {
    "I": "input",
    "C": "conv",
    "MP": "max pool",
    "M": "max pool",
    "S": "subsampling",
    "P": "pool",
    "F": "fully connected",
    "FC": "fully connected",
    "O": "output",
}
_POOLS = frozenset(("MP", "M", "S", "P"))
LEAST = 3
"""Fewest rows that are named so."""


def letter_kinds(grid: Grid) -> tuple[Grid, list[tuple[Cell, str]]]:
    """A table with words for such names, and the cells that had the names with the words for them.

    Letters are kinds only where a column names nothing else, poolings stand between convolutions, and a convolution
    comes first.
    """
    for column in range(len(grid.columns)):
        cells = [c for c in grid.cells if c.column == column and c.column_span == 1 and not is_empty(c.text)]
        for start in range(min(3, len(cells))):
            named = _kinds(cells[start:])
            if named:
                changed = {id(cell): words for cell, words in named}
                spelled = tuple(_said(c, changed[id(c)]) if id(c) in changed else c for c in grid.cells)
                return replace(grid, cells=spelled), named
    return grid, []


def _kinds(cells: list[Cell]) -> list[tuple[Cell, str]]:
    """The cells with the words for their kinds; empty where they do not all name layers so."""
    found = [_NAME.match(cell.text.strip()) for cell in cells]
    letters = [match["letters"] if match else "" for match in found]
    others = [c for c, letter in zip(cells, letters, strict=True) if not letter]
    named = [(c, _WORDS[letter]) for c, letter in zip(cells, letters, strict=True) if letter]
    if len(named) < LEAST or not all(is_layer(c.text) for c in others):
        return []
    inner = [letter for letter in letters if letter and letter != "I"]
    pools = [at for at, letter in enumerate(inner) if letter in _POOLS]
    between = any("C" in inner[at:] for at in pools) or any(letter in ("F", "FC") for letter in inner)
    return named if inner and inner[0] == "C" and pools and between else []


def _said(cell: Cell, words: str) -> Cell:
    first, *rest = cell.lines
    return replace(cell, lines=(replace(first, text=words), *rest))
