"""Remarks in brackets beside boxes, "(frozen)", "(shared)": they say how a part is trained, and name or end nothing."""

from __future__ import annotations

import re
from collections.abc import Sequence

from extract.figures.things.things import Thing

REMARK = re.compile(
    r"^\((?:(?:kept|always|weights?|jointly|not|pre-?)[\s-]?)?"
    r"(?:frozen|fixed|trainable|trained|trained (?:jointly|once|only)|pre-?trained|fine-?tuned|learn(?:ed|able)|shared"
    r"|shared weights|optional|detached|stop[- ]?grad(?:ient)?|no grad(?:ient)?|tunable|updated|ours)\)$",
    re.IGNORECASE,
)
"""What is said of a part in brackets."""


def set_bracketed_aside(things: Sequence[Thing]) -> None:
    """Takes free texts out of play that are nothing but such a remark."""
    for thing in things:
        if thing.kind == "text" and REMARK.match(thing.text.strip()):
            thing.set_aside()
