"""Drawings: every node once, nothing on top of anything else, arrows forward, words only as words, and fast."""

from __future__ import annotations

import itertools
import random
import time
from xml.etree import ElementTree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from site_fixture import EVIL, block_graph, chain_graph, evil_graph

from graph import Attribute, Edge, Graph, Node
from graph.operations import REGISTRY
from web.drawing import FAMILIES, draw, family_of, standalone
from web.drawing.cards import cards_of
from web.drawing.folding import TALLEST
from web.drawing.labels import describe
from web.drawing.layering import open_cycles, ranks, topological
from web.drawing.layout import WIDEST, Size, lay_out
from web.drawing.ordering import crossings, order_rows
from web.drawing.text import shorten, text_width

SVG = "{http://www.w3.org/2000/svg}"
OPS = sorted(REGISTRY)


@st.composite
def links(draw_value, most: int = 24):
    """Nodes and any links between them: cycles, loops, double links, parts on their own."""
    count = draw_value(st.integers(1, most))
    names = [f"n{i}" for i in range(count)]
    ends = st.sampled_from(names)
    return names, draw_value(st.lists(st.tuples(ends, ends), max_size=2 * count))


@st.composite
def graphs(draw_value):
    """Any graph of registered operations with any labels."""
    names, pairs = draw_value(links(14))
    nodes = tuple(
        Node(
            name,
            draw_value(st.sampled_from(OPS)),
            draw_value(st.text(max_size=40)),
            {"kernel": Attribute((3, 3)), "units": Attribute(draw_value(st.integers(1, 9999)))},
            draw_value(st.sampled_from([None, None, 2, "N"])),
            draw_value(st.sampled_from([None, (56, 56, 64), ("H", "W", 3)])),
        )
        for name in names
    )
    return Graph("any", nodes, tuple(Edge(a, b) for a, b in pairs))


def boxes_apart(boxes) -> None:
    found = list(boxes.items())
    for i, (a, p) in enumerate(found):
        for b, q in found[:i]:
            beside = p.x + p.width <= q.x + 0.01 or q.x + q.width <= p.x + 0.01
            above = p.y + p.height <= q.y + 0.01 or q.y + q.height <= p.y + 0.01
            assert beside or above, (a, p, b, q)


@given(links())
@settings(max_examples=150, deadline=None)
def test_turning_the_found_links_leaves_no_cycle_and_ranks_go_forward(case) -> None:
    nodes, pairs = case
    backward = open_cycles(nodes, pairs)
    forward = list(dict.fromkeys((b, a) if (a, b) in backward else (a, b) for a, b in pairs if a != b))
    assert sorted(topological(nodes, forward)) == sorted(nodes)
    row = ranks(nodes, forward)
    assert all(row[a] < row[b] for a, b in forward)
    assert sorted(set(row.values())) == list(range(max(row.values()) + 1))


@given(links())
@settings(max_examples=150, deadline=None)
def test_boxes_stand_apart_and_inside(case) -> None:
    nodes, pairs = case
    sizes = {node: Size(60 + 17 * (i % 9), 30 + 16 * (i % 3)) for i, node in enumerate(nodes)}
    layout = lay_out(sizes, pairs)
    assert layout.boxes.keys() == set(nodes)
    boxes_apart(layout.boxes)
    for box in layout.boxes.values():
        assert box.x >= -0.01 and box.x + box.width <= layout.width + 0.01
        assert box.y >= -0.01 and box.y + box.height <= layout.height + 0.01
    drawn = {frozenset((route.source, route.target)) for route in layout.routes}
    assert drawn == {frozenset(pair) for pair in pairs}


