"""What a search gives back: plain, immutable, the same from every engine."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from catalog.records import ArchitectureSummary, Metadata

SearchKind = Literal["papers", "architectures"]
Sort = Literal["relevance", "newest", "oldest", "confidence", "parameters", "-parameters"]
KINDS: tuple[SearchKind, ...] = ("papers", "architectures")
SORTS: tuple[Sort, ...] = ("relevance", "newest", "oldest", "confidence", "parameters", "-parameters")
MAX_LIMIT = 100
"""Most results on one page."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchResult:
    """A hit.

    Attributes:
        paper: the paper's newest version as its source describes it.
        score: higher is better; comparable within one page of one engine only.
        highlights: by field (title, authors, abstract, caption, body): HTML, everything escaped but the
            `<mark>` around what matched; a field is there only where something in it matched.
        architectures: of a paper: its architectures, the most certain first; of an architecture: itself.
    """

    paper: Metadata
    score: float
    highlights: Mapping[str, str] = field(default_factory=dict)
    architectures: tuple[ArchitectureSummary, ...] = ()

    @property
    def arxiv_id(self) -> str:
        """The paper's identifier without version."""
        return self.paper.key.arxiv_id

    @property
    def version(self) -> int:
        """The paper's version."""
        return self.paper.key.version

    @property
    def title(self) -> str:
        """The paper's title."""
        return self.paper.title


@dataclass(frozen=True, slots=True)
class FacetValue:
    """A value of a facet, how many hits have it, and the words that narrow a query to it ("layer:conv2d")."""

    value: str
    count: int
    query: str


@dataclass(frozen=True, slots=True)
class Facet:
    """One way to narrow a search; `name` is layer, cat, year, verified, source or licence."""

    name: str
    values: tuple[FacetValue, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchPage:
    """One page of results.

    Attributes:
        query: as it was asked.
        kind: what the results are.
        sort: their order.
        total: number of hits, exact.
        results: at most `limit` of them.
        facets: over all hits; empty where they were not asked for.
        cursor: for the next page; None on the last one.
        seconds: time taken.
        jump: an arXiv id that the query is, where the catalog has that paper.
        notice: for a person: what was changed to find something ("resnte" taken for "resnet"); "" otherwise.
    """

    query: str
    kind: SearchKind
    sort: Sort
    total: int
    results: tuple[SearchResult, ...]
    facets: tuple[Facet, ...] = ()
    cursor: str | None = None
    seconds: float = 0.0
    jump: str | None = None
    notice: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchRefused:
    """A search that could not be made: an expected absence, hence a result and no exception.

    Attributes:
        code: "syntax" (the query is wrong), "limits" (it asks for too much), "cursor" (not one of ours), or
            "unavailable" (the search engine does not answer; the rest of the catalog still works).
        message: one sentence for a person.
        position: index of the character in the query concerned; None where there is none.
        length: number of characters concerned.
    """

    code: Literal["syntax", "limits", "cursor", "unavailable"]
    message: str
    position: int | None = None
    length: int = 0
