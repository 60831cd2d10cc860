"""Composite blocks are written out as primitives that fit each other, and count what their papers count."""

from __future__ import annotations

import pytest

from graph import Edge, Graph, Node, Shape, complete, expand, validate
from graph.frozen import FrozenMap
from graph.model import Attribute, Value
from graph.operations import COMPOSITES, PRIMITIVES, REGISTRY, Operation

SEQUENCE = {
    "transformer_encoder_layer", "transformer_decoder_layer", "mixer_block", "spatial_gating_unit", "gmlp_block",
    "gated_feed_forward", "conformer_block", "highway", "gated_conv1d", "gated_dense", "wavenet_block", "tcn_block",
    "cbhg",
}  # fmt: skip


def sample_inputs(operation: Operation) -> list[Shape]:
    """Shapes that an operation can take."""
    if operation.name == "up_block":
        return [(4, 4, 16), (8, 8, 8)]
    if operation.name == "fpn_level":
        return [(16, 16, 32), (8, 8, 256)]
    shape: Shape = (12, 32) if operation.name in SEQUENCE else (32, 32, 48)
    return [shape] * max(operation.inputs[0], 1)


def settings(**values: Value) -> FrozenMap[Attribute]:
    return FrozenMap({name: Attribute(value) for name, value in values.items()})


@pytest.mark.parametrize("operation", COMPOSITES.values(), ids=lambda o: o.name)
def test_expands_to_a_valid_graph_of_primitives(operation: Operation) -> None:
    node, inputs = Node("b", operation.name), sample_inputs(operation)
    assert operation.expand is not None
    graph = operation.expand(node, inputs)
    assert validate(graph) == ()
    assert all(part.op in PRIMITIVES for part in graph.nodes)
    assert [part.value("shape") for part in graph.nodes if part.op == "input"] == inputs
    for part in graph.nodes:
        for name, spec in REGISTRY[part.op].attributes.items():
            assert name in part.attributes or spec.default is None
    done = complete(graph)
    assert done.buildable and done.graph == graph, "completion has nothing to add"
    (shape,) = operation.shape(node, inputs)
    assert done.shapes["output"] == (shape,)
    assert sum(done.parameters.values()) == operation.parameters(node, inputs)
    assert sum(done.running.values()) == operation.running(node, inputs)


@pytest.mark.parametrize(
    ("op", "inputs", "values", "shape", "parameters"),
    [
        # One layer of the base model with its biases, as published implementations count it.
        ("transformer_encoder_layer", [(10, 512)], {"heads": 8, "units": 2048}, (10, 512), 3_152_384),
        (
            "transformer_decoder_layer",
            [(10, 512), (7, 512)],
            {"heads": 8, "units": 2048},
            (10, 512),
            4_204_032,
        ),
        ("patch_embedding", [(224, 224, 3)], {"patch": 16, "dim": 768}, (196, 768), 590_592),
        # The first bottleneck of a 50-layer residual network: 58 thousand weights and their norms, 16 thousand skip.
        ("bottleneck_block", [(56, 56, 64)], {"filters": 64}, (56, 56, 256), 75_008),
        ("residual_block", [(56, 56, 64)], {"filters": 64}, (56, 56, 64), 73_984),
        ("fire", [(55, 55, 96)], {"squeeze": 16, "expand": 64}, (55, 55, 128), 11_920),
        ("inception_block", [(28, 28, 192)], {}, (28, 28, 256), 163_696),
        ("dense_block", [(56, 56, 64)], {"layers": 6, "growth": 32}, (56, 56, 256), 335_040),
        ("transition", [(56, 56, 256)], {}, (28, 28, 128), 33_280),
        ("inverted_residual", [(112, 112, 16)], {"filters": 24, "stride": (2, 2)}, (56, 56, 24), 5_136),
        ("squeeze_excitation", [(56, 56, 256)], {}, (56, 56, 256), 8_464),
        ("depthwise_separable_block", [(112, 112, 32)], {"filters": 64}, (112, 112, 64), 2_528),
    ],
)
def test_counts_are_those_of_published_networks(
    op: str, inputs: list[Shape], values: dict[str, Value], shape: Shape, parameters: int
) -> None:
    node = Node("b", op, attributes=settings(**values))
    assert REGISTRY[op].shape(node, inputs) == (shape,)
    assert REGISTRY[op].parameters(node, inputs) == parameters


def test_a_block_of_a_known_name_is_that_block_and_marked() -> None:
    nodes = (
        Node("x", "input", output_shape=(56, 56, 64)),
        Node("b", "block", "fire2", settings(name="fire2", s1x1=8, e1x1=32)),
    )
    done = complete(Graph(nodes=nodes, edges=(Edge("x", "b"),)))
    block = done.graph.node("b")
    assert done.buildable and block.op == "fire" and done.shapes["b"] == ((56, 56, 64),)
    assert block.attributes["because"].origin == "default" and block.value("squeeze") == 8


def test_blocks_are_written_out_in_place() -> None:
    nodes = (
        Node("x", "input", output_shape=(32, 32, 64)),
        Node("b", "residual_block", attributes=settings(filters=128, stride=(2, 2))),
        Node("s", "squeeze_excitation"),
        Node("r", "relu"),
        Node("a", "add"),
    )
    pairs = ("x", "b"), ("b", "s"), ("s", "r"), ("b", "a"), ("r", "a")
    done = complete(Graph(nodes=nodes, edges=tuple(Edge(*pair) for pair in pairs)))
    flat = expand(done)
    assert flat.buildable and all(node.op in PRIMITIVES for node in flat.graph.nodes)
    assert flat.shapes["a"] == done.shapes["a"] == ((16, 16, 128),)
    assert sum(flat.parameters.values()) == sum(done.parameters.values())
    assert {group.id for group in flat.graph.groups} == {"b", "s"}
    assert expand(flat) is flat


def test_a_layer_with_two_inputs_is_written_out_with_both() -> None:
    nodes = (
        Node("x", "input", output_shape=(8, 32)),
        Node("m", "input", output_shape=(5, 32)),
        Node("d", "transformer_decoder_layer"),
    )
    flat = expand(complete(Graph(nodes=nodes, edges=(Edge("x", "d"), Edge("m", "d")))))
    cross = [edge.source for edge in flat.graph.inputs("d.cross")]
    assert flat.buildable and cross[1] == "m" and flat.shapes["d.norm_3"] == ((8, 32),)
