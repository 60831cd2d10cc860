"""Letters in the italics of mathematics: such an x in a circle is a variable, never a sign of multiplication."""

from __future__ import annotations

import re
from collections.abc import Sequence

from extract.scene.model import TextBlock

ITALICS = re.compile(
    r"^(CMMI|CMMIB|LMMathItalic|LMMI|MTMI|RMTMI|TXMI|PXMI|NewTXMI|rtxmi)|MathItalic|math-?it", re.IGNORECASE
)
"""Fonts that only variables are set in."""


ACCENTS = "~^\u02dc\u02c6\u00af\u0303\u0302\u0304\u20d7"
"""Tildes, hats, bars and arrows, as they stand before the letter that they are set over."""

PAIR = re.compile(r"(?<=.)(\w),\s?(\w)$")
"""Two indices with a comma between them."""

LONGEST = 3
"""Most characters of a letter with its indices; more are a word."""


def is_variable(blocks: Sequence[TextBlock]) -> bool:
    """Whether a text is a small Latin letter, or an X, in the italics of mathematics.

    Other capitals may be names of operations all the same, as in a circled C.
    """
    text = "".join(block.text for block in blocks)
    if len(text) != 1 or not text.isascii() or not (text.islower() or text == "X"):
        return False
    return all(run.font and ITALICS.search(run.font) for block in blocks for run in block.runs)


def is_indexed(blocks: Sequence[TextBlock]) -> bool:
    """Whether a text is a letter in the italics of mathematics, with or without an accent, and an index or two."""
    if len(blocks) != 1 or len(blocks[0].runs) != 1:
        return False
    run = blocks[0].runs[0]
    bare = run.text.lstrip(ACCENTS)
    accented = len(bare) < len(run.text)
    plain = PAIR.sub(r"\1\2", bare)
    return (
        2 <= len(plain) <= LONGEST
        and plain[0].isalpha()
        and plain[1:].isalnum()
        and (accented or ITALICS.search(run.font) is not None)
    )
