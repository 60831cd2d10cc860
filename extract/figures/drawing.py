"""A scene as things and the lines that may join them, each with what is printed for it and with decoration left out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from extract.figures.joining.gradients import without_gradients
from extract.figures.joining.headed_rows import name_headed_rows
from extract.figures.joining.line_notes import set_notes_aside
from extract.figures.likeness.bars import with_bars
from extract.figures.likeness.numbered import with_slices_joined
from extract.figures.likeness.units import text_unit
from extract.figures.lines.braces import forked
from extract.figures.lines.bundles import bundled
from extract.figures.lines.decoration import inside_one
from extract.figures.lines.guides import without_guides
from extract.figures.lines.links import Link
from extract.figures.lines.measures import without_measures
from extract.figures.lines.rings import through_rings
from extract.figures.lines.switches import through_switches
from extract.figures.lines.views import without_views
from extract.figures.meaning.counted_stacks import set_counts_aside
from extract.figures.meaning.drawn_blocks import mark_drawn_blocks
from extract.figures.meaning.pyramids import name_levels
from extract.figures.names.bracketed_remarks import set_bracketed_aside
from extract.figures.names.caption_meanings import explain_names
from extract.figures.names.counts_under import give_counts
from extract.figures.names.curve_rows import name_curves
from extract.figures.names.explained_signs import explain_signs
from extract.figures.names.head_strips import headed_by_strips
from extract.figures.names.legend_chains import add_from_legend
from extract.figures.names.listed_signs import listed_signs
from extract.figures.names.named_signs import name_signs
from extract.figures.names.names_at_rims import through_names
from extract.figures.names.names_on_lines import through_line_names
from extract.figures.names.names_over_counts import join_counted
from extract.figures.names.own_cells import name_cells
from extract.figures.names.row_names import name_columns
from extract.figures.names.second_lines import add_second_lines
from extract.figures.names.settings import give_settings
from extract.figures.names.shared_names import name_shared
from extract.figures.names.spans import spans_of
from extract.figures.names.spelled_out import spell_out
from extract.figures.names.square_brackets import Bracket, brackets_of
from extract.figures.names.tabs import headed_panels
from extract.figures.things.drawn_dots import with_dots_written
from extract.figures.things.legends import Legend, legend_of
from extract.figures.things.module_headings import head_modules
from extract.figures.things.numbering import without_numbering
from extract.figures.things.panel_names import head_panels
from extract.figures.things.parted_labels import join_parted
from extract.figures.things.plotted_layers import with_layers_joined
from extract.figures.things.signals import with_signals
from extract.figures.things.things import Thing, things_of
from extract.figures.things.wordless import without_print
from extract.figures.volumes.alike_sizes import sizes_alike
from extract.figures.volumes.axes import without_axes
from extract.figures.volumes.maps import flat_bodies, maps_of, reaching
from extract.figures.volumes.named_volumes import join_symbols, name_volumes
from extract.figures.volumes.sheets import sheet_bodies
from extract.figures.volumes.sketches import sketched_layers
from extract.figures.volumes.slab_rows import slab_rows
from extract.figures.volumes.unnamed_volumes import name_left_volumes
from extract.figures.volumes.volumes import Bodies, bodies_of, drawn_flow
from extract.scene.model import Connector, Scene


@dataclass(frozen=True, slots=True)
class Drawing:
    """The things of a figure and the lines that may join them.

    Attributes:
        scene: the scene, with slices and flat maps put together.
        unit: usual size of its text in points.
        legend: what its legend says.
        things: groups before what they hold.
        connectors: the lines that may join things.
        bodies: those things that are volumes or maps.
        sketched: the edges of a sketch of whole layers, which needs no lines followed; empty for other figures.
        brackets: square brackets along steps.
        headed: for panels and rows of cells whose frames are one operation each the ids of these.
    """

    scene: Scene
    unit: float
    legend: Legend
    things: list[Thing]
    connectors: Sequence[Connector]
    bodies: Bodies
    sketched: Sequence[Link] = ()
    headed: Mapping[int, tuple[int, ...]] = field(default_factory=dict)
    brackets: Sequence[Bracket] = ()


def drawing_of(scene: Scene, caption: str) -> Drawing:
    """The things and lines of a scene.

    Args:
        scene: of a figure.
        caption: of the figure; it may say what names and colours mean.
    """
    unit = text_unit(scene)
    scene = with_bars(with_signals(with_dots_written(scene, unit), unit), unit)
    scene = with_layers_joined(with_slices_joined(scene))
    legend = legend_of(scene, unit, caption)
    maps = maps_of(scene, legend, unit)
    scene = maps.scene
    things = things_of(scene, legend)
    without_print(things, unit)
    head_modules(things, scene.connectors, unit)
    head_panels(things, scene.connectors, unit)
    sizes_alike(things)
    headed_panels(things, scene.connectors)
    headed_by_strips(things, scene.connectors)
    mark_drawn_blocks(things, scene, caption)
    headed = name_headed_rows(things, unit)
    without_numbering(things)
    name_levels(things)
    give_settings(things, unit)
    give_counts(things, unit)
    explain_names(things, caption)
    spell_out(things, caption)
    explain_signs(things, caption, listed_signs(things, scene.connectors, legend, unit))
    name_signs(things, unit)
    name_curves(things, unit)
    connectors = through_names(things, _joining(scene, legend, things), unit)
    connectors = through_line_names(things, connectors, unit)
    brackets = brackets_of(connectors, things, unit)
    bracketing = {line for bracket in brackets for line in bracket.lines}
    connectors = [line for line in connectors if line.id not in bracketing]
    connectors = without_gradients(things, connectors, unit)
    set_notes_aside(things, connectors, unit)
    set_bracketed_aside(things)
    connectors = through_rings(things, through_switches(things, connectors, unit), unit)
    join_symbols(things, unit)
    join_counted(things, unit)
    set_counts_aside(things, unit)
    connectors = without_guides(connectors, things, unit)
    connectors = without_measures(without_axes(connectors, things, unit), things, unit)
    join_parted(things, connectors, unit)
    arrows = any(line.headed or line.block for line in connectors)
    sheets = Bodies() if maps.labels else sheet_bodies(things, unit, alone=not arrows)
    slabs, between = (
        (set(), set()) if sheets.things or maps.labels else slab_rows(things, scene.connectors, unit)
    )
    connectors = [connector for connector in connectors if connector.id not in between]
    if not sheets.things and not slabs and (sketched := sketched_layers(things, connectors)):
        return Drawing(scene, unit, legend, things, connectors, Bodies(), sketched)
    spans = spans_of(connectors, things, unit)
    drawn = {i for span in spans for i in span.connectors}
    connectors = [connector for connector in connectors if connector.id not in drawn]
    name_columns(things, connectors)
    name_cells(things, unit)
    add_second_lines(things, unit)
    bodies = flat_bodies(maps, things) if maps.labels else bodies_of(scene, things, unit, slabs, legend)
    if not maps.labels:
        name_volumes(bodies, things, unit)
        name_left_volumes([things[i] for i in bodies.things], things, unit)
    add_from_legend(things, legend)
    name_shared(things, spans, connectors, unit)
    connectors = drawn_flow(connectors, scene, bodies, things)
    if sheets.things:
        bodies = sheets
    connectors = reaching(connectors, bodies, things, unit, over_sizes=not maps.labels)
    flowing = forked(connectors, things, unit)
    return Drawing(scene, unit, legend, things, flowing, bodies, headed=headed, brackets=brackets)


def _joining(scene: Scene, legend: Legend, things: Sequence[Thing]) -> list[Connector]:
    """The lines that are no samples of the legend, no decoration of a thing, and do not only show a view."""
    within = {line for thing in things if thing.steps is not None for line in thing.steps.lines}
    connectors = [
        connector
        for connector in scene.connectors
        if connector.id not in legend.connectors | within and not inside_one(connector, things)
    ]
    return bundled(without_views(connectors, scene.shapes), things)
