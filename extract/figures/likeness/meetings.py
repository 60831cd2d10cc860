"""What lines meet among cells: small shapes without text, of which many look alike."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from extract.figures.likeness.units import is_dots
from extract.scene.geometry import (
    Point,
    bounds,
    centre,
    gap_to_polygon,
    grown,
    height,
    holds,
    length_of,
    nearest_on,
    width,
)
from extract.scene.model import Connector, Shape, TextBlock
from extract.scene.places import Places

REACH = 3.0
"""How near a line's end must come to a shape, in points."""


@dataclass(frozen=True, slots=True)
class Meeting:
    """A line and what it meets.

    Attributes:
        line: the line.
        cells: ids of the cells at its ends and of those through whose middle it runs, in their order along it.
        others: names of what else its ends are at; "" where one lies in the open or at an ellipsis.
    """

    line: Connector
    cells: tuple[int, ...]
    others: tuple[str, ...]

    def along(self, axis: int) -> bool:
        """Whether the line runs straight across (axis 0) or down (1)."""
        (x0, y0), (x1, y1) = self.line.points[0], self.line.points[-1]
        sides = abs(x1 - x0), abs(y1 - y0)
        return sides[1 - axis] < 0.1 * sides[axis]


def meetings_of(
    cells: Mapping[int, Shape],
    shapes: Sequence[Shape],
    connectors: Sequence[Connector],
    blocks: Sequence[TextBlock],
    unit: float,
) -> list[Meeting]:
    """What each line meets.

    Args:
        cells: by their ids.
        shapes: all shapes.
        connectors: all lines; thick arrows join no single cells and are left out.
        blocks: all text.
        unit: usual size of text in points.
    """
    own = Places((cell.bbox, cell) for cell in cells.values())
    rest = Places((shape.bbox, shape) for shape in shapes if shape.id not in cells)
    found = []
    for line in connectors:
        if line.block:
            continue
        met: list[tuple[float, int]] = []
        others = []
        for end, place in ((line.points[0], 0.0), (line.points[-1], length_of(line.points))):
            cell = _at(end, own)
            if cell is not None:
                met.append((place, cell))
            else:
                others.append(_other_at(end, rest, blocks, unit))
        met.extend(_passed(line, own))
        found.append(Meeting(line, tuple(dict.fromkeys(cell for _, cell in sorted(met))), tuple(others)))
    return found


def _at(point: Point, shapes: Places[Shape]) -> int | None:
    """The shape whose outline is nearest to a point, within reach."""
    near = [
        (gap, shape.id)
        for shape in shapes.at(point, REACH)
        if (gap := abs(gap_to_polygon(point, shape.outline))) <= REACH
    ]
    return min(near)[1] if near else None


def _other_at(point: Point, rest: Places[Shape], blocks: Sequence[TextBlock], unit: float) -> str:
    for block in blocks:
        if holds(grown(block.bbox, unit), point):
            return "" if is_dots(block.text) else f"text {block.id}"
    shape = _at(point, rest)
    return "" if shape is None else f"shape {shape}"


def _passed(line: Connector, cells: Places[Shape]) -> list[tuple[float, int]]:
    """Cells through whose middle a straight line runs, and where."""
    if len(line.points) != 2:
        return []
    whole = length_of(line.points)
    found = []
    for cell in cells.near(bounds(line.points)):
        gap, place = nearest_on(centre(cell.bbox), line.points)
        size = min(width(cell.bbox), height(cell.bbox))
        if gap < 0.25 * size and 0.5 * size < min(place, whole - place):
            found.append((place, cell.id))
    return found
