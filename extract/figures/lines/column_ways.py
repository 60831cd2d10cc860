"""Plain lines in a row or column whose other lines have heads run as these do, whichever way the figure is read."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from extract.figures.things.things import Thing
from extract.scene.geometry import Vector, dot, unit

if TYPE_CHECKING:
    from extract.figures.lines.links import Link

STRAIGHT = 0.98
"""Least cosine between two steps of one row or column."""


def along_columns(links: Sequence[Link], things: Sequence[Thing]) -> list[Link]:
    """The links, those turned that lines without heads suggest against the arrows right before and behind them.

    Args:
        links: between things; where one is sure, an arrowhead told its direction.
        things: all things.
    """
    sure = [link for link in links if link.sure and link.source is not None and link.target is not None]
    found: list[Link] = []
    for link in links:
        if link.sure or link.source is None or link.target is None or len(link.pieces) != 1:
            found.append(link)
            continue
        votes = [_vote(link, other, things) for other in sure]
        turned = sum(votes) < 0
        found.append(replace(link, source=link.target, target=link.source) if turned else link)
    return found


def _vote(link: Link, other: Link, things: Sequence[Thing]) -> int:
    """1 where an arrow goes on in the direction of a link, -1 where it comes against it, 0 where it is elsewhere."""
    shared = {link.source, link.target} & {other.source, other.target}
    if len(shared) != 1:
        return 0
    own, way = _way(link, things), _way(other, things)
    if abs(dot(own, way)) < STRAIGHT:
        return 0
    # In one line two steps that share a thing stand at its opposite sides.
    (thing,) = shared
    sides = [_side(each, thing, things) for each in (link, other)]
    if dot(sides[0], sides[1]) > 0:
        return 0
    return 1 if dot(own, way) > 0 else -1


def _way(link: Link, things: Sequence[Thing]) -> Vector:
    assert link.source is not None and link.target is not None
    return unit(things[link.source].middle, things[link.target].middle)


def _side(link: Link, thing: int | None, things: Sequence[Thing]) -> Vector:
    """The direction in which a link leaves one of its things for the other."""
    x, y = _way(link, things)
    return (x, y) if link.source == thing else (-x, -y)
