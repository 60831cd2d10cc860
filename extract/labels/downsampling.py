"""Down-sampling by a printed factor: "downsample × 1/2", "2x down-sampling"; without one it may be any block."""

from __future__ import annotations

import re

from extract.labels.model import ParsedLabel, ParsedOperation
from graph import FrozenMap

_WORD = r"(?:down-?\s?(?:sampl(?:e|ing)|scal(?:e|ing)))"

_FACTOR = r"(?P<{name}>(?:1\s?/\s?)?\d{{1,2}})"

_DOWN = re.compile(
    rf"^(?:{_FACTOR.format(name='before')}\s?[×xX]\s*{_WORD}"
    rf"|{_WORD}\s*[(,:]?\s*(?:by\s|[×xX]\s?){_FACTOR.format(name='behind')}\)?"
    rf"|{_WORD}\s*[(,:]?\s*{_FACTOR.format(name='counted')}\s?[×xX]\)?)$",
    re.IGNORECASE,
)
"""The word with the factor before or behind it, which may be printed as the fraction that is left."""


def downsampled(clean: str) -> ParsedLabel | None:
    """A label that says by how much is sampled down, as a resizing with its scale below 1; None for all others."""
    found = _DOWN.match(clean)
    if found is None:
        return None
    printed = found[found.lastgroup or 0]
    factor = int(printed.rpartition("/")[2])
    if factor < 2:
        return None
    down = ParsedOperation("resize", FrozenMap({"scale": 1 / factor}), label=clean)
    return ParsedLabel(clean, (down,), "operations", 0.9)
