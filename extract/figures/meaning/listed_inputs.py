"""A list in brackets of what leads to it, such as (u, v, |u−v|), is their concatenation."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from extract.figures.lines.links import Link
from extract.figures.things.things import Thing
from extract.labels import ParsedOperation

LIST = re.compile(r"^[(\[]\s*(?P<members>[^()\[\]]+[,;][^()\[\]]+)\s*[)\]]$")
"""At least two members in brackets."""


def join_listed(
    meanings: Mapping[int, tuple[ParsedOperation, ...]], things: Sequence[Thing], links: Sequence[Link]
) -> dict[int, tuple[ParsedOperation, ...]]:
    """The meanings of nodes, a concatenation for each list of at least two of those that lead to it."""
    found = dict(meanings)
    for thing_id, operations in meanings.items():
        named = LIST.match(things[thing_id].text)
        if named is None or len(operations) != 1:
            continue
        members = {_plain(member) for member in re.split("[,;]", named["members"])}
        fed = {
            link.source
            for link in links
            if link.target == thing_id
            and link.source is not None
            and _plain(things[link.source].text) in members
        }
        if len(fed) > 1:
            found[thing_id] = (ParsedOperation("concat", label=operations[0].label),)
    return found


def _plain(text: str) -> str:
    return re.sub(r"\s+", "", text)
