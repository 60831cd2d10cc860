"""What flows from where to where: the nets of lines as links between things."""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass, field

from extract.figures.lines.column_ways import along_columns
from extract.figures.lines.nets import Net, Piece, Vertex
from extract.figures.lines.reading import Reading
from extract.figures.lines.walks import Walk, may_leave
from extract.figures.things.signs import from_encoding
from extract.figures.things.things import Thing
from extract.scene.geometry import Point, Vector, centroid, distance, point_at, unit

STEP = 3.0
"""Length of a line's end, in points, that tells its direction."""


@dataclass(slots=True)
class Link:
    """A flow from one thing to another.

    Attributes:
        source, target: ids of things; None where the line comes from or leads into the open.
        pieces: the way, from source to target.
        sure: whether an arrowhead gave its direction.
    """

    source: int | None
    target: int | None
    pieces: tuple[Piece, ...] = ()
    sure: bool = True


@dataclass(slots=True)
class Flow:
    """The links of a figure.

    Attributes:
        links: between things.
        entries: nets that lead to things and come from the open, with the point where they begin.
        exits: nets that come from things and lead into the open, with the point where they end.
    """

    links: list[Link] = field(default_factory=list)
    entries: list[OpenEnd] = field(default_factory=list)
    exits: list[OpenEnd] = field(default_factory=list)


@dataclass(slots=True)
class OpenEnd:
    """A net's end in the open and the things at its other side, each with the way between them."""

    net: Net
    point: Point
    ways: tuple[tuple[int, tuple[Piece, ...]], ...]


def flow_of(nets: Sequence[Net], things: Sequence[Thing], reading: Reading) -> Flow:
    """The links of all nets."""
    flow = Flow()
    passing = _passing(nets)
    for net in nets:
        if net.has_heads() or any(piece.directed for piece in net.pieces):
            _directed(net, flow, things, reading, passing)
        else:
            _undirected(net, flow, things, reading)
    flow.links = along_columns(flow.links, things)
    return flow


def _passing(nets: Sequence[Net]) -> set[int]:
    """Things that several nets touch and no head points at: something must come in at an end without head."""
    touched = Counter(thing for net in nets for thing in net.things())
    pointed = {
        vertex[1]
        for net in nets
        for piece in net.pieces
        for vertex, head in ((piece.a, piece.head_a), (piece.b, piece.head_b))
        if vertex[0] == "thing" and head
    }
    return {thing for thing, count in touched.items() if count > 1 and thing not in pointed}


def _directed(
    net: Net,
    flow: Flow,
    things: Sequence[Thing],
    reading: Reading,
    passing: Container[int],
) -> None:
    """Every tail of a net leads to every head that can be reached along its pieces."""
    onward: dict[Vertex, list[tuple[Vertex, Piece]]] = {}
    sinks: set[tuple[Vertex, int]] = set()
    headed = net.has_heads()
    entered = _entered(net, reading, passing) if headed else set()
    led = _led(net, headed)
    for piece in net.pieces:
        forward, backward = _ways(piece, headed, things, reading, led)
        into_a, into_b = (piece.a, id(piece)) in entered, (piece.b, id(piece)) in entered
        if forward and not into_a:
            onward.setdefault(piece.a, []).append((piece.b, piece))
            if piece.b[0] == "thing" and (
                piece.head_b or piece.directed or not headed or into_b or id(piece) in led
            ):
                sinks.add((piece.b, id(piece)))
        if backward and not into_b:
            onward.setdefault(piece.b, []).append((piece.a, piece))
            if piece.a[0] == "thing" and (piece.head_a or not headed or into_a or id(piece) in led):
                sinks.add((piece.a, id(piece)))
    walk = Walk(onward, sinks)
    # In the order of their lines: a set of names would come in another order in each run.
    sources = [v for v in onward if v[0] == "thing" and any(may_leave(v, p) for _, p in onward[v])]
    left_open: dict[Vertex, list[tuple[int, tuple[Piece, ...]]]] = {}
    for source in sources:
        for target, path in walk.reached(source):
            if target[0] == "thing":
                flow.links.append(Link(source[1], target[1], path))
            else:
                left_open.setdefault(target, []).append((source[1], path))
    for vertex, origins in left_open.items():
        point = _place(vertex, net)
        if point is not None:
            flow.exits.append(OpenEnd(net, point, tuple(origins)))
    for start in _open_starts(net, onward, things):
        found = tuple((v[1], path) for v, path in walk.reached(start) if v[0] == "thing")
        point = _place(start, net)
        if found and point is not None:
            flow.entries.append(OpenEnd(net, point, found))


