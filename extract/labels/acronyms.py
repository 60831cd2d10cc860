"""Short names in brackets behind the name that they are short for: "Multi-Head Latent Attention (MLA)"."""

from __future__ import annotations

import re

_BEHIND = re.compile(r"^(?P<name>[^()]*[A-Za-z])\s?\((?P<short>[A-Z][A-Za-z-]{1,6})\)$")
"""Words, and in brackets one that begins with a capital."""

_WORD = re.compile(r"[A-Za-z][a-z]*")

_LETTER = re.compile(r"^(?P<name>[A-Za-z][a-z]+(?: [A-Za-z][a-z]+){0,2})\s?\((?P<letter>[A-Z])\)$")
"""Words, and in brackets one capital."""


def without_acronym(text: str) -> str | None:
    """A cleaned label without the short name of all of it that ends it; None for all others.

    Every capital of a short name is the first letter of one of the words, in their order, and its first that of the
    first word. One capital alone is the sign of what is named by its first or last word: "Query (Q)", "Input Image (I)".
    """
    if (signed := _LETTER.match(text)) is not None:
        words = signed["name"].split()
        ends = (words[0][0].upper(), words[-1][0].upper())
        return signed["name"] if signed["letter"] in ends else None
    found = _BEHIND.match(text)
    if found is None:
        return None
    initials = [word[0].upper() for word in _WORD.findall(found["name"])]
    capitals = [char for char in found["short"] if char.isupper()]
    left = iter(initials)
    told = all(capital in left for capital in capitals)
    return found["name"].strip() if told and len(capitals) > 1 and capitals[0] == initials[0] else None
