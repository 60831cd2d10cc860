"""The PyTorch file of a program."""

from __future__ import annotations

from codegen.core.layout import first_shape
from codegen.core.steps import Program
from codegen.emission import Emission
from codegen.pytorch.helpers import HELPERS
from codegen.pytorch.table import emits
from codegen.source.expressions import Arg, Call, Display, In, Lit, Own, call
from codegen.source.layout import Writer
from codegen.source.literals import printable
from codegen.source.naming import Names, class_identifier
from codegen.structure.class_writer import Style, write_class, write_unknown
from codegen.structure.classes import Plan, Planner
from codegen.structure.partition import partition
from codegen.structure.unknowns import UnknownClass, unknown_classes

STYLE = Style("nn.Module", "forward", "Tensor", "nn.Sequential", "nn.ModuleList")
RESERVED = ("torch", "nn", "F", "Tensor", "main", "model", "inputs", "outputs", *HELPERS)


def plan_of(program: Program) -> tuple[Plan, list[UnknownClass]]:
    """The program's classes. Raises Unsupported where PyTorch has no way to say a step."""
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
    w.line(f'"""{printable(program.name, 60) or "A network"} in PyTorch.')
    w.line()
    w.line("Written from an architecture graph. Comments name the figure or table, the page and")
    w.line("the printed label behind each layer, and the values that were inferred or taken by")
    w.line("default.")
    for reason in dict.fromkeys(program.missing):
        w.line(f"Partial: {printable(reason)}")
    w.line('"""')
    w.line()
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
    for name, source in HELPERS.items():
        if name in plan.needs():
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
