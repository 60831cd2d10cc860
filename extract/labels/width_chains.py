"""A perceptron's name before its widths, whatever it is for: "Linear Adapter 768→384", "MLP head 512→256→10".

The hidden width of a feed-forward network stands between two that are one: "Feed-forward 512→2048→512".
"""

from __future__ import annotations

import re

from graph import Value

_CHAIN = re.compile(
    r"^(?:[A-Z][\w-]*\s)?(?P<kind>linear|dense|FC|fully[ -]connected|MLP)\s(?P<for>[A-Za-z][A-Za-z -]*?)[\s:,(]+"
    r"(?P<widths>\d+(?:\s?(?:→|->)\s?\d+)+)\)?$",
    re.IGNORECASE,
)

_WIDTH = re.compile(r"\d[\d,]*")

_FEED_FORWARD = re.compile(
    r"^(?:position[ -]?wise\s)?(?:feed[ -]?forward|FFN|FF)(?:\s(?:network|layer|block|net))?[\s:(]+"
    r"(?P<widths>\d[\d,]*(?:\s?(?:→|->)\s?\d[\d,]*){2,})\)?(?:[\s,]+(?:GELU|ReLU|SiLU|Swish|SwiGLU))?$",
    re.IGNORECASE,
)
"""A feed-forward network's widths, from what goes in over its hidden layer to what comes out."""


def widths_behind(text: str) -> tuple[str, Value] | None:
    """The operation, `dense`, `mlp` or `feed_forward`, and its units; None for all other labels."""
    if (chain := _FEED_FORWARD.match(text)) is not None:
        return "feed_forward", tuple(int(each.replace(",", "")) for each in _WIDTH.findall(chain["widths"]))
    found = _CHAIN.match(text)
    if found is None:
        return None
    _, *units = (int(width) for width in re.findall(r"\d+", found["widths"]))
    if len(units) == 1 and found["kind"].upper() != "MLP":
        return "dense", units[0]
    return "mlp", tuple(units)
