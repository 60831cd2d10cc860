"""Bracketed groups written out: each repeat with the wiring that a figure draws or the text names."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from extract.compose.attentions import rows_of_attention
from extract.compose.copies import chain, copied, land, lift, times
from extract.compose.dense import write_dense_block
from extract.compose.downsampling import add_downsampling
from extract.compose.draft import Draft
from extract.compose.facts import Facts
from extract.compose.gates import gate_of, write_gate
from extract.compose.residual import write_residual, write_template
from extract.compose.templates import Template, best
from extract.labels.families import family
from extract.prose import Connected
from graph import Group, Node

LEAST_MENTIONS = 3
"""Sentences on shortcuts that make a paper one whose brackets are residual blocks, where no figure draws
one."""


def write_out_groups(draft: Draft, facts: Facts, found: Sequence[Template]) -> None:
    """Replaces every repeated group of a draft by its repeats, wired as the paper shows or says.

    A group whose wiring nothing tells stays repeated: completion puts its repeats in a row.
    """
    residual = facts.count(Connected, kind="residual") >= LEAST_MENTIONS
    grown = facts.count(Connected, kind="dense") >= LEAST_MENTIONS
    groups = _groups(draft)
    add_downsampling(draft, facts, groups)
    turns = rows_of_attention(draft, groups)
    done = {group.id for group in turns.values()}
    for group in groups:
        if group.id in done:
            continue
        members = [draft.nodes[node_id] for node_id in group.nodes]
        if group.id in turns:
            _write_turns(draft, group, turns[group.id], facts if residual else None)
            continue
        layers = [node for node in members if family(node.op) in ("convolution", "dense", "attention")]
        if len(draft.before(group.nodes[0])) != 1 or len(layers) < 1:
            continue
        gate = gate_of(members)
        body = [node for node in members if node not in gate]
        drawn = best(found, body)
        whole = best(found, members) if gate else None
        if grown and _is_dense_block(group, facts):
            _replace(draft, group, members)
            write_dense_block(draft, group, body, facts)
        elif whole is not None:
            _replace(draft, group, members)
            write_template(draft, group, *whole)
        elif drawn is not None and (len(layers) > 1 or isinstance(group.repeat, int)):
            _replace(draft, group, members)
            write_template(draft, group, *drawn, gate=gate)
        elif residual and _is_residual(body):
            _replace(draft, group, members)
            write_residual(draft, group, [body], gate, facts)
        else:
            if gate:
                write_gate(draft, gate)
            if isinstance(group.repeat, int) and not gate:
                _replace(draft, group, members)
                _write_row(draft, group, members)


def _is_residual(body: Sequence[Node]) -> bool:
    """Whether a bracket of a residual network is a block: layers that end with a convolution, or attention alone."""
    if len(body) == 1:
        return family(body[0].op) == "attention"
    return bool(body) and family(body[-1].op) == "convolution"


def _write_turns(draft: Draft, first: Group, second: Group, residual: Facts | None) -> None:
    """Writes two groups out that take turns, each with a shortcut around it in a residual network."""
    both = replace(first, nodes=(*first.nodes, *second.nodes))
    parts = [[draft.nodes[node_id] for node_id in group.nodes] for group in (first, second)]
    members = [*parts[0], *parts[1]]
    _replace(draft, both, members)
    if residual is None:
        _write_row(draft, both, members)
    else:
        write_residual(draft, both, parts, (), residual)


def _is_dense_block(group: Group, facts: Facts) -> bool:
    name = group.name.lower()
    if "dense" in name and "block" in name:
        return True
    return not name and facts.constant(name="growth rate") is not None and isinstance(group.repeat, int)


def _groups(draft: Draft) -> list[Group]:
    """The groups of a draft in the order of the data, and a group for each row of neighbours with one
    repeat."""
    found = [g for g in draft.groups if set(g.nodes) <= set(draft.nodes) and _is_bracket(draft, g)]
    taken = {node_id for group in found for node_id in group.nodes}
    loose: list[Group] = []
    for node_id in draft.order():
        node = draft.nodes[node_id]
        if node_id in taken or not isinstance(node.repeat, int) or node.repeat < 2:
            continue
        last = loose[-1] if loose else None
        joins = last is not None and last.repeat == node.repeat and draft.before(node_id) == [last.nodes[-1]]
        same_size = last is not None and draft.nodes[last.nodes[-1]].output_shape == node.output_shape
        if (
            last is not None
            and joins
            and same_size
            and not _is_row_of_its_own(draft, last.nodes[-1], node_id)
        ):
            loose[-1] = replace(last, nodes=(*last.nodes, node_id))
        else:
            loose.append(Group(f"row{len(loose) + 1}", (node_id,), "", node.repeat))
    loose = [group for group in loose if not _is_part_of_more(draft, group)]
    order = {node_id: at for at, node_id in enumerate(draft.order())}
    inner = [
        g for g in found if not any(set(g.nodes) < set(o.nodes) and isinstance(o.repeat, int) for o in found)
    ]
    return sorted([*inner, *loose], key=lambda group: order[group.nodes[0]])


def _is_bracket(draft: Draft, group: Group) -> bool:
    """Whether a group is more than a layer, or attention that has taken its projections in."""
    lone = len(group.nodes) == 1 and family(draft.nodes[group.nodes[0]].op) == "attention"
    return len(group.nodes) > 1 or (lone and isinstance(group.repeat, int))


def _is_part_of_more(draft: Draft, group: Group) -> bool:
    """Whether a node beside a row repeats with it, as the sum does that a skip around the row goes into."""
    inside = set(group.nodes)
    beside = {n for node_id in inside for n in (*draft.before(node_id), *draft.after(node_id))} - inside
    return any(
        draft.nodes[node_id].repeat == group.repeat and len(draft.before(node_id)) > 1 for node_id in beside
    )


def _is_row_of_its_own(draft: Draft, before: str, node_id: str) -> bool:
    """Whether two neighbours with one repeat are two stages: layers of one kind and different widths."""
    first, second = draft.nodes[before], draft.nodes[node_id]
    return first.op == second.op and first.value("filters") != second.value("filters")


def _write_row(draft: Draft, group: Group, members: Sequence[Node]) -> None:
    """Writes the repeats of a row of layers out, one behind the other."""
    inside = set(group.nodes)
    straight = all(len(draft.before(n)) == 1 and len(draft.after(n)) <= 1 for n in group.nodes)
    if not straight or not all(set(draft.before(n)) <= inside for n in group.nodes[1:]):
        for node in members:
            draft.put(replace(node, repeat=group.repeat))
        return
    place = lift(draft, group)
    source = place.entry
    for number in range(1, times(group) + 1):
        source = chain(draft, source, [copied(node, number) for node in members])
    land(draft, place, source)


def _replace(draft: Draft, group: Group, members: Sequence[Node]) -> None:
    """Takes the repeat off a group's nodes: it is about to be written out."""
    for node in members:
        draft.put(replace(node, repeat=None))
    inside = set(group.nodes)
    draft.groups = [other for other in draft.groups if not set(other.nodes) <= inside]
