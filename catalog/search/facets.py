"""Facets for a person: which values are shown, and the words that narrow a query to them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from catalog.results import Facet, FacetValue

SHOWN = 15
ORDER = ("layer", "verified", "source", "cat", "year", "licence")


def facets(counted: Mapping[str, Sequence[tuple[str, int]]]) -> tuple[Facet, ...]:
    """The facets that have values, each value with its count, the most frequent (years: the newest) first."""
    found = []
    for name in ORDER:
        values = _told(name, counted.get(name, ()))
        if values:
            found.append(
                Facet(name, tuple(FacetValue(shown, count, f"{name}:{shown}") for shown, count in values))
            )
    return tuple(found)


def _told(name: str, counted: Iterable[tuple[str, int]]) -> list[tuple[str, int]]:
    pairs = list(counted)
    if name == "cat":
        # An archive ("cs") stands with each of its categories and says nothing beside them.
        archives = {value.split(".")[0] for value, _ in pairs if "." in value}
        pairs = [(category_name(value), count) for value, count in pairs if value not in archives]
    elif name == "licence":
        families = {re.sub(r"-\d+\.\d+$", "", value) for value, _ in pairs if re.search(r"-\d+\.\d+$", value)}
        pairs = [(value, count) for value, count in pairs if value not in families]
    if name == "year":
        return sorted(pairs, key=lambda pair: pair[0], reverse=True)[:SHOWN]
    return sorted(pairs, key=lambda pair: (-pair[1], pair[0]))[:SHOWN]


def category_name(value: str) -> str:
    """A category as arXiv writes it: "cs.CV" for "cs.cv", "cond-mat.dis-nn" as it is."""
    archive, _, subject = value.partition(".")
    return f"{archive}.{subject.upper()}" if len(subject) == 2 else value
