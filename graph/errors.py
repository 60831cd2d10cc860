"""What can be wrong with a graph.

GraphError
├── UnknownForm   a JSON text that is neither the project's form nor the annotation guide's
├── ShapeError    the inputs of one operation do not fit it; shape rules raise it, the passes turn it into a
Problem └── InvalidGraph  a graph that breaks a rule; carries the Problems, each with its node and reason
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

Severity = Literal["error", "warning"]


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong.

    Attributes:
        code: a short stable name of the rule that is broken ("unknown-operation", "cycle", "shape-mismatch").
        message: what is wrong, for a person, naming node and reason.
        nodes: ids of the nodes concerned.
        severity: "error" where the graph cannot be built as it stands, "warning" where it can.
    """

    code: str
    message: str
    nodes: tuple[str, ...] = ()
    severity: Severity = "error"


class GraphError(Exception):
    """Any error of this package."""


class UnknownForm(GraphError):
    """The text is not a graph in a form that is known."""


class ShapeError(GraphError):
    """The inputs of an operation do not fit it, or an attribute that its shape needs is not known."""


class InvalidGraph(GraphError):
    """The graph breaks one or more rules."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("; ".join(problem.message for problem in self.problems))
