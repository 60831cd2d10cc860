"""Words that several boxes of a row have under or over them: the second line of their labels."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from extract.figures.names.step_letters import is_letter
from extract.figures.things.things import Thing
from extract.labels import parse_label
from extract.scene.geometry import union, width
from extract.scene.pictures import corners

FEWEST = 2
"""Fewest boxes with a second line on one level: a single text by a box may be anything."""

CLOSE = 0.6
"""Farthest that a second line stands from its box, in sizes of text."""

SYMBOL = 2
"""Most letters of a label that is a sign for what its second line names."""


def add_second_lines(things: Sequence[Thing], unit: float) -> None:
    """Puts free words that stand at labelled boxes to these, so that lines lead to the box.

    A box that holds a sign only takes the words before it as its name.
    """
    pairs = [
        (box, text)
        for text in things
        if text.kind == "text" and not text.title and text.parsed.kind == "block" and not is_letter(text.text)
        for box in things
        if _stands_at(text, box, unit)
    ]
    for box, text in pairs:
        like = {
            other.id
            for other, words in pairs
            if (words.middle[1] < other.middle[1]) == (text.middle[1] < box.middle[1])
            and (len(box.text) <= SYMBOL or abs(other.bbox[1] - box.bbox[1]) < unit)
        }
        if len(like) < FEWEST or sum(other is box for other, _ in pairs) > 1:
            continue
        text.title = True
        if len(box.text) <= SYMBOL:
            box.text = f"{text.text} {box.text}"
            parsed = parse_label(text.text, role="box")
            first = tuple(replace(operation, label=box.text) for operation in parsed.operations[:1])
            box.parsed = replace(parsed, operations=first + parsed.operations[1:])
    for box, text in pairs:
        if text.title:
            box.bbox = union((box.bbox, text.bbox))
            box.outline = corners(box.bbox)


def _stands_at(text: Thing, box: Thing, unit: float) -> bool:
    """Whether words are centred just under or over a labelled box, and hardly wider."""
    if box.kind != "box" or not box.blocks or box.parts or text.parent != box.parent:
        return False
    gap = max(text.bbox[1] - box.bbox[3], box.bbox[1] - text.bbox[3])
    return (
        -0.2 * unit <= gap <= CLOSE * unit
        and abs(text.middle[0] - box.middle[0]) < unit
        and width(text.bbox) < (3.0 if len(box.text) <= SYMBOL else 1.3) * width(box.bbox)
    )
