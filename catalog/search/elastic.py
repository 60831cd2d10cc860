"""The Elasticsearch engine: for catalogs that one machine's embedded index does not serve.

Every index of the catalog is two of Elasticsearch's, `PREFIX-papers-STAMP` and `PREFIX-architectures-STAMP`; the
aliases `PREFIX-papers` and `PREFIX-architectures` say which are searched, and `PREFIX-previous-…` which were before.
All aliases are moved in one request, so that a search sees the old pair or the new one.
"""

from __future__ import annotations

import math
import secrets
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Any

from elastic_transport import TransportError
from elasticsearch import ApiError, Elasticsearch, NotFoundError
from elasticsearch.helpers import streaming_bulk

from catalog.results import KINDS, SearchKind
from catalog.search.documents import PaperChange
from catalog.search.elastic_language import SETTINGS, Json, mapping, translate
from catalog.search.engine import (
    FACET_VALUES,
    OLDEST_BUILD_SECONDS,
    SORT_FIELDS,
    Found,
    Hit,
    Refusal,
    Request,
    SearchIndex,
    Unavailable,
    WrongPlace,
)
from catalog.search.fields import FACETS, FINGERPRINT

DOWN_STATUS = (401, 403, 408, 429, 500, 502, 503, 504)
"""Answers that say that the server cannot serve now, and not that the request is wrong."""
ALIAS_SECONDS = 2.0
"""How long it is taken for granted which indexes the aliases name."""
LONGEST_SEARCH = "5s"
BULK_BYTES = 10_000_000
MOST_COUNTED_WORDS = 200
"""Words counted in one request."""


@contextmanager
def _reached() -> Iterator[None]:
    """Turns what the client raises where the server is away into Unavailable."""
    try:
        yield
    except TransportError as error:
        raise Unavailable(f"the search server does not answer ({type(error).__name__})") from error
    except NotFoundError:
        raise
    except ApiError as error:
        raise Unavailable(f"the search server refuses ({error.status_code})") from error


def _is_left_over(stamp: str) -> bool:
    """Whether a pair of this stamp is so old that nobody can be filling it any more; False for a stamp of others."""
    try:
        made = datetime.strptime(stamp[:15], "%Y%m%d-%H%M%S").replace(tzinfo=UTC)
    except ValueError:
        return False
    return (datetime.now(UTC) - made).total_seconds() > OLDEST_BUILD_SECONDS


def _refusal(action: str, result: Mapping[str, Any]) -> str:
    """Why a document was refused; "" where what is there is newer, or gone already. Raises Unavailable."""
    status = result.get("status")
    if status == 409 or (action == "delete" and status == 404):
        return ""
    if status in DOWN_STATUS:
        raise Unavailable(f"the search server refuses ({status})")
    error = result.get("error")
    reason = error.get("reason") if isinstance(error, dict) else error
    return str(reason)[:500]


