"""Feature maps drawn flat: plain boxes with their channels printed above or below and their extents beside them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from extract.figures.things.legends import Legend
from extract.figures.things.things import Thing
from extract.figures.volumes.volumes import Bodies
from extract.labels import ParsedLabel, ParsedOperation
from extract.labels.shapes import parse_shape
from extract.scene.geometry import (
    along,
    centre,
    contains,
    distance,
    gap_between,
    gap_to_polygon,
    height,
    holds,
    union,
    width,
)
from extract.scene.model import Connector, Scene, Shape, TextBlock, end_of
from extract.scene.pictures import corners
from graph import Box, FrozenMap
from graph import Shape as Sizes

NUMBER = re.compile(r"^\d{1,5}$")

FEWEST = 3
"""Fewest boxes with printed sizes that make a figure a drawing of maps."""

WHITE = 0.97
"""Least part of each colour in white."""

FARTHEST = 4.0
"""How far an arrow may stop short of a map that it points at, in sizes of text."""

OVER_PRINT = 6.0
"""The same for one that stops short of what is printed for the map, beside the height of that print."""


@dataclass(slots=True)
class Maps:
    """What is printed of the flat maps of a scene.

    Attributes:
        scene: the scene, each map one shape.
        channels, extents: by shape, the printed number of channels, and height and width.
        labels: by shape, the texts of both.
        used: ids of the blocks of text that are sizes.
    """

    scene: Scene
    channels: dict[int, int] = field(default_factory=dict)
    extents: dict[int, Sizes] = field(default_factory=dict)
    labels: dict[int, list[str]] = field(default_factory=dict)
    used: set[int] = field(default_factory=set)


@dataclass(frozen=True, slots=True)
class _Size:
    """A printed size: a number of channels, or extents."""

    text: str
    bbox: Box
    block: int
    extents: Sizes | None


def maps_of(scene: Scene, legend: Legend, unit: float) -> Maps:
    """The flat maps of a scene; none where hardly any box has its sizes printed at it."""
    labelled = {block.shape for block in scene.blocks}
    sheets = [
        shape
        for shape in scene.shapes
        if shape.id not in labelled
        and shape.id not in legend.shapes
        and shape.kind in ("rectangle", "rounded", "triangle", "polygon")
        and not shape.symbol
        and not shape.dashed
    ]
    sizes = [size for block in scene.blocks if block.id not in legend.blocks for size in _sizes(block)]
    sheets, gone = _with_copies(sheets, [s for s in sizes if s.extents is None], unit)
    maps = Maps(scene)
    for size, sheet in _assigned(sizes, sheets, unit):
        if size.extents is None:
            maps.channels[sheet] = int(size.text)
        else:
            maps.extents[sheet] = size.extents
        maps.labels.setdefault(sheet, []).append(size.text)
        maps.used.add(size.block)
    if len(maps.labels) < FEWEST or not maps.channels or not maps.extents:
        return Maps(scene)
    by_id = {sheet.id: sheet for sheet in sheets}
    gone |= _marked_parts(scene, [by_id[i] for i in maps.labels])
    shapes = [by_id.get(shape.id, shape) for shape in scene.shapes if shape.id not in gone]
    place = {shape.id: i for i, shape in enumerate(shapes)}
    blocks = tuple(
        replace(b, shape=place.get(b.shape) if b.shape is not None else None) for b in scene.blocks
    )
    maps.scene = replace(
        scene, shapes=tuple(replace(shape, id=i) for i, shape in enumerate(shapes)), blocks=blocks
    )
    legend.shapes = {place[i] for i in legend.shapes if i in place}
    maps.channels = {place[i]: value for i, value in maps.channels.items()}
    maps.extents = {place[i]: value for i, value in maps.extents.items()}
    maps.labels = {place[i]: value for i, value in maps.labels.items()}
    return maps


def flat_bodies(maps: Maps, things: Sequence[Thing]) -> Bodies:
    """Gives the things that are flat maps their sizes, and takes the texts of these out of play."""
    bodies = Bodies()
    for thing in things:
        if thing.kind == "text" and thing.blocks and thing.blocks[0].id in maps.used:
            thing.set_aside()
            bodies.used.add(thing.id)
        if thing.kind != "box" or thing.shape is None or thing.shape.id not in maps.labels:
            continue
        shape = thing.shape.id
        printed: Sizes = maps.extents.get(shape, ())
        if shape in maps.channels:
            printed = (*printed, maps.channels[shape])
        label = " ".join(maps.labels[shape])
        operation = ParsedOperation("feature_map", FrozenMap(), None, label, printed)
        thing.text, thing.parsed = label, ParsedLabel(label, (operation,), "tensor", 0.8)
        bodies.things.append(thing.id)
    bodies.things.sort(key=lambda i: things[i].middle[0])
    return bodies


def reaching(
    connectors: Sequence[Connector], bodies: Bodies, things: Sequence[Thing], unit: float, over_sizes: bool
) -> list[Connector]:
    """Arrows that stop short of the maps that they point at, drawn out to them.

    Args:
        connectors: the lines.
        bodies: the maps, or volumes.
        things: all things.
        unit: size of the figure's text, in points.
        over_sizes: whether they are drawn out only where a size is printed between.
    """
    if not bodies.things:
        return list(connectors)
    solid = [thing for thing in things if thing.kind != "group" and not thing.title]
    sizes = [things[i].bbox for i in bodies.used] if over_sizes else None
    return [_drawn_out(connector, bodies, solid, unit, sizes) for connector in connectors]


def _drawn_out(
    connector: Connector,
    bodies: Bodies,
    things: Sequence[Thing],
    unit: float,
    sizes: Sequence[Box] | None,
) -> Connector:
    if not (connector.head_start or connector.head_end):
        return connector
    points = list(connector.points)
    for last in (False, True):
        tip, way = end_of(connector, last)
        step = clear = 0.0
        printed = sizes is None
        # What is printed for the map takes nothing away from how far off it may be.
        while clear <= (OVER_PRINT if printed and sizes else FARTHEST) * unit:
            point = along(tip, way, step)
            on_print = any(holds(box, point) for box in sizes or ())
            printed = printed or on_print
            clear += 0.0 if on_print else 0.3
            met = [t for t in things if holds(t.bbox, point) and gap_to_polygon(point, t.outline) <= 0]
            if met:
                if printed and any(thing.id in bodies.things for thing in met):
                    points[-1 if last else 0] = point
                break
            step += 0.3
    return replace(connector, points=tuple(points))


def _sizes(block: TextBlock) -> list[_Size]:
    """The sizes that a block of text prints: extents, or numbers in a row."""
    extents = parse_shape(block.text)
    words = block.text.split()
    if all(NUMBER.match(word) for word in words):
        if abs(block.direction[0]) < 0.9 or len(block.lines) > 1:
            return []
        return _numbers(block, words)
    if extents is not None and 2 <= len(extents) <= 3:
        return [_Size(block.text, block.bbox, block.id, extents)]
    return []


def _numbers(block: TextBlock, words: Sequence[str]) -> list[_Size]:
    """Numbers of one line with the part of its box that each takes."""
    x0, y0, x1, y1 = block.bbox
    whole = sum(len(word) for word in words) + len(words) - 1
    found, at = [], 0
    for word in words:
        left = x0 + (x1 - x0) * at / whole
        right = x0 + (x1 - x0) * (at + len(word)) / whole
        found.append(_Size(word, (left, y0, right, y1), block.id, None))
        at += len(word) + 1
    return found


def _with_copies(
    sheets: Sequence[Shape], numbers: Sequence[_Size], unit: float
) -> tuple[list[Shape], set[int]]:
    """The sheets, a white one that stands against another under one number put together with it, and what that takes."""
    gone: set[int] = set()
    kept = list(sheets)
    for copied in [sheet for sheet in sheets if sheet.fill is None or min(sheet.fill) >= WHITE]:
        for i, other in enumerate(kept):
            if other.id == copied.id or other.fill is None or min(other.fill) >= WHITE:
                continue
            if not side_by_side(copied.bbox, other.bbox):
                continue
            both = union((copied.bbox, other.bbox))
            if sum(_column_gap(number.bbox, both, unit) is not None for number in numbers) > 1:
                continue
            kept[i] = replace(other, bbox=both, outline=corners(both), kind="rectangle")
            gone.add(copied.id)
            break
    return [sheet for sheet in kept if sheet.id not in gone], gone


def _marked_parts(scene: Scene, sheets: Sequence[Shape]) -> set[int]:
    """Dashed outlines within maps: they only mark the part of a map that is used elsewhere."""
    return {
        shape.id
        for shape in scene.shapes
        if shape.dashed and any(contains(sheet.bbox, shape.bbox, 0.6) for sheet in sheets)
    }


def side_by_side(a: Box, b: Box) -> bool:
    """Whether two boxes of one height stand against each other."""
    gap = max(a[0], b[0]) - min(a[2], b[2])
    return -0.5 < gap < 0.8 and max(abs(a[1] - b[1]), abs(a[3] - b[3])) < 0.02 * height(a) + 0.4


def _column_gap(number: Box, sheet: Box, unit: float) -> float | None:
    """How far a number stands above or below a sheet, in its column; None where it does not."""
    gap = max(sheet[1] - number[3], number[1] - sheet[3])
    aside = max(sheet[0] - centre(number)[0], centre(number)[0] - sheet[2], 0.0)
    if not -0.4 * unit <= gap <= 0.8 * unit or aside > 0.6 * width(number):
        return None
    return abs(gap) + aside


def _assigned(sizes: Sequence[_Size], sheets: Sequence[Shape], unit: float) -> list[tuple[_Size, int]]:
    """Each size with the sheet that it stands by; a sheet gets at most one of each kind, the nearest first."""
    offers: list[tuple[float, float, int, int]] = []
    for i, size in enumerate(sizes):
        for sheet in sheets:
            gap: float | None
            if size.extents is None:
                gap = _column_gap(size.bbox, sheet.bbox, unit)
            else:
                gap = gap_between(size.bbox, sheet.bbox)
                gap = gap if gap <= 1.2 * unit else None
            if gap is not None:
                offers.append((gap, distance(centre(size.bbox), centre(sheet.bbox)), i, sheet.id))
    found: list[tuple[_Size, int]] = []
    taken: set[tuple[int, bool]] = set()
    used: set[int] = set()
    for _, _, i, sheet_id in sorted(offers):
        kind = (sheet_id, sizes[i].extents is None)
        if i not in used and kind not in taken:
            used.add(i)
            taken.add(kind)
            found.append((sizes[i], sheet_id))
    return found
