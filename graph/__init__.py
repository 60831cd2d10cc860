"""The architecture graph: model, operations, shapes, checks and JSON. Imports nothing else of the project.

Errors: GraphError (graph.errors) > InvalidGraph, UnknownForm.
"""

from graph.errors import GraphError, InvalidGraph, Problem, UnknownForm
from graph.frozen import FrozenMap
from graph.model import Attribute, Box, Dim, Edge, Evidence, Graph, Group, Node, Origin, Shape, Value

__all__ = [
    "Attribute",
    "Box",
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
    "UnknownForm",
    "Value",
]
