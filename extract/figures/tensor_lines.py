"""Shapes printed line by line in one text: each belongs to what stands beside its line."""

from __future__ import annotations

from dataclasses import replace

from extract.labels import parse_label
from extract.scene.geometry import overlap, union
from extract.scene.model import TextBlock, TextRun


def tensor_lines(block: TextBlock) -> tuple[TextBlock, ...]:
    """A free text as it is, or its lines where each of them is the shape of a tensor."""
    if len(block.lines) < 2 or abs(block.direction[0]) < 0.9:
        return (block,)
    if any(parse_label(line, role="text").kind != "tensor" for line in block.lines):
        return (block,)
    rows: list[list[TextRun]] = []
    for run in block.runs:
        box = rows[-1][0].bbox if rows else run.bbox
        if rows and overlap(box[1], box[3], run.bbox[1], run.bbox[3]) > 0:
            rows[-1].append(run)
        else:
            rows.append([run])
    if len(rows) != len(block.lines):
        return (block,)
    return tuple(
        replace(block, lines=(line,), bbox=union(run.bbox for run in row), runs=tuple(row))
        for line, row in zip(block.lines, rows, strict=True)
    )
