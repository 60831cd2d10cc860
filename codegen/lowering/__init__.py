"""A completed graph as a program of core operations.

Needs a graph that `graph.complete` has been through: no repeats, no cycles, attributes filled. What cannot be
built (a block that nobody explains, an operation that nothing here lowers) becomes an `unknown` step with its
reason, and the program is partial.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from codegen.core.builder import Builder
from codegen.core.elementwise import to_float
from codegen.core.layout import free_flattens
from codegen.core.steps import Program, Shape, Source, Tensor
from codegen.core.unknown import unknown
from codegen.errors import CodegenError, Malformed, Unsupported
from codegen.lowering import attention, capsules, functions, layers, shapes, windows
from codegen.lowering.order import reading_order
from codegen.lowering.table import Settings, lowers
from codegen.source.literals import printable
from codegen.source.naming import Names, identifier
from graph.errors import GraphError
from graph.model import Graph, Node
from graph.operations import REGISTRY

__all__ = ["FAMILIES", "lower", "lowers"]

FAMILIES = (windows, layers, functions, shapes, attention, capsules)
THROUGH = {"feature_map", "loss"}
RESERVED_INPUTS = (
    "torch",
    "nn",
    "F",
    "tf",
    "np",
    "keras",
    "layers",
    "ops",
    "model",
    "inputs",
    "outputs",
    "main",
)
"""Names that files use themselves, and that no input may have."""


def lower(graph: Graph) -> Program:
    """The program of a completed graph. Raises Malformed where the graph has no order or nothing in it."""
    builder = Builder(graph.name)
    outputs = _walk(builder, graph, None)
    if not outputs:
        raise Malformed("the graph has no output")
    program = builder.program(outputs)
    if any(given.shape is None for given in program.inputs) and not program.missing:
        program = replace(program, missing=("the shape of the input is not known",))
    return _with_free_flattens(program)


def _with_free_flattens(program: Program) -> Program:
    free, maps = free_flattens(program)
    return program.marked(free, maps) if free else program


def _walk(b: Builder, graph: Graph, given: Sequence[Tensor] | None) -> list[Tensor]:
    """Adds a graph's steps; `given` are the inputs of a composite's inner graph, None for a whole network."""
    values: dict[str, list[Tensor]] = {}
    outputs: list[Tensor] = []
    queue = list(given or ())
    names = Names(RESERVED_INPUTS)
    by_id = graph.by_id()
    incoming: dict[str, list[tuple[str, int]]] = {}
    read: set[str] = set()
    for edge in graph.edges:
        incoming.setdefault(edge.target, []).append((edge.source, edge.port))
        read.add(edge.source)
    for node_id in reading_order(graph):
        node = by_id[node_id]
        if given is None:
            b.source = source_of(node)
        inputs = [
            values[source][port if port < len(values[source]) else 0]
            for source, port in incoming.get(node_id, ())
        ]
        if node.op == "input":
            found = [queue.pop(0)] if given is not None else [_input(b, node, graph, names)]
        elif node.op in ("output", *THROUGH) and inputs:
            found = inputs[:1]
        else:
            found = _node(b, node, inputs)
        values[node_id] = found
        if node.op == "output" or (node_id not in read and node.op != "input"):
            outputs += found[:1] if node.op == "output" else found
    if not outputs and given is None:
        # Only inputs: the network gives back what it is given.
        outputs = [tensor for node in graph.nodes for tensor in values.get(node.id, ())]
    return outputs


def source_of(node: Node) -> Source:
    """What a comment says of a node."""
    return Source(node.id, node.label, node.evidence, node.attributes, node.printed)


def _input(b: Builder, node: Node, graph: Graph, names: Names) -> Tensor:
    shape = _ints(node.value("shape"))
    shape = _ints(node.output_shape) if shape is None else shape
    readers = [graph.node(edge.target) for edge in graph.outputs(node.id)]
    tables = [r.value("vocabulary") for r in readers if r.op == "embedding"]
    classes = min((int(t) for t in tables if isinstance(t, int)), default=0)
    if node.value("integers") and not classes:
        classes = 2
    return b.input(names.claim(identifier(node.label, "x")), shape, classes)


def _ints(value: object) -> Shape | None:
    if isinstance(value, tuple) and all(isinstance(v, int) for v in value):
        return tuple(int(v) for v in value)
    return None


def _node(b: Builder, node: Node, inputs: list[Tensor]) -> list[Tensor]:
    mark = b.mark()
    try:
        return _lowered(b, node, inputs)
    except (CodegenError, GraphError, ArithmeticError, TypeError, ValueError, LookupError) as error:
        # A wrong type or number in an attribute is the graph's fault, whatever it trips on the way.
        b.rewind(mark)
        return [unknown(b, inputs, _stated_shape(node, inputs), _title(node), _reason(node, error))]


def _lowered(b: Builder, node: Node, inputs: list[Tensor]) -> list[Tensor]:
    operation = REGISTRY.get(node.op)
    if node.op == "block" or operation is None:
        raise Unsupported("nobody explains it")
    least, most = operation.inputs
    if len(inputs) < least or (most is not None and len(inputs) > most):
        raise Unsupported(f"{node.op} does not take {len(inputs)} inputs")
    if operation.expand is not None and node.op not in lowers:
        shapes_in = [t.shape for t in inputs]
        if any(s is None for s in shapes_in):
            raise Unsupported("the shape of its input is not known")
        inner = operation.expand(node, [s for s in shapes_in if s is not None])
        with b.scope(_title(node), b.source):
            return _walk(b, inner, inputs)
    if node.op not in lowers:
        raise Unsupported(f"there is no code for {node.op}")
    if node.op != "embedding":
        inputs = [to_float(b, t) if b.integers(t) else t for t in inputs]
    result = lowers[node.op](b, Settings(node, inputs), inputs)
    return result if isinstance(result, list) else [result]


def _title(node: Node) -> str:
    name = node.value("name")
    if node.op == "block":
        return str(name or node.label or "block")
    return node.op


def _reason(node: Node, error: Exception) -> str:
    shown = printable(str(node.value("name") or node.label or node.op), 60)
    return f"{shown or node.op}: {printable(str(error) or type(error).__name__, 160)}"


def _stated_shape(node: Node, inputs: Sequence[Tensor]) -> Shape | None:
    operation = REGISTRY.get(node.op)
    known = [t.shape for t in inputs if t.shape is not None]
    if operation is not None and len(known) == len(inputs) and inputs:
        try:
            return _ints(operation.shape(node, known)[0])
        except (GraphError, ArithmeticError, TypeError, ValueError, LookupError):
            pass
    return _ints(node.output_shape)
