"""Legends: samples of boxes and lines with their names beside them, in a row or column."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from extract.figures.things.caption_colours import as_drawn, explained_colours, explained_lines, hue_of
from extract.figures.things.legend_arrows import between_shapes, is_along_arrow
from extract.figures.things.legend_rows import Row, are_aligned, rows_of
from extract.figures.things.sample_likeness import (
    as_thick,
    coloured_alike,
    dashed_alike,
    filled_alike,
    formed_alike,
    in_grid,
    onward,
)
from extract.figures.things.titled_legends import titled_frames
from extract.scene.geometry import (
    bounds,
    centre,
    contains,
    gap_to_polygon,
    grown,
    height,
    holds,
    length_of,
    overlap,
    union,
    width,
)
from extract.scene.model import Color, Connector, Scene, Shape, like
from graph import Box

LARGEST = 45.0
"""Greatest extent of a sample, in points."""

ONWARD = 0.9
"""Least cosine between a line and a sample that point in one direction."""

ASLANT = 0.3
"""The same where two samples point in opposite directions: arrows that lead aslant, as both do."""

WORD = re.compile(r"[A-Za-z]{3}")
"""What a name has, and a size has not."""

UNDER = 4.0
"""Farthest that the name of a line stands under its sample, in sizes of text."""

FEWEST_FRAMED = 3
"""Fewest names of a legend in a frame that make all of it the legend's."""


VALUE = re.compile(
    r"^(?:an?|the|one|zero|non-?zero|each|single|learn(?:ed|able)|masked|padded|\s)*"
    r"(?:parameters?|values?|weights?|elements?|entr(?:y|ies)|pixels?|zeros?)$",
    re.IGNORECASE,
)
"""What a legend may say of the cells of arrays: they are numbers, no layers."""


_SIDE = r"(?:\d+|[A-Z]{1,4}|[a-z])"
SIZES = re.compile(
    r"^\s*(?:(\d+)\s*[x×]\s*(?!\1\s*$)\d+(?:\s*[x×]\s*\d+)*"
    rf"|\(?(?=.*[A-Za-z]){_SIDE}(?:\s?×\s?{_SIDE})+\)?)\s*$"
)
"""Sizes of a tensor, which stand beside what has them; squares are kernels, which colours may stand for."""


@dataclass(slots=True)
class Legend:
    """What a legend says, and what of the scene belongs to it.

    Attributes:
        boxes: samples of boxes with their names.
        lines: samples of lines with their names.
        hues, line_hues: names of boxes, and of lines, by the hue that the caption explains.
        shapes, connectors, blocks: ids of what the legend is made of.
    """

    boxes: list[tuple[Shape, str]] = field(default_factory=list)
    lines: list[tuple[Connector, str]] = field(default_factory=list)
    hues: dict[str, str] = field(default_factory=dict)
    line_hues: dict[str, str] = field(default_factory=dict)
    shapes: set[int] = field(default_factory=set)
    connectors: set[int] = field(default_factory=set)
    blocks: set[int] = field(default_factory=set)

    def name_of_box(self, shape: Shape) -> str:
        """What the legend calls a shape; "" where it does not speak of it."""
        own = [(sample, name) for sample, name in self.boxes if filled_alike(sample, shape)]
        if len({name for _, name in own}) > 1 or shape.fill is None:
            own = [(sample, name) for sample, name in own if formed_alike(sample, shape)]
        # Several samples may stand before one name.
        names = {name for _, name in own}
        return names.pop() if len(names) == 1 else "" if own else self.hues.get(hue_of(shape.fill), "")

    def name_of_line(self, connector: Connector) -> str:
        """What the legend calls a line; "" where it does not speak of it."""
        own = [entry for entry in self.lines if coloured_alike(entry[0], connector)]
        if not own and connector.color is not None:
            return self.line_hues.get(hue_of(connector.color), "")
        for alike in (dashed_alike, as_thick):
            if len(own) > 1:
                # Samples of one colour are told apart by their dashes, their thickness, or where they point.
                own = [entry for entry in own if alike(entry[0], connector)]
        if len(own) > 1:
            opposite = len(own) == 2 and onward(own[0][0], own[1][0]) < -ONWARD
            least = ASLANT if opposite else ONWARD
            own = [entry for entry in own if onward(entry[0], connector) > least]
        return own[0][1] if len(own) == 1 else ""


