"""Letters with indices, and shapes with them, by where these are set: v with "FHR" below it is the variable v_FHR."""

from __future__ import annotations

import re
from collections.abc import Sequence

from extract.labels import ParsedLabel, Role, parse_label
from extract.labels.repeats import repeat_mark
from extract.scene.model import TextBlock
from extract.scene.text import scripts_of

LETTER = re.compile(r"^\W?[^\W\d_]['\u0300-\u036f]?(?:[_^](?:\{[^{}]+\}|\w+|['*])){1,2}(?:\(.{1,12}\))?$")
"""One letter, with an index below, above, or both, and what it is applied to."""

COUNTED = re.compile(r"^(?:[×x]\s?)?[A-Z]_(?:\{\w+\}|\w+)(?:\s?[×x])?$")
"""A letter with an index, before or behind a sign of multiplication: N_enc ×."""

KINDS = ("variable", "tensor")
"""What a label may be whose indices tell what it means."""


def indexed(blocks: Sequence[TextBlock], role: Role) -> ParsedLabel | None:
    """What a label of one line means by its indices; None where it has none, or they tell no variable, shape or count.

    Args:
        blocks: the text of one thing.
        role: where it stands.
    """
    marked = scripts_of(blocks[0]) if len(blocks) == 1 else ""
    if COUNTED.match(marked) and (count := repeat_mark(marked)) is not None:
        return ParsedLabel(blocks[0].text, (), "repeat", 0.95, count)
    if not marked and len(blocks) == 1 and (counted := _counted_below(blocks[0])):
        return parse_label(counted, role=role)
    if not marked or not (LETTER.match(marked) or marked[:1] in "[("):
        return None
    parsed = parse_label(marked, role=role)
    return parsed if parsed.kind in KINDS else None


def _counted_below(block: TextBlock) -> str:
    """The text of a block whose last line only counts by a letter with an index, with its mark; "" of all others."""
    last = block.runs[-1] if block.runs else None
    if (
        len(block.lines) < 2
        or last is None
        or last.text != block.lines[-1]
        or not COUNTED.match(last.scripts)
    ):
        return ""
    return "\n".join((*block.lines[:-1], last.scripts))
