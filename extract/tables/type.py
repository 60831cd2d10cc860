"""The type in a table's region as fragments and chunks, whatever way the table reads."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Literal

from extract.document.page import Char, Page, Span
from extract.tables.delimiters import is_tall
from graph import Box

SURD_DROP = 0.71
"""How far the baseline of a line is below the origin of a radical sign from a font of symbols, in type sizes.

The sign hangs from its origin and is centred on the line's axis. Tables print it for a check mark.
"""
_SYMBOLS = re.compile(r"SY\d*$", re.I)
Script = Literal["", "sup", "sub"]
CHUNK_GAP = 0.62
"""Widest gap inside one chunk, in type sizes: above a justified word space, below the space between columns."""
CLOSE_GAP = 0.5
"""Least gap between two heads, in type sizes, where columns part there."""
SPACE_GAP = 0.14
"""Narrowest gap that is a space, in type sizes."""
RAISED = {"0": "⁰", "1": "¹", "2": "²", "3": "³", "4": "⁴", "5": "⁵", "6": "⁶", "7": "⁷", "8": "⁸", "9": "⁹"}


@dataclass(frozen=True, slots=True)
class Fragment:
    """Characters of one style without a space; y grows downward."""

    text: str
    x0: float
    x1: float
    y: float
    size: float
    font: str
    bold: bool
    top: float
    bottom: float
    script: Script = ""


@dataclass(frozen=True, slots=True)
class Chunk:
    """Fragments that stand together on one baseline."""

    fragments: tuple[Fragment, ...]

    @property
    def x0(self) -> float:
        return min(f.x0 for f in self.fragments)

    @property
    def x1(self) -> float:
        return max(f.x1 for f in self.fragments)

    @property
    def size(self) -> float:
        return max(f.size for f in self.fragments)

    @property
    def y(self) -> float:
        """Baseline of its first fragment of full size."""
        return next((f.y for f in self.fragments if not f.script), self.fragments[0].y)

    @property
    def bbox(self) -> Box:
        """Its region, by the size of the type: fonts' own boxes of symbols are too tall."""
        return (self.x0, self.y - 0.75 * self.size, self.x1, self.y + 0.22 * self.size)

    @property
    def bold(self) -> bool:
        heavy = sum(len(f.text) for f in self.fragments if f.bold)
        return 2 * heavy > sum(len(f.text) for f in self.fragments)

    @property
    def text(self) -> str:
        """Its text: raised digits as ², lowered ones after an underscore."""
        return join(self.fragments)


def join(fragments: Sequence[Fragment]) -> str:
    """The text of fragments in a line, from left to right."""
    out = ""
    last: Fragment | None = None
    for fragment in fragments:
        if last is not None and fragment.x0 - last.x1 > SPACE_GAP * max(last.size, fragment.size):
            out += " "
        text = fragment.text
        if fragment.script == "sup" and text.isdecimal() and out and (out[-1].isalnum() or out[-1] in ")]"):
            text = "".join(RAISED[c] for c in text)
        elif (
            fragment.script == "sub"
            and last is not None
            and not last.script
            and out[-1:].isalnum()
            and text[:1].isalnum()
        ):
            text = "_" + text
        out += text
        last = fragment
    return out.strip()


def level(box: Box, turn: int, width: float, height: float) -> Box:
    """A box of a page that is read after `turn` quarter turns, in the coordinates of its reader."""
    x0, y0, x1, y1 = box
    if turn == 1:  # reads upward
        return (height - y1, x0, height - y0, x1)
    if turn == 3:  # reads downward
        return (y0, width - x1, y1, width - x0)
    return box


def unlevel(box: Box, turn: int, width: float, height: float) -> Box:
    """The page's box of one in the coordinates of its reader: `level` undone."""
    x0, y0, x1, y1 = box
    if turn == 1:
        return (y0, height - x1, y1, height - x0)
    if turn == 3:
        return (width - y1, x0, width - y0, x1)
    return box


def level_point(point: tuple[float, float], turn: int, width: float, height: float) -> tuple[float, float]:
    """A point, likewise."""
    box = level((*point, *point), turn, width, height)
    return (box[0], box[1])


def turn_of(page: Page, region: Box) -> int:
    """How the type in a region reads: 0 level, 1 upward, 3 downward."""
    counts = {0: 0, 1: 0, 3: 0}
    for line in page.within(region).lines:
        dx, dy = line.direction
        way = 0 if abs(dx) >= abs(dy) else 1 if dy < 0 else 3
        counts[way] += len(line.text)
    return max(counts, key=lambda way: counts[way])


def fragments_of(page: Page, region: Box, turn: int = 0) -> list[Fragment]:
    """The fragments in a region, in the coordinates of one who reads it level; none is marked as raised or lowered."""
    out: list[Fragment] = []
    for line in page.lines:
        dx, dy = line.direction
        if (0 if abs(dx) >= abs(dy) else 1 if dy < 0 else 3) != turn:
            continue
        for span in line.spans:
            out.extend(_split(span, page, region, turn))
    return out


