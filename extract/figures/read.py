"""A drawn figure into graphs."""

from __future__ import annotations

from dataclasses import dataclass

from extract.document.page import Page
from extract.figures.assemble import graphs_of
from extract.figures.drawing import drawing_of
from extract.figures.edges import edges_of
from extract.figures.lines.groups import resolved
from extract.figures.meaning.listed_inputs import join_listed
from extract.figures.meaning.one_dimension import along_words
from extract.figures.meaning.prose_beside import without_prose
from extract.figures.meaning.sketches_beside import without_sketches
from extract.figures.meaning.states import as_cells
from extract.figures.meaning.three_dimensions import in_space
from extract.figures.meanings import annotate, meanings_of, nodes_of
from extract.figures.names.caption_channels import with_counted_channels
from extract.figures.names.caption_conventions import with_caption_conventions
from extract.figures.names.caption_kernels import with_caption_kernels
from extract.figures.names.caption_kinds import with_caption_kinds
from extract.figures.names.caption_settings import with_caption_settings
from extract.figures.names.square_brackets import tell_brackets
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
    drawing = drawing_of(scene, exhibit.caption)
    things, unit = drawing.things, drawing.unit
    if drawing.sketched:
        named = {i for link in drawing.sketched for i in (link.source, link.target) if i is not None}
        meanings = along_words({i: things[i].parsed.operations for i in named}, exhibit.caption)
        return graphs_of(things, drawing.sketched, meanings, exhibit.page, exhibit.label)
    edges = edges_of(drawing, exhibit.caption)
    nodes = nodes_of(things, edges.links)
    links = resolved(edges.links, things, nodes)
    nodes = without_prose(things, links, without_sketches(things, links, nodes))
    links = [link for link in links if link.source in nodes and link.target in nodes]
    open_ends = edges.entered, edges.left
    meanings = meanings_of([thing for thing in things if thing.id in nodes], links, drawing.bodies, open_ends)
    meanings = as_cells(things, links, meanings, exhibit.caption)
    meanings = join_listed(in_space(along_words(meanings, exhibit.caption), exhibit.caption), things, links)
    tell_brackets(meanings, drawing.brackets)
    annotate(meanings, things, links, unit, exhibit.caption, edges.dangling)
    graphs = graphs_of(things, links, meanings, exhibit.page, exhibit.label)
    graphs = with_counted_channels(graphs, drawing.scene.blocks, exhibit.caption)
    graphs = with_caption_settings(graphs, drawing.scene.blocks, exhibit.caption)
    graphs = with_caption_kernels(with_caption_kinds(graphs, exhibit.caption), exhibit.caption)
    return with_caption_conventions(graphs, exhibit.caption)
