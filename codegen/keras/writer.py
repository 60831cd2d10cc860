"""The Keras file of a program."""

from __future__ import annotations

from codegen.core.steps import Program
from codegen.source.expressions import Display, Expr, Lit, Var, call
from codegen.source.layout import Writer
from codegen.source.library import library
from codegen.source.naming import identifier
from codegen.structure.class_writer import Style, docstring, write_unknown
from codegen.structure.classes import Plan
from codegen.structure.file_parts import copied, ending, opening
from codegen.structure.function_writer import FunctionWriter
from codegen.structure.unknowns import UnknownClass

STYLE = Style("layers.Layer", "call", "", "", "")
LIBRARY = library("keras")
RESERVED = ("keras", "layers", "ops", "np", "main", "model", "inputs", "outputs", "name", "n", *LIBRARY)


def write(program: Program, plan: Plan, unknown: list[UnknownClass]) -> str:
    """The text of the file."""
    w = Writer()
    opening(w, program, "Keras 3")
    body = _body(program, plan, unknown)
    code = "\n".join(body.lines)
    w.line("import keras")
    w.line("import numpy as np")
    used = [name for name in ("layers", "ops") if f"{name}." in code]
    if used:
        w.line(f"from keras import {', '.join(used)}")
    w.lines += body.lines
    return w.text()


def _body(program: Program, plan: Plan, unknown: list[UnknownClass]) -> Writer:
    w = Writer()
    copied(w, LIBRARY, plan.needs())
    for each in unknown:
        write_unknown(w, each, STYLE)
    functions = FunctionWriter(w, plan, RESERVED)
    for class_plan in plan.classes[:-1]:
        functions.write(class_plan)
    _network(w, program, plan, functions)
    _main(w, program, functions.name(plan.network))
    return w


def _network(w: Writer, program: Program, plan: Plan, functions: FunctionWriter) -> None:
    network = plan.network
    w.line()
    w.line()
    w.line(f"def {functions.name(network)}():")
    w.depth += 1
    docstring(w, network)
    made = []
    for given in program.inputs:
        kind = {"dtype": Lit("int64")} if given.classes else {}
        made.append(call("keras.Input", Lit(given.shape or ()), name=Lit(given.name), **kind))
    w.statement("inputs = ", Display(tuple(made)) if len(made) != 1 else made[0])
    if network.inputs:
        w.line(f"{', '.join(network.inputs)} = inputs")
    functions.body(network, "")
    results: tuple[Expr, ...] = tuple(Var(name) for name in network.returns)
    ends = Display(results) if len(results) != 1 else results[0]
    title = Lit(identifier(program.name, "network"))
    w.statement("return ", call("keras.Model", Var("inputs"), ends, name=title))
    w.depth -= 1


def _main(w: Writer, program: Program, name: str) -> None:
    w.line()
    w.line()
    w.line("def main():")
    w.depth += 1
    w.line('"""Builds the network and prints its shapes and parameters."""')
    w.line("keras.utils.set_random_seed(0)")
    w.line(f"model = {name}()")
    w.line("count = sum(int(np.prod(w.shape)) for w in model.trainable_weights)")
    w.line('print(f"parameters: {count:,}")')
    w.line("for x in model.inputs:")
    w.line('    print(f"input: {tuple(x.shape)}")')
    w.line("for y in model.outputs:")
    w.line('    print(f"output: {tuple(y.shape)}")')
    ending(w)
