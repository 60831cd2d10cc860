"""Shapes and variables printed line by line in one text: each belongs to what stands beside its line."""

from __future__ import annotations

import re
from dataclasses import replace

from extract.labels import parse_label
from extract.labels.tokens import has_index
from extract.scene.geometry import overlap, union
from extract.scene.model import TextBlock, TextRun
from extract.scene.text import marked_lines

COUNT = re.compile(r"^\(?(?:[×xX]\s?(?:\d{1,2}|[LMNn])|(?:\d{1,2}|[LMNn])\s?[×xX])\)?$")
"""How often something is repeated."""


def tensor_lines(block: TextBlock) -> tuple[TextBlock, ...]:
    """A free text as it is, or its lines where each is the shape of a tensor, or a letter with an index.

    Beside a whole shape, of three dimensions, a line may also be a count such as "×4": of what stands there.
    """
    if len(block.lines) < 2 or abs(block.direction[0]) < 0.9:
        return (block,)
    lines = [line for line in marked_lines(block) if not COUNT.match(line.strip())]
    if not lines or not all(_is_shape(line) for line in lines):
        return (block,)
    if len(lines) < len(block.lines) and not all(_is_whole(line) for line in lines):
        return (block,)
    return line_by_line(block)


def line_by_line(block: TextBlock) -> tuple[TextBlock, ...]:
    """The lines of a level text, each as a text of its own; the text as it is where its lines are not told apart."""
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
        replace(
            block,
            lines=(line,),
            bbox=union(run.bbox for run in row),
            size=max(row, key=lambda run: len(run.text)).size,
            runs=tuple(row),
        )
        for line, row in zip(block.lines, rows, strict=True)
    )


def _is_shape(line: str) -> bool:
    parsed = parse_label(line, role="text")
    if has_index(line) and parsed.kind == "variable":
        return True
    return parsed.kind == "tensor" and parsed.operations[0].output_shape is not None


def _is_whole(line: str) -> bool:
    """Whether a line is a shape of three dimensions."""
    shapes = [operation.output_shape for operation in parse_label(line, role="text").operations]
    return all(shape is not None and len(shape) > 2 for shape in shapes)