class ElasticIndex:
    """A pair of Elasticsearch's indexes."""

    def __init__(self, client: Elasticsearch, prefix: str, stamp: str) -> None:
        self._client = client
        self.stamp = stamp
        self.names: dict[SearchKind, str] = {kind: f"{prefix}-{kind}-{stamp}" for kind in KINDS}
        self._name = f"{prefix}-{stamp}"

    @property
    def name(self) -> str:
        """Prefix and stamp."""
        return self._name

    def find(self, request: Request) -> Found:
        """Search."""
        sort: list[Json] = [{"_score": {"order": "desc"}}, {"by_date": {"order": "desc"}}]
        if request.sort != "relevance":
            name, highest_first = SORT_FIELDS[request.sort]
            sort = [{name: {"order": "desc" if highest_first else "asc"}}]
        if len(request.after) not in (0, len(sort)):
            raise WrongPlace
        asked: Json = {
            "query": translate(request.clause),
            "sort": sort,
            "size": request.limit,
            "track_total_hits": True,
            "track_scores": request.sort == "relevance",
            "docvalue_fields": ["id"],
            "timeout": LONGEST_SEARCH,
        }
        if request.after:
            asked["search_after"] = list(request.after)
        if request.facets:
            asked["aggs"] = {name: {"terms": {"field": name, "size": FACET_VALUES}} for name in FACETS}
        answer = self._search(request.kind, asked)
        hits = tuple(
            Hit(each["fields"]["id"][0], float(each["_score"] or 0.0), tuple(each["sort"]))
            for each in answer["hits"]["hits"]
        )
        facets = {
            name: [
                (str(bucket["key"]), int(bucket["doc_count"]))
                for bucket in answer["aggregations"][name]["buckets"]
            ]
            for name in (FACETS if request.facets else ())
        }
        return Found(int(answer["hits"]["total"]["value"]), hits, facets)

    def frequencies(self, kind: SearchKind, field_name: str, words: Sequence[str]) -> Mapping[str, int]:
        """In how many documents each word stands in a field."""
        found: dict[str, int] = {}
        for start in range(0, len(words), MOST_COUNTED_WORDS):
            some = words[start : start + MOST_COUNTED_WORDS]
            filters = {str(number): {"term": {field_name: word}} for number, word in enumerate(some)}
            answer = self._search(kind, {"size": 0, "aggs": {"words": {"filters": {"filters": filters}}}})
            buckets = answer["aggregations"]["words"]["buckets"]
            found.update({word: int(buckets[str(number)]["doc_count"]) for number, word in enumerate(some)})
        return found

    def count(self, kind: SearchKind) -> int:
        """The number of documents."""
        with _reached():
            return int(self._client.count(index=self.names[kind])["count"])

    def _search(self, kind: SearchKind, asked: Json) -> Mapping[str, Any]:
        try:
            with _reached():
                answer: Mapping[str, Any] = self._client.search(index=self.names[kind], **asked).body
        except NotFoundError as error:
            raise Unavailable("the search index was taken away; build it again (netatlas reindex)") from error
        if answer.get("timed_out"):
            raise Unavailable("the search took too long")
        return answer

    def store(self, changes: Sequence[PaperChange]) -> tuple[Refusal, ...]:
        """Replace the documents of papers. Those that the server refuses are told, the others stored."""
        refused: dict[str, str] = {}
        with _reached():
            actions, owners = self._actions(changes)
            results = streaming_bulk(
                self._client,
                actions,
                raise_on_error=False,
                raise_on_exception=False,
                max_retries=2,
                max_chunk_bytes=BULK_BYTES,
            )
            for stored, item in results:
                if not stored:
                    (action, result), *_ = item.items()
                    reason = _refusal(action, result)
                    if reason:
                        refused[owners[result["_id"]]] = reason
            self._client.indices.refresh(index=",".join(self.names.values()))
        return tuple(Refusal(arxiv_id, reason) for arxiv_id, reason in refused.items())

    def _actions(self, changes: Sequence[PaperChange]) -> tuple[list[Json], dict[str, str]]:
        """New documents with their versions, and the deletion of those that a paper no longer has.

        Returns the actions, and whose paper each document is.
        """
        actions: list[Json] = []
        owners: dict[str, str] = {}
        present = self._present([change.arxiv_id for change in changes])
        for change in changes:
            now = {(document.kind, document.id): document for document in change.documents}
            newest = max((document.revision for document in change.documents), default=0)
            for kind, document_id, version in present.get(change.arxiv_id, ()):
                if (kind, document_id) not in now:
                    owners[document_id] = change.arxiv_id
                    actions.append(self._action("delete", kind, document_id, max(version, newest)))
            for (kind, document_id), document in now.items():
                owners[document_id] = change.arxiv_id
                action = self._action("index", kind, document_id, document.revision)
                actions.append({**action, "_source": dict(document.values)})
        return actions, owners

    def _action(self, kind_of_action: str, kind: SearchKind, document_id: str, version: int) -> Json:
        return {
            "_op_type": kind_of_action,
            "_index": self.names[kind],
            "_id": document_id,
            "version": version,
            "version_type": "external_gte",
        }

    def _present(self, arxiv_ids: Sequence[str]) -> dict[str, list[tuple[SearchKind, str, int]]]:
        """The documents that the indexes have of papers, with their versions."""
        found: dict[str, list[tuple[SearchKind, str, int]]] = {}
        for kind in KINDS:
            after: list[Any] | None = None
            while True:
                asked: Json = {
                    "query": {"terms": {"paper": list(arxiv_ids)}},
                    "sort": [{"id": "asc"}],
                    "size": 1000,
                    "version": True,
                    "docvalue_fields": ["id", "paper"],
                }
                if after:
                    asked["search_after"] = after
                hits = self._search(kind, asked)["hits"]["hits"]
                for hit in hits:
                    place = (kind, hit["_id"], int(hit["_version"]))
                    found.setdefault(hit["fields"]["paper"][0], []).append(place)
                if len(hits) < 1000:
                    break
                after = hits[-1]["sort"]
        return found


