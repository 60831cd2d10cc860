"""Rows that print a network as the widths of its layers: "784 – 1000 (ReLU) – 1000 (ReLU) – 10", "64-64-pool-128"."""

from __future__ import annotations

import re

from extract.tables.cells import is_layer

_DASH = re.compile(r"\s+[-–—→⇒>]+\s+|(?<=\w)[-–—→](?=\w)|(?<=\))[-–—→](?=\w)")
_WIDTH = re.compile(r"(?P<width>\d+|[a-zA-Z])(?:\s*\((?P<said>[^()]+)\))?")
_OF_CONVOLUTIONS = re.compile(r"\bconv", re.I)
_SIZE = re.compile(r"\d+\s*×\s*\d+")
LEAST = 3
"""Fewest layers of a chain of widths."""


def width_chain(text: str, caption: str) -> list[tuple[str, str]]:
    """The layers of a chain of widths, each as printed and in words; empty for any other text.

    The widths are those of dense layers, the first of them of what goes in; of convolutions where there are poolings
    or sizes of filters in the row, or the caption speaks of convolutions only.

    Args:
        text: of a cell or a line of it.
        caption: the table's.
    """
    parts = [part.strip() for part in _DASH.split(text.strip())]
    found = [_WIDTH.fullmatch(part) for part in parts]
    words = [part for part, width in zip(parts, found, strict=True) if width is None]
    said = [width["said"] for width in found if width is not None and width["said"]]
    numbers = [part for part, width in zip(parts, found, strict=True) if width is not None]
    if len(parts) < LEAST or not numbers or not (words or said) or not _all_layers(words):
        return []
    if found[0] is None or not any(char.isdecimal() for char in "".join(numbers)):
        return []
    spatial = any(re.search(r"pool|conv|up-?samp", word, re.I) for word in words) or any(
        map(_SIZE.search, said)
    )
    convolved = spatial or _OF_CONVOLUTIONS.search(caption) is not None
    layers = [
        (part, _layer(width["width"], width["said"] or "", convolved) if width is not None else part)
        for part, width in zip(parts, found, strict=True)
    ]
    if not convolved:
        layers[0] = (parts[0], f"input {found[0]['width']}")
    return layers


def _all_layers(words: list[str]) -> bool:
    return all(re.search(r"[A-Za-z]{2}", word) and is_layer(word) for word in words)


def _layer(width: str, said: str, convolved: bool) -> str:
    """A width in words: "1000 (ReLU)" is "dense, 1000 units, ReLU"."""
    kind = f"conv, {width} filters" if convolved else f"dense, {width} units"
    return f"{kind}, {said}" if said else kind
