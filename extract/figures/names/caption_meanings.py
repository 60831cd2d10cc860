"""What a caption says that a printed name does: "join layers compute the element-wise mean"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from extract.figures.things.things import Thing
from extract.labels import parse_label

_SAYS = (
    r"(?:computes?|performs?|appl(?:y|ies)|denotes?|represents?|indicates?|stands?\s+for|refers?\s+to|means?"
    r"|is\s+short\s+for|are\s+short\s+for)"
)
_PARTS = r"(?:layers?|blocks?|nodes?|units?|boxes|box|modules?|operations?|operators?|functions?)"
_NAME = 24
"""Most letters of a name that a caption is asked about."""


def explain_names(things: Sequence[Thing], caption: str) -> None:
    """Gives boxes and signs with a name that says nothing by itself the one operation that the caption gives it."""
    text = " ".join(caption.split())
    for thing in things:
        if thing.kind not in ("box", "sign") or thing.parsed.kind not in ("block", "variable"):
            continue
        if not 1 < len(thing.text) <= _NAME:
            continue
        said = re.search(
            rf"(?<![\w-])[\"'“”‘’]*{re.escape(thing.text)}[\"'“”‘’]*\s+(?:{_PARTS}\s+)?{_SAYS}\s+(?:an?\s+|the\s+)?"
            r"(?P<words>[^.,;:()]{3,60})",
            text,
            # A letter or two mean the same only in their own case.
            re.IGNORECASE if len(thing.text) > 2 else 0,
        )
        if said is None:
            continue
        parsed = parse_label(said["words"], role="box")
        if parsed.kind == "operations" and len(parsed.operations) == 1:
            operation = replace(parsed.operations[0], label=thing.text)
            thing.parsed = replace(thing.parsed, operations=(operation,), kind="operations")