class ElasticEngine:
    """The catalog's indexes on an Elasticsearch server or cluster."""

    def __init__(self, client: Elasticsearch, prefix: str = "netatlas") -> None:
        self._client = client
        self._prefix = prefix
        self._seen: tuple[float, ElasticIndex | None] = (-math.inf, None)

    def current(self) -> ElasticIndex | None:
        """The pair of indexes that the aliases name; asked again every few seconds.

        A pair that was replaced meanwhile is still there, as the previous one.
        """
        when, index = self._seen
        if index is None or time.monotonic() - when > ALIAS_SECONDS:
            index = self._usable("")
            self._seen = (time.monotonic(), index)
        return index

    def previous(self) -> ElasticIndex | None:
        """The pair that was searched before."""
        return self._usable("previous-")

    def create(self) -> ElasticIndex:
        """A new, empty pair."""
        stamp = f"{datetime.now(UTC):%Y%m%d-%H%M%S}-{secrets.token_hex(3)}"
        index = ElasticIndex(self._client, self._prefix, stamp)
        with _reached():
            for kind, name in index.names.items():
                self._client.indices.create(
                    index=name,
                    settings=SETTINGS,
                    mappings={**mapping(kind), "_meta": {"fingerprint": FINGERPRINT}},
                )
        return index

    def publish(self, index: SearchIndex) -> tuple[str, ...]:
        """Move the aliases to this pair; pairs other than it and the one before are deleted."""
        assert isinstance(index, ElasticIndex)
        current, previous = self._holders(""), self._holders("previous-")
        kept = next((pair for pair in current if pair.stamp != index.stamp), None)
        dropped = [pair for pair in previous if pair.stamp not in (index.stamp, kept.stamp if kept else "")]
        actions: list[Json] = []
        for kind in KINDS:
            for which, pairs in (("", current), ("previous-", previous)):
                for pair in pairs:
                    place = {"index": pair.names[kind], "alias": self._alias(kind, which)}
                    actions.append({"remove": place})
            actions.append({"add": {"index": index.names[kind], "alias": self._alias(kind)}})
            if kept is not None:
                actions.append({"add": {"index": kept.names[kind], "alias": self._alias(kind, "previous-")}})
        with _reached():
            self._client.indices.update_aliases(actions=actions)
        self._seen = (-math.inf, None)
        for pair in dropped:
            self.discard(pair)
        return tuple(pair.name for pair in dropped)

    def discard(self, index: SearchIndex) -> None:
        """Delete a pair."""
        assert isinstance(index, ElasticIndex)
        with _reached():
            self._client.indices.delete(index=list(index.names.values()), ignore_unavailable=True)

    def sweep(self) -> tuple[str, ...]:
        """Delete what builds that were killed have left."""
        begin = f"{self._prefix}-{KINDS[0]}-"
        with _reached():
            there = self._client.indices.get(index=f"{begin}*", features="aliases", allow_no_indices=True)
        published = {pair.stamp for which in ("", "previous-") for pair in self._holders(which)}
        left = [
            ElasticIndex(self._client, self._prefix, stamp)
            for stamp in (name.removeprefix(begin) for name in there)
            if stamp not in published and _is_left_over(stamp)
        ]
        for pair in left:
            self.discard(pair)
        return tuple(pair.name for pair in left)

    def close(self) -> None:
        """Close the connections."""
        self._client.close()

    def _alias(self, kind: SearchKind, which: str = "") -> str:
        return f"{self._prefix}-{which}{kind}"

    def _holders(self, which: str) -> list[ElasticIndex]:
        """The pairs behind an alias, whatever they were built for: one, or none."""
        return [index for index, _ in self._behind(which)]

    def _usable(self, which: str) -> ElasticIndex | None:
        """The pair behind an alias that was built for the fields of today; None where there is none."""
        return next((index for index, fingerprint in self._behind(which) if fingerprint == FINGERPRINT), None)

    def _behind(self, which: str) -> list[tuple[ElasticIndex, str]]:
        """The pairs behind an alias, and what they were built for."""
        try:
            with _reached():
                answer = self._client.indices.get(index=self._alias(KINDS[0], which), features="mappings")
        except NotFoundError:
            return []
        start = f"{self._prefix}-{KINDS[0]}-"
        return [
            (
                ElasticIndex(self._client, self._prefix, name.removeprefix(start)),
                str(described["mappings"].get("_meta", {}).get("fingerprint", "")),
            )
            for name, described in answer.body.items()
        ]
