"""Loops that are counted: a mark such as ×K beside a line that leads back holds for all that the line leads around."""

from __future__ import annotations

from collections.abc import Sequence

from extract.figures.lines.links import Link
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
    others = [link for link in links if link is not back]
    within = _reached(back.target, others) & _reached(back.source, [_turned(link) for link in others])
    return {i for i in within if things[i].kind in ("box", "sign")} if back.source in within else set()


def _gap(note: Thing, points: Sequence[Point]) -> float:
    """Between the box of a mark and the point of a line that is nearest to its middle."""
    x, y = point_at(points, nearest_on(note.middle, points)[1])
    return gap_between(note.bbox, (x, y, x, y))


def _turned(link: Link) -> Link:
    return Link(link.target, link.source)


def _reached(start: int | None, links: Sequence[Link]) -> set[int]:
    """A thing's id with those of all that lies behind it."""
    seen = {start} if start is not None else set[int]()
    queue = list(seen)
    while queue:
        at = queue.pop()
        for link in links:
            if link.source == at and link.target is not None and link.target not in seen:
                seen.add(link.target)
                queue.append(link.target)
    return seen
