"""The pens of an image's lines: lines drawn alike have one thickness and one colour, however their pixels came out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from extract.pixels.strokes import Stroke, length_of

THICKNESS = 1.6
"""Greatest ratio of the thicknesses of lines drawn alike; at least PIXEL more is allowed."""

PIXEL = 1.5

COLOUR = 48.0
"""Greatest difference of a colour of lines drawn alike, of 255; thin lines come out paler."""


def with_pens(strokes: Sequence[Stroke]) -> list[Stroke]:
    """Lines, those that were drawn alike with one thickness and one colour.

    The longest line of each pen tells its colour and thickness best, and is looked at first.

    Args:
        strokes: the lines of an image.
    """
    lengths = [length_of(stroke.points) for stroke in strokes]
    pens: list[list[int]] = []
    for i in sorted(range(len(strokes)), key=lambda i: -lengths[i]):
        for pen in pens:
            if _alike(strokes[pen[0]], strokes[i]):
                pen.append(i)
                break
        else:
            pens.append([i])
    found = list(strokes)
    for pen in pens:
        thickness = _usual([strokes[i].thickness for i in pen], [lengths[i] for i in pen])
        for i in pen:
            found[i] = replace(strokes[i], thickness=thickness, colour=strokes[pen[0]].colour)
    return found


def _alike(a: Stroke, b: Stroke) -> bool:
    thin, thick = sorted((a.thickness, b.thickness))
    if thick > max(THICKNESS * thin, thin + PIXEL):
        return False
    return max(abs(x - y) for x, y in zip(a.colour, b.colour, strict=True)) <= COLOUR


def _usual(values: Sequence[float], weights: Sequence[float]) -> float:
    """The median of values by their weights."""
    order = np.argsort(values)
    heavy = np.cumsum(np.asarray(weights)[order])
    return float(np.asarray(values)[order][int(np.searchsorted(heavy, heavy[-1] / 2))])
