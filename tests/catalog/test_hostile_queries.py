"""Whatever is typed gets an answer, soon: a page or a refusal, never an error."""

from __future__ import annotations

import random
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from catalog.query.errors import QueryError
from catalog.query.lowering import lower
from catalog.query.parser import FIELD_NAMES, parse
from catalog.query.tree import And, Everything, Not, Or, Tree
from catalog.results import SearchPage, SearchRefused
from catalog.stored import StoredCatalog
from graph.operations import REGISTRY

SLOWEST_SECONDS = 1.0
PIECES = [
    *(f"{name}:" for name in FIELD_NAMES),
    *(
        "(",
        ")",
        '"',
        "-",
        "--",
        "AND",
        "OR",
        "NOT",
        "and",
        ":",
        "..",
        ">",
        ">=",
        "<",
        "=",
        "*",
        "?",
        "~",
        "^",
        "\\",
    ),
    *(
        "conv2d",
        "layer:conv2d>=3",
        "conv2d.kernel:7",
        "conv2d.kernel:>3",
        'seq:"conv2d relu"',
        "params:1M..5M",
    ),
    *("residual", "attention", "naïve", "日本語", "💥", "\x00", "\ud800", "\u202e", "a" * 300, "ﬁ", "İ", "ß"),
    *("1512.03385", "cs/0112017", "0", "-1", "1e99", "999999999999999999999", "1M", "100%", "nan", "inf"),
    *(
        "<script>",
        "'; DROP TABLE papers; --",
        "${jndi:ldap://x}",
        "../../etc/passwd",
        "%00",
        "\n",
        "\t",
        "\u2028",
    ),
    *("title:(a OR b)", "title:(", "x.y:z", "conv2d.:", ".kernel:3", "year:", "id:", "http://a.b/c?d=e&f"),
    *("/.*/", "[a TO b]", "{!x}", "_exists_:a", "a~2", "a^9", "+a", "!a", "&&", "||", "**", "*a", "?a"),
]
some_query = st.lists(st.one_of(st.sampled_from(PIECES), st.text(max_size=8)), max_size=14).flatmap(
    lambda pieces: st.sampled_from(["", " "]).map(lambda between: between.join(pieces))
)


@settings(max_examples=800, deadline=None)
@given(some_query)
def test_every_text_is_parsed_or_refused_at_a_place_in_it(query: str) -> None:
    try:
        tree = parse(query)
    except QueryError as error:
        assert 0 <= error.position <= len(query)
        assert error.message and error.length >= 1
    else:
        for kind in ("papers", "architectures"):
            lower(tree, kind)


def test_ten_thousand_hostile_queries(filled: StoredCatalog) -> None:
    """On the embedded engine all of them, on Elasticsearch a part, since each costs a journey there."""
    chance = random.Random(20)
    embedded = type(filled.engine).__name__ == "EmbeddedEngine"
    slowest = 0.0
    pages = 0
    for _ in range(10_000 if embedded else 200):
        query = chance.choice(["", " "]).join(chance.choices(PIECES, k=chance.randint(0, 9)))
        kind = chance.choice(["papers", "architectures"])
        began = time.thread_time()
        found = filled.search(query, kind=kind, limit=3, facets=False)  # type: ignore[arg-type]
        slowest = max(slowest, time.thread_time() - began)
        assert isinstance(found, (SearchPage, SearchRefused)), query
        assert not isinstance(found, SearchRefused) or found.code in ("syntax", "limits"), (query, found)
        pages += isinstance(found, SearchPage)
    assert pages > 100
    assert slowest < SLOWEST_SECONDS


@pytest.mark.parametrize(
    "query",
    [
        " ".join(f"layer:conv2d>={number}" for number in range(55)),
        " OR ".join(["conv2d.filters:>0"] * 55),
        " ".join(["residual", "attention"] * 28),
        '"' + "the " * 200 + '"',
        "-(" * 11 + "residual" + ")" * 11,
        " ".join(f"abcdefgh{number}xyz" for number in range(50)),
    ],
)
def test_the_dearest_queries_that_are_allowed_take_no_second(filled: StoredCatalog, query: str) -> None:
    began = time.thread_time()
    found = filled.search(query)
    assert time.thread_time() - began < SLOWEST_SECONDS
    assert isinstance(found, (SearchPage, SearchRefused))


def written(tree: Tree) -> str:
    """A tree of words as a query, every parenthesis in place."""
    match tree:
        case And(parts):
            return "(" + " AND ".join(map(written, parts)) + ")"
        case Or(parts):
            return "(" + " OR ".join(map(written, parts)) + ")"
        case Not(part):
            return f"NOT {written(part)}"
        case Everything():
            return ""
        case _:
            return tree.text  # type: ignore[union-attr]


words = st.sampled_from(sorted({op.replace("_", "") for op in REGISTRY} - {"and", "or", "not"})).map(parse)
trees: st.SearchStrategy[Tree] = st.recursive(
    words,
    lambda inner: st.one_of(
        st.lists(inner, min_size=2, max_size=3).map(lambda parts: And(tuple(parts))),
        st.lists(inner, min_size=2, max_size=3).map(lambda parts: Or(tuple(parts))),
        inner.filter(lambda part: not isinstance(part, Not)).map(Not),
    ),
    max_leaves=8,
)


@given(trees)
def test_a_tree_that_is_written_out_parses_to_itself(tree: Tree) -> None:
    def shape(part: Tree) -> object:
        match part:
            case And(parts) | Or(parts):
                return type(part).__name__, [shape(each) for each in parts]
            case Not(inner):
                return "Not", shape(inner)
            case _:
                return part.text  # type: ignore[union-attr]

    assert shape(parse(written(tree))) == shape(tree)


@given(st.text(max_size=200))
def test_marks_stand_in_escaped_text(text: str) -> None:
    from html import unescape

    from catalog.search.analysis import words as words_of
    from catalog.search.highlight import highlights

    marked = highlights({"title": (text, True)}, {"": frozenset(words_of(text)[:3])})
    for shown in marked.values():
        bare = shown.replace("<mark>", "").replace("</mark>", "")
        assert "<" not in bare and ">" not in bare
        assert unescape(bare) == text
