"""Codes of layers that need no caption: "C3s1-8-IN-ReLU" is a 3×3 convolution of stride 1 with 8 filters and what
follows it, "Conv: 5×5 cN s2" one with N channels and stride 2."""

from __future__ import annotations

import re
from collections.abc import Sequence

from extract.labels import parse_label
from extract.tables.drafts import FOLLOWING
from extract.tables.model import CellLine

_CODE = re.compile(
    r"(?P<up>d(?:e)?c(?:onv)?|u(?:p)?c?(?:onv)?|t(?:rans)?c(?:onv)?)?(?:c|conv)?(?P<kernel>\d{1,2})s(?P<stride>\d)-(?P<width>\d+)"
    r"(?P<behind>(?:-[A-Za-z]+)*)",
    re.I,
)
_BLOCK = re.compile(r"R(?:es)?k?\d{2,4}")
_SET = re.compile(
    r"(?P<layer>(?:de|up|t(?:ransposed?)?[- ]?)?conv\w*)\s*[:,]?\s*"
    r"(?P<kernel>\d+\s*[×x]\s*\d+)[\s,]+c\s?(?P<width>[A-Z]|\d+)(?:[\s,]+s\s?(?P<stride>\d))?",
    re.I,
)


def short_codes(lines: Sequence[CellLine]) -> list[tuple[str, str]]:
    """The layers that a cell's lines list by such codes, each as printed and in words; empty for all else.

    A code may be broken behind a hyphen at a line's end.
    """
    text = " ".join(line.text.strip() for line in lines)
    parts = [part.strip() for part in re.sub(r"-\s+", "-", text).split(",")]
    parts = [part for part in parts if part]
    found = [(part, _words(part)) for part in parts]
    return found if any(map(_CODE.fullmatch, parts)) and all(words for _, words in found) else []


def _words(part: str) -> str:
    """A code in words, another layer or block as it is; "" for what is neither."""
    code = _CODE.fullmatch(part)
    if code is None:
        if _BLOCK.fullmatch(part):
            return f"residual block {part}"
        return part if parse_label(part, role="cell").kind == "operations" else ""
    behind = code["behind"].replace("-", ", ")
    after = parse_label(behind[2:], role="cell").operations if behind else []
    if not all(o.op in FOLLOWING or o.op.endswith("norm") for o in after):
        return ""
    layer = "deconv" if code["up"] else "conv"
    size = code["kernel"]
    return f"{layer} {size}×{size}, {code['width']} filters, stride {code['stride']}{behind}"


def set_by_letters(text: str) -> list[tuple[str, str]]:
    """A convolution whose channels and stride are told by letters, as printed and in words; empty for any other text."""
    found = _SET.fullmatch(text.strip())
    if found is None:
        return []
    stride = f", stride {found['stride']}" if found["stride"] else ""
    return [(text.strip(), f"{found['layer']} {found['kernel']}, {found['width']} filters{stride}")]
