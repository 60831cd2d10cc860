"""Which frames stand around a thing."""

from __future__ import annotations

from collections.abc import Sequence

from extract.figures.things.things import Thing


def is_within(things: Sequence[Thing], one: int | None, frame: int | None) -> bool:
    """Whether a thing stands within another, at any depth.

    Args:
        things: by their ids.
        one, frame: ids; None for no thing.
    """
    parent = things[one].parent if one is not None and frame is not None else None
    while parent is not None and parent != frame:
        parent = things[parent].parent
    return parent is not None
