"""Boxes in a row without any line between them follow each other."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from extract.figures.joining.group_sides import sides_of_groups
from extract.figures.joining.skips import skips
from extract.figures.lines.links import Link
from extract.figures.lines.reading import Reading
from extract.figures.things.things import Thing
from extract.scene.geometry import overlap

WIDEST_GAP = 3.0
"""Greatest gap between boxes of a row, in sizes of text."""

FEWEST_BETWEEN = 3
"""Fewest boxes of a row that lines lead to, or from: two may have nothing to do with each other."""


def in_rows(
    things: Sequence[Thing], links: Sequence[Link], touched: Sequence[Link], reading: Reading, unit: float
) -> list[Link]:
    """Links along rows and columns of boxes in a group, or in a figure without lines, that no line joins.

    Lines that lead past a neighbour join no row, nor do those that only bring something to its first box from what is
    none of it, or take it on from its last. Signs stand in such a row too; what touches is joined already, and stays
    so.

    Args:
        things: all things.
        links: all links that are known.
        touched: those among them of boxes that only stand against each other.
        reading: the direction of reading.
        unit: size of the figure's text, in points.
    """
    against = {frozenset((link.source, link.target)) for link in touched}
    drawn = [link for link in links if frozenset((link.source, link.target)) not in against]
    past = skips(drawn, things)
    through = sides_of_groups(drawn, things)
    linked = {i for link in drawn if link not in past for i in (link.source, link.target)}
    joined = {frozenset((link.source, link.target)) for link in links}
    found: list[Link] = []
    for group in [None, *(thing.id for thing in things if thing.kind == "group")]:
        own = [
            thing
            for thing in things
            if thing.parent == group and (thing.kind == "box" or (thing.kind == "sign" and thing.text))
        ]
        ids = {thing.id for thing in own}
        meeting = [link for link in drawn if link not in past and {link.source, link.target} & ids]
        if len(own) < 2 or (group is None and meeting != drawn):
            continue
        for low, side in ((0, "level"), (1, "upright")):
            across = side not in reading.directions() and through.get(
                -1 if group is None else group, set()
            ) != {side}
            if group in linked and across:
                # What lines reach as a group, across the row, stands side by side.
                continue
            row = sorted(own, key=lambda thing: thing.bbox[low])
            if all(_follow(a, b, low, unit) for a, b in pairwise(row)):
                ahead = reading.ordered(row[0], row[-1])[0] is row[0]
                ordered = row if ahead else row[::-1]
                if meeting and not _only_at_ends(meeting, ordered):
                    continue
                found.extend(
                    Link(a.id, b.id, sure=False)
                    for a, b in pairwise(ordered)
                    if frozenset((a.id, b.id)) not in joined
                )
                break
    return found


def _only_at_ends(links: Sequence[Link], row: Sequence[Thing]) -> bool:
    """Whether links lead to the first of three or more boxes, or from the last of them, and join no two of them."""
    ids = {thing.id for thing in row}
    return len(row) >= FEWEST_BETWEEN and all(
        not {link.source, link.target} <= ids
        and (link.source == row[-1].id if link.source in ids else link.target == row[0].id)
        for link in links
    )


def _follow(a: Thing, b: Thing, low: int, unit: float) -> bool:
    """Whether b comes next to a along an axis (0 across, 1 down), on its level."""
    gap = b.bbox[low] - a.bbox[low + 2]
    other = 1 - low
    level = overlap(a.bbox[other], a.bbox[other + 2], b.bbox[other], b.bbox[other + 2])
    least = min(a.bbox[other + 2] - a.bbox[other], b.bbox[other + 2] - b.bbox[other])
    return -0.3 * unit <= gap <= WIDEST_GAP * unit and level > 0.6 * least
