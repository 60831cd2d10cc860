"""The bench that compares composed networks with reference implementations, on small networks of our own."""

from __future__ import annotations

import importlib.util
from collections.abc import Iterator
from itertools import pairwise
from typing import Any

import pytest

import codegen
import graph
from bench.equality.align import align
from bench.equality.differences import differences
from bench.equality.normal import normal_form
from codegen.core.steps import Program
from graph import Attribute, Edge, Graph, Node

needs_keras = pytest.mark.skipif(
    importlib.util.find_spec("tensorflow") is None, reason="the extra `verify` is not installed"
)


def node(name: str, op: str, **attributes: Any) -> Node:
    return Node(name, op, "", {key: Attribute(value) for key, value in attributes.items()})


def residual(
    *, kernel: int = 3, epsilon: float = 1e-5, activation: str = "relu", last_norm: bool = True
) -> Graph:
    """A small residual network as a paper would give it: padding inside the layers, no biases."""
    nodes = [
        node("x", "input", shape=(32, 32, 3)),
        node("stem", "conv2d", filters=8, kernel=(7, 7), stride=(2, 2), padding=(3, 3), bias=False),
        node("stem_norm", "batch_norm", epsilon=epsilon),
        node("stem_act", activation),
        node("pool", "max_pool", kernel=(3, 3), stride=(2, 2), padding=(1, 1)),
        node("conv", "conv2d", filters=8, kernel=(kernel, kernel), padding=(kernel // 2,) * 2, bias=False),
        node("norm", "batch_norm", epsilon=epsilon),
        node("add", "add"),
        node("out_act", activation),
        node("mean", "global_avg_pool"),
        node("classes", "dense", units=5),
        node("softmax", "softmax"),
    ]
    chain = [each.id for each in nodes if last_norm or each.id != "norm"]
    edges = [Edge(a, b) for a, b in pairwise(chain)]
    return Graph("small", tuple(n for n in nodes if n.id in chain), (*edges, Edge("pool", "add")))


def lowered(shown: Graph) -> Program:
    return codegen.lower(graph.complete(shown).graph)


def compared(one: Graph, other: Graph) -> list[str]:
    ours, reference = normal_form(lowered(one)), normal_form(lowered(other))
    return [f"{d.place}: {d.what}" for d in differences(ours, reference, align(ours, reference))]


def test_a_network_is_the_same_as_itself() -> None:
    assert compared(residual(), residual()) == []


def test_the_order_of_a_sum_makes_no_difference() -> None:
    turned = residual()
    edges = [edge for edge in turned.edges if edge.target != "add"]
    turned = Graph("turned", turned.nodes, (*edges, Edge("pool", "add"), Edge("norm", "add")))
    assert compared(turned, residual()) == []


def test_the_order_of_a_concatenation_does() -> None:
    def joined(*order: str) -> Graph:
        nodes = [node("x", "input", shape=(8, 8, 3))]
        nodes += [
            node(n, "conv2d", filters=4, kernel=(k, k), padding="same") for n, k in (("a", 3), ("b", 5))
        ]
        edges = [Edge("x", "a"), Edge("x", "b"), *(Edge(name, "join") for name in order)]
        return Graph("joined", (*nodes, node("join", "concat")), tuple(edges))

    assert compared(joined("a", "b"), joined("a", "b")) == []
    assert compared(joined("b", "a"), joined("a", "b")) == [
        "join: concat reads another layer than in the reference"
    ]


def test_each_difference_is_named_where_it_is() -> None:
    assert compared(residual(epsilon=1e-3), residual()) == [
        "stem_norm: epsilon 0.001 of batch norm, 1e-05 in the reference",
        "norm: epsilon 0.001 of batch norm, 1e-05 in the reference",
    ]
    assert (
        compared(residual(last_norm=False), residual())[0] == "norm: no batch norm, which the reference has"
    )
    assert compared(residual(), residual(last_norm=False)) == ["norm: batch norm that the reference has not"]
    assert "conv: weights of other sizes in 3×3 convolution" in compared(residual(kernel=5), residual())
    moved = residual()
    skipped = Graph("skipped", moved.nodes, (*moved.edges[:-1], Edge("stem_act", "add")))
    assert any("reads another layer" in each or "pool" in each for each in compared(skipped, residual()))


@pytest.fixture(scope="module")
def model() -> Iterator[Any]:
    """The same network as its authors' code might have it: padding of its own, biases before normalisation."""
    keras = pytest.importorskip("keras")
    layers = keras.layers
    x = given = layers.Input((32, 32, 3))
    x = layers.ZeroPadding2D(3)(x)
    x = layers.Conv2D(8, 7, strides=2)(x)
    x = layers.BatchNormalization(epsilon=1.001e-5)(x)
    x = layers.ReLU()(x)
    x = layers.ZeroPadding2D(1)(x)
    x = shortcut = layers.MaxPooling2D(3, strides=2)(x)
    x = layers.Conv2D(8, 3, padding="same")(x)
    x = layers.BatchNormalization(epsilon=1.001e-5)(x)
    x = layers.Add()([shortcut, x])
    x = layers.ReLU()(x)
    x = layers.GlobalAveragePooling2D(keepdims=True)(x)
    x = layers.Dropout(0.2)(x)
    x = layers.Conv2D(5, 1, name="classes")(x)
    x = layers.Reshape((5,))(x)
    yield keras.Model(given, x)


@needs_keras
def test_the_weights_of_a_keras_model_give_its_outputs(model: Any) -> None:
    from bench.keras_applications import unsettled
    from bench.reference_equality import compare, outcome, without_softmax

    unsettled(model)
    row = compare(without_softmax(lowered(residual())), model)
    assert row["differences"] == []
    assert (row["paired"], row["equal"], outcome(row)) == (row["of"], True, "equal")
    assert row["onnx"] < 1e-5
    assert row["pytorch"] < 1e-5


@needs_keras
def test_a_difference_of_settings_is_named_and_is_all_that_differs(model: Any) -> None:
    from bench.keras_applications import unsettled
    from bench.reference_equality import compare, outcome, without_softmax

    unsettled(model)
    row = compare(without_softmax(lowered(residual(activation="sigmoid"))), model)
    assert row["differences"] == [["activation sigmoid, relu in the reference", 2]]
    assert not row["equal"]
    assert "stem_act" in row["apart"]
    assert row["with_settings"] < 1e-5
    assert "With these settings as in the reference: equal" in outcome(row)
