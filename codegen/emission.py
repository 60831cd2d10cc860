"""What an emitter makes of a step, and the tables of emitters."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Generic, TypeVar

from codegen.errors import Unsupported
from codegen.source.expressions import Expr

F = TypeVar("F")


@dataclass(frozen=True, slots=True)
class Emission:
    """A step as Python source.

    Attributes:
        build: makes what the step owns (a layer, a weight); None where it owns nothing.
        apply: the step's value, with In for its inputs and Own for what `build` made; of several outputs, a
            tuple of them.
        needs: helpers of the framework's own that the file must hold, by name.
    """

    build: Expr | None
    apply: Expr
    needs: tuple[str, ...] = ()


class Table(Mapping[str, F], Generic[F]):
    """A framework's emitters by core operation. What is not in it, the framework does not support."""

    def __init__(self, framework: str) -> None:
        self.framework = framework
        self._emitters: dict[str, F] = {}

    def __call__(self, *ops: str) -> Callable[[F], F]:
        """Decorator: this function emits these operations."""

        def register(emitter: F) -> F:
            for op in ops:
                self._emitters[op] = emitter
            return emitter

        return register

    def emitter(self, op: str) -> F:
        """The emitter of an operation. Raises Unsupported, naming it, where there is none."""
        found = self._emitters.get(op)
        if found is None:
            raise Unsupported(f"{self.framework} has no {op.replace('_', ' ')}")
        return found

    def __getitem__(self, op: str) -> F:
        return self._emitters[op]

    def __iter__(self) -> Iterator[str]:
        return iter(self._emitters)

    def __len__(self) -> int:
        return len(self._emitters)
