"""Pages with one drawing of a random network."""

from __future__ import annotations

import random
from pathlib import Path

import pymupdf

from graph import Graph
from simulate.drawn_networks import network
from simulate.exhibits import Drawing
from simulate.figure import figure_size
from simulate.style import Style
from simulate.typeset import Typesetter

MOST_WIDE, MOST_HIGH = 465.0, 600.0
"""What fits between the margins, in points."""
TEXT = "The network is trained on the data that the section above describes, and its parts are named in the figure. "


def drawing(chance: random.Random, look: Style) -> Graph:
    """A network that fits on a page in this look."""
    while True:
        graph = network(chance)
        wide, high = figure_size(graph, look)
        if wide <= MOST_WIDE and high <= MOST_HIGH:
            return graph


def write_drawing(path: Path, graph: Graph, look: Style) -> None:
    """A page of text with the drawing as its Figure 1."""
    document = pymupdf.open()
    setter = Typesetter(document)
    setter.new_page()
    Drawing("Figure 1: The architecture of the network.", (graph,), look).put(setter)
    setter.paragraph(TEXT * 3)
    path.write_bytes(document.tobytes())
