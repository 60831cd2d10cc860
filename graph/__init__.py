"""The architecture graph: model, operations, shapes, checks and JSON. Imports nothing else of the project.

`load` reads a graph from text, `validate` checks it as it stands, `complete` makes of what a paper shows a
graph that can be built, `expand` writes composite blocks out as primitives, `to_json` and `from_json` are its own form.

Errors: GraphError (graph.errors) > UnknownForm, ShapeError, InvalidGraph.
"""

from graph.complete import Completion, complete
from graph.errors import GraphError, InvalidGraph, Problem, ShapeError, UnknownForm
from graph.expand import expand
from graph.frozen import FrozenMap
from graph.json_form import from_json, to_json
from graph.load import load
from graph.model import Attribute, Box, Dim, Edge, Evidence, Graph, Group, Node, Origin, Shape, Value
from graph.validate import validate

__all__ = [
    "Attribute",
    "Box",
    "Completion",
    "Dim",
    "Edge",
    "Evidence",
    "FrozenMap",
    "Graph",
    "GraphError",
    "Group",
    "InvalidGraph",
    "Node",
    "Origin",
    "Problem",
    "Shape",
    "ShapeError",
    "UnknownForm",
    "Value",
    "complete",
    "expand",
    "from_json",
    "load",
    "to_json",
    "validate",
]
