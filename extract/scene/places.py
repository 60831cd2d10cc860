"""What lies near a place, found without a look at everything that is drawn."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Generic, TypeVar

from extract.scene.geometry import Point, grown, touches
from graph import Box

T = TypeVar("T")

CELL = 24.0
"""Side of the cells that a page is parted into, in points."""

MOST_CELLS = 64
"""What reaches over more cells than this is looked at each time."""


class Places(Generic[T]):
    """Things by the places that their boxes take."""

    def __init__(self, items: Iterable[tuple[Box, T]]) -> None:
        """Things with their boxes, in points."""
        self.items = list(items)
        self.cells: dict[tuple[int, int], list[int]] = {}
        self.wide: list[int] = []
        for i, (box, _) in enumerate(self.items):
            cells = _cells(box)
            if cells is None:
                self.wide.append(i)
                continue
            for cell in cells:
                self.cells.setdefault(cell, []).append(i)

    def near(self, box: Box, margin: float = 0.0) -> list[T]:
        """What meets a box or comes nearer to it than a margin, in the order given."""
        around = grown(box, margin)
        cells = _cells(around)
        found: Iterable[int]
        if cells is None:
            found = range(len(self.items))
        else:
            found = sorted({i for cell in cells for i in self.cells.get(cell, ())}.union(self.wide))
        return [self.items[i][1] for i in found if touches(around, self.items[i][0])]

    def at(self, point: Point, margin: float = 0.0) -> list[T]:
        """What meets a point or comes nearer to it than a margin, in the order given."""
        return self.near((*point, *point), margin)


def _cells(box: Box) -> list[tuple[int, int]] | None:
    """The cells that a box reaches into; None where they are more than MOST_CELLS."""
    left, top, right, bottom = (int(value // CELL) for value in box)
    if (right - left + 1) * (bottom - top + 1) > MOST_CELLS:
        return None
    return [(column, row) for column in range(left, right + 1) for row in range(top, bottom + 1)]
