"""Words that tell drawings and tables of networks from plots, photographs and results, by what they are said of.

The lists stand in `lexicon.txt`. They are chosen by their meaning, not by counting; what each is worth is learned.
"""

from __future__ import annotations

import re
from importlib import resources


def _read() -> dict[str, frozenset[str]]:
    """Lists by their headings in square brackets."""
    lists: dict[str, frozenset[str]] = {}
    name = ""
    for line in (
        resources.files("extract.decide").joinpath("lexicon.txt").read_text(encoding="utf-8").splitlines()
    ):
        if line.startswith("["):
            name = line.strip("[]")
        elif line.strip():
            lists[name] = lists.get(name, frozenset()) | frozenset(line.split())
    return lists


LISTS = _read()

PHRASES = {
    "says architecture of": re.compile(
        r"\b(?:architectures?|structures?|overview|illustration|diagram|schematics?|design|details?)\b"
        r"[^.]{0,25}\b(?:of|for)\b"
    ),
    "says network architecture": re.compile(
        r"\b(?:network|model|block|module|layer|unit|cell|net|encoder|decoder)(?:'s)?\s+"
        r"(?:architectures?|structures?|configurations?|designs?|diagram|overview|details?|specifications?)\b"
    ),
    "says our network": re.compile(
        r"\b(?:our|the|proposed|original|basic|simple|standard|building|residual)\s+(?:\S+\s+){0,3}"
        r"(?:network|model|architecture|block|module|layer|unit|cell)s?\b"
    ),
    "says results on": re.compile(
        r"\b(?:results?|accurac\w+|errors?|performance|rates?|scores?|comparison)\b[^.]{0,40}\b(?:on|of|for|with)\b"
    ),
    "says as a function": re.compile(
        r"\b(?:as a function of|versus|vs\.?|with respect to|w\.r\.t\.?|over (?:time|epochs))"
    ),
    "says examples of": re.compile(
        r"\b(?:examples?|samples?|visuali[sz]ations?|images?) (?:of|from|on|generated)\b"
    ),
    "has a percentage": re.compile(r"\d\s*%"),
}
