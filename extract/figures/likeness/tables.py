"""Tables of cells: cells of one size against each other that show numbers or single letters are one tensor."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from extract.scene.geometry import same_size
from extract.scene.model import Shape
from extract.scene.places import Places
from extract.scene.together import together
from graph import Box

FEWEST = 4
"""Fewest cells of a table."""

TOUCH = 0.8
"""Greatest gap, and overlap, between cells, in points."""

ALIKE = 0.08
"""How much the extents of two cells may differ."""

PRINTED = 0.5
"""Least share of the cells that something is printed in."""


def tables_of(shapes: Sequence[Shape], texts: Mapping[int, str]) -> list[list[int]]:
    """Ids of the cells of each table of more rows than one and more columns than one.

    Args:
        shapes: those without others inside them.
        texts: what stands in each shape.
    """
    cells = [
        shape
        for shape in shapes
        if shape.kind in ("rectangle", "rounded") and not shape.symbol and _is_value(texts.get(shape.id, ""))
    ]
    places = Places((cell.bbox, cell) for cell in cells)
    pairs = [
        (cell.id, other.id)
        for cell in cells
        for other in places.near(cell.bbox, TOUCH)
        if other.id > cell.id and _against(cell.bbox, other.bbox)
    ]
    by_id = {cell.id: cell for cell in cells}
    return [
        table
        for table in together(by_id, pairs)
        if len(table) >= FEWEST
        and all(_spread([by_id[i].bbox for i in table], low) for low in (0, 1))
        and sum(bool(texts.get(i, "").strip()) for i in table) >= PRINTED * len(table)
    ]


def _is_value(text: str) -> bool:
    """Whether what is printed in a cell is a number, a letter, or nothing."""
    plain = text.strip()
    return len(plain) < 2 or plain.lstrip("-−+").replace(".", "", 1).isdecimal()


def _against(a: Box, b: Box) -> bool:
    """Whether two boxes of one size have a whole side in common."""
    if not same_size(a, b, ALIKE):
        return False
    return any(
        abs(a[low + 2] - b[low]) <= TOUCH or abs(b[low + 2] - a[low]) <= TOUCH
        for low in (0, 1)
        if abs(a[1 - low] - b[1 - low]) <= TOUCH
    )


def _spread(boxes: Sequence[Box], low: int) -> bool:
    """Whether boxes stand in more columns (0), or rows (1), than one."""
    return max(box[low] for box in boxes) - min(box[low] for box in boxes) > 2 * TOUCH
