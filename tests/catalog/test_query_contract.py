"""One contract, two engines: what every query of the language finds, in which order, with which facets."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from itertools import combinations

import pytest

from catalog.query.lowering import Leniency
from catalog.results import SORTS, SearchKind, SearchPage, SearchRefused, SearchResult
from catalog.search import cursors
from catalog.stored import StoredCatalog
from tests.catalog import corpus
from tests.catalog.query_cases import CASES

NUMBERS = {described.key.arxiv_id: str(place) for place, (described, _) in enumerate(corpus.PAPERS)}
LETTERS = {"2001.00001v1.figure-2.1": "0a", "2001.00001v1.table-1.1": "0b"}
EQUALLY_GOOD = 0.03
"""Scores that differ by less than this part of themselves are a tie: engines count documents a little differently."""


@dataclass(frozen=True)
class Case:
    """A line of the contract."""

    query: str
    papers: tuple[str, ...]
    architectures: tuple[str, ...]
    stretched: bool

    def expected(self, kind: SearchKind) -> tuple[str, ...]:
        """What a search of this kind finds."""
        return self.papers if kind == "papers" else self.architectures


def read_cases() -> list[Case]:
    """The contract's lines."""
    cases = []
    for line in CASES.strip("\n").split("\n"):
        query, papers, architectures = (part.strip() for part in line.split("⇒"))
        stretched = papers.startswith("~")
        cases.append(
            Case(query, tuple(papers.removeprefix("~").split()), tuple(architectures.split()), stretched)
        )
    return cases


ALL = read_cases()


def name(result: SearchResult, kind: SearchKind) -> str:
    """A hit as the contract names it."""
    number = NUMBERS[result.arxiv_id]
    return number if kind == "papers" else LETTERS.get(result.architectures[0].id, number)


def page(catalog: StoredCatalog, query: str, kind: SearchKind = "papers", **more: object) -> SearchPage:
    """A page; fails where the search was refused."""
    found = catalog.search(query, kind=kind, **more)  # type: ignore[arg-type]
    assert isinstance(found, SearchPage), found
    return found


def test_the_contract_is_large_enough() -> None:
    assert len(ALL) >= 150
    assert len({case.query for case in ALL}) == len(ALL)


@pytest.mark.parametrize("kind", ["papers", "architectures"])
@pytest.mark.parametrize("case", ALL, ids=lambda case: case.query or "(nothing)")
def test_query(filled: StoredCatalog, case: Case, kind: SearchKind) -> None:
    expected = case.expected(kind)
    found = page(filled, case.query, kind, limit=50, facets=False)
    names = [name(result, kind) for result in found.results]
    assert Counter(names) == Counter(expected)
    assert found.total == len(expected)
    assert found.cursor is None
    assert bool(found.notice) == (case.stretched and bool(expected))
    scores = dict(zip(names, (result.score for result in found.results), strict=True))
    for better, worse in combinations(expected, 2):
        if names.index(better) > names.index(worse):
            assert scores[worse] - scores[better] <= EQUALLY_GOOD * scores[worse], f"{worse} before {better}"


@pytest.mark.parametrize("limit", [1, 2, 3])
@pytest.mark.parametrize("sort", SORTS)
@pytest.mark.parametrize("query", ["", "layer:conv2d", "residual OR attention OR convolution"])
def test_pages_join_to_the_whole_without_gap_or_repetition(
    filled: StoredCatalog, query: str, sort: str, limit: int
) -> None:
    whole = page(filled, query, "architectures", limit=100, sort=sort)
    joined: list[str] = []
    cursor = None
    while True:
        part = page(filled, query, "architectures", limit=limit, sort=sort, cursor=cursor)
        assert part.total == whole.total
        assert part.results, "a page behind the last one"
        joined += [result.architectures[0].id for result in part.results]
        cursor = part.cursor
        if cursor is None:
            break
    assert joined == [result.architectures[0].id for result in whole.results]


@pytest.mark.parametrize(
    ("sort", "expected"),
    [
        ("newest", "9 1 0 3 2 5 6 8 4 7"),
        ("oldest", "7 4 8 6 5 2 3 0 1 9"),
        ("confidence", "3 0 1 2 5 6 8 4"),
        ("parameters", "1 2 0 5 4 0 6 3"),
        ("-parameters", "3 6 0 4 5 2 1"),
    ],
)
def test_sorts(filled: StoredCatalog, sort: str, expected: str) -> None:
    found = page(filled, "", sort=sort)
    names = [name(result, "papers") for result in found.results]
    wanted = list(dict.fromkeys(expected.split()))
    assert [each for each in names if each in wanted][: len(wanted)] == wanted


def test_facets_count_all_hits_and_lead_to_them(filled: StoredCatalog) -> None:
    found = page(filled, "residual OR attention OR convolution", limit=1)
    facets = {facet.name: facet for facet in found.facets}
    assert set(facets) == {"layer", "verified", "source", "cat", "year", "licence"}
    assert [value.value for value in facets["year"].values] == [
        "2020",
        "2019",
        "2018",
        "2017",
        "2016",
        "2015",
    ]
    assert "cs" not in {value.value for value in facets["cat"].values}
    assert {value.value for value in facets["licence"].values} >= {"cc-by-4.0", "cc0-1.0", "none"}
    for facet in found.facets:
        for value in facet.values:
            narrowed = page(filled, f"(residual OR attention OR convolution) {value.query}", facets=False)
            assert narrowed.total == value.count, value


def test_facets_are_the_same_on_every_page_and_left_out_on_demand(filled: StoredCatalog) -> None:
    first = page(filled, "layer:conv2d", limit=1)
    assert first.cursor is not None
    second = page(filled, "layer:conv2d", limit=1, cursor=first.cursor)
    assert first.facets == second.facets
    assert page(filled, "layer:conv2d", facets=False).facets == ()


