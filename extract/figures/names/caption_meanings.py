"""What a caption says that printed names do: "join layers compute the element-wise mean", "S and C are short for …"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from extract.figures.things.things import Thing
from extract.labels import ParsedOperation, parse_label

_SAYS = (
    r"(?:computes?|performs?|appl(?:y|ies)|denotes?|represents?|indicates?|stands?\s+for|refers?\s+to|means?"
    r"|(?:is|are)\s+short\s+for|(?:is\s+an\s+|are\s+)abbreviations?\s+(?:for|of))"
)
_PARTS = r"(?:layers?|blocks?|nodes?|units?|boxes|box|modules?|operations?|operators?|functions?)"
_QUOTES = r"[\"'“”‘’]"
_WORD = rf"{_QUOTES}*[\w.⊕⊗⊙-]{{1,12}}{_QUOTES}*"
_PAIRS = re.compile(
    rf"(?P<names>(?:{_WORD},\s+)*{_WORD},?\s+and\s+{_WORD})\s+{_SAYS}\s+(?P<words>[^.;:()]{{3,160}}?),?\s+respectively"
)
_AND = re.compile(r",\s+and\s+|,\s+|\s+and\s+")
_OBJECT = re.compile(r"\s+(?:to|on|over|from|in|at|by)\s+")
_NAME = 24
"""Most letters of a name that a caption is asked about."""


def explain_names(things: Sequence[Thing], caption: str) -> None:
    """Gives boxes and signs with a name that says nothing by itself the one operation that the caption gives it."""
    text = " ".join(caption.split())
    pairs = _in_pairs(text)
    for thing in things:
        if thing.kind not in ("box", "sign") or thing.parsed.kind not in ("block", "variable"):
            continue
        words = pairs.get(thing.text) or (_said(thing.text, text) if len(thing.text) <= _NAME else None)
        operation = _operation(words) if words else None
        if operation is not None:
            found = replace(operation, label=thing.text)
            thing.parsed = replace(thing.parsed, operations=(found,), kind="operations")


def _said(name: str, text: str) -> str | None:
    """What a text says that a name does or stands for; of a single letter only where that stands in quotes."""
    quoted, name = ("+", re.escape(name)) if len(name) == 1 else ("*", re.escape(name))
    said = re.search(
        rf"(?<![\w-])[\"'“”‘’]{quoted}{name}[\"'“”‘’]{quoted}\s+(?:{_PARTS}\s+)?{_SAYS}\s+(?:an?\s+|the\s+)?"
        r"(?P<words>[^.,;:()]{3,60})",
        text,
        # A letter or two mean the same only in their own case.
        re.IGNORECASE if len(name) > 2 else 0,
    )
    return said["words"] if said else None


def _in_pairs(text: str) -> dict[str, str]:
    """What a text says of several names in one sentence: "A and B denote pooling and upsampling, respectively"."""
    found: dict[str, str] = {}
    for said in _PAIRS.finditer(text):
        names = [re.sub(_QUOTES, "", name) for name in _AND.split(said["names"])]
        words = _AND.split(said["words"])
        if len(names) == len(words):
            found |= dict(zip(names, words, strict=True))
    return found


def _operation(words: str) -> ParsedOperation | None:
    """The one operation that words name, with or without what it is done to; None for all else."""
    for part in (words, _OBJECT.split(words)[0]):
        parsed = parse_label(part, role="box")
        if parsed.kind == "operations" and len(parsed.operations) == 1:
            return parsed.operations[0]
    return None