@dataclass(frozen=True, slots=True)
class _Entry:
    sample: Shape | Connector
    box: Box
    row: Row


def legend_of(scene: Scene, unit: float, caption: str = "") -> Legend:
    """The legend of a scene, with what its caption says of colours; empty where it has none."""
    samples = _samples(scene)
    rows = rows_of(scene.blocks, [box for _, box in samples], unit)
    rows = [row for row in rows if not SIZES.match(row.text)]
    entries = [entry for sample, box in samples for entry in _beside(sample, box, rows, unit)]
    entries.extend(_named_under(scene, {id(entry.sample) for entry in entries}, unit))
    legend = Legend(
        hues=as_drawn(explained_colours(caption), [shape.fill for shape in scene.shapes]),
        line_hues=as_drawn(explained_lines(caption), [line.color for line in scene.connectors]),
    )
    entries = [
        entry
        for entry in entries
        if not between_shapes(entry.sample, scene)
        and not is_along_arrow(entry.row.bbox, scene, unit)
        and not in_grid(entry.sample, scene)
    ]
    for entry in entries:
        aligned = [other for other in entries if _aligned(entry, other)]
        filled = [other for other in aligned if not _is_plain(other)]
        if not (filled if _is_plain(entry) else aligned):
            continue
        if not _apart(entry, scene, _in_row(entry, entries)) or not _one_frame(entry, aligned, scene):
            continue
        if _said_again(entry, entries):
            continue
        text = entry.row.text
        if isinstance(entry.sample, Shape):
            legend.shapes.add(entry.sample.id)
            legend.boxes.append((entry.sample, text))
        else:
            legend.connectors.add(entry.sample.id)
            legend.lines.append((entry.sample, text))
        legend.blocks.add(entry.row.block.id)
    legend.shapes |= _frames(scene, legend)
    _take_framed(scene, legend)
    _take_titled(scene, legend)
    legend.shapes |= {shape.id for shape in scene.shapes if VALUE.search(legend.name_of_box(shape))}
    return legend


def _take_framed(scene: Scene, legend: Legend) -> None:
    """Adds to a legend what else stands in a frame of its own that most of the names in it belong to.

    No line leads into the frame or out of it; some samples, as of lines with marks on them, are drawn in pieces.
    """
    for frame in scene.shapes:
        held = [block for block in scene.blocks if contains(frame.bbox, block.bbox, 0.9)]
        named = [block for block in held if block.id in legend.blocks]
        if len(named) < FEWEST_FRAMED or 2 * len(named) < len(held):
            continue
        lines = [line for line in scene.connectors if contains(frame.bbox, bounds(line.points))]
        inner = [s.id for s in scene.shapes if s is not frame and contains(frame.bbox, s.bbox, 0.9)]
        ends = [
            end for line in scene.connectors if line not in lines for end in (line.points[0], line.points[-1])
        ]
        if any(holds(frame.bbox, end, 2.5) for end in ends) or any(block.shape in inner for block in held):
            continue
        legend.shapes |= {frame.id, *inner}
        legend.connectors |= {line.id for line in lines}
        legend.blocks |= {block.id for block in held}


def _take_titled(scene: Scene, legend: Legend) -> None:
    """Adds to a legend all that stands in a frame that is headed so; samples there may hold their own names."""
    for frame in titled_frames(scene):
        inner = {s.id for s in scene.shapes if s is not frame and contains(frame.bbox, s.bbox, 0.9)}
        held = [block for block in scene.blocks if contains(frame.bbox, block.bbox, 0.9)]
        legend.boxes.extend(
            (scene.shapes[block.shape], block.text)
            for block in held
            if block.shape in inner and block.id not in legend.blocks
        )
        legend.shapes |= {frame.id, *inner}
        legend.connectors |= {c.id for c in scene.connectors if contains(frame.bbox, bounds(c.points), 0.9)}
        legend.blocks |= {block.id for block in held}


