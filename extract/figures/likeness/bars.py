"""Bars of a chart: slim shapes of one breadth that stand side by side on one line, of several lengths, are one thing."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from statistics import median

from extract.scene.geometry import bounds, grown, height, width
from extract.scene.model import Connector, Scene, Shape
from extract.scene.pictures import corners
from extract.scene.together import together
from graph import Box

FEWEST = 4
"""Fewest bars of a chart."""

LENGTHS = 3
"""Fewest lengths of its bars; cells and tokens have one."""

BROADEST = 2.0
"""Greatest breadth of a bar, in sizes of text."""

CLOSE = 2.0
"""Greatest gap between bars, in their breadths."""

ALIKE = 0.12
"""How much the breadths of two bars may differ."""

LEVEL = 0.5
"""How far the ends of bars may stand off their line, in points; and by how much two lengths differ that are two."""

THICK = 2.0
"""Least breadth of a bar that is drawn as a line, in the usual thickness of lines."""


def with_bars(scene: Scene, unit: float) -> Scene:
    """The scene with the bars of charts that are drawn as thick lines as shapes.

    Args:
        scene: of a figure.
        unit: usual size of its text in points.
    """
    texted = {block.shape for block in scene.blocks}
    boxes = {
        shape.id: shape.bbox for shape in scene.shapes if shape.id not in texted and _is_slim(shape, unit)
    }
    usual = median(line.thickness for line in scene.connectors) if scene.connectors else 0.0
    lines = {
        -1 - line.id: box for line in scene.connectors if (box := _thick(line, THICK * usual)) is not None
    }
    charts = _charts(boxes | lines)
    found = [i for chart in charts for i in chart if i < 0]
    if not found:
        return scene
    bars = [
        Shape(
            len(scene.shapes) + at,
            "rectangle",
            corners(lines[i]),
            lines[i],
            scene.connectors[-1 - i].color,
            order=scene.connectors[-1 - i].order,
        )
        for at, i in enumerate(found)
    ]
    gone = {-1 - i for i in found}
    left = [line for line in scene.connectors if line.id not in gone]
    return replace(
        scene,
        shapes=(*scene.shapes, *bars),
        connectors=tuple(replace(line, id=at) for at, line in enumerate(left)),
    )


def bars_of(shapes: Iterable[Shape], unit: float) -> list[list[int]]:
    """Ids of the shapes of each chart, in their order along it.

    Args:
        shapes: those without text and without others inside them.
        unit: usual size of text in points.
    """
    return _charts({shape.id: shape.bbox for shape in shapes if _is_slim(shape, unit)})


def _is_slim(shape: Shape, unit: float) -> bool:
    return (
        shape.kind in ("rectangle", "rounded")
        and not shape.symbol
        and min(width(shape.bbox), height(shape.bbox)) <= BROADEST * unit
    )


def _thick(line: Connector, least: float) -> Box | None:
    """The box of a thick straight line across or down without a head; None of any other."""
    box = bounds(line.points)
    thin = min(width(box), height(box))
    if (
        len(line.points) != 2
        or line.headed
        or line.block
        or line.dashed
        or thin > LEVEL
        or line.thickness < least
    ):
        return None
    x0, y0, x1, y1 = grown(box, line.thickness / 2)
    return (x0, box[1], x1, box[3]) if height(box) > width(box) else (box[0], y0, box[2], y1)


def _charts(boxes: Mapping[int, Box]) -> list[list[int]]:
    """Names of the boxes that are the bars of a chart, for each."""
    found: list[list[int]] = []
    for axis in (0, 1):
        # Bars stand on a line below or hang from one above, and lie to either side of an upright one.
        for foot in (3 - axis, 1 - axis):
            taken = {i for row in found for i in row}
            found += _rows({i: box for i, box in boxes.items() if i not in taken}, axis, foot)
    return found


def _rows(boxes: Mapping[int, Box], axis: int, foot: int) -> list[list[int]]:
    """Charts along an axis (0 across, 1 down) whose bars have one side of their boxes, the foot, in common."""
    ordered = sorted(boxes, key=lambda i: boxes[i][axis])
    pairs = []
    for at, i in enumerate(ordered):
        a = boxes[i]
        breadth = a[axis + 2] - a[axis]
        for j in ordered[at + 1 :]:
            b = boxes[j]
            gap = b[axis] - a[axis + 2]
            if gap > CLOSE * breadth:
                break
            alike = abs(b[axis + 2] - b[axis] - breadth) <= ALIKE * breadth
            if gap >= -LEVEL and alike and abs(a[foot] - b[foot]) <= LEVEL:
                pairs.append((i, j))
                break
    length = {i: round((box[3 - axis] - box[1 - axis]) / LEVEL) for i, box in boxes.items()}
    rows: Sequence[list[int]] = together(ordered, pairs)
    return [row for row in rows if len(row) >= FEWEST and len({length[i] for i in row}) >= LENGTHS]
