"""Whole networks from a paper's exhibits and sentences."""

from __future__ import annotations

from dataclasses import replace

from extract.compose.attentions import note_unheld_settings, take_in_projections
from extract.compose.bases import Base, bases
from extract.compose.conventions import apply_conventions
from extract.compose.draft import Draft
from extract.compose.ends import (
    add_head,
    compare_windows,
    drop_optional,
    make_last_pooling_global,
    set_classes,
    set_input,
)
from extract.compose.facts import Facts
from extract.compose.known_blocks import explain_known_blocks
from extract.compose.meetings import join_branches, widen_to_sums
from extract.compose.model import Network
from extract.compose.named import write_named_blocks
from extract.compose.settings import apply_settings, leave_rest_unpadded
from extract.compose.sizes import keep_last_size_of_rows, move_input_sizes
from extract.compose.templates import Template, templates
from extract.compose.widths import fill_widths
from extract.compose.wiring import write_out_groups
from extract.model import PaperReading
from extract.prose import Fact, read_prose


def compose(reading: PaperReading) -> tuple[Network, ...]:
    """The whole networks that a paper shows, each with what its other exhibits and its text add.

    In order: blocks are explained, groups written out with the wiring that figures draw or the text names,
        widths and
    settings filled in, conventions put around layers, head and input added. What is still open is left to
    `graph.complete`.

    Returns:
        One network for each table column or figure that shows a whole network; empty where the paper shows
        none.
    """
    captions = {e.exhibit.label: (e.exhibit.page, e.exhibit.caption) for e in reading.exhibits}
    facts = read_prose(reading.text, captions)
    blocks = templates(reading)
    return tuple(_network(base, facts, blocks) for base in bases(reading))


def _network(base: Base, all_facts: tuple[Fact, ...], blocks: tuple[Template, ...]) -> Network:
    draft = Draft.of(replace(base.graph, name=base.name), base.exhibit.label)
    facts = Facts(all_facts, base.name, base.exhibit.page, base.exhibit.label)
    own = [block for block in blocks if block.exhibit != base.exhibit.label]
    move_input_sizes(draft, base.exhibit.caption)
    keep_last_size_of_rows(draft)
    drop_optional(draft)
    explain_known_blocks(draft)
    write_named_blocks(draft, own)
    join_branches(draft)
    widen_to_sums(draft)
    take_in_projections(draft)
    note_unheld_settings(draft)
    write_out_groups(draft, facts, own)
    fill_widths(draft, facts)
    add_head(draft, facts)
    set_classes(draft, facts)
    windows = make_last_pooling_global(draft)
    leave_rest_unpadded(draft)
    apply_settings(draft, facts)
    apply_conventions(draft, facts)
    set_input(draft, facts)
    compare_windows(draft, windows)
    _note_missing(draft)
    return Network(
        base.name,
        tuple(draft.exhibits),
        draft.graph(),
        tuple(dict.fromkeys(draft.missing)),
        tuple(draft.conflicts),
    )


def _note_missing(draft: Draft) -> None:
    for node in draft.nodes.values():
        if node.op == "block":
            draft.missing.append(f"what {node.value('name') or node.label!r} is made of")