def _samples(scene: Scene) -> list[tuple[Shape | Connector, Box]]:
    """Small shapes without text, and short lines, with their boxes."""
    labelled = {block.shape for block in scene.blocks}
    found: list[tuple[Shape | Connector, Box]] = [
        (shape, shape.bbox)
        for shape in scene.shapes
        if shape.id not in labelled and max(width(shape.bbox), height(shape.bbox)) <= LARGEST
    ]
    for connector in scene.connectors:
        box = bounds(connector.points)
        # An upright line measures what stands beside it, or is a bar along the text of a card.
        upright = connector.head_start == connector.head_end and height(box) > width(box)
        if length_of(connector.points) <= LARGEST and not upright:
            found.append((connector, box))
    return found


def _frames(scene: Scene, legend: Legend) -> set[int]:
    """Shapes around two names of the legend or more that hold nothing but what belongs to it."""
    found: set[int] = set()
    if not legend.blocks:
        return found
    for shape in scene.shapes:
        held = {block.id for block in scene.blocks if contains(shape.bbox, block.bbox, 0.5)}
        if len(held & legend.blocks) > 1 and held <= legend.blocks:
            samples = {s.id for s in scene.shapes if s is not shape and contains(shape.bbox, s.bbox, 0.5)}
            if samples <= legend.shapes:
                found.add(shape.id)
    return found


def _is_plain(entry: _Entry) -> bool:
    """Whether a sample has neither a colour nor a pattern."""
    return _colour(entry) is None and not (isinstance(entry.sample, Shape) and entry.sample.pattern)


def _colour(entry: _Entry) -> Color | None:
    return entry.sample.fill if isinstance(entry.sample, Shape) else entry.sample.color


def _beside(sample: Shape | Connector, box: Box, rows: Sequence[Row], unit: float) -> list[_Entry]:
    """The text that follows a sample on its right."""
    middle = centre(box)[1]
    near = [
        row
        for row in rows
        if -0.3 * unit <= row.bbox[0] - box[2] <= row.reach * unit
        and abs(centre(row.bbox)[1] - middle) < 0.6 * unit
        and len(row.text.strip(" :")) > 1
    ]
    if not near:
        return []
    nearest = min(near, key=lambda row: row.bbox[0])
    return [_Entry(sample, box, replace(nearest, text=nearest.text.lstrip(" :")))]


def _named_under(scene: Scene, named: set[int], unit: float) -> list[_Entry]:
    """Level lines in a row with a name under the middle of each, where no two are drawn alike or called alike."""
    found: list[_Entry] = []
    for line in scene.connectors:
        box = bounds(line.points)
        if id(line) in named or height(box) > 1.0 or length_of(line.points) > LARGEST:
            continue
        under = [
            (block.bbox[1] - box[3], block.id, block)
            for block in scene.blocks
            if block.shape is None
            and WORD.search(block.text)
            and abs(centre(block.bbox)[0] - centre(box)[0]) < unit
            and 0 <= block.bbox[1] - box[3] <= UNDER * unit
        ]
        if under:
            block = min(under)[2]
            found.append(_Entry(line, box, Row(block.text, block.bbox, block)))
    return [
        entry
        for entry in found
        if _is_told_apart(entry, [other for other in found if _aligned(entry, other)])
    ]


def _is_told_apart(entry: _Entry, row: Sequence[_Entry]) -> bool:
    """Whether the samples beside one differ from it in what they are called, and in colour or dashes."""
    return bool(row) and all(
        other.row.text != entry.row.text
        and isinstance(other.sample, Connector)
        and isinstance(entry.sample, Connector)
        and not (coloured_alike(entry.sample, other.sample) and dashed_alike(entry.sample, other.sample))
        for other in row
    )


