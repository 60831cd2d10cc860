"""Dense layers that a bracket lists behind convolutions: they weigh the channels (squeeze and excitation)."""

from __future__ import annotations

from collections.abc import Sequence

from extract.compose.draft import Draft, implied
from extract.labels.families import family
from graph import Attribute, Node
from graph.passes.marks import solved

GATE = "two dense layers behind the convolutions of a block, the last as wide as they are, weigh the channels"


def gate_of(members: Sequence[Node]) -> list[Node]:
    """The dense layers at a block's end that make a gate; empty where there are none."""
    tail: list[Node] = []
    for node in reversed(members):
        if node.op != "dense":
            break
        tail.insert(0, node)
    before = [node for node in members if node not in tail and family(node.op) == "convolution"]
    if len(tail) != 2 or not before:
        return []
    widths = [node.value("units") for node in tail]
    return tail if isinstance(widths[0], int) and widths[1] == before[-1].value("filters") else []


def gate_node(draft: Draft, gate: Sequence[Node], stem: str) -> Node:
    """The gate as one operation; its ratio is that of its two layers' widths."""
    narrow, wide = gate[0].value("units"), gate[1].value("units")
    ratio = wide // narrow if isinstance(narrow, int) and isinstance(wide, int) and narrow else 16
    attributes: list[tuple[str, Attribute]] = [("ratio", solved(ratio, GATE))]
    return implied(
        draft.fresh(stem), "squeeze_excitation", GATE, gate[0].evidence, gate[0].confidence, attributes
    )


def write_gate(draft: Draft, gate: Sequence[Node]) -> None:
    """Puts the gate in the place of its two dense layers."""
    draft.insert_before(gate[0].id, gate_node(draft, gate, f"{gate[0].id}_gate"))
    for node in gate:
        draft.remove(node.id)
