"""Dense blocks: every layer sees the outputs of all layers before it in its block."""

from __future__ import annotations

from collections.abc import Sequence

from extract.compose.copies import chain, copied, land, lift, times
from extract.compose.draft import Draft, implied, stated
from extract.compose.facts import Facts
from extract.labels.families import family
from extract.prose import Connected
from graph import Group, Node

JOINED = "each layer of a dense block sees all that came before it, joined along the channels"
GROWTH = "each layer of a dense block adds as many channels as the growth rate"


def write_dense_block(draft: Draft, group: Group, body: Sequence[Node], facts: Facts) -> None:
    """Writes a dense block's layers out, each joined to all that came before it."""
    said = next((fact for fact in facts.of(Connected) if fact.kind == "dense"), None)
    evidence = said.evidence if said is not None else None
    growth = facts.constant(name="growth rate")
    last = next((node for node in reversed(body) if family(node.op) == "convolution"), None)
    if last is not None and "filters" not in last.attributes:
        if growth is None:
            draft.missing.append(f"the growth rate of {group.name or group.id}")
        else:
            value = stated(int(growth.value), growth.evidence, GROWTH, growth.confidence)
            body = [node.with_attribute("filters", value) if node is last else node for node in body]
    place = lift(draft, group)
    source = place.entry
    for number in range(1, times(group) + 1):
        end = chain(draft, source, [copied(node, number) for node in body])
        joint = implied(draft.fresh(f"{group.id}_join"), "concat", JOINED, evidence, 0.8)
        draft.put(joint)
        draft.connect(source, joint.id)
        draft.connect(end, joint.id)
        source = joint.id
    land(draft, place, source)
