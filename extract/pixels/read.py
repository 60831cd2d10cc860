"""An image of a drawing into graphs: traced into a drawing first, and then read as any drawing is."""

from __future__ import annotations

import math
from dataclasses import replace

from extract.document import Document, Page
from extract.document.boxes import height, width
from extract.figures import FigureReading, read_scene
from extract.model import Exhibit
from extract.pixels.flat import flat_share
from extract.pixels.page import traced_page
from extract.scene.build import build_scene
from graph import Graph

SHARP = 300.0
"""Dots an inch at which an image is traced; a larger one is traced more coarsely."""

MOST_PIXELS = 2_600_000
"""Pixels of an image that is traced."""

DRAWN = 0.6
"""Least share of flat ground in an image that is a drawing; photographs have less."""


CROWDED = 2.0
"""Edges a node from which on they are bundles of lines between rows of circles, whose crossings no tracing tells apart;
networks hardly ever have as many."""

FEWEST = 10
"""Nodes of the smallest graph that can be crowded."""


def read_picture(document: Document, page: Page, exhibit: Exhibit) -> FigureReading | None:
    """The graphs that a picture of a drawing shows; None for one that is no drawing.

    Args:
        document: to render the exhibit's region.
        page: the page that it stands on.
        exhibit: its region and label.
    """
    region = exhibit.bbox
    points = max(width(region) * height(region), 1.0)
    dpi = min(SHARP, 72.0 * math.sqrt(MOST_PIXELS / points))
    image = document.render(exhibit.page, region, dpi)
    if image.size == 0 or flat_share(image) < DRAWN:
        return None
    scene = build_scene(traced_page(image, page, region, dpi), region)
    return FigureReading(scene, tuple(without_bundles(graph) for graph in read_scene(scene, exhibit)))


def without_bundles(graph: Graph) -> Graph:
    """A graph as it is, or without its edges where these are bundles: none says more than what is made up."""
    crowded = len(graph.nodes) >= FEWEST and len(graph.edges) >= CROWDED * len(graph.nodes)
    return replace(graph, edges=()) if crowded else graph
