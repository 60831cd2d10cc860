"""Labels that a level line parts: what stands over it and what stands under it are two lines of one label."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from extract.figures.things.tensor_lines import line_by_line
from extract.figures.things.things import Thing
from extract.labels import parse_label
from extract.scene.geometry import Point, overlap, union
from extract.scene.model import Connector, TextBlock
from extract.scene.pictures import corners

APART = 1.8
"""Greatest gap between the two lines of a label, in sizes of text."""

OFF = 1.0
"""How far their middles may lie apart where they don't begin at one place, in sizes of text."""

LEVEL = 0.2
"""Greatest rise of a level line, in its run."""

SIZE = 0.1
"""How much the sizes of two lines of one label may differ."""

APPLIED = re.compile(r"^[^\W\d]\w{0,3}\s?\(.{1,8}\)$")
"""A function with what it is applied to."""

UNDER = 0.6
"""Least share of a label's width that the line runs along."""


def join_parted(things: list[Thing], connectors: Sequence[Connector], unit: float) -> None:
    """Puts the words under a line to those over it, and takes them out of play.

    Where larger or smaller words follow under them, these are a text of their own.
    """
    level = [
        (a, b)
        for connector in connectors
        for a, b in pairwise(connector.points)
        if abs(b[1] - a[1]) <= LEVEL * abs(b[0] - a[0])
    ]
    _split_by_size(things, level)
    texts = [thing for thing in things if _may_be_parted(thing)]
    for over in texts:
        below = [
            under
            for under in texts
            if not under.title
            and _aligned(over, under, unit)
            and any(
                _parts(a, b, over, under) and not _has_other(under, _height_at(a, b, under), level)
                for a, b in level
            )
        ]
        if over.title or len(below) != 1:
            continue
        (under,) = below
        text = f"{over.text} {under.text}"
        parsed = parse_label(text, role="arrow")
        if parsed.kind not in ("operations", "block"):
            continue
        over.text, over.parsed, over.blocks = text, parsed, (*over.blocks, *under.blocks)
        over.bbox = union((over.bbox, under.bbox))
        over.outline = corners(over.bbox)
        over.on_line = True
        under.set_aside()


def _may_be_parted(thing: Thing) -> bool:
    return (
        thing.kind == "text"
        and not thing.title
        and len(thing.blocks) == 1
        and abs(thing.blocks[0].direction[0]) > 0.9
        and (
            parse_label(thing.text, role="arrow").kind in ("operations", "block", "tensor", "terminal")
            or APPLIED.match(thing.text) is not None
        )
    )


def _split_by_size(things: list[Thing], level: Sequence[tuple[Point, Point]]) -> None:
    """Splits texts right under a line whose first line is set in another size than the others."""
    for thing in [t for t in things if _may_be_parted(t) and len(t.blocks[0].lines) > 1]:
        first, *rest = line_by_line(thing.blocks[0])
        if not rest or any(not _of_another_size(first, line) for line in rest):
            continue
        if any(_runs_over(a, b, first) for a, b in level):
            _take(thing, (first,))
            things.append(replace(thing, id=len(things)))
            _take(things[-1], rest)


def _take(thing: Thing, lines: Sequence[TextBlock]) -> None:
    """Makes a text what some of its lines say."""
    thing.blocks = (replace(lines[0], lines=tuple(line.text for line in lines)),)
    thing.bbox = union(line.bbox for line in lines)
    thing.blocks = (replace(thing.blocks[0], bbox=thing.bbox),)
    thing.text, thing.outline = thing.blocks[0].text, corners(thing.bbox)
    thing.parsed = parse_label(thing.text, role="text")


def _runs_over(a: Point, b: Point, text: TextBlock) -> bool:
    """Whether a piece of a line runs right over a text, along most of it."""
    left, right = sorted((a[0], b[0]))
    gap = text.bbox[1] - (a[1] + b[1]) / 2
    wide = text.bbox[2] - text.bbox[0]
    return abs(gap) < 0.5 * text.size and overlap(left, right, text.bbox[0], text.bbox[2]) > UNDER * wide


def _of_another_size(a: TextBlock, b: TextBlock) -> bool:
    return abs(a.size - b.size) > SIZE * a.size


def _aligned(over: Thing, under: Thing, unit: float) -> bool:
    """Whether one text stands right below the other and both are centred, or begin, at one place."""
    gap = under.bbox[1] - over.bbox[3]
    if not 0 <= gap <= APART * unit or over.parent != under.parent:
        return False
    if _of_another_size(over.blocks[0], under.blocks[0]):
        return False
    return (
        abs(over.middle[0] - under.middle[0]) <= OFF * unit or abs(over.bbox[0] - under.bbox[0]) <= 0.2 * unit
    )


def _parts(a: Point, b: Point, over: Thing, under: Thing) -> bool:
    """Whether a piece of a line runs between two texts, along most of both."""
    left, right = sorted((a[0], b[0]))
    middle = (a[1] + b[1]) / 2
    return over.middle[1] < middle < under.middle[1] and all(
        overlap(left, right, text.bbox[0], text.bbox[2]) > UNDER * (text.bbox[2] - text.bbox[0])
        for text in (over, under)
    )


def _height_at(a: Point, b: Point, text: Thing) -> float:
    """Where a piece of a line passes the middle of a text."""
    return a[1] + (b[1] - a[1]) * (text.middle[0] - a[0]) / (b[0] - a[0])


def _has_other(under: Thing, parting: float, level: Sequence[tuple[Point, Point]]) -> bool:
    """Whether a text stands right over another line, nearer than under the one that parts: it is that line's own."""
    x, gap = under.middle[0], under.bbox[1] - parting
    return any(
        0 <= _height_at(a, b, under) - under.bbox[3] < gap
        for a, b in level
        if min(a[0], b[0]) < x < max(a[0], b[0])
    )
