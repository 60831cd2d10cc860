"""Layers as frameworks plot them: a table with name, class, and the shapes that go in and come out, is one box.

Keras' plots, and those of tools that draw PyTorch's modules, cut the box of each layer into cells; of a picture of such
a plot only the cells are traced. They become one box with all that they say in one label, which the grammar reads
(extract/labels/plotted.py).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace

from extract.figures.things.things import parents
from extract.labels.plotted import DEPTH, FUNCTION, IN, MARK, OUT, PLAIN, STORED, THEN, TUPLE
from extract.scene.geometry import contains, gap_between, holds, overlap, union
from extract.scene.model import Scene, Shape, TextBlock, TextRun
from extract.scene.pictures import corners
from extract.scene.places import Places
from extract.scene.together import together
from graph import Box

TOUCH = 1.5
"""Greatest gap between cells of one table, in points."""

LEVEL = 0.5
"""Least part of its height by which a shape stands level with the word before it."""

TYPES = frozenset(
    {"float16", "bfloat16", "float32", "float64", "int8", "int32", "int64", "uint8", "bool", "string"}
)
"""Kinds of numbers, which a plot may print too."""

FUNCTIONS = frozenset(
    {
        "relu",
        "relu6",
        "elu",
        "selu",
        "gelu",
        "silu",
        "swish",
        "tanh",
        "sigmoid",
        "softmax",
        "softplus",
        "softsign",
    }
    | {"leaky_relu", "hard_sigmoid", "hard_swish", "mish", "exponential", "log_softmax", *PLAIN}
)
"""Functions as a plot prints them in a cell below the class."""


@dataclass(frozen=True, slots=True)
class _Line:
    text: str
    bbox: Box


def with_layers_joined(scene: Scene) -> Scene:
    """The scene with each layer's cells as one box that holds one text, and without the lines between cells."""
    marked = {
        block.shape
        for block in scene.blocks
        if block.shape is not None and any(_is_mark(line.strip()) for line in block.lines)
    }
    if not marked:
        return scene
    given, scene = scene, _with_tables(scene, marked)
    held = _held(scene)
    said = {shape: text for shape, blocks in held.items() if (text := _layer(list(_lines(blocks))))}
    if not said:
        return given
    around = {shape: scene.shapes[shape].bbox for shape in said}
    inner = {
        shape.id
        for shape in scene.shapes
        if shape.id not in said
        and (shape.id >= len(given.shapes) or any(contains(box, shape.bbox, 1.0) for box in around.values()))
    }
    shapes = [shape for shape in scene.shapes if shape.id not in inner]
    place = {shape.id: at for at, shape in enumerate(shapes)}
    told = {block.id: shape for shape in said for block in held[shape]}
    blocks: list[TextBlock] = []
    for block in scene.blocks:
        shape = told.get(block.id)
        if shape is None:
            inside = block.shape if block.shape in place else None
            blocks.append(replace(block, shape=place[inside] if inside is not None else None))
        elif block.id == held[shape][0].id:
            box = union([each.bbox for each in held[shape]])
            run = TextRun(said[shape], box, block.size)
            blocks.append(replace(block, lines=(said[shape],), bbox=box, shape=place[shape], runs=(run,)))
    lines = [
        line
        for line in scene.connectors
        if line.headed
        or not any(all(holds(box, point, 1.0) for point in line.points) for box in around.values())
    ]
    return replace(
        scene,
        shapes=tuple(replace(shape, id=at) for at, shape in enumerate(shapes)),
        blocks=tuple(replace(block, id=at) for at, block in enumerate(blocks)),
        connectors=tuple(replace(line, id=at) for at, line in enumerate(lines)),
    )


def _is_mark(line: str) -> bool:
    """Whether a line says what goes in or comes out, how deep a module lies, or what is stored with an operation."""
    return any((MARK.match(line), DEPTH.search(line), STORED.match(line)))


