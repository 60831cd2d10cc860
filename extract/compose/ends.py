"""A network's beginning and end: the input that the text states, the head that a table leaves out."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import replace

from extract.compose.draft import Draft, implied, stated
from extract.compose.facts import Facts
from extract.labels.families import family
from extract.prose import Head, InputSize
from graph import Attribute, Node, Shape, Value, complete
from graph.passes.marks import assumed, solved

HEAD = "the text says how the network ends"
INPUT = "the text states the size of the input"
USUAL_HEAD = "a backbone of large images ends with global average pooling and a classifier"
CLASSES = "a classifier of large images tells 1000 classes"
LEAST_SIDE = 192
"""Pixels of an image's side from which a classifier is taken to be one of a thousand classes."""

GLOBAL = "the average pooling before the classifier is global"


def drop_optional(draft: Draft) -> None:
    """Takes out layers that their label calls optional: the network is the one without them."""
    for node_id in draft.order():
        if draft.nodes[node_id].label.lower().startswith("optional") and len(draft.before(node_id)) == 1:
            draft.remove(node_id)


def add_head(draft: Draft, facts: Facts) -> None:
    """Adds the head that the text states, where no classifier is shown."""
    shown = {node.op for node in draft.nodes.values()}
    if shown & {"dense", "softmax", "output", "mlp"}:
        return
    heads = facts.of(Head)
    sinks = [node_id for node_id in draft.order() if not draft.after(node_id)]
    if len(sinks) != 1:
        return
    if not heads:
        _add_usual_head(draft, facts, sinks[0])
        return
    head, at = heads[0], sinks[0]
    for op, attrs in head.operations:
        if op in shown and op.endswith("pool"):
            continue
        attributes = [
            (name, stated(value, head.evidence, HEAD, head.confidence)) for name, value in attrs.items()
        ]
        node = implied(draft.fresh(op), op, HEAD, head.evidence, head.confidence, attributes)
        draft.put(node)
        draft.connect(at, node.id)
        at = node.id


def _add_usual_head(draft: Draft, facts: Facts, last: str) -> None:
    """The usual head behind a backbone of large images, where the paper speaks of no other."""
    size = draft.printed_size(last)
    small = size is not None and isinstance(size[0], int) and size[0] <= 14
    if not small or not _sees_large_images(draft, facts) or family(draft.nodes[last].op) == "upsample":
        return
    for op, attributes in (("global_avg_pool", []), ("dense", [("units", assumed(1000, CLASSES))])):
        node = implied(draft.fresh(op), op, USUAL_HEAD, None, 0.5, attributes)
        draft.put(node)
        draft.connect(last, node.id)
        last = node.id


def set_classes(draft: Draft, facts: Facts) -> None:
    """Gives the last dense layer the classes that the text states, or those usual for a classifier of large images."""
    sinks = [node_id for node_id in draft.order() if not draft.after(node_id)]
    if len(sinks) != 1:
        return
    last = draft.nodes[sinks[0]]
    if last.op in ("softmax", "output") and len(draft.before(last.id)) == 1:
        last = draft.nodes[draft.before(last.id)[0]]
    if last.op != "dense" or "units" in last.attributes:
        return
    for head in facts.of(Head):
        for op, attrs in head.operations:
            if op == "dense" and "units" in attrs:
                draft.set(last.id, "units", stated(attrs["units"], head.evidence, HEAD, head.confidence))
                return
    if _sees_large_images(draft, facts):
        draft.set(last.id, "units", assumed(1000, CLASSES))


def _sees_large_images(draft: Draft, facts: Facts) -> bool:
    """Whether the network works on images of the size usual for a thousand classes."""
    shapes: list[Value] = [fact.shape for fact in facts.of(InputSize)]
    shapes += [node.value("shape") for node in draft.nodes.values() if node.op == "input"]
    shapes += [node.output_shape for node in draft.nodes.values()]
    sides: list[Value] = [shape[0] for shape in shapes if isinstance(shape, tuple) and len(shape) > 1]
    for node_id in draft.order():
        size, stride = draft.nodes[node_id].output_shape, draft.nodes[node_id].value("stride")
        if size and isinstance(size[0], int) and isinstance(stride, tuple) and isinstance(stride[0], int):
            sides.append(size[0] * stride[0])
    return _sees_images(draft) and any(isinstance(side, int) and side >= LEAST_SIDE for side in sides)


