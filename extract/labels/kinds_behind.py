"""The kind of a layer printed behind the word for it: "Conv (transposed)", "Norm (layer)", "Pooling, global average"."""

from __future__ import annotations

import re

from extract.labels.vocabulary import PHRASES, WEAK, squash

_BEHIND = re.compile(
    r"^(?P<front>(?:[^()]*?[\s+→])??)(?P<noun>conv\w*\.?|(?:max|avg|average|mean)?[\s-]?pool(?:ing)?|norm\w*\.?|attention|attn\.?"
    r"|embedding|embed)(?:\s?\((?P<held>[A-Za-z][A-Za-z -]*)\)|,\s(?P<listed>[A-Za-z][A-Za-z-]*))(?P<rest>(?:[\s,].*)?)$",
    re.IGNORECASE,
)
"""The word for a family of layers, and one or two behind it in brackets or behind a comma."""

SHORTEST = 3
"""Fewest letters of a kind: shorter ones are settings, as the D of "conv, D filters", or say the kind again."""


def with_kind_before(text: str) -> str:
    """A cleaned label with the kind before the word for the family, where both together are what papers call a layer.

    Where the kind names a layer by itself, as in "Conv (ReLU)" or "Pool, Up", there are two.
    """
    found = _BEHIND.match(text)
    if found is None:
        return text
    kind, noun = found["held"] or found["listed"], found["noun"]
    named = PHRASES.get(squash(kind + noun))
    alone = PHRASES.get(squash(kind))
    family = PHRASES.get(squash(noun))
    before = found["front"].split()[-1:]
    told = bool(before) and PHRASES.get(squash(before[0] + noun), family) != family
    if told or len(kind) < SHORTEST:
        return text
    if (
        named is None
        or named == family
        or (alone is not None and alone != named and squash(kind) not in WEAK)
    ):
        return text
    if found["listed"] and squash(kind) in WEAK and alone is not None and alone != named:
        return text
    return f"{found['front']}{kind} {noun}{found['rest']}"
