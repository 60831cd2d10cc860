"""Rows of layers in codes that need no caption: "100C3-MP2-200C2-MP2-10N", "K5S1C32 - K3S2C64 - resize (2×)"."""

from __future__ import annotations

import re
from collections.abc import Callable

from extract.labels.compact import is_chain
from extract.labels.lettered import lettered
from extract.tables.cells import is_layer

_STEP = re.compile(r"\s+[-–—→⇒>]+(?:\s+|$)")
_NARROW = re.compile(r"(?<=[\w)])[-–—→](?=[\w(])")
_CONV = re.compile(
    r"(?:(?P<times>\d)[×x])?(?P<filters>\d+)[Cc](?P<kernel>\d{1,2})(?:[Ss](?P<stride>\d))?"
    r"|C(?:onv)?(?P<width>\d{2,4})(?:K(?P<side>\d{1,2}))?(?:S(?P<step>\d))?"
)
"""So many filters of a size, as those write who count the layers of digits' readers: "100C3", or by kind: "C64"."""
_POOL = re.compile(r"(?P<kind>[MAma])?[Pp](?P<kernel>\d)?")
_DENSE = re.compile(r"(?P<units>\d+)(?:N|FC?|fc)|(?:FC?|fc)(?P<width>\d{2,4})")
_KINDS = {"M": "max pool", "A": "average pool", "": "pool"}
LEAST = 2
"""Fewest parts of a row that must be codes of convolutions."""


def code_chain(text: str) -> list[tuple[str, str]]:
    """The layers of such a row, each as printed and in words; empty for any other text.

    Args:
        text: of a cell or a line of it.
    """
    if is_chain(text):
        # The reader of labels knows rows of nothing else.
        return []
    step = _STEP if _STEP.search(text.strip()) else _NARROW
    parts = [part.strip() for part in step.split(text.strip()) if part.strip()]
    if len(parts) == 1 and not parts[0][:1].isdecimal() and not lettered(parts[0]):
        # "C10" may be the tenth of anything.
        return []
    words = [_in_words(part) for part in parts]
    last = max((at for at, each in enumerate(words) if each.startswith("conv")), default=len(parts))
    words = [
        f"fully connected, {part} units" if at > last and part.isdecimal() else each
        for at, (part, each) in enumerate(zip(parts, words, strict=True))
    ]
    convolved = sum(each.startswith("conv") for each in words)
    others = [part for part, said in zip(parts, words, strict=True) if not said]
    if convolved < min(LEAST, len(parts)) or not convolved or not all(map(_is_named, others)):
        return []
    return [(part, said or part) for part, said in zip(parts, words, strict=True)]


def _in_words(part: str) -> str:
    """A code in the words of a label; "" for any other part."""
    for pattern, spell in _SPELLED:
        if found := pattern.fullmatch(part):
            return spell(found)
    # In small letters such a code sets the layer that its row names.
    return lettered(part) if part.isupper() else ""


def _conv(found: re.Match[str]) -> str:
    side, step = found["kernel"] or found["side"], found["stride"] or found["step"]
    size = f" {side}×{side}" if side else ""
    said = f"conv{size}, {found['filters'] or found['width']} filters"
    said = f"{said}, stride {step}" if step else said
    return f"{said}, ×{found['times']}" if found["times"] else said


def _pool(found: re.Match[str]) -> str:
    kind = _KINDS[(found["kind"] or "").upper()]
    return f"{kind} {found['kernel']}×{found['kernel']}" if found["kernel"] else kind


def _dense(found: re.Match[str]) -> str:
    return f"fully connected, {found['units'] or found['width']} units"


_SPELLED: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], str]], ...] = (
    (_CONV, _conv),
    (_POOL, _pool),
    (_DENSE, _dense),
)


def _is_named(part: str) -> bool:
    """Whether a part between codes is a word for a layer, or any word alone."""
    return re.fullmatch(r"[A-Za-z][A-Za-z -]+", part) is not None or is_layer(part)
