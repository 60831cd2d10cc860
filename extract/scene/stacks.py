"""Stacks: sheets of one size and of one colour or its shades, each a little aside of the one before, are one shape."""

from __future__ import annotations

import colorsys
from collections.abc import Sequence
from dataclasses import replace

from extract.scene.geometry import bounds, centre, height, width
from extract.scene.model import Color, Shape, like
from extract.scene.places import Places
from extract.scene.solids import convex_hull

FARTHEST = 0.6
"""How far a sheet lies aside of the one before, in its own extents."""

LEAST = 0.4
"""Least shift in either direction, in points."""

SIZE = 0.05
"""How much the extents of two sheets may differ."""

SHADED = 0.3
"""How far a sheet of another shade lies aside of the one before, in its own extents."""

HUE = 0.05
"""How much the hues of two shades of one colour differ, in turns of the colour circle."""

GREY = 0.03
"""Greatest difference between the parts of a colour without a hue."""


RUN = 4
"""Fewest sheets that make a stack by their even shifts alone, however far each reaches over the one before."""

FULL = 1.02
"""Greatest shift of such a sheet, in its own extents: it meets the one before at a corner."""

EVEN = 0.1
"""How much two shifts of such sheets differ, in the larger of their parts."""


def runs_of_sheets(shapes: Sequence[Shape]) -> list[Shape]:
    """Shapes with the sheets of each long and even run put together; ids count up anew.

    Told before volumes are: the parallel rims of so many sheets look like edges of one.
    """
    drawn = sorted(shapes, key=lambda shape: shape.order)
    runs = _runs(drawn)
    in_run = {sheet.id for run in runs for sheet in run}
    return _put_together([*runs, *([shape] for shape in drawn if shape.id not in in_run)])


def stacked_sheets(shapes: Sequence[Shape]) -> list[Shape]:
    """Shapes with the sheets of each stack put together; ids count up anew."""
    stacks: list[list[Shape]] = []
    ordered = sorted(runs_of_sheets(shapes), key=lambda shape: shape.order)
    places = Places((shape.bbox, i) for i, shape in enumerate(ordered))
    # Of each sheet so far, the number of its stack.
    own: list[int] = []
    for i, shape in enumerate(ordered):
        near = sorted({own[j] for j in places.near(shape.bbox) if j < i})
        place = next((number for number in near if _follows(stacks[number], shape)), len(stacks))
        if place == len(stacks):
            stacks.append([])
        stacks[place].append(shape)
        own.append(place)
    return _put_together(stacks)


def _put_together(stacks: Sequence[Sequence[Shape]]) -> list[Shape]:
    whole = [stack[0] if len(stack) == 1 else _stack(stack) for stack in stacks]
    whole.sort(key=lambda shape: shape.order)
    return [replace(shape, id=i) for i, shape in enumerate(whole)]


def _runs(shapes: Sequence[Shape]) -> list[list[Shape]]:
    """Rectangles of one size drawn one after the other, each shifted as the one before.

    Each covers a part of the one before, or meets it at a corner.
    """
    runs: list[list[Shape]] = []
    run: list[Shape] = []
    for shape in shapes:
        if run and _goes_on(run, shape):
            run.append(shape)
            continue
        runs.append(run)
        run = [shape]
    runs.append(run)
    return [run for run in runs if len(run) >= RUN]


def _of_one_size(last: Shape, shape: Shape) -> bool:
    """Whether a shape is as wide and as high as the sheet before it."""
    wide, high = width(last.bbox), height(last.bbox)
    return abs(width(shape.bbox) - wide) <= SIZE * wide and abs(height(shape.bbox) - high) <= SIZE * high


def _goes_on(run: Sequence[Shape], shape: Shape) -> bool:
    """Whether a shape is the next sheet of an even run."""
    last = run[-1]
    if last.fill is None or shape.fill is None or not _shades(last.fill, shape.fill) or shape.symbol:
        return False
    if last.kind != "rectangle" or shape.kind != "rectangle" or last.symbol or shape.stroke is None:
        return False
    if not _of_one_size(last, shape):
        return False
    wide, high = width(last.bbox), height(last.bbox)
    dx, dy = _shift(last, shape)
    if not (LEAST <= abs(dx) <= FULL * wide and LEAST <= abs(dy) <= FULL * high):
        return False
    if len(run) == 1:
        return True
    before = _shift(run[-2], last)
    return max(abs(before[0] - dx), abs(before[1] - dy)) <= EVEN * max(abs(dx), abs(dy))


def _follows(stack: Sequence[Shape], shape: Shape) -> bool:
    """Whether a shape is the next sheet of a stack: as all before it, and shifted in the same way."""
    last = stack[-1]
    if last.kind != shape.kind or last.symbol or shape.symbol:
        return False
    if shape.kind not in ("rectangle", "rounded", "parallelogram"):
        return False
    slanted = shape.kind == "parallelogram"
    if last.fill is None or shape.fill is None:
        # Slanted outlines over each other are sheets whatever is painted into them.
        if not slanted or last.fill != shape.fill or last.stroke is None or last.stroke != shape.stroke:
            return False
        alike = True
    else:
        alike = like(last.fill, shape.fill, 0.1)
        if not alike and not _shades(last.fill, shape.fill):
            return False
    if (
        last.stroke is None
        and shape.stroke is None
        and last.fill
        and shape.fill
        and like(last.fill, shape.fill, 0.01)
    ):
        # Without a rim sheets of one colour are not told apart.
        return False
    if not _of_one_size(last, shape):
        return False
    wide, high = width(last.bbox), height(last.bbox)
    dx, dy = _shift(last, shape)
    farthest = FARTHEST if alike else SHADED
    least = (max if slanted else min)(abs(dx), abs(dy))
    if abs(dx) > farthest * wide or abs(dy) > farthest * high or least < LEAST:
        return False
    if len(stack) == 1:
        return True
    before = _shift(stack[-2], last)
    return max(abs(before[0] - dx), abs(before[1] - dy)) < 0.35 * max(abs(dx), abs(dy))


def _shades(a: Color, b: Color) -> bool:
    """Whether two colours have one hue: sheets of a stack may grow lighter or darker towards the reader."""
    if max(a) - min(a) < GREY or max(b) - min(b) < GREY:
        return max(a) - min(a) < GREY and max(b) - min(b) < GREY
    apart = abs(colorsys.rgb_to_hsv(*a)[0] - colorsys.rgb_to_hsv(*b)[0])
    return min(apart, 1 - apart) <= HUE


def _shift(a: Shape, b: Shape) -> tuple[float, float]:
    (ax, ay), (bx, by) = centre(a.bbox), centre(b.bbox)
    return bx - ax, by - ay


def _stack(sheets: Sequence[Shape]) -> Shape:
    hull = tuple(convex_hull([point for sheet in sheets for point in sheet.outline]))
    return replace(sheets[-1], kind="stack", outline=hull, bbox=bounds(hull), parts=len(sheets))
