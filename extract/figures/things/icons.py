"""Icons in named boxes: a lock, a flame or a snowflake marks what the box says, and no line means it."""

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