@given(links(10))
@settings(max_examples=80, deadline=None)
def test_ordering_never_adds_crossings(case) -> None:
    nodes, pairs = case
    half = max(len(nodes) // 2, 1)
    rows = [nodes[:half], nodes[half:]]
    after = {n: [b for a, b in pairs if a == n and b in rows[1]] if n in rows[0] else [] for n in nodes}
    before = {n: [a for a in rows[0] if n in after[a]] for n in nodes}
    better = order_rows(rows, before, after)
    assert [sorted(row) for row in better] == [sorted(row) for row in rows]
    assert crossings(*better, after) <= crossings(*rows, after)


@given(graphs())
@settings(max_examples=100, deadline=None)
def test_any_graph_is_drawn_whole_as_well_formed_svg(graph) -> None:
    cards, card_of = cards_of(graph)
    assert sorted(strip.node.id for card in cards for strip in card.strips) == sorted(
        n.id for n in graph.nodes
    )
    assert card_of.keys() == {node.id for node in graph.nodes}
    root = ElementTree.fromstring(str(draw(graph).svg))
    drawn = [g for g in root.iter(f"{SVG}g") if "card" in g.get("class", "").split()]
    assert len(drawn) == len(graph.nodes)


def test_a_chain_is_one_straight_line_from_top_to_bottom() -> None:
    nodes = [f"n{i}" for i in range(6)]
    layout = lay_out({n: Size(100, 40) for n in nodes}, list(itertools.pairwise(nodes)))
    middles = {round(box.x + box.width / 2, 3) for box in layout.boxes.values()}
    assert len(middles) == 1
    tops = [layout.boxes[n].y for n in nodes]
    assert tops == sorted(tops)


def test_a_skip_leaves_the_trunk_straight() -> None:
    pairs = [("a", "b"), ("b", "c"), ("c", "d"), ("a", "d")]
    layout = lay_out({n: Size(100, 40) for n in "abcd"}, pairs)
    assert len({round(layout.boxes[n].x, 3) for n in "abcd"}) == 1


def test_a_long_chain_is_folded_into_columns_that_fit() -> None:
    nodes = [f"n{i}" for i in range(40)]
    layout = lay_out({n: Size(130, 46) for n in nodes}, list(itertools.pairwise(nodes)))
    assert layout.width <= WIDEST
    assert layout.height < TALLEST * 1.4
    boxes_apart(layout.boxes)
    assert len({round(box.x) for box in layout.boxes.values()}) > 2


def test_a_long_middle_is_not_folded_off_from_its_ends() -> None:
    nodes = [f"n{i}" for i in range(14)]
    skips = [(f"n{i}", "n12") for i in range(1, 11)]
    layout = lay_out({n: Size(120, 46) for n in nodes}, [*itertools.pairwise(nodes), *skips])
    assert layout.boxes["n13"].y > layout.boxes["n12"].y > layout.boxes["n0"].y


def test_an_arrow_of_recurrence_points_back() -> None:
    layout = lay_out({n: Size(80, 30) for n in "ab"}, [("a", "b"), ("b", "a"), ("b", "b")])
    assert sorted((route.source, route.target, route.heads) for route in layout.routes) == [
        ("a", "b", "both"),
        ("b", "b", "end"),
    ]


def test_what_follows_an_operation_shares_its_card() -> None:
    cards, _ = cards_of(block_graph())
    assert [[strip.node.id for strip in card.strips] for card in cards] == [
        ["in"],
        ["c1", "b1", "r1"],
        ["c2"],
        ["add", "r2"],
        ["out"],
    ]


def test_shapes_stand_beside_arrows_and_guesses_in_italics() -> None:
    shapes = {"c1": ((32, 32, 16),), "r1": ((32, 32, 16),)}
    root = ElementTree.fromstring(str(draw(block_graph(), shapes).svg))
    beside = [text.text for text in root.iter(f"{SVG}text") if text.get("class") == "s"]
    assert beside.count("32×32×16") == 2
    guessed = Node("c", "conv2d", "", {"stride": Attribute((2, 2), "inferred"), "filters": Attribute(8)})
    assert {fact.text: fact.read for fact in describe(guessed).facts} == {
        "8 filters": True,
        "stride 2": False,
    }


def test_repeats_are_written_as_times() -> None:
    words = "".join(draw(chain_graph()).svg)
    assert "×3" in words and "stage" in words


def test_markup_in_labels_stays_text() -> None:
    svg = standalone(draw(evil_graph(), title=EVIL))
    assert "<script" not in svg and "<b>" not in svg
    assert "<script>" in "".join(ElementTree.fromstring(svg).itertext())


def test_every_operation_has_a_family_and_every_family_a_colour(site_styles) -> None:
    assert {family_of(op).key for op in OPS} | {"block"} == {family.key for family in FAMILIES}
    for family in FAMILIES:
        assert f"--f-{family.key}:" in site_styles and f".f-{family.key} " in site_styles


@pytest.fixture
def site_styles() -> str:
    from web.drawing.svg import STYLE

    return STYLE.read_text()


@given(st.text(max_size=60), st.floats(10, 300))
def test_a_shortened_text_fits_and_is_a_beginning(text, room) -> None:
    short = shorten(text, 13, room)
    assert short == text or text.startswith(short.removesuffix("…").rstrip())
    assert text_width(short, 13) <= room or len(short) <= 2


def large_graph(count: int) -> Graph:
    """A network with skips, branches and joins, as deep papers draw them."""
    chance = random.Random(7)
    ops = ["conv2d", "relu", "batch_norm", "add", "concat", "max_pool", "dense"]
    nodes = tuple(
        Node(f"n{i}", chance.choice(ops), "", {"kernel": Attribute((3, 3)), "filters": Attribute(64)})
        for i in range(count)
    )
    edges = [Edge(f"n{i}", f"n{i + 1}") for i in range(count - 1)]
    edges += [Edge(f"n{i}", f"n{min(i + chance.randint(2, 9), count - 1)}") for i in range(0, count, 3)]
    return Graph("large", nodes, tuple(edges))


def test_two_hundred_nodes_take_less_than_two_hundred_milliseconds() -> None:
    graph = large_graph(200)
    times = []
    for _ in range(5):
        started = time.process_time()
        draw(graph)
        times.append(time.process_time() - started)
    assert min(times) < 0.2, times
