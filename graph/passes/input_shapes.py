"""The shapes of a graph's inputs: printed, inferred from printed sizes further on, or usual for what follows.

Needs: inputs placed (graph.passes.ends), letters still in printed shapes. Ensures: every `input` has a
`shape` of integers and says whether it holds ids.

Usual inputs, where nothing is printed (conventions named in `USUAL`):
* an image of 224×224×3 for networks over images;
* a tensor of 56×56×64 for a module over images, which is a graph whose input parts, or goes into a sum, a
  concatenation, a product or a 1×1 convolution;
* 32 steps of 128 features for sequences, 32 ids before an embedding, 16 frames of 112×112×3 for video,
  128 features before dense layers, 32 nodes of 64 features before graph convolutions.
"""

from __future__ import annotations

from collections import deque
from dataclasses import replace

from graph.model import Graph, Node, Shape
from graph.operations import COMPOSITES, REGISTRY
from graph.passes.domains import IMAGE, MATRIX, SEQUENCE, VECTOR, VIDEO
from graph.passes.letters import Letters
from graph.passes.marks import assumed, solved
from graph.traverse import reachable, successors

USUAL: dict[str, tuple[Shape, str]] = {
    "image": ((224, 224, 3), "an image of 224×224×3"),
    "module": ((56, 56, 64), "a module over images sees 56×56×64"),
    "sequence": ((32, 128), "a sequence of 32 steps of 128 features"),
    "ids": ((32,), "32 ids"),
    "id": ((), "one id, since nothing runs over a sequence"),
    "frames": ((8, 64, 64, 3), "8 frames of 64×64×3"),
    "video": ((16, 112, 112, 3), "16 frames of 112×112×3"),
    "vector": ((128,), "a vector of 128"),
    "nodes": ((32, 64), "32 nodes of 64 features"),
}
PRINTED = "the printed size of the input"
FROM_SIZES = "a printed size further on, times the strides before it"
FROM_SUM = "the width of the sum that the input goes into"
FROM_GROUPS = "depthwise filters are the input's channels"
LETTERED = "the printed letters of the input stand for usual sizes"

_OVER_STEPS = SEQUENCE | IMAGE | {"mean"}
"""Operations that tell that an embedding looks up a sequence of ids and not one."""

_STANDARD_SIDES = (224, 32, 227, 299, 28, 256, 448, 512, 128, 64, 96)


def _kind_of(node: Node) -> str:
    if node.op in IMAGE:
        kernel = node.value("kernel")
        return "video" if isinstance(kernel, tuple) and len(kernel) == 3 else "image"
    for kind, ops in (("sequence", SEQUENCE | MATRIX), ("video", VIDEO), ("vector", VECTOR)):
        if node.op in ops:
            return kind
    if node.op == "embedding":
        return "ids"
    if node.op in ("graph_conv", "graph_attention"):
        return "nodes"
    if node.op == "conv_lstm":
        return "frames"
    if node.op == "feature_map" and node.output_shape is not None:
        # Two equal numbers are far more often the sides of a map than a length and its features.
        if len(node.output_shape) == 2 and node.output_shape[0] == node.output_shape[1]:
            return "image"
        return {1: "vector", 2: "sequence", 3: "image", 4: "video"}.get(len(node.output_shape), "")
    return ""


def _kind(graph: Graph, start: str) -> str:
    """What sort of data an input holds, told by the operations that it comes to, nearest first."""
    by_id, after = graph.by_id(), successors(graph.edges)
    seen, queue, weak = {start}, deque(after.get(start, ())), ""
    while queue:
        node_id = queue.popleft()
        if node_id in seen:
            continue
        seen.add(node_id)
        kind = _kind_of(by_id[node_id])
        if kind == "ids" and not weak:
            # An embedding right behind its input looks words up; further on it projects.
            if node_id not in after.get(start, ()):
                return "sequence"
            reached = {by_id[other].op for other in reachable(start, after)}
            return "ids" if reached & _OVER_STEPS else "id"
        if kind and kind != "vector" and not (weak and kind == "image"):
            return kind
        weak = weak or kind
        queue.extend(after.get(node_id, ()))
    return weak


def _is_module(graph: Graph, start: str) -> bool:
    by_id = graph.by_id()
    targets = [by_id[edge.target] for edge in graph.outputs(start)]
    joins = {"add", "concat", "multiply", "subtract", "maximum", "split", "channel_shuffle"}
    return (
        len(targets) > 1
        or any(node.op in joins for node in targets)
        or any(node.op == "conv2d" and set(_numbers(node, "kernel")) == {1} for node in targets)
        or any(REGISTRY[node.op].family in ("normalisation", "activation") for node in targets)
        or any(node.op in COMPOSITES and node.op not in ("patch_embedding", "conv_block") for node in targets)
    )


def _numbers(node: Node, name: str) -> tuple[int, ...]:
    value = node.value(name)
    items = value if isinstance(value, tuple) else (value,)
    return tuple(item for item in items if isinstance(item, int) and not isinstance(item, bool))


def _line(graph: Graph, start: str) -> list[Node]:
    """The nodes behind an input as far as the graph does not part."""
    by_id, here = graph.by_id(), start
    line: list[Node] = []
    while len(out := graph.outputs(here)) == 1 and len(line) < len(by_id):
        here = out[0].target
        if len(graph.inputs(here)) > 1:
            break
        line.append(by_id[here])
    return line


