"""Like volumes in a row with an ellipsis among them, led to from across, are one sequence of vectors."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from extract.figures.likeness.units import is_dots
from extract.scene.geometry import centre, height, holds, overlap, union, width
from extract.scene.model import Connector, Shape, TextBlock
from graph import Box

FEWEST = 3
"""Fewest volumes of a sequence."""

WIDEST = 6.0
"""Greatest gap over the ellipsis, in widths of a face."""

NEAR = 2.0
"""Farthest that the tip of an arrow, or the beginning of one, ends from the row, in sizes of text."""


def volume_sequences(
    shapes: Sequence[Shape], connectors: Sequence[Connector], blocks: Sequence[TextBlock], unit: float
) -> list[list[int]]:
    """Ids of the volumes of each sequence, from the left.

    Volumes that follow each other along the flow have arrows between them, or between them and other things on
    their level; those of a sequence are met by arrows from over and under the row only.

    Args:
        shapes: volumes without text.
        connectors: the lines of the scene.
        blocks: its text.
        unit: usual size of text, in points.
    """
    dots = [block.bbox for block in blocks if is_dots(block.text)]
    volumes = sorted((s for s in shapes if s.kind == "volume" and s.front), key=lambda s: s.bbox[0])
    rows: list[list[Shape]] = []
    for volume in volumes:
        row = next((row for row in rows if _follows(row[-1], volume, dots)), None)
        if row is None:
            rows.append([volume])
        else:
            row.append(volume)
    return [
        [volume.id for volume in row]
        for row in rows
        if len(row) >= FEWEST
        and any(_between(a, b, dots) for a, b in pairwise(row))
        and _met_across(union(volume.bbox for volume in row), connectors, unit)
    ]


def _face(volume: Shape) -> Box:
    return volume.front or volume.bbox


def _follows(a: Shape, b: Shape, dots: Sequence[Box]) -> bool:
    """Whether a volume has the face of another one and stands next to it on its level."""
    one, other = _face(a), _face(b)
    size = max(width(one), 1.0)
    same = all(abs(side(one) - side(other)) < 0.1 * side(one) for side in (width, height))
    level = overlap(one[1], one[3], other[1], other[3]) > 0.9 * height(one)
    gap = other[0] - one[2]
    return same and level and (gap <= size or (gap <= WIDEST * size and _between(a, b, dots)))


def _between(a: Shape, b: Shape, dots: Sequence[Box]) -> bool:
    """Whether an ellipsis stands between two volumes."""
    return any(
        _face(a)[2] < centre(dot)[0] < _face(b)[0]
        and min(a.bbox[1], b.bbox[1]) < centre(dot)[1] < max(a.bbox[3], b.bbox[3])
        for dot in dots
    )


def _met_across(row: Box, connectors: Sequence[Connector], unit: float) -> bool:
    """Whether an arrow ends, or begins, over or under a row, and none at its sides."""
    above = (row[0], row[1] - NEAR * unit, row[2], row[1])
    below = (row[0], row[3], row[2], row[3] + NEAR * unit)
    aside = (
        (row[0] - NEAR * unit, row[1], row[0], row[3]),
        (row[2], row[1], row[2] + NEAR * unit, row[3]),
    )
    ends = [
        end
        for line in connectors
        if line.head_start or line.head_end
        for end in (line.points[0], line.points[-1])
    ]
    return any(holds(above, end) or holds(below, end) for end in ends) and not any(
        holds(side, end) for side in aside for end in ends
    )
