"""The TensorFlow file of a program."""

from __future__ import annotations

from codegen.core.steps import Program
from codegen.source.expressions import Display, Expr, Lit, Var, call
from codegen.source.layout import Writer
from codegen.source.library import library
from codegen.structure.class_writer import Style, write_class, write_unknown
from codegen.structure.classes import Plan
from codegen.structure.file_parts import copied, ending, opening, shapes_printed
from codegen.structure.unknowns import UnknownClass

STYLE = Style("tf.Module", "__call__", "tf.Tensor", "", "")
LIBRARY = library("tensorflow")
RESERVED = ("tf", "np", "math", "Callable", "main", "model", "inputs", "outputs", *LIBRARY)


def write(program: Program, plan: Plan, unknown: list[UnknownClass]) -> str:
    """The text of the file."""
    w = Writer()
    opening(w, program, "TensorFlow, on tf.nn")
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
    needs = plan.needs()
    if any("uniform(" in LIBRARY[name] for name in needs):
        needs |= {"uniform"}
    copied(w, LIBRARY, needs)
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
    shapes_printed(w, len(plan.network.returns) > 1)
    ending(w)
