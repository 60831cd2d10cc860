"""Graphs as the catalog keeps them: JSON text."""

from __future__ import annotations

import json

from graph import Graph
from graph.guide_form import graph_from_guide


def load(text: str) -> Graph:
    """The graph of a JSON text. Raises graph.UnknownForm where it is none."""
    return graph_from_guide(json.loads(text))
