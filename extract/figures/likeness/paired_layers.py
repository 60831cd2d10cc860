"""Layers whose units are joined one by one: samples, copies with noise, and what a function makes of each unit."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from extract.scene.geometry import centre, distance, width
from extract.scene.model import Shape

COVERED = 0.75
"""Least share of a layer whose units have a partner; in a crowd some lines are lost."""

FEWEST = 3
"""Fewest units of a layer that another one is found by."""

LEVEL = 0.35
"""Greatest difference between the places of two partners beside their units, in their size."""


def with_paired(
    layers: Sequence[Sequence[int]], units: Mapping[int, Shape], joined: Mapping[int, set[int]]
) -> list[list[int]]:
    """Layers, and those circles that stand beside the units of one and are joined to one of them each.

    Args:
        layers: ids of the units of each layer known so far.
        units: all circles that may be units.
        joined: for each circle that lines lead to, those at the lines' other ends.
    """
    found = [list(layer) for layer in layers]
    taken = {i for layer in found for i in layer}
    at = 0
    while at < len(found):
        partners = _partners(found[at], units, joined, taken) if len(found[at]) >= FEWEST else []
        found.extend(partners)
        taken.update(i for layer in partners for i in layer)
        at += 1
    return found


def _partners(
    layer: Sequence[int], units: Mapping[int, Shape], joined: Mapping[int, set[int]], taken: set[int]
) -> list[list[int]]:
    """Circles that are joined to one unit of a layer each and stand at the same place beside it."""
    own = set(layer)
    pairs = [
        (i, unit)
        for unit in layer
        for i in joined[unit]
        if i not in taken and joined[i] & own == {unit} and not joined[i] & (joined.keys() - own - taken)
    ]
    rows: list[list[tuple[int, int]]] = []
    for pair in pairs:
        row = next((row for row in rows if _alike(pair, row[0], units)), None)
        if row is None:
            rows.append([pair])
        else:
            row.append(pair)
    return [[i for i, _ in row] for row in rows if len({unit for _, unit in row}) >= COVERED * len(layer)]


def _alike(a: tuple[int, int], b: tuple[int, int], units: Mapping[int, Shape]) -> bool:
    """Whether two partners are of one size and stand at the same place beside their units."""
    size = width(units[b[0]].bbox)
    if abs(width(units[a[0]].bbox) - size) > 0.15 * size:
        return False
    (xa, ya), (xb, yb) = (_offset(pair, units) for pair in (a, b))
    return distance((xa, ya), (xb, yb)) <= LEVEL * size


def _offset(pair: tuple[int, int], units: Mapping[int, Shape]) -> tuple[float, float]:
    (x, y), (x0, y0) = (centre(units[i].bbox) for i in pair)
    return x - x0, y - y0
