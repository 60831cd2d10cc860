"""Composed networks are built and counted by a framework, not by their paper."""

from __future__ import annotations

import json
from dataclasses import replace

from extract.compose import Conflict, Network
from graph import Attribute, Edge, FrozenMap, Graph, Node, Value, from_json
from netatlas.composed import as_json, build


def network(*layers: tuple[str, dict[str, Value]], missing: tuple[str, ...] = ()) -> Network:
    nodes = tuple(
        Node(f"n{at}", op, attributes=FrozenMap({k: Attribute(v) for k, v in attrs.items()}))
        for at, (op, attrs) in enumerate(layers)
    )
    edges = tuple(Edge(f"n{at}", f"n{at + 1}") for at in range(len(layers) - 1))
    conflicts = (Conflict("n1", "filters", "4 (Table 1)", "5 (page 2)"),)
    return Network("Net", ("Table 1",), Graph("Net", nodes, edges), missing, conflicts)


SMALL = network(
    ("input", {"shape": (8, 8, 3)}),
    ("conv2d", {"filters": 4, "kernel": (3, 3)}),
    ("global_avg_pool", {}),
    ("dense", {"units": 5}),
)


def test_a_whole_network_is_built_run_and_counted() -> None:
    built = build(SMALL)
    assert (built.status, built.reason) == ("verified", "")
    assert built.parameters == (27 * 4 + 4) + (4 * 5 + 5)
    assert (built.input_shape, built.output_shape) == ((8, 8, 3), (5,))


def test_a_block_that_nobody_explains_makes_it_partial() -> None:
    layers: list[tuple[str, dict[str, Value]]] = [
        ("input", {"shape": (8, 8, 3)}),
        ("conv2d", {"filters": 4}),
        ("block", {"name": "Wondrous unit"}),
    ]
    built = build(network(*layers, missing=("what 'Wondrous unit' is made of",)))
    assert built.status == "partial"
    assert built.parameters is None
    assert "Wondrous unit" in built.reason
    assert as_json(built)["missing"] == ["what 'Wondrous unit' is made of"]


def test_what_cannot_be_built_says_why() -> None:
    built = build(network(("input", {"shape": (8, 8, 3)}), ("conv2d", {"filters": 4, "kernel": (0, 0)})))
    assert built.status == "failed"
    assert built.reason


def test_a_network_beyond_all_measure_is_not_built() -> None:
    layers: list[tuple[str, dict[str, Value]]] = [
        ("input", {"shape": (1000,)}),
        ("dense", {"units": 100_000}),
        ("dense", {"units": 100_000}),
    ]
    built = build(network(*layers))
    assert built.status == "failed"
    assert "more than can be built" in built.reason


def test_other_sizes_than_the_printed_ones_make_it_partial() -> None:
    nodes = [replace(n, output_shape=(3, 3, 4)) if n.op == "conv2d" else n for n in SMALL.graph.nodes]
    fixed = [n.with_attribute("stride", Attribute((1, 1))) if n.op == "conv2d" else n for n in nodes]
    fixed = [n.with_attribute("padding", Attribute("same")) if n.op == "conv2d" else n for n in fixed]
    built = build(replace(SMALL, graph=replace(SMALL.graph, nodes=tuple(fixed))))
    assert built.status == "partial"
    assert "3×3×4" in built.reason
    assert built.parameters is not None


def test_the_record_holds_the_contract_of_the_command() -> None:
    record = as_json(build(SMALL))
    assert list(record)[:4] == ["name", "exhibits", "status", "reason"]
    assert (record["input_shape"], record["output_shape"]) == ([8, 8, 3], [5])
    assert record["read"] > 0 and record["default"] > 0
    assert record["conflicts"] == [
        {"node": "n1", "attribute": "filters", "kept": "4 (Table 1)", "other": "5 (page 2)"}
    ]
    graph = from_json(json.dumps(record["graph"]))
    assert [node.op for node in graph.nodes if node.printed][:2] == ["input", "conv2d"]
