"""The two forms of a graph in JSON, and what is refused."""

from __future__ import annotations

import json
from typing import Any

import jsonschema
import pytest

from graph import Attribute, Edge, Evidence, Graph, Group, Node, UnknownForm, from_json, load, to_json
from graph.frozen import FrozenMap
from graph.guide_form import graph_to_guide
from graph.json_form import graph_to_plain, schema

SAMPLE = Graph(
    "net",
    (
        Node("x", "input", "x", output_shape=("H", "W", 3)),
        Node(
            "c",
            "conv2d",
            "3×3 conv",
            FrozenMap(
                {
                    "kernel": Attribute(
                        (3, "k"), "read", 0.9, Evidence(2, "Figure 1", (0.0, 1.0, 2.0, 3.5), "3×k")
                    ),
                    "filters": Attribute(64, "default", 0.5, None, "width kept"),
                }
            ),
            repeat="N",
            printed=False,
            confidence=0.25,
        ),
    ),
    (Edge("x", "c", 1, 0.5, Evidence(1)),),
    (Group("g", ("x", "c"), "encoder", 6),),
    0.75,
)


def test_own_form_is_lossless_and_fits_its_schema() -> None:
    jsonschema.Draft202012Validator.check_schema(schema())
    jsonschema.validate(graph_to_plain(SAMPLE), dict(schema()))
    assert from_json(to_json(SAMPLE)) == SAMPLE
    assert load(to_json(SAMPLE)) == SAMPLE


def test_the_guides_form_is_loaded() -> None:
    loaded = load(json.dumps(graph_to_guide(SAMPLE)))
    assert [(n.id, n.op, n.repeat, n.output_shape) for n in loaded.nodes] == [
        ("x", "input", None, ("H", "W", 3)),
        ("c", "conv2d", "N", None),
    ]
    assert loaded.nodes[1].value("kernel") == (3, "k") and not loaded.nodes[1].printed


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("not json", "not JSON"),
        ("[]", "a list"),
        ("{}", "neither"),
        ('{"items": []}', "whole paper"),
        ('{"form": "other"}', "'other'"),
        ('{"form": "netatlas-graph", "version": 7, "nodes": [], "edges": []}', "version 7"),
        (
            '{"form": "netatlas-graph", "version": 1, "nodes": [{"id": 3, "op": "relu"}], "edges": []}',
            "nodes/0/id",
        ),
        ('{"nodes": [{"op": "relu"}], "edges": []}', "id"),
        ('{"nodes": [{"id": "a", "attrs": 3}], "edges": []}', "attrs"),
        ('{"nodes": [{"id": "a", "repeat": []}], "edges": []}', "'a'"),
        ('{"nodes": [{"id": "a", "confidence": "x"}], "edges": []}', "'a'"),
        ('{"nodes": [{"id": "a", "bbox": [1]}], "edges": []}', "bbox"),
        ('{"nodes": [], "edges": [["a"]]}', "pair"),
        ('{"nodes": [{"id": "a", "attrs": {"k": ' + "[" * 500 + "]" * 500 + "}}]}", "nested"),
        ("[" * 100_000, "nested"),
    ],
)
def test_anything_else_is_refused_with_the_place(text: str, reason: str) -> None:
    with pytest.raises(UnknownForm, match=reason):
        load(text)


def test_equal_graphs_give_equal_text() -> None:
    again: Any = from_json(to_json(SAMPLE))
    assert to_json(again) == to_json(SAMPLE)
