"""Operations with an arrow that points between two volumes: what is done on the way from the one to the other."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from extract.figures.lines.links import Link
from extract.figures.things.things import Thing
from extract.figures.volumes.volumes import Bodies
from extract.labels import parse_label
from extract.scene.geometry import grown, holds
from extract.scene.model import Connector

NEAR = 1.0
"""Farthest that an arrow begins from its text, in sizes of text."""


def at_pointed_gaps(
    bodies: Bodies, things: list[Thing], links: Sequence[Link], connectors: Sequence[Connector], unit: float
) -> list[Link]:
    """The links, those between volumes next to each other led through the operation whose arrow points at their gap.

    Args:
        bodies: the volumes, from left to right.
        things: all things.
        links: between them.
        connectors: the lines of the figure.
        unit: usual size of the figure's text in points.
    """
    volumes = set(bodies.things)
    row = [link for link in links if link.source in volumes and link.target in volumes and not link.pieces]
    whole = [link for link in links if None not in (link.source, link.target) and link.source != link.target]
    linked = {i for link in whole for i in (link.source, link.target)}
    found = list(links)
    for text in things:
        if text.kind != "text" or text.title or text.id in linked:
            continue
        arrows = [line for line in connectors if _begins_at(line, text, unit)]
        parsed = parse_label(text.text, role="arrow")
        if len(arrows) != 1 or not parsed.names_operation:
            continue
        x, y = arrows[0].points[-1]
        gaps = [link for link in row if any(link is each for each in found) and _between(x, y, link, things)]
        if len(gaps) == 1:
            (link,) = gaps
            text.parsed = parsed
            found = [each for each in found if each is not link and each.source != text.id]
            found += [replace(link, target=text.id), replace(link, source=text.id)]
    return found


def _begins_at(line: Connector, text: Thing, unit: float) -> bool:
    """Whether an upright arrow begins at a text and leads away from it."""
    start, end = line.points[0], line.points[-1]
    around = grown(text.bbox, NEAR * unit)
    upright = abs(end[1] - start[1]) > 2 * abs(end[0] - start[0])
    return (
        line.head_end and not line.head_start and upright and holds(around, start) and not holds(around, end)
    )


def _between(x: float, y: float, link: Link, things: Sequence[Thing]) -> bool:
    """Whether a place lies between the middles of two volumes, and no farther up or down than they reach."""
    assert link.source is not None and link.target is not None
    a, b = things[link.source], things[link.target]
    level = min(a.bbox[1], b.bbox[1]) - 1 <= y <= max(a.bbox[3], b.bbox[3]) + 1
    return a.middle[0] < x < b.middle[0] and level
