"""A drawn figure into graphs."""

from __future__ import annotations

from dataclasses import dataclass, replace

from extract.document.page import Page
from extract.figures.assemble import graphs_of
from extract.figures.beside import (
    implied_inputs,
    insert,
    name_open_ends,
    operations_beside,
    operations_by_color,
)
from extract.figures.braces import forked
from extract.figures.bundles import bundled
from extract.figures.caption_meanings import explain_names
from extract.figures.caption_settings import with_caption_settings
from extract.figures.captions import at_named, names_beside
from extract.figures.counted_columns import counted_columns
from extract.figures.ellipses import over_ellipses
from extract.figures.fans import operations_at_fans
from extract.figures.gap_heads import heads_over_gaps, with_heads
from extract.figures.gaps import over_gaps
from extract.figures.groups import resolved
from extract.figures.joint import chosen
from extract.figures.layer_names import named_by_lines, without_unit_names
from extract.figures.legends import legend_of
from extract.figures.links import Link
from extract.figures.maps import flat_bodies, maps_of, reaching
from extract.figures.named_ends import names_in_rows
from extract.figures.named_volumes import name_volumes
from extract.figures.naming import operations_of
from extract.figures.notes import repeats_beside, shapes_beside
from extract.figures.numbered import with_slices_joined
from extract.figures.one_dimension import along_words
from extract.figures.parted_labels import join_parted
from extract.figures.row_names import name_columns
from extract.figures.rows import in_rows
from extract.figures.second_lines import add_second_lines
from extract.figures.settings import give_settings
from extract.figures.shared_names import lend, name_shared
from extract.figures.sheets import sheet_bodies, without_lines_of_view
from extract.figures.sketches import sketched_layers
from extract.figures.spans import spans_of
from extract.figures.step_letters import letters_at_steps
from extract.figures.tabs import headed_panels
from extract.figures.things import Thing, inside_one, text_unit, things_of
from extract.figures.touching import touching
from extract.figures.touching_groups import touching_groups
from extract.figures.twins import merged_twins
from extract.figures.unrolled import name_steps
from extract.figures.views import without_views
from extract.figures.volumes import Bodies, bodies_of, drawn_flow, ended, rows
from extract.labels import ParsedOperation
from extract.model import Exhibit
from extract.outlines import spelled_out
from extract.scene.build import build_scene
from extract.scene.model import Scene
from graph import Graph


@dataclass(frozen=True, slots=True)
class FigureReading:
    """What was read from a drawn figure, and what it was read from.

    Attributes:
        scene: the drawing.
        graphs: one for each network or module; empty where none was found.
    """

    scene: Scene
    graphs: tuple[Graph, ...]


def read_figure(page: Page, exhibit: Exhibit) -> FigureReading:
    """The graphs that a figure draws.

    Args:
        page: the page that it stands on.
        exhibit: its region and label.
    """
    scene = build_scene(spelled_out(page, exhibit.bbox), exhibit.bbox)
    return FigureReading(scene, read_scene(scene, exhibit))


