"""Embeddings as what is handed on: tables look them up in boxes, but bodies and free names at the ends only hold them."""

from __future__ import annotations

import re

from extract.figures.things.things import Thing
from extract.scene.geometry import centre, holds

NAME = re.compile(r"\b(?:embeddings|embeds)\b\.?(?:\s*[(@\[].*)?$", re.IGNORECASE)
"""The last word of a name for things embedded, not for the way in which they are; size, rate or examples follow."""

BODIES = frozenset({"volume", "stack", "parallelogram"})
"""Forms of shapes that hold data and do nothing."""


def embedded(thing: Thing, arrives: bool, leaves: bool) -> str | None:
    """The operation of a thing that is named for the embeddings that it holds; None for all other things.

    A layer of units that is called an embedding is one; so is what has the name in it, and a picture, which may show what
    is embedded.

    Args:
        thing: of a figure.
        arrives: whether a link leads to it.
        leaves: whether a link leads from it.
    """
    operations = thing.parsed.operations
    if not operations or operations[-1].op != "embedding" or NAME.search(thing.text) is None:
        return None
    if thing.kind == "text" and arrives != leaves:
        return "output" if arrives else "input"
    body = bool(thing.parts) or thing.vector or (thing.shape is not None and thing.shape.kind in BODIES)
    within = any(holds(thing.bbox, centre(block.bbox)) for block in thing.blocks)
    if thing.kind != "box" or not body or within or thing.layer or not arrives:
        return None
    return "feature_map" if leaves else "output"
