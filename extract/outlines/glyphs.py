"""Characters among paths, and the lines of text that they form, level or turned."""

from __future__ import annotations

import math
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from extract.document.boxes import union_all
from extract.document.page import Colour, Path, Point
from extract.outlines.fraction_bars import fractions_of
from extract.outlines.operators import with_room
from extract.outlines.raster import rings
from extract.outlines.tips import is_headed_band, is_thick_arrow, line_tips
from extract.scene.filled_dashes import dashes_of
from extract.scene.traces import traces_of
from graph import Box

LARGEST = 26.0
"""Greatest height of a character, in points."""

WORD = 4
"""Fewest outlines in a path that is wider than that: a whole word drawn as one path."""

HIGH = 1.5
"""Least height of what stands out among characters, in the usual height of these."""

RIM = 0.3
"""Farthest that a side of a rim's box lies from that of what it is the rim of, in points."""

APART = (0.72, 0.5)
"""Widest gap between characters of a line: in the height of the higher of them, and what is added in points."""

THINNEST = 0.15
"""Least height of a character, in points: that of a hyphen in small type."""

DOT = 1.3
"""Greatest side of a full stop that is drawn as a square, in points."""

UNEVEN = 0.15
"""How far apart, in points, the corners of an upright bar may lie on one side."""

SCRIPT_GAP = (0.3, 0.3)
"""How far an index stands off its letter at most, or how deep in the letter's box, in the height of the higher."""

SCRIPT_APART = 0.1
"""Farthest that an index lies above or below its letter, in the height of the higher: lines lie farther apart."""

LEVEL: Point = (1.0, 0.0)
UPWARD: Point = (0.0, -1.0)
"""Direction of reading of most turned lines."""

TURNED = 3
"""Fewest characters of a line that is read upward or downward, unless they are seen to lie."""

LYING = 1.15
"""Least breadth of a digit or capital that lies, in its height."""

FEWEST = 3
"""A figure with fewer characters drawn as outlines has signs, not text."""


@dataclass(frozen=True, slots=True)
class GlyphLine:
    """Characters in a row.

    Attributes:
        members: places of the characters among the paths, in reading order.
        bbox: the box around them, in points.
        direction: unit vector of reading.
        height: of the characters, across the line, in points.
    """

    members: tuple[int, ...]
    bbox: Box
    direction: Point
    height: float


def glyph_lines(paths: Sequence[Path], largest: float | None = None) -> list[GlyphLine]:
    """Lines of characters drawn as outlines; none where there are too few to be text.

    Args:
        paths: of the figure.
        largest: greatest shorter side of a character, in points; None where nothing tells it.
    """
    tips = line_tips(paths)
    tips |= _rims(paths)
    boxes = {i: path.bbox for i, path in enumerate(paths) if i not in tips and _may_be_character(path)}
    if largest is not None:
        boxes = {i: box for i, box in boxes.items() if min(box[2] - box[0], box[3] - box[1]) <= largest}
    sure = {i for i in boxes if _surely_character(paths[i])}
    if len(sure) < FEWEST:
        return []
    lines = []
    words = {i for i in boxes if len(rings(paths[i])) >= WORD}
    for row in (row for own in _by_colour(boxes, paths) for row in _turned(own, paths, words)):
        # First, since a turned i between two letters looks like the bar of a fraction.
        if sure & set(row):
            lines.append(_line(row, boxes, UPWARD))
            boxes = {i: box for i, box in boxes.items() if i not in row}
    for fraction in fractions_of(boxes, {i: path.bbox for i, path in enumerate(paths) if _is_level(path)}):
        boxes.pop(fraction.bar, None)
        for part in (fraction.above, fraction.below):
            lines.append(_line(part, boxes, LEVEL))
            boxes = {i: box for i, box in boxes.items() if i not in part}
    rows = [row for own in _by_colour(boxes, paths) for row in _clusters(with_room(own, paths), _stands_by)]
    rows = [row for row in rows if sure & set(row)]
    lines += [_line(row, boxes, _slope([boxes[i] for i in row])) for row in rows if len(row) > 1]
    alone = {row[0] for row in rows if len(row) == 1}
    # What is a whole word stands level beside others.
    lines += [_line([i], boxes, LEVEL) for i in alone & words]
    for cluster in _clusters({i: boxes[i] for i in alone - words}, _near):
        direction = _slant([boxes[i] for i in cluster])
        if direction is None:
            lines.extend(_line([i], boxes, LEVEL) for i in cluster)
        else:
            lines.append(_line(cluster, boxes, direction))
    return sorted(lines, key=lambda line: (line.bbox[1], line.bbox[0]))