def _entered(net: Net, reading: Reading, passing: Container[int]) -> set[tuple[Vertex, int]]:
    """Ends without head that run into a thing in the direction of reading, where something else feeds the net."""
    found = set()
    met = Counter(vertex for piece in net.pieces for vertex in {piece.a, piece.b})
    fed = any(piece.directed and piece.a[0] == "thing" for piece in net.pieces) or any(
        met[vertex] == 1
        for piece in net.pieces
        for vertex, head in ((piece.a, piece.head_a), (piece.b, piece.head_b))
        if vertex[0] == "joint" and not head
    )
    fed = fed or any(
        _leaves_onward(net, piece, vertex, reading) for piece in net.pieces for vertex in (piece.a, piece.b)
    )
    for piece in net.pieces:
        if piece.directed or piece.both or not fed:
            continue
        for vertex in (piece.a, piece.b):
            if vertex[0] == "thing" and vertex[1] in passing and reading.agrees(_way(piece, vertex)):
                found.add((vertex, id(piece)))
    return found


def _leaves_onward(net: Net, piece: Piece, vertex: Vertex, reading: Reading) -> bool:
    """Whether a piece without a head leaves a thing in the direction of reading for a joint of the net."""
    if vertex[0] != "thing" or piece.directed or piece.both or piece.head_a or piece.head_b:
        return False
    far = piece.b if piece.a == vertex else piece.a
    x, y = _way(piece, vertex)
    return far[0] == "joint" and len(net.things()) > 2 and reading.agrees((-x, -y))


def _way(piece: Piece, vertex: Vertex) -> Vector:
    """The direction in which a piece runs into a vertex."""
    points, (at, to) = piece.connector.points, piece.span
    if piece.b == vertex:
        return unit(point_at(points, max(at, to - STEP)), point_at(points, to))
    return unit(point_at(points, min(to, at + STEP)), point_at(points, at))


def _led(net: Net, headed: bool) -> dict[int, bool]:
    """For pieces without direction that an arrow runs into, or that one comes from: whether they run forward.

    What an arrow brings to a fork goes on to the fork's ends; an arrow that leaves a fork takes what its ends bring.
    Where heads show the way elsewhere in the net, only a fork tells whose ends all are at things.
    """
    found: dict[int, bool] = {}
    arrows = [piece for piece in net.pieces if piece.directed]
    for tips in (True,) if headed else (True, False):
        queue = [piece.b if tips else piece.a for piece in arrows]
        met = {piece.a if tips else piece.b for piece in arrows}
        queue = [
            vertex
            for vertex in queue
            if vertex[0] == "joint" and vertex not in met and (not headed or _is_fork(vertex, net))
        ]
        seen = set(queue)
        while queue:
            vertex = queue.pop()
            for piece in net.pieces:
                if piece.directed or piece.both or id(piece) in found or vertex not in (piece.a, piece.b):
                    continue
                found[id(piece)] = (piece.a == vertex) == tips
                far = piece.b if piece.a == vertex else piece.a
                if far[0] == "joint" and far not in seen:
                    seen.add(far)
                    queue.append(far)
    return found


def _is_fork(vertex: Vertex, net: Net) -> bool:
    """Whether two pieces or more without direction lead from a joint, all of them to things."""
    own = [p for p in net.pieces if vertex in (p.a, p.b) and not p.directed]
    return len(own) > 1 and all(
        not piece.both and (piece.b if piece.a == vertex else piece.a)[0] == "thing" for piece in own
    )


