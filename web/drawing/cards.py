"""Nodes into cards: an operation with the normalisation, activation and dropout that follow it is one card.

Papers draw "conv, batch norm, ReLU" as one box as often as three. One card of three strips says the same in
a third of the height, and leaves the arrows to what matters.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil

from graph import Graph, Node
from web.drawing.families import family_of
from web.drawing.labels import Description, Fact, describe, format_repeat
from web.drawing.text import shorten, text_width

TITLE, DETAIL = 13.0, 11.5
PADDING = 12.0
ONE_LINE, TWO_LINES, FOLLOWER = 30.0, 46.0, 24.0
NARROWEST, WIDEST = 104.0, 232.0
SYMBOLS = {"add": "+", "subtract": "−", "multiply": "×", "divide": "÷"}
SYMBOL_WIDTH = 44.0
WIDTH_STEP = 32.0
_FOLLOWERS = {"norm", "act", "drop"}
_NOT_LEADING = {"io", "map"}


@dataclass(frozen=True, slots=True)
class Strip:
    """One operation on a card: its words, already cut to the card's width, and its height."""

    node: Node
    title: str
    kernel: Fact | None
    facts: tuple[Fact, ...]
    height: float


@dataclass(frozen=True, slots=True)
class Card:
    """A run of operations drawn as one. Its id is its first node's."""

    id: str
    strips: tuple[Strip, ...]
    width: float
    height: float
    badge: str


def _runs(graph: Graph) -> list[list[Node]]:
    """The nodes in runs: each follower behind the one node that feeds it and feeds nothing else."""
    nodes = graph.by_id()
    feeds: dict[str, list[str]] = {node: [] for node in nodes}
    fed_by: dict[str, list[str]] = {node: [] for node in nodes}
    for edge in graph.edges:
        if edge.source in nodes and edge.target in nodes:
            feeds[edge.source].append(edge.target)
            fed_by[edge.target].append(edge.source)
    home: dict[str, tuple[str, ...]] = {
        node: tuple(group.id for group in graph.groups if node in group.nodes) for node in nodes
    }

    def leader(node: Node) -> str | None:
        """The node whose card this one joins."""
        if family_of(node.op).key not in _FOLLOWERS or len(fed_by[node.id]) != 1:
            return None
        source = nodes[fed_by[node.id][0]]
        joins = (
            source.id != node.id
            and len(feeds[source.id]) == 1
            and family_of(source.op).key not in _NOT_LEADING
            and source.repeat == node.repeat
            and home[source.id] == home[node.id]
            and node.output_shape in (None, source.output_shape)
        )
        return source.id if joins else None

    follows = {node.id: leader(node) for node in graph.nodes}
    next_of = {source: node for node, source in follows.items() if source is not None}
    runs = []
    placed: set[str] = set()
    heads = [node for node in graph.nodes if follows[node.id] is None]
    for node in heads + list(graph.nodes):
        if node.id in placed:
            continue
        run = []
        here: str | None = node.id
        while here is not None and here not in placed:
            placed.add(here)
            run.append(nodes[here])
            here = next_of.get(here)
        runs.append(run)
    return runs


def _line_width(words: Description) -> tuple[float, float]:
    """Widths of the title line and of the line of facts."""
    title = text_width(words.title, TITLE, bold=True)
    if words.kernel:
        title += 6 + text_width(words.kernel.text, TITLE)
    return title, text_width(" · ".join(fact.text for fact in words.facts), DETAIL)


def _fitting(facts: tuple[Fact, ...], room: float) -> tuple[Fact, ...]:
    """As many facts, from the first, as fit on one line; a single one too long for it is cut."""
    kept = facts
    while len(kept) > 1 and text_width(" · ".join(fact.text for fact in kept), DETAIL) > room:
        kept = kept[:-1]
    if len(kept) == 1:
        return (Fact(shorten(kept[0].text, DETAIL, room), kept[0].read),)
    return kept


def _card(run: list[Node]) -> Card:
    if len(run) == 1 and run[0].op in SYMBOLS and run[0].repeat is None:
        strip = Strip(run[0], SYMBOLS[run[0].op], None, (), ONE_LINE)
        return Card(run[0].id, (strip,), SYMBOL_WIDTH, ONE_LINE, "")
    words = [describe(node) for node in run]
    badge = "" if run[0].repeat is None else format_repeat(run[0].repeat)
    lines = [_line_width(each) for each in words]
    widest = max(width for line in lines for width in line)
    steps = ceil((widest + 2 * PADDING - NARROWEST) / WIDTH_STEP)
    width = min(NARROWEST + max(steps, 0) * WIDTH_STEP, WIDEST)
    room = width - 2 * PADDING
    strips = []
    for i, (node, each) in enumerate(zip(run, words, strict=True)):
        beside = 6 + text_width(each.kernel.text, TITLE) if each.kernel else 0.0
        title_room = max(room - beside, 24.0)
        facts = _fitting(each.facts, room)
        height = TWO_LINES if facts else FOLLOWER if i else ONE_LINE
        strips.append(
            Strip(node, shorten(each.title, TITLE, title_room, bold=True), each.kernel, facts, height)
        )
    return Card(run[0].id, tuple(strips), width, sum(strip.height for strip in strips), badge)


def cards_of(graph: Graph) -> tuple[list[Card], dict[str, str]]:
    """The cards in reading order, and for each node the id of its card."""
    cards = [_card(run) for run in _runs(graph)]
    card_of = {strip.node.id: card.id for card in cards for strip in card.strips}
    return cards, card_of
