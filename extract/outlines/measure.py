"""Size and baseline of outlined type, from the heights of its letters."""

from __future__ import annotations

from collections.abc import Sequence
from statistics import median, median_high

from extract.outlines.glyphs import GlyphLine
from graph import Box

MANY = 4
"""Fewest letters and digits of which the line is known that they stand on; those of a formula stand on several."""

SMALL, TALL, DEEP = 0.5, 0.72, 0.21
"""What small letters and capitals rise above the line, and letters with a tail reach below it, in the size of type."""

_SMALL = frozenset("acemnorsuvwxz")
_DEEP = frozenset("gpqy")
_TALL = frozenset("bdfhkl")
_TAILED = _DEEP | frozenset("γημρχφ")
_DOWN = _DEEP | frozenset("j()[],;")
"""What reaches below the line, signs too."""
_TALL_TAILED = frozenset("jβζξψ")

RISE, FALL = 0.8, 0.22
"""How far the box of a line of live type reaches above its baseline and below it, in the type's size."""


def size_of(line: GlyphLine, text: str, boxes: Sequence[Box]) -> float:
    """Size of a line's type, in points: of its letters where each has its own box, else by the line's height.

    Args:
        line: its outlines.
        text: what they say.
        boxes: of its characters.
    """
    letters = [c for c in text if not c.isspace()]
    if len(letters) == len(boxes) >= MANY:
        heights = [(c, box[3] - box[1]) for c, box in zip(letters, boxes, strict=True)]
        # Fonts agree better on capitals than on small letters.
        tall = [height / TALL for c, height in heights if _rise(c) == TALL]
        small = [height / (SMALL + DEEP * (c in _DEEP)) for c, height in heights if _rise(c) == SMALL]
        if tall or small:
            return max(median_high(tall or small), 1.0)
    high = any(c.isupper() or c.isdecimal() or c in "bdfhkltij()[]/" for c in text)
    deep = not _DOWN.isdisjoint(text)
    return max(line.height / ((TALL if high else SMALL) + (DEEP if deep else 0.0)), 1.0)


def baseline_of(line: GlyphLine, text: str, boxes: Sequence[Box], size: float) -> float:
    """How far down the page the line lies that a level line's letters stand on."""
    letters = [c for c in text if not c.isspace()]
    if len(letters) == len(boxes):
        feet = [box[3] for c, box in zip(letters, boxes, strict=True) if _rise(c) and c not in _DEEP]
        if feet:
            return median(feet)
    deep = not _DOWN.isdisjoint(text)
    return line.bbox[3] - (DEEP * size if deep else 0.0)


def foot_of(letter: str, box: Box) -> float:
    """How far down the page a level character's line is, which letters with tails reach below."""
    tail = 0.0
    if letter in _TAILED:
        tail = DEEP / (SMALL + DEEP)
    elif letter in _TALL_TAILED:
        tail = DEEP / (TALL + DEEP)
    return box[3] - tail * (box[3] - box[1])


def on_line(box: Box, line: GlyphLine) -> tuple[float, float]:
    """The point of a turned line's axis that a character stands at."""
    (dx, dy), (x0, y0, x1, y1) = line.direction, line.bbox
    x, y = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
    off = dx * (y - (y0 + y1) / 2) - dy * (x - (x0 + x1) / 2)
    return (x + dy * off, y - dx * off)


def as_set(box: Box, baseline: float, size: float) -> Box:
    """The box of a character or line as live type has it: as high as its line, whatever its letters."""
    return (box[0], min(box[1], baseline - RISE * size), box[2], max(box[3], baseline + FALL * size))


def _rise(letter: str) -> float:
    """What a letter rises above its line, in the type's size; 0 where fonts differ too much."""
    if letter in _SMALL or letter in _DEEP:
        return SMALL
    return TALL if letter in _TALL or letter.isdecimal() or ("A" <= letter <= "Z" and letter != "Q") else 0.0
