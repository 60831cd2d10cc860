"""Labels with indices, by where these are set: v with "FHR" below it is the variable v_FHR, GRU with an A a GRU."""

from __future__ import annotations

import re
from collections.abc import Sequence

from extract.labels import ParsedLabel, Role, parse_label
from extract.scene.model import TextBlock
from extract.scene.text import scripts_of

LETTER = re.compile(r"^\W?[^\W\d_]['\u0300-\u036f]?(?:[_^](?:\{[^{}]+\}|\w+|['*])){1,2}(?:\(.{1,12}\))?$")
"""One letter, with an index below, above, or both, and what it is applied to."""

NOTE = re.compile(r"(?<=[a-z]{4})\^(?:\d|\*)(?=\s|$)")
"""A mark behind a word that leads to a note."""

OUTLINED = "outlined"
"""The font of letters that are drawn: only by a single letter can it be told what stands lower."""


def label_by(text: str, blocks: Sequence[TextBlock], role: Role) -> ParsedLabel:
    """What a label means where it stands, with its indices where these make it an operation, as f_1 × f_1 a kernel.

    Args:
        text: of the thing.
        blocks: the same, with its type.
        role: where it stands.
    """
    whole = " ".join(block.text for block in blocks) == text
    found = indexed(blocks, role) if whole else None
    return found if found is not None and found.names_operation else parse_label(text, role=role)


def indexed(blocks: Sequence[TextBlock], role: Role) -> ParsedLabel | None:
    """What a label means by its indices; None where it has none, or only without them names an operation.

    Args:
        blocks: the text of one thing.
        role: where it stands.
    """
    marked = [scripts_of(block) for block in blocks]
    if not any(marked):
        return None
    text = "\n".join(scripts or block.text for scripts, block in zip(marked, blocks, strict=True))
    if any(run.font == OUTLINED for block in blocks for run in block.runs) and not LETTER.match(text):
        return None
    text = NOTE.sub("", text)
    parsed = parse_label(text, role=role)
    plain = parse_label(" ".join(block.text for block in blocks), role=role)
    return parsed if parsed.kind != "block" or not plain.names_operation else None
