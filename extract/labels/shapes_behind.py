"""A tensor's shape in brackets behind what it comes out of: "Text features (B, T, 512)", "Pooling (Batch × 128)"."""

from __future__ import annotations

import re

from extract.labels.families import family
from extract.labels.model import ParsedOperation
from extract.labels.shapes import alone_shape, parse_shape
from extract.labels.spaces import space_of
from graph import Shape

_BEHIND = re.compile(
    r"^(?P<name>.*[A-Za-z].*?)\s(?P<shape>[(\[][^()\[\]+]{3,40}[)\]])(?:\s(?:int|long|bool|float)\d{0,2})?$"
)
_SPACE = re.compile(
    r"^(?P<name>.*[A-Za-z]{3}.*?)\s?(?:→\s?|\s∈\s?|\s)(?:ℝ\s?\^?|R\s?\^)\s?(?P<sides>\{[^{}]+\}|[\w×]+)$"
)
"""A name and the space of what comes out: "Value head → ℝ^{1}"."""

_NUMBERS = re.compile(
    r"^(?P<name>[A-Z][\w /&-]*[a-z]{2}\w*|[A-Z]{3,6})(?P<letter>\s[a-z](?:_\{?\w{1,3}\}?)?)?\s?"
    r"(?:\(\s?(?P<sides>\d+(?:\s?[×,]\s?\d+)+|(?P<length>\d{2,5})(?:-?\s?d(?:im)?)?)\s?\)|(?P<bare>\d+(?:\s?×\s?\d+)*\s?×\s?\d+[²³]?))$"
)
"""A name, perhaps with its letter, and numbers in brackets: "State s_t (84×84×4)", "Descriptor (256-d)"."""

_SIGN = re.compile(r"\s?×\s?|\s?,\s?")
_BATCH = re.compile(r"^(?:batch|bs)(?:[ _]size)?$", re.IGNORECASE)
_SIZED = frozenset(
    ["convolution", "dense", "embedding", "mlp", "recurrent", "pool", "attention", "activation"]
)
"""Families that two letters in brackets may be settings or arguments of."""


def shape_behind(text: str) -> tuple[str, Shape] | None:
    """The label without the shape in brackets at its end, and the shape; None for all other labels.

    Only lists with a letter for a side are shapes: numbers alone may be settings.
    """
    if (spaced := _SPACE.match(text)) is not None and (space := space_of(f"ℝ^{spaced['sides']}")):
        return spaced["name"], space
    found = _BEHIND.match(text)
    if found is None:
        return None
    sides = _SIGN.split(found["shape"][1:-1].strip())
    if len(sides) < 2:
        return None
    batch = sides[0] if _BATCH.match(sides[0]) else None
    shape = alone_shape(f"({', '.join(['B' if batch else sides[0], *sides[1:]])})")
    if shape is None:
        return None
    return found["name"], (batch, *shape[1:]) if batch else shape


def numbers_behind(text: str) -> tuple[str, Shape] | None:
    """The name of data and the numbers in brackets behind it; None for all other labels.

    What is no data may have them as its settings.
    """
    found = _NUMBERS.match(text)
    if found is None:
        return None
    sides = found["bare"] or found["sides"]
    shape = (int(found["length"]),) if found["length"] else parse_shape(sides.replace(",", " × "))
    return (found["name"], shape) if shape is not None else None


def comes_out(operation: ParsedOperation, shape: Shape) -> bool:
    """Whether the shape can be that of what comes out of the operation, and is no list of its settings."""
    whole = len(shape) > 2 or str(shape[0]) in ("B", "N") or _BATCH.match(str(shape[0])) is not None
    return operation.output_shape is None and (whole or family(operation.op) not in _SIZED)
