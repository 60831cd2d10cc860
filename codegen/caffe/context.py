"""What Caffe emitters write into: layers, their blobs and the weights' ways.

Maps are (batch, channels, height, width), sequences (batch, length, channels), vectors (batch, channels). Only
layers and parameters that both BVLC Caffe and OpenCV's importer know are written.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from codegen.core.layout import to_first, to_last
from codegen.core.steps import Step
from codegen.emission import Table
from codegen.weights import Array, Carry

Parameter = int | float | bool | str | list[int] | list[float] | Mapping[str, "Parameter"]


@dataclass(slots=True)
class Layer:
    """One layer of the net.

    Attributes:
        name, type: as in the file.
        bottoms, tops: blobs that it reads and writes.
        parameters: its settings, messages as mappings.
        blobs: its weights in order; None for one that a carry fills.
    """

    name: str
    type: str
    bottoms: list[str]
    tops: list[str]
    parameters: Mapping[str, Parameter]
    blobs: list[Array | None] = field(default_factory=list)


class Context:
    """Collects the layers of a net. `path` names the step that is being emitted, `number` counts it."""

    def __init__(self) -> None:
        self.layers: list[Layer] = []
        self.carries: list[Carry] = []
        self.number = 0
        self.path = ""
        self._parts = 0

    def begin(self, number: int, path: str) -> None:
        """The next step."""
        self.number, self.path, self._parts = number, path, 0

    def layer(self, kind: str, bottoms: Sequence[str], tops: int = 1, /, **parameters: Parameter) -> Layer:
        """A layer; the first of a step has the step's name."""
        name = self.path if self._parts == 0 else f"{self.path}/{kind.lower()}{self._parts}"
        self._parts += 1
        outputs = [name] if tops == 1 else [f"{name}/{n}" for n in range(tops)]
        made = Layer(name, kind, list(bottoms), outputs, parameters)
        self.layers.append(made)
        return made

    def add(self, kind: str, *bottoms: str, **parameters: Parameter) -> str:
        """A layer without weights; its result."""
        return self.layer(kind, bottoms, 1, **parameters).tops[0]

    def weight(self, layer: Layer, name: str, *moves: tuple[str, tuple[int, ...]]) -> None:
        """The next blob of a layer is this weight of the step."""
        self.carries.append(Carry(f"{layer.name}:{len(layer.blobs)}", self.number, name, moves))
        layer.blobs.append(None)

    def constant(self, layer: Layer, values: Array) -> None:
        """The next blob of a layer is constant."""
        layer.blobs.append(np.ascontiguousarray(values, np.float32))

    def permute(self, x: str, order: Sequence[int]) -> str:
        """Axes in another order, batch included; nothing where the order stays."""
        if list(order) == list(range(len(order))):
            return x
        return self.add("Permute", x, permute_param={"order": list(order)})

    def last(self, x: str, rank: int) -> str:
        """A value with its channels brought last."""
        return self.permute(x, to_last(rank))

    def first(self, x: str, rank: int) -> str:
        """A value with channels last brought into the net's layout."""
        return self.permute(x, to_first(rank))

    def reshape(self, x: str, shape: Sequence[int]) -> str:
        """Another shape; the batch stays."""
        return self.add("Reshape", x, reshape_param={"shape": {"dim": [0, *shape]}})

    def cut(self, x: str, axis: int, start: int, stop: int, size: int) -> str:
        """The part from start to stop of an axis of `size`."""
        if (start, stop) == (0, size):
            return x
        points = [n for n in (start, stop) if 0 < n < size]
        made = self.layer("Slice", [x], len(points) + 1, slice_param={"axis": axis, "slice_point": points})
        return made.tops[1 if start else 0]


Emitter = Callable[[Context, Step, list[str]], list[str] | str]
emits: Table[Emitter] = Table("Caffe")
