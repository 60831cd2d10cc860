"""Labels whose last words say what data they are, whatever stands before: "Refined depth map", "lane queries"."""

from __future__ import annotations

import re

from extract.labels.families import family
from extract.labels.vocabulary import FUNCTION_WORDS, PHRASES, WEAK, sections, squash

_MOST_WORDS = 5
"""A longer label tells more than what some data are."""

_LONGEST = 3
"""Most words that stand right before a word for data and make it a certain one."""

_ANY = "*"
"""What stands in the list for all words."""

_DOING = frozenset(
    (
        *(
            "add",
            "aggregate",
            "apply",
            "build",
            "compute",
            "concat",
            "crop",
            "decode",
            "drop",
            "encode",
            "estimate",
        ),
        *("extract", "filter", "fuse", "gather", "generate", "get", "group", "initialize", "learn", "merge"),
        *("normalize", "predict", "project", "prune", "reconstruct", "refine", "remove", "render", "repeat"),
        *("replace", "reshape", "sample", "select", "shuffle", "sort", "split", "update", "warp"),
    )
)
"""Words for what is done, as an order: "Predict depth map" is a step, and not what comes out of it."""


def _heads() -> dict[str, dict[str, str]]:
    heads: dict[str, dict[str, str]] = {}
    for heading, before in sections("data_heads"):
        op, word = heading.split()
        described = heads.setdefault(word, {})
        for words in before:
            described.setdefault(squash(words) or _ANY, op)
    for word, described in list(heads.items()):
        heads.setdefault(f"{word}s", described)
    return heads


_HEADS = _heads()
"""By the last word, what the words before it make of it."""


def headed_data(name: str) -> str | None:
    """Whether such data go in or come out, or stand between; None for all labels that end otherwise.

    Args:
        name: a label of plain words.
    """
    words = re.split(r"[ /-]+", name.strip().lower())
    described = _HEADS.get(words[-1])
    if described is None or not 2 <= len(words) <= _MOST_WORDS or words[0] in _DOING:
        return None
    before = words[:-1]
    for count in range(min(_LONGEST, len(before)), 0, -1):
        if (op := described.get(squash("".join(before[-count:])))) is not None:
            return op
    return described.get(_ANY) if all(map(_describes, before)) else None


def _describes(word: str) -> bool:
    """Whether a word names no operation, and joins no other things."""
    meaning = PHRASES.get(word)
    done = meaning is not None and family(meaning.op) != "tensor" and word not in WEAK
    return not done and word not in FUNCTION_WORDS
