"""Lanes of one sequence: rows of cells that a name beside each row names, joined cell by cell, are one thing a row."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace

from extract.figures.lines.links import Link
from extract.figures.things.things import Thing
from extract.scene.geometry import centre, holds, same_size, width
from graph import Box

FEWEST = 3
"""Fewest cells of a row."""

ALIKE = 0.15
"""How much the extents of two cells may differ."""

LEVEL = 0.25
"""How far the middles of cells may stand off one level, in their width."""


def merged_lanes(links: Sequence[Link], things: Sequence[Thing]) -> list[Link]:
    """The links with those of all cells of a row put on the first of them, where rows are joined cell by cell.

    Rows that lead back to each other are steps that follow each other: each goes through all of them.

    Args:
        links: between things.
        things: all things; a name was given to each of the cells of its row.
    """
    pairs = {
        (link.source, link.target) for link in links if link.source is not None and link.target is not None
    }
    rows = [row for row in _rows(things) if not any(a in row and b in row for a, b in pairs)]
    lane = {i: at for at, row in enumerate(rows) for i in row}
    across = {(lane[a], lane[b]) for a, b in pairs if a in lane and b in lane}
    if not across or any((b, a) in across or not _in_lanes(rows[a], rows[b], pairs) for a, b in across):
        return list(links)
    first = {i: row[0] for row in rows for i in row if _leads_alike(row, pairs, lane)}
    found: list[Link] = []
    seen: set[tuple[int | None, int | None]] = set()
    for link in links:
        source, target = (first.get(i, i) if i is not None else None for i in (link.source, link.target))
        if (source, target) == (link.source, link.target) and not {source, target} & set(first):
            found.append(link)
        elif (source, target) not in seen:
            seen.add((source, target))
            found.append(replace(link, source=source, target=target))
    return found


def _rows(things: Sequence[Thing]) -> list[list[int]]:
    """Ids of like cells on one level that share a name printed outside of them, from the left."""
    named: dict[tuple[int, ...], list[Thing]] = {}
    for thing in things:
        if thing.kind in ("box", "picture") and thing.blocks and not _prints(thing.bbox, thing):
            named.setdefault(tuple(block.id for block in thing.blocks), []).append(thing)
    rows = [sorted(row, key=lambda thing: thing.bbox[0]) for row in named.values()]
    return [
        [thing.id for thing in row]
        for row in rows
        if len(row) >= FEWEST
        and all(same_size(row[0].bbox, cell.bbox, ALIKE) for cell in row)
        and all(abs(row[0].middle[1] - cell.middle[1]) <= LEVEL * width(cell.bbox) for cell in row)
    ]


def _prints(box: Box, thing: Thing) -> bool:
    return any(holds(box, centre(block.bbox)) for block in thing.blocks)


def _in_lanes(row: Sequence[int], other: Sequence[int], pairs: Collection[tuple[int, int]]) -> bool:
    """Whether lines lead from the cells of a row to those of another one, each to one and in their order."""
    ways = sorted((row.index(a), other.index(b)) for a, b in pairs if a in row and b in other)
    ends = [b for _, b in ways]
    return (
        len(ways) >= FEWEST
        and len({a for a, _ in ways}) == len(set(ends)) == len(ways)
        and ends == sorted(ends)
    )


def _leads_alike(row: Sequence[int], pairs: Collection[tuple[int, int]], lane: Mapping[int, int]) -> bool:
    """Whether most cells of a row lead to the same row or thing, or come from the same."""

    def whole(i: int) -> tuple[str, int]:
        return ("row", lane[i]) if i in lane else ("thing", i)

    ways = [
        {("to", *whole(b)) for a, b in pairs if a == cell}
        | {("from", *whole(a)) for a, b in pairs if b == cell}
        for cell in row
    ]
    return any(2 * sum(way in own for own in ways) > len(row) for way in set().union(*ways))
