"""The edges of a figure: along its lines, and where things touch, stand in a row or name each other without any."""

from __future__ import annotations

from dataclasses import dataclass

from extract.figures.drawing import Drawing
from extract.figures.joining.abutting import shared_exits
from extract.figures.joining.at_sizes import at_sizes
from extract.figures.joining.bare_signs import at_bare_signs
from extract.figures.joining.beside import insert, operations_beside
from extract.figures.joining.fans import operations_at_fans
from extract.figures.joining.functions_on_lines import functions_on_lines
from extract.figures.joining.gaps import over_gaps, straight_before
from extract.figures.joining.headed_rows import onto_frames
from extract.figures.joining.joined_directions import without_joined_directions
from extract.figures.joining.joint import chosen
from extract.figures.joining.legend_lines import operations_by_color
from extract.figures.joining.measured_pairs import into_losses, losses_between
from extract.figures.joining.named_ends import names_in_rows
from extract.figures.joining.open_ends import implied_inputs, name_open_ends
from extract.figures.joining.own_frames import without_own_frames
from extract.figures.joining.parallel_steps import steps_in_parallel
from extract.figures.joining.pluses_between import at_pluses
from extract.figures.joining.rows import in_rows
from extract.figures.joining.shared_weights import without_shared_weights
from extract.figures.joining.steps_at_boxes import behind_boxes, steps_at_boxes
from extract.figures.joining.touching import touching
from extract.figures.joining.touching_groups import touching_groups
from extract.figures.lines.ellipses import over_ellipses
from extract.figures.lines.links import Flow, Link
from extract.figures.lines.named_lanes import merged_lanes
from extract.figures.lines.reading import Reading
from extract.figures.lines.shared_starts import with_shared_starts
from extract.figures.lines.token_rows import merged_tokens
from extract.figures.lines.twins import merged_twins
from extract.figures.names.captions import at_named, names_beside
from extract.figures.names.layer_names import named_by_lines, without_unit_names
from extract.figures.names.names_aside import names_aside
from extract.figures.names.shared_names import lend
from extract.figures.names.step_letters import letters_at_steps
from extract.figures.names.told_twice import told_twice
from extract.figures.names.unrolled import name_steps
from extract.figures.volumes.maps_behind_steps import name_maps_behind_steps
from extract.figures.volumes.volume_rows import rows


@dataclass(frozen=True, slots=True)
class Edges:
    """The edges between things.

    Attributes:
        links: from thing to thing, in the order of the inputs of each target; groups are ends still.
        entered: ids of the things that lines from the open lead to.
        left: ids of the things that lines leave for the open.
        dangling: these lines.
    """

    links: list[Link]
    entered: frozenset[int]
    left: frozenset[int]
    dangling: tuple[Link, ...] = ()


def edges_of(drawing: Drawing, caption: str) -> Edges:
    """The edges of a drawing; gives things the names that stand at their lines.

    Args:
        drawing: things and lines of a figure.
        caption: of the figure.
    """
    things, unit = drawing.things, drawing.unit
    links, taken, reading, flow = _along_lines(drawing)
    links = onto_frames(links, drawing.headed)
    links = without_unit_names(links, things)
    side_by_side = [{row, *frames} for row, frames in drawing.headed.items()]
    touched = [
        link
        for link in touching(things, links, reading, unit)
        if not any({link.source, link.target} <= frames for frames in side_by_side)
    ]
    links += touched
    links += touching_groups(things, links, reading, unit)
    links += shared_exits(things, links)
    links = rows(drawing.bodies, things, links, unit)
    links += at_bare_signs(things, links, reading, unit)
    links = at_pluses(things, links, unit)
    links += in_rows(things, links, touched, reading, unit)
    links = at_sizes(links, things, unit)
    names = names_beside(things, links, taken, unit)
    joined = {i for link in links for i in (link.source, link.target) if i is not None}
    named = {*names, *names.values()} | {i for i in joined | taken if things[i].kind == "text"}
    names |= names_aside(things, drawing.connectors, joined, named, unit)
    lend(things, {box: (label, things[label].text) for box, label in names.items()})
    name_maps_behind_steps(links, things)
    links = merged_lanes(over_ellipses(at_named(links, names), things), things)
    links = merged_twins(merged_tokens(links, things, unit), things)
    links = without_shared_weights(links, things, unit)
    name_steps(things, links, caption)
    links = without_joined_directions(links, things)
    return Edges(
        links,
        frozenset(i for end in flow.entries for i, _ in end.ways),
        frozenset(i for end in flow.exits for i, _ in end.ways),
        tuple(Link(i, None, way) for end in flow.exits for i, way in end.ways),
    )


def _along_lines(drawing: Drawing) -> tuple[list[Link], set[int], Reading, Flow]:
    """The edges along lines with the operations that are printed at them, and the ids of the things that they use."""
    things, unit = drawing.things, drawing.unit
    nets, reading, flow = chosen(drawing.connectors, things, unit)
    flow = with_shared_starts(flow, unit)
    taken = {i for link in flow.links for i in (link.source, link.target) if i is not None}
    pieces = [piece for net in nets if net.things() for piece in net.pieces]
    ends = {i for i in taken if things[i].kind == "text"}
    aside = set(names_aside(things, drawing.connectors, taken, ends, unit, plain=True).values())
    steps = steps_at_boxes(things, pieces, taken | aside, unit)
    taken |= set(steps)
    beside = operations_beside(things, pieces, taken | aside, unit)
    beside |= functions_on_lines(things, pieces, taken | aside | set(beside), unit)
    beside |= operations_at_fans(things, pieces, taken | aside | set(beside), unit)
    beside |= steps_in_parallel(things, pieces, beside, taken, unit)
    for label in told_twice(things, beside, unit):
        del beside[label]
        things[label].set_aside()
    beside |= operations_by_color(things, pieces, drawing.legend, beside)
    layers = named_by_lines(things, flow.links, beside)
    lend(things, layers)
    names = {name for name, _ in layers.values()}
    beside = {label: own for label, own in beside.items() if label not in names}
    taken |= set(beside)
    links = [*without_own_frames(flow.links, things), *name_open_ends(flow, things, taken, unit)]
    links = straight_before(links, flow, things, drawing.connectors, unit)
    links = into_losses(losses_between(links, things, taken, unit), things)
    links = behind_boxes(insert(implied_inputs(links, flow, things, unit), beside, things), steps)
    links += over_gaps(flow, things, drawing.connectors, unit)
    links += names_in_rows(things, links, reading, unit)
    links += letters_at_steps(things, links, reading, unit)
    return links, taken, reading, flow
