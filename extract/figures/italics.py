"""Letters in the italics of mathematics: such an x in a circle is a variable, never a sign of multiplication."""

from __future__ import annotations

import re
from collections.abc import Sequence

from extract.scene.model import TextBlock

ITALICS = re.compile(
    r"^(CMMI|CMMIB|LMMathItalic|LMMI|MTMI|RMTMI|TXMI|PXMI|NewTXMI|rtxmi)|MathItalic|math-?it", re.IGNORECASE
)
"""Fonts that only variables are set in."""


def is_variable(blocks: Sequence[TextBlock]) -> bool:
    """Whether a text is a small Latin letter, or an X, in the italics of mathematics.

    Other capitals may be names of operations all the same, as in a circled C.
    """
    text = "".join(block.text for block in blocks)
    if len(text) != 1 or not text.isascii() or not (text.islower() or text == "X"):
        return False
    return all(run.font and ITALICS.search(run.font) for block in blocks for run in block.runs)
