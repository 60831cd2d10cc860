"""Cells against each other that one letter names with its indices are one tensor; products of two letters are one matrix.

"T_1 | T_2 | … | T_N" is what an encoder gives for a batch, a grid of "I_i · T_j" compares all of one with all of another.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from extract.figures.likeness.tables import against
from extract.figures.likeness.units import is_dots
from extract.labels import ParsedLabel, ParsedOperation
from extract.scene.geometry import grown, holds
from extract.scene.model import Connector, Shape
from extract.scene.places import Places
from extract.scene.together import together

FEWEST = 3
"""Fewest cells with letters."""

TOUCH = 1.0
"""Greatest gap between cells, and between a cell and the end of a line, in points."""

PRINTED = 0.5
"""Least share of the cells that something is printed in."""

_INDEX = r"_?\{?(?:\d{1,2}|[A-Za-z])\}?"
INDEXED = re.compile(rf"^(?P<letter>[^\W\d_]){_INDEX}$")
"""A letter with its index."""

PRODUCT = re.compile(rf"^(?P<letter>[^\W\d_]){_INDEX}\s?[·•∙⋅×*]\s?(?P<other>[^\W\d_]){_INDEX}$")
"""A product of two letters with their indices."""


def indexed_cells(
    shapes: Sequence[Shape], texts: Mapping[int, str], connectors: Sequence[Connector]
) -> dict[tuple[int, ...], str]:
    """What each tensor or matrix of such cells says, by the ids of its cells in the order of reading.

    Args:
        shapes: those without others inside them.
        texts: what stands in each shape.
        connectors: all lines; where one leads from cell to cell they are no parts of one thing.
    """
    cells = {
        shape.id: shape
        for shape in shapes
        if shape.kind == "rectangle" and not shape.symbol and _may_be(texts.get(shape.id, "").strip())
    }
    if not any(texts.get(i, "").strip() for i in cells):
        return {}
    places = Places((cell.bbox, cell) for cell in cells.values())
    pairs = [
        (cell.id, other.id)
        for cell in cells.values()
        for other in places.near(cell.bbox, TOUCH)
        if other.id > cell.id and against(cell.bbox, other.bbox)
    ]
    found = {}
    for group in together(cells, pairs):
        ordered = sorted(group, key=lambda i: (round(cells[i].bbox[1]), cells[i].bbox[0]))
        said = [text for i in ordered if (text := texts.get(i, "").strip()) and not is_dots(text)]
        if len(said) < max(FEWEST, PRINTED * len(group)) or len(set(said)) < len(said):
            continue
        if (_of_one(said, INDEXED) or _of_one(said, PRODUCT)) and not _joined(
            [cells[i] for i in group], connectors
        ):
            found[tuple(ordered)] = " ".join(said)
    return found


def as_product(text: str) -> ParsedLabel | None:
    """What a matrix of products means; None for all other cells."""
    if not _of_one(re.findall(r"\S+(?:\s?[·•∙⋅×*]\s?\S+)?", text), PRODUCT):
        return None
    return ParsedLabel(text, (ParsedOperation("matmul", label=text),), "operations", 0.6)


def _may_be(text: str) -> bool:
    return not text or is_dots(text) or any(form.match(text) for form in (INDEXED, PRODUCT))


def _of_one(said: Sequence[str], form: re.Pattern[str]) -> bool:
    """Whether all are of one form and of the same letters."""
    matches = [form.match(text) for text in said]
    return None not in matches and len({tuple(match.groups()) for match in matches if match}) == 1


def _joined(cells: Sequence[Shape], connectors: Sequence[Connector]) -> bool:
    """Whether a line leads from one of the cells to another."""
    for line in connectors:
        ends = [
            {cell.id for cell in cells if holds(grown(cell.bbox, TOUCH), end)}
            for end in (line.points[0], line.points[-1])
        ]
        if all(ends) and ends[0] != ends[1]:
            return True
    return False
