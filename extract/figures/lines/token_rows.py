"""Tokens of one sequence: like small boxes or pictures in a row, each with its own arrow from or to one long part."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from statistics import median

from extract.figures.likeness.units import is_mark
from extract.figures.lines.linked_parts import ways_of
from extract.figures.lines.links import Link
from extract.figures.things.things import Thing
from extract.labels import ParsedLabel
from extract.scene.geometry import centre, gap_between, height, holds, overlap, same_size, union, width
from extract.scene.together import together
from graph import Box

FEWEST = 3
"""Fewest tokens of a row."""

SPANNED = 0.6
"""Least share of a row along which the part stands that its arrows come from, or lead to."""

APART = 3.5
"""Greatest gap between two tokens of a row, in their widths."""

ALIKE = 0.15
"""How much the extents of two tokens may differ."""

WIDER = 2.5
"""Least gap between two sequences on one level, in the usual gap between their tokens."""

HIGH = 3.0
"""Greatest height of a token that is no picture, in sizes of text."""

TOUCH = 1.5
"""Greatest gap, in points, between a token and a second cell of it."""


def merged_tokens(links: Sequence[Link], things: Sequence[Thing], unit: float) -> list[Link]:
    """The links with those of the tokens of a row put on one of them, the one that has a name if any has.

    Args:
        links: between things.
        things: all things; numbers in the tokens are taken from them, since they only tell them apart.
        unit: usual size of text in points.
    """
    before, after = ways_of(links)
    one_of: dict[int, int] = {}
    tokens = [
        thing for thing in things if _is_token(thing, unit) and (before.get(thing.id) or after.get(thing.id))
    ]
    beside = ((a.id, b.id) for a in tokens for b in tokens if a.id < b.id and _next(a, b))
    rows = together([token.id for token in tokens], beside)
    for row in [part for whole in rows for part in _parted(whole, things, before)]:
        own = [things[i] for i in row]
        if len(own) < FEWEST or not _one_sequence(own, things, before, after):
            continue
        kept = next((token for token in own if _is_named(token)), own[0])
        one_of.update(dict.fromkeys(row, kept.id))
        if not _is_named(kept):
            kept.text, kept.parsed = "", ParsedLabel("")
        for other in things:
            loose = other.kind == "box" and not (before.get(other.id) or after.get(other.id))
            if loose and any(gap_between(other.bbox, token.bbox) <= TOUCH for token in own):
                other.parsed = ParsedLabel(other.text, kind="comment")
    found: list[Link] = []
    seen: set[tuple[int | None, int | None]] = set()
    for link in links:
        source, target = (one_of.get(i, i) if i is not None else None for i in (link.source, link.target))
        if (source, target) == (link.source, link.target) and not {source, target} & set(one_of):
            found.append(link)
        elif (source, target) not in seen and source != target:
            seen.add((source, target))
            found.append(replace(link, source=source, target=target))
    return found


def _parted(row: list[int], things: Sequence[Thing], before: dict[int, set[int]]) -> list[list[int]]:
    """A row that several things lead to as the sequences that wider gaps part it into."""
    if len(row) < FEWEST or len(set().union(*(before.get(i, set()) for i in row))) < 2:
        return [row]
    ordered = sorted(row, key=lambda i: things[i].middle)
    gaps = [gap_between(things[a].bbox, things[b].bbox) for a, b in pairwise(ordered)]
    widest = WIDER * median(gaps)
    parts = [[ordered[0]]]
    for token, gap in zip(ordered[1:], gaps, strict=True):
        if gap > widest:
            parts.append([])
        parts[-1].append(token)
    return parts


def _is_token(thing: Thing, unit: float) -> bool:
    """Whether a thing may be one of a row: a picture, or a small box that shows at most a number or a star."""
    if thing.kind == "picture":
        return True
    inside = [block.text.strip() for block in thing.blocks if holds(thing.bbox, centre(block.bbox))]
    plain = all(is_mark(text) for text in inside)
    if thing.kind != "box" or height(thing.bbox) > HIGH * unit:
        return False
    # A token may be a number and what it numbers, in a cell each.
    pair = len(thing.parts) == 2
    return (plain and (pair or not thing.parts)) or (pair and thing.parsed.kind == "tensor")


def _is_named(thing: Thing) -> bool:
    return thing.text != "" and not is_mark(thing.text.strip("* ") or "*")


def _next(a: Thing, b: Thing) -> bool:
    """Whether two things of one size stand on one level or over each other, not far apart."""
    if a.kind != b.kind or not same_size(a.bbox, b.bbox, ALIKE):
        return False
    return any(
        overlap(a.bbox[1 - low], a.bbox[3 - low], b.bbox[1 - low], b.bbox[3 - low]) > 0.9 * across
        and 0 < max(a.bbox[low], b.bbox[low]) - min(a.bbox[low + 2], b.bbox[low + 2]) < APART * along
        for low, along, across in ((0, width(a.bbox), height(a.bbox)), (1, height(a.bbox), width(a.bbox)))
    )


def _one_sequence(
    row: Sequence[Thing], things: Sequence[Thing], before: dict[int, set[int]], after: dict[int, set[int]]
) -> bool:
    """Whether all tokens of a row lead to one long part, or come from one, and none comes from another thing."""
    ids = {token.id for token in row}
    ways = [[met.get(token.id, set()) for token in row] for met in (before, after)]
    if any(met & ids for side in ways for met in side):
        return False
    around = union(token.bbox for token in row)
    spanned = [
        bool(shared) and any(_spans(things[i], around) for i in shared)
        for side in ways
        for shared in [set.intersection(*side)]
    ]
    sources = set().union(*ways[0])
    return any(spanned) and len(sources) <= 1


def _spans(part: Thing, around: Box) -> bool:
    """Whether a part stands along most of a row, on one side of it."""
    return any(
        overlap(part.bbox[low], part.bbox[low + 2], around[low], around[low + 2])
        >= SPANNED * (around[low + 2] - around[low])
        and overlap(part.bbox[1 - low], part.bbox[3 - low], around[1 - low], around[3 - low]) <= 0
        for low in (0, 1)
    )
