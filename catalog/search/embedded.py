"""The embedded engine: tantivy, its indexes in a folder, no server.

    FOLDER/current            name of the index that is searched, and of the one before
    FOLDER/NAME/papers, FOLDER/NAME/architectures
    FOLDER/NAME/schema        what the index was built for

`current` is replaced in one step, so a reader sees the old index or the new one. A reader takes up what a writer,
also one of another process, has committed before each search.
"""

from __future__ import annotations

import os
import secrets
import shutil
import time
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from threading import Lock

from tantivy import Document as TantivyDocument
from tantivy import Index, IndexWriter, Order, Query, Schema, SchemaBuilder, Searcher, SearchResult

from catalog.query.clauses import Between, Combined, Filter
from catalog.results import KINDS, SearchKind
from catalog.search.documents import Document, PaperChange
from catalog.search.embedded_language import translate
from catalog.search.engine import (
    FACET_VALUES,
    OLDEST_BUILD_SECONDS,
    SORT_FIELDS,
    Busy,
    Found,
    Hit,
    Refusal,
    Request,
    SearchIndex,
    Unavailable,
    WrongPlace,
)
from catalog.search.fields import BY_NAME, FACETS, FINGERPRINT, fields_of

WRITER_BYTES = 64_000_000
"""Memory of a writer before it writes a segment out."""
DEEPEST_PLACE = 100_000
"""Hits by relevance that can be paged through; tantivy counts its way to a page."""


def schema_of(kind: SearchKind) -> Schema:
    """tantivy's schema of an index."""
    builder = SchemaBuilder()
    for field in fields_of(kind):
        if field.kind in ("text", "names"):
            builder.add_text_field(
                field.name,
                tokenizer_name="whitespace",
                index_option="position" if field.places else "freq",
            )
        elif field.kind == "keyword":
            builder.add_text_field(
                field.name,
                tokenizer_name="raw",
                index_option="basic",
                stored=field.name == "id",
                fast=field.facet,
            )
        elif field.integer:
            builder.add_integer_field(field.name, indexed=not field.name.startswith("by_"), fast=True)
        else:
            builder.add_float_field(field.name, indexed=True, fast=True)
    return builder.build()


SCHEMAS: Mapping[SearchKind, Schema] = {kind: schema_of(kind) for kind in KINDS}


class _Part:
    """One kind's index on disk, its searcher kept up with what was committed."""

    def __init__(self, folder: Path, kind: SearchKind) -> None:
        self.schema = SCHEMAS[kind]
        folder.mkdir(parents=True, exist_ok=True)
        self.index = Index(self.schema, str(folder))
        self._meta = folder / "meta.json"
        self._seen: tuple[int, int] | None = None
        self._lock = Lock()

    def searcher(self) -> Searcher:
        status = self._meta.stat()
        now = (status.st_mtime_ns, status.st_ino)
        if now != self._seen:
            with self._lock:
                self.index.reload()
                self._seen = now
        return self.index.searcher()


class EmbeddedIndex:
    """An index in a folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._parts: dict[SearchKind, _Part] = {kind: _Part(folder / kind, kind) for kind in KINDS}

    @property
    def name(self) -> str:
        """The folder's name."""
        return self.folder.name

    def find(self, request: Request) -> Found:
        """Search."""
        if len(request.after) > 1 or any(place < 0 for place in request.after):
            raise WrongPlace
        part = self._parts[request.kind]
        searcher = part.searcher()
        query = translate(request.clause, part.schema, searcher)
        facets = self._facets(searcher, query) if request.facets else {}
        if request.sort == "relevance":
            offset = int(request.after[0]) if request.after else 0
            limit = min(request.limit, max(0, DEEPEST_PLACE - offset))
            if limit == 0:
                return Found(None, (), facets)
            result = searcher.search(query, limit, offset=offset)
            hits = tuple(
                Hit(_id(searcher, address), float(score), (offset + place,))
                for place, (score, address) in enumerate(result.hits, 1)
            )
            return Found(_total(result), hits, facets)
        name, highest_first = SORT_FIELDS[request.sort]
        total = None
        if request.after:
            last = int(request.after[0])
            rest = Between(name, None, last - 1) if highest_first else Between(name, last + 1, None)
            query = translate(Combined(must=(request.clause, Filter(rest))), part.schema, searcher)
        result = searcher.search(
            query,
            request.limit,
            order_by_field=name,
            order=Order.Desc if highest_first else Order.Asc,
        )
        if not request.after:
            total = _total(result)
        hits = tuple(Hit(_id(searcher, address), 0.0, (value,)) for value, address in result.hits)
        return Found(total, hits, facets)

    @staticmethod
    def _facets(searcher: Searcher, query: Query) -> dict[str, list[tuple[str, int]]]:
        asked = {name: {"terms": {"field": name, "size": FACET_VALUES}} for name in FACETS}
        answer = searcher.aggregate(query, asked)
        return {
            name: [
                (_key(name, bucket["key"]), int(bucket["doc_count"])) for bucket in answer[name]["buckets"]
            ]
            for name in FACETS
        }

    def frequencies(self, kind: SearchKind, field_name: str, words: Sequence[str]) -> Mapping[str, int]:
        """In how many documents each word stands in a field."""
        searcher = self._parts[kind].searcher()
        return {word: searcher.doc_freq(field_name, word) for word in words}

    def count(self, kind: SearchKind) -> int:
        """The number of documents."""
        return self._parts[kind].searcher().num_docs

    def store(self, changes: Sequence[PaperChange]) -> tuple[Refusal, ...]:
        """Replace the documents of papers; all of them are stored, or the error is raised and none is."""
        for kind in KINDS:
            part = self._parts[kind]
            writer = self._writer(part)
            try:
                for change in changes:
                    writer.delete_documents_by_term("paper", change.arxiv_id)
                    for document in change.documents:
                        if document.kind == kind:
                            writer.add_document(_to_tantivy(document))
                writer.commit()
            finally:
                # Ends the writer and its threads, and with them the lock on the folder.
                writer.wait_merging_threads()
        return ()

    @staticmethod
    def _writer(part: _Part) -> IndexWriter:
        try:
            return part.index.writer(WRITER_BYTES, num_threads=1)
        except ValueError as error:
            if "lock" in str(error).lower():
                raise Busy("another process is writing to the search index") from error
            raise


