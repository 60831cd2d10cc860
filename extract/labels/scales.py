"""Labels with the scale of what comes out: "Encoder 1/4", "s3 1/8 24" is stage s3 at an eighth with 24 channels."""

from __future__ import annotations

import re

_SCALE = re.compile(r"(?<=[A-Za-z0-9)])\s(?=1/\d{1,3}(?:$|[\s,)]))")
_STAGE = re.compile(r"^(?P<name>(?![CFPHXZcfphxz]\d)[A-Za-z]{1,4}_?\d{1,2})[\s,]+1/\d{1,3}(?:[\s,]+\d+)?$")
"""A stage by letter and number; letters of maps are left out."""


_ALONE = re.compile(r"^↓\s?\d{1,2}$")
"""By how much a box makes maps smaller, and nothing else: "↓2"."""


def is_scale(text: str) -> bool:
    """Whether a label only says by how much maps become smaller, and names no layer."""
    return _ALONE.match(text) is not None


def apart_from_scale(text: str) -> str:
    """The text with a comma before its scale, which is no number of the name before it."""
    return _SCALE.sub(", ", text)


def stage_name(text: str) -> str | None:
    """What a stage is called, before its scale and its channels; None for all other labels."""
    found = _STAGE.match(text)
    return found["name"] if found else None
