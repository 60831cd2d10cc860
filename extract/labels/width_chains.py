"""A perceptron's name before its widths, whatever it is for: "Linear Adapter 768→384", "MLP head 512→256→10"."""

from __future__ import annotations

import re

from graph import Value

_CHAIN = re.compile(
    r"^(?:[A-Z][\w-]*\s)?(?P<kind>linear|dense|FC|fully[ -]connected|MLP)\s(?P<for>[A-Za-z][A-Za-z -]*?)[\s:,(]+"
    r"(?P<widths>\d+(?:\s?(?:→|->)\s?\d+)+)\)?$",
    re.IGNORECASE,
)


def widths_behind(text: str) -> tuple[str, Value] | None:
    """The operation, `dense` or `mlp`, and its units; None for all other labels."""
    found = _CHAIN.match(text)
    if found is None:
        return None
    _, *units = (int(width) for width in re.findall(r"\d+", found["widths"]))
    if len(units) == 1 and found["kind"].upper() != "MLP":
        return "dense", units[0]
    return "mlp", tuple(units)
