"""A table as a grid of cells, and what was read from it."""

from __future__ import annotations

from dataclasses import dataclass

from extract.model import FigureType
from graph import Box, Dim, Graph


@dataclass(frozen=True, slots=True)
class CellLine:
    """One printed line of a cell.

    Attributes:
        text: with raised digits as ² and lowered ones after an underscore.
        bbox: its region.
        baseline: y of its baseline.
        bold: whether most of it is set bold.
        group: index in the cell's `groups` of the bracket around it; None where there is none.
    """

    text: str
    bbox: Box
    baseline: float
    bold: bool = False
    group: int | None = None


@dataclass(frozen=True, slots=True)
class CellGroup:
    """A tall bracket over several lines of a cell, or a repeat mark set beside them.

    Attributes:
        repeat: the printed number of times, a string for a letter; None where none is printed.
        note: what else stands beside the bracket ("k = 8").
        bbox: the bracket's region.
        parent: index of the bracket around this one; None for an outermost one.
    """

    repeat: Dim | None
    note: str
    bbox: Box
    parent: int | None = None


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of the grid; rows and columns count from 0, the spans are at least 1."""

    row: int
    column: int
    row_span: int
    column_span: int
    lines: tuple[CellLine, ...]
    groups: tuple[CellGroup, ...]
    bbox: Box

    @property
    def text(self) -> str:
        """All lines, joined by spaces; a word that is hyphenated at a line's end is put together."""
        out = ""
        for line in self.lines:
            if out.endswith("-") and len(out) > 2 and out[-2].isalpha() and line.text[:1].islower():
                out = out[:-1] + line.text
            else:
                out = f"{out} {line.text}" if out else line.text
        return out


@dataclass(frozen=True, slots=True)
class Grid:
    """A table's cells, to be looked at in an overlay.

    Attributes:
        bbox: the table's region.
        columns: x range of each column.
        rows: y range of each row.
        header_rows: how many rows at the top are headers.
        cells: in reading order; places without print have none.
        horizontal, vertical: rulings as (position, start, end).
        turn: 0 for a table that reads level, 1 upward, 3 downward; all boxes are those of a level reader.
    """

    bbox: Box
    columns: tuple[tuple[float, float], ...]
    rows: tuple[tuple[float, float], ...]
    header_rows: int
    cells: tuple[Cell, ...]
    horizontal: tuple[tuple[float, float, float], ...] = ()
    vertical: tuple[tuple[float, float, float], ...] = ()
    turn: int = 0

    def at(self, row: int, column: int) -> Cell | None:
        """The cell that covers a place, merged cells included; None where nothing is printed.

        Where a head over several columns was taken into the row of theirs, it is the narrower head.
        """
        found: Cell | None = None
        for cell in self.cells:
            if (
                cell.row <= row < cell.row + cell.row_span
                and cell.column <= column < cell.column + cell.column_span
                and (found is None or cell.column_span < found.column_span)
            ):
                found = cell
                if cell.column_span == 1 or row >= self.header_rows:
                    break
        return found

    def text(self, row: int, column: int) -> str:
        """The text at a place; "" where nothing is printed."""
        cell = self.at(row, column)
        return cell.text if cell else ""


@dataclass(frozen=True, slots=True)
class TableReading:
    """What was read from a table exhibit.

    Attributes:
        figure_type: kind of layer table; None where it shows no network.
        graphs: one for each network or module; empty where it shows none.
        grids: the cells, one grid for each table that stands under the caption.
        confidence: rank from 0 to 1 that the graphs are right, to be calibrated.
        reason: for a person: why there is no graph, or what is doubtful.
    """

    figure_type: FigureType | None
    graphs: tuple[Graph, ...]
    grids: tuple[Grid, ...]
    confidence: float
    reason: str = ""
