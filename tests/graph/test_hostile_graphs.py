"""Whatever a file holds, completion answers with a graph and Problems, soon, and never with an exception."""

from __future__ import annotations

import json
import time
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from graph import Completion, UnknownForm, complete, expand, from_json, load, to_json
from graph.guide_form import graph_from_guide
from graph.operations import REGISTRY

COMMON = settings(max_examples=400, deadline=None, suppress_health_check=list(HealthCheck))
NAMES = sorted(
    {name for operation in REGISTRY.values() for name in operation.attributes} | {"name", "leak", "#3x3"}
)
NUMBERS = st.one_of(st.integers(-3, 40), st.sampled_from([10**9, 0, 0.5, -1.5, 3.0, 1e300]))
WORDS = ["N", "2C", "H/32", "C/r", "same", "valid", "~12", "((", "α", "k-1", "9" * 500]
TEXTS = st.one_of(st.sampled_from(WORDS), st.text())
SCALARS = st.one_of(NUMBERS, TEXTS, st.booleans())
VALUES = st.one_of(
    SCALARS, st.lists(SCALARS, max_size=4), st.lists(st.integers(1, 5), min_size=1, max_size=3)
)
DIMS = st.one_of(st.integers(-1, 64), st.sampled_from(["H", "W", "C", "C/r", "?"]))


@st.composite
def messes(draw: Any) -> dict[str, Any]:
    """Objects in the annotation guide's form, without any sense."""
    count = draw(st.integers(0, 8))
    nodes = []
    for place in range(count):
        node: dict[str, Any] = {"id": f"n{place}", "op": draw(st.sampled_from(sorted(REGISTRY)))}
        node["attrs"] = draw(st.dictionaries(st.sampled_from(NAMES), VALUES, max_size=4))
        if draw(st.integers(0, 3)) == 0:
            node["output_shape"] = draw(st.lists(DIMS, max_size=4))
        if draw(st.integers(0, 5)) == 0:
            node["repeat"] = draw(st.one_of(st.integers(-1, 5), st.sampled_from(["N", "L-1", 10**6])))
        if draw(st.integers(0, 5)) == 0:
            node["label"] = draw(st.text())
        nodes.append(node)
    place = st.integers(0, max(count - 1, 0))
    pairs = draw(st.lists(st.tuples(place, place), max_size=12))
    forward = draw(st.booleans())
    edges = [[f"n{min(p)}", f"n{max(p)}"] if forward else [f"n{p[0]}", f"n{p[1]}"] for p in pairs]
    return {"name": draw(st.text(max_size=5)), "nodes": nodes, "edges": edges}


def answered(done: Completion) -> None:
    assert done.buildable or done.errors
    assert all(problem.code and problem.message for problem in done.problems)
    assert from_json(to_json(done.graph)) == done.graph
    for shapes in done.shapes.values():
        for shape in shapes:
            assert all(isinstance(dim, str) or dim > 0 for dim in shape)
    if done.buildable:
        assert expand(done).buildable
        for node in done.graph.nodes:
            for name, spec in REGISTRY[node.op].attributes.items():
                assert name in node.attributes or spec.default in (None, "")


@COMMON
@given(messes())
def test_any_mess_is_answered(raw: dict[str, Any]) -> None:
    answered(complete(graph_from_guide(raw)))


@COMMON
@given(
    st.recursive(
        SCALARS, lambda inner: st.one_of(st.lists(inner), st.dictionaries(st.text(), inner)), max_leaves=20
    )
)
def test_any_json_is_loaded_or_refused(raw: Any) -> None:
    for text in (
        json.dumps(raw),
        json.dumps({"nodes": raw, "edges": raw}),
        json.dumps({"nodes": [raw], "edges": []}),
    ):
        try:
            answered(complete(load(text)))
        except UnknownForm as refusal:
            assert str(refusal)


HOSTILE: tuple[Any, ...] = (0, -1, 0.0, [], [0], [0, 0], 10**9, "C")
INPUTS = ([16, 16, 8], [8, 16], [8], [4, 8, 8, 8])


@pytest.mark.parametrize("name", sorted(set(REGISTRY) - {"input", "output"}))
def test_no_setting_of_an_operation_breaks_it(name: str) -> None:
    """What draws of chance met once in many thousands: every attribute at the ends of its range, one at a time."""
    operation = REGISTRY[name]
    count = max(operation.inputs[0], 1)
    for shape in INPUTS:
        fed = [{"id": f"x{place}", "op": "input", "output_shape": shape} for place in range(count)]
        edges = [[node["id"], "n"] for node in fed]
        for attribute in operation.attributes:
            for value in HOSTILE:
                node = {"id": "n", "op": name, "attrs": {attribute: value}}
                start = time.monotonic()
                answered(complete(graph_from_guide({"nodes": [*fed, node], "edges": edges})))
                assert time.monotonic() - start < 20, (attribute, value, shape)


@pytest.mark.parametrize(
    "node",
    [
        {"op": "split", "attrs": {"parts": 10**9}, "output_shape": [10**9]},
        {"op": "dense_block", "attrs": {"layers": 10**9}},
        {"op": "cbhg", "attrs": {"banks": 10**9}},
        {"op": "conv2d", "attrs": {"kernel": 10**9}, "output_shape": [7, 7]},
        {"op": "mlp", "attrs": {"units": [8] * 5000}},
        {"op": "relu", "repeat": 10**9},
        {"op": "relu", "repeat": 3900},
        {"op": "spatial_pyramid_pool", "attrs": {"levels": [10**6]}},
        {"op": "conv2d", "attrs": {"padding": 1e300}},
        {"op": "relu", "label": "x" * 10_000},
    ],
)
def test_monstrous_numbers_are_answered_soon(node: dict[str, Any]) -> None:
    start = time.monotonic()
    nodes = [{"id": "x", "op": "input"}, {"id": "n", **node}, {"id": "o", "op": "output"}]
    answered(complete(graph_from_guide({"nodes": nodes, "edges": [["x", "n"], ["n", "o"]]})))
    assert time.monotonic() - start < 20
