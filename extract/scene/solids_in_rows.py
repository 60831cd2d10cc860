"""Volumes that stand against each other in a row, each drawn with all of its faces, are several and not one."""

from __future__ import annotations

import itertools
from collections.abc import Sequence

from extract.scene.geometry import Point, contains, distance, height, overlap, width
from extract.scene.model import Shape

MEET = 1.3
"""Corners nearer than this, in points, are one corner."""

MOST = 4
"""Most volumes of one colour that stand against each other; more are the slices of one."""

MOST_COLOURED = 8
"""The same where they are of several colours, as layers of several kinds are."""

AGAINST = 1.5
"""Farthest that the fronts of volumes that stand against each other lie apart or over each other, in points."""

SQUARE = 0.15
"""How much width and height of a cell of a vector differ, in the greater of them."""


def row_of_solids(faces: Sequence[Shape]) -> list[list[Shape]]:
    """The faces of each volume of a row, from the left; none where they form one volume.

    A row of cubes is a vector, and many slices, or such as only the last one closes, are one volume.

    Args:
        faces: of shapes that hang together at their corners.
    """
    filled = [face for face in faces if face.kind == "rectangle" and face.fill is not None]
    # A band without an outline of its own marks a part of the front that it is painted on.
    fronts = [face for face in filled if face.stroke is not None or not any(_on(face, f) for f in filled)]
    most = MOST_COLOURED if len({face.fill for face in fronts}) > 1 else MOST
    if not 2 <= len(fronts) <= most:
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
        lid = _at(rest, (left, top), (right, top))
        side = _at(rest, (right, top), (right, bottom))
        if lid is None or side is None:
            return []
        found.append([front, lid, side])
    return found


def _on(band: Shape, front: Shape) -> bool:
    """Whether a face lies on another one that is greater."""
    return contains(front.bbox, band.bbox, MEET) and width(band.bbox) < width(front.bbox) - MEET


def _at(faces: Sequence[Shape], *corners: Point) -> Shape | None:
    """The face that has corners at two places; of several, the one whose corners are nearest."""
    gaps = [
        (max(min(distance(point, corner) for point in face.outline) for corner in corners), i)
        for i, face in enumerate(faces)
    ]
    gap, place = min(gaps, default=(MEET, 0))
    return faces[place] if gap < MEET else None


def gap_of_fronts(one: Shape, other: Shape) -> float | None:
    """How far behind the front of one volume that of the other begins, in points; None where one has no front.

    Within AGAINST the two stand against each other; a lesser one is of a volume that lies in the other.
    """
    if one.front is None or other.front is None:
        return None
    return other.front[0] - one.front[2]


def stand_level(one: Shape, other: Shape) -> bool:
    """Whether the fronts of two volumes share half the height of the lower one."""
    if one.front is None or other.front is None:
        return False
    shared = overlap(one.front[1], one.front[3], other.front[1], other.front[3])
    return shared >= 0.5 * min(height(one.front), height(other.front))


def stands_on_side(one: Shape, other: Shape) -> bool:
    """Whether a volume stands against the right side of another one, over less than all of it.

    Both are seen from above their right sides: the left side of the one, which does not show, lies in the other's right.
    """
    if one.front is None or other.front is None:
        return False
    (_, top, right, bottom), (left, upper, _, lower) = one.front, other.front
    deep, high = one.bbox[2] - right, top - one.bbox[1]
    back, rise = other.bbox[2] - other.front[2], upper - other.bbox[1]
    if min(deep, back, high, rise) < MEET:
        return False
    # How far into the depth of the one the other begins and ends, from 0 to 1.
    begins, ends = (left - right) / deep, (left + back - right) / deep
    slack = MEET / deep
    return (
        -slack <= begins < ends <= 1 + slack
        and upper >= top - begins * high - MEET
        and lower <= bottom - begins * high + MEET
        and abs(rise * deep - high * back) <= MEET * deep
    )
