"""What a paper shows becomes a graph that can be built, and every guess is marked."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import pairwise
from typing import Any

import pytest

from graph import Completion, Graph, complete, validate
from graph.guide_form import graph_from_guide
from graph.operations import REGISTRY


def graph(*nodes: tuple[Any, ...], edges: str = "", **attributes: Mapping[str, Any]) -> Graph:
    """A graph of (id, op, fields) nodes in a row, or with edges written "a>b b>c"."""
    raw = [{"id": n[0], "op": n[1], **(n[2] if len(n) > 2 else {})} for n in nodes]
    for node in raw:
        node["attrs"] = {**node.get("attrs", {}), **attributes.get(node["id"], {})}
    ids = [n[0] for n in nodes]
    pairs = [p.split(">") for p in edges.split()] if edges else list(pairwise(ids))
    return graph_from_guide({"name": "", "nodes": raw, "edges": pairs})


def built(found: Graph) -> Completion:
    completion = complete(found)
    assert completion.buildable, completion.problems
    assert validate(completion.graph) == ()
    return completion


def last_shape(completion: Completion) -> tuple[int | str, ...]:
    return completion.shapes[completion.graph.nodes[-1].id][0]


def test_fills_what_is_not_printed_and_marks_it() -> None:
    done = built(graph(("x", "input"), ("c", "conv2d", {"attrs": {"filters": 64}}), ("p", "max_pool")))
    conv = done.graph.node("c")
    assert conv.attributes["filters"].origin == "read"
    assert conv.value("kernel") == (3, 3)
    assert conv.attributes["kernel"].origin == "default" and conv.attributes["kernel"].convention
    assert done.input_shapes == {"x": (224, 224, 3)}
    assert done.graph.node("x").attributes["shape"].origin == "default"
    assert last_shape(done) == (112, 112, 64)
    assert done.parameters == {"c": 3 * 3 * 3 * 64 + 64}


def test_an_input_is_added_where_none_is_drawn() -> None:
    done = built(graph(("c", "conv2d"), ("r", "relu")))
    first = done.graph.nodes[0]
    assert first.op == "input" and not first.printed and "because" in first.attributes


def test_dense_layers_flatten_maps() -> None:
    done = built(graph(("x", "input", {"output_shape": [8, 8, 4]}), ("d", "dense", {"attrs": {"units": 10}})))
    assert [n.op for n in done.graph.nodes] == ["input", "flatten", "dense"]
    assert done.parameters["d"] == 8 * 8 * 4 * 10 + 10
    assert done.graph.node("x").attributes["shape"].origin == "inferred"


def test_operations_of_unnamed_kind_become_the_usual_one() -> None:
    done = built(graph(("w", "weight"), ("n", "norm"), ("a", "activation"), ("p", "pool")))
    ops = [n.op for n in done.graph.nodes]
    assert "pool" not in ops and "norm" not in ops and "weight" not in ops
    assert all("because" in done.graph.node(i).attributes for i in "wnap")


def test_integer_repeats_unroll_and_letters_get_a_number() -> None:
    done = built(
        graph(("x", "input"), ("c", "conv2d", {"repeat": 3, "attrs": {"stride": [2, 2]}}), ("r", "relu"))
    )
    assert [n.id for n in done.graph.nodes] == ["x", "c", "c_2", "c_3", "r"]
    assert [done.graph.node(i).value("stride") for i in ("c", "c_2", "c_3")] == [(2, 2), (1, 1), (1, 1)]
    lettered = built(graph(("x", "input"), ("f", "feed_forward", {"repeat": "N"})))
    assert sum(n.op == "feed_forward" for n in lettered.graph.nodes) == 2


def test_a_repeated_residual_block_chains_its_copies() -> None:
    done = built(
        graph(
            ("x", "input", {"output_shape": [8, 8, 16]}),
            ("c", "conv2d", {"repeat": 2}),
            ("a", "add", {"repeat": 2}),
            ("o", "output"),
            edges="x>c c>a x>a a>o",
        )
    )
    into = {n.id: [e.source for e in done.graph.inputs(n.id)] for n in done.graph.nodes}
    assert into["a_2"] == ["c_2", "a"] and into["c_2"] == ["a"] and into["o"] == ["a_2"]


def test_a_skip_without_a_sign_is_a_sum_and_a_smaller_map_gets_a_projection() -> None:
    same = built(graph(("x", "input"), ("c", "conv2d"), ("r", "relu"), edges="x>c c>r x>r"))
    assert [n.op for n in same.graph.nodes if not n.printed] == ["add"]
    smaller = built(
        graph(
            ("x", "input", {"output_shape": [8, 8, 16]}),
            ("c", "conv2d", {"attrs": {"filters": 32, "stride": [2, 2]}}),
            ("a", "add"),
            edges="x>c c>a x>a",
        )
    )
    projection = smaller.graph.node("projection")
    assert projection.value("kernel") == (1, 1) and projection.value("stride") == (2, 2)
    assert last_shape(smaller) == (4, 4, 32)


@pytest.mark.parametrize(
    ("stated", "attrs", "solved"),
    [
        ([55, 55, 96], {"kernel": [11, 11], "stride": [4, 4]}, {"filters": 96}),
        ([112, 112, 64], {"kernel": [7, 7]}, {"stride": (2, 2), "padding": (3, 3), "filters": 64}),
        ([222, 222], {}, {"kernel": (3, 3), "stride": (1, 1), "padding": (0, 0)}),
        ([224, 224, 8], {"padding": 0}, {"kernel": (1, 1), "filters": 8}),
    ],
)
def test_printed_shapes_give_what_is_missing(stated: Any, attrs: Any, solved: Mapping[str, Any]) -> None:
    done = built(
        graph(
            ("x", "input", {"output_shape": [224, 224, 3]}),
            ("c", "conv2d", {"attrs": attrs, "output_shape": stated}),
        )
    )
    assert last_shape(done)[: len(stated)] == tuple(stated)
    for name, value in solved.items():
        attribute = done.graph.node("c").attributes[name]
        assert attribute.value == value and attribute.origin == "inferred" and attribute.convention


def test_a_contradiction_of_printed_facts_is_refused_with_the_nodes() -> None:
    done = complete(
        graph(
            ("x", "input", {"output_shape": [32, 32, 3]}),
            ("c", "conv2d", {"attrs": {"kernel": 3, "stride": 1, "padding": 0, "dilation": 1, "groups": 1}}),
            ("f", "flatten", {"output_shape": [999]}),
            c={"filters": 4, "bias": True},
        )
    )
    assert not done.buildable
    (problem,) = done.errors
    assert problem.code == "contradiction" and problem.nodes[0] == "f" and "999" in problem.message


@pytest.mark.parametrize(
    ("raw", "code"),
    [
        ({"nodes": [{"id": "a", "op": "warp"}], "edges": []}, "unknown-operation"),
        ({"nodes": [{"id": "a", "op": "relu"}, {"id": "a", "op": "relu"}], "edges": []}, "duplicate-id"),
        ({"nodes": [{"id": "a", "op": "relu"}], "edges": [["a", "b"]]}, "edge-to-nowhere"),
        (
            {
                "nodes": [{"id": "a", "op": "relu"}, {"id": "b", "op": "tanh"}],
                "edges": [["a", "b"], ["b", "a"]],
            },
            "cycle",
        ),
        ({"nodes": [], "edges": []}, "empty"),
    ],
)
def test_a_broken_graph_is_refused_with_a_reason(raw: Any, code: str) -> None:
    done = complete(graph_from_guide(raw))
    assert [problem.code for problem in done.errors] == [code]
    assert done.errors[0].message and not done.buildable


def test_a_wrong_type_is_named() -> None:
    done = complete(graph(("x", "input"), ("c", "conv2d", {"attrs": {"bias": 3}})))
    assert [p.code for p in done.errors] == ["attribute-type"] and "bias" in done.errors[0].message


def test_recurrent_arrows_are_no_cycle() -> None:
    built(graph(("x", "input"), ("l", "lstm"), ("d", "dense"), edges="x>l l>l l>d d>l"))


def test_an_unexplained_block_leaves_a_partial_graph() -> None:
    done = complete(graph(("x", "input"), ("b", "block", {"attrs": {"name": "magic"}}), ("r", "relu")))
    assert done.partial and not done.buildable and "magic" in done.errors[0].message
    assert set(done.shapes) == {"x", "b", "r"}


def test_volumes_without_operations_between_them_become_a_network() -> None:
    done = built(
        graph(
            ("x", "input", {"output_shape": [224, 224, 3]}),
            ("m", "feature_map", {"output_shape": [55, 55, 48]}),
            ("v", "feature_map", {"output_shape": [2048]}),
            ("o", "output", {"output_shape": [1000]}),
        )
    )
    assert [n.op for n in done.graph.nodes if not n.printed] == ["conv2d", "flatten", "dense", "dense"]
    assert last_shape(done) == (1000,)


def test_every_attribute_is_there_afterwards() -> None:
    done = built(graph(("x", "input"), ("c", "conv2d"), ("b", "batch_norm"), ("l", "lrn"), ("d", "dropout")))
    for node in done.graph.nodes:
        for name, spec in REGISTRY[node.op].attributes.items():
            assert name in node.attributes or spec.default is None
    assert done.graph.node("c").value("bias") is False
    assert done.running == {"b": 2 * 64} and done.facts()["default"] > 0


def test_a_row_of_units_is_a_dense_layer() -> None:
    done = built(graph(("x", "input"), ("r", "relu", {"attrs": {"units": 10}})))
    assert [n.op for n in done.graph.nodes] == ["input", "dense", "relu"]
    assert done.graph.node("r_dense").attributes["units"].origin == "read" and last_shape(done) == (10,)


def test_branches_that_meet_tell_an_unprinted_stride() -> None:
    done = built(
        graph(
            ("x", "input"),
            ("c", "conv2d", {"attrs": {"kernel": [1, 1]}}),
            ("p", "avg_pool"),
            ("d", "conv2d", {"attrs": {"kernel": [3, 3]}}),
            ("j", "concat"),
            edges="x>c c>j x>p p>d d>j",
        )
    )
    pool = done.graph.node("p").attributes
    assert pool["stride"].value == (1, 1) and pool["stride"].origin == "inferred"


def test_attention_over_a_map_runs_over_its_cells() -> None:
    done = built(
        graph(
            ("x", "input", {"output_shape": [8, 8, 16]}),
            ("c", "conv2d"),
            ("m", "multi_head_attention", {"attrs": {"heads": 4}, "output_shape": [8, 8]}),
            ("d", "conv2d"),
        )
    )
    assert done.shapes["m"] == ((64, 16),) and last_shape(done) == (8, 8, 16)


def test_ids_of_a_sequence_and_single_ids() -> None:
    words = built(graph(("x", "input"), ("e", "embedding"), ("l", "lstm")))
    assert words.input_shapes["x"] == (32,) and words.graph.node("x").value("integers") is True
    fields = built(graph(("x", "input"), ("e", "embedding"), ("d", "dense")))
    assert fields.input_shapes["x"] == () and last_shape(fields) == (128,)


def test_positions_have_the_shape_of_what_they_are_added_to() -> None:
    done = built(
        graph(
            ("x", "input"),
            ("e", "embedding", {"attrs": {"dim": 48}}),
            ("p", "positional_encoding"),
            ("a", "add"),
            ("t", "self_attention"),
            edges="x>e e>a p>a a>t",
        )
    )
    assert done.shapes["p"] == ((32, 48),)


def test_a_window_as_large_as_the_map_takes_all_of_it() -> None:
    done = built(
        graph(
            ("x", "input", {"output_shape": [7, 7, 16]}),
            ("p", "avg_pool", {"attrs": {"kernel": [7, 7], "stride": [1, 1]}}),
            ("d", "dense", {"attrs": {"units": 10}}),
        )
    )
    assert done.shapes["p"] == ((1, 1, 16),) and done.parameters["d"] == 170
    smaller = built(
        graph(("x", "input", {"output_shape": [4, 4, 16]}), ("p", "avg_pool", {"attrs": {"kernel": [7, 7]}}))
    )
    assert smaller.graph.node("p").op == "global_avg_pool" and smaller.shapes["p"] == ((16,),)


def test_a_pooling_with_a_window_is_still_given_a_kind() -> None:
    done = built(
        graph(
            ("x", "input"),
            ("p", "pool", {"attrs": {"kernel": [3, 3], "stride": [2, 2]}, "output_shape": [111, 111]}),
        )
    )
    assert done.graph.node("p").op == "max_pool" and last_shape(done) == (111, 111, 3)


def test_a_name_that_gives_another_shape_than_is_printed_explains_nothing() -> None:
    done = complete(
        graph(
            ("x", "input", {"output_shape": [28, 28, 192]}),
            ("b", "block", {"attrs": {"name": "Inception"}, "output_shape": [28, 28, 999]}),
        )
    )
    assert done.partial and done.graph.node("b").op == "block" and done.shapes["b"] == ((28, 28, 999),)


def test_a_dense_layer_that_meets_its_map_acts_on_each_cell() -> None:
    done = built(
        graph(
            ("x", "input", {"output_shape": [8, 8, 16]}),
            ("n", "layer_norm"),
            ("d", "dense", {"attrs": {"units": 32}}),
            ("g", "gelu"),
            ("e", "dense", {"attrs": {"units": 16}}),
            ("j", "add"),
            edges="x>n n>d d>g g>e e>j x>j",
        )
    )
    assert done.shapes["d"] == ((8, 8, 32),) and last_shape(done) == (8, 8, 16)


def test_a_dense_layer_meets_a_map_that_is_made_later() -> None:
    done = built(
        graph(
            ("x", "input", {"output_shape": [8, 8, 3]}),
            ("d", "dense", {"attrs": {"units": 4}}),
            ("c", "conv2d", {"attrs": {"filters": 4, "kernel": [3, 3]}}),
            ("r", "relu"),
            ("j", "concat"),
            edges="x>d x>c c>r d>j r>j",
        )
    )
    assert last_shape(done) == (8, 8, 8)


def test_a_dense_layer_that_only_layers_of_its_own_follow_flattens() -> None:
    done = built(
        graph(
            ("x", "input", {"output_shape": [4, 4, 2]}),
            ("d", "dense", {"attrs": {"units": 6}}),
            ("r", "relu"),
            ("j", "add"),
            edges="x>d d>r r>j d>j",
        )
    )
    assert last_shape(done) == (6,)
