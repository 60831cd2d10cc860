"""Sizes printed along a line: what flows there has them, so what the line comes from gives it."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from extract.figures.lines.alongside import gap_alongside
from extract.figures.lines.links import Link
from extract.figures.lines.nets import Piece
from extract.figures.things.things import Thing
from extract.scene.geometry import gap_between
from graph import Shape


def shapes_at_lines(
    things: Sequence[Thing],
    links: Sequence[Link],
    sizes: Mapping[int, Shape],
    nodes: Collection[int],
    unit: float,
) -> dict[int, tuple[int, Shape]]:
    """For each size along a line the id of the node that the line comes from, and the size, by the id of its text.

    What stands nearer to another node than to the line is that one's; so is what stands along a line that several
    come together in.

    Args:
        things: of the figure.
        links: its edges, also those that lead into the open.
        sizes: shapes that are printed free, by the ids of their texts.
        nodes: ids of the things that are nodes.
        unit: size of the figure's text.
    """
    found: dict[int, tuple[int, Shape]] = {}
    ways = [(piece, link) for link in links for piece in link.pieces]
    for note, shape in sizes.items():
        box = things[note].bbox
        near: list[tuple[float, Piece, Link]] = []
        for piece, link in ways:
            gap = gap_alongside(box, piece.connector.points, unit, piece.span)
            if gap is not None:
                near.append((gap, piece, link))
        if not near:
            continue
        least, own, _ = min(near, key=lambda offer: offer[0])
        at_own = [link for _, piece, link in near if piece is own]
        sources = {link.source for link in at_own}
        ends = sources | {link.target for link in at_own}
        (source,) = sources if len(sources) == 1 else (None,)
        others = (thing for thing in things if thing.id in nodes and thing.id not in ends)
        if (
            source is not None
            and source in nodes
            and all(gap_between(box, other.bbox) > least for other in others)
        ):
            found[note] = (source, shape)
    return found
