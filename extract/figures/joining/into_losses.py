"""Plain lines at losses: without a head they lead from what is compared to the loss, whichever way the drawing reads."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from extract.figures.lines.links import Link
from extract.figures.things.things import Thing

SUMS = frozenset({"loss", "add", "scale", "multiply", "output"})
"""What losses go into."""


def into_losses(links: Sequence[Link], things: Sequence[Thing]) -> list[Link]:
    """The links, of which those that leave a loss along lines without any head lead to it.

    Args:
        links: between things.
        things: all things.
    """
    return [
        replace(link, source=link.target, target=link.source) if _leaves_loss(link, things) else link
        for link in links
    ]


def _leaves_loss(link: Link, things: Sequence[Thing]) -> bool:
    if link.source is None or link.target is None or not link.pieces:
        return False
    ops = [
        {operation.op for operation in things[end].parsed.operations} for end in (link.source, link.target)
    ]
    plain = not any(piece.connector.headed for piece in link.pieces)
    return plain and ops[0] == {"loss"} and bool(ops[1]) and not ops[1] & SUMS
