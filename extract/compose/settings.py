"""Settings, single layers and insertions that the text states, joined to the nodes that they speak of."""

from __future__ import annotations

from extract.compose.draft import Draft, implied, stated
from extract.compose.facts import Facts
from extract.labels.families import family
from extract.prose import Inserted, LayerSetting, NumberedLayer
from graph import Node
from graph.passes.marks import solved

SETTING = "the text states it for all layers of the kind"
NUMBERED = "the text states it for the layer by its number"
UNPADDED = "an exhibit that prints the padding of some convolutions says that the others have none"
INSERTED = "the text says which layers it follows"


def apply_settings(draft: Draft, facts: Facts) -> None:
    """Fills settings that nodes lack from sentences; where print says otherwise, print stands and the
    conflict is kept."""
    for layer in facts.of(NumberedLayer):
        node = _numbered(draft, layer.family, layer.number)
        if node is None:
            continue
        for name, value in layer.attrs.items():
            draft.set(node.id, name, stated(value, layer.evidence, NUMBERED, layer.confidence))
    for insertion in facts.of(Inserted):
        _insert(draft, insertion)
    taken: set[tuple[str, str]] = set()
    for setting in facts.of(LayerSetting):
        for name, value in setting.attrs.items():
            if (setting.op, name) in taken or (name == "units" and setting.op == "dense"):
                continue
            taken.add((setting.op, name))
            for node in list(draft.nodes.values()):
                if (
                    _speaks_of(setting, node)
                    and name not in node.attributes
                    and not _solved_by_size(node, name)
                ):
                    draft.set(node.id, name, stated(value, setting.evidence, SETTING, setting.confidence))


def leave_rest_unpadded(draft: Draft) -> None:
    """Where an exhibit prints the padding of some convolutions, those without it have none."""
    convolutions = [
        node for node in draft.nodes.values() if family(node.op) == "convolution" and node.printed
    ]
    printed = [node for node in convolutions if "padding" in node.attributes]
    sized = any(node.output_shape is not None for node in convolutions)
    if not printed or sized:
        return
    for node in convolutions:
        if node not in printed and node.value("kernel") not in (None, (1, 1)):
            draft.set(node.id, "padding", solved("valid", UNPADDED))


def _speaks_of(setting: LayerSetting, node: Node) -> bool:
    if setting.op not in (node.op, family(node.op)) or not node.printed:
        return False
    return all(node.value(name) == value for name, value in setting.where.items())


def _solved_by_size(node: Node, name: str) -> bool:
    """A printed output size tells stride and padding better than a sentence about all layers."""
    return node.output_shape is not None and name in ("stride", "padding", "kernel")


def _numbered(draft: Draft, kind: str, number: int) -> Node | None:
    nodes = [draft.nodes[node_id] for node_id in draft.order() if family(draft.nodes[node_id].op) == kind]
    if number == -1:
        return nodes[-1] if nodes else None
    return nodes[number - 1] if 0 < number <= len(nodes) else None


def _insert(draft: Draft, insertion: Inserted) -> None:
    """Puts an operation behind certain layers, unless their exhibit shows operations of its kind already."""
    if any(node.op == insertion.op and node.printed for node in draft.nodes.values()):
        return
    for number in insertion.numbers:
        layer = _numbered(draft, insertion.family, number)
        if layer is not None:
            node_id = draft.fresh(f"{layer.id}_{insertion.op}")
            draft.insert_after(
                layer.id, implied(node_id, insertion.op, INSERTED, insertion.evidence, insertion.confidence)
            )