def make_last_pooling_global(draft: Draft) -> dict[str, Attribute]:
    """The average pooling right before the classifier averages the whole map, whatever its printed window.

    Returns:
        The windows that were printed, by node: they tell how large the map should be.
    """
    windows: dict[str, Attribute] = {}
    for node_id in draft.order():
        node = draft.nodes[node_id]
        targets = [draft.nodes[target] for target in draft.after(node_id)]
        if node.op not in ("avg_pool", "pool") or not targets:
            continue
        label = node.label.lower()
        average = node.op == "avg_pool" or "average" in label or "avg" in label
        kernel = node.value("kernel")
        window = kernel[0] if isinstance(kernel, tuple) else None
        wide = not isinstance(window, int) or window >= 6
        if average and wide and all(target.op == "dense" for target in targets):
            if isinstance(kernel, tuple):
                windows[node_id] = replace(node.attributes["kernel"], evidence=node.evidence)
            draft.put(implied(node_id, "global_avg_pool", GLOBAL, node.evidence, node.confidence))
    return windows


def compare_windows(draft: Draft, windows: Mapping[str, Attribute]) -> None:
    """Keeps a conflict where the map that comes to the last pooling has another size than its printed window."""
    if not windows:
        return
    shapes = complete(draft.graph()).shapes
    for node_id, window in windows.items():
        source = next(iter(draft.before(node_id)), "")
        size = next(iter(shapes.get(source, ())), ())[:-1]
        known = all(isinstance(side, int) for side in size)
        if size and known and isinstance(window.value, tuple) and tuple(window.value) != size:
            draft.conflict(node_id, "kernel", f"{size} (the map that the strides lead to)", window)


def set_input(draft: Draft, facts: Facts) -> None:
    """Gives the input the size that its exhibit or, failing that, the text states."""
    inputs = [node for node in draft.nodes.values() if node.op == "input"]
    sizes = [fact for fact in facts.of(InputSize) if len(fact.shape) == 2 or fact.shape[-1] in (1, 3, 4)]
    if len(inputs) > 1 or not _sees_images(draft):
        return
    if inputs:
        inputs[0] = _coloured(draft, inputs[0])
    printed = inputs[0].output_shape if inputs else None
    if printed is not None and len(printed) == 3:
        return
    chosen = _chosen([fact for fact in sizes if _leads_to_printed(draft, fact.shape)], printed)
    if chosen is None:
        return
    shape: Shape = chosen.shape
    if len(shape) == 2:
        coloured = next((fact for fact in sizes if len(fact.shape) == 3 and fact.shape[:2] == shape), None)
        shape = coloured.shape if coloured is not None else (*shape, 3)
    value: Attribute = stated(shape, chosen.evidence, INPUT, chosen.confidence)
    if len(chosen.shape) == 2:
        value = solved(shape, INPUT)
    if inputs:
        draft.set(inputs[0].id, "shape", value)
        return
    first = [node_id for node_id in draft.order() if not draft.before(node_id)]
    if len(first) == 1:
        node = implied(
            draft.fresh("input"), "input", INPUT, chosen.evidence, chosen.confidence, [("shape", value)]
        )
        draft.put(node)
        draft.connect(node.id, first[0])


def _coloured(draft: Draft, node: Node) -> Node:
    """An input with the channels that its label names: one for grey, three for RGB."""
    size, label = node.output_shape, node.label.lower()
    channels = 1 if re.search(r"\bgr[ae]y", label) else 3 if re.search(r"\b(?:rgb|colou?r)\b", label) else 0
    if channels and size is not None and len(size) == 2:
        node = replace(node, output_shape=(*size, channels))
        draft.put(node)
    return node


def _leads_to_printed(draft: Draft, shape: Shape) -> bool:
    """Whether an input of a size can become the first printed size by strides of two."""
    first = next(
        (
            n.output_shape
            for n in (draft.nodes[i] for i in draft.order())
            if n.output_shape and n.op != "input"
        ),
        None,
    )
    if first is None or len(first) < 2 or not isinstance(first[0], int) or not isinstance(shape[0], int):
        return True
    return any(abs(shape[0] / 2**halvings - first[0]) <= 0.05 * first[0] + 1 for halvings in range(6))


def _sees_images(draft: Draft) -> bool:
    ops = {node.op for node in draft.nodes.values()}
    return (
        any(family(op) == "convolution" and op not in ("conv1d", "conv3d") for op in ops)
        and "embedding" not in ops
    )


def _chosen(sizes: list[InputSize], printed: Shape | None) -> InputSize | None:
    """The size that agrees with print, or the one said surest and most often."""
    if printed is not None:
        return next((fact for fact in sizes if fact.shape[: len(printed)] == printed), None)
    votes = Counter(fact.shape[:2] for fact in sizes)
    return max(
        sizes, key=lambda fact: (fact.confidence, votes[fact.shape[:2]], len(fact.shape)), default=None
    )
