"""One operation that a label names twice: "tanh nonlinearity", "Fully-Connected MLP", "Upsample (2×, bilinear)"."""

from __future__ import annotations

from collections.abc import Sequence

from extract.labels.families import family
from extract.labels.items import Item, Named, Separator, is_value
from extract.labels.vocabulary import squash

_KINDS = frozenset(["activation", "norm"])
"""Operations by the word for their kind, which may stand behind the name of one of them."""

_DENSE = frozenset(["dense", "mlp", "feed_forward"])


def says_again(first: Named, second: Named, between: Sequence[Item]) -> bool:
    """Whether the second of two names says no more than the first, or the same in other words."""
    kinds = {family(first.meaning.op), family(second.meaning.op)}
    if not between and second.meaning.op in _KINDS:
        return len(kinds) == 1 and kinds <= {"activation", "norm"} and first.meaning.op not in _KINDS
    if (opened(between) or (between and (first.weak or second.weak))) and kinds == {"upsample"}:
        # How is interpolated, with the factor before it or not.
        return True
    if not between and {first.meaning.op, second.meaning.op} <= _DENSE:
        return squash(first.text).startswith(("fullyconnected", "feedforward", "dense"))
    return _tells_of_no_activation(first, second, between)


def _tells_of_no_activation(first: Named, second: Named, between: Sequence[Item]) -> bool:
    """Whether "linear" stands where others print the activation of a layer: "Dense (4), linear"."""
    parted = bool(between) and isinstance(between[-1], Separator) and between[-1].kind == "comma"
    held = bool(between) and isinstance(between[0], Separator) and between[0].kind == "open"
    layer = family(first.meaning.op) in ("dense", "convolution") and "linear" not in first.text.lower()[-6:]
    sized = any(is_value(item) for item in between)
    # A dense layer is hardly followed by another one without a word between: "Dense, linear".
    bare = family(first.meaning.op) == "dense" and not held and len(between) == 1
    return second.text == "linear" and parted and (bare or sized) and (layer or held)


def opened(between: Sequence[Item]) -> bool:
    """Whether a bracket opens between two names."""
    return any(isinstance(item, Separator) and item.kind == "open" for item in between)
