"""Which things of a figure are nodes, and what each stands for by its label, its place and what is printed beside it."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace

from extract.figures.lines.links import Link
from extract.figures.meaning.bare_ends import with_bare_ends
from extract.figures.meaning.biases import with_biases
from extract.figures.meaning.blobs import counted, with_blobs
from extract.figures.meaning.compared import with_compared
from extract.figures.meaning.correlated import with_correlations
from extract.figures.meaning.fed_back import fed_back
from extract.figures.meaning.moments import with_moments
from extract.figures.meaning.naming import operations_of
from extract.figures.meaning.notes import repeats_beside, shapes_beside
from extract.figures.meaning.states import with_states
from extract.figures.meaning.word_columns import with_word_columns
from extract.figures.names.caption_repeats import repeats_said
from extract.figures.things.things import Thing
from extract.figures.volumes.volumes import Bodies, ended
from extract.labels import ParsedOperation
from extract.labels.families import KEEPING
from graph import Shape


def nodes_of(things: list[Thing], links: list[Link]) -> set[int]:
    """Things that may be nodes: what is linked, and labelled boxes and signs."""
    linked = {i for link in links for i in (link.source, link.target) if i is not None}
    return {
        thing.id
        for thing in things
        if thing.kind != "group" and (thing.id in linked or (thing.kind in ("box", "sign") and thing.text))
    }


def meanings_of(
    nodes: list[Thing], links: list[Link], bodies: Bodies, open_ends: tuple[Collection[int], Collection[int]]
) -> dict[int, tuple[ParsedOperation, ...]]:
    """What each node stands for, by its label and its place in the flow; those that stand for nothing are left out.

    Args:
        nodes: things that may be nodes.
        links: the edges between them.
        bodies: those that are volumes or maps.
        open_ends: ids of things that lines from the open lead to, and of those that lines leave for the open.
    """
    arrives = {link.target for link in links}
    leaves = {link.source for link in links}
    meanings = {}
    inputs, outputs = fed_back(nodes, links)
    ends = inputs | outputs
    within = [thing for thing in nodes if thing.id in arrives and thing.id in leaves and thing.id not in ends]
    inner = {thing.text for thing in within}
    for thing in nodes:
        place = (
            thing.id in arrives and thing.id not in inputs,
            thing.id in leaves and thing.id not in outputs,
        )
        named = thing.kind == "box" and thing.parsed.kind == "block" and not thing.graph
        if any(place) and named and thing.text in inner:
            # What stands within the flow elsewhere is no end of it here.
            place = True, True
        linked = any(place)
        if thing.id in bodies.things or (thing.shape is not None and thing.shape.kind == "volume"):
            # A volume that a bare arrow meets stands within a flow of which only this part is drawn.
            place = place[0] or thing.id in open_ends[0], place[1] or thing.id in open_ends[1]
        if linked and thing.kind in ("box", "sign") and thing.parsed.kind == "variable":
            # A state that a bare arrow leads to, or leaves, is one of a sequence that goes on.
            place = place[0] or thing.id in open_ends[0], place[1] or thing.id in open_ends[1]
        if linked and named:
            # Something comes into a box that a bare arrow leads to, so that it is no input itself.
            place = place[0] or thing.id in open_ends[0], place[1]
        found = operations_of(thing, *place)
        if found and (linked or _stands_alone(thing)):
            meanings[thing.id] = ended(found, thing, bodies, *place)
    compared = with_compared(nodes, links, with_biases(meanings))
    told = with_word_columns(nodes, links, with_states(nodes, links, compared))
    told = with_moments(nodes, links, told)
    return dict(with_blobs(nodes, links, with_bare_ends(nodes, links, told)))


def annotate(
    meanings: dict[int, tuple[ParsedOperation, ...]],
    things: list[Thing],
    links: list[Link],
    unit: float,
    caption: str = "",
    dangling: Sequence[Link] = (),
) -> None:
    """Adds the shapes and repeats that are printed beside nodes, and the repeats that the caption tells.

    Args:
        meanings: the operations of each node.
        things: of the figure.
        links: the edges between nodes.
        unit: size of the figure's text.
        caption: of the figure.
        dangling: lines that lead from nodes into the open.
    """
    for thing_id, shape in shapes_beside(things, links, set(meanings), unit, dangling).items():
        meanings[thing_id] = _shaped(meanings[thing_id], shape)
    counted(things, meanings)
    with_correlations(meanings, links)
    counts = repeats_beside(things, links, set(meanings), unit) or repeats_said(
        things, set(meanings), caption
    )
    for thing_id, count in counts.items():
        meanings[thing_id] = tuple(
            operation if operation.repeat is not None else replace(operation, repeat=count)
            for operation in meanings[thing_id]
        )


def _stands_alone(thing: Thing) -> bool:
    """Whether a thing without a link is a node all the same: a box that names an operation."""
    return thing.kind == "box" and thing.parsed.kind == "operations"


def _shaped(operations: tuple[ParsedOperation, ...], shape: Shape) -> tuple[ParsedOperation, ...]:
    """The operations of a node with the shape of what comes out: of the last, and of those before that only keep it."""
    if operations[-1].output_shape is not None:
        return operations
    found = list(operations)
    for at in reversed(range(len(found))):
        found[at] = replace(found[at], output_shape=found[at].output_shape or shape)
        if found[at].op not in KEEPING:
            break
    return tuple(found)
