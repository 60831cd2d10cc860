"""Sequences drawn over each other as rows of circles, where lines join some steps of one row to some of the next."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from itertools import pairwise

from extract.figures.likeness.neurons import LARGEST, REACH, joined_circles
from extract.figures.likeness.steps import JOINED, Steps
from extract.scene.geometry import centre, grown, height, holds, union, width
from extract.scene.model import Connector, Shape

FEWEST = 3
"""Fewest rows, and fewest units of the widest one."""

SAME = 0.15
"""How much the sizes of units may differ."""

LEVEL = 0.25
"""How far the middles of units of a row may be off one level, in their size."""

FULL = 0.75
"""Share of all pairs of units of two rows that are joined in a dense layer."""


def sequences_of(
    shapes: Sequence[Shape],
    parent: Mapping[int, int | None],
    connectors: Sequence[Connector],
    names: Collection[int],
) -> list[Steps]:
    """The rows, from the top or the left; none where circles may be things of their own.

    Lines join units of rows that follow each other only, or neighbours in a row, and lines from several units of a row
    come to one of the next: things that follow each other one by one are joined each to one. Units without a line only
    show that the row goes on. Rows of which each unit is joined to all of the next are dense layers, told elsewhere.

    Args:
        shapes: circles.
        parent: the shape around each shape.
        connectors: the scene's lines.
        names: those of them that are labelled, which are things of their own.
    """
    units = {s.id: s for s in shapes if width(s.bbox) <= LARGEST and s.id not in names}
    joined = joined_circles(units, connectors)
    for along in (0, 1):
        found = [
            row
            for frame in {parent[i] for i in units}
            for group in _sizes([i for i in units if parent[i] == frame], units)
            if _follow(rows := _levels(group, units, along), joined)
            for row in rows
        ]
        if found:
            return [_steps(row, units, joined, connectors) for row in found]
    return []


def _steps(
    row: Sequence[int],
    units: Mapping[int, Shape],
    joined: Mapping[int, set[int]],
    connectors: Sequence[Connector],
) -> Steps:
    """A row with the lines along it."""
    near = sum(b in joined.get(a, ()) for a, b in pairwise(row))
    around = grown(union(units[i].bbox for i in row), REACH)
    lines = (line.id for line in connectors if all(holds(around, point) for point in line.points))
    return Steps(tuple(row), near > 0 and near >= JOINED * (len(row) - 1), frozenset(lines))


def _sizes(own: Sequence[int], units: Mapping[int, Shape]) -> list[list[int]]:
    """Units of one size together."""
    found: list[list[int]] = []
    for i in own:
        like = next((group for group in found if _same(units[group[0]], units[i])), None)
        if like is None:
            found.append([i])
        else:
            like.append(i)
    return found


def _same(a: Shape, b: Shape) -> bool:
    return all(abs(size(a.bbox) - size(b.bbox)) <= SAME * size(a.bbox) for size in (width, height))


def _levels(group: Sequence[int], units: Mapping[int, Shape], along: int) -> list[list[int]]:
    """Units of one level together, in their order."""
    place = {i: centre(units[i].bbox) for i in group}
    across = 1 - along
    off = LEVEL * width(units[group[0]].bbox)
    rows: list[list[int]] = []
    for i in sorted(group, key=lambda i: place[i][across]):
        if rows and place[i][across] - place[rows[-1][0]][across] <= off:
            rows[-1].append(i)
        else:
            rows.append([i])
    return [sorted(row, key=lambda i: place[i][along]) for row in rows]


def _follow(rows: Sequence[Sequence[int]], joined: Mapping[int, set[int]]) -> bool:
    """Whether lines lead from each row to the next and nowhere else, and several of them to one unit."""
    if len(rows) < FEWEST or max(len(row) for row in rows) < FEWEST:
        return False
    place = {i: (at, index) for at, row in enumerate(rows) for index, i in enumerate(row)}
    for i, (row, index) in place.items():
        for other, at in (place[j] for j in joined.get(i, ()) if j in place):
            if abs(row - other) > 1 or (row == other and abs(index - at) > 1):
                return False
    ways = [[(i, j) for i in a for j in joined.get(i, ()) if j in b] for a, b in pairwise(rows)]
    several = [len({i for line in lines for i in line}) < 2 * len(lines) for lines in ways]
    full = [len(lines) >= FULL * len(a) * len(b) for lines, (a, b) in zip(ways, pairwise(rows), strict=True)]
    return all(ways) and sum(several) > 1 and not any(full)
