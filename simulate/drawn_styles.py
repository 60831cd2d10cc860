"""Looks drawn at random, one trait at a time or all at once."""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType
from typing import Any

from simulate.style import Style

BLUE, PINK, GREEN = (0.8, 0.88, 0.97), (0.97, 0.85, 0.85), (0.85, 0.95, 0.83)
FILLS = (("conv2d", BLUE), ("dense", GREEN), ("max_pool", PINK), ("lstm", BLUE), ("relu", PINK))

TRAITS: Mapping[str, Sequence[Any]] = MappingProxyType(
    {
        "direction": ("down", "up", "right"),
        "box": ("rectangle", "rounded", "ellipse", "none"),
        "head": ("filled", "open", "stealth", "strokes", "none"),
        "route": ("straight", "elbow", "curve"),
        "font": ("helv", "tiro", "cour"),
        "size": (5.0, 7.5, 10.0),
        "width": (0.3, 0.7, 1.5),
        "fills": ((), FILLS),
        "gap": (10.0, 14.0, 24.0),
        "equal_boxes": (True, False),
        "outlined": (True, False),
        "shadow": (0.0, 1.5),
        "short": (0.0, 1.0, 2.5),
        "tapped": (False, True),
        "dashed": (False, True),
        "wrapped": (False, True),
        "scale": (0.0, 0.5, 1.4),
    }
)
"""What each trait may be. Boxes without an outline are filled, or nobody would see them."""


def with_trait(style: Style, trait: str, value: Any) -> Style:
    """The style with one trait changed, and what has to go with it."""
    changed: dict[str, Any] = {trait: value}
    if trait == "outlined" and not value:
        changed["fills"] = tuple((op, BLUE) for op in ALL_OPS)
    return replace(style, **changed)


def style(chance: random.Random) -> Style:
    """All traits drawn, each at its first value half of the time."""
    made = Style()
    for trait, values in TRAITS.items():
        if chance.random() < 0.5:
            made = with_trait(made, trait, chance.choice(values))
    return made


ALL_OPS = (
    *(
        "conv2d",
        "dense",
        "max_pool",
        "avg_pool",
        "lstm",
        "relu",
        "batch_norm",
        "layer_norm",
        "dropout",
        "gelu",
    ),
    *("multi_head_attention", "feed_forward", "embedding", "softmax", "global_avg_pool", "add", "concat"),
)
