"""Loops that are counted: a mark such as ×K beside a line that leads back holds for all that the line leads around."""

from __future__ import annotations

from collections.abc import Sequence

from extract.figures.lines.linked_parts import ways_of
from extract.figures.lines.links import Link
from extract.figures.meaning.fed_back import reached
from extract.figures.things.things import Thing
from extract.scene.geometry import Point, gap_between, nearest_on, point_at


def looped(note: Thing, things: Sequence[Thing], links: Sequence[Link], reach: float) -> set[int]:
    """Ids of the boxes and signs in the loop that the line nearest to a mark closes; none where it closes none.

    Args:
        note: the mark.
        things: of the figure.
        links: its edges.
        reach: farthest that the mark stands from the line, in points.
    """
    near = [
        (min(_gap(note, piece.connector.points) for piece in link.pieces), at)
        for at, link in enumerate(links)
        if link.pieces
    ]
    gap, at = min(near, default=(float("inf"), -1))
    if gap > reach:
        return set()
    back = links[at]
    if back.source is None or back.target is None:
        return set()
    before, after = ways_of([link for link in links if link is not back])
    within = ({back.target} | reached(back.target, after)) & ({back.source} | reached(back.source, before))
    return {i for i in within if things[i].kind in ("box", "sign")} if back.source in within else set()


def _gap(note: Thing, points: Sequence[Point]) -> float:
    """Between the box of a mark and the point of a line that is nearest to its middle."""
    x, y = point_at(points, nearest_on(note.middle, points)[1])
    return gap_between(note.bbox, (x, y, x, y))