def _split(span: Span, page: Page, region: Box, turn: int) -> Iterable[Fragment]:
    held: list[Char] = []

    def close() -> Iterable[Fragment]:
        if held:
            boxes = [level(c.bbox, turn, page.width, page.height) for c in held]
            _, y = level_point(held[0].origin, turn, page.width, page.height)
            if held[0].text == "√" and len(held) == 1 and _SYMBOLS.search(span.font):
                y += SURD_DROP * span.size
            yield Fragment(
                "".join(c.text for c in held),
                min(b[0] for b in boxes),
                max(b[2] for b in boxes),
                y,
                span.size,
                span.font,
                span.bold,
                min(b[1] for b in boxes),
                max(b[3] for b in boxes),
            )
            held.clear()

    for char in span.chars:
        box = level(char.bbox, turn, page.width, page.height)
        x, y = (box[0] + box[2]) / 2, level_point(char.origin, turn, page.width, page.height)[1]
        inside = (
            region[0] - 1 <= x <= region[2] + 1 and region[1] - 1 <= y - 0.2 * span.size <= y <= region[3] + 2
        )
        if char.text.isspace() or not inside:
            yield from close()
            continue
        tall = is_tall(char.text, span.font)
        if held and (tall or _apart(held[-1], char, turn, page, span.size)):
            yield from close()
        held.append(char)
        if tall:
            yield from close()
    yield from close()


def _apart(a: Char, b: Char, turn: int, page: Page, size: float) -> bool:
    left = level(a.bbox, turn, page.width, page.height)
    right = level(b.bbox, turn, page.width, page.height)
    return right[0] - left[2] > 0.3 * size or right[0] < left[0] - size


def scripts(fragments: list[Fragment]) -> list[Fragment]:
    """Marks what is set small and raised or lowered beside a larger fragment to its left."""
    out: list[Fragment] = []
    for f in sorted(fragments, key=lambda f: f.x0):
        host = None
        for g in out:
            if not -0.25 * g.size <= f.x0 - g.x1 <= 0.3 * g.size:
                continue
            if g.script and abs(g.size - f.size) < 0.5 and abs(g.y - f.y) < 0.5:
                host = g
                break
            shift = f.y - g.y
            smaller = not g.script and g.size > 1.15 * f.size
            if (
                smaller
                and -0.75 * g.size < shift < 0.45 * g.size
                and (host is None or abs(shift) < abs(f.y - host.y))
            ):
                host = g
        if host is None:
            out.append(f)
        elif host.script and host.size < 1.15 * f.size:
            out.append(replace(f, script=host.script))
        elif abs(f.y - host.y) < 0.04 * host.size:
            out.append(f)
        else:
            out.append(replace(f, script="sup" if f.y < host.y else "sub"))
    return out


def chunks_of(fragments: Sequence[Fragment], walls: Sequence[tuple[float, float, float]] = ()) -> list[Chunk]:
    """Fragments put together along their baselines.

    Args:
        fragments: in any order.
        walls: vertical rulings (x, top, bottom); no chunk reaches across one.
    """
    lines: list[list[Fragment]] = []
    for fragment in sorted((f for f in fragments if not f.script), key=lambda f: (f.y, f.x0)):
        for line in reversed(lines[-12:]):
            if abs(line[-1].y - fragment.y) <= 0.16 * max(fragment.size, line[-1].size):
                line.append(fragment)
                break
        else:
            lines.append([fragment])
    for fragment in sorted((f for f in fragments if f.script), key=lambda f: f.x0):
        host = _host(fragment, lines)
        if host is None:
            lines.append([replace(fragment, script="")])
        else:
            host.append(fragment)
    chunks: list[Chunk] = []
    for line in lines:
        held: list[Fragment] = []
        for fragment in sorted(line, key=lambda f: f.x0):
            if held:
                end = max(f.x1 for f in held)
                gap = fragment.x0 - end
                size = max(held[-1].size, fragment.size)
                walled = any(
                    end - 1 <= x <= fragment.x0 + 1 and top <= fragment.y - 0.3 * size <= bottom
                    for x, top, bottom in walls
                )
                if gap > CHUNK_GAP * size or walled:
                    chunks.append(Chunk(tuple(held)))
                    held = []
            held.append(fragment)
        if held:
            chunks.append(Chunk(tuple(held)))
    return chunks


def parted_at(chunks: Sequence[Chunk], columns: Sequence[tuple[float, float]]) -> list[Chunk]:
    """Chunks, those parted that are heads set close: at gaps between columns that are by far wider than all others.

    Args:
        chunks: of a table.
        columns: x range of each of its columns.
    """
    out: list[Chunk] = []
    for chunk in chunks:
        held = sorted(chunk.fragments, key=lambda f: f.x0)
        gaps = [b.x0 - a.x1 for a, b in pairwise(held)]
        wide = [
            at
            for at, (a, b) in enumerate(pairwise(held))
            if gaps[at] > CLOSE_GAP * chunk.size
            if any(_between(a.x1, b.x0, pair) for pair in pairwise(columns))
        ]
        others = max((gap for at, gap in enumerate(gaps) if at not in wide), default=0.0)
        if not wide or min(gaps[at] for at in wide) <= 1.5 * others:
            wide = []
        edges = [0, *(at + 1 for at in wide), len(held)]
        out.extend(Chunk(tuple(held[first:last])) for first, last in pairwise(edges))
    return out


def _between(end: float, start: float, columns: tuple[tuple[float, float], tuple[float, float]]) -> bool:
    """Whether a gap lies between two columns, with type over a half of each at its sides."""
    left, right = columns
    return left[1] < (end + start) / 2 < right[0] and sum(left) / 2 < end and start < sum(right) / 2


def _host(fragment: Fragment, lines: list[list[Fragment]]) -> list[Fragment] | None:
    best, nearest = None, 1e9
    for line in lines:
        for other in line:
            shift = abs(fragment.y - other.y)
            beside = -0.25 * other.size <= fragment.x0 - other.x1 <= 0.3 * other.size
            if beside and other.script == fragment.script and shift < 0.5:
                return line
            if beside and not other.script and other.size > 1.15 * fragment.size and shift < nearest:
                best, nearest = line, shift
    return best
