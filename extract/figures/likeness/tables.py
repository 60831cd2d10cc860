"""Tables of cells: cells of one size against each other that show numbers or single letters are one tensor.

A vector of numbers, a one-hot column, a grid of codes, and predictions for each frame are drawn so.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from extract.figures.likeness.units import is_mark
from extract.labels import ParsedLabel, ParsedOperation
from extract.scene.geometry import height, same_size, width
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

ALIKE_PAIRS = 3
"""Fewest tokens of two cells that are drawn alike."""

PRINTED = 0.5
"""Least share of the cells that something is printed in."""


def tables_of(shapes: Sequence[Shape], texts: Mapping[int, str]) -> dict[tuple[int, ...], str]:
    """What each table of cells says, by the ids of its cells in the order of reading.

    Letters say something together, as the characters of a word do; numbers are values, and say nothing.

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
        if other.id > cell.id and against(cell.bbox, other.bbox)
    ]
    by_id = {cell.id: cell for cell in cells}
    found = {}
    for table in together(by_id, pairs):
        ordered = sorted(table, key=lambda i: (round(by_id[i].bbox[1] / TOUCH), by_id[i].bbox[0]))
        printed = [text for i in ordered if (text := texts.get(i, "").strip())]
        # In a single row numbers of several digits may count the channels of layers drawn against each other.
        counted = (
            printed if _in_rows([by_id[i].bbox for i in ordered]) else [t for t in printed if len(t) == 1]
        )
        if len(table) >= FEWEST and len(counted) >= PRINTED * len(table):
            letters = 2 * sum(text.isalpha() for text in printed) >= len(printed)
            found[tuple(ordered)] = "".join(printed) if letters else ""
    return found


def _in_rows(boxes: Sequence[Box]) -> bool:
    """Whether boxes stand in more rows and columns than one."""
    return all(max(box[low] for box in boxes) - min(box[low] for box in boxes) > 2 * TOUCH for low in (0, 1))


def paired_cells(shapes: Sequence[Shape], texts: Mapping[int, str]) -> dict[tuple[int, ...], str]:
    """What each token of two cells says, by the ids of its cells: one that numbers it, and one of its own.

    Args:
        shapes: those without others inside them.
        texts: what stands in each shape.
    """
    cells = [s for s in shapes if s.kind in ("rectangle", "rounded", "polygon") and not s.symbol]
    numbers = [
        cell for cell in cells if len(texts.get(cell.id, "").strip()) == 1 or is_mark(texts.get(cell.id, ""))
    ]
    places = Places((cell.bbox, cell) for cell in cells)
    beside = {
        number.id: [
            other
            for other in places.near(number.bbox, TOUCH)
            if other.id != number.id and _side_of(number.bbox, other.bbox) is not None
        ]
        for number in numbers
    }
    found: dict[tuple[object, ...], dict[tuple[int, ...], str]] = {}
    for number in numbers:
        if len(beside[number.id]) != 1:
            continue
        other = beside[number.id][0]
        if is_mark(texts.get(other.id, "")) and (other.id < number.id or len(beside[other.id]) != 1):
            continue
        said = texts.get(other.id, "").strip()
        form = _side_of(number.bbox, other.bbox), round(width(other.bbox)), round(height(other.bbox))
        found.setdefault(form, {})[number.id, other.id] = "" if is_mark(said) else said
    return {
        pair: said for pairs in found.values() if len(pairs) >= ALIKE_PAIRS for pair, said in pairs.items()
    }


def _side_of(a: Box, b: Box) -> int | None:
    """At which side of a box another one of its extent stands against it; None for none."""
    for low in (0, 1):
        level = all(abs(a[side] - b[side]) <= TOUCH for side in (1 - low, 3 - low))
        if level and abs(a[low + 2] - b[low]) <= TOUCH:
            return low + 2
        if level and abs(b[low + 2] - a[low]) <= TOUCH:
            return low
    return None


def _is_value(text: str) -> bool:
    """Whether what is printed in a cell is a number, a letter, or nothing."""
    plain = text.strip()
    return len(plain) < 2 or plain.lstrip("-−+").replace(".", "", 1).isdecimal()


def against(a: Box, b: Box) -> bool:
    """Whether two boxes of one size have a whole side in common."""
    if not same_size(a, b, ALIKE):
        return False
    return any(
        abs(a[low + 2] - b[low]) <= TOUCH or abs(b[low + 2] - a[low]) <= TOUCH
        for low in (0, 1)
        if abs(a[1 - low] - b[1 - low]) <= TOUCH
    )


def as_tensor(text: str) -> ParsedLabel:
    """What the characters of a table mean."""
    return ParsedLabel(text, (ParsedOperation("feature_map", label=text),), "tensor", 0.6)
