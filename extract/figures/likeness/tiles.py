"""Pictures in tiles: patches of an image, frames of a film, a pile of images and strips of a cut one are one picture."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from extract.scene.geometry import height, overlap, width
from extract.scene.model import Picture
from extract.scene.places import Places
from graph import Box

FEWEST = 3
"""Fewest tiles that stand apart."""

CLOSE = 0.35
"""Greatest gap between tiles, in their sizes."""

PILED = 0.15
"""Least share of a picture's extents over which the next one of a pile lies."""

CUT = 0.6
"""Greatest gap, in points, between the strips of one image."""


def tiled(pictures: Sequence[Picture], patches: Sequence[Box] = ()) -> list[tuple[Box, ...]]:
    """Boxes of pictures, those of tiles together, in the order of their first.

    Args:
        pictures: of a scene.
        patches: boxes of shapes without text: one of the size of the pictures around it is a tile that is masked, or
            shows nothing but a colour. Only those among pictures are in the answer.
    """
    boxes = [*(picture.bbox for picture in pictures), *patches]
    root = list(range(len(boxes)))

    def find(i: int) -> int:
        while root[i] != i:
            i = root[i]
        return i

    for near, fewest in ((_cut, 2), (_shifted, 2), (_next, FEWEST)):
        before = list(root)
        for i, j in _beside(boxes):
            if (i < len(pictures) or near is _next) and near(boxes[i], boxes[j]):
                high, low = max(find(i), find(j)), min(find(i), find(j))
                root[high] = low
        if fewest > 2:
            joined = [find(i) for i in range(len(boxes))]
            sizes = Counter(joined)
            root = [joined[i] if sizes[joined[i]] >= fewest else before[i] for i in range(len(boxes))]
    groups: dict[int, list[int]] = {}
    for i in range(len(boxes)):
        groups.setdefault(find(i), []).append(i)
    return [tuple(boxes[i] for i in group) for group in groups.values() if group[0] < len(pictures)]


def _beside(boxes: Sequence[Box]) -> list[tuple[int, int]]:
    """Numbers of the boxes that stand near each other, the later first."""
    places = Places((box, i) for i, box in enumerate(boxes))
    return [
        (i, j)
        for i, box in enumerate(boxes)
        for j in places.near(box, CLOSE * max(width(box), height(box)))
        if j < i
    ]


def _cut(a: Box, b: Box) -> bool:
    """Whether two pictures continue each other with the same sides."""
    for low in (0, 1):
        other = 1 - low
        gap = max(a[low], b[low]) - min(a[low + 2], b[low + 2])
        aside = max(abs(a[other] - b[other]), abs(a[other + 2] - b[other + 2]))
        if abs(gap) < CUT and aside < CUT:
            return True
    return False


def _shifted(a: Box, b: Box) -> bool:
    """Whether two pictures of one size lie over each other, a little shifted, as in a pile."""
    if max(abs(width(a) - width(b)), abs(height(a) - height(b))) > CUT:
        return False
    shares = [overlap(a[i], a[i + 2], b[i], b[i + 2]) / max(a[i + 2] - a[i], 0.1) for i in (0, 1)]
    return min(shares) > PILED


def _next(a: Box, b: Box) -> bool:
    """Whether two pictures of one size stand next to each other in a row or column."""
    if abs(width(a) - width(b)) > 0.15 * max(width(a), width(b)):
        return False
    if abs(height(a) - height(b)) > 0.15 * max(height(a), height(b)):
        return False
    for low in (0, 1):
        other = 1 - low
        gap = max(a[low], b[low]) - min(a[low + 2], b[low + 2])
        size = min(a[low + 2] - a[low], b[low + 2] - b[low])
        level = overlap(a[other], a[other + 2], b[other], b[other + 2])
        if -0.1 * size <= gap <= CLOSE * size and level > 0.9 * min(
            a[other + 2] - a[other], b[other + 2] - b[other]
        ):
            return True
    return False
