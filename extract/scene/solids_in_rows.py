"""Volumes that stand against each other in a row, each drawn with all of its faces, are several and not one."""

from __future__ import annotations

import itertools
from collections.abc import Sequence

from extract.scene.geometry import distance, height, width
from extract.scene.model import Shape

MEET = 1.3
"""Corners nearer than this, in points, are one corner."""

MOST = 4
"""Most volumes that stand against each other; more are the slices of one."""

SQUARE = 0.15
"""How much width and height of a cell of a vector differ, in the greater of them."""


def row_of_solids(faces: Sequence[Shape]) -> list[list[Shape]]:
    """The faces of each volume of a row, from the left; none where they form one volume.

    A row of cubes is a vector, and many slices, or such as only the last one closes, are one volume.

    Args:
        faces: of shapes that hang together at their corners.
    """
    fronts = [face for face in faces if face.kind == "rectangle" and face.fill is not None]
    if not 2 <= len(fronts) <= MOST:
        return []
    fronts.sort(key=lambda face: face.bbox[0])
    if any(b.bbox[0] < a.bbox[2] - MEET for a, b in itertools.pairwise(fronts)):
        return []
    if all(abs(width(f.bbox) - height(f.bbox)) < SQUARE * max(width(f.bbox), height(f.bbox)) for f in fronts):
        return []
    rest = [face for face in faces if face not in fronts and face.fill is not None]
    found = []
    for front in fronts:
        left, top, right, bottom = front.bbox
        lids = [face for face in rest if _has(face, (left, top)) and _has(face, (right, top))]
        sides = [face for face in rest if _has(face, (right, top)) and _has(face, (right, bottom))]
        if not lids or not sides:
            return []
        found.append([front, lids[0], sides[0]])
    return found


def _has(face: Shape, corner: tuple[float, float]) -> bool:
    """Whether a face has a corner at a place."""
    return any(distance(point, corner) < MEET for point in face.outline)
