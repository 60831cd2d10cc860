"""Rows of volumes: neighbours without a line between them follow each other, with what is printed between on the way."""

from __future__ import annotations

import itertools
from collections.abc import Sequence

from extract.figures.lines.links import Link
from extract.figures.things.indexed import label_by
from extract.figures.things.listed import listed_operations
from extract.figures.things.things import Thing
from extract.figures.things.titles import SUB_CAPTION
from extract.figures.volumes.alike_sizes import MAPS, is_sized
from extract.figures.volumes.kernels import give_kernel, kernel_node, only_pools, only_settings
from extract.figures.volumes.volumes import Bodies, stand_against
from extract.labels import ParsedLabel
from extract.scene.geometry import height, overlap


def rows(bodies: Bodies, things: list[Thing], links: Sequence[Link], unit: float) -> list[Link]:
    """The links, with those between neighbours in a row of volumes, and with what is printed between these on the way.

    A row of texts under the volumes is taken for gaps with an arrow as well where there is one for each gap, or each
    stands under one. Appends to `things` a node for a kernel that is drawn in a volume and named by no text.
    """
    found = list(links)
    beside = _neighbours([things[i] for i in bodies.things])
    over = _over_others(links, beside)
    linked_from = {link.source for link in links if link not in over}
    linked_to = {link.target for link in links if link not in over}
    open_pairs = [
        (a, b)
        for a, b in beside
        if b.id not in linked_to and (a.id not in linked_from or stand_against(a, b))
    ]
    named = _named_texts(things, bodies, {i for link in links for i in (link.source, link.target)})
    direct = {(link.source, link.target) for link in links}
    joined = [pair for pair in [*beside, *_at_ends(beside, things, direct)] if _ids(pair) in direct]
    if len(named) == len(beside) > len(open_pairs) and _is_row(named):
        between = {(a.id, b.id): text.id for (a, b), text in zip(beside, named, strict=True)}
    else:
        apart = [(a, b) for a, b in open_pairs if not stand_against(a, b)]
        between = _texts_between(apart, named)
        own = [text for text in named if text.id not in between.values()]
        at = _at_gaps(joined, own, [things[text] for text in between.values()])
        joined = [(a, b) for a, b in joined if (a.id, b.id) in at]
        between |= at
    found = [link for link in links if all((link.source, link.target) != (a.id, b.id) for a, b in joined)]
    pairs = [*joined, *(pair for pair in open_pairs if pair not in joined)]
    for a, b in pairs:
        stops = [a.id]
        text = between.get((a.id, b.id))
        if text is not None:
            stops.append(text)
        if text is not None and a.id in bodies.kernels and only_settings(things[text]):
            give_kernel(things[text], bodies.kernels[a.id])
        elif a.id in bodies.kernels and (text is None or only_pools(things[text])):
            node = kernel_node(len(things), a, b, bodies.kernels[a.id])
            things.append(node)
            stops.append(node.id)
        stops.append(b.id)
        found += [Link(one, other, sure=False) for one, other in itertools.pairwise(stops)]
    return [*found, *_into_named_arrows(beside, found, things)]


def _ids(pair: tuple[Thing, Thing]) -> tuple[int, int]:
    return pair[0].id, pair[1].id


def _at_ends(
    beside: Sequence[tuple[Thing, Thing]], things: Sequence[Thing], direct: set[tuple[int | None, int | None]]
) -> list[tuple[Thing, Thing]]:
    """Pairs of a volume and what is none, a picture before a row or a layer after it, that a link joins."""
    firsts = {a.id for a, _ in beside} - {b.id for _, b in beside}
    lasts = {b.id for _, b in beside} - {a.id for a, _ in beside}
    own = firsts | lasts | {a.id for a, _ in beside}
    return [
        (things[a], things[b])
        for a, b in sorted((a, b) for a, b in direct if a is not None and b is not None)
        if ((a in lasts and b not in own) or (b in firsts and a not in own))
        and things[a].bbox[2] < things[b].bbox[0]
    ]


def _into_named_arrows(
    beside: Sequence[tuple[Thing, Thing]], links: Sequence[Link], things: Sequence[Thing]
) -> list[Link]:
    """Links from a volume to the operation on an arrow that begins in the open before the next one."""
    sources, targets = {link.source for link in links}, {link.target for link in links}
    found = []
    for a, b in beside:
        named = [
            link.source
            for link in links
            if link.target == b.id
            and link.source is not None
            and link.source not in targets
            and things[link.source].kind == "text"
            and a.middle[0] < things[link.source].middle[0] < b.middle[0]
        ]
        if a.id not in sources and len(named) == 1:
            found.append(Link(a.id, named[0], sure=False))
    return found


