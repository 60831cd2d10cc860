"""Cells with a name each right beside them: each is a thing of its own, however alike they are drawn."""

from __future__ import annotations

import re
from collections.abc import Sequence
from statistics import median

from extract.scene.geometry import centre
from graph import Box

FEWEST = 3
"""Fewest cells that are named alike."""

NEAR = 1.0
"""Greatest gap between a cell and its name, in sizes of text."""

ALIKE = 0.3
"""By how much the gaps differ, in sizes of text."""

LEVEL = 0.3
"""How far the middles of a cell and its name may lie off one level, in sizes of text."""

WORD = re.compile(r"[^\W\d]")
"""What a name has; bare numbers count what is drawn as one."""


def own_names(
    cells: Sequence[Box], names: Sequence[tuple[Box, str]], unit: float, sides: Sequence[int] = (0, 2)
) -> dict[int, int]:
    """The number of its name for each cell that has one right beside it, at one gap from all of them.

    Args:
        cells: boxes drawn alike.
        names: free texts with their boxes.
        unit: usual size of text in points.
        sides: where names may stand: 0 left, 1 over, 2 right, 3 under.
    """
    offers: dict[int, list[tuple[float, int, int]]] = {side: [] for side in sides}
    for i, cell in enumerate(cells):
        for n, (box, text) in enumerate(names):
            if WORD.search(text):
                for side in sides:
                    gap = _gap(cell, box, side, unit)
                    if gap is not None and gap <= NEAR * unit:
                        offers[side].append((gap, i, n))
    found: dict[int, int] = {}
    for near in offers.values():
        usual = median(gap for gap, _, _ in near) if near else 0.0
        even = [(i, n) for gap, i, n in near if abs(gap - usual) <= ALIKE * unit]
        if len(even) >= FEWEST and len({i for i, _ in even}) == len({n for _, n in even}) == len(even):
            found.update(even)
    return found


def _gap(cell: Box, name: Box, side: int, unit: float) -> float | None:
    """How far a name stands beside one side of a cell, in the middle of it; None where it stands elsewhere."""
    low = side % 2
    (x, y), (u, v) = centre(cell), centre(name)
    off = abs(y - v) if low == 0 else abs(x - u)
    gap = cell[low] - name[low + 2] if side < 2 else name[low] - cell[low + 2]
    return gap if off <= LEVEL * unit and gap >= -0.1 * unit else None
