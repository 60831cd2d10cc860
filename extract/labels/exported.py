"""Labels of computation graphs as programs draw them: steps of automatic differentiation, exchange formats, parameters.

PyTorch names each step after its backward function, "ConvolutionBackward0"; the drawer of ONNX files prints an
operation's kind with its number and the names of all that goes in and comes out; Caffe puts it in brackets behind the
name. The first two print a layer's parameters,
"conv1.weight (64, 3, 7, 7)", as things of their own.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

from extract.labels.model import ParsedLabel, ParsedOperation
from graph import FrozenMap

KINDS = {
    "Addmm": "dense",
    "Gemm": "dense",
    "InnerProduct": "dense",
    "Mm": "matmul",
    "Bmm": "matmul",
    "T": "transpose",
    "Permute": "transpose",
    "View": "reshape",
    "UnsafeView": "reshape",
    "ReshapeAlias": "reshape",
    "Cat": "concat",
    "Mul": "multiply",
    "Sub": "subtract",
    "Div": "divide",
    "Convolution": "conv2d",
    "MkldnnConvolution": "conv2d",
    "MaxPool2DWithIndices": "max_pool",
    "Index": "slice",
    "Select": "slice",
    "LogSoftmax": "softmax",
    "UpsampleBilinear2D": "upsample",
    "UpsampleNearest2D": "upsample",
}
"""What functions are called where that is no name of a layer."""

_BACKWARD = re.compile(r"^(?:Native|Thnn|Cudnn|Fused)?(?P<kind>[A-Z]\w*?)Backward\d?$")
_NUMBERED = re.compile(r"^(?:\S*/)?(?P<kind>[A-Z]\w*) \(op ?# ?\d+\)(?: (?:in|out)put\d+ \S+)*$")
_LAYER = re.compile(r"^[\w./-]+ ?\((?P<kind>InnerProduct)\)$")
_PARAMETER = re.compile(r"^(?:\w+\.)+(?:weight|bias)(?:_\w+)? ?(?P<shape>\(\d+(?:, ?\d+)*\))?$")
_ITEM = re.compile(r"^__getitem__(?: depth: ?\d+)?$")


def exported_step(parse: Callable[[str], ParsedLabel], clean: str) -> ParsedLabel | None:
    """A step or parameter of a computation graph that a program drew; None for all other labels.

    Args:
        parse: the grammar, which reads the kind of a step.
        clean: the label in one line.
    """
    if _PARAMETER.match(clean):
        return ParsedLabel(clean, (ParsedOperation("weight", label=clean),), "operations", 0.95)
    if clean == "SOFT":
        # What a widely used set of TikZ layers prints under its softmax.
        return ParsedLabel(clean, (ParsedOperation("softmax", label=clean),), "operations", 0.9)
    if _ITEM.match(clean):
        return ParsedLabel(clean, (ParsedOperation("slice", label=clean),), "operations", 0.9)
    found = _BACKWARD.match(clean) or _NUMBERED.match(clean) or _LAYER.match(clean)
    if found is None:
        return None
    kind = found["kind"]
    if kind in KINDS:
        operations: tuple[ParsedOperation, ...] = (ParsedOperation(KINDS[kind]),)
    else:
        operations = parse(kind).operations
    if len(operations) != 1:
        operations = (ParsedOperation("block", FrozenMap({"name": clean})),)
    whole = replace(operations[0], label=clean)
    return ParsedLabel(clean, (whole,), "block" if whole.op == "block" else "operations", 0.95)
