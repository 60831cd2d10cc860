"""The PyTorch file of a program."""

from __future__ import annotations

from codegen.core.layout import first_shape
from codegen.core.steps import Program
from codegen.source.expressions import Display, Lit, call
from codegen.source.layout import Writer
from codegen.source.library import library
from codegen.structure.class_writer import Style, write_class, write_unknown
from codegen.structure.classes import Plan
from codegen.structure.file_parts import copied, ending, opening, shapes_printed
from codegen.structure.unknowns import UnknownClass

STYLE = Style("nn.Module", "forward", "Tensor", "nn.Sequential", "nn.ModuleList")
LIBRARY = library("pytorch")
RESERVED = ("torch", "nn", "F", "Tensor", "main", "model", "inputs", "outputs", *LIBRARY)


def write(program: Program, plan: Plan, unknown: list[UnknownClass]) -> str:
    """The text of the file."""
    w = Writer()
    opening(w, program, "PyTorch")
    w.line("import torch")
    uses = _body(program, plan, unknown)
    if any("F." in line for line in uses.lines):
        w.line("import torch.nn.functional as F")
    w.line("from torch import Tensor, nn")
    w.lines += uses.lines
    _main(w, program, plan)
    return w.text()


def _body(program: Program, plan: Plan, unknown: list[UnknownClass]) -> Writer:
    w = Writer()
    copied(w, LIBRARY, plan.needs())
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
    w.line("torch.manual_seed(0)")
    w.line(f"model = {plan.network.name}().eval()")
    w.line("count = sum(p.numel() for p in model.parameters() if p.requires_grad)")
    w.line('print(f"parameters: {count:,}")')
    examples = []
    for given in program.inputs:
        shape = tuple(Lit(n) for n in (1, *first_shape(given.shape or ())))
        draw = call("torch.randint", Lit(given.classes), Display(shape, "()"))
        examples.append(draw if given.classes else call("torch.randn", *shape))
    w.statement("inputs = ", Display(tuple(examples), "()"))
    w.line("with torch.no_grad():")
    w.line("    outputs = model(*inputs)")
    shapes_printed(w, len(plan.network.returns) > 1)
    ending(w)