def _neighbours(row: Sequence[Thing]) -> list[tuple[Thing, Thing]]:
    """Each thing with the next one to its right that shares a part of its height."""
    pairs = []
    for i, a in enumerate(row):
        for b in row[i + 1 :]:
            least = min(height(a.bbox), height(b.bbox))
            if _in_panels(a, b):
                continue
            if overlap(a.bbox[1], a.bbox[3], b.bbox[1], b.bbox[3]) > 0.3 * least:
                pairs.append((a, b))
                break
    return pairs


def _in_panels(a: Thing, b: Thing) -> bool:
    """Whether two things stand in two panels, each of which is a drawing by itself."""
    return a.parent is not None and b.parent is not None and a.parent != b.parent


def _over_others(links: Sequence[Link], beside: Sequence[tuple[Thing, Thing]]) -> list[Link]:
    """Links from a volume to one farther on in its row: a copy that is handed on, not the way along the row."""
    after = {a.id: b.id for a, b in beside}
    found = []
    for link in links:
        at, steps = link.source, 0
        while at in after and at != link.target:
            at, steps = after[at], steps + 1
        if at == link.target and steps > 1:
            found.append(link)
    return found


def _named_texts(things: Sequence[Thing], bodies: Bodies, linked: set[int | None]) -> list[Thing]:
    """The free texts that name operations and that no line leads to, from left to right."""
    named: list[Thing] = []
    for thing in things:
        if thing.kind != "text" or not thing.blocks or thing.id in bodies.used or thing.id in linked:
            continue
        if SUB_CAPTION.match(thing.text) or (thing.parsed.kind == "tensor" and MAPS.fullmatch(thing.text)):
            continue
        if is_sized(thing):
            continue
        parsed = thing.parsed if thing.text == "+" else label_by(thing.text, thing.blocks, "arrow")
        listed = listed_operations(thing.blocks[0])
        if listed:
            parsed = ParsedLabel(thing.text, listed, "operations", 0.8)
        if [operation.op for operation in parsed.operations] == ["mask"]:
            # A mask in a row of volumes is what one of them holds.
            continue
        if parsed.names_operation:
            thing.parsed = parsed
            named.append(thing)
    return sorted(named, key=lambda t: t.middle[0])


def _is_row(texts: Sequence[Thing]) -> bool:
    """Whether texts stand on one level: all share a part of their heights."""
    return max(text.bbox[1] for text in texts) < min(text.bbox[3] for text in texts)


def _at_gaps(
    pairs: Sequence[tuple[Thing, Thing]], named: Sequence[Thing], others: Sequence[Thing]
) -> dict[tuple[int, int], int]:
    """The texts that name operations in a row under, or over, gaps with arrows, each at one; others are in place already.

    Such a row has two texts at least.
    """
    for over in (False, True):
        found = {}
        for a, b in pairs:
            at = [t for t in named if a.bbox[2] < t.middle[0] < b.bbox[0] and _is_clear(t, a, b, over)]
            if len(at) == 1:
                found[a.id, b.id] = at[0]
        row = [*found.values(), *others]
        if found and len(row) > 1 and len({text.id for text in row}) == len(row) and _is_row(row):
            return {pair: text.id for pair, text in found.items()}
    return {}


def _is_clear(text: Thing, a: Thing, b: Thing, over: bool) -> bool:
    """Whether a text stands over two things, or under them."""
    if over:
        return text.bbox[3] < min(a.bbox[1], b.bbox[1])
    return text.bbox[1] > max(a.bbox[3], b.bbox[3])


def _texts_between(
    pairs: Sequence[tuple[Thing, Thing]], named: Sequence[Thing]
) -> dict[tuple[int, int], int]:
    """The text that names the operation between two volumes: in the gap, or in the row of texts below."""
    if len(named) == len(pairs):
        return {(a.id, b.id): text.id for (a, b), text in zip(pairs, named, strict=True)}
    found: dict[tuple[int, int], int] = {}
    for a, b in pairs:
        inside = [
            t
            for t in named
            if a.middle[0] < t.middle[0] < b.middle[0]
            and t.parent in (a.parent, b.parent)
            and t.id not in found.values()
        ]
        if inside:
            gap = (a.bbox[2] + b.bbox[0]) / 2
            found[(a.id, b.id)] = min(inside, key=lambda t: abs(t.middle[0] - gap)).id
    return found
