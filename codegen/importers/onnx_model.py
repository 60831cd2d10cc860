"""An ONNX model as a graph: networks over images, sequences and vectors, weights in initializers.

ONNX keeps images channels first; the graph has channels last. A value remembers which of the two the model holds it
in, so that a Transpose that only changes between them leaves no node.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import onnx
from onnx import numpy_helper

from codegen.core.layout import to_first, to_last
from codegen.errors import Unsupported
from codegen.importers.drafting import Draft, Place
from codegen.importers.imported import Imported
from codegen.weights import Array


@dataclass(frozen=True, slots=True)
class Value:
    """A tensor of the model.

    Attributes:
        place: the node that gives it.
        rank: axes without batch.
        first: whether the model has its channels behind the batch.
        flat: (channels, *space) of the map that was flattened to it, channels first; empty otherwise.
    """

    place: Place
    rank: int
    first: bool = False
    flat: tuple[int, ...] = ()


def import_onnx(model: onnx.ModelProto) -> Imported:
    """The graph of a model. Raises Unsupported, naming the node, for what the importer does not know."""
    return _Import(onnx.shape_inference.infer_shapes(model)).run()


PLAIN = {
    "Relu": "relu", "Sigmoid": "sigmoid", "Tanh": "tanh", "Softplus": "softplus", "Softsign": "softsign",
    "Mish": "mish", "Exp": "exponential", "HardSwish": "hard_swish", "Selu": "selu", "Identity": "identity",
}  # fmt: skip
JOINS = {
    "Add": "add",
    "Sub": "subtract",
    "Mul": "multiply",
    "Div": "divide",
    "Max": "maximum",
    "Min": "minimum",
}


class _Import:
    def __init__(self, model: onnx.ModelProto) -> None:
        graph = model.graph
        self.graph = graph
        self.draft = Draft(graph.name)
        self.values: dict[str, Value] = {}
        self.arrays: dict[str, Array] = {t.name: numpy_helper.to_array(t) for t in graph.initializer}
        infos = (*graph.value_info, *graph.input, *graph.output)
        self.shapes = {
            info.name: tuple(d.dim_value for d in info.type.tensor_type.shape.dim)[1:] for info in infos
        }
        self.readers: dict[str, list[onnx.NodeProto]] = {}
        for node in graph.node:
            for name in node.input:
                self.readers.setdefault(name, []).append(node)
        self.skipped: set[int] = set()

    def run(self) -> Imported:
        for given in self.graph.input:
            if given.name in self.arrays:
                continue
            shape = self.shapes[given.name]
            if 0 in shape:
                raise Unsupported(f"the input {given.name} has an open shape")
            first = len(shape) > 2
            stated = (*shape[1:], shape[0]) if first else shape
            integers = given.type.tensor_type.elem_type in (onnx.TensorProto.INT64, onnx.TensorProto.INT32)
            place = self.draft.add(given.name, "input", [], shape=stated, integers=integers)
            self.values[given.name] = Value(place, len(shape), first)
        for node in self.graph.node:
            if id(node) not in self.skipped:
                self._read(node)
        return self.draft.imported([self.values[o.name].place for o in self.graph.output])

    def _read(self, node: onnx.NodeProto) -> None:
        reader = READERS.get(node.op_type)
        if reader is None:
            raise Unsupported(f"{node.name or node.output[0]}: the importer does not know {node.op_type}")
        attributes = {a.name: onnx.helper.get_attribute_value(a) for a in node.attribute}
        self.values[node.output[0]] = reader(self, node, attributes)

    def tensors(self, node: onnx.NodeProto) -> list[Value]:
        """The inputs of a node that are no constants."""
        return [self.values[name] for name in node.input if name in self.values]

    def array(self, node: onnx.NodeProto, place: int) -> Array:
        """A constant input of a node. Raises Unsupported where it is computed."""
        name = node.input[place] if place < len(node.input) else ""
        if name not in self.arrays:
            raise Unsupported(f"{node.name}: input {place} of {node.op_type} is no constant")
        return self.arrays[name]

    def put(self, node: onnx.NodeProto, op: str, x: list[Value], *layers: Any, **settings: Any) -> Value:
        """A node of the graph; the value keeps the layout of its first input."""
        place = self.draft.add(node.name or node.output[0], op, [v.place for v in x], *layers, **settings)
        return replace(x[0], place=place)


Reader = Callable[[_Import, onnx.NodeProto, dict[str, Any]], Value]
READERS: dict[str, Reader] = {}


def _reads(*ops: str) -> Callable[[Reader], Reader]:
    def register(reader: Reader) -> Reader:
        READERS.update(dict.fromkeys(ops, reader))
        return reader

    return register


def _window(node: onnx.NodeProto, a: dict[str, Any], axes: int) -> dict[str, Any]:
    if a.get("auto_pad", b"NOTSET") not in (b"NOTSET", b"VALID"):
        raise Unsupported(f"{node.name}: auto_pad is not read")
    ones, zeros = [1] * axes, [0] * (2 * axes)
    stride, pads = tuple(a.get("strides", ones)), tuple(a.get("pads", zeros))
    return {"kernel": tuple(a["kernel_shape"]), "stride": stride, "padding": pads}


@_reads("Conv")
def _conv(i: _Import, node: onnx.NodeProto, a: dict[str, Any]) -> Value:
    weight = i.array(node, 1)
    axes = weight.ndim - 2
    bias = len(node.input) > 2
    layer = {"weight": weight, **({"bias": i.array(node, 2)} if bias else {})}
    a.setdefault("kernel_shape", list(weight.shape[2:]))
    more = {"dilation": tuple(a.get("dilations", [1] * axes)), "groups": int(a.get("group", 1)), "bias": bias}
    x = i.tensors(node)[:1]
    return i.put(
        node, f"conv{axes}d", x, layer, filters=int(weight.shape[0]), **_window(node, a, axes), **more
    )


@_reads("Gemm")
def _gemm(i: _Import, node: onnx.NodeProto, a: dict[str, Any]) -> Value:
    if a.get("transA") or a.get("alpha", 1.0) != 1 or a.get("beta", 1.0) != 1:
        raise Unsupported(f"{node.name}: a Gemm that scales or turns its input")
    weight = i.array(node, 1) if a.get("transB") else i.array(node, 1).T
    return _dense(i, node, weight, i.array(node, 2) if len(node.input) > 2 else None)


@_reads("MatMul")
def _matmul(i: _Import, node: onnx.NodeProto, a: dict[str, Any]) -> Value:
    if node.input[1] not in i.arrays:
        return i.put(node, "matmul", i.tensors(node))
    weight, bias = i.array(node, 1).T, None
    after = i.readers.get(node.output[0], [])
    if len(after) == 1 and after[0].op_type == "Add":
        other = next((n for n in after[0].input if n != node.output[0]), "")
        if other in i.arrays and i.arrays[other].shape == (weight.shape[0],):
            bias = i.arrays[other]
            i.skipped.add(id(after[0]))
    value = _dense(i, node, weight, bias)
    if bias is not None:
        i.values[after[0].output[0]] = value
    return value


def _dense(i: _Import, node: onnx.NodeProto, weight: Array, bias: Array | None) -> Value:
    x = i.tensors(node)[0]
    if x.flat:
        axes = tuple(range(2, 1 + len(x.flat)))
        weight = weight.reshape(-1, *x.flat).transpose(0, *axes, 1).reshape(weight.shape)
    layer = {"weight": weight, **({"bias": bias} if bias is not None else {})}
    value = i.put(node, "dense", [x], layer, units=int(weight.shape[0]), bias=bias is not None)
    return replace(value, flat=())


@_reads("BatchNormalization")
def _batch_norm(i: _Import, node: onnx.NodeProto, a: dict[str, Any]) -> Value:
    names = ("weight", "bias", "running_mean", "running_var")
    layer = {name: i.array(node, n + 1) for n, name in enumerate(names)}
    settings = {"epsilon": float(a.get("epsilon", 1e-5)), "scale": True, "center": True}
    return i.put(node, "batch_norm", i.tensors(node)[:1], layer, **settings)


@_reads("LayerNormalization")
def _layer_norm(i: _Import, node: onnx.NodeProto, a: dict[str, Any]) -> Value:
    x = i.tensors(node)[0]
    if a.get("axis", -1) not in (-1, x.rank) or x.first:
        raise Unsupported(f"{node.name}: a layer normalisation over more than the channels")
    center = len(node.input) > 2
    layer = {"weight": i.array(node, 1), **({"bias": i.array(node, 2)} if center else {})}
    epsilon = float(a.get("epsilon", 1e-5))
    return i.put(node, "layer_norm", [x], layer, epsilon=epsilon, scale=True, center=center)


@_reads(*PLAIN)
def _plain(i: _Import, node: onnx.NodeProto, a: dict[str, Any]) -> Value:
    return i.put(node, PLAIN[node.op_type], i.tensors(node))


@_reads("LeakyRelu")
def _leaky(i: _Import, node: onnx.NodeProto, a: dict[str, Any]) -> Value:
    return i.put(node, "leaky_relu", i.tensors(node), slope=float(a.get("alpha", 0.01)))


@_reads("Elu")
def _elu(i: _Import, node: onnx.NodeProto, a: dict[str, Any]) -> Value:
    return i.put(node, "elu", i.tensors(node), alpha=float(a.get("alpha", 1.0)))


@_reads("Gelu")
def _gelu(i: _Import, node: onnx.NodeProto, a: dict[str, Any]) -> Value:
    return i.put(node, "gelu", i.tensors(node), approximate=a.get("approximate", b"none") == b"tanh")


@_reads("HardSigmoid")
def _hard_sigmoid(i: _Import, node: onnx.NodeProto, a: dict[str, Any]) -> Value:
    if abs(a.get("alpha", 0.2) - 1 / 6) > 1e-6:
        raise Unsupported(f"{node.name}: a hard sigmoid of another slope")
    return i.put(node, "hard_sigmoid", i.tensors(node))


@_reads("Clip")
def _clip(i: _Import, node: onnx.NodeProto, a: dict[str, Any]) -> Value:
    if (float(i.array(node, 1)), float(i.array(node, 2))) != (0.0, 6.0):
        raise Unsupported(f"{node.name}: only clipping at 0 and 6 is read")
    return i.put(node, "relu6", i.tensors(node))


@_reads("Softmax")
def _softmax(i: _Import, node: onnx.NodeProto, a: dict[str, Any]) -> Value:
    x = i.tensors(node)[0]
    axis = a.get("axis", -1) % (x.rank + 1)
    if axis != (1 if x.first else x.rank):
        raise Unsupported(f"{node.name}: a softmax over another axis than the channels")
    return i.put(node, "softmax", [x])


@_reads("Dropout")
def _dropout(i: _Import, node: onnx.NodeProto, a: dict[str, Any]) -> Value:
    rate = float(i.array(node, 1)) if len(node.input) > 1 else 0.5
    return i.put(node, "dropout", i.tensors(node), rate=rate)


@_reads("MaxPool", "AveragePool")
def _pool(i: _Import, node: onnx.NodeProto, a: dict[str, Any]) -> Value:
    axes = len(a["kernel_shape"])
    settings = _window(node, a, axes)
    if node.op_type == "AveragePool" and a.get("count_include_pad") and any(settings["padding"]):
        raise Unsupported(f"{node.name}: an average that counts padding")
    name = "max_pool" if node.op_type == "MaxPool" else "avg_pool"
    op = name if axes == 2 else f"{name}{axes}d"
    return i.put(node, op, i.tensors(node), **settings, ceil=bool(a.get("ceil_mode", 0)))


@_reads("GlobalAveragePool", "GlobalMaxPool")
def _global_pool(i: _Import, node: onnx.NodeProto, a: dict[str, Any]) -> Value:
    op = "global_avg_pool" if node.op_type == "GlobalAveragePool" else "global_max_pool"
    return i.put(node, op, i.tensors(node), keep_dims=True)


@_reads("ReduceMean", "ReduceMax")
def _reduced(i: _Import, node: onnx.NodeProto, a: dict[str, Any]) -> Value:
    x = i.tensors(node)[0]
    axes = sorted(int(n) % (x.rank + 1) for n in np.ravel(i.array(node, 1)))
    space = list(range(2, x.rank + 1)) if x.first else list(range(1, x.rank))
    if axes != space:
        raise Unsupported(f"{node.name}: a reduction over other axes than those of space")
    op = "global_avg_pool" if node.op_type == "ReduceMean" else "global_max_pool"
    keep = bool(a.get("keepdims", 1))
    value = i.put(node, op, [x], keep_dims=keep)
    return value if keep else replace(value, rank=1, first=False)


@_reads("Flatten")
def _flatten(i: _Import, node: onnx.NodeProto, a: dict[str, Any]) -> Value:
    if a.get("axis", 1) != 1:
        raise Unsupported(f"{node.name}: a flatten that takes the batch in")
    return _flattened(i, node)


def _flattened(i: _Import, node: onnx.NodeProto) -> Value:
    x = i.tensors(node)[0]
    shape = i.shapes.get(node.input[0], ())
    if x.first and (not shape or 0 in shape):
        raise Unsupported(f"{node.name}: the shape of what is flattened is not known")
    return replace(i.put(node, "flatten", [x]), rank=1, first=False, flat=shape if x.first else ())


@_reads("Reshape")
def _reshape(i: _Import, node: onnx.NodeProto, a: dict[str, Any]) -> Value:
    x = i.tensors(node)[0]
    shape = tuple(int(n) for n in i.array(node, 1))
    if len(shape) == 2:
        return _flattened(i, node)
    if x.first:
        raise Unsupported(f"{node.name}: a reshape of an image")
    return replace(i.put(node, "reshape", [x], shape=shape[1:]), rank=len(shape) - 1)


@_reads("Transpose")
def _transpose(i: _Import, node: onnx.NodeProto, a: dict[str, Any]) -> Value:
    x, order = i.tensors(node)[0], tuple(a["perm"])
    if x.first and order == to_last(x.rank):
        return replace(x, first=False)
    if not x.first and x.rank > 2 and order == to_first(x.rank):
        return replace(x, first=True)
    if x.first or order[0] != 0:
        raise Unsupported(f"{node.name}: a transpose of an image")
    return i.put(node, "transpose", [x], axes=tuple(n - 1 for n in order[1:]))


@_reads("Concat")
def _concat(i: _Import, node: onnx.NodeProto, a: dict[str, Any]) -> Value:
    x = i.tensors(node)
    axis = a["axis"] % (x[0].rank + 1)
    if x[0].first:
        axis = x[0].rank if axis == 1 else axis - 1
    return i.put(node, "concat", x, axis=axis - 1)


@_reads(*JOINS)
def _join(i: _Import, node: onnx.NodeProto, a: dict[str, Any]) -> Value:
    x = i.tensors(node)
    if len(x) == len(node.input):
        if len({v.first for v in x if v.rank > 2}) > 1 or any(v.flat for v in x):
            raise Unsupported(f"{node.name}: values in different layouts are joined")
        return i.put(node, JOINS[node.op_type], x)
    number = np.ravel(i.array(node, 1))
    if len(x) != 1 or number.size != 1 or node.op_type not in ("Add", "Mul"):
        raise Unsupported(f"{node.name}: {node.op_type} with a constant")
    factor, offset = (float(number[0]), 0.0) if node.op_type == "Mul" else (1.0, float(number[0]))
    return i.put(node, "rescaling", x, factor=factor, offset=offset)
