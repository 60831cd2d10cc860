"""A page of results as it is shown."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from markupsafe import Markup

from catalog.licences import may_show_figures
from catalog.results import Facet, SearchKind, SearchPage, SearchRefused, SearchResult, Sort
from web.drawing.labels import operation_name
from web.views.marks import marked
from web.views.words import FRAMEWORK_NAMES, sentence

SORT_WORDS: Mapping[Sort, str] = {
    "relevance": "Relevance",
    "newest": "Newest first",
    "oldest": "Oldest first",
    "confidence": "Confidence",
    "parameters": "Fewest parameters",
    "-parameters": "Most parameters",
}
KIND_WORDS: Mapping[SearchKind, str] = {"papers": "Papers", "architectures": "Architectures"}
FACET_WORDS = {
    "layer": "Layer",
    "cat": "Category",
    "year": "Year",
    "verified": "Verified in",
    "source": "Read from",
    "licence": "Licence",
}
SHORT_FACET = 8
SNIPPET = 320


@dataclass(frozen=True, slots=True)
class FacetChoice:
    """A value of a facet; `query` is the query with it, or without it where it `is_on` already."""

    word: str
    count: int
    query: str
    is_on: bool


@dataclass(frozen=True, slots=True)
class FacetView:
    """A facet: its commonest values, and the rest behind a fold."""

    word: str
    choices: tuple[FacetChoice, ...]
    more: tuple[FacetChoice, ...]


@dataclass(frozen=True, slots=True)
class ResultView:
    """A hit: its title and a passage, marked where they matched."""

    record: SearchResult
    title: Markup | str
    passage: Markup | str


@dataclass(frozen=True, slots=True)
class Trouble:
    """Why a search was refused: a sentence, and the query in three parts around what is wrong with it."""

    code: str
    message: str
    before: str
    wrong: str
    after: str


def _word(facet: str, value: str) -> str:
    if facet == "layer":
        return operation_name(value)
    return FRAMEWORK_NAMES.get(value, value) if facet == "verified" else value


def _toggled(query: str, words: str) -> tuple[str, bool]:
    """The query with these words added, or without them where they stand in it as they are."""
    parts = query.split()
    if words in parts:
        return " ".join(part for part in parts if part != words), True
    return f"{query} {words}".strip(), False


def facet_views(query: str, facets: tuple[Facet, ...]) -> tuple[FacetView, ...]:
    """Facets with the query that each value leads to."""
    views = []
    for facet in facets:
        choices = []
        for value in facet.values:
            toggled, is_on = _toggled(query, value.query)
            choices.append(FacetChoice(_word(facet.name, value.value), value.count, toggled, is_on))
        if choices:
            choices.sort(key=lambda choice: not choice.is_on)
            word = FACET_WORDS.get(facet.name, facet.name.capitalize())
            views.append(FacetView(word, tuple(choices[:SHORT_FACET]), tuple(choices[SHORT_FACET:])))
    return tuple(views)


def _passage(result: SearchResult) -> Markup | str:
    """Where it matched: in the abstract, or, where the licence is open, in a caption or the body."""
    highlights = result.highlights
    fields = ["abstract"] + (["caption", "body"] if may_show_figures(result.paper.licence) else [])
    for field in fields:
        if highlights.get(field):
            return marked(highlights[field])
    abstract = result.paper.abstract
    return abstract if len(abstract) <= SNIPPET else abstract[:SNIPPET].rsplit(" ", 1)[0] + " …"


def result_views(page: SearchPage) -> tuple[ResultView, ...]:
    """The page's hits."""
    return tuple(
        ResultView(
            result,
            marked(result.highlights["title"]) if result.highlights.get("title") else result.title,
            _passage(result),
        )
        for result in page.results
    )


def trouble(query: str, refused: SearchRefused) -> Trouble:
    """A refusal with the place concerned."""
    message = sentence(refused.message)
    if refused.position is None:
        return Trouble(refused.code, message, "", "", "")
    start = min(max(refused.position, 0), len(query))
    end = min(start + max(refused.length, 1), len(query))
    return Trouble(refused.code, message, query[:start], query[start:end] or " ", query[end:])