def _aligned(a: _Entry, b: _Entry) -> bool:
    """Whether two entries stand in one column or row of a legend, with samples of about one size."""
    if a is b:
        return False
    shared = overlap(a.box[0], a.box[2], b.box[0], b.box[2])
    under = (
        abs(centre(a.box)[0] - centre(b.box)[0]) < 4.0 or shared > 0.8 * min(width(a.box), width(b.box)) > 0
    )
    column = are_aligned(a.row, b.row) and under
    row = abs(centre(a.box)[1] - centre(b.box)[1]) < 2.5 and a.row.block is not b.row.block
    return column or row


def _said_again(entry: _Entry, entries: Sequence[_Entry]) -> bool:
    """Whether a name stands beside another sample too that is not of one colour with this: a legend says each once."""
    own = _colour(entry)
    return any(
        other.row.bbox != entry.row.bbox
        and other.row.text == entry.row.text
        and (own is None or (color := _colour(other)) is None or not like(own, color))
        for other in entries
    )


def _one_frame(entry: _Entry, others: Sequence[_Entry], scene: Scene) -> bool:
    """Whether a name stands free, or in a frame that also holds its sample and is no card with a bar of colour.

    A card that lines lead to holds its own text, and what is coloured beside it is its mark.
    """
    holder = entry.row.block.shape
    if holder is None:
        return True
    frame = scene.shapes[holder]
    if not contains(frame.bbox, entry.box):
        return False
    if any(other.row.block.shape == holder and other.row.bbox != entry.row.bbox for other in others):
        return True
    ends = (end for connector in scene.connectors for end in (connector.points[0], connector.points[-1]))
    return not any(abs(gap_to_polygon(end, frame.outline)) < 2.5 for end in ends)


def _in_row(entry: _Entry, entries: Sequence[_Entry]) -> bool:
    """Whether a sample stands in one row with two filled ones, behind the name of one of which it begins."""
    row = [
        other
        for other in entries
        if isinstance(other.sample, Shape)
        and not _is_plain(other)
        and abs(centre(entry.box)[1] - centre(other.box)[1]) < 2.5
        and other.row.block is not entry.row.block
    ]
    return len({other.row.block.id for other in row}) > 1


def _apart(entry: _Entry, scene: Scene, in_row: bool) -> bool:
    """Whether no line leads to a sample, or from it, so that it is no part of the drawing.

    An arrow in a row of samples begins behind the name of the one before it, and does not come from there.
    """
    x0, y0, x1, y1 = grown(entry.box, 2.5)
    for connector in scene.connectors:
        if connector is entry.sample:
            continue
        for x, y in (connector.points[0], connector.points[-1]):
            if x0 <= x <= x1 and y0 <= y <= y1:
                return False
    if isinstance(entry.sample, Connector):
        ends = entry.sample.points[0], entry.sample.points[-1]
        # The frame of the legend stands near the samples in it.
        around = union((entry.box, entry.row.bbox))
        return (in_row or not _comes_from(entry, scene)) and not any(
            abs(gap_to_polygon(end, shape.outline)) < 2.5 and not contains(shape.bbox, around)
            for shape in scene.shapes
            for end in ends
        )
    return True


def _comes_from(entry: _Entry, scene: Scene) -> bool:
    """Whether an arrow begins as near to something on its left as it ends to the text on its right."""
    if not isinstance(entry.sample, Connector) or not entry.sample.head_end:
        return False
    reach = max(1.5 * (entry.row.bbox[0] - entry.box[2]), 3.0)
    middle = centre(entry.box)[1]
    others = [block.bbox for block in scene.blocks if block is not entry.row.block]
    others += [shape.bbox for shape in scene.shapes if not contains(shape.bbox, entry.box)]
    # What stands outside the frame that holds a sample and its name has nothing to do with it.
    around = union((entry.box, entry.row.bbox))
    frames = [shape.bbox for shape in scene.shapes if contains(shape.bbox, around)]
    others = [box for box in others if all(contains(frame, box) for frame in frames)]
    return any(-1.0 <= entry.box[0] - box[2] <= reach and box[1] <= middle <= box[3] for box in others)
