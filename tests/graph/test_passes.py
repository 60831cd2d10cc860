"""Each pass does what its file says, seen through completion and through the pass itself."""

from __future__ import annotations

from typing import Any

import pytest

from graph import Attribute, Edge, FrozenMap, Graph, Group, Node, complete
from graph.passes.letters import Letters
from graph.passes.named_blocks import plain_name
from graph.passes.recurrence import drop_recurrence
from graph.passes.repeats import unroll
from graph.passes.spelling import spell
from graph.traverse import cycles, topological


def node(node_id: str, op: str, repeat: Any = None, shape: Any = None, **values: Any) -> Node:
    attributes = FrozenMap({name: Attribute(value) for name, value in values.items()})
    return Node(node_id, op, "", attributes, repeat, shape)


def edges(text: str) -> tuple[Edge, ...]:
    return tuple(Edge(*pair.split(">")) for pair in text.split())


@pytest.mark.parametrize(
    ("text", "use", "number"),
    [
        ("N", "repeat", 2),
        ("64", "filters", 64),
        ("~1200", "units", 1200),
        ("256-d", "units", 256),
        ("2C", "channels", 128),
        ("C/r", "channels", 4),
        ("H/32", "length", 7),
        ("αT", "length", 32),
        ("C + D", "channels", 128),
        ("2(C + D)", "channels", 256),
        ("# classes", "channels", 1000),
        ("N × 3", "length", 96),
    ],
)
def test_letters_and_expressions_have_numbers(text: str, use: str, number: float) -> None:
    assert Letters().number(text, use) == number


@pytest.mark.parametrize("text", ["", "((", "4x25!", "C/", "1/0", "9" * 500, "👍", "import os", "C" * 65])
def test_what_is_no_expression_has_no_number(text: str) -> None:
    if text == "import os":
        # Two words are two letters side by side; nothing of it is ever run.
        assert Letters().number(text, "filters") == 64 * 64
    else:
        assert Letters().number(text, "filters") is None


def test_a_letter_is_the_same_number_everywhere() -> None:
    letters = Letters()
    first = letters.number("Q", "filters")
    assert letters.number("Q", "units") == first == letters.number("2Q", "units") / 2  # type: ignore[operator]


def test_letters_in_a_graph_are_marked() -> None:
    done = complete(
        Graph(
            nodes=(node("x", "input"), node("c", "conv2d", filters="k", kernel=(1, "n"))), edges=edges("x>c")
        )
    )
    attributes = done.graph.node("c").attributes
    assert attributes["kernel"].value == (1, 3) and attributes["filters"].origin == "default"
    assert "k" in attributes["filters"].convention


def test_what_is_not_understood_is_left_out_with_a_warning() -> None:
    done = complete(
        Graph(
            nodes=(
                node("x", "input"),
                node("c", "conv2d", filters="4x25!"),
            ),
            edges=edges("x>c"),
        )
    )
    assert done.buildable
    assert [(p.code, p.severity, p.nodes) for p in done.problems] == [("letter", "warning", ("c",))]


def test_neighbours_with_one_repeat_and_one_size_repeat_together() -> None:
    graph = Graph(
        nodes=(
            node("x", "input"),
            node("a", "conv2d", 2, (56, 56)),
            node("b", "conv2d", 2, (56, 56)),
            node("c", "conv2d", 2, (28, 28)),
        ),
        edges=edges("x>a a>b b>c"),
    )
    unrolled, problems = unroll(graph)
    order, _ = topological((n.id for n in unrolled.nodes), unrolled.edges)
    assert order == ["x", "a", "b", "a_2", "b_2", "c", "c_2"] and not problems
    assert all(n.repeat is None for n in unrolled.nodes)


def test_groups_repeat_as_a_whole_and_nest() -> None:
    graph = Graph(
        nodes=(node("x", "input"), node("a", "relu"), node("b", "tanh"), node("o", "output")),
        edges=edges("x>a a>b b>o"),
        groups=(Group("outer", ("a", "b"), repeat=2), Group("inner", ("b",), repeat=3)),
    )
    unrolled, _ = unroll(graph)
    order, _ = topological((n.id for n in unrolled.nodes), unrolled.edges)
    ops = [unrolled.node(node_id).op for node_id in order]
    assert ops == ["input", *(["relu", "tanh", "tanh", "tanh"] * 2), "output"]


def test_a_repeat_on_the_bracket_and_in_it_is_one() -> None:
    graph = Graph(
        nodes=(node("x", "input"), node("a", "relu", 3), node("b", "tanh", 3)),
        edges=edges("x>a a>b"),
        groups=(Group("g", ("a", "b"), repeat=3),),
    )
    unrolled, _ = unroll(graph)
    assert [n.op for n in unrolled.nodes] == ["input", *(["relu", "tanh"] * 3)]


def test_the_memory_goes_into_every_copy() -> None:
    graph = Graph(
        nodes=(
            node("x", "input"),
            node("m", "input"),
            node("s", "self_attention", 2),
            node("c", "cross_attention", 2),
        ),
        edges=edges("x>s s>c m>c"),
    )
    unrolled, _ = unroll(graph)
    assert [e.source for e in unrolled.inputs("c_2")] == ["s_2", "m"]
    assert [e.source for e in unrolled.inputs("s_2")] == ["c"]


