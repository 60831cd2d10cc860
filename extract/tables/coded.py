"""Cells that list layers by codes or by their widths, read in the words that these stand for."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from extract.tables.codes import Code, codes, codes_among, codes_in
from extract.tables.known_codes import code_chain
from extract.tables.letter_kinds import letter_kinds
from extract.tables.model import Cell, CellLine, Grid
from extract.tables.short_codes import set_by_letters, short_codes
from extract.tables.width_chains import width_chain
from extract.tables.worded_codes import worded_codes
from graph import Box, FrozenMap, Graph, Node

_CALL = re.compile(r"(?P<name>[A-Za-z]\w*) ?\(.*\)")
"""A code with its values in brackets: what it stands for is called by what stands before them."""


@dataclass(frozen=True, slots=True)
class Printed:
    """A code as a cell prints it, the words that it was read in, and the cell's region."""

    code: str
    words: str
    bbox: Box


def spelled_out(grid: Grid, caption: str) -> tuple[Grid, tuple[Printed, ...]]:
    """A table with the words that its caption has for the codes in its cells, each a line, and what it prints."""
    known = (*codes(caption), *worded_codes(caption))
    printed: list[Printed] = []
    cells = tuple(_spelled(cell, known, caption, printed) for cell in grid.cells)
    grid = replace(grid, cells=cells) if printed else grid
    grid, named = letter_kinds(grid)
    printed.extend(Printed(cell.text, words, cell.bbox) for cell, words in named)
    return grid, tuple(printed)


def _spelled(cell: Cell, known: Sequence[Code], caption: str, printed: list[Printed]) -> Cell:
    lines: list[CellLine] = []
    told = any(codes_in(line.text, known) for line in cell.lines)
    if not told and (listed := short_codes(cell.lines)):
        printed.extend(Printed(code, words, cell.bbox) for code, words in listed)
        return replace(cell, lines=tuple(replace(cell.lines[0], text=words) for _, words in listed))
    for line in cell.lines:
        found = (
            codes_in(line.text, known)
            or codes_among(line.text, known)
            or width_chain(line.text, caption)
            or set_by_letters(line.text)
            or code_chain(line.text)
        )
        printed.extend(Printed(code, words, cell.bbox) for code, words in found)
        lines.extend(replace(line, text=words) for _, words in found)
        if not found:
            lines.append(line)
    return replace(cell, lines=tuple(lines))


def as_printed(graph: Graph, printed: Sequence[Printed]) -> Graph:
    """A graph whose nodes are called by the codes that stand in the table."""
    if not printed:
        return graph
    return replace(graph, nodes=tuple(_as_printed(node, printed) for node in graph.nodes))


def _as_printed(node: Node, printed: Sequence[Printed]) -> Node:
    place = node.evidence.bbox if node.evidence is not None else None
    named = [each for each in printed if each.words in node.label]
    if not named:
        return node
    # Of codes with the same words the one of the node's own cell, and the one that says most.
    best = max(named, key=lambda each: (each.bbox == place, len(each.words)))
    attributes = dict(node.attributes)
    if node.op == "block" and (call := _CALL.fullmatch(best.code)) and "name" in attributes:
        attributes["name"] = replace(attributes["name"], value=call["name"])
    elif node.op == "block" and best.words.endswith(best.code):
        attributes["name"] = replace(attributes["name"], value=best.code)
    return replace(node, label=node.label.replace(best.words, best.code), attributes=FrozenMap(attributes))
