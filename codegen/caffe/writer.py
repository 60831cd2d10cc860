"""The Caffe files of a program: a deploy prototxt to read, a caffemodel with the weights."""

from __future__ import annotations

import struct
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import numpy as np

from codegen.caffe.context import Context, Layer, Parameter, emits
from codegen.comments import describe
from codegen.core.layout import first_shape
from codegen.core.steps import Port, Program
from codegen.errors import Unsupported
from codegen.source.literals import printable, quoted
from codegen.weights import Array, Carry

ENUMS = {"pool", "operation"}
"""Settings whose values are names and not strings."""


@dataclass(frozen=True, slots=True)
class CaffeNet:
    """A net: its layers, what each step's comment says, and the blobs of its outputs."""

    layers: tuple[Layer, ...]
    notes: Mapping[str, list[str]]
    outputs: tuple[str, ...]
    carries: tuple[Carry, ...]


def build(program: Program) -> CaffeNet:
    """The net of a program. Raises Unsupported where Caffe has no way to say a step."""
    context = Context()
    values = {}
    for number, given in enumerate(program.inputs):
        if given.classes:
            raise Unsupported("Caffe's inputs are not integers")
        values[Port(-1 - number)] = given.name
    counts: Counter[str] = Counter(given.name for given in program.inputs)
    notes: dict[str, list[str]] = {}
    for number, step in enumerate(program.steps):
        word = step.text("function") if step.op == "activation" else step.op
        counts[word] += 1
        context.begin(number, f"{word}{counts[word]}")
        before = len(context.layers)
        found = emits.emitter(step.op)(context, step, [values[port] for port in step.inputs])
        outputs = [found] if isinstance(found, str) else found
        values.update({Port(number, n): output for n, output in enumerate(outputs)})
        if len(context.layers) > before:
            notes[context.layers[before].name] = describe([step.source])
    results = tuple(_result(context, n, values[port]) for n, port in enumerate(program.outputs))
    return CaffeNet(tuple(context.layers), notes, results, tuple(context.carries))


def _result(context: Context, number: int, value: str) -> str:
    """The blob of an output; what is no layer's only blob is copied, since a net gives those by layer."""
    if any(layer.tops == [value] for layer in context.layers):
        return value
    context.begin(number, f"output{number + 1}")
    return context.add("Power", value)


def prototxt(program: Program, net: CaffeNet) -> str:
    """The deploy file."""
    lines = [
        "# Written from an architecture graph. Comments name the figure or table, the page and",
        "# the printed label behind each layer, and the values that were inferred or taken by",
        "# default.",
        f"name: {quoted(printable(program.name, 60) or 'network')}",
    ]
    for given in program.inputs:
        lines += [f"input: {quoted(given.name)}", "input_shape {"]
        lines += [f"  dim: {n}" for n in (1, *first_shape(given.shape or ()))]
        lines.append("}")
    for layer in net.layers:
        lines += [f"# {note}" for note in net.notes.get(layer.name, ())]
        lines += ["layer {", f"  name: {quoted(layer.name)}", f"  type: {quoted(layer.type)}"]
        lines += [f"  bottom: {quoted(name)}" for name in layer.bottoms]
        lines += [f"  top: {quoted(name)}" for name in layer.tops]
        lines += _message(layer.parameters, "  ")
        lines.append("}")
    return "\n".join(lines) + "\n"


def _message(parameters: Mapping[str, Parameter], margin: str) -> list[str]:
    lines = []
    for key, value in parameters.items():
        if isinstance(value, Mapping):
            lines += [f"{margin}{key} {{", *_message(value, margin + "  "), f"{margin}}}"]
        elif isinstance(value, str):
            lines.append(f"{margin}{key}: {value if key in ENUMS else quoted(value)}")
        elif isinstance(value, (bool, int, float)):
            lines.append(f"{margin}{key}: {str(value).lower() if isinstance(value, bool) else value}")
        else:
            lines += [f"{margin}{key}: {item}" for item in value]
    return lines


def caffemodel(net: CaffeNet, weights: Mapping[str, Array]) -> Iterator[bytes]:
    """The weights' file, layer by layer: a NetParameter in protobuf's wire format.

    Field numbers as in BVLC Caffe's caffe.proto: NetParameter.layer 100; LayerParameter name 1, type 2,
    blobs 7; BlobProto data 5 (packed), shape 7; BlobShape dim 1 (packed).
    """
    for layer in net.layers:
        if not layer.blobs:
            continue
        blobs = b""
        for number, held in enumerate(layer.blobs):
            array = held if held is not None else weights[f"{layer.name}:{number}"]
            dims = b"".join(_varint(n) for n in array.shape)
            data = np.ascontiguousarray(array, "<f4").tobytes()
            blobs += _field(7, _field(7, _field(1, dims)) + _field(5, data))
        yield _field(100, _field(1, layer.name.encode()) + _field(2, layer.type.encode()) + blobs)


def _varint(number: int) -> bytes:
    out = b""
    while number > 0x7F:
        out += struct.pack("B", number & 0x7F | 0x80)
        number >>= 7
    return out + struct.pack("B", number)


def _field(number: int, content: bytes) -> bytes:
    """A length-delimited field."""
    return _varint(number << 3 | 2) + _varint(len(content)) + content
