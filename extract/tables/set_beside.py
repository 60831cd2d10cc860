"""Layers that only the name of their row tells, or its place, while their cell begins with how wide they are."""

from __future__ import annotations

import re

from extract.labels.vocabulary import sections, squash
from extract.tables.drafts import FOLLOWING, MAIN, TENSORS, Draft, Facts, Parse
from graph import Value

_WIDTH_FIRST = re.compile(
    r"(?P<width>\d[\d,]*|[a-zA-Z](?:_\w{1,3})?|\d?\|[^|]+\|)(?:\s*(?:[,;/+&(]|\band\b)\s*(?P<rest>[A-Za-z].*))?",
    re.I,
)
"""A width, and what follows the layer: "256, ReLU", "d_a (tanh)"."""
_HIDDEN = re.compile(
    r"(?:(?:first|second|third|fourth|fifth|last|final|middle|intermediate|penultimate|\d+(?:st|nd|rd|th)?)[ -])*"
    r"(?P<said>hidden |output |out )?(?:layers?|hidden|outputs?)(?: ?#?\d+)?",
    re.I,
)
"""A layer by its place among others: with nothing but a width it is a dense one."""

_COUNTED = frozenset(
    squash(noun)
    for heading, nouns in sections("settings")
    if heading in ("after filters", "after units")
    for noun in nouns
)
"""What layers have many of, as it stands behind their number: "filters", "units", "neurones"."""
_COUNT_FIRST = re.compile(r"\d[\d,]* (?P<noun>[^\d,;:()]+)[,;] *(?P<rest>\S.*)")
"""A cell that begins with how many its layer has, and goes on: "64 filters, kernel size 3, ReLU"."""


def counted_first(facts: Facts, parse: Parse) -> list[Draft]:
    """A layer with weights that its row names, while its cell begins with what it has so many of; empty for any other.

    The cell may name what follows the layer: "GRU | 128 units, 2 layers, dropout 0.2".

    Args:
        facts: what the table says of the layer.
        parse: reads a text as any label.
    """
    found = _COUNT_FIRST.fullmatch(facts.text.strip()) if facts.context else None
    if found is None or squash(found["noun"]) not in _COUNTED:
        return []
    named = [draft.op for draft in parse(facts.context)]
    told = parse(f"{facts.context} {facts.text}") if len(named) == 1 and named[0] in MAIN else []
    return told if [draft.op for draft in told[:1]] == named != ["block"] else []


def width_first(alone: list[Draft], facts: Facts, parse: Parse) -> list[Draft]:
    """A layer that its row names and its cell only sets: "FC | 256, ReLU", "Second layer | 300, ReLU", "Output | 1".

    Empty for any other.

    Args:
        alone: what the cell names by itself.
        facts: what the table says of the layer.
        parse: reads a text as any label.
    """
    context = facts.context.strip()
    found = _WIDTH_FIRST.fullmatch(facts.text.strip()) if context else None
    if found is None or (found["rest"] and not all(d.op in FOLLOWING for d in alone)):
        return []
    named = [d for d in parse(context) if d.op not in TENSORS]
    if named:
        wide = found["rest"] and len(named) == 1 and named[0].op in MAIN
        return parse(f"{context} {facts.text}") if wide else []
    hidden = _HIDDEN.fullmatch(context)
    bare = hidden is not None and re.search(r"hidden|out", context, re.I) is not None
    if hidden is None or not (found["rest"] or (bare and not found["width"].isalpha())):
        return []
    width = found["width"].replace(",", "")
    units: Value = int(width) if width.isdecimal() else width
    return [Draft("dense", facts.text, {"units": units}), *(parse(found["rest"]) if found["rest"] else [])]
