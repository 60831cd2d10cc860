"""The tree of a query. Leaves know where in the query they stand."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Span:
    """Where something stands in the query: characters start to end, the latter excluded."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Bounds:
    """From `low` to `high`; None for no bound; `above` and `below` leave the bound itself out."""

    low: float | None = None
    high: float | None = None
    above: bool = False
    below: bool = False


@dataclass(frozen=True, slots=True)
class Everything:
    """The empty query."""


@dataclass(frozen=True, slots=True)
class Words:
    """Words that must all occur, in any order; `field` is "" for all fields that are searched."""

    text: str
    field: str
    span: Span


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words that must follow each other."""

    text: str
    field: str
    span: Span


@dataclass(frozen=True, slots=True)
class HasLayer:
    """An operation that stands in the architecture, how often: None for at least once."""

    op: str
    count: Bounds | None
    span: Span


@dataclass(frozen=True, slots=True)
class HasSetting:
    """An operation's attribute with a value, or, where `bounds` is given, with a number in them."""

    op: str
    name: str
    value: str
    bounds: Bounds | None
    span: Span


@dataclass(frozen=True, slots=True)
class HasSequence:
    """Operations that follow each other along edges."""

    ops: tuple[str, ...]
    span: Span


@dataclass(frozen=True, slots=True)
class InRange:
    """A number of the paper or architecture."""

    field: str
    bounds: Bounds
    span: Span


@dataclass(frozen=True, slots=True)
class Is:
    """A whole value: a category, a licence, a framework, an identifier."""

    field: str
    value: str
    span: Span


@dataclass(frozen=True, slots=True)
class And:
    """All of several."""

    parts: tuple[Tree, ...]


@dataclass(frozen=True, slots=True)
class Or:
    """At least one of several."""

    parts: tuple[Tree, ...]


@dataclass(frozen=True, slots=True)
class Not:
    """None of this."""

    part: Tree


Leaf = Words | Phrase | HasLayer | HasSetting | HasSequence | InRange | Is
Tree = Everything | Leaf | And | Or | Not
