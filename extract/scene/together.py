"""Things that hang together, directly or by way of others."""

from __future__ import annotations

from collections.abc import Hashable, Iterable
from typing import TypeVar

T = TypeVar("T", bound=Hashable)


def together(items: Iterable[T], pairs: Iterable[tuple[T, T]]) -> list[list[T]]:
    """Items grouped by the pairs that join them; groups, and items in them, in the order given."""
    root = {item: item for item in items}

    def find(item: T) -> T:
        while root[item] != item:
            root[item] = root[root[item]]
            item = root[item]
        return item

    for a, b in pairs:
        root[find(a)] = find(b)
    groups: dict[T, list[T]] = {}
    for item in root:
        groups.setdefault(find(item), []).append(item)
    return list(groups.values())
