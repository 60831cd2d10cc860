"""Boxes that touch without a line are joined in their order."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from extract.figures.joining.group_sides import sides_of_groups
from extract.figures.joining.skips import skips
from extract.figures.likeness.units import is_mark
from extract.figures.lines.links import Link
from extract.figures.lines.reading import Reading, Side
from extract.figures.meaning.data_names import names_data
from extract.figures.meaning.naming import WORD
from extract.figures.things.things import Thing
from extract.scene.geometry import overlap, same_size
from extract.scene.together import together

ROW_GAP = 0.65
"""Greatest gap between a row of tokens and the box that they go through, in sizes of text."""


ALIKE = 0.2
"""How much the extents of two cells may differ."""

WEDGE_GAP = 1.5
"""Greatest gap between two wedges, as encoders and decoders are drawn, of which neither has another way."""


def touching(things: Sequence[Thing], links: Sequence[Link], reading: Reading, unit: float) -> list[Link]:
    """Links between labelled boxes that stand against each other and are joined by no line.

    What one thing leads to by a line each, and boxes that name data, stand side by side instead.

    Volumes side by side are left to their row: their outlines touch over others between them.
    """
    joined = {frozenset((link.source, link.target)) for link in links}
    past = skips(links, things)
    onward = [link for link in links if link not in past]
    leaving, arriving = {link.source for link in onward}, {link.target for link in onward}
    directions = _along_rows(things, links)
    origins: dict[int | None, set[int]] = {}
    for link in onward:
        if link.source is not None:
            origins.setdefault(link.target, set()).add(link.source)
    grouped = {i for i in leaving | arriving if i is not None and things[i].kind == "group"}
    through = sides_of_groups(links, things)
    boxes = [t for t in things if (t.kind == "box" and t.text) or _is_row(t)]
    found = []
    beside: list[tuple[int, int]] = []
    for i, a in enumerate(boxes):
        for b in boxes[i + 1 :]:
            if a.parent != b.parent or frozenset((a.id, b.id)) in joined:
                continue
            first, second = reading.ordered(a, b)
            busy = (first.id in leaving, second.id in arriving)
            # Columns may stand a hair apart where neither has another way on; tokens a little more from their box.
            rows = _is_row(a) + _is_row(b)
            slack = ROW_GAP if rows else 0.35 if any(busy) else WEDGE_GAP if _are_wedges(a, b) else 0.55
            side = _against(a, b, slack * unit)
            if origins.get(a.id, set()) & origins.get(b.id, set()):
                # What one thing leads to by a line each stands side by side.
                continue
            if side is not None and _is_data(a) and _is_data(b) and not {a.id, b.id} & arriving:
                beside.append((a.id, b.id))
                continue
            if side is None or _are_cells(a, b) or rows > 1 or (side == "level" and _are_volumes(a, b)):
                continue
            across_side: Side = "upright" if side == "level" else "level"
            if {directions.get((each.id, across_side), 0) for each in (a, b)} == {1, -1}:
                # Rows that run against each other are both directions of one layer and do not feed each other.
                continue
            # Beside the figure's own direction only a box without a way on can lead to one without a way in; what
            # lines reach as a group, and not along it, stands side by side.
            across = side not in reading.directions() and through.get(
                -1 if a.parent is None else a.parent, set()
            ) != {side}
            if not all(busy) and not (across and (any(busy) or a.parent in grouped)):
                found.append(Link(first.id, second.id, sure=False))
    return _without_rows(found, things) + _side_by_side(beside, onward)


def _without_rows(links: Sequence[Link], things: Sequence[Thing]) -> list[Link]:
    """The links without those between like boxes that stand in a row along one other: each leads there by itself."""
    after = {(link.source, link.target) for link in links}
    return [
        link
        for link in links
        if link.source is None
        or link.target is None
        or not same_size(things[link.source].bbox, things[link.target].bbox, ALIKE)
        or not any(
            {(link.source, other.id), (link.target, other.id)} <= after
            or {(other.id, link.source), (other.id, link.target)} <= after
            for other in things
        )
    ]


def _side_by_side(pairs: Sequence[tuple[int, int]], links: Sequence[Link]) -> list[Link]:
    """Links from data that stands side by side to the one thing that any of it leads to."""
    found = []
    for column in together(sorted({i for pair in pairs for i in pair}), pairs):
        led = {link.source: link for link in links if link.source in column}
        if len({link.target for link in led.values()}) == 1:
            onward = next(iter(led.values()))
            found += [replace(onward, source=i, sure=False) for i in column if i not in led]
    return found


def _is_data(thing: Thing) -> bool:
    """Whether the words of a box name data and no step: "Text", "Semantic map"."""
    own = thing.parsed.operations
    return (
        len(own) == 1
        and WORD.search(thing.text) is not None
        and (own[0].op == "input" or names_data(own[0]) or thing.parsed.kind == "tensor")
    )


def _are_wedges(a: Thing, b: Thing) -> bool:
    """Whether both boxes are trapezoids."""
    return all(thing.shape is not None and thing.shape.kind == "trapezoid" for thing in (a, b))


def _along_rows(things: Sequence[Thing], links: Sequence[Link]) -> dict[tuple[int, Side], int]:
    """For each box that a link joins to one like it across or down, in which way that link runs."""
    found: dict[tuple[int, Side], int] = {}
    for link in links:
        if link.source is None or link.target is None:
            continue
        a, b = things[link.source], things[link.target]
        if a.kind != "box" or b.kind != "box":
            continue
        sides: tuple[tuple[int, Side], ...] = ((0, "level"), (1, "upright"))
        for low, side in sides:
            other = 1 - low
            extent = max(a.bbox[other + 2] - a.bbox[other], b.bbox[other + 2] - b.bbox[other])
            if overlap(a.bbox[other], a.bbox[other + 2], b.bbox[other], b.bbox[other + 2]) > 0.9 * extent:
                way = 1 if a.middle[low] < b.middle[low] else -1
                for each in (a, b):
                    found[each.id, side] = way
    return found


def _are_cells(a: Thing, b: Thing) -> bool:
    """Whether both boxes are of one size and show a mark only, as cells of a token or table do."""
    return is_mark(a.text) and is_mark(b.text) and same_size(a.bbox, b.bbox, ALIKE)


def _are_volumes(a: Thing, b: Thing) -> bool:
    return all(thing.shape is not None and thing.shape.kind == "volume" for thing in (a, b))


def _is_row(thing: Thing) -> bool:
    """Whether a thing is several shapes or pictures without a label."""
    return bool(thing.parts) and not thing.text and thing.kind in ("box", "picture")


def _against(a: Thing, b: Thing, slack: float) -> Side | None:
    """In which direction two boxes follow each other that share most of a side; None where they do not."""
    for low, high in ((0, 2), (1, 3)):
        other_low, other_high = 1 - low, 5 - high
        gap = max(a.bbox[low], b.bbox[low]) - min(a.bbox[high], b.bbox[high])
        beside = overlap(a.bbox[other_low], a.bbox[other_high], b.bbox[other_low], b.bbox[other_high])
        least = min(a.bbox[other_high] - a.bbox[other_low], b.bbox[other_high] - b.bbox[other_low])
        if -slack <= gap <= slack and beside > 0.6 * least:
            return "level" if low == 0 else "upright"
    return None
