"""Names printed beside boxes: a free label next to a box without text is its label."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from extract.figures.likeness.units import is_dots
from extract.figures.lines.linked_parts import moved
from extract.figures.lines.links import Link
from extract.figures.names.series import names_in_series
from extract.figures.things.things import Thing
from extract.scene.geometry import Point, gap_between, height, overlap, width

AT_BOX, AT_ROW = 1.2, 2.0
"""Greatest gap between a box, or a row of cells, and its name, in sizes of text."""

AT_LONE = 2.5
"""The same where both have nothing else near, in sizes of text."""

LONE = 1.5
"""How much farther off all else is then, in the gap between both."""

HEADING_SHARE = 0.9
"""Size of a text in that of another, under which it says only more of what the other names."""

BESIDE = 0.6
"""Farthest that a name stands beside its small box, in sizes of text."""

LEVEL = 0.3
"""How far the middles of both may lie apart, in sizes of text."""

SAME_WAY = 3.0
"""By how much, in points, sizes and places of boxes and names drawn alike differ."""

OFF = 0.8
"""How far from under the middle of something the middle of its name stands that lines go on from, in sizes of text."""

BEHIND = 3.0
"""Farthest that a name stands beside the volume at an end of a row, in sizes of text."""

SMALL = 2.5
"""Greatest height of such a box, in sizes of text."""


def at_row(label: Thing, things: Sequence[Thing], unit: float) -> bool:
    """Whether a label stands at the end of a row of cells without a name, level with it."""
    return any(
        box.kind == "box"
        and not box.text
        and is_level(label, box)
        and gap_between(label.bbox, box.bbox) <= AT_ROW * unit
        for box in things
    )


def names_beside(
    things: Sequence[Thing], links: Sequence[Link], taken: set[int], unit: float
) -> dict[int, int]:
    """For each box without text that has a label beside it, the free label's id.

    Args:
        things: all things.
        links: between them; one label and its box may each have lines of the same input or output.
        taken: ids of free labels that lines lead to or that stand for operations.
        unit: usual size of text in points.
    """
    offers = []
    ways = _Ways(links)
    in_series = names_in_series(things, unit)
    for label in things:
        if label.kind != "text" or not label.blocks or is_dots(label.text):
            # What the legend says of a line is printed nowhere by it.
            continue
        if label.parsed.kind not in ("operations", "block", "terminal", "tensor", "variable"):
            continue
        heads, sized = _heads_group(label, things, unit), _is_lone_size(label, things, unit)
        for box in things:
            if box.kind not in ("box", "picture") or box.text:
                continue
            if label.title and not (label.blocks[0].bold and ways.headed(label, box, unit)):
                continue
            goes_on = label.id in taken and _goes_on(label, box, links, unit)
            if label.parsed.kind == "tensor" and not (goes_on or (_is_volume(box) and sized)):
                # A size beside a box says of the line what passes there.
                continue
            if label.parsed.kind == "variable" and not (box.kind == "picture" and label.id in taken):
                continue
            ended = label.parsed.kind in ("terminal", "variable") and ways.alike(label, box)
            if label.id in taken and not (ended or goes_on or (label.id, box.id) in in_series):
                continue
            gap = gap_between(label.bbox, box.bbox)
            reach = AT_ROW if goes_on or is_level(label, box) else AT_BOX
            by = is_beside(label, box, unit) or (not heads and _stands_by(label, box))
            near = gap <= reach * unit or (gap <= AT_LONE * unit and by and _are_lone(label, box, things))
            if (near and by) or ways.stands_behind(label, box, unit):
                offers.append((gap, label.id, box.id))
    named = {box for _, label, box in offers if things[label].parsed.kind != "tensor"}
    offers = [offer for offer in offers if things[offer[1]].parsed.kind != "tensor" or offer[2] not in named]
    offers = sorted(_without_details(offers, things))
    found: dict[int, int] = {}
    used: set[int] = set()
    for _, label_id, box_id in offers:
        if box_id not in found and label_id not in used:
            found[box_id] = label_id
            used.add(label_id)
    return _on_one_side(found, {(label, box) for _, label, box in offers}, things)


def _without_details(
    offers: Sequence[tuple[float, int, int]], things: Sequence[Thing]
) -> list[tuple[float, int, int]]:
    """Offers without those of texts set clearly smaller than another that stands no farther from the same box.

    A box with its heading over it often has what is done there, or the size of what leaves it, in small print below.
    """
    return [
        (gap, label, box)
        for gap, label, box in offers
        if not any(
            other_box == box
            and other_gap <= gap
            and things[label].blocks[0].size < HEADING_SHARE * things[other].blocks[0].size
            for other_gap, other, other_box in offers
        )
    ]


def _are_lone(label: Thing, box: Thing, things: Sequence[Thing]) -> bool:
    """Whether a label has nothing else near that it may name, and a box no other text that may name it."""
    gap = gap_between(label.bbox, box.bbox)
    others = [other for other in things if other.kind != "group" and other is not label and other is not box]
    return all(gap_between(label.bbox, other.bbox) > LONE * gap for other in others) and not any(
        other.kind == "text" and gap_between(other.bbox, box.bbox) <= gap for other in others
    )


def _on_one_side(
    found: dict[int, int], offers: set[tuple[int, int]], things: Sequence[Thing]
) -> dict[int, int]:
    """Names, where of two boxes drawn alike each has its own on the same side, though one name is nearer to the other.

    Args:
        found: the label of each box.
        offers: labels with the boxes that they may name.
        things: all things.
    """
    moved = dict(found)
    for box, label in found.items():
        for free in (other for name, other in offers if name == label and other not in moved):
            for name in (name for name, other in offers if other == box and name not in moved.values()):
                ways = [
                    (things[a].middle[0] - things[b].middle[0], things[a].middle[1] - things[b].middle[1])
                    for a, b in ((label, free), (name, box))
                ]
                (dx, dy), (ex, ey) = ways
                if _drawn_alike(things[box], things[free]) and abs(dx - ex) + abs(dy - ey) < SAME_WAY:
                    moved[free], moved[box] = label, name
                    break
    return moved


def _drawn_alike(a: Thing, b: Thing) -> bool:
    return abs(width(a.bbox) - width(b.bbox)) < SAME_WAY and abs(height(a.bbox) - height(b.bbox)) < SAME_WAY


def at_named(links: Sequence[Link], names: Mapping[int, int]) -> list[Link]:
    """The links with those of a label moved to the box that it names (`names`: the label of each such box)."""
    return moved(links, {label: box for box, label in names.items()})


class _Ways:
    """Which things lines come from, and which they lead to."""

    def __init__(self, links: Sequence[Link]) -> None:
        self.sources = {link.source for link in links}
        self.targets = {link.target for link in links}
        self.level = {
            end
            for link in links
            for piece in link.pieces
            for end in (link.source, link.target)
            if _is_level_way(piece.connector.points[0], piece.connector.points[-1])
        }

    def stands_behind(self, label: Thing, box: Thing, unit: float) -> bool:
        """Whether a label stands level beside a volume, where it has no line: at the first or last of a level row."""
        ends = (box.id in self.sources) != (box.id in self.targets) and box.id in self.level
        if not ends or not _is_volume(box) or not box.bbox[1] < label.middle[1] < box.bbox[3]:
            return False
        aside = label.bbox[0] - box.bbox[2] if box.id in self.targets else box.bbox[0] - label.bbox[2]
        return 0 <= aside <= BEHIND * unit

    def headed(self, label: Thing, box: Thing, unit: float) -> bool:
        """Whether a text stands right over the middle of something in the flow, as its heading."""
        over = box.bbox[1] - label.bbox[3]
        joined = box.id in self.sources or box.id in self.targets
        return joined and 0 <= over <= AT_BOX * unit and abs(label.middle[0] - box.middle[0]) <= OFF * unit

    def alike(self, a: Thing, b: Thing) -> bool:
        """Whether lines only come from both things, or only lead to both."""
        ways = {(thing.id in self.sources, thing.id in self.targets) for thing in (a, b)}
        return ways in ({(True, False)}, {(False, True)})


def _is_level_way(start: Point, end: Point) -> bool:
    """Whether a way leads across the page rather than up or down."""
    return abs(end[0] - start[0]) > abs(end[1] - start[1])


def _goes_on(label: Thing, box: Thing, links: Sequence[Link], unit: float) -> bool:
    """Whether all lines of a name under or over the middle of something run on from it on the name's far side.

    The name stands between the picture, or the volume, and the lines that leave it or lead to it.
    """
    if label.parsed.kind == "operations" or abs(label.middle[0] - box.middle[0]) > OFF * unit:
        return False
    own = [link for link in links if label.id in (link.source, link.target)]
    if not own or len({link.source == label.id for link in own}) > 1:
        return False
    down = label.middle[1] > box.middle[1]
    for link in own:
        if box.id in (link.source, link.target) or not link.pieces:
            return False
        points = link.pieces[0 if link.source == label.id else -1].connector.points
        end = min((points[0], points[-1]), key=lambda point: _away(point, label))
        if _away(end, label) > unit or (end[1] > label.middle[1]) != down:
            return False
    return True


def _away(point: Point, label: Thing) -> float:
    x0, y0, x1, y1 = label.bbox
    return max(x0 - point[0], point[0] - x1, y0 - point[1], point[1] - y1, 0.0)


def _is_lone_size(label: Thing, things: Sequence[Thing], unit: float) -> bool:
    """Whether a label is the shape of a tensor and nothing else, with no name in a line right over or under it."""
    if label.parsed.kind != "tensor" or not any(each.output_shape for each in label.parsed.operations):
        return False
    return not any(
        other is not label
        and other.kind == "text"
        and gap_between(other.bbox, label.bbox) <= 0.5 * unit
        and overlap(other.bbox[0], other.bbox[2], label.bbox[0], label.bbox[2]) > 0
        for other in things
    )


def _is_volume(thing: Thing) -> bool:
    return thing.shape is not None and thing.shape.kind == "volume"


def _stands_by(label: Thing, box: Thing) -> bool:
    """Whether a label stands above or below the middle of a box, beside a row of cells, or, turned, along a side."""
    turned = abs(label.blocks[0].direction[1]) > 0.5
    a, b = label.bbox, box.bbox
    if turned:
        return overlap(a[1], a[3], b[1], b[3]) > 0.6 * min(height(a), height(b))
    return is_level(label, box) or overlap(a[0], a[2], b[0], b[2]) > 0.6 * min(width(a), width(b))


def is_level(label: Thing, box: Thing) -> bool:
    """Whether a label stands level with a long row of cells."""
    a, b = label.bbox, box.bbox
    in_row = len(box.parts) > 2 and width(b) > 3 * height(b)
    return in_row and overlap(a[1], a[3], b[1], b[3]) > 0.8 * min(height(a), height(b))


def is_beside(label: Thing, box: Thing, unit: float) -> bool:
    """Whether a label of one line stands right beside a small box, level with its middle."""
    aside = max(box.bbox[0] - label.bbox[2], label.bbox[0] - box.bbox[2])
    return (
        len(label.blocks[0].lines) == 1
        and -0.1 * unit <= aside <= BESIDE * unit
        and abs(label.middle[1] - box.middle[1]) <= LEVEL * unit
        and height(box.bbox) <= SMALL * unit
    )


def _heads_group(label: Thing, things: Sequence[Thing], unit: float) -> bool:
    """Whether a label stands above or below the middle of a group, or inside at its rim, as its name."""
    return _at_rim(label, things, unit) or _outside(label, things, unit)


def _at_rim(label: Thing, things: Sequence[Thing], unit: float) -> bool:
    """Whether a label is the only one among the boxes of a group, and stands at the middle of its upper or lower rim."""
    if label.parent is None:
        return False
    group = things[label.parent]
    inner = [thing for thing in things if thing.parent == group.id and thing is not label]
    rims = label.bbox[1] - group.bbox[1], group.bbox[3] - label.bbox[3]
    return (
        abs(label.middle[0] - group.middle[0]) < unit
        and min(rims) < unit
        and len(inner) > 1
        and all(thing.kind == "box" and not thing.text for thing in inner)
    )


def _outside(label: Thing, things: Sequence[Thing], unit: float) -> bool:
    (x, y), (left, top, right, bottom) = label.middle, label.bbox
    return any(
        abs(x - thing.middle[0]) < unit
        and not thing.bbox[1] < y < thing.bbox[3]
        and min(abs(bottom - thing.bbox[1]), abs(top - thing.bbox[3])) < unit
        and right - left < width(thing.bbox)
        for thing in things
        if thing.kind == "group"
    )
