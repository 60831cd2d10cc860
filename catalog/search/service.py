"""Searching: from a query's text to a page of results, on whichever engine."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Engine

from catalog.identifiers import parse_arxiv_id
from catalog.query.clauses import Best, Filter
from catalog.query.errors import QueryError, TooComplex
from catalog.query.lowering import STRICT, Leniency, close_words, is_scored, lower, marked_words, plain_words
from catalog.query.parser import parse
from catalog.query.pruning import prune
from catalog.query.tree import Tree
from catalog.results import KINDS, MAX_LIMIT, SORTS, SearchKind, SearchPage, SearchRefused, Sort
from catalog.search import cursors
from catalog.search.analysis import STOPWORDS, whole_characters, words
from catalog.search.engine import Found, Request, SearchEngine, SearchIndex, Unavailable, WrongPlace
from catalog.search.facets import facets as told_facets
from catalog.search.fields import searched
from catalog.search.hydrate import results_of
from catalog.storage.database import reading
from catalog.storage.tables import PaperRow

FEW = 3
"""With fewer hits than this, words that are nowhere else are taken for misspelt."""
SHORTEST_MISSPELT = 4
MOST_MISSPELT = 4
"""Words of one query that are taken for misspelt."""
OTHER_CURSOR = SearchRefused(code="cursor", message="this cursor does not belong to this search")
NO_INDEX = SearchRefused(
    code="unavailable", message="the search index has not been built yet (netatlas reindex)"
)


@dataclass(frozen=True, slots=True)
class Question:
    """What a reader asked, after it was found to be well formed."""

    text: str
    tree: Tree
    kind: SearchKind
    sort: Sort
    limit: int
    facets: bool


def search(
    database: Engine,
    engine: SearchEngine,
    query: str,
    *,
    kind: SearchKind,
    limit: int,
    cursor: str | None,
    sort: Sort,
    facets: bool,
) -> SearchPage | SearchRefused:
    """One page of results. See CatalogReader.search."""
    began = time.perf_counter()
    query = whole_characters(query)
    if kind not in KINDS or sort not in SORTS:
        return SearchRefused(code="syntax", message=f"there is no kind “{kind}” or sort “{sort}”")
    if not 1 <= limit <= MAX_LIMIT:
        return SearchRefused(code="limits", message=f"a page has 1 to {MAX_LIMIT} results")
    asked = cursors.question(query, kind, sort)
    after = cursors.decode(cursor) if cursor is not None else None
    if cursor is not None and (after is None or after.question != asked):
        return OTHER_CURSOR
    jump = _jump(database, query)
    try:
        tree = prune(parse(f"id:{query.strip()}" if parse_arxiv_id(query) else query))
    except TooComplex as error:
        return SearchRefused(
            code="limits", message=error.message, position=error.position, length=error.length
        )
    except QueryError as error:
        return SearchRefused(
            code="syntax", message=error.message, position=error.position, length=error.length
        )
    # Without words every hit is as good as the others: the newest come first.
    order: Sort = sort if sort != "relevance" or is_scored(tree) else "newest"
    question = Question(query, tree, kind, order, limit, facets)
    try:
        index = engine.current()
        if index is None:
            return NO_INDEX
        if after is not None:
            leniency = after.leniency
            found = _find(index, question, leniency, after.place)
            total = after.total if found.total is None else found.total
        else:
            leniency, found = _stretch(index, question)
            total = found.total or 0
    except WrongPlace:
        return OTHER_CURSOR
    except Unavailable as error:
        return SearchRefused(code="unavailable", message=str(error))
    hits, following = found.hits[:limit], None
    if len(found.hits) > limit:
        following = cursors.encode(cursors.Cursor(asked, hits[-1].place, total, leniency))
    return SearchPage(
        query=query,
        kind=kind,
        sort=sort,
        total=total,
        results=results_of(database, kind, hits, marked_words(tree)),
        facets=told_facets(found.facets),
        cursor=following,
        seconds=time.perf_counter() - began,
        jump=jump,
        notice=_notice(leniency),
    )


def _jump(database: Engine, query: str) -> str | None:
    known = parse_arxiv_id(query)
    if known is None:
        return None
    with reading(database) as session:
        return known[0] if session.get(PaperRow, known[0]) is not None else None


def _find(
    index: SearchIndex, question: Question, leniency: Leniency, after: tuple[float | int, ...] = ()
) -> Found:
    return index.find(
        Request(
            kind=question.kind,
            clause=lower(question.tree, question.kind, leniency),
            sort=question.sort,
            # One more, to know whether there is another page.
            limit=question.limit + 1,
            after=after,
            facets=question.facets,
        )
    )


def _stretch(index: SearchIndex, question: Question) -> tuple[Leniency, Found]:
    """The first page: strictly, then with words taken for misspelt, then with most of the words."""
    found = _find(index, question, STRICT)
    if (found.total or 0) >= FEW:
        return STRICT, found
    several = [word for word in dict.fromkeys(plain_words(question.tree)) if word not in STOPWORDS]
    best, leniency = found, STRICT
    misspelt = _unknown(index, question.kind, several)
    if misspelt:
        lenient = Leniency(misspelt=misspelt)
        again = _find(index, question, lenient)
        if (again.total or 0) > (best.total or 0):
            best, leniency = again, lenient
    if not best.total and len(several) > 2:
        lenient = Leniency(misspelt=misspelt, most=True)
        again = _find(index, question, lenient)
        if again.total:
            best, leniency = again, lenient
    return leniency, best


def _unknown(index: SearchIndex, kind: SearchKind, several: Sequence[str]) -> frozenset[str]:
    """The words that stand in no title, abstract, name or caption, while others close to them do."""
    long = [word for word in several if len(word) >= SHORTEST_MISSPELT and not word.isdigit()]
    known: set[str] = set()
    for field in searched(kind):
        if field.name == "body" or not long:
            continue
        forms = {word: word if field.kind == "names" else " ".join(words(word)) for word in long}
        numbers = index.frequencies(kind, field.name, list(dict.fromkeys(forms.values())))
        known.update(word for word, form in forms.items() if numbers.get(form))
        long = [word for word in long if word not in known]
    return frozenset(word for word in long[:MOST_MISSPELT] if _has_close(index, kind, word))


def _has_close(index: SearchIndex, kind: SearchKind, word: str) -> bool:
    """Whether anything is written almost like this word."""
    clause = Filter(Best(tuple(close_words(word))))
    return bool(index.find(Request(kind=kind, clause=clause, sort="newest", limit=1)).hits)


def _notice(leniency: Leniency) -> str:
    told = []
    if leniency.misspelt:
        shown = ", ".join(f"“{word}”" for word in sorted(leniency.misspelt))
        told.append(f"{shown} not found as written; words close to it were taken")
    if leniency.most:
        told.append("nothing has all of these words; what has most of them is shown")
    return "; ".join(told)
