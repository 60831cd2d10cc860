"""Clauses in tantivy's language."""

from __future__ import annotations

from tantivy import FieldType, Occur, Query, Schema, Searcher

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
from catalog.search.fields import BY_NAME

MOST_KEYWORDS = 20_000
"""Different keywords that a range may span."""


def translate(clause: Clause, schema: Schema, searcher: Searcher) -> Query:
    """A clause as tantivy's query."""
    match clause:
        case All():
            return Query.all_query()
        case Term(name, value):
            text = BY_NAME[name].kind in ("text", "names")
            return Query.term_query(schema, name, value, "freq" if text else "basic")
        case Close(name, value, distance):
            return Query.fuzzy_term_query(schema, name, value, distance, True)
        case Adjacent(name, values):
            return Query.phrase_query(schema, name, list(values))
        case Between(name, low, high):
            return _between(schema, name, low, high)
        case KeywordBetween(name, prefix, low, high):
            # tantivy has no ranges of texts; the keywords concerned are few, and it lists them in order.
            keywords = searcher.terms_with_prefix(name, prefix, limit=MOST_KEYWORDS)
            wanted = [word for word, _ in keywords if low <= word.removeprefix(prefix) <= high]
            return Query.term_set_query(schema, name, wanted) if wanted else Query.empty_query()
        case Best(parts, tie):
            return Query.disjunction_max_query([translate(part, schema, searcher) for part in parts], tie)
        case Weighted(part, factor):
            return Query.boost_query(translate(part, schema, searcher), factor)
        case Filter(part):
            return Query.const_score_query(translate(part, schema, searcher), 0.0)
        case Combined(must, should, must_not, at_least):
            return Query.boolean_query(
                [
                    (occur, translate(part, schema, searcher))
                    for occur, several in (
                        (Occur.Must, must),
                        (Occur.Should, should),
                        (Occur.MustNot, must_not),
                    )
                    for part in several
                ],
                at_least or None,
            )


def _between(schema: Schema, name: str, low: float | None, high: float | None) -> Query:
    if BY_NAME[name].integer:
        whole = (None if low is None else _whole(low), None if high is None else _whole(high))
        return Query.range_query(schema, name, FieldType.Integer, *whole)
    return Query.range_query(schema, name, FieldType.Float, low, high)


def _whole(number: float) -> int:
    """A bound within what 64 bits hold."""
    return max(-(1 << 63), min(int(number), (1 << 63) - 1))