def test_what_would_grow_too_large_is_refused_and_stands_once() -> None:
    unrolled, problems = unroll(
        Graph(nodes=(node("x", "input"), node("a", "relu", 10**7)), edges=edges("x>a"))
    )
    assert [p.code for p in problems] == ["too-large"] and len(unrolled.nodes) == 2


def test_the_arrow_back_into_a_recurrent_layer_is_dropped() -> None:
    graph = Graph(
        nodes=(node("x", "input"), node("l", "lstm"), node("d", "dense")), edges=edges("x>l l>d d>l l>l")
    )
    assert cycles(graph) == (("l", "d"),)
    assert drop_recurrence(graph).edges == edges("x>l l>d")


@pytest.mark.parametrize(
    ("printed", "plain"),
    [
        ("Dense Block 3", "dense block"),
        ("SE-ResNet (b)", "se resnet"),
        ("fire2", "fire"),
        ("MBConv6, k3x3", "mbconv k x"),
        ("Inception", "inception"),
    ],
)
def test_names_are_compared_without_numbers(printed: str, plain: str) -> None:
    assert plain_name(printed) == plain


def test_queries_are_what_the_residual_sum_adds() -> None:
    graph = Graph(
        nodes=(
            node("m", "input", shape=(7, 64)),
            node("x", "input", shape=(5, 64)),
            node("a", "multi_head_attention"),
            node("s", "add"),
        ),
        edges=edges("m>a x>a a>s x>s"),
    )
    done = complete(graph)
    assert done.buildable and done.shapes["a"] == ((5, 64),)
    assert [e.source for e in done.graph.inputs("a")] == ["x", "m"]


def test_the_size_of_an_image_follows_from_a_printed_size() -> None:
    graph = Graph(
        nodes=(node("c", "conv2d", shape=(16, 16), stride=(2, 2)), node("d", "conv2d", shape=(16, 16))),
        edges=edges("c>d"),
    )
    done = complete(graph)
    assert done.input_shapes == {"input": (32, 32, 3)} and not done.problems


@pytest.mark.parametrize(("kernel", "stride", "padding"), [(4, 4, 0), (3, 4, 0), (7, 4, 3)])
def test_only_windows_that_overlap_are_padded(kernel: int, stride: int, padding: int) -> None:
    sized = node("c", "conv2d", shape=(14, 14), kernel=(kernel,) * 2, stride=(stride,) * 2)
    graph = Graph(nodes=(node("x", "input", shape=(56, 56, 3)), sized), edges=edges("x>c"))
    done = complete(graph)
    assert done.graph.node("c").value("padding") == (padding, padding)
    assert not done.problems


def test_a_drawn_crop_has_the_size_of_what_it_meets() -> None:
    graph = Graph(
        nodes=(
            node("x", "input", shape=(64, 64, 8)),
            node("y", "input", shape=(56, 56, 4)),
            node("k", "crop"),
            node("j", "concat"),
        ),
        edges=edges("x>k k>j y>j"),
    )
    done = complete(graph)
    assert done.buildable and done.shapes["j"] == ((56, 56, 12),)
    assert done.graph.node("k").attributes["size"].origin == "inferred"


def test_nodes_that_are_added_are_complete_too() -> None:
    graph = Graph(
        nodes=(
            node("x", "input", shape=(8, 8, 16)),
            node("c", "conv2d", filters=32, stride=(2, 2)),
            node("a", "add"),
        ),
        edges=edges("x>c c>a x>a"),
    )
    projection = complete(graph).graph.node("projection")
    assert set(projection.attributes) >= {
        "filters",
        "kernel",
        "stride",
        "padding",
        "dilation",
        "groups",
        "bias",
        "because",
    }


@pytest.mark.parametrize("op", ["up_block", "fpn_level", "transformer_decoder_layer", "attention_gate"])
def test_too_few_inputs_are_named(op: str) -> None:
    done = complete(Graph(nodes=(node("x", "input", shape=(8, 8, 16)), node("u", op)), edges=edges("x>u")))
    assert not done.buildable
    assert any("inputs come in" in p.message and p.nodes[0] == "u" for p in done.errors), done.errors


def test_attention_to_a_memory_that_is_not_drawn_is_to_itself() -> None:
    done = complete(Graph(nodes=(node("x", "input"), node("c", "cross_attention")), edges=edges("x>c")))
    assert done.buildable and done.graph.node("c").op == "multi_head_attention"


def test_arithmetic_with_one_input_hands_it_on_with_a_warning() -> None:
    done = complete(Graph(nodes=(node("x", "input"), node("a", "add")), edges=edges("x>a")))
    assert done.buildable and [p.code for p in done.problems] == ["one-input"]


@pytest.mark.parametrize(
    ("op", "printed", "known"),
    [
        ("graph_conv", "filters", "units"),
        ("conv_lstm", "units", "filters"),
        ("conv2d", "filters", "filters"),
        ("dense", "units", "units"),
    ],
)
def test_a_width_is_called_as_its_operation_calls_it(op: str, printed: str, known: str) -> None:
    spelled, problems = spell(Graph("", (node("a", op, **{printed: 64}),), ()))
    assert set(spelled.nodes[0].attributes) == {known}
    assert not problems
