"""The TensorFlow file of a program."""

from __future__ import annotations

from codegen.core.steps import Program
from codegen.emission import Emission
from codegen.source.expressions import Arg, Call, Display, Expr, In, Lit, Own, Var, call
from codegen.source.layout import Writer
from codegen.source.literals import printable
from codegen.source.naming import Names, class_identifier
from codegen.structure.class_writer import Style, write_class, write_unknown
from codegen.structure.classes import Plan, Planner
from codegen.structure.partition import partition
from codegen.structure.unknowns import UnknownClass, unknown_classes
from codegen.tensorflow.helpers import HELPERS
from codegen.tensorflow.table import emits

STYLE = Style("tf.Module", "__call__", "tf.Tensor", "", "")
RESERVED = ("tf", "np", "math", "Callable", "main", "model", "inputs", "outputs", *HELPERS)


def plan_of(program: Program) -> tuple[Plan, list[UnknownClass]]:
    """The program's classes. Raises Unsupported where TensorFlow has no way to say a step."""
    names = Names(RESERVED)
    network = names.claim(class_identifier(program.name, "Network"))
    unknown = unknown_classes(program, names)
    emissions = []
    for number, step in enumerate(program.steps):
        if number in unknown:
            ends = tuple(Arg(In(n)) for n in range(len(step.inputs)))
            emissions.append(Emission(call(unknown[number].name), Call(Own(), ends)))
        else:
            emissions.append(emits.emitter(step.op)(step))
    root, wiring = partition(program)
    classes = list(dict.fromkeys(unknown.values()))
    planner = Planner(wiring, emissions, (*RESERVED, *(c.name for c in classes)))
    return planner.plan(root, network), classes


def write(program: Program, plan: Plan, unknown: list[UnknownClass]) -> str:
    """The text of the file."""
    w = Writer()
    w.line(f'"""{printable(program.name, 60) or "A network"} in TensorFlow, on tf.nn.')
    w.line()
    w.line("Written from an architecture graph. Comments name the figure or table, the page and")
    w.line("the printed label behind each layer, and the values that were inferred or taken by")
    w.line("default.")
    for reason in dict.fromkeys(program.missing):
        w.line(f"Partial: {printable(reason)}")
    w.line('"""')
    w.line()
    body = _body(plan, unknown)
    _main(body, program, plan)
    code = "\n".join(body.lines)
    if "math." in code.replace("tf.math.", ""):
        w.line("import math")
    if "Callable[" in code:
        w.line("from collections.abc import Callable")
    if w.lines[-1]:
        w.line()
    w.line("import numpy as np")
    w.line("import tensorflow as tf")
    w.lines += body.lines
    return w.text()


def _body(plan: Plan, unknown: list[UnknownClass]) -> Writer:
    w = Writer()
    sources = {name: source for name, source in HELPERS.items() if name in plan.needs()}
    if any("uniform(" in source for source in sources.values()):
        sources = {"uniform": HELPERS["uniform"], **sources}
    for source in sources.values():
        w.line()
        w.lines += source.rstrip("\n").split("\n")
    for each in unknown:
        write_unknown(w, each, STYLE)
    for class_plan in plan.classes:
        write_class(w, class_plan, STYLE)
    return w


def _main(w: Writer, program: Program, plan: Plan) -> None:
    w.line()
    w.line()
    w.line("def main() -> None:")
    w.depth += 1
    w.line('"""Builds the network and prints its shapes and parameters."""')
    w.line("tf.random.set_seed(0)")
    w.line(f"model = {plan.network.name}()")
    w.line("count = sum(int(np.prod(v.shape)) for v in model.trainable_variables)")
    w.line('print(f"parameters: {count:,}")')
    examples: list[Expr] = []
    for given in program.inputs:
        shape = Lit((1, *(given.shape or ())))
        if given.classes:
            draw = call("tf.random.uniform", shape, Lit(0), Lit(given.classes), Var("tf.int64"))
        else:
            draw = call("tf.random.normal", shape)
        examples.append(draw)
    w.statement("inputs = ", Display(tuple(examples), "()"))
    w.line("outputs = model(*inputs)")
    w.line("for x in inputs:")
    w.line('    print(f"input: {tuple(x.shape)}")')
    several = len(plan.network.returns) > 1
    w.line(f"for y in {'outputs' if several else '(outputs,)'}:")
    w.line('    print(f"output: {tuple(y.shape)}")')
    w.depth -= 1
    w.line()
    w.line()
    w.line('if __name__ == "__main__":')
    w.line("    main()")
