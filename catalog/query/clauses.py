"""What a query asks of an index: clauses that every engine can say in its own language.

Text is given as it stands in the index (`catalog.search.analysis`), numbers as numbers. `Term` on a text field,
`Adjacent` and `Best` of these give a score; the others decide only whether a document is a hit.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class All:
    """Every document."""


@dataclass(frozen=True, slots=True)
class Term:
    """Documents with this word or keyword."""

    field: str
    value: str


@dataclass(frozen=True, slots=True)
class Close:
    """Documents with a word at most `distance` edits away (a swap of neighbours is one)."""

    field: str
    value: str
    distance: int


@dataclass(frozen=True, slots=True)
class Adjacent:
    """Documents with these words one after the other."""

    field: str
    values: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Between:
    """Documents with a number from `low` to `high`, both included; None for no bound."""

    field: str
    low: float | None
    high: float | None


@dataclass(frozen=True, slots=True)
class KeywordBetween:
    """Documents with a keyword that is `prefix` and then a text from `low` to `high`, both included."""

    field: str
    prefix: str
    low: str
    high: str


@dataclass(frozen=True, slots=True)
class Best:
    """Documents that one of these finds; the score is the best one's, and a part `tie` of the others'."""

    parts: tuple[Clause, ...]
    tie: float = 0.0


@dataclass(frozen=True, slots=True)
class Weighted:
    """A clause whose score counts `factor` times."""

    part: Clause
    factor: float


@dataclass(frozen=True, slots=True)
class Filter:
    """A clause without score."""

    part: Clause


@dataclass(frozen=True, slots=True)
class Combined:
    """All of `must`, none of `must_not`, and at least `at_least` of `should`, which add to the score."""

    must: tuple[Clause, ...] = ()
    should: tuple[Clause, ...] = ()
    must_not: tuple[Clause, ...] = ()
    at_least: int = 0


Clause = All | Term | Close | Adjacent | Between | KeywordBetween | Best | Weighted | Filter | Combined
NOTHING = Combined(must=(Filter(All()),), must_not=(All(),))
"""Finds no document."""
