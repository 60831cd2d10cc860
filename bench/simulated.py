"""How well drawings of random networks are read, trait by trait: `python -m bench.simulated [--drawings N] [--save DIR]`.

Every drawing's network is known. In the first table one trait at a time differs from a plain look, so that a
weakness shows where it comes from; in the last row all traits are drawn together. The grader is that of the shared
folder. `--save` keeps the drawings that were not read exactly; `--pictures` reads each from its pixels alone.
"""

from __future__ import annotations

import argparse
import random
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from statistics import mean

from bench.shared import grader
from extract.document import Page, find_exhibits, open_document
from extract.document.opening import Document
from extract.figures import read_figure
from extract.model import Exhibit
from extract.pixels import read_picture
from graph import Graph
from graph.guide_form import graph_to_guide
from simulate.drawings import drawing, write_drawing
from simulate.drawn_styles import TRAITS, style, with_trait
from simulate.style import Style


@dataclass(frozen=True, slots=True)
class Score:
    """What the grader says of one drawing."""

    content: float
    nodes: float
    edges: float
    exact: bool


def graphs_of(document: Document, page: Page, exhibit: Exhibit, pictures: bool) -> tuple[Graph, ...]:
    """The graphs of a drawing, read as it is drawn or from its pixels alone."""
    if not pictures:
        return read_figure(page, exhibit).graphs
    blank = replace(page, lines=(), paths=(), pictures=())
    found = read_picture(document, blank, exhibit)
    return found.graphs if found is not None else ()


def read(path: Path, graph: Graph, pictures: bool = False) -> Score:
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
                read_graphs = graphs_of(opened, page, exhibit, pictures)
                graphs = [graph_to_guide(each) for each in read_graphs]
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
    parser.add_argument("--pictures", action="store_true", help="read the drawings from their pixels")
    options = parser.parse_args()
    print("| look | drawings | content | nodes | edges | exact |\n| --- | ---: | ---: | ---: | ---: | ---: |")
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "drawing.pdf"
        for name, drawn in looks(options.drawings):
            scores = []
            for number, (chance, look) in enumerate(drawn):
                graph = drawing(chance, look)
                write_drawing(path, graph, look)
                scores.append(read(path, graph, options.pictures))
                if options.save and not scores[-1].exact:
                    options.save.mkdir(parents=True, exist_ok=True)
                    write_drawing(options.save / f"{name} {number}.pdf".replace(" ", "-"), graph, look)
            means = [
                mean(getattr(s, part) for s in scores) for part in ("content", "nodes", "edges", "exact")
            ]
            print(
                f"| {name} | {len(scores)} | " + " | ".join(f"{value:.3f}" for value in means) + " |",
                flush=True,
            )


if __name__ == "__main__":
    main()
