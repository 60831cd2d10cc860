"""What a search engine is to the catalog. There are two: `embedded` (tantivy) and `elastic` (Elasticsearch).

An index holds papers and architectures together under one name. A new one is filled beside the old one and then
takes its place; the old one is kept for a way back.

Errors: EngineError > Unavailable, Busy, WrongPlace.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from catalog.query.clauses import Clause
from catalog.results import SearchKind, Sort
from catalog.search.documents import PaperChange

OLDEST_BUILD_SECONDS = 2 * 86_400
"""Age from which on an index that was never published is taken for one whose builder was killed."""
SORT_FIELDS: Mapping[Sort, tuple[str, bool]] = {
    "newest": ("by_date", True),
    "oldest": ("by_date", False),
    "confidence": ("by_confidence", True),
    "parameters": ("by_size", True),
    "-parameters": ("by_smallness", True),
}
"""The field and whether its highest value comes first. Each value stands once, so that it is a place too."""
FACET_VALUES = 60
"""Values of a facet that are counted."""


class EngineError(Exception):
    """Root of a search engine's errors."""


class Unavailable(EngineError):
    """The search engine does not answer, or has no index yet; the message says which, for a person."""


class Busy(EngineError):
    """Another process is writing to the index."""


class WrongPlace(EngineError):
    """A place to begin behind that this engine never gave."""


@dataclass(frozen=True, slots=True)
class Request:
    """What is asked of an index.

    Attributes:
        kind: papers or architectures.
        clause: which documents.
        sort: their order.
        limit: how many at most.
        after: the place behind which to begin, as the engine gave it; empty for the first page.
        facets: whether facets are counted.
    """

    kind: SearchKind
    clause: Clause
    sort: Sort = "relevance"
    limit: int = 20
    after: tuple[float | int, ...] = ()
    facets: bool = False


@dataclass(frozen=True, slots=True)
class Hit:
    """A document found; `place` is where the next page begins if this is the last one of a page."""

    id: str
    score: float
    place: tuple[float | int, ...]


@dataclass(frozen=True, slots=True)
class Found:
    """What an index found; `total` is exact, and None behind the first page where the engine does not count anew."""

    total: int | None
    hits: tuple[Hit, ...]
    facets: Mapping[str, Sequence[tuple[str, int]]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Refusal:
    """A paper that an index could not store, and why."""

    arxiv_id: str
    reason: str


class SearchIndex(Protocol):
    """One index. Every method raises Unavailable where the engine does not answer."""

    @property
    def name(self) -> str:
        """Unique among all indexes, of all engines."""
        ...

    def find(self, request: Request) -> Found:
        """Search. Raises WrongPlace where `after` is none of this engine's."""
        ...

    def frequencies(self, kind: SearchKind, field_name: str, words: Sequence[str]) -> Mapping[str, int]:
        """In how many documents each word stands in a field."""
        ...

    def count(self, kind: SearchKind) -> int:
        """The number of documents."""
        ...

    def store(self, changes: Sequence[PaperChange]) -> tuple[Refusal, ...]:
        """Replace the documents of papers. Raises Busy where another process is writing."""
        ...


class SearchEngine(Protocol):
    """A search engine with its indexes. Every method but `close` raises Unavailable where it does not answer."""

    def current(self) -> SearchIndex | None:
        """The index that is searched; None where there is none that this version can use."""
        ...

    def previous(self) -> SearchIndex | None:
        """The index that was searched before; None where it was not kept."""
        ...

    def create(self) -> SearchIndex:
        """A new, empty index, which nobody searches yet."""
        ...

    def publish(self, index: SearchIndex) -> tuple[str, ...]:
        """Have this index searched from now on, and keep the one before. Returns the names of those dropped."""
        ...

    def discard(self, index: SearchIndex) -> None:
        """Drop an index that was never published."""
        ...

    def sweep(self) -> tuple[str, ...]:
        """Delete indexes that were never published and that nobody can be filling any more; returns their names."""
        ...

    def close(self) -> None:
        """Let go of everything held."""
        ...
