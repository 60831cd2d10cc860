"""Signs between two factors or sides, drawn as outlines: they keep more room than letters do, and look like some."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from statistics import median

import numpy as np

from extract.document.page import Path
from extract.outlines.raster import rings
from extract.scene.geometry import bounds
from graph import Box

ROOM = 0.25
"""What an operator keeps free on either side, in its own width."""

SQUARE = 1.1
"""Greatest ratio of the sides of a cross."""

SYMMETRIC = 0.06
"""Farthest that a turned cross's points lie from its own, in its size."""

WAIST = 0.15
"""Greatest distance of a cross's inner corners from its middle, in its size."""

FLOATING = 0.08
"""How high a sign stands at least above the line that letters stand on, in its own height."""

BETWEEN = (0.8, 0.95)
"""Heights of a sign, in that of the highest of its row, that neither small letters nor capitals have."""

ONE_COUNTER = {"0": "θ", "o": "θ", "e": "θ", "4": "φ"}
"""What letters with two counters are read as that have one."""

CORNER = 0.25
"""Farthest that a slanting cross's arms end from the corners of its box, in its width."""

ALIKE = frozenset("xX×")
"""What a cross is read as."""


def is_cross(path: Path) -> bool:
    """Whether an outline is a cross that is the same when it is turned by a quarter, as × and + are."""
    pieces = rings(path)
    x0, y0, x1, y1 = path.bbox
    size = max(x1 - x0, y1 - y0)
    if len(pieces) != 1 or min(x1 - x0, y1 - y0) * SQUARE < size:
        return False
    ring = np.array(pieces[0]) - ((x0 + x1) / 2, (y0 + y1) / 2)
    if float(np.hypot(*ring.T).min()) > WAIST * size:
        return False
    quarter = np.stack([-ring[:, 1], ring[:, 0]], axis=1)
    apart = np.hypot(*(quarter[:, None] - ring[None]).transpose(2, 0, 1)).min(axis=1)
    return bool(apart.max() < SYMMETRIC * size)


def _is_equals(path: Path) -> bool:
    """Whether an outline is two level bars, one above the other."""
    boxes = [bounds(ring) for ring in rings(path) if len({(round(x, 2), round(y, 2)) for x, y in ring}) == 4]
    if len(boxes) != 2 or len(rings(path)) != 2:
        return False
    return all(x1 - x0 > 3 * (y1 - y0) for x0, y0, x1, y1 in boxes) and abs(boxes[0][0] - boxes[1][0]) < 0.1


def lone_sign(path: Path) -> str:
    """What a character that stands alone is where its outline tells it: "+", "×" or "="; "" else.

    The model of recognition needs letters beside such a sign to know it.
    """
    if _is_equals(path):
        return "="
    if not is_cross(path):
        return ""
    ring = np.array(rings(path)[0])
    x0, y0, x1, y1 = path.bbox
    # An upright cross leaves the corners of its box free.
    corners = np.array([(x0, y0), (x1, y0), (x0, y1), (x1, y1)])
    free = np.hypot(*(corners[:, None] - ring[None]).transpose(2, 0, 1)).min(axis=1).max()
    return "+" if free > CORNER * (x1 - x0) else "×"


def with_room(boxes: Mapping[int, Box], paths: Sequence[Path], turned: bool = False) -> dict[int, Box]:
    """Boxes of characters, those of operators with the room that they keep along a level or a turned line."""
    found = dict(boxes)
    for i, (x0, y0, x1, y1) in boxes.items():
        if is_cross(paths[i]) or _is_equals(paths[i]):
            room = ROOM * max(x1 - x0, y1 - y0)
            found[i] = (x0, y0 - room, x1, y1 + room) if turned else (x0 - room, y0, x1 + room, y1)
    return found


def with_crosses(text: str, group: Sequence[Path]) -> str:
    """A line's text with × for what is drawn as a cross, where it is known which characters those are."""
    crosses = [at for at, path in enumerate(group) if is_cross(path)]
    places = [at for at, c in enumerate(text) if not c.isspace()]
    if len(places) == len(group) > 1:
        meant: Iterable[int] = (places[at] for at in crosses)
    else:
        meant = [at for at, c in enumerate(text) if c in ALIKE]
        if len(meant) != len(crosses):
            return text
    letters = list(text)
    for at in meant:
        own = group[places.index(at)] if len(places) == len(group) else None
        if letters[at] in ALIKE and (_floats(own, group) if own else not _in_a_word(text, at)):
            letters[at] = "×"
    return "".join(letters)


def _in_a_word(text: str, at: int) -> bool:
    """Whether a character stands beside a small letter."""
    return any(c.islower() for c in text[max(at - 1, 0) : at + 2] if c not in ALIKE)


def _floats(sign: Path, group: Sequence[Path]) -> bool:
    """Whether a sign stands above the line that the characters of its row stand on, or is higher than small letters."""
    others = [path.bbox for path in group if path is not sign and not is_cross(path)]
    if not others:
        return False
    feet, highest = median(y1 for _, _, _, y1 in others), max(y1 - y0 for _, y0, _, y1 in others)
    high = sign.bbox[3] - sign.bbox[1]
    return sign.bbox[3] < feet - FLOATING * high or BETWEEN[0] * highest < high < BETWEEN[1] * highest


def with_counters(text: str, group: Sequence[Path]) -> str:
    """A line's text with the Greek letters that have two counters, where what was read in their place has one.

    A zero in a number may be crossed through.
    """
    places = [at for at, c in enumerate(text) if not c.isspace()]
    if len(places) != len(group):
        return text
    letters = list(text)
    for at, path in zip(places, group, strict=True):
        meant = ONE_COUNTER.get(text[at])
        in_number = any(c.isdecimal() or c == "." for c in (text[at - 1 : at] + text[at + 1 : at + 2]))
        if meant and not (in_number and text[at].isdecimal()) and len(rings(path)) == 3:
            letters[at] = meant
    return "".join(letters)
