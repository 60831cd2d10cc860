"""An architecture's graph out of the catalog: loaded, completed and drawn, each once."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from graph import Graph, Shape
from graph.guide_form import graph_from_guide
from web.drawing import Drawing, draw


@dataclass(frozen=True, slots=True)
class Shown:
    """A graph with its settings filled in, its shapes by node and output port, and its drawing."""

    graph: Graph
    shapes: Mapping[str, tuple[Shape, ...]]
    drawing: Drawing


@lru_cache(maxsize=256)
def shown(text: str, ident: str, title: str) -> Shown:
    """A graph's JSON text as it is shown. `ident` is unique on the page; `title` is read out for the picture."""
    graph = graph_from_guide(json.loads(text))
    return Shown(graph, {}, draw(graph, {}, ident=ident, title=title))
