"""Drawings of random networks are read as they were drawn, in every look."""

from __future__ import annotations

import random
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from extract.document import find_exhibits, open_document
from extract.document.opening import Document
from extract.figures import read_figure
from graph import Graph
from simulate.drawings import drawing, write_drawing
from simulate.drawn_styles import TRAITS, with_trait
from simulate.style import Style

LOOKS = [(trait, value) for trait, values in TRAITS.items() for value in values]


def flow(graphs: tuple[Graph, ...]) -> Counter[tuple[str, str]]:
    """Edges by the printed labels of their ends."""
    found: Counter[tuple[str, str]] = Counter()
    for graph in graphs:
        label = {node.id: node.label for node in graph.nodes}
        found.update((label[edge.source], label[edge.target]) for edge in graph.edges)
    return found


@pytest.mark.parametrize(("trait", "value"), LOOKS, ids=[f"{t}-{str(v)[:9]}" for t, v in LOOKS])
def test_edges_are_read(trait: str, value: Any, tmp_path: Path) -> None:
    look = with_trait(Style(), trait, value)
    drawn, right = Counter[tuple[str, str]](), Counter[tuple[str, str]]()
    for number in range(3):
        graph = drawing(random.Random(f"{trait} {value} {number}"), look)
        path = tmp_path / f"{number}.pdf"
        write_drawing(path, graph, look)
        opened = open_document(path)
        assert isinstance(opened, Document)
        pages = tuple(opened)
        (exhibit,) = (each for each in find_exhibits(pages) if each.label == "Figure 1")
        read = flow(read_figure(pages[exhibit.page - 1], exhibit).graphs)
        drawn += flow((graph,))
        right += read & flow((graph,))
    assert right.total() >= 0.9 * drawn.total()
