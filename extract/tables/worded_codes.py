"""Codes whose values a caption names in words ("conv ((kernel size), (output channels), (stride))"), other names for
lists of layers ("Conv+BN+ReLU is written as CBR (kernel, channels)"), and arrows that stand for layers."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from extract.labels import parse_label
from extract.tables.codes import ARGUMENT, Code
from extract.tables.drafts import TENSORS
from extract.tables.headers import Role, role_of

_SIGNATURE = re.compile(
    r"(?:(?P<meant>[A-Za-z][A-Za-z+ -]{1,40}?)\s+(?:(?:is|are)\s+)?(?:written|denoted|abbreviated|given|shown|noted)"
    r"\s+(?:as|by)\s+)?[“\"']*(?P<names>[A-Za-z][A-Za-z0-9]*(?:\s?/\s?[A-Za-z][A-Za-z0-9]*)*)\s*"
    r"\(\s*(?P<roles>\(?[A-Za-z# ]+\)?(?:\s*,\s*\(?[A-Za-z# ]+\)?){1,5})\s*\)"
)
"""Names of layers, before a bracket that says in words what stands in theirs; what a name is written for before it."""
_ARROW = re.compile(
    r"(?P<sign>[↓↑⇓⇑])\s*(?:is|denotes?|means?|stands? for|represents?|:|=)?\s*(?P<words>[A-Za-z][^.;,()↓↑⇓⇑]{2,40})"
)
_SETTINGS: frozenset[Role] = frozenset(
    ("kernel", "stride", "padding", "dilation", "groups", "filters", "units", "input_channels", "input")
)
_SHORT = {"in": "input_channels", "out": "filters"}


@lru_cache(maxsize=64)
def worded_codes(caption: str) -> tuple[Code, ...]:
    """The codes that a caption explains in words."""
    text = " ".join(caption.split())
    return (*_signatures(text), *_arrows(text))


def _signatures(text: str) -> Iterator[Code]:
    for found in _SIGNATURE.finditer(text):
        words = [part.strip(" ()").lower() for part in found["roles"].split(",")]
        roles = [_SHORT.get(word) or role_of(word) for word in words]
        if any(role not in _SETTINGS for role in roles):
            continue
        given = {word: str(role) for word, role in zip(words, roles, strict=True) if role}
        for name in re.split(r"\s?/\s?", found["names"]):
            said = name if _is_layer(name) else found["meant"] or ""
            first, _, others = said.replace("+", ",").partition(",")
            if _is_layer(first):
                inside = rf"{ARGUMENT}(?:\s*,\s*{ARGUMENT}){{0,{len(words) - 1}}}"
                pattern = (
                    rf"{re.escape(name)} ?\((?P<values>{inside})\)(?: ?[×x] ?(?P<again>\d+))?"
                    r"(?: ?\+ ?(?P<added>[A-Za-z][\w ]*))?"
                )
                yield Code(
                    pattern,
                    tuple(words),
                    first.strip(),
                    name,
                    given,
                    ", ".join(filter(None, others.split(","))),
                )


def _arrows(text: str) -> Iterator[Code]:
    for found in _ARROW.finditer(text):
        words = re.sub(r"^(?:an?|the)\s+|\s+(?:and|with)\s*$", "", found["words"].strip())
        if _is_layer(words):
            yield Code(re.escape(found["sign"]), (), words, found["sign"], {})


def _is_layer(words: str) -> bool:
    found = parse_label(words.strip(), role="cell").operations
    return bool(found) and found[0].op not in TENSORS
