"""Labels of layers as frameworks plot them: "conv2d_1: Conv2D input: (None, 28, 28, 1) output: (None, 26, 26, 32)".

Keras, and tools that draw PyTorch's modules, print of each layer its name, its class, and the shapes that go in and come
out, with the samples of a batch first.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

from extract.labels.families import family
from extract.labels.model import ParsedLabel, ParsedOperation
from graph import Dim, FrozenMap, Shape

IN, OUT, THEN = "input: ", "output: ", "activation: "
"""What stands before the shapes and the function in such a label."""

MARK = re.compile(r"^(?P<end>in|out)puts?(?: shape)?s?\s?:\s?(?P<shape>.*)$", re.IGNORECASE)
"""What a plot prints before a shape, and the shape where it stands in the same line."""

FUNCTION = re.compile(r"^activation\s?:\s?(?P<name>\w+)$", re.IGNORECASE)
"""What a plot prints before the function behind a layer."""

TUPLE = re.compile(
    r"[\[({\s]*\(?(?P<dims>(?:None|\?|-1|[A-Za-z]\w*|\d+)(?:\s?,\s?(?:None|\?|-1|[A-Za-z]\w*|\d+))*),?\)[\])}]*"
)
"""A shape as Python prints it; of a list the first."""

DEPTH = re.compile(r"\s*\bdepth\s?:\s?\d+", re.IGNORECASE)
"""How deep a module lies in others, which says nothing of it."""

PLAIN = frozenset({"linear", "none", "identity"})
"""Functions that leave everything as it is."""

WIDTHS = {"convolution": "filters", "dense": "units"}
"""What the last number of the shape that comes out is called, by the family of the operation."""

_WHOLE = re.compile(
    r"^(?P<head>\S.*?)\s+(?:activation: (?P<function>\w+)\s+)?(?:inputs?(?: shape)?:\s?(?P<into>[\[({].*?)\s*)?"
    r"outputs?(?: shape)?:\s?(?P<out>[\[({].*)$",
    re.IGNORECASE,
)
_TENSOR = re.compile(r"[⟨〈]\s?\d+(?:\s?[×x]\s?\d+)*\s?[⟩〉]")
_VALUES = r"-?\d+(?:\.\d+)?(?:, ?-?\d+)*"
_KEY = r"(?:kernel_shape|strides|dilations|pads|group|axis|alpha|beta|epsilon|momentum|trans[AB]|ceil_mode)"
STORED = re.compile(rf"^(?:\w[\w.]*\s?{_TENSOR.pattern}|{_KEY} ?= ?{_VALUES})$")
"""What a viewer of ONNX files prints under the kind of an operation: a tensor that is stored, or a setting."""

SETTINGS = {"kernel_shape": "kernel", "strides": "stride", "dilations": "dilation"}
"""What ONNX calls the settings of a convolution or pooling."""

_STORED = re.compile(
    rf"^(?P<kind>[A-Z]\w+)(?P<tensors>(?:\s\w[\w.]*\s?{_TENSOR.pattern})*)(?P<settings>(?:\s{_KEY} ?= ?{_VALUES})*)$"
)
_NAMED_CLASS = re.compile(
    r"^(?P<name>\w[\w./-]*(?:\([\w./-]+\))?)\s?(?:: ?|\s\()(?P<kind>[A-Za-z_]\w*(?:\(\w+\))?)\)?$"
)
_TORCH = re.compile(r"\dd$|^(?:Linear|input-tensor|output-tensor|hidden-tensor|[a-z_]+)$")
"""Classes of a framework that puts channels before the sides of maps, and its functions."""


def plotted_layer(parse: Callable[[str], ParsedLabel], clean: str) -> ParsedLabel | None:
    """A layer with its class and the shapes that go in and come out; None for all other labels.

    Args:
        parse: the grammar, which reads the class.
        clean: the label in one line.
    """
    found = _WHOLE.match(clean)
    if found is None or TUPLE.match(found["out"]) is None:
        return None
    shape = plotted_shape(found["out"])
    head = DEPTH.sub("", found["head"]).strip(" :|")
    named = _NAMED_CLASS.match(head)
    kind = named["kind"] if named else head
    parsed = parse(kind)
    if len(parsed.operations) != 1:
        block = ParsedOperation("block", FrozenMap({"name": kind}))
        parsed = ParsedLabel(kind, (block,), "block", 0.8)
    if shape is not None and len(shape) == 3 and (_TORCH.search(kind) or DEPTH.search(found["head"])):
        shape = (*shape[1:], shape[0])
    first = replace(parsed.operations[0], label=head, output_shape=shape)
    if shape is not None and (width := WIDTHS.get(family(first.op))) is not None and width not in first.attrs:
        first = replace(first, attrs=FrozenMap({**first.attrs, width: shape[-1]}))
    function = parse(found["function"]) if (found["function"] or "").lower() not in {"", *PLAIN} else None
    behind = function.operations[:1] if function is not None and function.names_operation else ()
    after = (replace(each, label="", output_shape=shape) for each in behind)
    return replace(parsed, text=head, operations=(first, *after))


def stored_layer(parse: Callable[[str], ParsedLabel], clean: str) -> ParsedLabel | None:
    """An operation with the shapes of its stored weights, "Conv W ⟨64×3×7×7⟩ B ⟨64⟩"; None for all other labels.

    Viewers of ONNX files print them: of a convolution filters, channels and kernel, of a dense layer units first.
    Settings may stand behind, "kernel_shape = 7, 7".
    """
    if (found := _STORED.match(clean)) is None or not (found["tensors"] or found["settings"]):
        return None
    tensors = _TENSOR.findall(found["tensors"])
    dims = [int(dim) for dim in re.findall(r"\d+", tensors[0])] if tensors else []
    parsed = parse("dense" if found["kind"] == "Gemm" else found["kind"])
    if len(parsed.operations) != 1:
        return None
    operation, attrs = parsed.operations[0], dict(parsed.operations[0].attrs)
    if family(operation.op) == "convolution" and len(dims) > 2:
        attrs |= {"filters": dims[operation.op.startswith("conv_transpose")], "kernel": tuple(dims[2:])}
    elif family(operation.op) == "dense" and len(dims) == 2:
        attrs |= {"units": dims[0]}
    for key, values in re.findall(rf"({_KEY}) ?= ?({_VALUES})", found["settings"]):
        if key in SETTINGS:
            attrs[SETTINGS[key]] = tuple(int(float(value)) for value in values.split(","))
    whole = replace(operation, label=clean, attrs=FrozenMap(attrs))
    return replace(parsed, text=clean, operations=(whole,))


def plotted_shape(text: str) -> Shape | None:
    """What one sample has of a shape that counts the samples of a batch first; None where that is not fixed."""
    if (found := TUPLE.match(text)) is None:
        return None
    dims = [part.strip() for part in found["dims"].split(",")][1:]
    known: list[Dim] = [int(dim) if dim.isdecimal() else dim for dim in dims]
    return tuple(known) if known and all(dim not in ("None", "?", "-1") for dim in known) else None
