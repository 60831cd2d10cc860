"""Words of a page as runs and blocks: what stands in one shape, or close together, is read as one label."""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, replace

from extract.document.page import Word
from extract.document.scripts import SMALLER, Place, marked, place_of
from extract.scene.geometry import Vector, centre, dot, overlap, union
from extract.scene.model import TextBlock, TextRun
from extract.scene.phrases import homes_of
from graph import Box

SPACE = 0.42
"""Widest space between two words of a free label, in sizes of its type."""

LEVEL = 0.25
"""Farthest that the middles of two parts of a line that run over each other lie apart, in sizes of their type."""

STAGGERED = 0.1
"""How far apart the lines of two words lie that stand by neighbours on steps, in sizes of their type."""

SUB_CAPTION = re.compile(r"^\([a-h]\)\s\w")
"""How a line begins that names a part of the figure, whatever stands over it."""

LETTER = re.compile(r"[A-Za-zα-ωΑ-Ω](?:[_^](?:\{[^{}]*\}|\w))*")
"""A letter, with or without indices."""

WORDS = re.compile(r"[A-Za-z]{3}.*\s.*[A-Za-z]{3}")
"""At least two words."""

SYMBOL = 1.3
"""Least size of a letter, in that of words below or above it, that is a symbol by itself."""

Holder = Callable[[Box], int | None]
"""Gives the id of the shape that a box of text stands in."""


@dataclass(frozen=True, slots=True)
class _Run:
    run: TextRun
    holder: int | None
    free: bool
    line: int


def blocks_of(
    words: Sequence[Word],
    holder: Holder,
    parted: Callable[[Box, Box], bool],
    frames: Collection[int] = (),
    rim: Callable[[int], Box] | None = None,
) -> list[TextBlock]:
    """Groups words into blocks.

    Args:
        words: in reading order.
        holder: the shape that a word stands in.
        parted: whether something drawn lies between two boxes of text, so that they are no one label.
        frames: shapes around others, in which text stands as free as outside.
        rim: the box of a shape, by which words of a phrase are kept together; None: each word stands alone.
    """
    words = [word for word in stacked(words) if word.text.strip()]
    homes = homes_of(words, holder, rim) if rim else [holder(word.bbox) for word in words]
    runs = _runs(words, homes, frames)
    clusters: list[list[_Run]] = []
    for run in runs:
        near = [cluster for cluster in clusters if any(_belongs(run, other, parted) for other in cluster)]
        merged = [run]
        for cluster in near:
            merged.extend(cluster)
            clusters.remove(cluster)
        clusters.append(merged)
    clusters.sort(key=lambda cluster: min(run.line for run in cluster))
    return [_block(index, cluster) for index, cluster in enumerate(clusters)]


CLOSE, SPACED = 1.25, 1.6
"""Greatest distance of letters of a word that reads downwards, and of the capitals of one, in sizes of its type."""

DOWNWARD = frozenset({"FC", "BN", "LN", "GN", "IN", "SE"})
"""Names of layers in two letters; two others, one below the other, are more likely two."""


def stacked(words: Sequence[Word]) -> list[Word]:
    """Words with columns of single letters, set one below the other, as words that read downwards."""
    found: list[Word] = []
    column: list[Word] = []

    def close() -> None:
        if _is_word(column):
            text = "".join(word.text for word in column)
            box = union(word.bbox for word in column)
            found.append(replace(column[0], text=text, bbox=box, direction=(0.0, 1.0)))
        else:
            found.extend(column)
        column.clear()

    for word in words:
        if column:
            last = column[-1]
            step = word.bbox[1] - last.bbox[1]
            follows = (
                len(word.text) == 1
                and word.line != last.line
                and abs(word.size - last.size) < 0.02 * last.size
                and _in_one_column(word, last)
                and 0.15 * word.size < step < SPACED * word.size
            )
            if not follows:
                close()
        if len(word.text) == 1:
            column.append(word)
        else:
            close()
            found.append(word)
    close()
    return found


def _is_word(column: Sequence[Word]) -> bool:
    """Whether letters of a column are one word: set close, or the capitals of a longer word, or of a layer's name."""
    text = "".join(word.text for word in column)
    if text in DOWNWARD or (len(column) > 3 and text.isalpha() and text.isupper()):
        return True
    steps = [b.bbox[1] - a.bbox[1] for a, b in itertools.pairwise(column)]
    return len(column) > 2 and max(steps) < CLOSE * column[0].size


def _in_one_column(a: Word, b: Word) -> bool:
    """Whether two letters stand right one above the other, by their left edges or their middles."""
    return min(abs(a.bbox[0] - b.bbox[0]), abs(centre(a.bbox)[0] - centre(b.bbox)[0])) < 0.3


