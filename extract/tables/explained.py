"""Short heads that the caption explains ("R modules with C output channels", "PS: patch size", "Column f denotes …")."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace

from extract.tables.headers import Role, plain, role_of
from extract.tables.model import Cell, Grid

_MEANINGS: tuple[tuple[str, str], ...] = (
    ("kernel", r"(?:kernel|filter|window)s?(?: (?:size|width)s?)?(?: of)?"),
    ("groups", r"(?:group (?:width|size)|(?:number of )?groups|cardinality)"),
    ("filters", r"(?<!group )(?:number of )?(?:output )?(?:channels?|filters?|feature maps?|width)"),
    ("stride", r"strides?(?: of)?"),
    ("dilation", r"dilations?(?: (?:factor|rate))?(?: of)?"),
)

_SAYS = r"(?:is|are|denotes|=|for|stands for|means|represents|indicates|refers to|gives|:)"

_AND = r"\s*,\s*(?:and\s+)?|\s+and\s+"
_TOGETHER = re.compile(
    r"(?<!\w)(?P<names>[A-Za-z]{1,3}(?:\s*,\s*[A-Za-z]{1,3})*,?\s+and\s+[A-Za-z]{1,3})\s+"
    r"(?:denotes?|are|stands? for|means?|indicates?|represents?|refers? to|gives?|is)\s+(?:the\s+)?"
    r"(?P<words>[^.;:()]+?)(?=,?\s+respectively|[.;:()]|$)"
)
"""Several short names with what they stand for, in the same order."""

_CANONICAL: Mapping[Role, str] = {
    "kernel": "kernel",
    "filters": "filters",
    "stride": "stride",
    "dilation": "dilation",
    "padding": "padding",
    "groups": "groups",
    "units": "units",
    "activation": "activation",
    "norm": "norm",
    "dropout": "dropout",
    "output": "output size",
    "output_side": "spatial resolution",
    "input_channels": "input channels",
    "measure": "params",
}
"""The head that stands for each role that a caption can give."""

_PHRASE_ENDS = re.compile(r"\s+(?:of|for|in|at|to|from|after|before|used|that|which|per|on|with|and)\b")
"""Where a phrase goes on that says all that matters before it: "patch size for convolution layers"."""

_USUAL: tuple[Mapping[str, str], ...] = (
    {"K": "kernel", "S": "stride"},
    {"m": "kernel", "r": "kernel", "n": "filters"},
)
"""Letters that need no caption where they stand side by side; the second are those of networks that spot keywords,

whose filters are m in time by r in frequency, and n in number.
"""


def with_explained_heads(grid: Grid, caption: str) -> Grid:
    """A grid whose short heads say what the caption says that they are; those that it leaves open stay.

    Letters that usually stand together need no caption.
    """
    heads = {cell.text.strip() for cell in grid.cells if cell.row < grid.header_rows}
    settled = next((usual for usual in _USUAL if set(usual) <= heads), {})
    cells = tuple(
        _explained(cell, caption, settled) if cell.row < grid.header_rows else cell for cell in grid.cells
    )
    return replace(grid, cells=cells)


def _explained(cell: Cell, caption: str, settled: Mapping[str, str]) -> Cell:
    short = cell.text.strip()
    if len(cell.lines) != 1 or not re.fullmatch(r"[A-Za-z]{1,4}", short):
        return cell
    if role_of(short) is not None and (len(short) > 1 or not short.islower()) and short not in settled:
        return cell
    meaning = meaning_of(short, caption) or settled.get(short, "")
    # A capital is a symbol for what it means; what else is printed is what a block's setting is called.
    text = meaning if re.fullmatch(r"[A-Z]", short) else f"{short} ({meaning})"
    return replace(cell, lines=(replace(cell.lines[0], text=text),)) if meaning else cell


def meaning_of(short: str, caption: str) -> str:
    """The head that a caption gives for a short one; "" where it gives none."""
    if re.search(rf"(?i:repeated|stacked) {short} (?i:times)\b", caption):
        return "repeat"
    if re.search(rf"\b{short}-(?i:sized|wide)\b", caption):
        return "kernel"
    if said := _said_together(short, caption) or _said(short, caption):
        return said
    if re.search(
        rf"\b(?i:filters?|kernels?|windows?) of size (?:{short} ?× ?[a-z]|[a-z] ?× ?{short})\b", caption
    ):
        return "kernel"
    for head, words in _MEANINGS:
        before = rf"(?i:\b{words}) \(?{short}(?![\w-])"
        behind = rf"(?<![\w-]){short} (?i:{_SAYS} (?:the )?)?(?i:{words}\b)"
        if re.search(before, caption) or re.search(behind, caption):
            return head
    return ""


def _said_together(short: str, caption: str) -> str:
    """The head of a short one that is named among others, before what all are: "r and c denote width and depth"."""
    for found in _TOGETHER.finditer(caption):
        names, words = (re.split(_AND, found[part]) for part in ("names", "words"))
        if len(names) == len(words) and short in names:
            role = _role_of_phrase(re.sub(r"^(?:the|an?)\s+", "", words[names.index(short)]))
            return _CANONICAL.get(role, "") if role is not None else ""
    return ""


def _said(short: str, caption: str) -> str:
    """The head whose role the phrase has that stands behind a short one, with a verb or at the start of a clause."""
    marked = rf"(?<!\w)[“‘\"']*{short}[”’\"']*(?!\w)"
    told = rf"{marked}\s*{_SAYS}\s*(?:(?:the|an?)\s+)?(?P<words>[A-Za-z#][^,;.:()]*)"
    listed = rf"(?:^|[:;,.]\s+|\band\s+){marked}\s+(?:(?:the|an?)\s+)?(?P<words>[a-z#][^,;.:()]*)"
    for pattern in (told, listed):
        for found in re.finditer(pattern, caption):
            role = _role_of_phrase(found["words"])
            if role is not None and role in _CANONICAL:
                return _CANONICAL[role]
    return ""


def _role_of_phrase(words: str) -> Role | None:
    """The role of a phrase as a head, whole or without what goes on behind it."""
    phrase = plain(words)
    ends = [len(phrase), *(found.start() for found in reversed([*_PHRASE_ENDS.finditer(phrase)]))]
    return next((role for end in ends if (role := role_of(phrase[:end])) is not None), None)
