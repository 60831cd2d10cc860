"""The values that stand behind a field's colon: numbers, ranges, comparisons, names of layers."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable

from catalog.query.errors import QueryError
from catalog.query.tree import Bounds, Span
from graph.operations import REGISTRY

_NUMBER = r"\d{1,15}(?:\.\d{1,9})?(?:[eE]\d{1,2})?[kKmMbBgG%]?"
_COMPARED = re.compile(rf"(>=|<=|>|<|=)?({_NUMBER})")
_RANGE = re.compile(rf"({_NUMBER})?\.\.({_NUMBER})?")
_FACTORS = {"k": 1e3, "m": 1e6, "b": 1e9, "g": 1e9, "%": 0.01}

OTHER_NAMES = {
    "conv": "conv2d",
    "convolution": "conv2d",
    "bn": "batch_norm",
    "batchnorm": "batch_norm",
    "layernorm": "layer_norm",
    "fc": "dense",
    "linear": "dense",
    "fully_connected": "dense",
    "maxpool": "max_pool",
    "avgpool": "avg_pool",
    "gap": "global_avg_pool",
    "deconv": "conv_transpose2d",
    "dwconv": "depthwise_conv2d",
    "mha": "multi_head_attention",
    "swish": "silu",
}
"""What people write for an operation, besides its name in the registry."""


def number(text: str, span: Span) -> float:
    """A number such as 50, 0.8, 5M or 80%. Raises QueryError."""
    if not re.fullmatch(_NUMBER, text):
        raise QueryError(f"“{text}” is no number", span.start, span.end - span.start)
    factor = _FACTORS.get(text[-1].lower(), 1.0)
    return float(text[:-1] if text[-1].lower() in _FACTORS else text) * factor


def bounds(text: str, span: Span) -> Bounds:
    """Bounds such as 5, >50, <=3, 1M..5M, 2015.. or ..10. Raises QueryError."""
    ranged = _RANGE.fullmatch(text)
    if ranged and (ranged[1] or ranged[2]):
        low = number(ranged[1], span) if ranged[1] else None
        high = number(ranged[2], span) if ranged[2] else None
        if low is not None and high is not None and low > high:
            raise QueryError(f"{text} begins after its end", span.start, span.end - span.start)
        return Bounds(low, high)
    compared = _COMPARED.fullmatch(text)
    if compared is None:
        raise QueryError(
            f"“{text}” is no number, comparison (>50) or range (1M..5M)", span.start, span.end - span.start
        )
    value = number(compared[2], span)
    match compared[1]:
        case ">":
            return Bounds(low=value, above=True)
        case ">=":
            return Bounds(low=value)
        case "<":
            return Bounds(high=value, below=True)
        case "<=":
            return Bounds(high=value)
        case _:
            return Bounds(value, value)


def layer_name(text: str, span: Span) -> str:
    """The registry's name of an operation. Raises QueryError, with what may have been meant."""
    name = re.sub(r"[\s-]+", "_", text.strip().lower())
    name = OTHER_NAMES.get(name, name)
    if name not in REGISTRY:
        raise QueryError(
            f"there is no layer “{text}”{meant(name, [*REGISTRY, *OTHER_NAMES])}",
            span.start,
            span.end - span.start,
        )
    return name


def meant(name: str, known: Iterable[str]) -> str:
    """ "; did you mean x?" where something known is close, "" otherwise."""
    close = difflib.get_close_matches(name[:60], list(known), 1)
    return f"; did you mean {close[0]}?" if close else ""
