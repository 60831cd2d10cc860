"""The names of a legend: lines of text, and those that go over several lines beside one sample."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from extract.scene.geometry import centre, height, overlap, union
from extract.scene.model import TextBlock
from graph import Box

REACH = 3.0
"""Farthest that lines begin behind the samples that part them, in sizes of text: they may be centred."""

CENTRED = 2.5
"""How far the middles of names may lie apart that are centred in one column, in points."""

ALIGNED = 4.0
"""The same for samples."""

LEVEL = 0.6
"""Farthest that the middle of a name stands from that of its sample, in sizes of text."""


@dataclass(frozen=True, slots=True)
class Row:
    """A name with its block, and how far its sample may stand before it, in sizes of text."""

    text: str
    bbox: Box
    block: TextBlock
    reach: float = 2.2


def rows_of(blocks: Sequence[TextBlock], samples: Sequence[Box], unit: float) -> list[Row]:
    """What may be the names of a legend.

    Args:
        blocks: the text of a figure.
        samples: boxes of what may be samples.
        unit: usual size of the text in points.
    """
    lines = {block.id: _lines(block) for block in blocks}
    whole = [(row, box) for block in blocks for row, box in _wrapped(lines[block.id], samples, unit)]
    kept = [row for row, box in whole if any(_in_column(row, box, *other) for other in whole)]
    wrapped = {row.block.id for row in kept}
    return kept + [
        replace(row, reach=REACH) if any(_stand_together(row, other) for other in kept) else row
        for block in blocks
        if block.id not in wrapped
        for row in lines[block.id]
    ]


def _in_column(row: Row, sample: Box, other: Row, box: Box) -> bool:
    """Whether two names stand in one column and in one frame, with their samples in another column."""
    return (
        row is not other and _stand_together(row, other) and abs(centre(sample)[0] - centre(box)[0]) < ALIGNED
    )


def _stand_together(a: Row, b: Row) -> bool:
    """Whether names stand in one frame, aligned where that they may be centred."""
    return a.block.shape == b.block.shape and are_aligned(replace(a, reach=REACH), replace(b, reach=REACH))


def are_aligned(a: Row, b: Row) -> bool:
    """Whether two names begin at one place across; those among wrapped ones may be centred."""
    middles = abs(centre(a.bbox)[0] - centre(b.bbox)[0])
    return abs(a.bbox[0] - b.bbox[0]) < CENTRED or (a.reach == b.reach == REACH and middles < CENTRED)


def _lines(block: TextBlock) -> list[Row]:
    """The lines of a block with their places."""
    if abs(block.direction[0]) < 0.9:
        return []
    rows: list[list[int]] = []
    for i, run in enumerate(block.runs):
        for row in rows:
            other = block.runs[row[0]].bbox
            if overlap(run.bbox[1], run.bbox[3], other[1], other[3]) > 0.5 * height(run.bbox):
                row.append(i)
                break
        else:
            rows.append([i])
    return [
        Row(" ".join(block.runs[i].text for i in row), union(block.runs[i].bbox for i in row), block)
        for row in rows
    ]


def _wrapped(lines: list[Row], samples: Sequence[Box], unit: float) -> list[tuple[Row, Box]]:
    """The lines of a block as whole names with the samples to their left, where two or more stand beside each of these.

    Names of samples close below each other form one block, which the samples' middles part.
    """
    if len(lines) < 2:
        return []
    top, bottom = lines[0].bbox[1], lines[-1].bbox[3]
    left = min(line.bbox[0] for line in lines)
    beside = [box for box in samples if -0.3 * unit <= left - box[2] <= REACH * unit]
    levels: list[Box] = []
    for box in sorted(beside, key=lambda box: centre(box)[1]):
        # What a sample is drawn with, as the parts of an arrow, stands on one level.
        new = not levels or centre(box)[1] - centre(levels[-1])[1] > LEVEL * unit
        if new and top < centre(box)[1] < bottom:
            levels.append(box)
    if not levels or 2 * len(levels) > len(lines):
        return []
    found = []
    for sample in levels:
        y = centre(sample)[1]
        own = [line for line in lines if min(levels, key=lambda box: _off(box, line)) is sample]
        box = union(line.bbox for line in own) if own else sample
        if len(own) < 2 or abs(centre(box)[1] - y) > LEVEL * unit:
            return []
        found.append((Row(" ".join(line.text for line in own), box, lines[0].block, REACH), sample))
    return found


def _off(sample: Box, line: Row) -> float:
    return abs(centre(sample)[1] - centre(line.bbox)[1])