def _stride(node: Node, axes: int) -> tuple[int, ...]:
    found = _numbers(node, "stride")
    if not found and node.op in ("max_pool", "avg_pool", "pool", "max_pool3d", "avg_pool3d"):
        found = _numbers(node, "kernel") or (2,)
    if not found:
        found = (1,)
    return found * axes if len(found) == 1 else found if len(found) == axes else (1,) * axes


def _standard(side: int, stride: int) -> int:
    """The usual image side that a first printed side and the strides before it come from."""
    for usual in _STANDARD_SIDES:
        if abs(usual / stride - side) < 1 and stride > 1:
            return usual
    return side * stride


def _spatial_from_sizes(graph: Graph, start: str, axes: int) -> tuple[int, ...] | None:
    """The spatial size that the first printed size behind an input implies."""
    factors = (1,) * axes
    for node in _line(graph, start):
        family = REGISTRY[node.op].family
        if node.op.startswith("conv_transpose") or family in ("dense", "shape", "recurrent", "attention"):
            return None
        if node.op.startswith("global_") or node.op == "block":
            return None
        if family in ("convolution", "pooling", "generic"):
            factors = tuple(f * s for f, s in zip(factors, _stride(node, axes), strict=True))
        shape = node.output_shape
        if shape is not None and len(shape) in (axes, axes + 1):
            sides = [dim for dim in shape[:axes] if isinstance(dim, int)]
            if len(sides) < axes or (len(shape) == axes == 2 and family == "dense"):
                return None
            return tuple(_standard(side, factor) for side, factor in zip(sides, factors, strict=True))
    return None


def _width_from_sum(graph: Graph, start: str) -> int | None:
    """The channels that an input must have to be added, unchanged, to the end of another branch."""
    by_id = graph.by_id()
    for edge in graph.outputs(start):
        if by_id[edge.target].op not in ("add", "subtract", "maximum"):
            continue
        for other in graph.inputs(edge.target):
            here = other.source
            for _ in range(len(by_id)):
                node = by_id[here]
                width = _numbers(node, "filters") or _numbers(node, "units")
                if width and node.op != "mlp":
                    return width[-1]
                back = graph.inputs(here)
                if len(back) != 1 or REGISTRY[node.op].family not in (
                    "normalisation",
                    "activation",
                    "generic",
                ):
                    break
                here = back[0].source
    return None


def _width_from_depthwise(graph: Graph, start: str) -> int | None:
    for node in _line(graph, start):
        if node.op == "depthwise_conv2d" and "multiplier" not in node.attributes:
            found = _numbers(node, "filters")
            return found[0] if found else None
        if REGISTRY[node.op].family not in ("normalisation", "activation", "ends"):
            return None
    return None


def _with_shape(node: Node, graph: Graph, letters: Letters) -> Node:
    kind = _kind(graph, node.id)
    others = {_kind(graph, other.id) for other in graph.nodes if other.op == "input"}
    if kind in ("", "vector") and "sequence" in others:
        kind = "sequence"
    elif kind == "" and "image" in others:
        kind = "image"
    inputs = [other.id for other in graph.nodes if other.op == "input"]
    module = kind == "image" and any(
        _is_module(graph, other) for other in inputs if _kind(graph, other) == "image"
    )
    usual, convention = USUAL["module" if module else kind or "vector"]
    if kind in ("ids", "id"):
        node = node.with_attribute("integers", solved(True, "an embedding takes ids"))
    stated = node.output_shape
    if stated is not None:
        whole = _whole(stated, usual)
        if all(isinstance(dim, int) for dim in stated) and len(stated) == len(whole):
            return node.with_attribute("shape", solved(whole, PRINTED))
        lettered = any(isinstance(dim, str) for dim in stated)
        return node.with_attribute(
            "shape", assumed(letters.shape(whole), LETTERED if lettered else convention)
        )
    axes = len(usual) - 1
    if kind in ("image", "video"):
        spatial = _spatial_from_sizes(graph, node.id, axes)
        if spatial is not None:
            usual, convention = (*spatial, usual[-1]), FROM_SIZES
    for width, reason in (
        (_width_from_sum(graph, node.id), FROM_SUM),
        (_width_from_depthwise(graph, node.id), FROM_GROUPS),
    ):
        if width is not None and kind not in ("ids", "id"):
            usual, convention = (*usual[:-1], width), f"{convention}; {reason}"
            break
    return node.with_attribute("shape", assumed(usual, convention))


def _whole(stated: Shape, usual: Shape) -> Shape:
    """A printed shape with the axes that it leaves out."""
    if len(stated) == len(usual) - 1 and len(usual) > 2:
        return (*stated, usual[-1])
    if len(stated) == 1 and len(usual) == 2:
        return (usual[0], *stated)
    return stated


def give_input_shapes(graph: Graph, letters: Letters) -> Graph:
    """The graph with a shape for each of its inputs."""
    nodes = tuple(
        _with_shape(node, graph, letters) if node.op == "input" and "shape" not in node.attributes else node
        for node in graph.nodes
    )
    return replace(graph, nodes=nodes)
