"""The table of lowerings: how each of the registry's operations is made of core operations."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from codegen.core.builder import Builder
from codegen.core.steps import Shape, Tensor
from codegen.emission import Table
from graph.model import Node, Value
from graph.operations import REGISTRY, rules


class Settings:
    """A node's attributes as the registry types them, conventions in the place of what is missing.

    Raises graph.errors.ShapeError where a value is missing or of no use.
    """

    def __init__(self, node: Node, inputs: Sequence[Tensor]) -> None:
        self.node = node
        self.shapes: list[Shape] = [t.shape for t in inputs if t.shape is not None]
        self._specs = REGISTRY[node.op].attributes

    def __contains__(self, name: str) -> bool:
        return name in self._specs

    def value(self, name: str) -> Value:
        """Any value."""
        return rules.setting(self.node, self._specs[name], self.shapes)

    def integer(self, name: str) -> int:
        """A whole number."""
        return rules.integer(self.node, self._specs[name], self.shapes)

    def number(self, name: str) -> float:
        """A real number."""
        return rules.number(self.node, self._specs[name], self.shapes)

    def flag(self, name: str) -> bool:
        """A truth value."""
        return rules.flag(self.node, self._specs[name], self.shapes)

    def word(self, name: str) -> str:
        """A text."""
        return rules.word(self.node, self._specs[name], self.shapes)

    def axes(self, name: str, rank: int) -> tuple[int, ...]:
        """A number for each of `rank` axes."""
        return rules.per_axis(self.node, self._specs[name], rank, self.shapes)


Lowering = Callable[[Builder, Settings, list[Tensor]], "Tensor | list[Tensor]"]
lowers: Table[Lowering] = Table("the generator")