def _rims(paths: Sequence[Path]) -> set[int]:
    """Places of the paths that only draw the rim of the filled sign just before them, stroke by stroke.

    Browsers print a dashed rim, also one without gaps, as a path of so many filled pieces.
    """
    return {
        i
        for i, (sign, path) in enumerate(pairwise(paths), 1)
        if path.fill is not None
        and sign.fill == path.fill
        and len(path.segments) > len(sign.segments)
        and not _may_be_character(sign)
        and all(abs(a - b) < RIM for a, b in zip(sign.bbox, path.bbox, strict=True))
    }


def _by_colour(boxes: Mapping[int, Box], paths: Sequence[Path]) -> list[dict[int, Box]]:
    """Characters apart by their colours: a line has one, and an arrow that ends among its letters has another.

    What is alone in its colour and higher than most characters is none.
    """
    found: dict[Colour | None, dict[int, Box]] = {}
    for i, box in boxes.items():
        found.setdefault(paths[i].fill, {})[i] = box
    usual = median(box[3] - box[1] for box in boxes.values()) if boxes else 0.0
    return [
        own
        for own in found.values()
        if len(own) > 1 or any(box[3] - box[1] <= HIGH * usual for box in own.values())
    ]


def _may_be_character(path: Path) -> bool:
    """Small, filled, and not a triangle, which is an arrow's head."""
    x0, y0, x1, y1 = path.bbox
    w, h = x1 - x0, y1 - y0
    if path.fill is None or path.fill_opacity < 0.1 or min(w, h) > LARGEST or h < THINNEST:
        return False
    if max(w, h) > LARGEST and len(rings(path)) < WORD:
        return False
    if path.stroke is not None and path.stroke != path.fill:
        return False
    if max(w, h) > LARGEST and dashes_of(traces_of([path])):
        return False
    kinds = [segment.kind for segment in path.segments]
    if _is_arrow(path) or is_headed_band(path) or is_thick_arrow(path):
        return False
    if "curve" in kinds or len(kinds) > 4 or _is_slash(path):
        return True
    return len(kinds) in (1, 4) and (_is_bar(path.bbox) or max(w, h) < DOT)


def _is_slash(path: Path) -> bool:
    """Whether a path is a slanting stroke with level ends, as a slash is."""
    pieces = rings(path)
    if len(pieces) != 1 or len(path.segments) not in (3, 4):
        return False
    corners = sorted({(round(x, 2), round(y, 2)) for x, y in pieces[0]}, key=lambda corner: corner[1])
    if len(corners) != 4:
        return False
    (a, b), (c, d) = corners[:2], corners[2:]
    high, thick = c[1] - a[1], (abs(a[0] - b[0]), abs(c[0] - d[0]))
    lean = abs(a[0] + b[0] - c[0] - d[0]) / 2
    ends_level = abs(a[1] - b[1]) + abs(c[1] - d[1]) < 0.04 * high
    return ends_level and max(thick) < 0.3 * high and 0.1 * high < lean < 0.7 * high


def _is_arrow(path: Path) -> bool:
    """Whether a path is straight pieces of at most four corners that are not all upright bars."""
    if any(segment.kind == "curve" for segment in path.segments):
        return False
    pieces = [{(round(x, 1), round(y, 1)) for x, y in ring} for ring in rings(path)]
    if len(pieces) < 2 or any(len(piece) > 4 for piece in pieces):
        return False
    return any(
        len(piece) == 3 or _levels(x for x, _ in piece) > 2 or _levels(y for _, y in piece) > 2
        for piece in pieces
    )


