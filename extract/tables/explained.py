"""Heads of one letter that the caption explains ("R modules with C output channels", "repeated S times")."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace

from extract.tables.headers import role_of
from extract.tables.model import Cell, Grid

_MEANINGS: tuple[tuple[str, str], ...] = (
    ("kernel", r"(?:kernel|filter|window)s?(?: (?:size|width)s?)?(?: of)?"),
    ("filters", r"(?:number of )?(?:output )?(?:channels?|filters?|feature maps?|width)"),
    ("stride", r"strides?(?: of)?"),
    ("dilation", r"dilations?(?: (?:factor|rate))?(?: of)?"),
)

_SAYS = r"(?:is|denotes|=|for|stands for|means|represents|indicates|refers to|gives|:)"

_PAIRED = {"K": "kernel", "S": "stride"}


def with_explained_heads(grid: Grid, caption: str) -> Grid:
    """A grid whose heads of one letter say what the caption says that they are; letters that it leaves open stay.

    "K" beside "S" needs no caption: kernel and stride are called so wherever both are columns.
    """
    heads = {cell.text.strip() for cell in grid.cells if cell.row < grid.header_rows}
    settled = _PAIRED if set(_PAIRED) <= heads else {}
    cells = tuple(
        _explained(cell, caption, settled) if cell.row < grid.header_rows else cell for cell in grid.cells
    )
    return replace(grid, cells=cells)


def _explained(cell: Cell, caption: str, settled: Mapping[str, str]) -> Cell:
    letter = cell.text.strip()
    if len(cell.lines) != 1 or not re.fullmatch(r"[A-Za-z]", letter) or role_of(letter) is not None:
        return cell
    meaning = meaning_of(letter, caption) or settled.get(letter, "")
    return replace(cell, lines=(replace(cell.lines[0], text=meaning),)) if meaning else cell


def meaning_of(letter: str, caption: str) -> str:
    """The head that a caption gives for a letter; "" where it gives none."""
    if re.search(rf"(?i:repeated|stacked) {letter} (?i:times)\b", caption):
        return "repeat"
    if re.search(rf"\b{letter}-(?i:sized|wide)\b", caption):
        return "kernel"
    for head, words in _MEANINGS:
        before = rf"(?i:\b{words}) \(?{letter}(?![\w-])"
        behind = rf"(?<![\w-]){letter} (?i:{_SAYS} (?:the )?)?(?i:{words}\b)"
        if re.search(before, caption) or re.search(behind, caption):
            return head
    return ""
