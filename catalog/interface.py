"""The two doors: what a reader (site, API, export) may ask, what a writer (pipeline) may store."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Protocol

from catalog.records import (
    Architecture,
    Exhibit,
    Framework,
    Gone,
    Implementation,
    Metadata,
    Paper,
    Reading,
    VersionKey,
)
from catalog.results import SearchKind, SearchPage, SearchRefused, SearchResult, Sort
from catalog.tallies import LayerCount, Run, Statistics


class CatalogReader(Protocol):
    """What can be asked of the catalog. Expected absences are None or Gone; nothing here raises for them."""

    def paper(self, arxiv_id: str, version: int | None = None) -> Paper | Gone | None:
        """A paper's page in one version, the newest where none is named."""
        ...

    def exhibit(self, exhibit_id: str) -> Exhibit | Gone | None:
        """An exhibit by its identifier."""
        ...

    def architecture(self, architecture_id: str) -> Architecture | Gone | None:
        """An architecture with its graph."""
        ...

    def code(self, architecture_id: str, framework: Framework) -> Implementation | None:
        """An architecture's code in one framework; None where that framework was never tried."""
        ...

    def layers(self) -> tuple[LayerCount, ...]:
        """Every operation that an architecture of a paper's newest version has, the most common first."""
        ...

    def statistics(self) -> Statistics:
        """The catalog in numbers."""
        ...

    def changed(self) -> datetime | None:
        """When anything of a paper last changed; None for an empty catalog."""
        ...

    def runs(self, limit: int = 50) -> tuple[Run, ...]:
        """The newest runs, newest first."""
        ...

    def versions_in_state(self, state: str, limit: int = 100, offset: int = 0) -> tuple[VersionKey, ...]:
        """Versions that wait, are done or failed, in the order of their keys."""
        ...

    def paper_ids(self) -> Iterator[str]:
        """Every paper's arXiv id, in ascending order, in constant memory."""
        ...

    def search(
        self,
        query: str = "",
        *,
        kind: SearchKind = "papers",
        limit: int = 20,
        cursor: str | None = None,
        sort: Sort = "relevance",
        facets: bool = True,
    ) -> SearchPage | SearchRefused:
        """One page of papers or architectures; an empty query finds all, the newest first.

        The language is described in docs/search.md. `limit` is at most results.MAX_LIMIT. `cursor` is that of
        the page before, asked with the same query, kind and sort.
        """
        ...

    def similar_papers(
        self, arxiv_id: str, limit: int = 10, *, newest: bool = False
    ) -> tuple[SearchResult, ...] | SearchRefused:
        """Papers with a similar text, the most similar (or, of the most similar, the newest) first."""
        ...

    def similar_architectures(
        self, architecture_id: str, limit: int = 10, *, newest: bool = False
    ) -> tuple[SearchResult, ...] | SearchRefused:
        """Architectures of a similar structure, the most similar (or, of these, the newest) first."""
        ...

    def healthy(self) -> dict[str, str]:
        """State of each part, "ok" or a sentence, by name ("database", "search")."""
        ...


class Catalog(CatalogReader, Protocol):
    """The catalog with its writing side. Storing the same thing again changes nothing."""

    def store_paper(self, metadata: Metadata) -> None:
        """Store what a source says of a version; a version that is new waits to be read."""
        ...

    def is_read(self, key: VersionKey, reader_version: str, sha256: str = "") -> bool:
        """Whether this version is done with this reader's version (and, where given, with this very PDF)."""
        ...

    def store_reading(self, key: VersionKey, reading: Reading) -> tuple[str, ...]:
        """Replace what was read from a version; its state becomes done.

        Returns the identifiers of reading.architectures, in order. Those of an earlier reading that are
        no longer there leave a tombstone; those that are unchanged keep their implementations.

        Raises:
            UnknownVersion: the version's metadata was never stored.
        """
        ...

    def store_failure(self, key: VersionKey, reason: str, *, reader_version: str = "") -> None:
        """Note why a version could not be read; an earlier good reading stays."""
        ...

    def store_implementation(self, architecture_id: str, implementation: Implementation) -> None:
        """Store or replace an architecture's code in one framework.

        Raises:
            UnknownArchitecture: there is no such architecture.
        """
        ...

    def remove_paper(self, arxiv_id: str, reason: str) -> None:
        """Take a paper out of the catalog; its identifiers answer with this reason from then on."""
        ...

    def store_run(self, run: Run) -> None:
        """Store a run of the ledger, or what has become of it."""
        ...

    def sync(self) -> Sequence[str]:
        """Bring the search index up to date with what was stored.

        Returns, for a person, what could not be indexed now; it stays waiting and is tried again next time.
        """
        ...

    def index_name(self) -> str | None:
        """Name of the index that is searched; None where there is none, or its server does not answer."""
        ...

    def close(self) -> None:
        """Bring the index up to date where that is possible, and let go of database and index."""
        ...
