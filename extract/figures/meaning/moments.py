"""A σ that is a value: beside a μ that is made of the same thing it is a deviation, and free at an end what comes out."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from extract.figures.lines.linked_parts import ways_of
from extract.figures.lines.links import Link
from extract.figures.meaning.as_map import Meanings
from extract.figures.things.things import Thing
from graph import FrozenMap

MEAN = re.compile(r"^[μµ](?:[_^]\S{1,6}|\s?\([^()]*\))?$")
"""A mean by its letter."""

DEVIATION = re.compile(r"^[σΣ]$")
"""A letter that stands for a function, or a sum, where nothing says that it is a value."""


def with_moments(nodes: Sequence[Thing], links: Sequence[Link], meanings: Meanings) -> Meanings:
    """The meanings, where a σ is no sigmoid: an encoder gives it with a μ, or it stands free where the flow ends.

    Args:
        nodes: things that may be nodes.
        links: the edges between them.
        meanings: the operations of each.
    """
    sources, left = ways_of(links)
    of_means = [sources[thing.id] for thing in nodes if MEAN.match(thing.text) and thing.id in sources]
    found = dict(meanings)
    for thing in nodes:
        if thing.id not in found or thing.id not in sources or not DEVIATION.match(thing.text):
            continue
        ends = thing.id not in left
        if sources[thing.id] in of_means or (ends and thing.kind == "text"):
            op = "output" if ends else "feature_map"
            found[thing.id] = (replace(found[thing.id][0], op=op, attrs=FrozenMap()),)
    return found
