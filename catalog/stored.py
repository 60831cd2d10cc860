"""The catalog on a database and a search engine."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime
from threading import Lock

from sqlalchemy import Engine, func, select
from sqlalchemy.exc import SQLAlchemyError

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
from catalog.search import service, similar, upkeep
from catalog.search.engine import Hit, SearchEngine, SearchIndex, Unavailable
from catalog.search.hydrate import results_of
from catalog.storage import outbox, reader, writer
from catalog.storage.database import reading
from catalog.storage.tables import PaperRow
from catalog.tallies import LayerCount, Run, Statistics


class StoredCatalog:
    """The catalog; see `interface.Catalog` for what its methods promise. Safe for threads."""

    def __init__(self, database: Engine, engine: SearchEngine) -> None:
        self.database = database
        self.engine = engine
        self._layers: tuple[tuple[int, int], tuple[LayerCount, ...]] | None = None
        self._lock = Lock()

    def paper(self, arxiv_id: str, version: int | None = None) -> Paper | Gone | None:
        """A paper's page."""
        return reader.paper(self.database, arxiv_id, version)

    def exhibit(self, exhibit_id: str) -> Exhibit | Gone | None:
        """An exhibit."""
        return reader.exhibit(self.database, exhibit_id)

    def architecture(self, architecture_id: str) -> Architecture | Gone | None:
        """An architecture with its graph."""
        return reader.architecture(self.database, architecture_id)

    def code(self, architecture_id: str, framework: Framework) -> Implementation | None:
        """An architecture's code in one framework."""
        return reader.code(self.database, architecture_id, framework)

    def layers(self) -> tuple[LayerCount, ...]:
        """Every operation, the most common first; counted anew only when something has changed."""
        with reading(self.database) as session:
            counted = session.execute(select(func.count(), func.max(PaperRow.revision))).one()
        state = (int(counted[0]), int(counted[1] or 0))
        with self._lock:
            if self._layers is None or self._layers[0] != state:
                self._layers = (state, reader.layers(self.database))
            return self._layers[1]

    def statistics(self) -> Statistics:
        """The catalog in numbers."""
        return reader.statistics(self.database)

    def changed(self) -> datetime | None:
        """When anything last changed."""
        return reader.changed(self.database)

    def runs(self, limit: int = 50) -> tuple[Run, ...]:
        """The newest runs."""
        return reader.runs(self.database, limit)

    def versions_in_state(self, state: str, limit: int = 100, offset: int = 0) -> tuple[VersionKey, ...]:
        """Versions in one state of work."""
        return reader.versions_in_state(self.database, state, limit, offset)

    def paper_ids(self) -> Iterator[str]:
        """Every paper's arXiv id."""
        return reader.paper_ids(self.database)

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
        """One page of results."""
        return service.search(
            self.database, self.engine, query, kind=kind, limit=limit, cursor=cursor, sort=sort, facets=facets
        )

    def similar_papers(
        self, arxiv_id: str, limit: int = 10, *, newest: bool = False
    ) -> tuple[SearchResult, ...] | SearchRefused:
        """Papers with a similar text."""
        found = self.paper(arxiv_id)
        if not isinstance(found, Paper):
            return ()
        return self._alike(
            lambda index: similar.paper_hits(index, found.version.metadata, limit), "papers", newest
        )

    def similar_architectures(
        self, architecture_id: str, limit: int = 10, *, newest: bool = False
    ) -> tuple[SearchResult, ...] | SearchRefused:
        """Architectures of a similar structure."""
        found = self.architecture(architecture_id)
        if not isinstance(found, Architecture):
            return ()
        return self._alike(
            lambda index: similar.architecture_hits(self.database, index, found, limit),
            "architectures",
            newest,
        )

    def _alike(
        self,
        find: Callable[[SearchIndex], tuple[Hit, ...]],
        kind: SearchKind,
        newest: bool,
    ) -> tuple[SearchResult, ...] | SearchRefused:
        try:
            index = self.engine.current()
            if index is None:
                return service.NO_INDEX
            results = results_of(self.database, kind, find(index), {})
        except Unavailable as error:
            return SearchRefused(code="unavailable", message=str(error))
        if newest:
            return tuple(sorted(results, key=lambda each: str(each.paper.submitted or ""), reverse=True))
        return results

    def healthy(self) -> dict[str, str]:
        """State of database and search, "ok" or a sentence."""
        states = {"database": "ok", "search": "ok"}
        try:
            reader.ask(self.database)
        except SQLAlchemyError as error:
            states["database"] = f"the database does not answer: {error.__class__.__name__}"
            return states
        try:
            index = self.engine.current()
            if index is None:
                states["search"] = service.NO_INDEX.message
            elif waiting := outbox.count(self.database, index.name):
                states["search"] = f"{waiting} changes wait for the search index"
        except Unavailable as error:
            states["search"] = str(error)
        return states

    def store_paper(self, metadata: Metadata) -> None:
        """Store a version's metadata."""
        writer.store_paper(self.database, metadata)

    def is_read(self, key: VersionKey, reader_version: str, sha256: str = "") -> bool:
        """Whether a version is done with this reader's version."""
        found = reader.version(self.database, key)
        return (
            found is not None
            and found.work.state == "done"
            and found.work.reader_version == reader_version
            and (not sha256 or found.work.sha256 == sha256)
        )

    def store_reading(self, key: VersionKey, read: Reading) -> tuple[str, ...]:
        """Replace what was read from a version."""
        return writer.store_reading(self.database, key, read)

    def store_failure(self, key: VersionKey, reason: str, *, reader_version: str = "") -> None:
        """Note why a version could not be read."""
        writer.store_failure(self.database, key, reason, reader_version)

    def store_implementation(self, architecture_id: str, implementation: Implementation) -> None:
        """Store an architecture's code in one framework."""
        writer.store_implementation(self.database, architecture_id, implementation)

    def remove_paper(self, arxiv_id: str, reason: str) -> None:
        """Take a paper out."""
        writer.remove_paper(self.database, arxiv_id, reason)

    def store_run(self, run: Run) -> None:
        """Store a run of the ledger."""
        writer.store_run(self.database, run)

    def sync(self) -> tuple[str, ...]:
        """Bring the search index up to date."""
        return upkeep.sync(self.database, self.engine)

    def index_name(self) -> str | None:
        """Name of the index that is searched."""
        try:
            index = self.engine.current()
        except Unavailable:
            return None
        return None if index is None else index.name

    def reindex(self, progress: Callable[[int], None] | None = None) -> upkeep.Rebuilt:
        """Build a new search index from the database. Raises search.engine.EngineError."""
        return upkeep.rebuild(self.database, self.engine, progress)

    def go_back(self) -> str | None:
        """Have the search index before the current one searched again. Raises search.engine.EngineError."""
        return upkeep.go_back(self.database, self.engine)

    def sweep(self) -> tuple[str, ...]:
        """Delete what killed builds of the search index have left. Raises search.engine.EngineError."""
        return upkeep.sweep(self.database, self.engine)

    def close(self) -> None:
        """Let go of database and index; what waits in the outbox is told to the index by the next sync."""
        self.engine.close()
        self.database.dispose()
