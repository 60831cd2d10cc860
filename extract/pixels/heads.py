"""Heads of lines in an image: where a line ends it first grows broader and then runs out to a tip."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import cv2
import numpy as np

from extract.pixels.model import Image, Labels, Mask, Ring
from extract.pixels.strokes import Stroke, length_of

BROADER = 2.0
"""Least breadth of a head in thicknesses of its line."""

REACH = 7.0
"""Greatest length of a head in thicknesses of its line; at least LEAST pixels are looked at."""

LEAST = 26.0

DROP = 0.7
"""Greatest breadth right behind a head in that of the head."""

STEEP = 0.6
"""Longest way on which a head's breadth drops, in that on which it has grown."""

TIP = 0.62
"""Greatest breadth at the tip, in that of the head."""


ENOUGH = 2
"""Fewest pixels of a line right behind its head that tell how thick it is."""

RIM = 10
"""Pixels that the rim of a shape, once it is taken out with its smooth edge, leaves between itself and a line."""

GRADUAL = 6
"""Least length in pixels of a head of which is seen how it grows."""

HALF_WAY = 0.28
"""Least breadth half way from tip to base, in that of the head."""

GROWN = 0.12
"""How much it grows at least from the tip to three quarters of its length, in the same."""


@dataclass(frozen=True)
class Head:
    """A head.

    Attributes:
        ring: tip and the two corners of its base, as x and y in pixels.
        colour: red, green and blue to 255.
        base: where its line comes in.
    """

    ring: Ring
    colour: tuple[float, ...]
    base: Ring


def with_heads(
    image: Image, mask: Mask, whole: Mask, strokes: Sequence[Stroke], *, met: bool = False
) -> tuple[list[Stroke], list[Head]]:
    """Lines that end where their heads begin, and these heads.

    Args:
        image: for the colours.
        mask: where lines are.
        whole: where lines and the rims of shapes are.
        strokes: the lines, each to the tip of its head.
        met: whether all are known to lead from rim to rim.
    """
    heads: list[Head] = []
    cut: list[Stroke] = []
    own: dict[int, list[Head]] = {}
    bare: set[int] = set()
    for stroke in strokes:
        cut_here, before = False, len(heads)
        # What is short and stands by itself is a dash, or a piece of a letter.
        leaves = met or _leaves(whole, stroke)
        for end in (-1, 0):
            if length_of(stroke.points) < (3.0 if leaves else LEAST):
                break
            head = None
            if (other := _onward(mask, stroke, end)) is not None:
                head = _head(image, mask, whole, other, end)
                stroke = other if head is not None else stroke
            head = head or _head(image, mask, whole, stroke, end)
            if head is None or any(_near(head, other) for other in heads):
                continue
            if cut_here and length_of(stroke.points) < 3.0 * float(np.hypot(*(head.ring[0] - head.base))):
                # A short line with a head is not broad at its other end for a second one.
                continue
            cut_here = True
            heads.append(head)
            points = stroke.points if end == -1 else stroke.points[::-1]
            shorter = _shortened(points, head.base)
            stroke = replace(stroke, points=shorter if end == -1 else shorter[::-1])
        cut.append(stroke)
        own[id(stroke)] = heads[before:]
        if not leaves:
            bare.add(id(stroke))
    gone = {
        id(stroke)
        for stroke in cut
        for head in heads
        # What is left of a short arrow lies within its own head.
        if _within(stroke, head) and (id(stroke) in bare or all(each is not head for each in own[id(stroke)]))
    }
    lost = {id(head) for i in gone - bare for head in own[i]}
    return [stroke for stroke in cut if id(stroke) not in gone], [h for h in heads if id(h) not in lost]


