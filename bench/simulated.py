"""How well drawings of random networks are read, trait by trait: `python -m bench.simulated [--drawings N] [--save DIR]`.

Every drawing's network is known. In the first table one trait at a time differs from a plain look, so that a
weakness shows where it comes from; in the last row all traits are drawn together. The grader is that of the shared
folder. `--save` keeps the drawings that were not read exactly.
"""

from __future__ import annotations

import argparse
import random
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from statistics import mean

import pymupdf

from bench.shared import grader
from extract.document import find_exhibits, open_document
from extract.document.opening import Document
from extract.figures import read_figure
from graph import Graph
from graph.guide_form import graph_to_guide
from simulate.drawn_networks import network
from simulate.drawn_styles import TRAITS, style, with_trait
from simulate.exhibits import Drawing
from simulate.figure import figure_size
from simulate.style import Style
from simulate.typeset import Typesetter

MOST_WIDE, MOST_HIGH = 465.0, 600.0
TEXT = "The network is trained on the data that the section above describes, and its parts are named in the figure. "


@dataclass(frozen=True, slots=True)
class Score:
    """What the grader says of one drawing."""

    content: float
    nodes: float
    edges: float
    exact: bool


def drawing(chance: random.Random, look: Style) -> Graph:
    """A network that fits on a page in this look."""
    while True:
        graph = network(chance)
        wide, high = figure_size(graph, look)
        if wide <= MOST_WIDE and high <= MOST_HIGH:
            return graph


def write(path: Path, graph: Graph, look: Style) -> None:
    """A page of text with the drawing as its figure."""
    document = pymupdf.open()
    setter = Typesetter(document)
    setter.new_page()
    Drawing("Figure 1: The architecture of the network.", (graph,), look).put(setter)
    setter.paragraph(TEXT * 3)
    path.write_bytes(document.tobytes())


def read(path: Path, graph: Graph) -> Score:
    """Read the page and grade it."""
    score = grader()
    item = {"label": "Figure 1", "page": 1, "kind": "figure", "graphs": [graph_to_guide(graph)]}
    opened = open_document(path)
    found = None
    if isinstance(opened, Document):
        pages = tuple(opened)
        for exhibit in find_exhibits(pages):
            if exhibit.label == "Figure 1":
                page = next(each for each in pages if each.number == exhibit.page)
                graphs = [graph_to_guide(each) for each in read_figure(page, exhibit).graphs]
                found = {"label": "Figure 1", "page": exhibit.page, "kind": "figure", "graphs": graphs}
    result = score.score_item(item, found)
    return Score(result["content"], result["nodes"], result["edges"], bool(result["exact"]))


def looks(drawings: int) -> Iterator[tuple[str, list[tuple[random.Random, Style]]]]:
    """Rows of the table: a name, and the looks with their sources of chance."""
    for trait, values in TRAITS.items():
        for value in values:
            name = f"{trait} {value if trait != 'fills' else bool(value)}"
            plain = with_trait(Style(), trait, value)
            yield name, [(random.Random(f"{name} {n}"), plain) for n in range(drawings)]
    mixed = [random.Random(f"all {n}") for n in range(10 * drawings)]
    yield "all together", [(chance, style(chance)) for chance in mixed]


def main() -> None:
    """Draw, read, print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--drawings", type=int, default=20, help="for each value of a trait")
    parser.add_argument("--save", type=Path, help="a folder for the drawings that were not read exactly")
    options = parser.parse_args()
    print("| look | drawings | content | nodes | edges | exact |\n| --- | ---: | ---: | ---: | ---: | ---: |")
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "drawing.pdf"
        for name, drawn in looks(options.drawings):
            scores = []
            for number, (chance, look) in enumerate(drawn):
                graph = drawing(chance, look)
                write(path, graph, look)
                scores.append(read(path, graph))
                if options.save and not scores[-1].exact:
                    options.save.mkdir(parents=True, exist_ok=True)
                    write(options.save / f"{name} {number}.pdf".replace(" ", "-"), graph, look)
            means = [
                mean(getattr(s, part) for s in scores) for part in ("content", "nodes", "edges", "exact")
            ]
            print(
                f"| {name} | {len(scores)} | " + " | ".join(f"{value:.3f}" for value in means) + " |",
                flush=True,
            )


if __name__ == "__main__":
    main()
