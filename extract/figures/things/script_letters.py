"""Losses by the type that they are set in: a calligraphic L stands for a loss, whatever its index says."""

from __future__ import annotations

import re
from collections.abc import Sequence

from extract.labels import ParsedLabel, ParsedOperation
from extract.scene.model import TextBlock
from extract.scene.text import scripts_of

_CALLIGRAPHIC = re.compile(
    r"^(CMSY|CMBSY|MTSY|MSYM|TXSY|PXSY|RSFS|EUSM|LMMathSymbols|.*(Script|Calligr))", re.IGNORECASE
)
_LONGEST = 24
"""Most characters of a loss with its index and arguments."""


def script_loss(blocks: Sequence[TextBlock]) -> ParsedLabel | None:
    """What a label means that begins with a calligraphic L; None for any other.

    Args:
        blocks: the text of one thing.
    """
    first = blocks[0].runs[0] if blocks and blocks[0].runs else None
    text = " ".join(block.text for block in blocks)
    if first is None or not first.text.startswith(("L", "ℒ")) or len(text) > _LONGEST:
        return None
    if not _CALLIGRAPHIC.match(first.font) and not first.text.startswith("ℒ"):
        return None
    return ParsedLabel(text, (ParsedOperation("loss", label=scripts_of(blocks[0]) or text),), "terminal", 0.8)