def _to_tantivy(document: Document) -> TantivyDocument:
    values = {
        name: list(value) if isinstance(value, (list, tuple)) else [value]
        for name, value in document.values.items()
        if value not in ("", [])
    }
    return TantivyDocument.from_dict(values, SCHEMAS[document.kind])


def _is_left_over(folder: Path) -> bool:
    """Whether an index that was never published is so old that nobody can be filling it any more."""
    return time.time() - folder.stat().st_mtime > OLDEST_BUILD_SECONDS


def _key(name: str, key: object) -> str:
    """A facet's value as text; tantivy gives numbers as fractions."""
    return str(key) if BY_NAME[name].kind == "keyword" else str(int(float(str(key))))


def _total(result: SearchResult) -> int:
    return int(result.count)  # type: ignore[attr-defined]  # there, and left out of the package's stub


def _id(searcher: Searcher, address: object) -> str:
    return str(searcher.doc(address).get_first("id"))  # type: ignore[arg-type]


class EmbeddedEngine:
    """Indexes in a folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._open: dict[str, EmbeddedIndex] = {}

    def current(self) -> EmbeddedIndex | None:
        """The index that is searched."""
        return self._usable(self._names()[0])

    def previous(self) -> EmbeddedIndex | None:
        """The index that was searched before."""
        return self._usable(self._names()[1])

    def create(self) -> EmbeddedIndex:
        """A new, empty index."""
        name = f"embedded-{datetime.now(UTC):%Y%m%d-%H%M%S}-{secrets.token_hex(3)}"
        index = EmbeddedIndex(self.folder / name)
        (index.folder / "schema").write_text(FINGERPRINT)
        self._open[name] = index
        return index

    def publish(self, index: SearchIndex) -> tuple[str, ...]:
        """Have this index searched from now on; others than it and the one before are deleted."""
        replaced = self._names()
        before = replaced[0]
        kept = [index.name, before if before != index.name else replaced[1]]
        temporary = self.folder / f"current.{secrets.token_hex(3)}"
        with temporary.open("w") as file:
            file.write("\n".join(name for name in kept if name))
            file.flush()
            os.fsync(file.fileno())
        temporary.replace(self.folder / "current")
        dropped = [
            each.name
            for each in self.folder.iterdir()
            if each.is_dir() and each.name not in kept and (each.name in replaced or _is_left_over(each))
        ]
        for name in dropped:
            self._remove(name)
        return tuple(dropped)

    def discard(self, index: SearchIndex) -> None:
        """Delete an index that was never published."""
        self._remove(index.name)

    def sweep(self) -> tuple[str, ...]:
        """Delete what builds that were killed have left."""
        published = self._names()
        if not self.folder.is_dir():
            return ()
        left = [
            each.name
            for each in self.folder.iterdir()
            if each.is_dir() and each.name not in published and _is_left_over(each)
        ]
        for name in left:
            self._remove(name)
        return tuple(left)

    def close(self) -> None:
        """Nothing is held but files that close by themselves."""
        self._open.clear()

    def _remove(self, name: str) -> None:
        self._open.pop(name, None)
        shutil.rmtree(self.folder / name, ignore_errors=True)

    def _names(self) -> tuple[str, str]:
        try:
            lines = (self.folder / "current").read_text().split("\n")
        except FileNotFoundError:
            return "", ""
        except OSError as error:
            raise Unavailable(f"the search index in {self.folder} cannot be read: {error}") from error
        return lines[0], lines[1] if len(lines) > 1 else ""

    def _usable(self, name: str) -> EmbeddedIndex | None:
        if not name:
            return None
        known = self._open.get(name)
        if known is not None:
            return known
        try:
            if (self.folder / name / "schema").read_text() != FINGERPRINT:
                return None
            self._open[name] = EmbeddedIndex(self.folder / name)
        except (OSError, ValueError):
            # Missing or damaged: as good as none, since it can be filled again from the database.
            return None
        return self._open[name]
