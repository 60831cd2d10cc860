"""The cells in which both directions of a bidirectional layer meet are what it puts out, and no layer of their own."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from extract.figures.lines.links import Link
from extract.figures.things.things import Thing


def without_joined_directions(links: Sequence[Link], things: Sequence[Thing]) -> list[Link]:
    """The links, with those by way of cells without a name right behind a bidirectional layer put through.

    Cells at the end of the flow are the network's output and stay.
    """
    found = list(links)
    for row in things:
        if row.kind != "box" or row.text or len(row.parts) < 2:
            continue
        before = {link.source for link in found if link.target == row.id}
        after = [link for link in found if link.source == row.id and link.target is not None]
        if len(before) != 1 or not after:
            continue
        (source,) = before
        if source is None or not _is_bidirectional(things[source]):
            continue
        if [link for link in found if link.source == source and link.target != row.id]:
            continue
        found = [
            replace(link, source=source) if link.source == row.id else link
            for link in found
            if link.target != row.id
        ]
    return found


def _is_bidirectional(thing: Thing) -> bool:
    return (
        thing.steps is not None
        and thing.steps.recurrent
        and any(operation.attrs.get("bidirectional") is True for operation in thing.parsed.operations)
    )
