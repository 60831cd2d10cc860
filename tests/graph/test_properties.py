"""Laws that hold for every graph: JSON keeps it, completion builds it and is done once, faults are named."""

from __future__ import annotations

import json

from hypothesis import HealthCheck, given, settings

from graph import Graph, complete, expand, from_json, load, to_json, validate
from graph.guide_form import graph_to_guide
from graph.operations import PRIMITIVES, REGISTRY
from tests.graph_strategies import broken_graphs, graphs

COMMON = settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))


@COMMON
@given(graphs())
def test_json_keeps_every_graph(graph: Graph) -> None:
    assert from_json(to_json(graph)) == graph
    done = complete(graph).graph
    assert from_json(to_json(done)) == done
    guide = load(json.dumps(graph_to_guide(graph)))
    assert [(n.id, n.op) for n in guide.nodes] == [(n.id, n.op) for n in graph.nodes]


@COMMON
@given(graphs())
def test_valid_graphs_are_completed_and_stay_so(graph: Graph) -> None:
    done = complete(graph)
    assert done.buildable, done.problems
    assert validate(done.graph) == ()
    for node in done.graph.nodes:
        for name, spec in REGISTRY[node.op].attributes.items():
            assert name in node.attributes or spec.default in (None, "")
        for attribute in node.attributes.values():
            assert attribute.origin == "read" or attribute.convention
    again = complete(done.graph)
    assert again.graph == done.graph and again.shapes == done.shapes


@COMMON
@given(graphs())
def test_writing_blocks_out_changes_neither_shapes_nor_parameters(graph: Graph) -> None:
    done = complete(graph)
    flat = expand(done)
    assert flat.buildable, flat.problems
    assert all(node.op in PRIMITIVES for node in flat.graph.nodes)
    assert sum(flat.parameters.values()) == sum(done.parameters.values())
    assert sum(flat.running.values()) == sum(done.running.values())
    for node_id, shapes in done.shapes.items():
        if node_id in flat.shapes:
            assert flat.shapes[node_id] == shapes


@COMMON
@given(broken_graphs())
def test_faults_are_named_and_nothing_is_raised(broken: tuple[Graph, str]) -> None:
    graph, code = broken
    done = complete(graph)
    assert not done.buildable
    assert code in [problem.code for problem in done.errors]
    assert all(problem.message and problem.nodes for problem in done.errors)