def _onward(mask: Mask, stroke: Stroke, end: int) -> Stroke | None:
    """A line that goes straight on to its end (-1) or start (0); None where it is short.

    The middle line of a broad head may end in one of its corners.
    """
    points = stroke.points if end == -1 else stroke.points[::-1]
    reach = max(REACH * stroke.thickness, LEAST)
    length = length_of(points)
    if length < 1.5 * reach:
        return None
    near, far = _back(points, 0.8 * reach), _back(points, min(1.6 * reach, length))
    way = near - far
    size = float(np.hypot(*way))
    if size < 0.5 * reach:
        return None
    way = way / size
    last = near + way * float((points[-1] - near) @ way)
    if not 0.5 < float(np.hypot(*(last - points[-1]))) < 0.5 * reach:
        return None
    for _ in range(int(reach)):
        x, y = (int(v) for v in last + way)
        if not (0 <= x < mask.shape[1] and 0 <= y < mask.shape[0] and mask[y, x]):
            break
        last = last + way
    kept = [point for point in points[:-1] if float((point - near) @ way) < 0]
    return replace(stroke, points=np.array([*kept, near, last] if end == -1 else [last, near, *kept[::-1]]))


def _near(a: Head, b: Head) -> bool:
    return float(np.hypot(*(a.ring.mean(axis=0) - b.ring.mean(axis=0)))) < 4.0


def _within(stroke: Stroke, head: Head) -> bool:
    """Whether a line is a part of a head: short, and nowhere far from it."""
    middle = head.ring.mean(axis=0)
    size = float(np.hypot(*(head.ring - middle).T).max())
    return bool((np.hypot(*(stroke.points - middle).T) < 1.25 * size).all())


def _shortened(points: Ring, base: Ring) -> Ring:
    """A line up to a place on it, without what lies beyond; what turns back far from there is the line still."""
    way = np.array(points[-1]) - base
    near = 2.0 * float(np.hypot(*way)) + 2.0
    kept = list(points)
    while len(kept) > 2 and float((kept[-2] - base) @ way) > 0 and np.hypot(*(kept[-2] - base)) < near:
        kept.pop()
    kept[-1] = base
    return np.array(kept)