def read_scene(scene: Scene, exhibit: Exhibit) -> tuple[Graph, ...]:
    """The graphs that a scene shows."""
    unit = text_unit(scene)
    scene = with_slices_joined(scene)
    legend = legend_of(scene, unit, exhibit.caption)
    maps = maps_of(scene, legend, unit)
    scene = maps.scene
    things = things_of(scene, legend)
    headed_panels(things, scene.connectors)
    give_settings(things, unit)
    explain_names(things, exhibit.caption)
    within = {line for thing in things if thing.steps is not None for line in thing.steps.lines}
    connectors = [
        connector
        for connector in scene.connectors
        if connector.id not in legend.connectors | within and not inside_one(connector, things)
    ]
    connectors = bundled(without_views(connectors, scene.shapes), things)
    join_parted(things, connectors, unit)
    sheets = Bodies() if maps.labels else sheet_bodies(things, unit)
    if not sheets.things and (sketched := sketched_layers(things, connectors)):
        named = {i for link in sketched for i in (link.source, link.target) if i is not None}
        return graphs_of(
            things, sketched, {i: things[i].parsed.operations for i in named}, exhibit.page, exhibit.label
        )
    spans = spans_of(connectors, things, unit)
    drawn = {i for span in spans for i in span.connectors}
    connectors = [connector for connector in connectors if connector.id not in drawn]
    name_columns(things, connectors)
    add_second_lines(things, unit)
    bodies = flat_bodies(maps, things) if maps.labels else bodies_of(scene, things, unit)
    if not maps.labels:
        name_volumes(bodies, things, unit)
    name_shared(things, spans, unit)
    connectors = drawn_flow(connectors, scene, bodies, things)
    if sheets.things:
        bodies, connectors = sheets, without_lines_of_view(connectors, sheets, things)
    if maps.labels:
        connectors = reaching(connectors, bodies, things, unit)
    connectors = forked(connectors, things, unit)
    nets, reading, flow = chosen(connectors, things, unit)
    taken = {i for link in flow.links for i in (link.source, link.target) if i is not None}
    heads = heads_over_gaps(things, flow.links, unit)
    pieces = [piece for net in nets for piece in net.pieces if net.things()]
    beside = operations_beside(things, pieces, taken, unit)
    beside |= operations_at_fans(things, pieces, taken | set(beside), unit)
    beside |= operations_by_color(things, pieces, legend)
    layers = named_by_lines(things, flow.links, beside)
    lend(things, layers)
    beside = {
        label: own for label, own in beside.items() if label not in {name for name, _ in layers.values()}
    }
    taken |= set(beside)
    links = [*flow.links, *name_open_ends(flow, things, taken, unit)]
    links = with_heads(insert(implied_inputs(links, flow, things), beside, things), heads, things)
    links += over_gaps(flow, things)
    links += names_in_rows(things, links, reading, unit)
    links += letters_at_steps(things, links, reading, unit)
    links = without_unit_names(links, things)
    touched = touching(things, links, reading, unit)
    links += touched
    links += touching_groups(things, links, reading, unit)
    links = rows(bodies, things, links, unit)
    links += in_rows(things, links, touched, reading, unit)
    names = names_beside(things, links, taken, unit)
    lend(things, {box: (label, things[label].text) for box, label in names.items()})
    links = merged_twins(over_ellipses(at_named(links, names), things), things)
    name_steps(things, links, exhibit.caption)
    nodes = _nodes(things, links)
    links = resolved(links, things, nodes)
    links = [link for link in links if link.source in nodes and link.target in nodes]
    open_ends = (
        {i for end in flow.entries for i, _ in end.ways},
        {i for end in flow.exits for i, _ in end.ways},
    )
    meanings = _meanings([thing for thing in things if thing.id in nodes], links, bodies, open_ends)
    meanings = along_words(meanings)
    _annotate(meanings, things, links, unit)
    graphs = graphs_of(things, links, meanings, exhibit.page, exhibit.label)
    return with_caption_settings(graphs, scene.blocks, exhibit.caption)


def _nodes(things: list[Thing], links: list[Link]) -> set[int]:
    """Things that may be nodes: what is linked, and labelled boxes and signs."""
    linked = {i for link in links for i in (link.source, link.target) if i is not None}
    return {
        thing.id
        for thing in things
        if thing.kind != "group" and (thing.id in linked or (thing.kind in ("box", "sign") and thing.text))
    }


def _meanings(
    nodes: list[Thing], links: list[Link], bodies: Bodies, open_ends: tuple[set[int], set[int]]
) -> dict[int, tuple[ParsedOperation, ...]]:
    """What each node stands for, by its label and its place in the flow; those that stand for nothing are left out."""
    arrives = {link.target for link in links}
    leaves = {link.source for link in links}
    meanings = {}
    inner = {thing.text for thing in nodes if thing.id in arrives and thing.id in leaves}
    for thing in nodes:
        place = thing.id in arrives, thing.id in leaves
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
        found = operations_of(thing, *place)
        sources = {link.source for link in links if link.target == thing.id}
        if thing.layer and sources and sources <= thing.pairs:
            # What is made of each unit by itself is no dense layer.
            found = tuple(replace(each, op="feature_map") if each.op == "dense" else each for each in found)
        if found and (linked or _stands_alone(thing)):
            meanings[thing.id] = ended(found, thing, bodies, *place)
    return meanings


def _annotate(
    meanings: dict[int, tuple[ParsedOperation, ...]], things: list[Thing], links: list[Link], unit: float
) -> None:
    """Adds the shapes and repeats that are printed beside nodes."""
    for thing_id, shape in shapes_beside(things, links, set(meanings), unit).items():
        *before, last = meanings[thing_id]
        if last.output_shape is None:
            meanings[thing_id] = (*before, replace(last, output_shape=shape))
    counts = counted_columns(things, links, set(meanings), unit) | repeats_beside(things, set(meanings), unit)
    for thing_id, count in counts.items():
        meanings[thing_id] = tuple(
            operation if operation.repeat is not None else replace(operation, repeat=count)
            for operation in meanings[thing_id]
        )


def _stands_alone(thing: Thing) -> bool:
    """Whether a thing without a link is a node all the same: a box that names an operation."""
    return thing.kind == "box" and thing.parsed.kind == "operations"
