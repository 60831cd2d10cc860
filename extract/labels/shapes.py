"""Printed shapes of tensors: 56×56×256, 3x32x32, 64@28×28, H/4 × W/4 × C, 224 224 3, [T, C]."""

from __future__ import annotations

import re

from extract.labels.normalise import one_line
from extract.labels.sizes import bracketed, dimension, product
from extract.labels.tokens import tokenize
from graph import Dim, Shape

_ALONE = re.compile(r"^(?:\[(\d{2,5})\]|\((\d{2,5}),?\))$")
_SIDE = re.compile(
    r"^(?:\d{1,5}|[HDT]?HW|WH|(?:\d{1,3}\s?)?[A-Za-z]'?(?:_\{?\w{1,8}\}?|/\w|[a-z]{2,4}|\d)?)"
    r"(?:\s?[+-]\s?(?:\d{1,5}|[A-Z](?:_\{?\w{1,8}\}?|[a-z]{2,4}|\d)?)){0,2}$"
)
"""A side in a list: 64, C, 2T, H/4, C_out, T', C + D, 64 + C_dct."""

_PART = r"(?:\([A-Z0-9](?:\s?[×·*/]?\s?[A-Z0-9]){0,3}\)|[A-Z]|\d{1,5})"
_GROUPED = re.compile(rf"^(?=.*\(){_PART}(?:\s?×\s?{_PART}){{1,2}}$")
"""Sides of which one or more are themselves products, in brackets: "(H×W)×(H×W)", "C×(HW)"."""

_WORDED = re.compile(r"\b([A-Z])([a-z]{2,4})\b")
_EXTENTS = frozenset("BNCHWTLDFMSPKdbnchwtl")
_FEWEST = 16
"""A lone number in brackets from this on is an extent; smaller ones number equations, steps and references."""

_CHANNEL_WORDS = (
    "channels",
    "channel",
    "ch",
    "maps",
    "feature",
    "features",
    "filters",
    "dim",
    "d",
    "RGB",
    "rgb",
)


def as_shape(dims: tuple[Dim, ...]) -> Shape:
    """Dimensions as height, width, channels: three numbers printed channels first are turned round."""
    if len(dims) == 3:
        a, b, c = dims
        if (b == c and a != b) or (_is_side(b, "Hh") and _is_side(c, "Ww") and not _is_side(a, "HhDdTtNnFL")):
            return (b, c, a)
        if a in (1, 3) and isinstance(b, int) and isinstance(c, int) and is_picture(b, c):
            return (b, c, a)
        if _is_side(a, "C") and (b == 1 or _is_side(b, "Hh")) and (c == 1 or _is_side(c, "WwHh")):
            # A side that was pooled away.
            return (b, c, a)
    return dims


def is_picture(height: int, width: int) -> bool:
    """Whether two extents can be those of a picture, and not a count of steps and a width: neither twice the other."""
    return min(height, width) >= _FEWEST and max(height, width) < 2 * min(height, width)


def _is_side(dim: Dim, letters: str) -> bool:
    """Whether a dimension is one of these letters, or a part of it, as in H/4."""
    return isinstance(dim, str) and dim[:1] in letters and not dim[1:2].isalpha()


def is_kernel_like(dims: tuple[Dim, ...]) -> bool:
    """Whether dimensions look like a kernel rather than a tensor: two or three small ones, odd or even up to
    13."""
    spatial = dims[:2]
    return len(dims) in (2, 3) and all(isinstance(d, str) or d <= 13 for d in spatial) and len(spatial) == 2


def parse_shape(text: str) -> Shape | None:
    """The shape that a label prints, (height, width, channels) where it has three numbers; None where it
    is no shape.

    A bare kernel such as "3×3" is returned too: whether it is one depends on where it stands. A single number
    is not a shape.
    """
    clean = one_line(text) if text.strip() else ""
    if not clean or len(clean) > 48:
        return None
    tokens = tokenize(clean)
    if len(tokens) > 2 and tokens[0].is_mark("([") and tokens[-1].is_mark(")]"):
        listed = bracketed(tokens, 0)
        if listed is not None and listed[1] == len(tokens):
            return as_shape(tuple(v for v in listed[0] if not isinstance(v, float)))
        tokens = tokens[1:-1]
    first = dimension(tokens, 0)
    if first is not None and first[1] < len(tokens) and tokens[first[1]].is_mark("@"):
        sized = product(tokens, first[1] + 1)
        if sized is not None and sized[1] == len(tokens) and not isinstance(first[0], float):
            return (*sized[0], first[0])
        return None
    sized = product(tokens, 0)
    if sized is not None:
        dims, end = sized
        if end < len(tokens) and tokens[end].is_mark("@,") and len(dims) == 2:
            last = dimension(tokens, end + 1)
            if last is not None and last[1] == len(tokens) and not isinstance(last[0], float):
                return (*dims, last[0])
        if all(token.text in _CHANNEL_WORDS for token in tokens[end:]):
            return as_shape(dims)
        return None
    if all(token.kind == "number" and "." not in token.text for token in tokens) and len(tokens) in (2, 3, 4):
        return as_shape(tuple(int(token.text) for token in tokens))
    return None


def alone_shape(text: str) -> Shape | None:
    """The shape that a cleaned label prints in brackets and nothing else: "[128]", "(B, C, H, W)"; else None.

    Lists of numbers alone may be settings, and those of variables arguments.
    """
    if (found := _ALONE.match(text)) is not None:
        extent = int(found[1] or found[2])
        return (extent,) if extent >= _FEWEST else None
    if _GROUPED.match(text):
        parts = [part.strip("() ").replace(" ", "") for part in re.findall(_PART, text)]
        if len(parts) > 1 and any(part[:1].isalpha() for part in parts):
            return tuple(int(part) if part.isdecimal() else part for part in parts)
    listed = re.match(r"^[\[(](.{3,40})[\])]$", text)
    sides = [side.strip() for side in listed[1].split(",")] if listed else []
    if not 2 <= len(sides) <= 5 or not all(_SIDE.match(side) for side in sides):
        return None
    first = sides[0][:1]
    letters = {side[0] for side in sides if side[0].isalpha()}
    if len(sides) == 3 and sides[1] == sides[2]:
        # Any letter may count channels before the sides of a square.
        letters = {sides[1][0]} if sides[1][0].isalpha() else letters
    upper = any(side[:1].isupper() for side in sides)
    if not letters <= _EXTENTS or not letters or not (upper or first.isdecimal() or len(sides) > 2):
        return None
    if all(len(side) == 1 and side.islower() for side in sides) and not ({"h", "w"} < letters):
        # A tuple of variables.
        return None
    return as_shape(tuple(_side(side) for side in sides))


def _side(text: str) -> Dim:
    """A side of a list as a dimension: indices marked, without blanks."""
    if text.isdecimal():
        return int(text)
    return _WORDED.sub(r"\1_\2", text).replace("{", "").replace("}", "").replace(" ", "")
