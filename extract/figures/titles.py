"""Headings: names of sub-figures and of the whole, to which no line leads."""

from __future__ import annotations

import re

from extract.scene.model import TextBlock

SUB_CAPTION = re.compile(r"^\(?[a-zA-Z]\)\s*\S*")
WORD = re.compile(r"[A-Za-z]{3,}")


def is_title(block: TextBlock, mostly_bold: bool, unit: float) -> bool:
    """Whether a free text block is a heading.

    Args:
        block: the text.
        mostly_bold: whether most of the figure's text is bold, so that bold type says nothing.
        unit: usual size of the figure's text in points.
    """
    text = block.text.strip()
    if SUB_CAPTION.match(text):
        return True
    if not WORD.search(text):
        return False
    return (block.bold and not mostly_bold) or block.size > 1.35 * unit
