"""Sizes printed in a row along the flow, apart from it: each is that of the tensor which passes there."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from statistics import median

from extract.figures.lines.links import Link
from extract.figures.things.things import Thing
from extract.scene.geometry import Vector, dot
from graph import Box, Shape

FEWEST = 3
"""Fewest sizes that make a row."""

LEVEL = 0.4
"""How far sizes of a row stand off its line, in units of text."""

FAR = 12.0
"""Greatest distance between such a row and the flow, in units of text."""

WIDE = 0.2
"""How much farther off than it is whatever spans the place counts, in its extent: what skips several steps is no step."""

AXES: tuple[tuple[Vector, Vector], ...] = (((1.0, 0.0), (0.0, 1.0)), ((0.0, 1.0), (1.0, 0.0)))
"""Rows run along the first direction of each pair, across the second."""


def shapes_over(
    things: Sequence[Thing], links: Sequence[Link], sizes: Mapping[int, Shape], unit: float
) -> dict[int, Shape]:
    """The shape of each thing over or behind which a size of such a row stands.

    Args:
        things: of the figure.
        links: its edges.
        sizes: shapes that are printed free, by the ids of their texts.
        unit: size of the figure's text.
    """
    found: dict[int, Shape] = {}
    for along, across in AXES:
        taken: set[int] = set()
        for row in _rows(things, list(sizes), across, unit):
            if taken & set(row):
                continue
            taken |= set(row)
            middles = [_middle(things[i].bbox, along) for i in row]
            level = _middle(things[row[0]].bbox, across)
            owners = [_owner(things, links, at, level, along, across, unit) for at in middles]
            if None in owners or len(set(owners)) < len(owners):
                # Sizes that don't each stand at a place of their own along the flow mean something else.
                continue
            bodies = [_body_behind(owner, things, links) for owner in owners if owner is not None]
            if None not in bodies and len(set(bodies)) == len(bodies):
                owners = bodies
            found |= {owner: sizes[i] for owner, i in zip(owners, row, strict=True) if owner is not None}
    return found


def _rows(things: Sequence[Thing], notes: Sequence[int], across: Vector, unit: float) -> list[list[int]]:
    """Notes that have their middles on one line, or else begin or end on one, the longest rows first."""
    rows: dict[tuple[int, ...], None] = {}
    for share in (0.5, 0.0, 1.0):
        for note in notes:
            level = _level(things[note].bbox, across, share)
            row = [i for i in notes if abs(_level(things[i].bbox, across, share) - level) < LEVEL * unit]
            if len(row) >= FEWEST:
                rows.setdefault(tuple(row))
    return sorted(map(list, rows), key=len, reverse=True)


def _level(box: Box, across: Vector, share: float) -> float:
    start, end = _extent(box, across)
    return start + share * (end - start)


def _owner(
    things: Sequence[Thing],
    links: Sequence[Link],
    at: float,
    level: float,
    along: Vector,
    across: Vector,
    unit: float,
) -> int | None:
    """The thing whose output passes a place: the one that spans it, or that an edge leaves which does."""
    ends = {i for link in links for i in (link.source, link.target) if i is not None}
    offers: list[tuple[float, int]] = []
    for i in ends:
        start, end = _extent(things[i].bbox, along)
        if start <= at <= end and (gap := _gap(things[i].bbox, level, across)) < FAR * unit:
            offers.append((gap + WIDE * (end - start), i))
    for link in links:
        if link.source is None or link.target is None:
            continue
        source, target = _extent(things[link.source].bbox, along), _extent(things[link.target].bbox, along)
        between = (source[1], target[0]) if source[1] <= target[0] else (target[1], source[0])
        gap = median(_gap(things[i].bbox, level, across) for i in (link.source, link.target))
        if between[0] <= at <= between[1] and gap < FAR * unit:
            offers.append((gap + WIDE * (between[1] - between[0]), link.source))
    return min(offers)[1] if offers else None


def _body_behind(owner: int, things: Sequence[Thing], links: Sequence[Link]) -> int | None:
    """The volume without a name that a thing is, or else hands its output to, as the tensor is drawn then."""
    own = [i for i in (owner, *(link.target for link in links if link.source == owner)) if i is not None]
    return next((i for i in own if not things[i].text and _is_body(things[i])), None)


def _is_body(thing: Thing) -> bool:
    return thing.shape is not None and thing.shape.kind in ("volume", "stack", "parallelogram")


def _gap(box: Box, level: float, across: Vector) -> float:
    start, end = _extent(box, across)
    return max(start - level, level - end, 0.0)


def _extent(box: Box, way: Vector) -> tuple[float, float]:
    return dot((box[0], box[1]), way), dot((box[2], box[3]), way)


def _middle(box: Box, way: Vector) -> float:
    start, end = _extent(box, way)
    return (start + end) / 2
