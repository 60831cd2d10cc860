"""The scene: what an exhibit draws, before anything is said about what it means.

All coordinates are PDF points from the page's top left corner, y downwards. Ids count up in each list and
are indices into it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from extract.scene.geometry import Point, Polyline, Vector, distance, unit
from graph import Box

Color = tuple[float, float, float]
ShapeKind = Literal[
    "rectangle",
    "rounded",
    "circle",
    "ellipse",
    "diamond",
    "parallelogram",
    "trapezoid",
    "triangle",
    "polygon",
    "bracket",
    "volume",
    "stack",
]
Symbol = Literal["", "+", "-", "×", "·", "~", "∿", "/"]


@dataclass(frozen=True, slots=True)
class Shape:
    """A closed outline.

    Attributes:
        id: index in the scene's shapes.
        kind: its form.
        outline: its corners, curves flattened, the first not repeated.
        bbox: the box around it.
        fill: colour of its inside; None where it shows what lies beneath.
        stroke: colour of its outline; None where it has none.
        dashed: whether the outline is dashed or dotted.
        order: place in the painting order; later ones cover earlier ones.
        symbol: what thin lines drawn inside it form, where they are no connectors.
        opaque: whether its fill hides what lies beneath.
        front: the box of a filled volume's face that is turned to the reader; None for all else.
        parts: how many drawn outlines it is made of (faces of a volume, sheets of a stack).
        pattern: the look of the hatching, or whatever else, that it is filled with; "" for a plain filling.
    """

    id: int
    kind: ShapeKind
    outline: Polyline
    bbox: Box
    fill: Color | None = None
    stroke: Color | None = None
    dashed: bool = False
    order: int = 0
    symbol: Symbol = ""
    parts: int = 1
    opaque: bool = True
    front: Box | None = None
    pattern: str = ""


@dataclass(frozen=True, slots=True)
class Connector:
    """A line that may join things.

    Attributes:
        id: index in the scene's connectors.
        points: from its start to its end, curves flattened; a head's tip is the end.
        head_start: whether an arrowhead sits at the first point.
        head_end: whether an arrowhead sits at the last point.
        dashed: whether it is dashed or dotted.
        thickness: of the line, in points.
        color: of the line.
        order: place in the painting order.
        block: whether it is a thick arrow drawn as one outline.
        middle_head: whether a head sits on the line away from its ends, pointing to the end.
    """

    id: int
    points: Polyline
    head_start: bool = False
    head_end: bool = False
    dashed: bool = False
    thickness: float = 1.0
    color: Color | None = None
    order: int = 0
    block: bool = False
    middle_head: bool = False

    @property
    def headed(self) -> bool:
        """Whether a head sits anywhere on it."""
        return self.head_start or self.head_end or self.middle_head


@dataclass(frozen=True, slots=True)
class TextRun:
    """Characters of one line and one style.

    Attributes:
        text: ligatures resolved.
        bbox: the box around it.
        size: of the font, in points.
        direction: of writing; (1, 0) is left to right, (0, -1) upwards.
        font: name of the font.
        color: of the characters.
        order: place in the content's order.
        bold: whether it is set bold.
        scripts: the text with its indices marked by _ and ^; "" where it has none.
    """

    text: str
    bbox: Box
    size: float
    direction: Vector = (1.0, 0.0)
    font: str = ""
    color: Color | None = None
    order: int = 0
    bold: bool = False
    scripts: str = ""


@dataclass(frozen=True, slots=True)
class TextBlock:
    """Lines of text that belong together.

    Attributes:
        id: index in the scene's blocks.
        lines: text of each line, top to bottom.
        bbox: the box around all.
        size: of most of its characters, in points.
        direction: of writing.
        shape: id of the shape that it stands in; None where it stands free.
        bold: whether most of it is set bold.
        runs: what it is made of.
    """

    id: int
    lines: tuple[str, ...]
    bbox: Box
    size: float
    direction: Vector = (1.0, 0.0)
    shape: int | None = None
    bold: bool = False
    runs: tuple[TextRun, ...] = ()

    @property
    def text(self) -> str:
        """All lines, joined by spaces."""
        return " ".join(self.lines)


@dataclass(frozen=True, slots=True)
class Picture:
    """An embedded image."""

    id: int
    bbox: Box
    order: int = 0


@dataclass(frozen=True, slots=True)
class Scene:
    """Everything an exhibit draws.

    Attributes:
        bbox: the exhibit's region.
        shapes, connectors, blocks, pictures: see there.
        glyphs: boxes of characters drawn as outlines, which only OCR can read.
    """

    bbox: Box
    shapes: tuple[Shape, ...] = ()
    connectors: tuple[Connector, ...] = ()
    blocks: tuple[TextBlock, ...] = ()
    pictures: tuple[Picture, ...] = ()
    glyphs: tuple[Box, ...] = ()


def like(a: Color, b: Color, tolerance: float = 0.03) -> bool:
    """Whether two colours look the same."""
    return max(abs(p - q) for p, q in zip(a, b, strict=True)) < tolerance


def end_of(connector: Connector, last: bool) -> tuple[Point, Vector]:
    """An end of a connector and the direction in which the line runs out of it."""

    points = connector.points if last else tuple(reversed(connector.points))
    tip = points[-1]
    # The very last segment of a flattened curve or of a dash may be too short to have a direction.
    for before in reversed(points[:-1]):
        if distance(before, tip) > 2.0:
            return tip, unit(before, tip)
    return tip, unit(points[0], tip)
