"""Builds a program step by step; the functions of this package's families add steps to it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from codegen.core.steps import Input, Port, Program, Scope, Shape, Source, Step, Tensor, Weight
from codegen.errors import Unsupported
from graph.model import Value


class Builder:
    """Collects inputs and steps. `source` and the open scopes are put on every step that is added."""

    def __init__(self, name: str = "") -> None:
        self.name = name
        self.source = Source("")
        self.missing: list[str] = []
        self._inputs: list[Input] = []
        self._steps: list[Step] = []
        self._scopes: list[Scope] = []

    def input(self, name: str, shape: Shape | None, classes: int = 0) -> Tensor:
        """A new input of the program."""
        self._inputs.append(Input(name, shape, self.source, classes))
        return Tensor(Port(-len(self._inputs)), shape)

    def anything(self) -> Tensor | None:
        """The first input of the program, for what needs a value to hang on; None while there is none."""
        return Tensor(Port(-1), self._inputs[0].shape) if self._inputs else None

    def integers(self, x: Tensor) -> bool:
        """Whether a value is an input of integers."""
        return x.port.step < 0 and self._inputs[-1 - x.port.step].classes > 0

    def add(
        self,
        op: str,
        inputs: Sequence[Tensor],
        shape: Shape | None,
        weights: Sequence[Weight] = (),
        **settings: Value,
    ) -> Tensor:
        """A step with one output."""
        return self.add_many(op, inputs, (shape,), weights, **settings)[0]

    def add_many(
        self,
        op: str,
        inputs: Sequence[Tensor],
        shapes: Sequence[Shape | None],
        weights: Sequence[Weight] = (),
        **settings: Value,
    ) -> list[Tensor]:
        """A step with several outputs."""
        for shape in shapes:
            if shape is not None and any(dim < 1 for dim in shape):
                raise Unsupported(f"{op} would give the shape {shape}")
        step = Step(
            op,
            tuple(t.port for t in inputs),
            dict(settings),
            tuple(t.shape for t in inputs),
            tuple(shapes),
            tuple(weights),
            self.source,
            tuple(self._scopes),
        )
        self._steps.append(step)
        return [Tensor(Port(len(self._steps) - 1, n), shape) for n, shape in enumerate(shapes)]

    @contextmanager
    def scope(self, title: str, source: Source | None = None, key: str = "") -> Iterator[None]:
        """Steps added inside are one instance of a part of this title."""
        unique = f"{key or title}@{len(self._steps)}.{len(self._scopes)}"
        self._scopes.append(Scope(unique, title, source))
        try:
            yield
        finally:
            self._scopes.pop()

    def mark(self) -> int:
        """A point to go back to with `rewind`."""
        return len(self._steps)

    def rewind(self, mark: int) -> None:
        """Takes back the steps added since a mark."""
        del self._steps[mark:]

    def program(self, outputs: Sequence[Tensor]) -> Program:
        """What was built."""
        return Program(
            self.name,
            tuple(self._inputs),
            tuple(self._steps),
            tuple(t.port for t in outputs),
            tuple(self.missing),
        )


def known(tensor: Tensor, op: str) -> Shape:
    """The shape of a tensor; raises Unsupported where nobody knows it."""
    if tensor.shape is None:
        raise Unsupported(f"{op} needs the shape of its input, which is not known")
    return tensor.shape
