"""Misprinted words for operations: "Convolultion", "Max polling"; figures are proofread less than text."""

from __future__ import annotations

import re
from functools import cache

from extract.labels.vocabulary import BLOCK_HEADS, FUNCTION_WORDS, MODIFIERS, PHRASES, WORDS

SHORTEST = 6
"""Fewest letters of a word that is known although one of them is wrong, missing or too many."""

_WORDS = (
    *(
        "activation",
        "activations",
        "attention",
        "average",
        "batchnorm",
        "concat",
        "concatenate",
        "concatenation",
    ),
    *(
        "connected",
        "convolution",
        "convolutional",
        "convolutions",
        "deconvolution",
        "deformable",
        "depthwise",
    ),
    *("dilated", "dropout", "embedding", "flatten", "global", "layernorm", "linear", "maxpool", "maxpooling"),
    *(
        "normalization",
        "normalisation",
        "pointwise",
        "pooling",
        "recurrent",
        "separable",
        "sigmoid",
        "softmax",
    ),
    *("subsampling", "transposed", "upsample", "upsampling"),
)
"""Words in the names of layers that are long and like few others."""

TURNED = ("multi", "dense")
"""Shorter words that are known where only two of their letters changed places."""

_WORD = re.compile(r"[A-Za-z]{5,}")


@cache
def _known() -> frozenset[str]:
    """Words that are what they are: of all phrases, and those that stand in names of blocks."""
    return frozenset(PHRASES) | BLOCK_HEADS | FUNCTION_WORDS | MODIFIERS | WORDS


def corrected(text: str) -> str:
    """A label with words that differ from the name of a layer by one slip of the pen put right."""
    return _WORD.sub(lambda word: _corrected(word.group()), text)


@cache
def _corrected(word: str) -> str:
    low = word.lower()
    if low in _known() or low.rstrip("s") in _known():
        return word
    meant = {known for known in _WORDS if _slipped(low, known)}
    meant |= {known for known in TURNED if _turned(low, known)}
    return meant.pop() if len(meant) == 1 else word


def _turned(word: str, meant: str) -> bool:
    """Whether two neighbouring letters of a word changed their places in another."""
    apart = [i for i, (a, b) in enumerate(zip(word, meant, strict=False)) if a != b]
    start = apart[0] if apart else 0
    swapped = word[:start] + word[start : start + 2][::-1] + word[start + 2 :]
    return word != meant and swapped == meant


def _slipped(word: str, meant: str) -> bool:
    """Whether a word is another with one letter wrong, missing, too many, or two that changed their places."""
    if word[0] != meant[0] or abs(len(word) - len(meant)) > 1 or len(meant) < SHORTEST:
        return False
    start = next(
        (i for i, (a, b) in enumerate(zip(word, meant, strict=False)) if a != b), min(len(word), len(meant))
    )
    rest, other = word[start:], meant[start:]
    if len(rest) == len(other):
        return _turned(word, meant) or rest[1:] == other[1:]
    return rest[1:] == other if len(rest) > len(other) else rest == other[1:]
