"""Parallel things without a name that come from the same and lead to the same are one, drawn several times."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from extract.figures.links import Link
from extract.figures.things import Thing
from extract.scene.geometry import height, width

FEWEST = 3
"""Fewest twins; two may be two streams."""


def merged_twins(links: Sequence[Link], things: Sequence[Thing]) -> list[Link]:
    """The links, with those of twins put on the first of them."""
    before: dict[int, set[int | None]] = {}
    after: dict[int, set[int | None]] = {}
    for link in links:
        if link.source is not None and link.target is not None:
            before.setdefault(link.target, set()).add(link.source)
            after.setdefault(link.source, set()).add(link.target)
    twins: dict[tuple[object, ...], list[int]] = {}
    for thing in things:
        if (
            thing.kind not in ("box", "picture")
            or thing.text
            or not (before.get(thing.id) and after.get(thing.id))
        ):
            continue
        form = thing.shape.kind if thing.shape is not None else thing.kind
        size = round(width(thing.bbox)), round(height(thing.bbox))
        key = (form, *size, frozenset(before[thing.id]), frozenset(after[thing.id]))
        twins.setdefault(key, []).append(thing.id)
    first = {i: group[0] for group in twins.values() if len(group) >= FEWEST for i in group}
    found: list[Link] = []
    seen: set[tuple[int | None, int | None]] = set()
    for link in links:
        source, target = _of(first, link.source), _of(first, link.target)
        if source == link.source and target == link.target and source not in first and target not in first:
            found.append(link)
        elif (source, target) not in seen:
            seen.add((source, target))
            found.append(replace(link, source=source, target=target))
    return found


def _of(first: dict[int, int], thing: int | None) -> int | None:
    return first.get(thing, thing) if thing is not None else None
