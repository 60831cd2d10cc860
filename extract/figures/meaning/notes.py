"""Text that is no node but says something of one: a printed shape, a repeat."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from extract.figures.lines.groups import members
from extract.figures.lines.links import Link
from extract.figures.meaning.counted_columns import with_whole_layers
from extract.figures.meaning.counted_stacks import stack_at, stack_count
from extract.figures.meaning.frame_sizes import sizes_of_frames
from extract.figures.meaning.loops import looped
from extract.figures.meaning.naming import WORD, channels_of
from extract.figures.meaning.shapes_at_lines import shapes_at_lines
from extract.figures.meaning.shapes_over import shapes_over
from extract.figures.things.things import Thing
from extract.scene.geometry import gap_between
from graph import Dim, Shape

GIVEN = re.compile(r"^out(?:put)?(?: size| shape)? ?[:=]", re.IGNORECASE)
"""How a note begins that says what size comes out of a node."""

NEAR = 1.5
"""Greatest gap between a node and the shape printed beside it, in sizes of text."""

FAR_LEVEL = 3.0
"""The same for a shape that stands left or right of a volume, level with it."""


CENTRED = 0.3
"""How far the middles of a name and of the size under it lie apart, in the height of the name."""

LEAST = 8
"""Least number that is a width where it stands alone; smaller ones tell things apart."""

FAR_LOOP = 4.0
"""Farthest that a mark stands from the line that closes its loop, in sizes of text; it may be one line of a remark."""

UNDER = 0.1
"""Farthest that the middle of a size lies off that of the body that it stands under, in widths of the wider one."""

CLOSER = 0.3
"""How near such a size is, in its gap."""

SMALL = re.compile(r"^x([1-9]\d?)$")
NAMED_X = re.compile(r"^[xX](?:_?\{?\w\}?)?$")
"""A count behind a small x, and whatever may be called x."""

COUNT = re.compile(r"^(?:\d{1,5}|[A-Zkmn])$")
"""What counts may be printed as beside others that are numbers."""


def shapes_beside(
    things: Sequence[Thing],
    links: Sequence[Link],
    nodes: set[int],
    unit: float,
    dangling: Sequence[Link] = (),
) -> dict[int, Shape]:
    """The shape printed beside each node that has one, along a line that leaves it, or in a row along the flow.

    Args:
        things: of the figure.
        links: its edges.
        nodes: ids of the things that are nodes.
        unit: size of the figure's text.
        dangling: lines that lead from nodes into the open.
    """
    found: dict[int, tuple[float, Shape]] = {}
    sizes = _free_shapes(things, nodes)
    along = shapes_at_lines(things, [*links, *dangling], sizes, nodes, unit)
    headed = sizes_of_frames(
        things, {note: shape for note, shape in sizes.items() if note not in along}, nodes, unit
    )
    far = {}
    for note, shape in sizes.items():
        if note in along or note in headed:
            continue
        near = [
            (_gap(things[note], thing), thing.id)
            for thing in things
            if thing.id in nodes and (thing.kind != "text" or _is_under(things[note], thing))
        ]
        gap, thing = min(near, default=(float("inf"), -1))
        if gap > (FAR_LEVEL if thing >= 0 and _is_level(things[note], things[thing]) else NEAR) * unit:
            far[note] = shape
        elif thing not in found or gap < found[thing][0]:
            found[thing] = (gap, shape)
    beside = {thing: shape for thing, (_, shape) in found.items()}
    counts = _counts_at_lines(things, [*links, *dangling], nodes, unit)
    framed = {node: sizes[note] for note, own in headed.items() for node in own}
    return framed | counts | shapes_over(things, links, far, unit) | dict(along.values()) | beside


def _gap(note: Thing, thing: Thing) -> float:
    """How far a size stands from a node; in the middle under a body it is nearer to that than to what is beside."""
    gap = gap_between(note.bbox, thing.bbox)
    apart = max(note.bbox[1] - thing.bbox[3], thing.bbox[1] - note.bbox[3])
    off = abs(note.middle[0] - thing.middle[0])
    under = apart >= 0 and off <= UNDER * max(thing.bbox[2] - thing.bbox[0], note.bbox[2] - note.bbox[0])
    return (
        CLOSER * gap
        if under and (thing.kind == "picture" or (thing.kind == "box" and not thing.text))
        else gap
    )


def _is_level(note: Thing, body: Thing) -> bool:
    """Whether a note stands left or right of a volume without text, level with it."""
    aside = note.bbox[0] >= body.bbox[2] or note.bbox[2] <= body.bbox[0]
    volume = body.shape is not None and body.shape.kind == "volume" and not body.text
    return aside and volume and body.bbox[1] < note.middle[1] < body.bbox[3]


def _is_under(note: Thing, end: Thing) -> bool:
    """Whether a size stands in the middle right under, or over, the name of an input or output."""
    (x0, y0, x1, y1), (left, top, right, bottom) = note.bbox, end.bbox
    high = bottom - top
    off = abs(x0 + x1 - left - right) / 2
    return (
        end.parsed.kind in ("terminal", "variable", "tensor")
        and off < CENTRED * high
        and max(y0 - bottom, top - y1) < high
    )


def _counts_at_lines(
    things: Sequence[Thing], links: Sequence[Link], nodes: set[int], unit: float
) -> dict[int, Shape]:
    """What nodes give where bare counts of channels stand along at least three lines between them."""
    counts: dict[int, Shape] = {
        note.id: (count,)
        for note in things
        if note.kind == "text" and note.id not in nodes and (count := channels_of(note.text)) is not None
    }
    along = shapes_at_lines(things, links, counts, nodes, unit) if len(counts) > 2 else {}
    if len(along) <= 2:
        return {}
    # Among them small numbers and letters count too.
    others: dict[int, Shape] = {
        note.id: (int(text) if text.isdecimal() else text,)
        for note in things
        if note.kind == "text" and note.id not in nodes and COUNT.match(text := note.text.strip())
    }
    return dict((shapes_at_lines(things, links, others, nodes, unit) | along).values())


def _free_shapes(things: Sequence[Thing], nodes: set[int]) -> dict[int, Shape]:
    """Shapes that are printed outside of nodes, by the ids of their texts."""
    counts: dict[int, Shape] = {
        note.id: (int(note.text) if note.text.isdecimal() else note.text,)
        for note in things
        if note.kind == "text" and note.id not in nodes and COUNT.match(note.text)
        if not note.text.isdecimal() or int(note.text) >= LEAST
        if any(
            _is_under(note, thing)
            and thing.parsed.kind in (("terminal", "tensor") if note.text.isdecimal() else ("terminal",))
            and WORD.search(thing.text)
            for thing in things
            if thing.id in nodes
        )
    }
    return counts | {
        note.id: shape
        for note in things
        if note.kind in ("text", "box") and note.id not in nodes
        if note.parsed.kind == "tensor" or (note.parsed.kind == "terminal" and GIVEN.match(note.text))
        for shape in (operation.output_shape for operation in note.parsed.operations[:1])
        if shape is not None
    }


def _count(note: Thing) -> Dim | None:
    """The repeat that a text prints alone, or behind the name of a block: "×6", "Encoder layer ×6"."""
    if note.parsed.kind == "repeat":
        return note.parsed.repeat
    only = note.parsed.operations[0] if len(note.parsed.operations) == 1 else None
    return only.repeat if only is not None and only.op == "block" else None


def repeats_beside(
    things: Sequence[Thing], links: Sequence[Link], nodes: set[int], unit: float
) -> dict[int, Dim]:
    """How often nodes are repeated, by a mark such as ×6 in or beside their group or box, or in its group's title.

    A mark beside a line that leads back holds for all that lies within its loop.

    Args:
        things: of the figure.
        links: its edges.
        nodes: ids of the things that are nodes.
        unit: size of the figure's text.
    """
    free = [note for note in things if note.kind == "text" and note.id not in nodes]
    counts = {note.id: count for note in free if (count := _count(note)) is not None} | _bare_marks(
        free, things
    )
    targets = _targets(counts, things, nodes, unit)
    of_loops: dict[int, Dim] = {}
    of_groups: dict[int, Dim] = {}
    of_boxes: dict[int, Dim] = {}
    for note, count in counts.items():
        target = targets[note]
        # A line that leads back may run along the side of the boxes that it leads around.
        gap = FAR_LOOP if target is None else gap_between(things[note].bbox, target.bbox) / unit
        if loop := looped(things[note], things, links, (gap + 0.5) * unit):
            of_loops.update(dict.fromkeys(loop & nodes, count))
        elif target is not None and target.kind == "group":
            of_groups.update({thing.id: count for thing in members(target.id, things) if thing.id in nodes})
        elif target is not None and target.id in nodes:
            of_boxes[target.id] = count
        elif target is None and stack_count(things[note]) is not None:
            of_boxes.update({thing.id: count for thing in stack_at(things[note], things, nodes, unit)})
    return of_loops | of_groups | with_whole_layers(of_boxes, things, links)


def _bare_marks(free: Sequence[Thing], things: Sequence[Thing]) -> dict[int, Dim]:
    """Marks with a small x that touches its number, where nothing else is called x: they name no input.

    All are alike, or each stands level with a box of its own and they do not just number these.
    """
    marks = {note.id: int(found[1]) for note in free if (found := SMALL.match(note.text.strip()))}
    others = [thing for thing in things if NAMED_X.match(thing.text.strip()) and thing.id not in marks]
    if others or not marks:
        return {}
    if len(set(marks.values())) == 1:
        return {note: count for note, count in marks.items() if count > 1}
    numbering = len(set(marks.values())) == len(marks)
    level = all(
        any(box.kind == "box" and box.text and _is_at_side(things[note], box) for box in things)
        for note in marks
    )
    return {} if numbering or not level else dict(marks)


def _is_at_side(note: Thing, box: Thing) -> bool:
    """Whether a mark stands left or right of a box, level with its middle, nearer than it is wide."""
    gap = max(note.bbox[0] - box.bbox[2], box.bbox[0] - note.bbox[2])
    (_, top, _, bottom) = box.bbox
    return 0 <= gap <= box.bbox[2] - box.bbox[0] and abs(note.middle[1] - box.middle[1]) <= 0.3 * (
        bottom - top
    )


def _targets(
    counts: Mapping[int, Dim], things: Sequence[Thing], nodes: set[int], unit: float
) -> dict[int, Thing | None]:
    """What each mark counts; of several marks of one group, one that stands in it counts the box beside it."""
    found = {note: _counted(things[note], things, nodes, unit) for note in counts}
    for note, target in found.items():
        rivals = [i for i, other in found.items() if other is target and counts[i] != counts[note]]
        if target is not None and things[note].parent == target.id and rivals:
            boxes = [things[i] for i in nodes if things[i].parent == target.id and things[i].kind == "box"]
            nearest = min(boxes, key=lambda box: gap_between(things[note].bbox, box.bbox), default=None)
            if nearest is not None and gap_between(things[note].bbox, nearest.bbox) <= 2 * unit:
                found[note] = nearest
    return found


def _counted(note: Thing, things: Sequence[Thing], nodes: set[int], unit: float) -> Thing | None:
    """The group that a mark stands in, else the nearest group or box."""
    if note.parent is not None:
        return things[note.parent]
    offers = [
        (gap, thing)
        for thing in things
        if thing.kind == "group"
        or (thing.id in nodes and thing.kind == "box" and note.parsed.kind in ("repeat", "variable"))
        if (gap := gap_between(note.bbox, thing.bbox)) <= 2 * unit
    ]
    return min(offers, key=lambda offer: offer[0])[1] if offers else None
