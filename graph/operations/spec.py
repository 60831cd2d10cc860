"""What the registry knows of an operation."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from graph.model import Node, Shape, Value

if TYPE_CHECKING:
    from graph.model import Graph

Kind = Literal["int", "ints", "float", "bool", "text", "texts", "any"]

Derivation = Callable[[Node, Sequence[Shape]], Value]
"""(node, shapes of its inputs) to the value that convention gives an attribute there."""


@dataclass(frozen=True, slots=True)
class AttributeSpec:
    """One attribute of an operation.

    Attributes:
        name: as in the graph's JSON.
        kind: type of its value; "ints" is a tuple of integers (a kernel, a stride); letters are allowed.
        help: what it means, with units.
        default: value taken by convention where the paper states none; None where there is no convention.
        convention: name of that convention.
        required: whether the operation can be built only once it is known.
        derive: a convention that depends on the node's other attributes and on its inputs; goes before
            `default`.
        choices: the words a "text" may be; empty where any will do.
        axes: for "ints" with one number for each spatial axis, how many axes; a single number stands for all.
    """

    name: str
    kind: Kind
    help: str
    default: Value = None
    convention: str = ""
    required: bool = False
    derive: Derivation | None = None
    choices: tuple[str, ...] = ()
    axes: int = 0


ShapeRule = Callable[[Node, Sequence[Shape]], tuple[Shape, ...]]
"""(node, shapes of its inputs) to the shapes of its outputs, channels last without batch.

Raises graph.operations.rules.ShapeError with a reason where the inputs do not fit."""

ParameterRule = Callable[[Node, Sequence[Shape]], int]
"""(node, shapes of its inputs) to a number of parameters."""

Expansion = Callable[[Node, Sequence[Shape]], "Graph"]
"""A composite node as a graph of primitive operations with `input` and `output` nodes for its ends."""


def no_parameters(_: Node, __: Sequence[Shape]) -> int:
    """Zero, for operations without parameters."""
    return 0


@dataclass(frozen=True, slots=True)
class Operation:
    """One operation of the registry.

    Attributes:
        name: as in the graph's JSON ("conv2d").
        family: for grouping and search ("convolution").
        summary: what it computes, exactly enough that two emitters agree.
        source: where its definition comes from: a paper's arXiv id or a framework's documentation.
        inputs: least and greatest number of inputs; None for no upper bound.
        attributes: by name.
        shape: its shape rule.
        parameters: number of trainable parameters, as papers count them: weights, biases, scales and shifts.
        running: number of values kept but not trained (a batch normalisation's running mean and variance).
        expand: for a composite block, how it is made of primitives; None for a primitive.
    """

    name: str
    family: str
    summary: str
    source: str
    inputs: tuple[int, int | None]
    attributes: Mapping[str, AttributeSpec]
    shape: ShapeRule
    parameters: ParameterRule = no_parameters
    running: ParameterRule = no_parameters
    expand: Expansion | None = None


def attributes(*specs: AttributeSpec) -> Mapping[str, AttributeSpec]:
    """Attribute specifications by name, in order."""
    return {spec.name: spec for spec in specs}
