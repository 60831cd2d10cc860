"""Remarks: sentences that a dashed line ties to a part that other lines feed are said of it, and flow nowhere."""

from __future__ import annotations

import re
from collections.abc import Sequence

from extract.figures.things.things import Thing
from extract.scene.geometry import Point, gap_to_polygon, grown, holds
from extract.scene.model import Connector

WORDS = 8
"""Fewest words of a remark."""

NEAR = 1.0
"""How far a line may end from what it is tied to, in sizes of text."""

WORD = re.compile(r"[A-Za-z]{2,}")


def without_remarks(connectors: Sequence[Connector], things: Sequence[Thing], unit: float) -> list[Connector]:
    """The lines without those of remarks, whose texts are set aside.

    Args:
        connectors: the lines of a figure.
        things: what they may lead to.
        unit: usual size of the figure's text in points.
    """
    tied: set[int] = set()
    for remark in things:
        if remark.kind != "text" or remark.title or len(WORD.findall(remark.text)) < WORDS:
            continue
        lines = [line for line in connectors if _other_end(line, remark, unit) is not None]
        if len(lines) != 1 or not lines[0].dashed:
            continue
        end = _other_end(lines[0], remark, unit)
        part = next((box for box in things if box.kind == "box" and end and _at(end, box, unit)), None)
        if part is None or not any(
            line.head_end and not line.dashed and _at(line.points[-1], part, unit) for line in connectors
        ):
            continue
        remark.set_aside()
        tied.add(lines[0].id)
    return [line for line in connectors if line.id not in tied]


def _other_end(line: Connector, text: Thing, unit: float) -> Point | None:
    """Where a line ends that has one end at a text; None where it has none or both there."""
    start, end = line.points[0], line.points[-1]
    at = [holds(grown(text.bbox, NEAR * unit), point) for point in (start, end)]
    return None if at[0] == at[1] else end if at[0] else start


def _at(point: Point, box: Thing, unit: float) -> bool:
    return abs(gap_to_polygon(point, box.outline)) < 0.5 * NEAR * unit
