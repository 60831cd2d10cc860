"""Which way a group is passed through: lines that end at its upper and lower rims lead through it upright."""

from __future__ import annotations

from collections.abc import Sequence

from extract.figures.lines.links import Link
from extract.figures.lines.reading import Side
from extract.figures.things.things import Thing
from extract.scene.geometry import Point
from graph import Box


def sides_of_groups(links: Sequence[Link], things: Sequence[Thing]) -> dict[int, set[Side]]:
    """For each group that drawn lines end at, whether they do so at its upper or lower rims, or at those beside it.

    Args:
        links: between things and groups.
        things: all things.
    """
    found: dict[int, set[Side]] = {}
    for link in links:
        for group, last in ((link.target, True), (link.source, False)):
            if group is None or things[group].kind != "group" or not link.pieces:
                continue
            ends = link.pieces[-1 if last else 0].connector.points
            point = min((ends[0], ends[-1]), key=lambda end: min(_gaps(end, things[group].bbox)))
            aside, along = _gaps(point, things[group].bbox)
            found.setdefault(group, set()).add("upright" if along < aside else "level")
    return found


def _gaps(point: Point, box: Box) -> tuple[float, float]:
    """How far a place lies from the nearer rim beside it, and from the nearer of those over and under it."""
    (x, y), (x0, y0, x1, y1) = point, box
    return min(abs(x - x0), abs(x - x1)), min(abs(y - y0), abs(y - y1))
