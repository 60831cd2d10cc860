"""Lines that only say that two parts have the same weights, or that one's follow the other's: no data flows there.

What is printed beside them says so; or several dashed lines without heads tie the like parts of two branches, where all
data goes along arrows.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from extract.figures.joining.beside import text_gap
from extract.figures.lines.linked_parts import ways_of
from extract.figures.lines.links import Link
from extract.figures.meaning.fed_back import reached
from extract.figures.things.things import Thing
from extract.scene.geometry import bounds, same_size, touches
from extract.scene.model import Connector

SHARED = re.compile(
    r"(?:\w+ )?(?:weights?|parameters?|params?)[ -]?(?:(?:are|is) )?(?:(?:optional|ful|partial)ly )?"
    r"(?:shar(?:e|ed|ing)|tied|tying|cop(?:y|ied)|transfer)(?: (?:between|across|among|over|by) [\w -]+)?"
    r"|(?:shar(?:e|ed|ing)|tied|copy|copied|same)"
    r"(?: (?:the )?(?:weights?|parameters?|params?|embeddings?))?",
    re.IGNORECASE,
)
"""What is printed beside such a line."""

FOLLOWED = re.compile(
    r"(?:\w+ )?(?:weights?|parameters?|params?)[ -]?updates?"
    r"|(?:exponential )?moving average|ema(?: updates?)?|momentum(?: updates?| encoder updates?)?",
    re.IGNORECASE,
)
"""What is printed beside a line to a part whose weights follow another's; an arrow there is a step of its own."""

THICKER = 0.2
"""By how much lines that are drawn alike may differ in thickness, in points."""

FEWEST = 2
"""Fewest dashed lines that tie parts of two branches, and fewest arrows beside them."""

HEADED = 0.8
"""Least share of the other lines that are arrows where they do."""

SAME = 0.15
"""How much the extents of two such parts may differ."""

BESIDE = 1.0
"""Farthest that it stands from an arrow, in sizes of text."""

BY_PLAIN = 2.0
"""Farthest that it stands from a line without heads."""


def without_shared_weights(links: Sequence[Link], things: Sequence[Thing], unit: float) -> list[Link]:
    """The links without those along lines that are said to share or to copy weights; such words are set aside.

    What is said at one plain line holds for those that are drawn like it.

    Args:
        links: between things.
        things: all things.
        unit: usual size of text in points.
    """
    labels = [
        thing
        for thing in things
        if thing.kind == "text"
        and (SHARED.fullmatch(thing.text.strip(" .:()")) or FOLLOWED.fullmatch(thing.text.strip(" .:()")))
    ]
    one_way = {
        piece.connector.id
        for link in links
        for piece in link.pieces
        if piece.connector.head_start != piece.connector.head_end
    }
    by_id = {piece.connector.id: piece.connector for link in links for piece in link.pieces}
    dropped: set[int] = set()
    for label in labels:
        followed = FOLLOWED.fullmatch(label.text.strip(" .:()")) is not None
        near = [
            (gap, piece.connector.id)
            for link in links
            if link.source is not None and link.target is not None
            for piece in link.pieces
            if touches(bounds(piece.connector.points), label.bbox, BY_PLAIN * unit)
            and (gap := text_gap(label.bbox, piece.connector.points)[0])
            <= (BESIDE if piece.connector.headed else BY_PLAIN) * unit
        ]
        if near:
            nearest = min(near)[1]
            if not (followed and nearest in one_way):
                dropped |= {nearest} | {i for i, line in by_id.items() if _alike(line, by_id[nearest])}
            label.set_aside()
    kept = [link for link in links if not any(piece.connector.id in dropped for piece in link.pieces)]
    return _without_ties(kept, things)


def _without_ties(links: list[Link], things: Sequence[Thing]) -> list[Link]:
    """The links without those along dashed lines that tie parts alike of branches of which none leads to the other."""
    ties = [
        link
        for link in links
        if len({piece.connector.id for piece in link.pieces}) == 1
        and _alike(link.pieces[0].connector, link.pieces[0].connector)
        and _are_twins(link, things)
    ]
    ties = [
        tie
        for tie in ties
        if sum(_alike(tie.pieces[0].connector, o.pieces[0].connector) for o in ties) >= FEWEST
    ]
    others = [link for link in links if link not in ties]
    drawn = [any(piece.connector.headed for piece in link.pieces) for link in others if link.pieces]
    if not ties or len(drawn) < FEWEST or sum(drawn) < HEADED * len(drawn):
        return links
    _, after = ways_of(others)
    # A skip joins like parts too, but of one branch.
    return [link for link in links if link not in ties or _on_one_way(link, after)]


def _on_one_way(link: Link, after: Mapping[int, set[int]]) -> bool:
    """Whether one end of a link lies behind the other in the flow."""
    a, b = link.source, link.target
    return a is not None and b is not None and (b in reached(a, after) or a in reached(b, after))


def _are_twins(link: Link, things: Sequence[Thing]) -> bool:
    """Whether a link joins two boxes of one size, form and colour that print the same."""
    if link.source is None or link.target is None:
        return False
    a, b = things[link.source], things[link.target]
    return (
        a.shape is not None
        and b.shape is not None
        and (a.shape.kind, a.text) == (b.shape.kind, b.text)
        and a.shape.fill == b.shape.fill
        and same_size(a.bbox, b.bbox, SAME)
    )


def _alike(line: Connector, other: Connector) -> bool:
    """Whether two lines are dashed or dotted in one manner and carry no head."""
    return (
        line.dashed
        and other.dashed
        and not line.headed
        and not other.headed
        and line.color == other.color
        and abs(line.thickness - other.thickness) < THICKER
    )