def test_matches_are_marked_and_all_else_escaped(filled: StoredCatalog) -> None:
    found = page(filled, "naive alert").results[0]
    assert found.highlights["title"].startswith(
        "&lt;b&gt;<mark>Naïve</mark>&lt;/b&gt; “Überblick” &amp; a/b?c"
    )
    assert "&lt;script&gt;<mark>alert</mark>(1)&lt;/script&gt;" in found.highlights["abstract"]
    assert "<script>" not in "".join(found.highlights.values())


def test_a_mark_is_where_the_word_matched(filled: StoredCatalog) -> None:
    found = page(filled, "author:perez residual").results[0]
    assert "<mark>Pérez</mark>" in found.highlights["authors"]
    assert "<mark>Residual</mark>" in found.highlights["title"]
    assert "<mark>residual</mark>" in found.highlights["abstract"]
    assert "title" not in page(filled, "author:perez").results[0].highlights


def test_a_bare_identifier_jumps(filled: StoredCatalog) -> None:
    assert page(filled, "2001.00001").jump == "2001.00001"
    assert page(filled, "arXiv:2001.00001v7").jump == "2001.00001"
    assert page(filled, "9912.00001").jump is None
    assert page(filled, "2001.00001 nets").jump is None


def test_similar_papers_share_the_subject(filled: StoredCatalog) -> None:
    alike = filled.similar_papers("2006.00006", limit=3)
    assert not isinstance(alike, SearchRefused)
    names = [name(result, "papers") for result in alike]
    assert "5" not in names
    assert "0" in names
    days = filled.similar_papers("2006.00006", limit=3, newest=True)
    assert not isinstance(days, SearchRefused)
    shown = [str(result.paper.submitted or "") for result in days]
    assert shown == sorted(shown, reverse=True)
    assert filled.similar_papers("9999.99999") == ()


def test_similar_architectures_share_the_structure(filled: StoredCatalog) -> None:
    alike = filled.similar_architectures("2001.00001v1.figure-2.1", limit=3)
    assert not isinstance(alike, SearchRefused)
    names = [name(result, "architectures") for result in alike]
    assert set(names[:2]) == {"0b", "8"}
    assert all(0 <= result.score <= 1 for result in alike)
    assert filled.similar_architectures("nothing") == ()


WRONG = [
    ("foo:bar", 0, "there is no field “foo”"),
    ("a titel:b", 2, "did you mean title?"),
    ("layer:con2d", 6, "did you mean conv2d?"),
    ("con2d.kernel:7", 0, "did you mean conv2d?"),
    ("(residual", 0, "never closed"),
    ("residual)", 8, "closes nothing"),
    ("a (b (c) d", 2, "never closed"),
    ("()", 1, "a word was expected"),
    ('a "residual', 2, "no second one"),
    ("year:soon", 5, "no number"),
    ("year:2018..2015", 5, "begins after its end"),
    ("params:1X", 7, "no number"),
    ("layer:conv2d>=many", 12, "no number"),
    ("AND residual", 0, "stands between two terms"),
    ("residual OR", 11, "ends where a word was expected"),
    ("residual AND OR x", 13, "stands between two terms"),
    ("NOT", 3, "ends where a word was expected"),
    ("verified:jax", 9, "is one of pytorch"),
    ("source:film", 7, "is one of figure"),
    ("year:(2015 2016)", 5, "no parentheses"),
    ('seq:"conv2d flurb"', 4, "there is no layer"),
]


@pytest.mark.parametrize(("query", "position", "told"), WRONG)
def test_what_is_wrong_is_told_with_its_place(
    filled: StoredCatalog, query: str, position: int, told: str
) -> None:
    found = filled.search(query)
    assert isinstance(found, SearchRefused)
    assert (found.code, found.position) == ("syntax", position)
    assert told in found.message
    assert position + found.length <= len(query) + 1


@pytest.mark.parametrize(
    "query",
    [
        "a" * 1001,
        "(" * 13 + "a" + ")" * 13,
        " ".join(["a"] * 61),
        'seq:"' + "relu " * 25 + '"',
    ],
)
def test_too_much_is_refused(filled: StoredCatalog, query: str) -> None:
    found = filled.search(query)
    assert isinstance(found, SearchRefused)
    assert found.code == "limits"


def test_limits_and_cursors_are_checked(filled: StoredCatalog) -> None:
    for limit in (0, -1, 101):
        refused = filled.search("a", limit=limit)
        assert isinstance(refused, SearchRefused) and refused.code == "limits"
    for cursor in ("", "x", "W10", "!!!!", "A" * 3000, "bnVsbA"):
        refused = filled.search("a", cursor=cursor)
        assert isinstance(refused, SearchRefused) and refused.code == "cursor"
    ours = page(filled, "layer:conv2d", limit=1).cursor
    refused = filled.search("layer:relu", cursor=ours)
    assert isinstance(refused, SearchRefused) and refused.code == "cursor"


@pytest.mark.parametrize("sort", ["relevance", "newest"])
@pytest.mark.parametrize(
    "place", [(-5,), (-(2**63),), (1e308,), (2**62,), (0.5,), (1, 2), (1.0, -3), (1, 2, 3), (2**63 - 1,)]
)
def test_a_forged_cursor_is_refused_or_leads_to_a_page(
    filled: StoredCatalog, sort: str, place: tuple[float, ...]
) -> None:
    asked = cursors.question("residual", "papers", sort)
    forged = cursors.encode(cursors.Cursor(asked, place, 3, Leniency()))
    found = filled.search("residual", sort=sort, cursor=forged)  # type: ignore[arg-type]
    assert isinstance(found, SearchPage) or found.code == "cursor"
