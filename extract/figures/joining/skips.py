"""Lines around a neighbour: what joins a box to one behind the next of its column is no way on from it to the next."""

from __future__ import annotations

from collections.abc import Sequence

from extract.figures.lines.links import Link
from extract.figures.things.things import Thing
from extract.scene.geometry import overlap

SHARED = 0.6
"""Least share of the smaller one's side that boxes of one row or column have in common."""


def skips(links: Sequence[Link], things: Sequence[Thing]) -> list[Link]:
    """The links from a box past others of its row or column, in one frame, to a later one.

    Args:
        links: between things.
        things: all things.
    """
    found = []
    for link in links:
        if link.source is None or link.target is None:
            continue
        a, b = things[link.source], things[link.target]
        if a.kind == b.kind == "box" and a.parent is not None and a.parent == b.parent:
            between = [t for t in things if t.parent == a.parent and t.kind == "box" and t.text]
            if any(_lies_between(t, a, b, low) for t in between for low in (0, 1)):
                found.append(link)
    return found


def _lies_between(thing: Thing, a: Thing, b: Thing, low: int) -> bool:
    """Whether a box lies between two others in their row (0) or column (1)."""
    first, last = sorted((a, b), key=lambda each: each.bbox[low])
    if not first.bbox[low + 2] <= thing.bbox[low] + 1 or not thing.bbox[low + 2] <= last.bbox[low] + 1:
        return False
    side = 1 - low
    return all(
        overlap(thing.bbox[side], thing.bbox[side + 2], each.bbox[side], each.bbox[side + 2])
        > SHARED * min(thing.bbox[side + 2] - thing.bbox[side], each.bbox[side + 2] - each.bbox[side])
        for each in (a, b)
    )
