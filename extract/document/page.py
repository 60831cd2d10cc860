"""A page of a PDF as plain, immutable data: its type, its drawing and its images.

Coordinates are PDF points from the top left corner of the page as it is shown, y downward. Colours are red,
green and blue from 0 to 1. `order` is the place in the page's painting order: the greater lies on top.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Literal

from extract.document.accents import printed
from extract.document.boxes import area, height, overlap, union_all, width
from extract.document.scripts import marked, place_of
from graph import Box

MIN_RULE, RULE_HEIGHT = 50.0, 2.0
"""Points: a level line at least so long and less than so high is a rule."""

Point = tuple[float, float]
Colour = tuple[float, float, float]


@dataclass(frozen=True, slots=True)
class Char:
    """One printed character; ligatures are spelled out in `text`."""

    text: str
    origin: Point
    bbox: Box


@dataclass(frozen=True, slots=True)
class Span:
    """Characters of one font, size and colour in one line.

    Attributes:
        text: with the spaces that the gaps between its characters mean.
        font: name without the subset's prefix.
        size: of the type, in points.
        colour: of the type.
        bold, italic, superscript: as the font or its place says.
        direction: unit vector of reading; (1, 0) for level type, (0, -1) for type turned to read upward.
        origin: on the baseline, at the first character.
        order: painting order; -1 where it is not known.
        glyphs: of each character its text, origin and box.
    """

    text: str
    bbox: Box
    font: str
    size: float
    colour: Colour
    bold: bool
    italic: bool
    superscript: bool
    direction: Point
    origin: Point
    order: int
    glyphs: tuple[tuple[str, Point, Box], ...] = field(repr=False)

    @property
    def chars(self) -> tuple[Char, ...]:
        """Its characters. Made when asked for: few pages hold an exhibit."""
        return tuple(Char(*glyph) for glyph in self.glyphs)


@dataclass(frozen=True, slots=True)
class Line:
    """Spans on one baseline without a wide gap between them."""

    spans: tuple[Span, ...]
    bbox: Box
    direction: Point
    block: int

    @property
    def text(self) -> str:
        """The line's text, ends trimmed."""
        return "".join(span.text for span in self.spans).strip()

    @property
    def size(self) -> float:
        """The size of most of its characters, in points."""
        return max(self.spans, key=lambda span: len(span.text.strip())).size

    @property
    def level(self) -> bool:
        """Whether it reads from left to right without a turn."""
        return self.direction[0] > 0.99


@dataclass(frozen=True, slots=True)
class Word:
    """Characters between two spaces, with the line that they stand in.

    Attributes:
        scripts: the text with its indices marked by _ and ^; "" where it has none.
    """

    text: str
    bbox: Box
    line: int
    font: str
    size: float
    colour: Colour
    bold: bool
    italic: bool
    direction: Point
    scripts: str = ""


POWERS = {"2": "²", "3": "³"}
"""Powers that extents of kernels and tensors are printed with."""

SMALLER = 0.85
"""Greatest size of a raised digit, in that of its number."""

RISE = 0.15
"""Least distance of a raised digit's baseline from that of its number, in sizes of type."""

SegmentKind = Literal["line", "curve", "rect", "quad"]


@dataclass(frozen=True, slots=True)
class Segment:
    """A piece of a path.

    Attributes:
        kind: "line" with 2 points, "curve" (cubic Bézier) with 4, "rect" and "quad" with 4 corners as a ring.
        points: start to end.
    """

    kind: SegmentKind
    points: tuple[Point, ...]


@dataclass(frozen=True, slots=True)
class Path:
    """A drawn path, cut to what its clip leaves visible in `bbox` only.

    Attributes:
        segments: in drawing order, transforms applied.
        bbox: of the visible part, line width not counted.
        stroke, fill: colours; None where it is not stroked or not filled.
        width: of the line in points.
        dashes: lengths of dash and gap in turn; () for a solid line.
        stroke_opacity, fill_opacity: from 0 to 1.
        closed: whether the path was closed.
        even_odd: how overlapping parts are filled.
        clip: the box that it was clipped to; None where nothing clips it.
        order: painting order.
        layer: name of its optional-content layer, or "".
    """

    segments: tuple[Segment, ...]
    bbox: Box
    stroke: Colour | None
    fill: Colour | None
    width: float
    dashes: tuple[float, ...]
    stroke_opacity: float
    fill_opacity: float
    closed: bool
    even_odd: bool
    clip: Box | None
    order: int
    layer: str


@dataclass(frozen=True, slots=True)
class Picture:
    """An embedded image as placed on the page.

    Attributes:
        bbox: where it is shown.
        pixels: its width and height in pixels.
        has_mask: whether parts of it are transparent.
        shown: the page as it shows there, as PNG, where it is no larger than a label; else empty.
    """

    bbox: Box
    pixels: tuple[int, int]
    has_mask: bool
    shown: bytes = field(default=b"", repr=False)


@dataclass(frozen=True, slots=True)
class Pattern:
    """A pattern that an area is filled with, hatching or dots, or one of the small images that it is put together of.

    Attributes:
        bbox: the area, or the image.
        look: the same for areas, or images, that look the same.
    """

    bbox: Box
    look: str


