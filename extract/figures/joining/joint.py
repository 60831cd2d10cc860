"""The doubtful ends of lines and directions of plain ones, chosen together so that the whole figure is consistent."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from extract.figures.joining.beside import JOINS
from extract.figures.lines.ends import SHORT, TOUCH, Attachment, attached, attachments
from extract.figures.lines.groups import members
from extract.figures.lines.links import Flow, flow_of
from extract.figures.lines.nets import Courses, Net, nets_of
from extract.figures.lines.parting import parts
from extract.figures.lines.reading import Reading, reading_of
from extract.figures.things.things import Thing
from extract.scene.geometry import distance, gap_to_polygon, point_at
from extract.scene.model import Connector, end_of
from extract.scene.places import Places

DOUBT = 1.2
"""How much more than the cheapest way to attach a line another one may cost, in sizes of text."""

WAYS = 4
"""Most ways to attach one line that are tried."""

LONG = 1.2
"""How far before an end in the open a line may lie that it is led to, in sizes of text."""

OPEN = 0.8
"""Fault of a line that comes from nowhere, or leads there; that of a join without its inputs is 1 for each."""

GAIN = 0.35
"""Least fault that another way must spare: what is even stays as the line by itself suggests."""

TURN = 0.7
"""Least fault that reading a figure against the usual direction must spare."""

WORK = 3000
"""Most lines that are looked at again in all, so that a large figure takes hardly longer than a small one."""

Read = tuple[Sequence[Net], Reading, Flow]


def chosen(connectors: Sequence[Connector], things: Sequence[Thing], unit: float) -> Read:
    """The nets, the direction of reading and the flow of a figure whose ends are chosen together.

    Each line begins as it by itself suggests. Then the ways to attach one that are nearly as good are tried, least
    doubtful first, and kept where the whole has less fault for it; sure ends have no other way.

    Args:
        connectors: the lines.
        things: what they may lead to.
        unit: usual size of text in points.
    """
    held = {
        group.id: [own.id for own in members(group.id, things)] for group in things if group.kind == "group"
    }
    courses = Courses(connectors, things, unit)
    places = Places((thing.bbox, thing) for thing in things)
    ways = {}
    offered = {connector.id: attachments(connector, things, places, unit) for connector in connectors}
    parting = [line for line in connectors if line.block and offered[line.id][0].things == (None, None)]
    for connector in connectors:
        offers = _unparted(connector, offered[connector.id], parting, unit)[:WAYS]
        ways[connector.id] = [*offers, *_longer(connector, offers[0], courses)]
    choice = {line: found[0] for line, found in ways.items()}
    best = _read(courses, choice)
    least = fault(best[2], things, held)
    by_id = {connector.id: connector for connector in connectors}
    doubtful = [
        (way.cost - first.cost, line, way)
        for line, (first, *others) in ways.items()
        for way in others
        if way.cost - first.cost <= DOUBT * unit
        and _may_stand_for(way, first, things)
        and not _leaves_what_holds(by_id[line], way, first, things)
    ]
    doubtful.sort(key=lambda found: found[:2])
    for _, line, way in doubtful[: WORK // max(1, len(connectors))]:
        trial = {**choice, line: way}
        found = _read(courses, trial)
        now = fault(found[2], things, held)
        if now + (way.cost - choice[line].cost) / unit < least - GAIN:
            choice, best, least = trial, found, now
    return _turned(best, least, things, held)


def _read(courses: Courses, choice: Mapping[int, Attachment]) -> Read:
    ends = {connector.id: attached(connector, choice[connector.id]) for connector in courses.connectors}
    nets = nets_of(courses, ends)
    reading = reading_of(nets, courses.things)
    return nets, reading, flow_of(nets, courses.things, reading)


def _turned(best: Read, least: float, things: Sequence[Thing], held: Mapping[int, Sequence[int]]) -> Read:
    """The same read along one axis only, or against its usual direction, where no arrow tells and that fits better."""
    nets, reading, flow = best
    free = [] if all(link.sure for link in flow.links) else [side for side in (1, 0) if not _told(nets, side)]
    offers = [(least, best)]
    for dearer, signs in _signs(reading, free):
        other = Reading(*signs)
        found = flow_of(nets, things, other)
        offers.append((fault(found, things, held) + dearer, (nets, other, found)))
    return min(offers, key=lambda offer: offer[0])[1]


def _signs(reading: Reading, free: Sequence[int]) -> Iterable[tuple[float, tuple[float, float]]]:
    """Other readings along axes that no arrow tells of, each with the fault that it must spare."""
    usual = [way * weight for way, weight in zip(reading.axis, reading.weights, strict=True)]
    for side in free:
        signs = list(usual)
        signs[side] = -reading.axis[side] * max(reading.weights[side], 0.1)
        yield TURN, (signs[0], signs[1])
    if len(free) == 2:
        for side in free:
            for way, dearer in ((1, GAIN), (-1, TURN + GAIN)):
                signs = list(usual)
                signs[side] = way * reading.axis[side]
                yield dearer, (signs[0], signs[1])


def _told(nets: Sequence[Net], side: int) -> bool:
    """Whether an arrow runs along an axis, 0 across and 1 down."""
    for piece in (piece for net in nets for piece in net.pieces if piece.directed or piece.head_b):
        a, b = piece.connector.points[0], piece.connector.points[-1]
        if abs(b[side] - a[side]) > 1.5 * abs(b[1 - side] - a[1 - side]):
            return True
    return False


def _unparted(
    connector: Connector, offers: Sequence[Attachment], parting: Sequence[Connector], unit: float
) -> Sequence[Attachment]:
    """Ways to attach a line without those that lead its tail over a gap that a thick arrow runs past."""
    last = connector.head_start and not connector.head_end
    point, way = end_of(connector, last)
    if connector.block or not parts(parting, point, way, unit):
        return offers
    return [offer for offer in offers if offer.things[last] is None or offer.costs[last] <= TOUCH]


def _longer(connector: Connector, way: Attachment, courses: Courses) -> list[Attachment]:
    """The same with an end in the open led on to the line before it, where one lies within reach."""
    if way.things.count(None) != 1:
        return []
    end = next(end for end in attached(connector, way) if end.thing is None)
    for line, place in courses.ahead(end, LONG):
        gap = distance(end.point, point_at(line.points, place))
        if gap > SHORT * courses.unit:
            reach = (SHORT, LONG) if end.last else (LONG, SHORT)
            return [replace(way, cost=way.cost + 0.5 * gap, reach=reach)]
    return []


def _may_stand_for(other: Attachment, first: Attachment, things: Sequence[Thing]) -> bool:
    """Whether another way to attach a line leaves no end open that is attached, nor leads one to a group instead."""
    return all(
        was is None or (now is not None and (now == was or things[now].kind != "group"))
        for now, was in zip(other.things, first.things, strict=True)
    )


def _leaves_what_holds(
    connector: Connector, other: Attachment, first: Attachment, things: Sequence[Thing]
) -> bool:
    """Whether another way leads an end that lies well within a box to one that it lies outside of."""
    ends = connector.points[0], connector.points[-1]
    return any(
        was is not None
        and now is not None
        and things[was].kind == "box"
        and gap_to_polygon(end, things[was].outline) < -TOUCH
        and gap_to_polygon(end, things[now].outline) > 0
        for end, now, was in zip(ends, other.things, first.things, strict=True)
    )


def fault(flow: Flow, things: Sequence[Thing], held: Mapping[int, Sequence[int]]) -> float:
    """How far a flow is from what a network can be; 0 for one without fault.

    Args:
        flow: the links and open ends.
        things: all things.
        held: for each group what it holds: a line that leads to the group leads to one or the other of these.
    """
    before: dict[int, set[int]] = {}
    after: dict[int, set[int]] = {}
    pairs: Counter[tuple[int, int]] = Counter()
    for link in flow.links:
        if link.source is None or link.target is None:
            continue
        pairs[link.source, link.target] += 1
        for own, met, far in ((link.target, before, link.source), (link.source, after, link.target)):
            for one in (own, *held.get(own, ())):
                met.setdefault(one, set()).add(far)
    for ends, met in ((flow.entries, before), (flow.exits, after)):
        for at, end in enumerate(ends):
            for one, _ in end.ways:
                met.setdefault(one, set()).add(-1 - at)
    return (
        sum(
            _of_thing(thing, len(before.get(thing.id, ())), len(after.get(thing.id, ())))
            for thing in things
            if thing.kind in ("box", "sign", "text") and not thing.title
        )
        + 0.3 * sum(count - 1 for count in pairs.values())
        + 0.5 * _in_loops(set(pairs))
        + OPEN * (len(flow.entries) + len(flow.exits))
    )


def _in_loops(pairs: set[tuple[int, int]]) -> int:
    """How many links are left when all that come from an entry or lead to an exit are peeled off."""
    while True:
        sources, targets = {a for a, _ in pairs}, {b for _, b in pairs}
        kept = {(a, b) for a, b in pairs if a in targets and b in sources}
        if len(kept) == len(pairs):
            return len(kept)
        pairs = kept


def _of_thing(thing: Thing, comes: int, goes: int) -> float:
    """The fault of a thing that so many others lead to and follow."""
    if thing.kind == "text":
        return 0.3 if comes and goes and thing.parsed.kind not in ("operations", "variable") else 0.0
    if not (comes or goes):
        return 0.9 if thing.text else 0.0
    only = thing.parsed.operations[0].op if len(thing.parsed.operations) == 1 else ""
    if only == "input":
        return 0.5 if comes else 0.0
    if only in ("output", "loss"):
        return 0.5 if goes else 0.0
    return 0.3 * (not comes) + 0.3 * (not goes) + (max(0, 2 - comes) if only in JOINS else 0)
