"""The ONNX model of a program: its nodes as a small file, its weights inside or beside it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

import onnx
from onnx import TensorProto, helper

from codegen.comments import describe
from codegen.core.layout import first_shape
from codegen.core.steps import Port, Program
from codegen.onnx.context import Context, emits
from codegen.source.literals import printable
from codegen.weights import Array, Carry, draw, keys

OPSET = 24
"""The operator set: the first with Attention, RMSNormalization and GroupNormalization as used here."""

IR_VERSION = 11
WEIGHTS_FILE = "model.weights"
INLINE_BYTES = 1 << 20
"""Weights of at most this many bytes stand in the model; larger ones in a file of their own."""

_ALIGNMENT = 64


@dataclass(frozen=True, slots=True)
class OnnxModel:
    """A model and where its weights go. `proto` has no initializer for them yet."""

    proto: onnx.ModelProto
    program: Program
    carries: tuple[Carry, ...]

    @property
    def inline(self) -> bool:
        """Whether the weights are few enough to stand in the model."""
        return 4 * self.program.parameters <= INLINE_BYTES

    def serialized(self, seed: int) -> bytes:
        """The model with its weights, or with where to find them."""
        model = onnx.ModelProto()
        model.CopyFrom(self.proto)
        sizes = dict(keys(self.program))
        drawn = dict(self.arrays(seed)) if self.inline else {}
        offset = 0
        for carry in self.carries:
            shape = carry.shape(sizes[carry.step, carry.weight].shape)
            tensor = model.graph.initializer.add(name=carry.target, data_type=TensorProto.FLOAT, dims=shape)
            if self.inline:
                tensor.raw_data = drawn[carry.target].tobytes()
                continue
            length = 4 * sizes[carry.step, carry.weight].size
            tensor.data_location = TensorProto.EXTERNAL
            for key, value in (("location", WEIGHTS_FILE), ("offset", offset), ("length", length)):
                tensor.external_data.add(key=key, value=str(value))
            offset += length + -length % _ALIGNMENT
        content: bytes = model.SerializeToString()
        return content

    def arrays(self, seed: int) -> Iterator[tuple[str, Array]]:
        """The initial weights, in the order in which they stand in the file."""
        order = {key: (n, weight) for n, (key, weight) in enumerate(keys(self.program))}
        for carry in self.carries:
            number, weight = order[carry.step, carry.weight]
            yield carry.target, carry.apply(draw(weight, number, seed, "initial"))

    def payload(self, seed: int) -> Iterator[tuple[str, bytes]]:
        """The weights' file, piece by piece."""
        for _, array in self.arrays(seed):
            content = array.tobytes()
            yield WEIGHTS_FILE, content + bytes(-len(content) % _ALIGNMENT)


def build(program: Program) -> OnnxModel:
    """The model of a program. Raises Unsupported where ONNX has no way to say a step."""
    context = Context()
    values = {Port(-1 - n): given.name for n, given in enumerate(program.inputs)}
    counts: Counter[str] = Counter()
    for number, step in enumerate(program.steps):
        name = step.text("function") if step.op == "activation" else step.op
        counts[name] += 1
        context.number, context.path = number, f"{name}{counts[name]}"
        before = len(context.nodes)
        found = emits.emitter(step.op)(context, step, [values[port] for port in step.inputs])
        made = [found] if isinstance(found, str) else found
        values.update({Port(number, n): output for n, output in enumerate(made)})
        words = describe([step.source])
        if words and len(context.nodes) > before:
            context.nodes[before].doc_string = "; ".join(words)
    outputs = _results(context, program, values)
    graph = helper.make_graph(
        context.nodes,
        printable(program.name, 60) or "network",
        [
            helper.make_tensor_value_info(
                given.name,
                TensorProto.INT64 if given.classes else TensorProto.FLOAT,
                ["batch", *first_shape(given.shape or ())],
            )
            for given in program.inputs
        ],
        outputs,
        context.constants,
    )
    model = helper.make_model(graph, producer_name="netatlas", opset_imports=[helper.make_opsetid("", OPSET)])
    model.ir_version = IR_VERSION
    return OnnxModel(model, program, tuple(context.carries))


def _results(context: Context, program: Program, values: dict[Port, str]) -> list[onnx.ValueInfoProto]:
    """The model's outputs, named output, output_2, …; a value that is given twice or is an input is copied."""
    infos: list[onnx.ValueInfoProto] = []
    renamed: dict[str, str] = {}
    inputs = {given.name for given in program.inputs}
    taken = set(inputs)
    for number, port in enumerate(program.outputs):
        name = "output" if number == 0 else f"output_{number + 1}"
        while name in taken:
            name += "_"
        taken.add(name)
        value = values[port]
        if value in inputs or value in renamed or program.shape(port) is None:
            context.path = name
            context.nodes.append(helper.make_node("Identity", [renamed.get(value, value)], [name], name))
        else:
            renamed[value] = name
        shape: list[str | int | None] = ["batch", *first_shape(program.shape(port) or ())]
        infos.append(helper.make_tensor_value_info(name, TensorProto.FLOAT, shape))
    for node in context.nodes:
        for names in (node.input, node.output):
            for place, value in enumerate(names):
                if value in renamed:
                    names[place] = renamed[value]
    return infos
