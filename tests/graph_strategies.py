"""Hypothesis strategies for architecture graphs: valid ones over all families of operations, and broken ones.

A graph grows node by node: an operation that takes a shape which is there, its settings drawn, its shape rule asked.
Sizes stay small, so that thousands of graphs can be run.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from hypothesis import strategies as st

from graph import Attribute, Edge, FrozenMap, Graph, Node, Shape, ShapeError
from graph.model import Value
from graph.operations import REGISTRY
from graph.operations.dims import product

Draw = Callable[[st.SearchStrategy[object]], object]
Settings = dict[str, Value]
MOST_VALUES = 40_000
"""Numbers in the largest tensor of a graph, without batch."""

SMALL = st.integers(1, 12)
PLAIN = (
    "relu relu6 leaky_relu prelu elu selu gelu silu hard_swish sigmoid hard_sigmoid tanh softmax softplus softsign mish "
    "celu hard_tanh log_softmax log_sigmoid tanh_shrink squareplus identity batch_norm layer_norm rms_norm dropout scale "
    "rescaling lrn"
)
"""Operations that take any tensor with channels."""

IMAGE = (
    "conv2d conv2d conv2d depthwise_conv2d separable_conv2d conv_transpose2d max_pool max_pool "
    "avg_pool global_avg_pool global_max_pool "
    "upsample pad crop instance_norm group_norm flatten channel_shuffle pixel_shuffle space_to_depth resize "
    "adaptive_pool spatial_pyramid_pool residual_block inverted_residual squeeze_excitation fire dense_block transition "
    "conv_block aspp patch_embedding depthwise_separable_block convnext_block dense split"
)
SEQUENCE = (
    "conv1d conv1d depthwise_conv1d separable_conv1d max_pool1d avg_pool1d global_avg_pool rnn lstm gru self_attention "
    "multi_head_attention feed_forward positional_encoding dense transpose flatten transformer_encoder_layer highway "
    "gated_conv1d tcn_block wavenet_block mlp matmul split"
)
VECTOR = "dense mlp reshape repeat_vector maxout glu highway gated_dense split"
JOINS = "add multiply maximum minimum concat subtract mean"


def _window(draw: Draw, axes: int, *, pooling: bool = False) -> Settings:
    found: Settings = {}
    if draw(st.booleans()):
        found["kernel"] = tuple(draw(st.integers(1, 3 if pooling else 4)) for _ in range(axes))  # type: ignore[misc]
    if draw(st.booleans()):
        found["stride"] = (draw(st.integers(1, 2)),) * axes  # type: ignore[assignment]
    padding = draw(st.sampled_from(["default", "same", "valid", 0, 1]))
    if padding != "default":
        found["padding"] = padding  # type: ignore[assignment]
    return found


def _divisor(draw: Draw, number: object) -> int:
    assert isinstance(number, int)
    return draw(st.sampled_from([d for d in range(1, number + 1) if number % d == 0][:4]))  # type: ignore[return-value]


def _settings(draw: Draw, op: str, shape: Shape) -> Settings:
    """Settings for an operation over a shape; what is not drawn is left to conventions."""
    width = shape[-1] if shape else 1
    axes = len(shape) - 1
    known = REGISTRY[op].attributes
    found: Settings = {}
    if (
        "kernel" in known
        and "stride" in known
        and known["kernel"].kind == "ints"
        and REGISTRY[op].expand is None
    ):
        found |= _window(draw, axes, pooling=REGISTRY[op].family == "pooling")
        if op.startswith("conv_transpose"):
            found.pop("padding", None)
        if "dilation" in known and draw(st.booleans()) and "stride" not in found:
            found["dilation"] = (2,) * axes
    for name in ("filters", "units", "dim"):
        if name in known and op not in ("mlp", "depthwise_conv2d", "inverted_residual", "patch_embedding"):
            found[name] = draw(SMALL)  # type: ignore[assignment]
    if op == "mlp":
        found["units"] = tuple(draw(st.lists(SMALL, min_size=1, max_size=3)))  # type: ignore[arg-type]
    if op in ("self_attention", "multi_head_attention"):
        found["dim"] = 4 * draw(st.integers(1, 3))  # type: ignore[operator]
        found["heads"] = draw(st.sampled_from([1, 2, 4]))  # type: ignore[assignment]
        found["causal"] = draw(st.booleans())  # type: ignore[assignment]
    if op in ("transformer_encoder_layer",):
        found |= {"heads": _divisor(draw, width), "units": 8, "pre_norm": draw(st.booleans())}  # type: ignore[dict-item]
    if op == "patch_embedding":
        found |= {"patch": 2, "dim": draw(SMALL)}  # type: ignore[dict-item]
    if "groups" in known and op in ("conv2d", "conv1d") and draw(st.booleans()):
        groups = _divisor(draw, width)
        found |= {"groups": groups, "filters": groups * draw(st.integers(1, 3))}  # type: ignore[operator]
    if op == "pixel_shuffle":
        found["scale"] = 2 if isinstance(width, int) and width % 4 == 0 else 1
    if op in ("channel_shuffle", "group_norm"):
        found["groups"] = _divisor(draw, width)
    if op == "split":
        found["parts"] = _divisor(draw, width)
    if op == "maxout":
        found["pieces"] = _divisor(draw, width)
    if op == "reshape":
        part = _divisor(draw, width)
        found["shape"] = (-1, part)
    if op in ("rnn", "lstm", "gru"):
        found["bidirectional"] = draw(st.booleans())  # type: ignore[assignment]
        found["sequences"] = draw(st.booleans())  # type: ignore[assignment]
    if op == "resize":
        found |= {"size": (draw(st.integers(1, 9)), draw(st.integers(1, 9)))}  # type: ignore[dict-item]
    if op in ("resize", "upsample"):
        found["mode"] = draw(st.sampled_from(["nearest", "bilinear"]))  # type: ignore[assignment]
    if op == "adaptive_pool":
        found |= {"size": (2, 2), "kind": draw(st.sampled_from(["avg", "max"]))}  # type: ignore[dict-item]
    if op == "spatial_pyramid_pool":
        found["levels"] = (2, 1)
    if op == "crop":
        found["cropping"] = (draw(st.integers(0, 1)),)  # type: ignore[assignment]
    if op == "dense_block":
        found |= {"layers": 2, "growth": 4}
    if op == "fire":
        found |= {"squeeze": draw(SMALL), "expand": draw(SMALL)}  # type: ignore[dict-item]
    if op in ("residual_block", "inverted_residual", "depthwise_separable_block") and draw(st.booleans()):
        found["stride"] = (2, 2)
    if op == "aspp":
        found |= {"filters": 4, "rates": (1, 2)}
    if "bias" in known and draw(st.booleans()):
        found["bias"] = draw(st.booleans())  # type: ignore[assignment]
    return found


def _node(draw: Draw, node_id: str, op: str, shape: Shape) -> Node:
    drawn = _settings(draw, op, shape)
    return Node(node_id, op, attributes=FrozenMap({name: Attribute(value) for name, value in drawn.items()}))


def _candidates(shape: Shape, plain: bool) -> list[str]:
    over: Mapping[int, str] = {1: VECTOR, 2: SEQUENCE, 3: IMAGE}
    return (PLAIN if plain or len(shape) not in over else over[len(shape)]).split()


IMAGES = st.tuples(st.integers(3, 9), st.integers(3, 9), st.integers(1, 8))
INPUTS = st.one_of(
    IMAGES,
    IMAGES,
    st.tuples(st.integers(2, 9), st.integers(1, 8)),
    st.tuples(st.integers(1, 12)),
)


@st.composite
def graphs(draw: Draw, most_nodes: int = 10) -> Graph:
    """Valid graphs of up to `most_nodes` operations over one or two inputs; `graph.complete` can build every one."""
    nodes: list[Node] = []
    edges: list[Edge] = []
    tensors: list[tuple[str, int, Shape]] = []

    def put(node: Node, sources: list[tuple[str, int, Shape]]) -> None:
        try:
            shapes = REGISTRY[node.op].shape(node, [shape for _, _, shape in sources])
        except ShapeError:
            return
        if any(
            not isinstance(cells := product(shape), int) or not 0 < cells <= MOST_VALUES for shape in shapes
        ):
            return
        nodes.append(node)
        edges.extend(Edge(source, node.id, port) for source, port, _ in sources)
        tensors.extend((node.id, port, shape) for port, shape in enumerate(shapes))

    for place in range(draw(st.integers(1, 2))):  # type: ignore[arg-type]
        shape = draw(INPUTS)
        node = Node(f"x{place}", "input", attributes=FrozenMap({"shape": Attribute(shape)}))  # type: ignore[arg-type]
        put(node, [])
    for place in range(draw(st.integers(1, most_nodes))):  # type: ignore[arg-type]
        source: tuple[str, int, Shape] = draw(st.sampled_from(tensors[-4:]))  # type: ignore[assignment]
        partners = [t for t in tensors if t[2] == source[2] and t[:2] != source[:2]]
        if partners and draw(st.integers(0, 3)) == 0:
            other: tuple[str, int, Shape] = draw(st.sampled_from(partners))  # type: ignore[assignment]
            op = draw(st.sampled_from(JOINS.split()))
            put(Node(f"n{place}", op), [source, other])  # type: ignore[arg-type]
            continue
        op = draw(st.sampled_from(_candidates(source[2], plain=draw(st.integers(0, 3)) == 0)))  # type: ignore[arg-type]
        put(_node(draw, f"n{place}", op, source[2]), [source])  # type: ignore[arg-type]
    return Graph("drawn", tuple(nodes), tuple(edges))


@st.composite
def broken_graphs(draw: Draw) -> tuple[Graph, str]:
    """A graph with one fault, and the code of the Problem that names it."""
    graph: Graph = draw(graphs())  # type: ignore[assignment]
    last = graph.nodes[-1]
    fault = draw(
        st.sampled_from(["unknown-operation", "duplicate-id", "edge-to-nowhere", "cycle", "attribute-type"])
    )
    if fault == "unknown-operation":
        return replace(graph, nodes=(*graph.nodes[:-1], replace(last, op="warp_drive"))), fault
    if fault == "duplicate-id":
        return replace(graph, nodes=(*graph.nodes, last)), fault
    if fault == "edge-to-nowhere":
        return replace(graph, edges=(*graph.edges, Edge(last.id, "nowhere"))), fault
    one, other = Node("loop1", "relu"), Node("loop2", "tanh")
    if fault == "cycle":
        loop = (Edge("loop1", "loop2"), Edge("loop2", "loop1"))
        return replace(graph, nodes=(*graph.nodes, one, other), edges=(*graph.edges, *loop)), fault
    wrong = Node("wrong", "conv2d", attributes=FrozenMap({"filters": Attribute(True)}))
    return replace(graph, nodes=(*graph.nodes, wrong)), "attribute-type"