def _ways(
    piece: Piece, headed: bool, things: Sequence[Thing], reading: Reading, led: Mapping[int, bool]
) -> tuple[bool, bool]:
    """Whether a piece may be walked forward and backward."""
    if piece.directed:
        return True, False
    if piece.both:
        ahead = reading.forward(piece, things)
        return ahead, not ahead
    if headed and id(piece) not in led:
        return not piece.head_a, not piece.head_b
    ahead = led[id(piece)] if id(piece) in led else reading.forward(piece, things)
    return ahead, not ahead


def _open_starts(
    net: Net, onward: Mapping[Vertex, list[tuple[Vertex, Piece]]], things: Sequence[Thing]
) -> list[Vertex]:
    """Joints at which exactly one piece begins and none arrives, or where several arrows begin and nothing else."""
    arrivals: dict[Vertex, list[Piece]] = {}
    for piece in net.pieces:
        for vertex in (piece.a, piece.b):
            arrivals.setdefault(vertex, []).append(piece)
    return [
        vertex
        for vertex in onward
        if vertex[0] == "joint"
        and len(arrivals[vertex]) == len(onward[vertex])
        and (
            len(onward[vertex]) == 1
            or (
                all(p.leaves_whole(vertex) for p in arrivals[vertex])
                and _leads_to_boxes(arrivals[vertex], things)
            )
        )
    ]


def _leads_to_boxes(arrows: Sequence[Piece], things: Sequence[Thing]) -> bool:
    """Whether one of some arrows points at more than a free label, as those of a system of axes do not."""
    return any(piece.b[0] == "thing" and things[piece.b[1]].kind != "text" for piece in arrows)


def _place(vertex: Vertex, net: Net) -> Point | None:
    """Where a joint lies."""
    for piece in net.pieces:
        if vertex in (piece.a, piece.b):
            ends = piece.connector.points[0], piece.connector.points[-1]
            others = [
                end
                for other in net.pieces
                if other is not piece
                for end in (other.connector.points[0], other.connector.points[-1])
            ]
            free = [end for end in ends if all(distance(end, other) > 1.0 for other in others)]
            if piece.b == vertex:
                return ends[1] if ends[1] in free or not free else free[0]
            return ends[0] if ends[0] in free or not free else free[0]
    return None


def _undirected(net: Net, flow: Flow, things: Sequence[Thing], reading: Reading) -> None:
    """A net without any head follows the direction of reading."""
    ids = sorted(net.things())
    if len(ids) == 2:
        pair = from_encoding(ids, things) or _as_entered(net, reading)
        if pair is None:
            a, b = reading.ordered(things[ids[0]], things[ids[1]])
            pair = (a.id, b.id)
        flow.links.append(Link(*pair, tuple(net.pieces), sure=False))
    elif len(ids) > 2:
        points = [p for piece in net.pieces for p in _joint_points(piece)]
        hub = centroid(points) if points else centroid([things[i].middle for i in ids])
        before = [i for i in ids if _runs_against(net, i, reading)]
        if len(before) in (0, len(ids)):
            before = [i for i in ids if reading.along(hub, things[i].middle) < 0]
        after = [i for i in ids if i not in before]
        flow.links.extend(Link(a, b, tuple(net.pieces), sure=False) for a in before for b in after)


def _runs_against(net: Net, thing: int, reading: Reading) -> bool:
    """Whether a net's lines run into a thing against the direction of reading: they come from it."""
    vertex = ("thing", thing)
    ways = [_way(piece, vertex) for piece in net.pieces if vertex in (piece.a, piece.b)]
    return sum(reading.along((0.0, 0.0), way) for way in ways) < 0


def _as_entered(net: Net, reading: Reading) -> tuple[int, int] | None:
    """Source and target of one line that runs into one of its things, and only into that, as the figure is read."""
    if len(net.pieces) != 1:
        return None
    (piece,) = net.pieces
    into_a, into_b = (reading.agrees(_way(piece, vertex)) for vertex in (piece.a, piece.b))
    if into_a == into_b:
        return None
    return (piece.b[1], piece.a[1]) if into_a else (piece.a[1], piece.b[1])


def _joint_points(piece: Piece) -> list[Point]:
    points = []
    if piece.a[0] == "joint":
        points.append(piece.connector.points[0])
    if piece.b[0] == "joint":
        points.append(piece.connector.points[-1])
    return points or [point_at(piece.connector.points, 0.0)]
