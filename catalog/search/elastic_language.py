"""Clauses in Elasticsearch's language."""

from __future__ import annotations

from typing import Any

from catalog.query.clauses import (
    Adjacent,
    All,
    Best,
    Between,
    Clause,
    Close,
    Combined,
    Filter,
    KeywordBetween,
    Term,
    Weighted,
)
from catalog.results import SearchKind
from catalog.search.fields import BY_NAME, fields_of

Json = dict[str, Any]


def mapping(kind: SearchKind) -> Json:
    """The strict mapping of an index: a field that is not in it is an error, and none is guessed."""
    properties: dict[str, Json] = {}
    for field in fields_of(kind):
        if field.kind in ("text", "names"):
            kept = "positions" if field.places else "freqs"
            properties[field.name] = {"type": "text", "analyzer": "words", "index_options": kept}
        elif field.kind == "keyword":
            properties[field.name] = {
                "type": "keyword",
                "doc_values": field.facet or field.name in ("id", "paper"),
            }
        elif field.integer:
            properties[field.name] = {"type": "long", "index": True}
        else:
            properties[field.name] = {"type": "double"}
    return {"dynamic": "strict", "_source": {"enabled": False}, "properties": properties}


SETTINGS: Json = {
    # The texts are analysed before they come here (catalog.search.analysis); what is left is to part them.
    "analysis": {"analyzer": {"words": {"type": "custom", "tokenizer": "whitespace"}}},
    "number_of_shards": 1,
    # As many copies as there are other nodes, and none on a single one.
    "auto_expand_replicas": "0-1",
}


def translate(clause: Clause) -> Json:
    """A clause as Elasticsearch's query."""
    match clause:
        case All():
            return {"match_all": {}}
        case Term(name, value):
            return {"term": {name: {"value": value}}}
        case Close(name, value, distance):
            # All close words count the same, as in tantivy; the rewriting also keeps their number unlimited.
            return {
                "fuzzy": {
                    name: {
                        "value": value,
                        "fuzziness": distance,
                        "transpositions": True,
                        "rewrite": "constant_score",
                    }
                }
            }
        case Adjacent(name, values):
            return {"match_phrase": {name: {"query": " ".join(values)}}}
        case Between(name, low, high):
            whole = BY_NAME[name].integer
            bounds = {"gte": low, "lte": high}
            return {
                "range": {
                    name: {
                        end: _whole(bound) if whole else bound
                        for end, bound in bounds.items()
                        if bound is not None
                    }
                }
            }
        case KeywordBetween(name, prefix, low, high):
            return {"range": {name: {"gte": prefix + low, "lte": prefix + high}}}
        case Best(parts, tie):
            return {"dis_max": {"queries": [translate(part) for part in parts], "tie_breaker": tie}}
        case Weighted(part, factor):
            return _weighted(translate(part), factor)
        case Filter(part):
            return {"bool": {"filter": [translate(part)]}}
        case Combined(must, should, must_not, at_least):
            several: Json = {}
            for name, parts in (("must", must), ("should", should), ("must_not", must_not)):
                if parts:
                    several[name] = [translate(part) for part in parts]
            if should:
                several["minimum_should_match"] = at_least
            return {"bool": several}


def _weighted(query: Json, factor: float) -> Json:
    """A query with a boost, which stands inside of it."""
    (kind, body), *_ = query.items()
    if kind in ("term", "fuzzy", "match_phrase"):
        (name, inner), *_ = body.items()
        return {kind: {name: {**inner, "boost": factor}}}
    return {kind: {**body, "boost": factor}}


def _whole(number: float) -> int:
    """A bound within what 64 bits hold."""
    return max(-(1 << 63), min(int(number), (1 << 63) - 1))