def _head(image: Image, mask: Mask, whole: Mask, stroke: Stroke, end: int) -> Head | None:
    """The head at the end (-1) or start (0) of a line."""
    points = stroke.points if end == -1 else stroke.points[::-1]
    thick = stroke.thickness
    reach = max(REACH * thick, LEAST)
    tail = _back(points, min(0.5 * reach, 0.9 * length_of(points)))
    way = points[-1] - tail
    size = float(np.hypot(*way))
    if size < 2.0:
        return None
    way = way / size
    across = np.array([-way[1], way[0]])
    back = np.arange(-2.0 * thick - 6.0, reach)
    side = np.arange(-0.8 * reach, 0.8 * reach + 0.5)
    at = points[-1] - way * back[:, None, None] + across * side[None, :, None]
    xs = np.round(at[:, :, 0] - 0.5).astype(int)
    ys = np.round(at[:, :, 1] - 0.5).astype(int)
    known = (xs >= 0) & (ys >= 0) & (xs < mask.shape[1]) & (ys < mask.shape[0])
    patch = np.zeros(xs.shape, np.uint8)
    patch[known] = (mask[ys[known], xs[known]] > 0).astype(np.uint8)
    _, labels = cv2.connectedComponents(patch, connectivity=8)
    middle = len(side) // 2
    on_line = labels[(back >= 0) & (back < min(0.5 * reach, max(size, 6.0))), middle - 1 : middle + 2]
    on_line = on_line[(on_line > 0).any(axis=1)][:6]
    if not len(on_line):
        return None
    part = labels == int(np.bincount(on_line[on_line > 0]).argmax())
    filled = part.any(axis=1)
    first = np.where(filled, part.argmax(axis=1), middle)
    last = np.where(filled, part.shape[1] - 1 - part[:, ::-1].argmax(axis=1), middle)
    breadth = np.where(filled, last - first + 1, 0).astype(float)
    begin = int(filled.argmax())
    broadest = _peak(breadth, begin)
    if broadest is None:
        return None
    most = breadth[broadest]
    beyond = breadth[(back > back[broadest] + 2) & (back <= back[broadest] + 0.6 * reach)]
    behind = beyond[beyond > 0]
    # The thickness of a short line is that of its head as well: right behind the head it tells more.
    line = min(float(np.median(behind)), 1.6 * thick + 1.0) if len(behind) else thick
    thick = min(thick, line) if len(behind) >= ENOUGH else thick
    if most < BROADER * max(line, thick) or most < line + 3.0 or most >= len(side) - 1:
        return None
    beside = slice(max(broadest - 2, begin), broadest + 3)
    if first[beside].min() == 0 or last[beside].max() == len(side) - 1:
        # Lines that meet here go on to the sides.
        return None
    ahead = broadest - begin
    # Where the head meets a shape its tip went with the shape's rim.
    met = _met(whole, points[-1] - way * back[begin], way)
    if ahead < (0.2 if met else 0.35) * most or ahead > 3.0 * most:
        return None
    if ahead > length_of(stroke.points) + 2.0 * thick + 3.0:
        return None
    tip = float(breadth[begin : begin + max(ahead // 4, 1)].mean())
    half = float(breadth[begin + ahead // 2])
    if tip > (0.85 if met else TIP) * most or not tip <= half + 1 <= most + 1.5:
        return None
    grown = float(breadth[begin + 3 * ahead // 4]) - tip
    if ahead >= GRADUAL and (half < HALF_WAY * most or grown < GROWN * most):
        # A bar that a line crosses is no head, nor is a head seen from its line.
        return None
    middle_at = (first[broadest] + last[broadest]) / 2 - middle
    if abs(middle_at) > 0.35 * most:
        return None
    place = points[-1] - way * back[broadest]
    point = points[-1] - way * (back[begin] - 0.5)
    ring = np.array([point, place + across * most / 2, place - across * most / 2])
    colours = image[np.clip(ys[part], 0, image.shape[0] - 1), np.clip(xs[part], 0, image.shape[1] - 1)]
    return Head(ring, tuple(np.median(colours.astype(np.float64), axis=0)), place)


def _leaves(whole: Mask, stroke: Stroke) -> bool:
    """Whether a line begins or ends right at something drawn: what is left of a short arrow between two rims does."""
    first = round(stroke.thickness / 2) + 2
    for points in (stroke.points, stroke.points[::-1]):
        step = points[-1] - points[-2]
        way = step / max(float(np.hypot(*step)), 1e-9)
        if _met(whole, points[-1], way, range(first, first + RIM)):
            return True
    return False


def _met(whole: Mask, end: Ring, way: Ring, reach: range = range(1, 4)) -> bool:
    """Whether something drawn lies right before a line's end."""
    for by in reach:
        x, y = (int(v) for v in end + way * by)
        if 0 <= x < whole.shape[1] and 0 <= y < whole.shape[0] and whole[y, x]:
            return True
    return False


def _peak(breadth: Labels, begin: int) -> int | None:
    """Where a breadth has grown most before it first drops to that of a line; None where it doesn't."""
    best = begin
    for i in range(begin, len(breadth)):
        # What is blurred drops within some pixels, and still more steeply than it grew.
        within = max(4.0, STEEP * (best - begin))
        if breadth[i] >= breadth[best]:
            best = i
        elif breadth[i] < DROP * breadth[best] and i - best <= within:
            return best
        elif i - best > within:
            return None
    return None


def _back(points: Ring, by: float) -> Ring:
    """The place on a line that is so far from its end."""
    left = by
    for a, b in zip(points[::-1][:-1], points[::-1][1:], strict=True):
        step = float(np.hypot(*(b - a)))
        if step >= left:
            return np.array(a + (b - a) * (left / max(step, 1e-9)))
        left -= step
    return np.array(points[0])
