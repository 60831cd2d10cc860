"""A label of several parts none of which names an operation tells of one thing: "Renderer A → B", "class + box"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from extract.labels.draft import Draft

_NAMELESS = frozenset({"block", "input", "output", "feature_map"})
"""What a part is read as where it names no operation."""

_END = re.compile(r"^(?:in|out)puts?\b", re.IGNORECASE)
"""The word for an end of the network at the start of a label."""


def as_one_thing(drafts: Sequence[Draft], text: str) -> list[Draft]:
    """The drafts of a label; only one where each is no more than a name.

    A box says what is in it by names, signs and sizes, "Selector: retrieve + score → motion", and stays one
    box. A label that goes from an input by a part to an output, "Input → Encoder → Output", is a chain.
    """
    ops = {draft.op for draft in drafts}
    if ops == {"positional_encoding"} and not any(draft.attrs for draft in drafts):
        # Of steps and of positions, they are added up: one encoding.
        return [drafts[0]]
    if len(drafts) < 2 or not ops <= _NAMELESS or {"input", "output"} <= ops:
        return list(drafts)
    first = drafts[0]
    if len(ops) == 1 or _END.match(text):
        return [first]
    named = first if first.op == "block" else replace(first, op="block", name=text)
    shaped = [draft.shape for draft in drafts if draft.op == "feature_map" and draft.shape is not None]
    if named.shape is None and shaped:
        named = replace(named, shape=shaped[-1])
    return [named]