def _levels(values: Iterable[float]) -> int:
    """How many values are different: the sides of a small i are not quite upright where they are rounded."""
    ordered = sorted(values)
    return 1 + sum(b - a > UNEVEN for a, b in pairwise(ordered))


def _is_level(path: Path) -> bool:
    """Whether it is one short level line."""
    x0, y0, x1, y1 = path.bbox
    return len(path.segments) == 1 and path.segments[0].kind == "line" and y1 - y0 < 0.1 < x1 - x0 < LARGEST


def _is_bar(box: Box) -> bool:
    """Narrow, as l and I are, or level, as a hyphen is, which bold type draws thick."""
    w, h = box[2] - box[0], box[3] - box[1]
    return w < 0.4 * h or h < 0.6 * w


def _surely_character(path: Path) -> bool:
    """Whether its outline turns in and out more than a sign of a drawing does."""
    if len(path.segments) < 6 or path.bbox[3] - path.bbox[1] < 1.0:
        return False
    corners = [segment.points[0] for segment in path.segments]
    turned = 0.0
    for a, b, c in zip(corners, corners[1:] + corners[:1], corners[2:] + corners[:2], strict=True):
        first = math.atan2(b[1] - a[1], b[0] - a[0])
        second = math.atan2(c[1] - b[1], c[0] - b[0])
        turned += abs(math.remainder(second - first, 2 * math.pi))
    # A convex outline turns once around, 2π; a disc of four curves does too.
    return turned > 3 * math.pi


def _follows(a: Box, b: Box) -> bool:
    """Whether two characters stand in one level line."""
    ha, hb = a[3] - a[1], b[3] - b[1]
    height = max(ha, hb)
    shared = min(a[3], b[3]) - max(a[1], b[1])
    gap = max(a[0], b[0]) - min(a[2], b[2])
    if gap > APART[0] * height + APART[1]:
        return False
    if -gap > 0.5 * min(a[2] - a[0], b[2] - b[0]) and min(ha, hb) > 0.35 * height:
        # One above the other: a line that is read upward, or two lines. A dot belongs to its i all the same.
        return False
    if shared >= 0.45 * min(ha, hb):
        return True
    # A hyphen, dot or script stands apart from the middle of its neighbour but within its line, an underscore below.
    least = -0.25 if min(ha, hb) < 0.15 * height else -0.1
    return shared > least * height and min(ha, hb) < 0.5 * height


def _stands_by(a: Box, b: Box) -> bool:
    """Whether two characters stand in one level line, or one is the index of the other.

    An index is as high as a small letter, and may stand all above it.
    """
    if _follows(a, b):
        return True
    left, right = sorted((a, b))
    height = max(a[3] - a[1], b[3] - b[1])
    gap = right[0] - left[2]
    shared = min(a[3], b[3]) - max(a[1], b[1])
    return -SCRIPT_GAP[1] * height < gap < SCRIPT_GAP[0] * height and shared > -SCRIPT_APART * height


def _turned(boxes: dict[int, Box], paths: Sequence[Path], words: Collection[int]) -> list[list[int]]:
    """Characters in lines that are read upward or downward.

    Characters stand above each other in the lines of a text as well, and beside each other in turned lines: a turned
    line has more than twice as many characters as the level rows that cross it.
    """
    level = {i: len(row) for row in _clusters(boxes, _follows) for i in row}
    roomy = with_room({i: box for i, box in boxes.items() if i not in words}, paths, turned=True)
    across = {i: (y0, -x1, y1, -x0) for i, (x0, y0, x1, y1) in roomy.items()}

    def lying(row: Sequence[int]) -> bool:
        """Whether all characters are alone on their level and as broad as others are high."""
        return all(
            level[i] == 1 and boxes[i][2] - boxes[i][0] > LYING * (boxes[i][3] - boxes[i][1]) for i in row
        )

    found, queue = [], _clusters(across, _follows)
    while queue:
        row = queue.pop()
        kept = {i: across[i] for i in row if len(row) > 2 * level[i] or (len(row) == 2 and lying(row))}
        if len(kept) < (2 if lying(row) else TURNED):
            continue
        if len(kept) < len(row):
            queue.extend(_clusters(kept, _follows))
        else:
            found.append(row)
    return found