def _with_tables(scene: Scene, marked: AbstractSet[int]) -> Scene:
    """The scene with a box around the cells of each table that stands in none and holds one of the marked shapes."""
    cells = [shape for shape in scene.shapes if shape.kind == "rectangle"]
    places = Places((cell.bbox, cell) for cell in cells)
    pairs = [
        (cell.id, other.id)
        for cell in cells
        for other in places.near(cell.bbox, TOUCH)
        if other.id > cell.id and gap_between(cell.bbox, other.bbox) < TOUCH
    ]
    tables = [
        union([scene.shapes[i].bbox for i in group])
        for group in together([shape.id for shape in cells], pairs)
        if len(group) > 1 and not marked.isdisjoint(group)
    ]
    boxes = [
        Shape(len(scene.shapes) + at, "rectangle", corners(box), box)
        for at, box in enumerate(tables)
        if not any(contains(cell.bbox, box, TOUCH) for cell in cells)
    ]
    return replace(scene, shapes=(*scene.shapes, *boxes))


def _held(scene: Scene) -> dict[int, list[TextBlock]]:
    """The texts in each box that stands in no other, those in its cells too."""
    parent = parents(scene.shapes)
    found: dict[int, list[TextBlock]] = {}
    for block in scene.blocks:
        if (shape := block.shape) is None:
            continue
        within = parent[shape]
        if within is not None and _is_cell(scene, shape, within):
            shape = within
        found.setdefault(shape, []).append(block)
    return found


def _is_cell(scene: Scene, shape: int, around: int) -> bool:
    """Whether a rectangle is a cell of another: no smaller than half of it across or down."""
    cell, whole = scene.shapes[shape].bbox, scene.shapes[around].bbox
    return scene.shapes[shape].kind in ("rectangle", "rounded") and any(
        cell[high] - cell[low] > 0.3 * (whole[high] - whole[low]) for low, high in ((0, 2), (1, 3))
    )


def _lines(blocks: Sequence[TextBlock]) -> Iterator[_Line]:
    """Lines of print with their boxes; a block's are of one height."""
    for block in blocks:
        x0, y0, x1, y1 = block.bbox
        step = (y1 - y0) / len(block.lines)
        for at, text in enumerate(block.lines):
            yield _Line(text.strip(), (x0, y0 + at * step, x1, y0 + (at + 1) * step))


def _layer(lines: Sequence[_Line]) -> str:
    """What a box says in one label; "" where it is no layer of a plot."""
    if stored := [line for line in lines if STORED.match(line.text)]:
        ordered = sorted(lines, key=lambda line: line.bbox[1])
        return " ".join(line.text for line in ordered) if len(stored) == len(lines) - 1 else ""
    marks = {line: found for line in lines if (found := MARK.match(line.text))}
    shapes: dict[str, str] = {}
    used: set[_Line] = set()
    for line, mark in marks.items():
        if mark["shape"]:
            shapes[mark["end"].lower()] = mark["shape"]
            continue
        level = [other for other in lines if TUPLE.match(other.text) and _is_level(line, other)]
        if level:
            shapes[mark["end"].lower()] = level[0].text
            used.add(level[0])
    rest = [line for line in lines if line not in marks and line not in used and line.text not in TYPES]
    alone = [line for line in rest if TUPLE.fullmatch(line.text)]
    if not marks and len(alone) == 1 and any(DEPTH.search(line.text) for line in rest):
        # A tensor has one shape.
        shapes["out"] = alone[0].text
        rest.remove(alone[0])
    head, function = _head(rest)
    if "out" not in shapes or not head or not TUPLE.match(shapes["out"]):
        return ""
    then = f" {THEN}{function}" if function else ""
    into = f" {IN}{shapes['in']}" if "in" in shapes else ""
    return f"{head}{then}{into} {OUT}{shapes['out']}"


def _is_level(mark: _Line, other: _Line) -> bool:
    """Whether a text stands at the right of another in its row."""
    height = min(mark.bbox[3] - mark.bbox[1], other.bbox[3] - other.bbox[1])
    level = overlap(mark.bbox[1], mark.bbox[3], other.bbox[1], other.bbox[3])
    return other.bbox[0] >= mark.bbox[0] and other is not mark and level > LEVEL * height


def _head(lines: Sequence[_Line]) -> tuple[str, str]:
    """Name and class of a layer, and the function behind it; "" where there are none."""
    words: list[str] = []
    function = ""
    for line in sorted(lines, key=lambda each: (each.bbox[1], each.bbox[0])):
        if (found := FUNCTION.match(line.text)) is not None:
            function = found["name"]
        elif words and line.text.lower() in FUNCTIONS:
            function = line.text
        else:
            words.append(line.text)
    return ": ".join(words), function
