"""Whether a shape or line looks like the sample of a legend."""

from __future__ import annotations

from extract.scene.geometry import dot, height, same_size, width
from extract.scene.model import Color, Connector, Scene, Shape, end_of, like
from extract.scene.surfaces import WHITE

SLIM = 1.6
"""By how much a box may be longer for its height than a sample without colour, or one of several of one colour."""

CELL = 0.1
"""How much the cells of a grid differ in their extents, and by what share of these they stand apart."""

THICKER = 0.15
"""How much the thickness of a line differs from that of its sample, in the greater."""


def coloured_alike(a: Connector, b: Connector) -> bool:
    """Whether two lines have the same colour."""
    return a.color is not None and b.color is not None and like(a.color, b.color, 0.06)


def dashed_alike(a: Connector, b: Connector) -> bool:
    """Whether both lines are dashed, or neither is."""
    return a.dashed == b.dashed


def as_thick(a: Connector, b: Connector) -> bool:
    """Whether two lines are about as thick."""
    return abs(a.thickness - b.thickness) <= THICKER * max(a.thickness, b.thickness)


def onward(a: Connector, b: Connector) -> float:
    """The cosine between the directions in which two lines end; 0 where one of them has no head there."""
    return dot(end_of(a, last=True)[1], end_of(b, last=True)[1]) if a.head_end and b.head_end else 0.0


def filled_alike(a: Shape, b: Shape) -> bool:
    """Whether two shapes have the same filling: a pattern, a colour, or none."""
    fill, other = _on_paper(a), _on_paper(b)
    if a.pattern != b.pattern or fill is None or other is None:
        return a.pattern == b.pattern and fill is other
    return like(fill, other, 0.06)


def _on_paper(shape: Shape) -> Color | None:
    """The colour of a shape that can be told from that of the paper."""
    return None if shape.fill is None or like(shape.fill, WHITE, 0.01) else shape.fill


def formed_alike(a: Shape, b: Shape) -> bool:
    """Whether two shapes are outlined alike and about as long for their height."""
    slim = (width(a.bbox) * height(b.bbox)) / max(1e-6, height(a.bbox) * width(b.bbox))
    return a.dashed == b.dashed and a.kind == b.kind and 1 / SLIM <= slim <= SLIM


def in_grid(sample: Shape | Connector, scene: Scene) -> bool:
    """Whether a shape is a cell of a grid: others of its size stand against it on its left and over or under it."""
    if isinstance(sample, Connector):
        return False
    x0, y0, x1, y1 = sample.bbox
    like = [
        other.bbox
        for other in scene.shapes
        if other is not sample and same_size(sample.bbox, other.bbox, CELL)
    ]
    close = CELL * min(x1 - x0, y1 - y0)
    left = any(abs(box[2] - x0) <= close and abs(box[1] - y0) <= close for box in like)
    piled = any(
        min(abs(box[3] - y0), abs(box[1] - y1)) <= close and abs(box[0] - x0) <= close for box in like
    )
    return left and piled