def _near(a: Box, b: Box) -> bool:
    """Whether two characters stand close together in whatever direction."""
    size = max(a[2] - a[0], a[3] - a[1], b[2] - b[0], b[3] - b[1])
    gap_x = max(a[0], b[0]) - min(a[2], b[2])
    gap_y = max(a[1], b[1]) - min(a[3], b[3])
    return max(gap_x, gap_y) < 0.6 * size


def _clusters(boxes: dict[int, Box], joined: Callable[[Box, Box], bool]) -> list[list[int]]:
    """Groups of boxes that hang together by `joined`."""
    left = sorted(boxes, key=lambda i: boxes[i][0])
    groups: list[list[int]] = []
    while left:
        group, front = [left.pop(0)], 0
        while front < len(group):
            here = boxes[group[front]]
            front += 1
            for other in [i for i in left if joined(here, boxes[i])]:
                group.append(other)
                left.remove(other)
        groups.append(sorted(group))
    return groups


def _slope(boxes: Sequence[Box]) -> Point:
    """Direction of a line of characters that lie beside each other; level unless many say otherwise."""
    direction = _slant(boxes) if len(boxes) >= 5 else None
    # Letters rise and fall around their line; that alone makes a short word look a little turned.
    return direction if direction is not None and abs(direction[1]) > 0.12 else (1.0, 0.0)


def _slant(boxes: Sequence[Box]) -> Point | None:
    """Direction of a turned line of characters; None where they are too few or stand in no row."""
    if len(boxes) < 3:
        return None
    xs = [(b[0] + b[2]) / 2 for b in boxes]
    ys = [(b[1] + b[3]) / 2 for b in boxes]
    mx, my = sum(xs) / len(xs), sum(ys) / len(ys)
    xx = sum((x - mx) ** 2 for x in xs)
    yy = sum((y - my) ** 2 for y in ys)
    xy = sum((x - mx) * (y - my) for x, y in zip(xs, ys, strict=True))
    angle = 0.5 * math.atan2(2 * xy, xx - yy)
    across = yy * math.cos(angle) ** 2 + xx * math.sin(angle) ** 2 - xy * math.sin(2 * angle)
    along = xx + yy - across
    if across > 0.04 * along:
        return None
    dx, dy = math.cos(angle), math.sin(angle)
    # Turned type is read upward; where it slants, from left to right.
    if abs(dx) < 0.1:
        return UPWARD
    return (dx, dy) if dx > 0 else (-dx, -dy)


def _line(members: Sequence[int], boxes: dict[int, Box], direction: Point) -> GlyphLine:
    def along(i: int) -> float:
        x0, y0, x1, y1 = boxes[i]
        return (x0 + x1) / 2 * direction[0] + (y0 + y1) / 2 * direction[1]

    low, high = (0, 2) if abs(direction[1]) > 0.99 else (1, 3)
    heights = {i: boxes[i][high] - boxes[i][low] for i in members}
    usual = sorted(heights.values())[len(heights) // 2]
    ordered = tuple(sorted((i for i in members if heights[i] <= 2.2 * usual), key=along))
    box = union_all([boxes[i] for i in ordered])
    if abs(direction[0]) > 0.99:
        height = box[3] - box[1]
    elif abs(direction[1]) > 0.99:
        height = box[2] - box[0]
    else:
        height = abs(direction[0]) * max(boxes[i][3] - boxes[i][1] for i in ordered)
    return GlyphLine(ordered, box, direction, height)
