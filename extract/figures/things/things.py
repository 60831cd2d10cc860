"""What a scene holds that a line may lead to: boxes, signs, pictures, free labels, and their groups."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal

from extract.figures.likeness.indexed_cells import as_product
from extract.figures.likeness.steps import Steps
from extract.figures.likeness.tables import as_tensor
from extract.figures.likeness.tiles import tiled
from extract.figures.likeness.units import is_dots, text_unit
from extract.figures.likeness.vectors import is_close
from extract.figures.things.box_headings import headed_label
from extract.figures.things.icons import icons_in, is_flag
from extract.figures.things.indexed import indexed
from extract.figures.things.inner_flow import holds_flow, holds_named_flow
from extract.figures.things.italics import is_variable
from extract.figures.things.legends import Legend
from extract.figures.things.like_rows import LikeRows, rows_of
from extract.figures.things.script_letters import script_loss
from extract.figures.things.tensor_lines import tensor_lines
from extract.figures.things.text_order import in_reading_order
from extract.figures.things.titles import (
    heads_frame,
    is_larger_head,
    is_led_to,
    is_title,
    names_corner,
    numbered_end,
    stands_at_arrow,
)
from extract.labels import ParsedLabel, parse_label
from extract.scene.geometry import (
    Point,
    Polyline,
    box_area,
    centre,
    contains,
    gap_to_polygon,
    holds,
    union,
)
from extract.scene.model import Scene, Shape, TextBlock
from extract.scene.pictures import corners
from extract.scene.places import Places
from extract.scene.solids_in_rows import AGAINST, gap_of_fronts
from graph import Box

ThingKind = Literal["box", "sign", "picture", "text", "group"]

GROUND = 3
"""Fewest shapes with lines that make of the picture behind them a ground."""

MARK = 0.15
"""Greatest share of a shape that a mark within it covers."""

WORDS = re.compile(r"[A-Za-z]{2}|\d")
"""Letters that stand for more than one part of a sketch, or a number."""

PICTURED = 3
"""Most shapes that a small picture of one thing is drawn with; more of them are cells or units."""

SIGNS = {"+": "+", "-": "−", "×": "×", "·": "⊙", "~": "sigmoid", "∿": "positional encoding", "/": ""}


@dataclass(slots=True)
class Thing:
    """Something that lines lead to.

    Attributes:
        id: index in the list of things.
        kind: box (a shape, with or without text), sign (a small circle with a symbol), picture, text (a free
            label), or group (an outline around others).
        outline: its corners.
        bbox: the box around it.
        text: its label; "" where it has none.
        blocks: the text blocks that it was read from.
        shape: the shape that it is drawn as; None for text and pictures.
        parent: id of the innermost group around it.
        title: whether it is a heading, so that no line leads to it.
        parsed: what its label means.
        parts: boxes of the like shapes that it gathers; empty where it is one shape.
        vector: whether it is a frame close around a row of cells.
        layer: whether it is a layer of neurons.
        graph: whether it is a picture of a graph, which is data.
        steps: what is known of it where it is a layer drawn at several steps; None else.
        on_line: whether it is a text that a line parts, so that it says what is done there and ends no line.
        blocks_drawn: names of the blocks that it shows as small drawings, "" where they have none.
    """

    id: int
    kind: ThingKind
    outline: Polyline
    bbox: Box
    text: str = ""
    blocks: tuple[TextBlock, ...] = ()
    shape: Shape | None = None
    parent: int | None = None
    title: bool = False
    parsed: ParsedLabel = field(default_factory=lambda: ParsedLabel(""))
    parts: tuple[Box, ...] = ()
    vector: bool = False
    layer: bool = False
    graph: bool = False
    steps: Steps | None = None
    on_line: bool = False
    blocks_drawn: tuple[str, ...] = ()

    @property
    def middle(self) -> Point:
        """Centre of its box."""
        return centre(self.bbox)

    def set_aside(self) -> None:
        """Takes a text out of play whose words have been given to something else."""
        self.title = True
        self.parsed = ParsedLabel(self.text, kind="comment")


def things_of(scene: Scene, legend: Legend | None = None) -> list[Thing]:
    """The things of a scene, groups before what they hold; what a legend is made of is left out."""
    return _Sorter(scene, legend or Legend()).things()


class _Sorter:
    """Decides of each shape, picture and text block what it is."""

    def __init__(self, scene: Scene, legend: Legend) -> None:
        self.scene = scene
        self.legend = legend
        self.parent = parents(scene.shapes)
        self.children: dict[int, list[int]] = {}
        for child, parent in self.parent.items():
            if parent is not None:
                self.children.setdefault(parent, []).append(child)
        self.own: dict[int, list[TextBlock]] = {}
        for block in scene.blocks:
            if block.shape is not None and block.id not in legend.blocks:
                self.own.setdefault(block.shape, []).append(block)
        self.linked = _linked(scene)
        self.rows = LikeRows()
        self.node_names: set[int] = set()

    def things(self) -> list[Thing]:
        found: list[Thing] = []
        of_shape: dict[int, int] = {}
        decor: set[int] = set()
        tiles_of, patches = self._tiles()
        unit = text_unit(self.scene)
        order = sorted(
            (
                shape
                for shape in self.scene.shapes
                if shape.id not in patches and (self.own.get(shape.id) or not is_flag(shape, unit))
            ),
            key=lambda shape: -box_area(shape.bbox),
        )
        self.rows = rows_of(order, self.scene, self.legend, self.parent, self.children, self.own)
        rows = self.rows.members
        in_row = {shape: row[0] for row in rows for shape in row}
        members = {row[0]: row for row in rows}
        framed = {self._frame(row): row for row in rows}
        for shape in order:
            if in_row.get(shape.id, shape.id) != shape.id:
                continue
            if shape.id in decor or shape.id in self.legend.shapes:
                continue
            whole = shape.id in members or shape.id in framed or shape.id in self.rows.vectors
            kind = "box" if whole else self._kind(shape)
            sketched = kind == "group" and self._holds_sketch(shape)
            kind = "box" if sketched else kind
            row = members.get(shape.id, [shape.id])
            if kind != "group":
                decor.update(inner for i in row for inner in self._below(i))
            blocks = tuple(block for i in row for block in self._texts(i)) if kind != "group" else ()
            if sketched:
                # The letters in a sketch tell its parts apart.
                self.node_names |= {block.id for block in blocks}
                blocks = ()
            said = self.rows.tables.get(row[0], "")
            shown = self.rows.graphs | {table for table, words in self.rows.tables.items() if not words}
            within = framed[shape.id][0] if shape.id in framed else row[0]
            if {row[0], within} & shown or shape.id in self.rows.vectors:
                # Names of single nodes do not name a graph, nor do their values name a table or a vector.
                kept = tuple(self.own.get(shape.id, ())) if shape.id in framed else ()
                self.node_names |= {block.id for block in blocks} - {block.id for block in kept}
                blocks = kept
            if kind == "box" and self._below(shape.id) and all(is_dots(block.text) for block in blocks):
                # Dots among cells stand for more of them.
                blocks = ()
            # What all units of a layer have in common is printed once in its name.
            text = " ".join(
                dict.fromkeys(block.text for block in blocks) if row[1:] else (b.text for b in blocks)
            )
            text = said or text
            if kind == "sign" and not text:
                text = SIGNS.get(shape.symbol, "")
            if kind == "box" and not text:
                if shape.id not in members and shape.id not in framed and self._holds_drawing(shape):
                    kind = "picture"
                elif shape.id not in self.rows.tables:
                    text = self.legend.name_of_box(shape)
            thing = Thing(len(found), kind, shape.outline, shape.bbox, text, blocks, shape)
            if shape.id in members:
                thing.parts = tuple(self.scene.shapes[i].bbox for i in members[shape.id])
                thing.layer = shape.id in self.rows.layers
                thing.graph = shape.id in self.rows.graphs
                around = union(thing.parts)
                thing.bbox, thing.outline = around, corners(around)
                thing.steps = self.rows.steps.get(shape.id)
            elif shape.id in framed and framed[shape.id][0] in self.rows.layers | self.rows.graphs:
                # The frame around a layer, or a graph, is that itself.
                thing.parts = tuple(self.scene.shapes[i].bbox for i in framed[shape.id])
                thing.layer = framed[shape.id][0] in self.rows.layers
                thing.graph = framed[shape.id][0] in self.rows.graphs
            elif shape.id in framed:
                thing.vector = is_close(shape.bbox, [self.scene.shapes[i].bbox for i in framed[shape.id]])
            thing.parent = self._group(shape, of_shape, found)
            of_shape[shape.id] = thing.id
            found.append(thing)
        used = {block.id for thing in found for block in thing.blocks} | self.legend.blocks | self.node_names
        free = [line for block in self.scene.blocks if block.id not in used for line in tensor_lines(block)]
        for tiles in tiles_of:
            box, parts = union(tiles), tiles if len(tiles) > 1 else ()
            if self._is_ground(box):
                continue
            parent = _holding_group(box, found)
            found.append(Thing(len(found), "picture", corners(box), box, parent=parent, parts=parts))
        for block in free:
            found.append(
                Thing(
                    len(found),
                    "text",
                    corners(block.bbox),
                    block.bbox,
                    block.text,
                    (block,),
                    parent=_holding_group(block.bbox, found),
                )
            )
        for thing in found:
            role: Literal["symbol", "text", "box"] = (
                "text" if thing.kind == "text" else "symbol" if _is_sign(thing) else "box"
            )
            in_cells = thing.shape is not None and self.rows.tables.get(thing.shape.id)
            thing.parsed = (
                (as_product(thing.text) or as_tensor(thing.text))
                if in_cells
                else script_loss(thing.blocks)
                or indexed(thing.blocks, role)
                or parse_label(thing.text, role=role)
            )
            if thing.kind == "box" and not thing.parts and thing.parsed.operations:
                thing.parsed = headed_label(thing.blocks, thing.parsed) or thing.parsed
        bold = sum(block.bold for block in self.scene.blocks) > len(self.scene.blocks) / 2
        lines = self.scene.connectors
        blank = [
            thing.bbox
            for thing in found
            if thing.kind in ("box", "picture") and (not thing.text or thing.parsed.kind == "tensor")
        ]
        for thing in found:
            if thing.kind == "text":
                led = is_led_to(thing.bbox, lines, unit) or stands_at_arrow(thing.bbox, lines, unit, blank)
                thing.parsed = (numbered_end(thing.text) if led else None) or thing.parsed
                frame = found[thing.parent].bbox if thing.parent is not None else None
                thing.title = is_title(thing.blocks[0], bold, unit, led=led) or (
                    frame is not None and self._heads(thing.blocks[0], thing.parsed, frame, unit, led=led)
                )
        return found

    def _heads(self, block: TextBlock, parsed: ParsedLabel, frame: Box, unit: float, *, led: bool) -> bool:
        """Whether a text in a frame is its name; one that a line leads to only where the line runs over it."""
        if heads_frame(block, frame, self.scene.connectors, unit):
            return True
        in_corner = parsed.kind in ("block", "operations") and names_corner(block, frame, unit)
        return not led and (in_corner or is_larger_head(block, frame, self.scene.blocks, unit))

    def _is_ground(self, box: Box) -> bool:
        """Whether a picture lies behind shapes that lines join: the shadow or ground of a group."""
        return sum(contains(box, self.scene.shapes[i].bbox, 0.5) for i in self.linked) >= GROUND

    def _tiles(self) -> tuple[list[tuple[Box, ...]], set[int]]:
        """Boxes of the pictures, those of tiles together, and the ids of shapes that are tiles among them."""
        bare = {
            shape.bbox: shape.id
            for shape in self.scene.shapes
            if shape.kind in ("rectangle", "rounded")
            and not shape.symbol
            and not self.children.get(shape.id)
            and not self.own.get(shape.id)
            and shape.id not in self.legend.shapes
        }
        found = tiled(self.scene.pictures, list(bare)) if self.scene.pictures else []
        return found, {bare[box] for tiles in found for box in tiles if box in bare}

    def _frame(self, row: Sequence[int]) -> int | None:
        """The shape that holds a row and nothing else."""
        parent = self.parent[row[0]]
        if parent is None or self.own.get(parent) or set(self.children[parent]) != set(row):
            return None
        return parent

    def _below(self, shape: int) -> list[int]:
        found = []
        for child in self.children.get(shape, ()):
            found.append(child)
            found.extend(self._below(child))
        return found

    def _texts(self, shape: int) -> list[TextBlock]:
        """Text in a shape and in the shapes within it, in reading order."""
        blocks = list(self.own.get(shape, ()))
        for child in self._below(shape):
            blocks.extend(self.own.get(child, ()))
        return in_reading_order(blocks)

    def _kind(self, shape: Shape) -> ThingKind:
        below = self._below(shape.id)
        if shape.symbol or (
            shape.kind in ("circle", "ellipse")
            and len("".join(block.text for block in self.own.get(shape.id, ()))) == 1
        ):
            return "sign"
        if not below or shape.kind == "volume":
            # What is drawn in a volume is the window that a kernel sees of it.
            return "box"
        texts_below = any(self.own.get(child) for child in below)
        signs_below = any(self.scene.shapes[child].symbol for child in below)
        icons = icons_in(shape, self.own.get(shape.id, ()), [self.scene.shapes[i] for i in below])
        crossing = any(self._reached_from_outside(i, shape) for i in below if i not in icons)
        title = any(not is_dots(block.text) for block in self.own.get(shape.id, ()))
        if not texts_below and holds_flow([self.scene.shapes[i] for i in below], self.scene.connectors):
            return "group"
        if texts_below or signs_below or crossing:
            if not title and not texts_below and not signs_below and self._is_mark(below, shape):
                return "box"
            if not title and not crossing and len(self.children.get(shape.id, ())) == 1:
                # A frame around one labelled shape is a part of it.
                return "box"
            return "group"
        names = [block.text for block in self.own.get(shape.id, ())]
        inner_shapes = len(self.children.get(shape.id, ()))
        if holds_named_flow(shape, inner_shapes, names, self.scene.connectors):
            return "group"
        if title or self._is_mark(below, shape):
            return "box"
        inner = any(child in self.linked for child in below)
        outer = shape.id in self.linked
        return "group" if inner and not outer else "box"

    def _holds_sketch(self, shape: Shape) -> bool:
        """Whether what a box that lines lead to holds is a sketch: no line reaches its parts, letters name them."""
        below = self._below(shape.id)
        words = [block.text.strip() for child in below for block in self.own.get(child, ())]
        letters = all(len("".join(word.split())) <= len(below) and not WORDS.search(word) for word in words)
        # In the outline of a network, an hourglass or a funnel, what stands in it again and again is its make.
        again = shape.kind in ("polygon", "trapezoid") and len(words) >= PICTURED and len(set(words)) == 1
        return (
            shape.id in self.linked
            and not self.own.get(shape.id)
            and len(below) > 1
            and not any(child in self.linked or self.scene.shapes[child].symbol for child in below)
            and (letters or again)
        )

    def _holds_drawing(self, shape: Shape) -> bool:
        """Whether a filled box without words is the ground of a small picture: of a round thing or two."""
        inner = [self.scene.shapes[child] for child in self.children.get(shape.id, ())]
        return (
            shape.fill is not None
            and 0 < len(inner) <= PICTURED
            and any(
                child.kind in ("ellipse", "circle") and box_area(child.bbox) > MARK * box_area(shape.bbox)
                for child in inner
            )
        )

    def _is_mark(self, below: Sequence[int], shape: Shape) -> bool:
        """Whether what lies in a shape only marks a part of it, as the field that a kernel sees."""
        return len(below) == 1 and box_area(self.scene.shapes[below[0]].bbox) < MARK * box_area(shape.bbox)

    def _reached_from_outside(self, child: int, shape: Shape) -> bool:
        return any(
            not holds(shape.bbox, other, 0.5) or gap_to_polygon(other, shape.outline) > 0.5
            for other in self.linked.get(child, ())
        )

    def _group(self, shape: Shape, of_shape: dict[int, int], found: Sequence[Thing]) -> int | None:
        parent = self.parent[shape.id]
        while parent is not None:
            thing = of_shape.get(parent)
            if thing is not None and found[thing].kind == "group":
                return thing
            parent = self.parent[parent]
        return None


def _is_sign(thing: Thing) -> bool:
    """Whether what is printed in a circle is a sign, rather than a variable."""
    return thing.kind == "sign" and not is_variable(thing.blocks)


def parents(shapes: Sequence[Shape]) -> dict[int, int | None]:
    """The smallest shape around each shape."""
    by_size = sorted(shapes, key=lambda shape: box_area(shape.bbox))
    places = Places((shape.bbox, i) for i, shape in enumerate(by_size))
    found: dict[int, int | None] = {}
    for i, shape in enumerate(by_size):
        found[shape.id] = next(
            (
                other.id
                for other in (by_size[j] for j in places.near(shape.bbox, 0.6) if j > i)
                if contains(other.bbox, shape.bbox, 0.6)
                and not _stands_against(shape, other)
                and box_area(other.bbox) > 1.1 * box_area(shape.bbox)
                and gap_to_polygon(centre(shape.bbox), other.outline) < 0
            ),
            None,
        )
    return found


def _stands_against(one: Shape, other: Shape) -> bool:
    """Whether a volume begins where the front of another one ends: it stands against its side, not in it."""
    gap = gap_of_fronts(other, one)
    return gap is not None and gap > -AGAINST


def _linked(scene: Scene) -> dict[int, list[Point]]:
    """For each shape that a line ends at, where those lines come from."""
    found: dict[int, list[Point]] = {}
    places = Places((shape.bbox, shape) for shape in scene.shapes)
    for connector in scene.connectors:
        ends = connector.points[0], connector.points[-1]
        for end, other in (ends, ends[::-1]):
            near = [shape for shape in places.at(end, 2.0) if abs(gap_to_polygon(end, shape.outline)) < 2.0]
            if near:
                smallest = min(near, key=lambda shape: box_area(shape.bbox))
                found.setdefault(smallest.id, []).append(other)
    return found


def _holding_group(box: Box, things: Sequence[Thing]) -> int | None:
    around = [t for t in things if t.kind == "group" and holds(t.bbox, centre(box))]
    return min(around, key=lambda t: box_area(t.bbox)).id if around else None
