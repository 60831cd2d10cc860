"""Words of a sequence in a column, each with its own arrows: between two parts of a network they are data."""

from __future__ import annotations

from collections.abc import Sequence

from extract.figures.lines.links import Link
from extract.figures.meaning.as_map import Meanings, as_map
from extract.figures.things.things import Thing
from extract.scene.geometry import height

FEWEST = 3
"""Fewest words of a column; a single one may say what is done."""


def with_word_columns(nodes: Sequence[Thing], links: Sequence[Link], meanings: Meanings) -> Meanings:
    """The meanings, where words within the flow that stand right over each other are maps.

    Args:
        nodes: things that may be nodes.
        links: the edges between them.
        meanings: the operations of each.
    """
    within = {link.target for link in links} & {link.source for link in links}
    words = [
        thing
        for thing in nodes
        if thing.id in within and thing.kind == "text" and len(thing.text.split()) == 1
    ]
    columns = {
        word.id: sum(abs(word.middle[0] - other.middle[0]) < height(word.bbox) for other in words)
        for word in words
    }
    return {i: as_map(found) if columns.get(i, 0) >= FEWEST else found for i, found in meanings.items()}
