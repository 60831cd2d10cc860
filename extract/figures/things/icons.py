"""Icons: a lock, a flame or a snowflake in a named box marks what it says, a small triangle beside one as well."""

from __future__ import annotations

from collections.abc import Sequence

from extract.scene.geometry import box_area, height, width
from extract.scene.model import Shape, TextBlock

SIZE = 1.3
"""Greatest extent of the parts of an icon, in sizes of the text that it stands beside."""

SHARE = 0.05
"""Greatest share of its box that a part of an icon covers."""

PARTS = 3
"""Most closed parts that an icon is drawn with; more of them are cells or units."""


FLAG = 1.5
"""Greatest extent of a bare triangle that is a mark, in sizes of text."""


def is_flag(shape: Shape, unit: float) -> bool:
    """Whether an unnamed shape is a small triangle: the head of an arrow, or a flame or flag at what is trained.

    Args:
        shape: without text in it.
        unit: usual size of text in points.
    """
    return (
        shape.kind == "triangle"
        and not shape.symbol
        and max(width(shape.bbox), height(shape.bbox)) < FLAG * unit
    )


def icons_in(holder: Shape, own: Sequence[TextBlock], inner: Sequence[Shape]) -> set[int]:
    """Ids of the shapes that are parts of an icon in a box; empty where all that it holds is no icon.

    Args:
        holder: the box.
        own: the text right in it.
        inner: all shapes in it.
    """
    if not own or not 0 < len(inner) <= PARTS:
        return set()
    largest = SIZE * max(block.size for block in own)
    small = all(
        not shape.symbol
        and max(width(shape.bbox), height(shape.bbox)) <= largest
        and box_area(shape.bbox) <= SHARE * box_area(holder.bbox)
        for shape in inner
    )
    return {shape.id for shape in inner} if small else set()
