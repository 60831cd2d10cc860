"""Gaps in a row of steps: an arrow into the open and one out of it on one line, head to tail, are one flow."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from extract.figures.lines.ellipses import is_ellipsis
from extract.figures.lines.links import Flow, Link, OpenEnd
from extract.figures.lines.nets import Piece
from extract.figures.lines.parting import parts
from extract.figures.lines.rays import ray_to
from extract.figures.things.things import Thing
from extract.scene.geometry import (
    Point,
    Polyline,
    Vector,
    box_area,
    distance,
    dot,
    gap_to_polygon,
    grown,
    holds,
    overlap,
    unit,
)
from extract.scene.model import Connector, end_of
from extract.scene.pictures import corners

LEVEL = 0.98
"""Least cosine between the directions of both arrows, and of the way between them."""

BESIDE_DOTS = 0.4
"""Farthest that a line which goes on runs past dots, in sizes of text."""

REACH = 4.0
"""Farthest that something stands before an end in the open which leads there, in sizes of text."""

NEAR = 2.4
"""The same where other lines leave what stands there."""


def over_gaps(
    flow: Flow, things: Sequence[Thing], connectors: Sequence[Connector], size: float
) -> list[Link]:
    """Links from where an arrow leaves a thing to where another enters one like it, across a gap that holds nothing.

    Each arrow reaches over one gap only: the nearest.

    Args:
        flow: the links and open ends.
        things: all things.
        connectors: all lines; a thick arrow that joins nothing parts what lies before and behind it.
        size: usual size of text in points.
    """
    parting = _parting(flow, connectors)
    found: list[Link] = []
    taken: set[int] = set()
    for leaving in flow.exits:
        offers = []
        for n, entering in enumerate(flow.entries):
            if n in taken or len(leaving.ways) != 1 or len(entering.ways) != 1:
                continue
            (source, out), (target, into) = leaving.ways[0], entering.ways[0]
            if source == target or not _on_one_line(leaving, entering, out[-1], into[0]):
                continue
            if parts(parting, entering.point, unit(entering.point, leaving.point), size):
                continue
            if _alike(things[source], things[target]) and not _between(leaving, entering, things):
                offers.append((abs(entering.point[0] - leaving.point[0]), n, source, target, (*out, *into)))
        if offers:
            _, n, source, target, pieces = min(offers, key=lambda offer: offer[:2])
            taken.add(n)
            found.append(Link(source, target, pieces, sure=False))
    return found


def straight_before(
    links: Sequence[Link], flow: Flow, things: Sequence[Thing], connectors: Sequence[Connector], size: float
) -> list[Link]:
    """The links in which an arrow that begins, or ends, in the open joins what stands straight behind or before it.

    Only where nothing that is drawn leaves the one, or enters the other: it stands short of it, in a wide gap. Right
    short of a box an arrow comes from that though other lines leave it too.

    Args:
        links: along lines, those with an open end among them.
        flow: their open ends.
        things: all things.
        connectors: all lines; a thick arrow that joins nothing parts what lies before and behind it.
        size: usual size of text in points.
    """
    open_ends = [
        (end, way, entry)
        for ends, entry in ((flow.entries, True), (flow.exits, False))
        for end in ends
        for _, way in end.ways
    ]
    leaving, entered = {link.source for link in links}, {link.target for link in links}
    fed = {link.target for link in links if link.source is not None}
    parting = _parting(flow, connectors)
    found = list(links)
    for i, link in enumerate(links):
        if (link.source is None) == (link.target is None):
            continue
        own = link.target if link.source is None else link.source
        end = next(
            (end for end, way, entry in open_ends if way is link.pieces and entry == (link.source is None)),
            None,
        )
        if own is None or end is None:
            continue
        met = _straight(end, link, things, size)
        if met is None or met.id == own or parts(parting, end.point, unit(end.point, met.middle), size):
            continue
        if met.parent != _group_at(end.point, things):
            continue
        if link.source is None and (
            met.id not in leaving or (met.kind == "box" and own not in fed and _is_near(met, end, size))
        ):
            found[i] = replace(link, source=met.id)
        elif link.target is None and met.id not in entered:
            found[i] = replace(link, target=met.id)
    return found


def _parting(flow: Flow, connectors: Sequence[Connector]) -> list[Connector]:
    """Thick arrows that join nothing."""
    ends = [way for end in (*flow.exits, *flow.entries) for _, way in end.ways]
    joining = {piece.connector.id for way in (*(link.pieces for link in flow.links), *ends) for piece in way}
    return [line for line in connectors if line.block and line.id not in joining]


def _straight(end: OpenEnd, link: Link, things: Sequence[Thing], size: float) -> Thing | None:
    """The first thing straight before an open end, if it is a box or sign within reach."""
    piece = link.pieces[0] if link.source is None else link.pieces[-1]
    tip, way = min(
        (end_of(piece.connector, last) for last in (False, True)), key=lambda at: distance(at[0], end.point)
    )
    if distance(tip, end.point) > 1.0:
        return None
    hits = [
        (gap, thing.kind, thing.id)
        for thing in things
        if thing.kind != "group"
        and (gap := ray_to(tip, way, REACH * size, _outline(thing, size))) is not None
    ]
    _, kind, nearest = min(hits, default=(0.0, "", -1))
    dots = nearest >= 0 and is_ellipsis(things[nearest])
    return things[nearest] if kind in ("box", "sign", "picture") or dots else None


def _outline(thing: Thing, size: float) -> Polyline:
    """The outline of a thing; dots, which stand for more than they cover, are met beside them too."""
    return corners(grown(thing.bbox, BESIDE_DOTS * size)) if is_ellipsis(thing) else thing.outline


def _is_near(thing: Thing, end: OpenEnd, size: float) -> bool:
    return gap_to_polygon(end.point, thing.outline) <= NEAR * size


def _group_at(point: Point, things: Sequence[Thing]) -> int | None:
    """The innermost group that a place lies in."""
    around = [thing for thing in things if thing.kind == "group" and holds(thing.bbox, point)]
    return min(around, key=lambda group: box_area(group.bbox)).id if around else None


def _on_one_line(leaving: OpenEnd, entering: OpenEnd, out: Piece, into: Piece) -> bool:
    way = unit(leaving.point, entering.point)
    return dot(way, _direction(out)) > LEVEL and dot(way, _direction(into)) > LEVEL


def _direction(piece: Piece) -> Vector:
    return unit(piece.connector.points[0], piece.connector.points[-1])


def _alike(a: Thing, b: Thing) -> bool:
    """Whether two things are of one size and stand on one level."""
    return a.kind == b.kind and any(
        overlap(a.bbox[low], a.bbox[low + 2], b.bbox[low], b.bbox[low + 2])
        > 0.9 * max(a.bbox[low + 2] - a.bbox[low], b.bbox[low + 2] - b.bbox[low])
        for low in (0, 1)
    )


def _between(leaving: OpenEnd, entering: OpenEnd, things: Sequence[Thing]) -> bool:
    """Whether a box or sign stands in the gap."""
    (x0, y0), (x1, y1) = leaving.point, entering.point
    steps = [(x0 + (x1 - x0) * i / 10, y0 + (y1 - y0) * i / 10) for i in range(1, 10)]
    return any(
        thing.kind in ("box", "sign") and any(holds(thing.bbox, step) for step in steps) for thing in things
    )