def _runs(words: Sequence[Word], homes: Sequence[int | None], frames: Collection[int]) -> list[_Run]:
    """Words of one line that stand in the same shape without a wide gap."""
    runs: list[_Run] = []
    for word, home in zip(words, homes, strict=True):
        free = home is None or home in frames
        last = runs[-1] if runs else None
        if (
            last is not None
            and last.line == word.line
            and last.holder == home
            and _gap(last.run, word) < 0.9 * max(word.size, last.run.size)
            and not (free and _staggered(last.run, word, _stepped(last.run, word)))
        ):
            space = "" if _gap(last.run, word) < 0.08 * word.size else " "
            named = any(char.isalpha() for char in last.run.text)
            runs[-1] = replace(
                last,
                run=replace(
                    last.run,
                    text=last.run.text + space + word.text,
                    bbox=union((last.run.bbox, word.bbox)),
                    size=max(last.run.size, word.size),
                    # Digits set as mathematics are light in a bold line too.
                    bold=last.run.bold if named else word.bold,
                    scripts=_joined(last.run, word, space),
                ),
            )
            continue
        run = TextRun(
            word.text,
            word.bbox,
            word.size,
            word.direction,
            word.font,
            word.colour,
            len(runs),
            word.bold,
            word.scripts,
        )
        runs.append(_Run(run, home, free, word.line))
    return runs


def _joined(run: TextRun, word: Word, space: str) -> str:
    """A run's text with a word behind it, indices marked; "" where neither has any."""
    place = "" if space else _placed(run, word)
    if not (run.scripts or word.scripts or place):
        return ""
    first, second = run.scripts or run.text, word.scripts or word.text
    return first + space + (marked([(second, place)]) if place else second)


def _placed(run: TextRun, word: Word | TextRun) -> Place:
    """Where a word stands to the run before it: on the line, or as an index."""
    if word.size > SMALLER * run.size:
        return ""
    down = (-run.direction[1], run.direction[0])
    return place_of(dot(down, centre(word.bbox)), dot(down, centre(run.bbox)), run.size)


def scripts_of(block: TextBlock) -> str:
    """The text of a block with its indices marked by _ and ^, line by line; "" where it has none."""
    lines = [_marked_line(row) for row in rows_of(block)]
    return "\n".join(text for text, _ in lines) if any(has for _, has in lines) else ""


def marked_lines(block: TextBlock) -> tuple[str, ...]:
    """The lines of a block, those with indices with these marked."""
    rows = [_marked_line(row) for row in rows_of(block)]
    if len(rows) != len(block.lines):
        return block.lines
    return tuple(text if marked else line for (text, marked), line in zip(rows, block.lines, strict=True))


def rows_of(block: TextBlock) -> list[list[TextRun]]:
    """The runs of a block, line by line."""
    rows: list[list[TextRun]] = [[]]
    for run in block.runs:
        line = block.lines[min(len(rows), len(block.lines)) - 1]
        if _letters(rows[-1]) >= len("".join(line.split())):
            rows.append([])
        rows[-1].append(run)
    return rows


def _letters(runs: Sequence[TextRun]) -> int:
    return sum(len("".join(run.text.split())) for run in runs)


def _marked_line(row: Sequence[TextRun]) -> tuple[str, bool]:
    """The text of a line with its indices marked, and whether it has any."""
    pieces: list[tuple[str, Place]] = []
    for at, run in enumerate(row):
        before = row[at - 1] if at else None
        free = before is not None and _ahead(before, run) > 0.12 * run.size
        place: Place = _placed(before, run) if before is not None and not free else ""
        pieces.append(((" " if free else "") + (run.scripts or run.text), place))
    found = marked(pieces)
    return found or "".join(text for text, _ in pieces), bool(found) or any(run.scripts for run in row)


def _gap(run: TextRun, word: Word) -> float:
    """Free length between a run and the word after it, along the line."""
    first, second = _extent(run.bbox, run.direction), _extent(word.bbox, run.direction)
    return second[0] - first[1] if second[0] >= first[0] else 1e9


def _ahead(run: TextRun, after: TextRun) -> float:
    """How far behind the end of a run the one after it begins, along the line."""
    return _extent(after.bbox, run.direction)[0] - _extent(run.bbox, run.direction)[1]


def _extent(box: Box, direction: Vector) -> tuple[float, float]:
    """From where to where a box reaches along a direction."""
    ends = [
        dot(direction, p) for p in ((box[0], box[1]), (box[2], box[1]), (box[0], box[3]), (box[2], box[3]))
    ]
    return min(ends), max(ends)


