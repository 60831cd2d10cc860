"""States by their letter within the flow: an h_t that is handed on is a value; in a chain h_1, h_2, … it is a cell."""

from __future__ import annotations

import re
from collections.abc import Sequence

from extract.figures.lines.links import Link
from extract.figures.meaning.as_map import Meanings, as_map
from extract.figures.things.things import Thing

STATE = re.compile(r"^([hskq])(?:_\{?(?:\d{1,2}|[a-zA-Z])(?:[-+−]\d)?\}?|\^\{?\(?[\w+-]{1,5}\)?\}?)$")
"""Letters that an index makes states, queries or keys; by themselves they may stand for a function."""

STEP = re.compile(r"^[hskq]_?\{?(?:\d|[tTijnN]\b)")
"""States that are told apart by steps, rather than by words that an index is short for."""


def with_states(nodes: Sequence[Thing], links: Sequence[Link], meanings: Meanings) -> Meanings:
    """The meanings, where states that are made of no other state of their letter are maps.

    Args:
        nodes: things that may be nodes.
        links: the edges between them.
        meanings: the operations of each.
    """
    letters = {
        thing.id: state[1]
        for thing in nodes
        if thing.parsed.kind == "variable" and (state := STATE.match(thing.parsed.text)) is not None
    }
    steps = {thing.id for thing in nodes if thing.id in letters and STEP.match(thing.parsed.text)}
    chained = {
        i
        for link in links
        if link.source in letters
        and link.target in letters
        and letters[link.source] == letters[link.target]
        and steps >= {link.source, link.target}
        for i in (link.source, link.target)
    }
    return {i: as_map(found) if i in letters and i not in chained else found for i, found in meanings.items()}
