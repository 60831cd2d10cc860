"""Rule: branches that meet must have one size, which tells a stride or padding that one of them does not
print.

Where branches of a concatenation or sum come with different sizes, one size is sought that every branch can
have: a branch can have it where its last window, with only size-keeping operations behind, has a stride or
padding that was not printed and can be solved for it. What is found goes back as wanted sizes, with which the
walk begins anew. A map that is drawn with a `crop`, or is larger by a few cells on each side, is cropped.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from graph.frozen import FrozenMap
from graph.model import Edge, Node, Shape
from graph.operations import REGISTRY
from graph.passes.draft import KEEPING, Draft
from graph.passes.marks import solved
from graph.passes.solve import solve_window
from graph.traverse import PASSING

SIZE_OF_THE_OTHERS = "the size of the branches that it meets"
POOLS = frozenset({"max_pool", "avg_pool", "max_pool1d", "avg_pool1d", "max_pool3d", "avg_pool3d"})
_FREE = ("kernel", "stride", "padding")


def without_guesses(node: Node) -> Node:
    """A node as it was before conventions filled in its window; a convolution keeps its kernel."""
    kept = {
        name: attribute
        for name, attribute in node.attributes.items()
        if name not in _FREE or attribute.origin == "read" or (name == "kernel" and node.op not in POOLS)
    }
    return Node(
        node.id, node.op, node.label, FrozenMap(kept), None, node.output_shape, node.printed, node.confidence
    )


def _adjustable(draft: Draft, edge: Edge) -> Iterator[str]:
    """Windows of a branch, the last first, that have something unprinted and only size-keeping operations behind."""
    here = edge.source
    for _ in range(len(draft.nodes)):
        node, into = draft.nodes[here], draft.into(here)
        if len(into) != 1:
            return
        family = REGISTRY[node.op].family
        if family in ("convolution", "pooling") and "padding" in REGISTRY[node.op].attributes:
            incoming = draft.incoming(here)
            free = any(
                name not in node.attributes or node.attributes[name].origin != "read" for name in _FREE
            )
            if free and not node.op.startswith("conv_transpose"):
                yield here
            same_size = incoming and here in draft.shapes and incoming[0][:-1] == draft.shapes[here][0][:-1]
            if not same_size:
                return
        elif family not in KEEPING and node.op not in PASSING:
            return
        here = into[0].source


def _can_have(draft: Draft, edge: Edge, size: Shape) -> str | None:
    """The node of a branch that can be solved for a size; None where none can."""
    for node_id in _adjustable(draft, edge):
        incoming = draft.incoming(node_id)
        if not incoming or len(incoming[0]) != len(size) + 1:
            return None
        node = solve_window(without_guesses(draft.nodes[node_id]), incoming[0], size)
        if all(name in node.attributes for name in _FREE):
            return node_id
    return None


def crop_drawn(draft: Draft, edges: list[Edge]) -> None:
    """Give a drawn crop, whose size is not printed, the size of the map that it meets."""
    shapes = [draft.shape_of(edge) for edge in edges]
    for index, edge in enumerate(edges):
        node = draft.nodes[edge.source]
        cropping = node.attributes.get("cropping")
        sized = "size" in node.attributes or (cropping is not None and cropping.origin == "read")
        if node.op != "crop" or sized:
            continue
        other = next((s for i, s in enumerate(shapes) if i != index and s is not None), None)
        if other is not None and len(other) > 1:
            draft.put(node.with_attribute("size", solved(other[:-1], SIZE_OF_THE_OTHERS)))
            draft.settle(node.id)


def balance(draft: Draft, edges: list[Edge]) -> None:
    """Note, in `draft.wanted`, sizes with which branches of different sizes would meet."""
    crop_drawn(draft, edges)
    if draft.learned:
        # What follows may depend on the size just learned; one at a time.
        return
    shapes = [shape for shape in (draft.shape_of(edge) for edge in edges) if shape is not None]
    if len(shapes) < len(edges) or len({len(shape) for shape in shapes}) != 1 or len(shapes[0]) < 2:
        return
    sizes = [shape[:-1] for shape in shapes]
    if len(set(sizes)) == 1:
        return
    for size, _ in Counter(sizes).most_common():
        found = {}
        for edge, own in zip(edges, sizes, strict=True):
            if own != size:
                node_id = _can_have(draft, edge, size)
                if node_id is None or draft.wanted.get(node_id) == size:
                    break
                found[node_id] = size
        else:
            draft.wanted.update(found)
            draft.learned = True
            return
