"""Lines that meet form nets; what flows into a net at its tails comes out at its heads."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise
from math import inf

from extract.figures.lines.ends import TOUCH, End
from extract.figures.lines.parting import parts
from extract.figures.lines.passing import passes_behind
from extract.figures.things.things import Thing
from extract.scene.geometry import (
    Point,
    along,
    bounds,
    crossing,
    distance,
    holds,
    length_of,
    nearest_on,
    point_at,
    unit,
)
from extract.scene.model import Connector
from extract.scene.places import Places

MEET = 1.0
"""Lines nearer than this, in points, beside half their thicknesses, meet."""

ONE = 1.5 * MEET
"""Joints nearer than this, in points, are one."""

Vertex = tuple[str, int]
"""("thing", id) or ("joint", number)."""

Meeting = tuple[Connector, float]
"""A line and a place along it, in points."""

Tips = dict[tuple[int, bool], tuple[Vertex, set[int]]]
"""For ends of lines, by line and whether it is the last point, the joint there and the lines that meet in it."""


@dataclass(slots=True, eq=False)
class Piece:
    """A part of a line between two vertices; `directed` from a to b, `last` where the line ends at b, `span` along it."""

    a: Vertex
    b: Vertex
    connector: Connector
    directed: bool
    both: bool = False
    head_a: bool = False
    head_b: bool = False
    last: bool = False
    span: tuple[float, float] = (0.0, 0.0)

    def leaves_whole(self, vertex: Vertex) -> bool:
        """Whether it is all of an arrow that begins at a vertex."""
        return self.directed and self.a == vertex and self.last and self.span[0] < MEET


@dataclass(slots=True, eq=False)
class Net:
    """Pieces that hang together without passing through a thing."""

    pieces: list[Piece] = field(default_factory=list)

    def things(self) -> set[int]:
        """Ids of the things that it joins."""
        return {v[1] for piece in self.pieces for v in (piece.a, piece.b) if v[0] == "thing"}

    def has_heads(self) -> bool:
        """Whether a head points at a thing."""
        return any((p.head_a and p.a[0] == "thing") or (p.head_b and p.b[0] == "thing") for p in self.pieces)


class Courses:
    """What lines meet by their course alone, found once however often their ends are attached anew."""

    def __init__(self, connectors: Sequence[Connector], things: Sequence[Thing], unit: float) -> None:
        """The lines, what they lead to, and the usual size of text in points."""
        self.connectors = connectors
        self.things = things
        self.unit = unit
        self.whole = {connector.id: length_of(connector.points) for connector in connectors}
        self._places = Places((bounds(connector.points), connector) for connector in connectors)
        self._things = Places((thing.bbox, thing) for thing in things)
        self._meetings: dict[tuple[int, bool], list[Meeting]] = {}
        self._ahead: dict[tuple[int, bool, float], list[Meeting]] = {}
        self._passed: dict[int, list[tuple[float, int]]] = {}

    def meetings(self, end: End) -> list[Meeting]:
        """Lines on which an end lies, and where."""
        key = end.connector.id, end.last
        if key not in self._meetings:
            self._meetings[key] = _meetings(end, self._near((end.point,), MEET + 3.0, end.connector))
        return self._meetings[key]

    def ahead(self, end: End, reach: float) -> list[Meeting]:
        """The line that an end in the open stops just short of, within some sizes of text, and where it would meet it."""
        key = end.connector.id, end.last, reach
        if key not in self._ahead:
            far = along(end.point, end.way, reach * self.unit)
            self._ahead[key] = _ahead(end, far, self._near((end.point, far), 0.1, end.connector))
        return self._ahead[key]

    def passed(self, connector: Connector) -> list[tuple[float, int]]:
        """Boxes through whose middle a line runs, and where: they stand on the line."""
        if connector.id not in self._passed:
            self._passed[connector.id] = [
                (place, thing)
                for place, thing in _passed(connector, self._things.near(bounds(connector.points)))
                if not passes_behind(
                    connector, place, self.things[thing], self._places.near(self.things[thing].bbox, 3.0)
                )
            ]
        return self._passed[connector.id]

    def _near(self, points: Sequence[Point], margin: float, own: Connector) -> list[Connector]:
        return [other for other in self._places.near(bounds(points), margin) if other is not own]


def nets_of(courses: Courses, ends: Mapping[int, tuple[End, End]]) -> list[Net]:
    """The nets that lines form.

    Args:
        courses: the lines; an arrow hands on to lines that begin no farther from its tip than text is high.
        ends: where they attach.
    """
    connectors = courses.connectors
    joints = _Joints()
    left_open: list[tuple[End, Vertex]] = []
    attached = {(one.connector.id, one.last): replace(one) for pair in ends.values() for one in pair}
    stops: dict[int, list[tuple[float, Vertex]]] = {}
    tips: Tips = {}
    for connector in connectors:
        for end in ends[connector.id]:
            place = courses.whole[connector.id] if end.last else 0.0
            vertex: Vertex
            meeting = courses.meetings(end) if end.thing is None or end.cost > TOUCH else []
            if end.thing is None and not meeting:
                meeting = courses.ahead(end, end.reach)
            shared = _fan(end, meeting, attached) if meeting else None
            if shared is not None:
                vertex = ("thing", shared)
            elif meeting:
                vertex = _shared_end(end, meeting, tips) or joints.at(end.point)
                end.thing = None
                for other, position in meeting:
                    stops.setdefault(other.id, []).append((position, vertex))
                tips[connector.id, end.last] = vertex, {other.id for other, _ in meeting}
            elif end.thing is not None:
                vertex = ("thing", end.thing)
            else:
                vertex = joints.at(end.point)
                left_open.append((end, vertex))
            stops.setdefault(connector.id, []).append((place, vertex))
    handed = _handed_on(left_open, courses.unit)
    pieces = []
    for connector in connectors:
        at_ends = {end.thing for end in ends[connector.id]}
        stops[connector.id].extend(
            (place, ("thing", thing)) for place, thing in courses.passed(connector) if thing not in at_ends
        )
        own = [(place, handed.get(vertex, vertex)) for place, vertex in stops[connector.id]]
        pieces.extend(_pieces(connector, own))
    nets = _grouped(pieces)
    for net in nets:
        _loosen(net)
    return nets


def _handed_on(left_open: Sequence[tuple[End, Vertex]], unit: float) -> dict[Vertex, Vertex]:
    """For each line that begins in the open near an arrow's tip in the open, the place of that tip."""
    tips = [(end, vertex) for end, vertex in left_open if end.head]
    open_ends = Counter(end.connector.id for end, _ in left_open)
    parting = [tip.connector for tip, _ in tips if tip.connector.block and open_ends[tip.connector.id] == 2]
    found: dict[Vertex, Vertex] = {}
    for end, vertex in left_open:
        near = [
            (distance(end.point, tip.point), place)
            for tip, place in tips
            if tip.connector is not end.connector and place != vertex
        ]
        gap, place = min(near, default=(inf, vertex))
        if not end.head and gap <= unit and not parts(parting, end.point, end.way, unit):
            found[vertex] = place
    return found


