"""Cells that say again what another one says: "ditto", "as 1", "same as SN" beside such a column, "=" beside any."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import replace

from extract.tables.head_rows import heads_of
from extract.tables.headers import plain
from extract.tables.model import Cell, Grid

_LIKE = r"(?:the )?(?:same|identical|equal)(?: (?:as|to|with|like))|as(?: in| for)?|like|see|="
_ABOVE = re.compile(
    rf"(?:(?:{_LIKE})\s+(?:the )?(?:one )?)(?:above|previous|preceding|last)(?: (?:row|line|layer|block|one|stage))?"
    r"|ditto|do\.|idem|id\.|[〃″”“\"]|''|’’|,,|‖|∥|\|\|",
    re.I,
)
"""What stands for the cell above it, apart from dashes at its sides ("– ditto –", "–”–")."""
_SAME = re.compile(
    r"(?:the )?same(?: (?:size|shape))?|unchanged|not changed|no change|as (?:above|before|input)", re.I
)
"""What stands for the size above it, where a layer's size is printed; a padding may be called "same" as well."""
_NAMED = re.compile(rf"(?:{_LIKE})\s+(?:the |in |for )?(?P<name>\S.*)", re.I)
"""What stands for the cell beside it that is under the head of another network."""
_ROW = re.compile(r"^(?:(?:layer|row|no|step|line|block|stage)\b\.?|#)\s*(?=\d)")
"""What rows are called before their number."""
_LEFT = re.compile(r"=+|←|⟵|<-+")
"""What stands for the cell of the network at its left."""
_DASHES = "-–—−. "


def with_cells_said_again(grid: Grid) -> Grid:
    """A grid in which such cells hold what they stand for, at their own place."""
    said: dict[tuple[int, int], Cell] = {}
    cells = []
    sizes = [at for at, head in enumerate(heads_of(grid, grid.header_rows)) if head.role == "output"]
    for cell in sorted(grid.cells, key=lambda cell: (cell.row, cell.column)):
        source = _source(grid, cell, said, sizes) if cell.row >= grid.header_rows else None
        if source is not None:
            cell = replace(cell, lines=source.lines, groups=source.groups)
            said[cell.row, cell.column] = cell
        cells.append(cell)
    return replace(grid, cells=tuple(cells)) if said else grid


def _source(grid: Grid, cell: Cell, said: dict[tuple[int, int], Cell], sizes: Collection[int]) -> Cell | None:
    text = cell.text.strip()
    above = _ABOVE.fullmatch(text.strip(_DASHES)) or (cell.column in sizes and _SAME.fullmatch(text))
    if above and cell.row > grid.header_rows:
        row, column = cell.row - 1, cell.column
    elif cell.column > 1 and _LEFT.fullmatch(text):
        row, column = cell.row, cell.column - 1
    elif (named := _NAMED.fullmatch(text)) and (beside := _headed(grid, cell, named["name"])) is not None:
        row, column = cell.row, beside
    elif named and (other := _called(grid, cell, named["name"])) is not None:
        row, column = other, cell.column
    else:
        return None
    found = grid.at(row, column)
    return None if found is None else said.get((found.row, found.column), found)


def _called(grid: Grid, cell: Cell, name: str) -> int | None:
    """The row above whose first cell is that name or number: "as 1", "same as conv2"."""
    wanted = _ROW.sub("", plain(name))
    rows = range(grid.header_rows, cell.row)
    return next((row for row in rows if cell.column and plain(grid.text(row, 0)) == wanted), None)


def _headed(grid: Grid, cell: Cell, name: str) -> int | None:
    """The other column whose head is of that name, whatever stands behind it ("SN (baseline)"); the one at its left."""
    wanted = plain(name).strip("()")
    if wanted in ("left", "the left") and cell.column:
        return cell.column - 1
    for column in range(len(grid.columns)):
        heads = [plain(grid.text(row, column)) for row in range(grid.header_rows)]
        if column != cell.column and any(
            re.fullmatch(rf"{re.escape(wanted)}(?:\W.*)?", head) for head in heads
        ):
            return column
    return None
