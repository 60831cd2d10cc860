"""A network's beginning and end: the input that the text states, the head that a table leaves out."""

from __future__ import annotations

from collections import Counter

from extract.compose.draft import Draft, implied, stated
from extract.compose.facts import Facts
from extract.labels.families import family
from extract.prose import Head, InputSize
from graph import Attribute, Shape
from graph.passes.marks import solved

HEAD = "the text says how the network ends"
INPUT = "the text states the size of the input"
GLOBAL = "the average pooling before the classifier is global"


def add_head(draft: Draft, facts: Facts) -> None:
    """Adds the head that the text states, where no classifier is shown."""
    shown = {node.op for node in draft.nodes.values()}
    if shown & {"dense", "softmax", "output", "mlp"}:
        return
    heads = facts.of(Head)
    sinks = [node_id for node_id in draft.order() if not draft.after(node_id)]
    if not heads or len(sinks) != 1:
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


def make_last_pooling_global(draft: Draft) -> None:
    """The average pooling right before the classifier averages the whole map, whatever its printed window."""
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
            draft.put(implied(node_id, "global_avg_pool", GLOBAL, node.evidence, node.confidence))


def set_input(draft: Draft, facts: Facts) -> None:
    """Gives the input the size that its exhibit or, failing that, the text states."""
    inputs = [node for node in draft.nodes.values() if node.op == "input"]
    sizes = [fact for fact in facts.of(InputSize) if len(fact.shape) == 2 or fact.shape[-1] in (1, 3, 4)]
    if len(inputs) > 1 or not _sees_images(draft):
        return
    printed = inputs[0].output_shape if inputs else None
    if printed is not None and len(printed) == 3:
        return
    chosen = _chosen(sizes, printed)
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
