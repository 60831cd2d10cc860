"""What ONNX emitters write into: nodes, constants and the weights' ways."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
import onnx
from onnx import helper, numpy_helper

from codegen.core.layout import to_first, to_last
from codegen.core.steps import Step
from codegen.emission import Table
from codegen.weights import Carry


class Context:
    """Collects the nodes of a model. `path` names the step that is being emitted, `number` counts it."""

    def __init__(self) -> None:
        self.nodes: list[onnx.NodeProto] = []
        self.constants: list[onnx.TensorProto] = []
        self.carries: list[Carry] = []
        self.number = 0
        self.path = ""
        self._made = 0
        self._known: dict[tuple[str, tuple[int, ...], bytes], str] = {}

    def node(self, op: str, inputs: Sequence[str], **attributes: Any) -> str:
        """A node with one output; its name."""
        return self.nodes_out(op, inputs, 1, **attributes)[0]

    def nodes_out(self, op: str, inputs: Sequence[str], count: int, **attributes: Any) -> list[str]:
        """A node with several outputs; their names."""
        self._made += 1
        name = f"{self.path}/{op}.{self._made}"
        outputs = [name if count == 1 else f"{name}:{n}" for n in range(count)]
        self.nodes.append(helper.make_node(op, inputs, outputs, name, **attributes))
        return outputs

    def constant(self, values: Any, dtype: Any = np.float32) -> str:
        """A small constant; equal ones are shared."""
        array = np.asarray(values, dtype)
        key = (array.dtype.str, array.shape, array.tobytes())
        if key not in self._known:
            self._known[key] = f"constant.{len(self._known)}"
            self.constants.append(numpy_helper.from_array(array, self._known[key]))
        return self._known[key]

    def ints(self, values: Sequence[int]) -> str:
        """A constant vector of integers: a shape, axes, places."""
        return self.constant(values, np.int64)

    def zeros(self, shape: Sequence[int]) -> str:
        """A constant of zeros."""
        return self.constant(np.zeros(shape, np.float32))

    def weight(self, name: str, *moves: tuple[str, tuple[int, ...]]) -> str:
        """The initializer that holds a weight of the step being emitted."""
        target = f"{self.path}.{name}"
        self.carries.append(Carry(target, self.number, name, moves))
        return target

    def transpose(self, x: str, order: Sequence[int]) -> str:
        """Axes in another order, batch included; nothing where the order stays."""
        if list(order) == list(range(len(order))):
            return x
        return self.node("Transpose", [x], perm=list(order))

    def last(self, x: str, rank: int | None) -> str:
        """A value with its channels brought last."""
        return self.transpose(x, to_last(rank or 0))

    def first(self, x: str, rank: int | None) -> str:
        """A value with channels last brought into the model's layout."""
        return self.transpose(x, to_first(rank or 0))

    def reshape(self, x: str, shape: Sequence[int]) -> str:
        """Another shape; the batch stays."""
        return self.node("Reshape", [x, self.ints((0, *shape))])


Emitter = Callable[[Context, Step, list[str]], list[str] | str]
emits: Table[Emitter] = Table("ONNX")


def swapped(emit: Emitter) -> Emitter:
    """An emitter for layers that want channels in the middle of a sequence too: (batch, channels, length)."""

    def emitter(c: Context, step: Step, x: list[str]) -> list[str] | str:
        if step.rank != 2:
            return emit(c, step, x)
        y = emit(c, step, [c.transpose(x[0], (0, 2, 1)), *x[1:]])
        assert isinstance(y, str)
        return c.transpose(y, (0, 2, 1))

    return emitter
