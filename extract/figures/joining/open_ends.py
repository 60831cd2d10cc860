"""Lines that come from the open, or lead there: what names their ends, and the inputs without a name where they fork."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from extract.figures.joining.beside import OFF
from extract.figures.joining.own_frames import frame_at, led_to
from extract.figures.lines.alongside import gap_alongside
from extract.figures.lines.links import Flow, Link, OpenEnd
from extract.figures.meaning.naming import WORD
from extract.figures.things.things import Thing
from extract.scene.geometry import distance

AHEAD = 3.2
"""Farthest that the name of an open end stands straight ahead of it, in sizes of text."""

LONGEST_NAME = 24
"""Most letters of such a name."""

SAYS_END = 2.6
"""Farthest that a text which says itself that it is an input or output stands from an open end, in sizes of text."""


def name_open_ends(flow: Flow, things: Sequence[Thing], taken: set[int], unit: float) -> list[Link]:
    """Links from and to lines' open ends: to the free text that names one, else to nothing."""
    links: list[Link] = []
    for ends, entry in ((flow.entries, True), (flow.exits, False)):
        for end in ends:
            used = taken if entry else taken | _measures(end, things, unit)
            name = _name_at(end, things, used, unit, "input" if entry else "output")
            if name is not None:
                taken.add(name)
            links.extend(
                Link(name, other, way) if entry else Link(other, name, way) for other, way in end.ways
            )
    return links


def _measures(end: OpenEnd, things: Sequence[Thing], unit: float) -> set[int]:
    """Ids of sizes that stand along a line on its way into the open: they measure what comes out, and name nothing."""
    return {
        thing.id
        for thing in things
        if thing.kind == "text"
        and thing.parsed.kind == "tensor"
        and not WORD.search(thing.text)
        and any(
            gap_alongside(thing.bbox, piece.connector.points, unit, piece.span) is not None
            for _, way in end.ways
            for piece in way
        )
    }


def _name_at(end: OpenEnd, things: Sequence[Thing], taken: set[int], unit: float, kind: str) -> int | None:
    """The free text nearest to an open end; what says itself that it is an end of this kind may stand farther off."""
    best: tuple[float, int] | None = None
    for thing in things:
        if thing.kind != "text" or thing.title or thing.id in taken:
            continue
        x, y = end.point
        dx = max(thing.bbox[0] - x, 0.0, x - thing.bbox[2])
        dy = max(thing.bbox[1] - y, 0.0, y - thing.bbox[3])
        gap = (dx * dx + dy * dy) ** 0.5
        ops = [each.op for each in thing.parsed.operations]
        says = thing.parsed.kind == "terminal" and (ops == [kind] or (ops == ["loss"] and kind == "output"))
        if gap <= (SAYS_END if says else 1.6) * unit and (best is None or gap < best[0]):
            best = (gap, thing.id)
    return best[1] if best else _name_ahead(end, things, taken, unit)


def _name_ahead(end: OpenEnd, things: Sequence[Thing], taken: set[int], unit: float) -> int | None:
    """The variable, or name of an end, that stands a little farther off than others, straight ahead of a line that
    runs up or down."""
    lines = [piece.connector.points for _, way in end.ways for piece in way]
    near = [points for points in lines if min(distance(end.point, p) for p in (points[0], points[-1])) < 1.0]
    if not near:
        return None
    points = near[0] if distance(near[0][0], end.point) < 1.0 else near[0][::-1]
    (x, y), (inner_x, inner_y) = points[0], points[1]
    if abs(x - inner_x) > 1.0:
        return None
    best: tuple[float, int] | None = None
    for thing in things:
        x0, y0, x1, y1 = thing.bbox
        gap = y0 - y if y > inner_y else y - y1
        if not x0 <= x <= x1 or not 0 <= gap <= AHEAD * unit:
            continue
        if best is None or gap < best[0]:
            best = (gap, thing.id)
    if best is None:
        return None
    name = things[best[1]]
    fits = name.kind == "text" and not name.title and name.id not in taken and len(name.text) <= LONGEST_NAME
    kinds = ("variable", "terminal", "block", "tensor")
    centred = abs(name.middle[0] - x) <= OFF * (name.bbox[2] - name.bbox[0])
    return name.id if fits and centred and name.parsed.kind in kinds else None


def implied_inputs(links: Sequence[Link], flow: Flow, things: list[Thing], unit: float) -> list[Link]:
    """The links with an input that has no name where a line from the open forks; adds it to the things.

    Where it begins just within a frame that other lines end at, these go on there.
    """
    fed = {link.target for link in links if link.source is not None}
    found = list(links)
    for end in flow.entries:
        own = [
            link for link in found if link.source is None and any(link.pieces is way for _, way in end.ways)
        ]
        if len(own) < 2 or all(link.target in fed for link in own):
            continue
        frame = frame_at(end.point, things, unit)
        outer = led_to(frame, found, things) if frame is not None else []
        if outer:
            onward = [replace(link, target=each.target) for link in outer for each in own]
            found = [link for link in found if link not in outer and link not in own] + onward
            continue
        x, y = end.point
        start = Thing(len(things), "text", (end.point,) * 3, (x - 1, y - 1, x + 1, y + 1))
        things.append(start)
        found = [replace(link, source=start.id) if link in own else link for link in found]
    return found
