"""A Keras model as a graph. Takes the model object, so that Keras is imported by the caller alone."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from codegen.errors import Unsupported
from codegen.importers.drafting import Draft, Place
from codegen.importers.imported import Imported, LayerWeights
from codegen.weights import Array

Reader = Callable[[Draft, Any, list[Place]], Place]
READERS: dict[str, Reader] = {}

FUNCTIONS = {
    "relu": "relu", "relu6": "relu6", "softmax": "softmax", "sigmoid": "sigmoid", "tanh": "tanh", "silu": "silu",
    "swish": "silu", "gelu": "gelu", "hard_silu": "hard_swish", "hard_swish": "hard_swish", "elu": "elu",
    "hard_sigmoid": "hard_sigmoid", "selu": "selu", "softplus": "softplus", "exponential": "exponential",
}  # fmt: skip


def import_keras(model: Any) -> Imported:
    """The graph of a functional or sequential model with channels last.

    Raises Unsupported, naming the layer, for one that has no operation in the registry.
    """
    draft = Draft(str(model.name))
    walk = _Walk(draft)
    for tensor in model.inputs:
        if None in tensor.shape[1:]:
            raise Unsupported(f"the input {tensor.name} has an open shape {tensor.shape}")
        shape = tuple(int(n) for n in tensor.shape[1:])
        integers = "int" in str(tensor.dtype)
        walk.known[id(tensor)] = draft.add(str(tensor.name), "input", [], shape=shape, integers=integers)
    return draft.imported([walk.place(tensor) for tensor in model.outputs])


class _Walk:
    """Goes from outputs back to inputs; each call of a layer becomes nodes once."""

    def __init__(self, draft: Draft) -> None:
        self.draft = draft
        self.known: dict[int, Place] = {}

    def place(self, tensor: Any) -> Place:
        """The node that gives a symbolic tensor."""
        stack = [tensor]
        while stack:
            top = stack[-1]
            if id(top) in self.known:
                stack.pop()
                continue
            operation, index, _ = top._keras_history
            needed = operation._inbound_nodes[index].input_tensors
            missing = [t for t in needed if id(t) not in self.known]
            if missing:
                stack += missing
                continue
            self._read(operation, index)
            if id(top) not in self.known:
                raise Unsupported(f"{operation.name}: its outputs are not understood")
        return self.known[id(tensor)]

    def _read(self, operation: Any, index: int) -> None:
        node = operation._inbound_nodes[index]
        given = [self.known[id(t)] for t in node.input_tensors]
        # A sequential model keeps the functional one that it is inside; a functional one is itself.
        nested = getattr(operation, "_functional", None) or operation
        if hasattr(nested, "operations") and hasattr(nested, "inputs"):
            inner = _Walk(self.draft)
            inner.known = {id(t): place for t, place in zip(nested.inputs, given, strict=True)}
            results = [inner.place(t) for t in nested.outputs]
        else:
            kind = type(operation).__name__
            reader = READERS.get(kind)
            if reader is None:
                raise Unsupported(f"{operation.name}: the registry has no operation for Keras's {kind}")
            operation._call_arguments = node.arguments
            results = [reader(self.draft, operation, given)]
        for tensor, place in zip(node.output_tensors, results, strict=True):
            self.known[id(tensor)] = place


def _reads(*kinds: str) -> Callable[[Reader], Reader]:
    def register(reader: Reader) -> Reader:
        READERS.update(dict.fromkeys(kinds, reader))
        return reader

    return register


def _array(variable: Any) -> Array:
    return np.asarray(variable, np.float32)


def _activated(d: Draft, layer: Any, place: Place) -> Place:
    """The activation that a layer applies to its own result."""
    name = getattr(layer.activation, "__name__", str(layer.activation))
    if name == "linear":
        return place
    if name not in FUNCTIONS:
        raise Unsupported(f"{layer.name}: the activation {name} is not known")
    return d.add(f"{layer.name}_{name}", FUNCTIONS[name], [place])


def _bias(layer: Any) -> LayerWeights:
    return {"bias": _array(layer.bias)} if layer.use_bias else {}


def _filters_first(kernel: Array) -> Array:
    return kernel.transpose(kernel.ndim - 1, kernel.ndim - 2, *range(kernel.ndim - 2))


def _depthwise(kernel: Array) -> Array:
    """(*space, channels, multiplier) to (channels · multiplier, 1, *space)."""
    space = kernel.shape[:-2]
    axes = tuple(range(len(space)))
    turned = kernel.transpose(len(space), len(space) + 1, *axes)
    return turned.reshape(-1, 1, *space)


@_reads("Conv1D", "Conv2D", "Conv3D")
def _conv(d: Draft, layer: Any, x: list[Place]) -> Place:
    weights = {"weight": _filters_first(_array(layer.kernel)), **_bias(layer)}
    place = d.add(
        layer.name, f"conv{layer.rank}d", x, weights,
        filters=layer.filters, kernel=tuple(layer.kernel_size), stride=tuple(layer.strides), padding=layer.padding,
        dilation=tuple(layer.dilation_rate), groups=layer.groups, bias=bool(layer.use_bias),
    )  # fmt: skip
    return _activated(d, layer, place)


@_reads("DepthwiseConv2D", "DepthwiseConv1D")
def _depthwise_conv(d: Draft, layer: Any, x: list[Place]) -> Place:
    weights = {"weight": _depthwise(_array(layer.kernel)), **_bias(layer)}
    place = d.add(
        layer.name, f"depthwise_conv{layer.rank}d", x, weights,
        multiplier=layer.depth_multiplier, kernel=tuple(layer.kernel_size), stride=tuple(layer.strides),
        padding=layer.padding, dilation=tuple(layer.dilation_rate), bias=bool(layer.use_bias),
    )  # fmt: skip
    return _activated(d, layer, place)


@_reads("SeparableConv2D", "SeparableConv1D")
def _separable_conv(d: Draft, layer: Any, x: list[Place]) -> Place:
    first = {"weight": _depthwise(_array(layer.depthwise_kernel))}
    second = {"weight": _filters_first(_array(layer.pointwise_kernel)), **_bias(layer)}
    place = d.add(
        layer.name, f"separable_conv{layer.rank}d", x, first, second,
        filters=layer.filters, multiplier=layer.depth_multiplier, kernel=tuple(layer.kernel_size),
        stride=tuple(layer.strides), padding=layer.padding, dilation=tuple(layer.dilation_rate),
        bias=bool(layer.use_bias),
    )  # fmt: skip
    return _activated(d, layer, place)


@_reads("Dense")
def _dense(d: Draft, layer: Any, x: list[Place]) -> Place:
    weights = {"weight": _array(layer.kernel).T, **_bias(layer)}
    place = d.add(layer.name, "dense", x, weights, units=layer.units, bias=bool(layer.use_bias))
    return _activated(d, layer, place)


@_reads("BatchNormalization")
def _batch_norm(d: Draft, layer: Any, x: list[Place]) -> Place:
    weights = {"running_mean": _array(layer.moving_mean), "running_var": _array(layer.moving_variance)}
    weights |= {"weight": _array(layer.gamma)} if layer.scale else {}
    weights |= {"bias": _array(layer.beta)} if layer.center else {}
    settings = {"epsilon": float(layer.epsilon), "scale": bool(layer.scale), "center": bool(layer.center)}
    return d.add(layer.name, "batch_norm", x, weights, **settings)


@_reads("Normalization")
def _normalization(d: Draft, layer: Any, x: list[Place]) -> Place:
    weights = {
        "running_mean": _array(layer.mean).reshape(-1),
        "running_var": _array(layer.variance).reshape(-1),
    }
    return d.add(layer.name, "batch_norm", x, weights, epsilon=0.0, scale=False, center=False)


@_reads("LayerNormalization")
def _layer_norm(d: Draft, layer: Any, x: list[Place]) -> Place:
    weights: dict[str, Array] = {"weight": _array(layer.gamma)} if layer.scale else {}
    weights |= {"bias": _array(layer.beta)} if layer.center else {}
    settings = {"epsilon": float(layer.epsilon), "scale": bool(layer.scale), "center": bool(layer.center)}
    return d.add(layer.name, "layer_norm", x, weights, **settings)


@_reads("LayerScale")
def _layer_scale(d: Draft, layer: Any, x: list[Place]) -> Place:
    return d.add(layer.name, "layer_scale", x, {"weight": _array(layer.gamma)})


@_reads("Activation")
def _activation(d: Draft, layer: Any, x: list[Place]) -> Place:
    return _activated(d, layer, x[0])


@_reads("ReLU")
def _relu(d: Draft, layer: Any, x: list[Place]) -> Place:
    most = None if layer.max_value is None else float(layer.max_value)
    if most not in (None, 6.0) or float(layer.threshold) or float(layer.negative_slope):
        raise Unsupported(f"{layer.name}: the registry has no such rectifier")
    return d.add(layer.name, "relu6" if most else "relu", x)


@_reads("Softmax")
def _softmax(d: Draft, layer: Any, x: list[Place]) -> Place:
    return d.add(layer.name, "softmax", x)


@_reads("MaxPooling2D", "AveragePooling2D")
def _pool(d: Draft, layer: Any, x: list[Place]) -> Place:
    op = "max_pool" if type(layer).__name__.startswith("Max") else "avg_pool"
    size, stride = tuple(layer.pool_size), tuple(layer.strides)
    return d.add(layer.name, op, x, kernel=size, stride=stride, padding=layer.padding, ceil=False)


@_reads("GlobalAveragePooling2D", "GlobalMaxPooling2D")
def _global_pool(d: Draft, layer: Any, x: list[Place]) -> Place:
    op = "global_avg_pool" if "Average" in type(layer).__name__ else "global_max_pool"
    return d.add(layer.name, op, x, keep_dims=bool(layer.keepdims))


@_reads("ZeroPadding2D")
def _zero_padding(d: Draft, layer: Any, x: list[Place]) -> Place:
    (top, bottom), (left, right) = layer.padding
    return d.add(layer.name, "pad", x, padding=(int(top), int(left), int(bottom), int(right)))


@_reads("Cropping2D")
def _cropping(d: Draft, layer: Any, x: list[Place]) -> Place:
    (top, bottom), (left, right) = layer.cropping
    return d.add(layer.name, "crop", x, cropping=(int(top), int(left), int(bottom), int(right)))


@_reads("Flatten")
def _flatten(d: Draft, layer: Any, x: list[Place]) -> Place:
    return d.add(layer.name, "flatten", x)


@_reads("Reshape")
def _reshape(d: Draft, layer: Any, x: list[Place]) -> Place:
    return d.add(layer.name, "reshape", x, shape=tuple(int(n) for n in layer.target_shape))


@_reads("Dropout", "SpatialDropout2D")
def _dropout(d: Draft, layer: Any, x: list[Place]) -> Place:
    return d.add(layer.name, "dropout", x, rate=float(layer.rate))


@_reads("StochasticDepth")
def _stochastic_depth(d: Draft, layer: Any, x: list[Place]) -> Place:
    return d.add(layer.name, "drop_path", x, rate=float(layer.drop_path_rate))


@_reads("Concatenate")
def _concatenate(d: Draft, layer: Any, x: list[Place]) -> Place:
    axis = int(layer.axis)
    return d.add(layer.name, "concat", x, axis=axis - 1 if axis > 0 else axis)


@_reads("Rescaling")
def _rescaling(d: Draft, layer: Any, x: list[Place]) -> Place:
    return d.add(layer.name, "rescaling", x, factor=float(layer.scale), offset=float(layer.offset))


@_reads("CustomScaleLayer")
def _scaled_sum(d: Draft, layer: Any, x: list[Place]) -> Place:
    scaled = d.add(f"{layer.name}_scale", "scale", x[1:], factor=float(layer.scale))
    return d.add(layer.name, "add", [x[0], scaled])


@_reads("Add", "Subtract", "Multiply", "Maximum", "Minimum")
def _arithmetic(d: Draft, layer: Any, x: list[Place]) -> Place:
    op = type(layer).__name__.lower()
    if len(x) > 1:
        return d.add(layer.name, op, x)
    numbers = [a for a in layer._call_arguments.args if isinstance(a, (int, float))]
    if len(numbers) != 1 or op not in ("add", "multiply"):
        raise Unsupported(f"{layer.name}: {op} of one tensor")
    if op == "add":
        return d.add(layer.name, "rescaling", x, factor=1.0, offset=float(numbers[0]))
    return d.add(layer.name, "rescaling", x, factor=float(numbers[0]), offset=0.0)
