"""Measures: a word between two arrows that part from it to both sides says how far something reaches."""

from __future__ import annotations

from collections.abc import Sequence

from extract.figures.things.things import Thing
from extract.scene.geometry import bounds, gap_to_polygon, grown, holds, length_of
from extract.scene.model import Connector

START = 2.0
"""How far an arrow may begin from the word, in sizes of text."""

NEAR = 1.0
"""How near an arrow ends to a stroke across it, or to what it leads to, in sizes of text."""

STROKE = 2.5
"""Greatest length of a stroke that an arrow of a measure ends at, in sizes of text."""


def without_measures(
    connectors: Sequence[Connector], things: Sequence[Thing], unit: float
) -> list[Connector]:
    """The lines without those of measures, whose words are set aside.

    Args:
        connectors: the lines of a figure.
        things: what they may lead to.
        unit: usual size of the figure's text in points.
    """
    drawn: set[int] = set()
    for word in things:
        if word.kind != "text" or word.title or word.parsed.kind not in ("block", "comment"):
            continue
        arms = [line for line in connectors if _parts_from(line, word, unit) is not None]
        for axis in (0, 1):
            own = [line for line in arms if _parts_from(line, word, unit) == axis]
            if len(own) != 2 or len(arms) != 2:
                continue
            first, second = sorted(own, key=lambda line: line.points[-1][axis])
            if not first.points[-1][axis] < word.middle[axis] < second.points[-1][axis]:
                continue
            strokes = [_stroke_at(line, connectors, unit) for line in own]
            open_ends = not any(_leads_to_thing(line, things, word, unit) for line in own)
            if all(strokes) or open_ends:
                word.set_aside()
                drawn |= {line.id for line in own} | {stroke.id for stroke in strokes if stroke}
    return [line for line in connectors if line.id not in drawn]


def _parts_from(line: Connector, word: Thing, unit: float) -> int | None:
    """The axis along which a straight arrow leads from a word away; None for other lines."""
    (x0, y0), (x1, y1) = line.points[0], line.points[-1]
    if not line.head_end or line.head_start or not holds(grown(word.bbox, START * unit), (x0, y0)):
        return None
    if holds(grown(word.bbox, NEAR * unit), (x1, y1)):
        return None
    box = bounds(line.points)
    for axis, across in ((0, 1), (1, 0)):
        straight = box[across + 2] - box[across] < 0.05 * (box[axis + 2] - box[axis])
        level = word.bbox[across] <= (box[across] + box[across + 2]) / 2 <= word.bbox[across + 2]
        if straight and level:
            return axis
    return None


def _stroke_at(arrow: Connector, lines: Sequence[Connector], unit: float) -> Connector | None:
    """The short stroke across that an arrow ends at."""
    end = arrow.points[-1]
    axis = 0 if abs(end[0] - arrow.points[0][0]) > abs(end[1] - arrow.points[0][1]) else 1
    for line in lines:
        box = bounds(line.points)
        thin = box[axis + 2] - box[axis] < 0.1 * unit
        if line.headed or not thin or length_of(line.points) > STROKE * unit:
            continue
        reaches = box[1 - axis] < end[1 - axis] < box[3 - axis]
        if reaches and abs(box[axis] - end[axis]) < 0.5 * NEAR * unit:
            return line
    return None


def _leads_to_thing(arrow: Connector, things: Sequence[Thing], word: Thing, unit: float) -> bool:
    """Whether an arrow ends at something, or would if it ran on."""
    (x0, y0), (x1, y1) = arrow.points[0], arrow.points[-1]
    long = max(abs(x1 - x0), abs(y1 - y0), 0.1)
    ahead = (x1 + (x1 - x0) / long * 3 * unit, y1 + (y1 - y0) / long * 3 * unit)
    middle = ((x1 + ahead[0]) / 2, (y1 + ahead[1]) / 2)
    return any(
        thing is not word
        and thing.kind != "group"
        and any(
            holds(thing.bbox, point) or abs(gap_to_polygon(point, thing.outline)) < NEAR * unit
            for point in ((x1, y1), middle, ahead)
        )
        for thing in things
    )
