"""One core operation in a program, and the values that flow between them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Literal

from graph.model import Attribute, Evidence, Value

Shape = tuple[int, ...]
Fill = Literal["kernel", "table", "bias", "scale", "mean", "variance"]


@dataclass(frozen=True, slots=True)
class Port:
    """An output of a step, or an input of the program where `step` is negative (-1 is the first)."""

    step: int
    index: int = 0


@dataclass(frozen=True, slots=True)
class Tensor:
    """A value while a program is built. `shape` is None where nobody knows it."""

    port: Port
    shape: Shape | None


@dataclass(frozen=True, slots=True)
class Weight:
    """A tensor that a step owns.

    Attributes:
        name: unique within the step ("weight", "bias", "running_mean").
        shape: in the canonical layout, which is PyTorch's: filters first, then channels, then space.
        fill: how it is drawn before training.
        fan_in: inputs that one output sums, which sets the spread of a kernel.
    """

    name: str
    shape: Shape
    fill: Fill
    fan_in: int = 1

    @property
    def size(self) -> int:
        """How many numbers it holds."""
        count = 1
        for dim in self.shape:
            count *= dim
        return count


@dataclass(frozen=True, slots=True)
class Source:
    """What of the graph a step was made for, for comments.

    Attributes:
        node: id of the node.
        label: the printed text.
        evidence: where it was read.
        attributes: the node's attributes, for their origins.
        printed: False where the paper implies the node and does not draw it.
    """

    node: str
    label: str = ""
    evidence: Evidence | None = None
    attributes: Mapping[str, Attribute] = field(default_factory=dict)
    printed: bool = True


@dataclass(frozen=True, slots=True)
class Scope:
    """A named part of the network that a step belongs to: a composite block, or one round of a repeat.

    Attributes:
        key: unique in the program; steps of one key are one instance.
        title: what the class is named after.
        source: the node or group it comes from.
    """

    key: str
    title: str
    source: Source | None = None


@dataclass(frozen=True, slots=True)
class Step:
    """One core operation.

    Attributes:
        op: name of the core operation ("conv").
        inputs: what it reads, in order.
        settings: concrete values by name.
        in_shapes, out_shapes: channels last without batch; None where nobody knows.
        weights: what it owns, canonical layout.
        source: what it was made for.
        scopes: the parts it belongs to, outermost first.
    """

    op: str
    inputs: tuple[Port, ...]
    settings: Mapping[str, Value]
    in_shapes: tuple[Shape | None, ...]
    out_shapes: tuple[Shape | None, ...]
    weights: tuple[Weight, ...]
    source: Source
    scopes: tuple[Scope, ...] = ()

    def ints(self, name: str) -> tuple[int, ...]:
        """A setting that is a tuple of integers."""
        value = self.settings[name]
        if not isinstance(value, tuple):
            raise TypeError(f"{self.op}.{name} is {value!r}")
        return tuple(int(v) for v in value)  # type: ignore[arg-type]

    def integer(self, name: str) -> int:
        """A setting that is an integer."""
        value = self.settings[name]
        if isinstance(value, int):
            return value
        raise TypeError(f"{self.op}.{name} is {value!r}")

    def number(self, name: str) -> float:
        """A setting that is a number."""
        value = self.settings[name]
        if isinstance(value, (int, float)):
            return float(value)
        raise TypeError(f"{self.op}.{name} is {value!r}")

    def text(self, name: str) -> str:
        """A setting that is a text."""
        return str(self.settings[name])

    def flag(self, name: str) -> bool:
        """A setting that is a truth value; False where it is not set."""
        return bool(self.settings.get(name, False))

    def pairs(self, name: str) -> tuple[tuple[int, int], ...]:
        """A setting that is a tuple of pairs: begin and end for each axis."""
        value = self.settings[name]
        if not isinstance(value, tuple):
            raise TypeError(f"{self.op}.{name} is {value!r}")
        return tuple((int(p[0]), int(p[1])) for p in value)  # type: ignore[index, arg-type]

    @property
    def channels(self) -> int | None:
        """Channels of the first input; None where its shape is not known."""
        shape = self.in_shapes[0] if self.in_shapes else None
        return shape[-1] if shape else None

    @property
    def rank(self) -> int | None:
        """Dimensions of the first input without batch; None where its shape is not known."""
        shape = self.in_shapes[0] if self.in_shapes else None
        return None if shape is None else len(shape)


@dataclass(frozen=True, slots=True)
class Input:
    """An input of a program. `classes` is the number of values of an integer input (token ids), 0 for floats."""

    name: str
    shape: Shape | None
    source: Source
    classes: int = 0


@dataclass(frozen=True, slots=True)
class Program:
    """A graph lowered to core operations, in an order in which they can run.

    Attributes:
        name: the network's name, as printed.
        inputs, steps, outputs: the data flow; a step reads only inputs and earlier steps.
        output_names: one a printed output, for comments.
        missing: what nobody explains, in words; empty where the program is complete.
    """

    name: str
    inputs: tuple[Input, ...]
    steps: tuple[Step, ...]
    outputs: tuple[Port, ...]
    missing: tuple[str, ...] = ()

    @property
    def parameters(self) -> int:
        """Numbers held in weights, running statistics included."""
        return sum(weight.size for step in self.steps for weight in step.weights)

    @property
    def trainable(self) -> int:
        """Numbers that training changes: `parameters` without running statistics."""
        kept = sum(w.size for step in self.steps for w in step.weights if w.fill in ("mean", "variance"))
        return self.parameters - kept

    def shape(self, port: Port) -> Shape | None:
        """The shape of a value."""
        if port.step < 0:
            return self.inputs[-1 - port.step].shape
        return self.steps[port.step].out_shapes[port.index]

    def marked(self, free: set[int], maps: Mapping[int, Shape]) -> Program:
        """A copy in which flattens are marked `free`, and dense layers behind them with the `map` they read."""
        steps = []
        for number, step in enumerate(self.steps):
            extra: dict[str, Value] = {"free": True} if number in free else {}
            if number in maps:
                extra["map"] = maps[number]
            steps.append(replace(step, settings={**step.settings, **extra}) if extra else step)
        return replace(self, steps=tuple(steps))