@dataclass(frozen=True)
class Page:
    """A page.

    Attributes:
        number: from 1.
        width, height: in points.
        lines: of type, in the order of the PDF's text blocks.
        paths: in painting order.
        pictures: in painting order.
        patterns: what areas are filled with.
    """

    number: int
    width: float
    height: float
    lines: tuple[Line, ...] = field(repr=False)
    paths: tuple[Path, ...] = field(repr=False)
    pictures: tuple[Picture, ...] = field(repr=False)
    patterns: tuple[Pattern, ...] = field(repr=False, default=())

    @property
    def bbox(self) -> Box:
        """The whole page."""
        return (0.0, 0.0, self.width, self.height)

    @cached_property
    def words(self) -> tuple[Word, ...]:
        """Every word, in the order of the lines."""
        return tuple(word for index, line in enumerate(self.lines) for word in words_of(line, index))

    @cached_property
    def rules(self) -> tuple[Box, ...]:
        """Long level lines, as tables are set with, from the top; some programs draw them as thin images."""
        drawn = [path.bbox for path in self.paths if height(path.bbox) < RULE_HEIGHT]
        pictured = [picture.bbox for picture in self.pictures if height(picture.bbox) < RULE_HEIGHT]
        return _rules([*drawn, *pictured])

    @cached_property
    def text(self) -> str:
        """The page's text, a line a line, hyphens at line ends left as they stand."""
        return "\n".join(line.text for line in self.lines)

    def within(self, region: Box, share: float = 0.5) -> Content:
        """What lies in a region by at least `share` of its own area."""
        return Content(
            region=region,
            lines=tuple(x for x in self.lines if inside(x.bbox, region, share)),
            words=tuple(x for x in self.words if inside(x.bbox, region, share)),
            paths=tuple(x for x in self.paths if inside(x.bbox, region, share)),
            pictures=tuple(x for x in self.pictures if inside(x.bbox, region, share)),
        )


@dataclass(frozen=True, slots=True)
class Content:
    """What a region of a page holds."""

    region: Box
    lines: tuple[Line, ...]
    words: tuple[Word, ...]
    paths: tuple[Path, ...]
    pictures: tuple[Picture, ...]


def inside(bbox: Box, region: Box, share: float) -> bool:
    """Whether at least `share` of a box lies in a region; lines without area count by their length."""
    x0, y0, x1, y1 = bbox
    grown = (x0 - 0.05, y0 - 0.05, x1 + 0.05, y1 + 0.05)
    return overlap(grown, region) >= share * area(grown)


def _rules(boxes: Sequence[Box]) -> tuple[Box, ...]:
    """Long level lines from thin boxes; pieces on one height that touch are one line."""
    joined: list[Box] = []
    for box in sorted(boxes, key=lambda box: (round(box[1]), box[0])):
        last = joined[-1] if joined else None
        if last is not None and abs(last[1] - box[1]) < 1.0 and box[0] - last[2] < 2.0:
            joined[-1] = union_all([last, box])
        else:
            joined.append(box)
    return tuple(sorted((box for box in joined if width(box) > MIN_RULE), key=lambda box: box[1]))


def _with_powers(held: Sequence[tuple[Char, Span, str]]) -> str:
    """The text of a word whose last digit, set small and raised after a number, is its power: 32³.

    Powers of ten are values on an axis, not extents, and stay as they are.
    """
    text = "".join(plain for _, _, plain in held)
    if len(text) < 2 or len(held) != len(text) or not text.isdecimal() or text[:-1] == "10":
        return text
    (base, before, _), (char, span, last) = held[-2:]
    (dx, dy), size = span.direction, before.size
    rise = dy * (char.origin[0] - base.origin[0]) - dx * (char.origin[1] - base.origin[1])
    raised = span.size < SMALLER * size and rise > RISE * size
    return text[:-1] + POWERS[last] if raised and last in POWERS else text


def words_of(line: Line, index: int) -> list[Word]:
    """A line's words; `index` is the line's place in its page."""
    words: list[Word] = []
    held: list[tuple[Char, Span]] = []

    def close() -> None:
        if held:
            span = held[0][1]
            words.append(
                Word(
                    text=_with_powers([(char, span, printed(char.text, span.font)) for char, span in held]),
                    bbox=union_all([char.bbox for char, _ in held]),
                    line=index,
                    font=span.font,
                    size=max(span.size for _, span in held),
                    colour=span.colour,
                    bold=span.bold,
                    italic=span.italic,
                    direction=line.direction,
                    scripts=_scripts(held, line.direction),
                )
            )
            held.clear()

    for span in line.spans:
        for char in span.chars:
            if char.text.isspace():
                close()
            elif printed(char.text, span.font):
                if held and _on_next_line(*held[-1], char, span, line.direction):
                    close()
                held.append((char, span))
    close()
    return words


def _on_next_line(before: Char, small: Span, char: Char, span: Span, direction: Point) -> bool:
    """Whether a character stands below the one before it and begins farther left: the line under a fraction.

    Indices and powers go back as well, but are smaller than what they follow.
    """
    if direction[0] < 0.9 or span.size < small.size:
        return False
    back, down = before.origin[0] - char.origin[0], char.origin[1] - before.origin[1]
    return back > 0.1 * span.size and down > 0.6 * span.size


def _scripts(held: Sequence[tuple[Char, Span]], direction: Point) -> str:
    """A word with its indices marked; "" where all stands on the line, which may be turned."""
    size = max(span.size for _, span in held)
    if held[0][1].size < size or len(held) < 2:
        return ""
    (dx, dy), (x, y) = direction, held[0][0].origin
    falls = [dx * (char.origin[1] - y) - dy * (char.origin[0] - x) for char, _ in held]
    return marked(
        [
            (printed(char.text, span.font), place_of(fall, 0.0, size))
            for fall, (char, span) in zip(falls, held, strict=True)
        ]
    )
