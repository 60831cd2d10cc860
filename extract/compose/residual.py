"""Residual blocks: repeats of a group with a shortcut around each."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from extract.compose.copies import chain, copied, land, lift, times
from extract.compose.draft import Draft, implied
from extract.compose.facts import Facts
from extract.compose.gates import gate_node
from extract.compose.templates import Template
from extract.labels.families import family
from extract.prose import Connected
from graph import Attribute, Edge, Evidence, FrozenMap, Group, Node, Shape
from graph.passes.marks import assumed, solved
from graph.traverse import topological

SHORTCUT = "a shortcut around each block is added to what the block gives"
PROJECTION = "a shortcut of another shape is projected by a 1×1 convolution"
AFTER_SUM = "an activation follows the sum of a residual block"


def write_residual(
    draft: Draft, group: Group, bodies: Sequence[Sequence[Node]], gate: Sequence[Node], facts: Facts
) -> None:
    """Writes a group's repeats out with a shortcut around each of its parts, because the paper speaks of residual
    blocks."""
    said = next((fact for fact in facts.of(Connected) if fact.kind == "residual"), None)
    evidence = said.evidence if said is not None else None
    place = lift(draft, group)
    source = place.entry
    for number in range(1, times(group) + 1):
        for body in bodies:
            entry = source
            end = chain(draft, entry, [copied(node, number) for node in body])
            if gate:
                end = chain(draft, end, [gate_node(draft, gate, f"{group.id}_gate")])
            end = _join(draft, entry, end, f"{group.id}_sum", evidence)
            source = chain(draft, end, [implied(draft.fresh(f"{group.id}_act"), "relu", AFTER_SUM)])
    land(draft, place, source)


def _join(draft: Draft, entry: str, end: str, stem: str, evidence: Evidence | None) -> str:
    node = implied(draft.fresh(stem), "add", SHORTCUT, evidence, 0.7)
    draft.put(node)
    draft.connect(end, node.id)
    draft.connect(_shortcut(draft, entry, end), node.id)
    return node.id


def _shortcut(draft: Draft, entry: str, end: str) -> str:
    """Where the shortcut of a block comes from: its entry, or a projection of it where the shapes differ."""
    wide, before = draft.channels(end), draft.channels(entry)
    stride = _shrinks(draft.printed_size(entry), draft.printed_size(end))
    same = wide is None or before is None or wide == before
    if wide is None or (same and stride == 1):
        return entry
    attributes: list[tuple[str, Attribute]] = [
        ("filters", solved(wide, PROJECTION)),
        ("kernel", assumed((1, 1), PROJECTION)),
        ("stride", solved((stride, stride), PROJECTION)),
    ]
    node = implied(draft.fresh(f"{end}_shortcut"), "conv2d", PROJECTION, None, 0.7, attributes)
    draft.put(node)
    draft.connect(entry, node.id)
    return node.id


def _shrinks(before: Shape | None, after: Shape | None) -> int:
    """How many times smaller a block makes the map."""
    if (
        not before
        or not after
        or not isinstance(before[0], int)
        or not isinstance(after[0], int)
        or after[0] < 1
    ):
        return 1
    return max(1, round(before[0] / after[0]))


def write_template(
    draft: Draft,
    group: Group,
    template: Template,
    pairs: Mapping[str, Node],
    gate: Sequence[Node] = (),
) -> None:
    """Writes a group's repeats out as the figure draws the block, with the widths that the group lists."""
    place = lift(draft, group)
    source = place.entry
    if template.exhibit not in draft.exhibits:
        draft.exhibits.append(template.exhibit)
    for number in range(1, times(group) + 1):
        source = _instance(draft, group, template, pairs, gate, source, number)
    land(draft, place, source)


def _instance(
    draft: Draft,
    group: Group,
    template: Template,
    pairs: Mapping[str, Node],
    gate: Sequence[Node],
    entry: str,
    number: int,
) -> str:
    """One copy of a drawn block; returns its last node's id."""
    by_id = template.graph.by_id()
    order, _ = topological([node.id for node in template.graph.nodes], template.graph.edges)
    names = {template.entry: entry}
    activated = any(family(node.op) == "activation" for node in template.graph.nodes)
    for node_id in order:
        if node_id == template.entry or (
            by_id[node_id].op in ("output", "feature_map") and node_id != template.exit
        ):
            continue
        node = _listed(by_id[node_id], pairs, group, number)
        node = replace(node, id=draft.fresh(node.id))
        draft.put(node)
        names[node_id] = node.id
        if activated:
            draft.activated.add(node.id)
        edges = sorted(template.graph.inputs(node_id), key=lambda edge: edge.source == template.entry)
        if node.op == "add":
            _sum(draft, node, [names[edge.source] for edge in edges], entry, gate)
            continue
        for edge in template.graph.inputs(node_id):
            draft.edges.append(Edge(names[edge.source], node.id, edge.port))
    return names[template.exit]


def _listed(drawn: Node, pairs: Mapping[str, Node], group: Group, number: int) -> Node:
    """The node that a drawn one stands for: the listed layer, or the drawn operation without weights as it
    is."""
    listed = pairs.get(drawn.id)
    if listed is None:
        kept = FrozenMap({k: v for k, v in drawn.attributes.items() if k not in ("filters", "units")})
        return Node(
            f"{group.id}_{drawn.id}" + ("" if number == 1 else f"_{number}"),
            drawn.op,
            drawn.label,
            kept,
            confidence=drawn.confidence,
            evidence=drawn.evidence,
        )
    copy = copied(listed, number)
    drawn_stride = drawn.attributes.get("stride")
    if drawn_stride is not None and "stride" not in copy.attributes and number == 1:
        copy = copy.with_attribute("stride", drawn_stride)
    return copy


def _sum(draft: Draft, node: Node, sources: Sequence[str], entry: str, gate: Sequence[Node]) -> None:
    """Connects a drawn sum: its branches first, its shortcut last and projected where the shapes differ."""
    branches = [source for source in sources if source != entry]
    main = branches[0] if branches else entry
    if gate and branches:
        main = chain(draft, main, [gate_node(draft, gate, f"{node.id}_gate")])
    draft.connect(main, node.id)
    for branch in branches[1:]:
        draft.connect(branch, node.id)
    if entry in sources:
        convolved = family(draft.nodes[main].op) != "dense"
        draft.connect(_shortcut(draft, entry, main) if convolved else entry, node.id)
