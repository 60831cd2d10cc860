"""States by their letter within the flow: an h_t that is handed on is a value; in a chain h_1, h_2, … it is a cell.

So is each of a chain that is called by its direction, forward or backward.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from extract.figures.lines.links import Link
from extract.figures.meaning.as_map import Meanings, as_map
from extract.figures.things.things import Thing
from extract.labels import ParsedOperation
from graph import FrozenMap

STATE = re.compile(r"^([hskq])(?:_\{?(?:\d{1,2}|[a-zA-Z])(?:[-+−]\d)?\}?|\^\{?\(?[\w+-]{1,5}\)?\}?)$")
"""Letters that an index makes states, queries or keys; by themselves they may stand for a function."""

CELL = re.compile(
    r"^(?P<way>[→←]?)\s?(?:([hs])_\{?(?:\d{1,2}|[tTijnN])(?:[-+−]\d)?\}?|([hs])\s?\^?['′].{1,5})$"
)
"""A state at its step, an arrow over it or not."""

WAY = re.compile(r"^(?:forward|backward|fwd|bwd)(?: (?:layer|pass|cell|states?|direction))?$", re.IGNORECASE)
"""Cells of one direction, by the name of their row."""

STEP = re.compile(r"^[hskq]_?\{?(?:\d|[tTijnN]\b)")
"""States that are told apart by steps, rather than by words that an index is short for."""


_CELLS = (
    ("lstm", re.compile(r"LSTM")),
    ("gru", re.compile(r"GRU")),
    ("rnn", re.compile(r"\bRNN|\brecurrent\b", re.IGNORECASE)),
)
"""Kinds of recurrent networks, by the words that a caption has for them."""


def as_cells(
    nodes: Sequence[Thing], links: Sequence[Link], meanings: Meanings, caption: str
) -> dict[int, tuple[ParsedOperation, ...]]:
    """The meanings, where chained states are the cells of the recurrent network that the caption speaks of.

    Args:
        nodes: things that may be nodes.
        links: the edges between them.
        meanings: the operations of each.
        caption: of the figure.
    """
    kinds = [op for op, words in _CELLS if words.search(caption)]
    letters = {
        thing.id: (state[2] or state[3], state["way"])
        for thing in nodes
        if thing.kind in ("box", "sign") and (state := CELL.match(thing.parsed.text)) is not None
    }
    letters |= {
        thing.id: ("", thing.text) for thing in nodes if thing.kind == "box" and WAY.match(thing.text)
    }
    chained = {
        i
        for link in links
        if link.source in letters
        and letters[link.source] == letters.get(-1 if link.target is None else link.target)
        for i in (link.source, link.target)
        if i is not None
    }
    if not kinds:
        return dict(meanings)
    return {
        i: (replace(found[0], op=kinds[0], attrs=FrozenMap()),)
        if i in chained and [each.op for each in found] == ["block"]
        else found
        for i, found in meanings.items()
    }


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
