"""Shapes of a scene that are one thing together: layers of neurons, graphs, bands, cells, steps and other like rows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from extract.figures.likeness.alike import alike
from extract.figures.likeness.bands import striped
from extract.figures.likeness.bars import bars_of
from extract.figures.likeness.graph_pictures import graph_pictures
from extract.figures.likeness.indexed_cells import indexed_cells
from extract.figures.likeness.neurons import layers_of
from extract.figures.likeness.own_names import own_names
from extract.figures.likeness.sequences import sequences_of
from extract.figures.likeness.slab_networks import slab_networks
from extract.figures.likeness.steps import Steps, steps_of
from extract.figures.likeness.tables import paired_cells, tables_of
from extract.figures.likeness.token_cells import token_cells
from extract.figures.likeness.units import is_dots, text_unit
from extract.figures.likeness.vectors import vectors_of
from extract.figures.likeness.volume_sequences import volume_sequences
from extract.figures.things.legends import Legend
from extract.scene.geometry import gap_to_polygon
from extract.scene.model import Connector, Scene, Shape, TextBlock

TOUCH = 2.0
"""An end of a line nearer than this to an outline, in points, touches it."""


@dataclass(frozen=True, slots=True)
class LikeRows:
    """Rows of shapes, and what each is, by its first shape.

    Attributes:
        members: ids of the shapes of each row.
        layers: rows that are layers of neurons.
        graphs: rows that are the nodes of one graph, which is data.
        tables: what those say that are the cells of a table.
        steps: rows that are one layer at several steps.
        vectors: ids of the frames that are vectors, whatever they hold.
    """

    members: Sequence[Sequence[int]] = ()
    layers: frozenset[int] = frozenset()
    graphs: frozenset[int] = frozenset()
    tables: Mapping[int, str] = field(default_factory=dict)
    steps: Mapping[int, Steps] = field(default_factory=dict)
    vectors: frozenset[int] = frozenset()


def rows_of(
    shapes: Sequence[Shape],
    scene: Scene,
    legend: Legend,
    parent: Mapping[int, int | None],
    children: Mapping[int, Sequence[int]],
    own: Mapping[int, Sequence[TextBlock]],
) -> LikeRows:
    """The rows of a scene.

    Args:
        shapes: of the scene, the larger first.
        scene: for its lines and text.
        legend: what its legend takes up is in no row.
        parent: the smallest shape around each.
        children: the shapes that lie in each.
        own: the text in each that is in no smaller one.
    """
    labelled = {i for i, blocks in own.items() if blocks}
    names = {i: " ".join(block.text for block in blocks) for i, blocks in own.items() if blocks}
    vectors = vectors_of(shapes, children, names, scene.connectors)
    free = [shape for shape in shapes if shape.id not in legend.shapes and not legend.name_of_box(shape)]
    plain = [
        shape
        for shape in free
        if (not children.get(shape.id) or shape.id in vectors)
        and parent[shape.id] not in vectors
        and (not own.get(shape.id) or shape.id in vectors)
    ]
    circles = [
        s
        for s in free
        if s.kind in ("circle", "ellipse")
        and not children.get(s.id)
        and parent[s.id] not in vectors
        and not _joins(s, scene.connectors)
    ]
    dotted = [block for block in scene.blocks if is_dots(block.text)]
    dots = [block.bbox for block in dotted if block.shape is None]
    sequences = sequences_of(circles, parent, scene.connectors, names)
    layers = [] if sequences else layers_of(circles, parent, scene.connectors, names, dots)
    whole = [shape for shape in shapes if not children.get(shape.id)]
    bands = striped(whole, labelled)
    tables = tables_of(whole, names)
    celled = {i for table in tables for i in table}
    tables |= paired_cells([shape for shape in whole if shape.id not in celled], names)
    celled = {i for table in tables for i in table}
    tables |= indexed_cells([shape for shape in whole if shape.id not in celled], names, scene.connectors)
    celled = {i for table in tables for i in table}
    tables |= token_cells(
        [shape for shape in whole if shape.id not in celled],
        names,
        scene.connectors,
        [block.bbox for block in dotted],
    )
    celled = {i for table in tables for i in table}
    banded = {i for row in bands for i in row}
    others = [
        shape
        for shape in plain
        if not shape.symbol
        and shape.kind not in ("volume", "stack", "polygon")
        and shape.id not in banded | celled
    ]
    charts = bars_of(others, text_unit(scene))
    charted = {i for row in charts for i in row}
    others = [shape for shape in others if shape.id not in charted]
    steps = sequences or steps_of(others, scene.shapes, scene.connectors, scene.blocks, text_unit(scene))
    # In a row whose windows overlap some units share all that they see, and are no layer for that.
    layers = [layer for layer in layers if not any(set(layer) < set(row.cells) for row in steps)]
    units = {i for layer in layers for i in layer}
    graphs = graph_pictures(circles, parent, scene.connectors, names, units)
    steps = [row for row in steps if units.isdisjoint(row.cells)]
    taken = units.union(*(row.cells for row in steps), *graphs)
    volumes = volume_sequences(
        [s for s in free if not own.get(s.id)], scene.connectors, scene.blocks, text_unit(scene)
    )
    slabs = slab_networks(
        [s for s in free if not own.get(s.id)], scene.connectors, scene.blocks, text_unit(scene)
    )
    taken = taken.union(*slabs)
    rest = alike([s for s in others if s.id not in taken], scene.connectors, scene.blocks)
    rest = [row for row in rest if not _are_named([scene.shapes[i] for i in row], scene)]
    # Units that show the curve of what is done to each.
    waves = [s for s in plain if s.symbol in ("~", "/") and s.id not in taken]
    rest += alike(waves, scene.connectors, scene.blocks)
    return LikeRows(
        members=[
            *layers,
            *graphs,
            *bands,
            *tables,
            *charts,
            *(list(row.cells) for row in steps),
            *volumes,
            *slabs,
            *rest,
        ],
        layers=frozenset(layer[0] for layer in layers),
        graphs=frozenset(row[0] for row in graphs),
        tables={table[0]: said for table, said in tables.items()},
        steps={row.cells[0]: row for row in steps},
        vectors=frozenset(vectors),
    )


def _are_named(row: Sequence[Shape], scene: Scene) -> bool:
    """Whether each shape of a row has a line and a name of its own beside it."""
    free = [(block.bbox, block.text) for block in scene.blocks if block.shape is None]
    named = own_names([shape.bbox for shape in row], free, text_unit(scene))
    return len(named) == len(row) and all(
        any(
            abs(gap_to_polygon(end, shape.outline)) <= TOUCH
            for line in scene.connectors
            for end in (line.points[0], line.points[-1])
        )
        for shape in row
    )


def _joins(shape: Shape, connectors: Sequence[Connector]) -> bool:
    """Whether a circle is a sum or a product that lines lead to; a unit that is crossed out has none."""
    return shape.symbol in ("+", "-", "×") and any(
        abs(gap_to_polygon(end, shape.outline)) <= TOUCH
        for line in connectors
        for end in (line.points[0], line.points[-1])
    )