def _belongs(a: _Run, b: _Run, parted: Callable[[Box, Box], bool]) -> bool:
    """Whether two runs are lines, or parts of a line, of one block."""
    if a.holder != b.holder or dot(a.run.direction, b.run.direction) < 0.98:
        return False
    along_a, along_b = _extent(a.run.bbox, a.run.direction), _extent(b.run.bbox, a.run.direction)
    normal = (-a.run.direction[1], a.run.direction[0])
    across_a, across_b = _extent(a.run.bbox, normal), _extent(b.run.bbox, normal)
    size = max(a.run.size, b.run.size)
    ratio = size / max(min(a.run.size, b.run.size), 0.1)
    beside = overlap(*along_a, *along_b)
    above = overlap(*across_a, *across_b)
    script = ratio > 1.15
    # Labels of neighbours may run over each other where their lines do not stand on one level.
    level = script or beside <= 0 or abs(sum(across_a) - sum(across_b)) / 2 < LEVEL * size
    if level and above > 0.25 * min(across_a[1] - across_a[0], across_b[1] - across_b[0]):
        if a.free and beside <= 0 and _staggered(a.run, b.run, abs(across_a[1] - across_b[1])):
            return False
        # One line, or a script beside its base.
        return -beside < (0.3 if script else SPACE if a.free else 0.9) * size
    if ratio > 1.6 or (a.free and a.run.bold != b.run.bold) or (a.free and _is_headed_symbol(a.run, b.run)):
        return False
    lower = a if sum(across_a) > sum(across_b) else b
    if a.free and SUB_CAPTION.match(lower.run.text):
        return False
    if -above > (0.55 if a.free else 0.9) * size or beside <= 0:
        return False
    if a.free:
        ends = abs(along_a[0] - along_b[0]), abs(along_a[1] - along_b[1])
        middles = abs(sum(along_a) - sum(along_b)) / 2
        if min(*ends, middles) > 0.8 * size:
            return False
    return not parted(a.run.bbox, b.run.bbox)


def _stepped(run: TextRun, word: Word) -> float:
    """How far apart the lines are that a run and a word stand on."""
    normal = (-run.direction[1], run.direction[0])
    return abs(_extent(run.bbox, normal)[1] - _extent(word.bbox, normal)[1])


def _staggered(a: TextRun, b: TextRun | Word, shift: float) -> bool:
    """Whether a word is set again a little higher or lower: labels of neighbours, each by its own thing."""
    alike = a.font == b.font and abs(a.size - b.size) < 0.01 * a.size and a.text.split()[-1:] == [b.text]
    return alike and len(b.text) > 2 and shift > STAGGERED * a.size


def _is_headed_symbol(a: TextRun, b: TextRun) -> bool:
    """Whether one of two lines is a lone letter set much larger than the words of the other, and in another font."""
    letter, words = (a, b) if a.size > b.size else (b, a)
    return (
        letter.size > SYMBOL * words.size
        and letter.font != words.font
        and LETTER.fullmatch(letter.scripts or letter.text) is not None
        and WORDS.search(words.text) is not None
    )


def _block(index: int, cluster: list[_Run]) -> TextBlock:
    direction = cluster[0].run.direction
    normal = (-direction[1], direction[0])
    rows: list[list[_Run]] = []
    for run in sorted(cluster, key=lambda r: dot(normal, centre(r.run.bbox))):
        across = _extent(run.run.bbox, normal)
        for row in rows:
            biggest = max(row, key=lambda r: r.run.size)
            other = _extent(biggest.run.bbox, normal)
            if overlap(*across, *other) > 0.4 * min(across[1] - across[0], other[1] - other[0]):
                row.append(run)
                break
        else:
            rows.append([run])
    lines: list[str] = []
    ordered: list[TextRun] = []
    for row in rows:
        row.sort(key=lambda r: _extent(r.run.bbox, direction)[0])
        text = ""
        for i, run in enumerate(row):
            if i:
                free = _extent(run.run.bbox, direction)[0] - _extent(row[i - 1].run.bbox, direction)[1]
                text += " " if free > 0.12 * run.run.size else ""
            text += run.run.text
        lines.append(text)
        ordered.extend(run.run for run in row)
    letters = sum(len(run.run.text) for run in cluster)
    return TextBlock(
        id=index,
        lines=tuple(lines),
        bbox=union(run.run.bbox for run in cluster),
        size=max(cluster, key=lambda r: len(r.run.text)).run.size,
        direction=direction,
        shape=cluster[0].holder,
        bold=sum(len(run.run.text) for run in cluster if run.run.bold) > letters / 2,
        runs=tuple(ordered),
    )
