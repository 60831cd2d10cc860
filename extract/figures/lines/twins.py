"""Parallel things without a name, and signs, that come from and lead to the same are one, drawn several times."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from extract.figures.lines.linked_parts import ways_of
from extract.figures.lines.links import Link
from extract.figures.things.things import Thing
from extract.scene.geometry import height, width

FEWEST = 3
"""Fewest twins; two may be two streams."""


def merged_twins(links: Sequence[Link], things: Sequence[Thing]) -> list[Link]:
    """The links, with those of twins put on the first of them."""
    before, after = ways_of(links)
    kinds = {
        thing.id: _form(thing)
        for thing in things
        if _may_repeat(thing) and before.get(thing.id) and after.get(thing.id)
    }
    groups = _classes(kinds, before, after)
    first = {i: group[0] for group in groups if len(group) >= FEWEST for i in group}
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


def _may_repeat(thing: Thing) -> bool:
    return thing.kind == "sign" or (thing.kind in ("box", "picture") and not thing.text)


def _form(thing: Thing) -> tuple[object, ...]:
    form = thing.shape.kind if thing.shape is not None else thing.kind
    return (thing.kind, thing.text, form, round(width(thing.bbox)), round(height(thing.bbox)))


def _classes(
    kinds: Mapping[int, tuple[object, ...]],
    before: Mapping[int, set[int]],
    after: Mapping[int, set[int]],
) -> list[list[int]]:
    """Things of one form whose neighbours are the same, or are twins themselves; none that are joined to each other.

    Of boxes that follow each other without a sign between them each column may be a branch of its own.
    """
    label: dict[int, object] = dict(kinds)

    def met(i: int, others: set[int]) -> frozenset[object]:
        signs = {j for j in others if kinds[i][0] == "sign" or kinds.get(j, ("",))[0] == "sign"}
        return frozenset(label.get(j, j) if j in signs else j for j in others)

    while True:
        keys = {i: (label[i], met(i, before[i]), met(i, after[i])) for i in kinds}
        numbers = {key: ("class", n) for n, key in enumerate(dict.fromkeys(keys.values()))}
        if len(numbers) == len(set(label.values())):
            break
        label = {i: numbers[key] for i, key in keys.items()}
    groups: dict[object, list[int]] = {}
    for i in kinds:
        groups.setdefault(keys[i], []).append(i)
    return [group for group in groups.values() if not any(after[i] & set(group) for i in group)]


def _of(first: dict[int, int], thing: int | None) -> int | None:
    return first.get(thing, thing) if thing is not None else None