class _Joints:
    """Numbers for places where lines meet or end in the open."""

    def __init__(self) -> None:
        self.places: list[Point] = []
        self.cells: dict[tuple[int, int], list[int]] = {}

    def at(self, point: Point) -> Vertex:
        column, row = int(point[0] // ONE), int(point[1] // ONE)
        near = [
            number
            for dx in (-1, 0, 1)
            for dy in (-1, 0, 1)
            for number in self.cells.get((column + dx, row + dy), ())
            if distance(self.places[number], point) < ONE
        ]
        if near:
            return ("joint", min(near))
        self.places.append(point)
        self.cells.setdefault((column, row), []).append(len(self.places) - 1)
        return ("joint", len(self.places) - 1)


def _meetings(end: End, connectors: Sequence[Connector]) -> list[Meeting]:
    found = []
    for other in connectors:
        reach = MEET + min(end.connector.thickness + other.thickness, 6.0) / 2
        gap, position = nearest_on(end.point, other.points)
        if gap <= reach:
            found.append((other, position))
    return found


def _shared_end(end: End, meeting: Sequence[Meeting], tips: Tips) -> Vertex | None:
    """The joint of another line's end that lies on this line as this end lies on that one."""
    for other, position in meeting:
        last = position > length_of(other.points) / 2
        vertex, met = tips.get((other.id, last), (None, set()))
        tip = other.points[-1] if last else other.points[0]
        if vertex is not None and end.connector.id in met and distance(tip, end.point) <= 3 * MEET:
            return vertex
    return None


def _ahead(end: End, far: Point, connectors: Sequence[Connector]) -> list[Meeting]:
    hits = []
    for other in connectors:
        for a, b in pairwise(other.points):
            if (hit := crossing(end.point, far, a, b)) is not None:
                hits.append((distance(end.point, hit), other, nearest_on(hit, other.points)[1]))
    hits.sort(key=lambda found: found[0])
    return [(other, position) for _, other, position in hits[:1]]


def _fan(end: End, meeting: Sequence[Meeting], attached: Mapping[tuple[int, bool], End]) -> int | None:
    """The thing that all lines that meet at an end share, where they all end there and none leads elsewhere.

    Arrows that begin at one place, or end there, share what one of them is led to.
    """
    here = [end]
    for other, position in meeting:
        whole = length_of(other.points)
        if MEET < position < whole - MEET:
            return None
        here.append(attached[other.id, position > whole / 2])
    led_to = {each.thing for each in here}
    alike = {(each.head, _far_head(each)) for each in here} in ({(True, False)}, {(False, True)})
    if alike:
        led_to.discard(None)
    return led_to.pop() if len(led_to) == 1 else None


def _far_head(end: End) -> bool:
    return end.connector.head_start if end.last else end.connector.head_end


def _passed(connector: Connector, things: Sequence[Thing]) -> list[tuple[float, int]]:
    found = []
    for thing in things:
        if thing.kind not in ("box", "sign"):
            continue
        gap, position = nearest_on(thing.middle, connector.points)
        size = min(thing.bbox[2] - thing.bbox[0], thing.bbox[3] - thing.bbox[1])
        whole = length_of(connector.points)
        if min(position, whole - position) < 0.5 * size:
            continue
        # A box painted over a line stands on it wherever it is crossed; one under it only by its middle.
        over = (
            thing.shape is not None and thing.shape.fill is not None and thing.shape.order > connector.order
        )
        crossed = over and holds(thing.bbox, point_at(connector.points, position))
        # What the legend names by its filling is painted though its pattern shows no colour.
        patterned = thing.text != "" and not thing.blocks and thing.shape is not None and not thing.shape.fill
        crossed = crossed or (patterned and holds(thing.bbox, point_at(connector.points, position)))
        if not crossed and gap > 0.2 * size:
            continue
        way = unit(point_at(connector.points, position - 1), point_at(connector.points, position + 1))
        if max(abs(way[0]), abs(way[1])) > 0.95 or (crossed and _goes_through(connector, position, thing)):
            found.append((position, thing.id))
    return found


def _goes_through(connector: Connector, position: float, thing: Thing) -> bool:
    """Whether a line that is in a box at a place comes in at one side and leaves at the opposite one."""
    whole = length_of(connector.points)
    sides = []
    for step in (-0.5, 0.5):
        place = position
        while 0 < place < whole and holds(thing.bbox, point_at(connector.points, place)):
            place += step
        x, y = point_at(connector.points, place)
        x0, y0, x1, y1 = thing.bbox
        if holds(thing.bbox, (x, y)):
            return False
        sides.append((x <= x0, x >= x1, y <= y0, y >= y1))
    (left, right, above, below), (other_left, other_right, other_above, other_below) = sides
    return any((left and other_right, right and other_left, above and other_below, below and other_above))


def _pieces(connector: Connector, stops: list[tuple[float, Vertex]]) -> list[Piece]:
    """A line cut at its stops."""
    stops = _distinct(sorted(stops, key=lambda stop: stop[0]))
    whole = length_of(connector.points)
    directed = connector.head_end or connector.middle_head
    both = connector.head_start and connector.head_end
    found = []
    inner = [place for place, vertex in stops if vertex[0] == "joint" and 0.01 < place < whole - 0.01]
    for (at, a), (to, b) in pairwise(stops):
        first, last = at <= 0.01, to >= whole - 0.01
        if both and inner:
            # What joins a line with two heads on its way flows to both of them.
            if to <= inner[0]:
                found.append(Piece(b, a, connector, True, head_b=first, last=first, span=(at, to)))
            elif at >= inner[-1]:
                found.append(Piece(a, b, connector, True, head_b=last, last=last, span=(at, to)))
            else:
                found.append(Piece(a, b, connector, False, span=(at, to)))
            continue
        # Pieces of a directed line that end at a thing on it flow into that thing.
        into = directed and not both and b[0] == "thing"
        found.append(
            Piece(
                a,
                b,
                connector,
                directed and not both,
                both,
                head_a=connector.head_start and first,
                head_b=(connector.head_end and last) or into,
                last=last,
                span=(at, to),
            )
        )
    return found


def _distinct(stops: Sequence[tuple[float, Vertex]]) -> list[tuple[float, Vertex]]:
    """Stops with those that follow each other at one vertex as one; a line's very ends keep their places."""
    found: list[tuple[float, Vertex]] = []
    for place, vertex in stops:
        if not found or found[-1][1] != vertex:
            found.append((place, vertex))
        elif place == stops[-1][0] and len(found) > 1:
            found[-1] = (place, vertex)
    return found


def _loosen(net: Net) -> None:
    """Takes the direction from pieces that begin where nothing can come from.

    A line with one head may be fed on its way: what lies before that place runs back to its own branches.
    """
    changed = True
    while changed:
        changed = False
        for piece in net.pieces:
            if not piece.directed or piece.a[0] != "joint":
                continue
            others = [p for p in net.pieces if p is not piece and piece.a in (p.a, p.b)]
            if others and all(p.leaves_whole(piece.a) for p in (piece, *others)):
                # Arrows that begin at one place in the open share what comes in there.
                continue
            feeds = [p for p in others if p.b == piece.a or not p.directed]
            if others and all(not p.directed for p in feeds) and not _reached(piece, feeds, net):
                piece.directed = False
                changed = True


def _reached(piece: Piece, feeds: list[Piece], net: Net) -> bool:
    """Whether something can flow to the start of a piece over pieces without direction."""
    seen, queue = {piece.a}, list(feeds)
    while queue:
        other = queue.pop()
        for vertex in (other.a, other.b):
            if vertex in seen:
                continue
            seen.add(vertex)
            if vertex[0] == "thing":
                if not (other.head_a if other.a == vertex else other.head_b):
                    return True
                continue
            here = [p for p in net.pieces if p is not other and vertex in (p.a, p.b)]
            if not here or any(p.directed and p.b == vertex for p in here):
                return True
            queue.extend(p for p in here if not p.directed)
    return False


def _grouped(pieces: Sequence[Piece]) -> list[Net]:
    """Pieces grouped by the joints that they share."""
    # Of each net, under the number of its last piece, the numbers of its pieces and its joints.
    nets: dict[int, tuple[list[int], list[Vertex]]] = {}
    of_joint: dict[Vertex, int] = {}
    for number, piece in enumerate(pieces):
        own = [number]
        joints = [vertex for vertex in (piece.a, piece.b) if vertex[0] == "joint"]
        for vertex in joints[:]:
            net = of_joint.get(vertex, number)
            if net != number:
                before, others = nets.pop(net)
                own = before + own
                joints.extend(others)
                of_joint.update(dict.fromkeys(others, number))
            of_joint[vertex] = number
        nets[number] = own, list(dict.fromkeys(joints))
    return [Net([pieces[i] for i in own]) for own, _ in nets.values()]
